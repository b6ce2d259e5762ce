// Owns the first page: what was read and what not, the heat map, the map of one measure.
import { useContext, useEffect, useRef } from "preact/hooks";
import { CELL_STATUSES, KIND_LABELS } from "../../../model";
import { address, useAnswer } from "../api";
import type { CellRow, HeatRow } from "../data";
import { go, to, withSearch, type Route } from "../route";
import { W } from "../words";
import { Book, Choice, Legend, MeasureLink, MeasureOptions, Scroll, Shown, Take, short, useNames } from "../parts/common";
import { HeatMap, statusLabel } from "../parts/heat-map";
import { StatesByStatus, WorldMap, cellLink } from "../parts/world-map";

interface Reading {
  totals: Record<"read" | "failed" | "pages" | "paragraphs" | "claims" | "respondents" | "states", number>;
  failed: { document_id: string; file: string; failure_reason: string; failure_next: string | null }[];
  languages: { language: string; number: number }[];
  silent: { document_id: string; document: string; kind: string | null }[];
  issues: { severity: string; kind: string; number: number }[];
  missing: string | null;
}

const STATUSES = [...CELL_STATUSES, "named_only"] as const;
const GROUPS = ["region", "un_group", "subregion", "income", "ldc", "lldc", "sids", "year"] as const;

export function Overview({ route }: { route: Route }) {
  const { search } = route;
  const { kinds, years } = useContext(Book);
  const status = STATUSES.find((one) => one === search["status"]) ?? "in_place";
  const by = GROUPS.find((one) => one === search["by"]) ?? "region";
  const kind = by === "year" ? (search["kind"] ?? kinds[0]?.value ?? "") : (search["kind"] ?? "");
  const scope = { kind, year: by === "year" ? null : (search["year"] ?? null), basis: search["basis"] ?? null };
  const heat = useAnswer<HeatRow[]>(address("/api/q/heat", { by, ...scope }));
  const map = useAnswer<{ measure: string; cells: CellRow[] }>(address("/api/q/map", { measure: search["measure"] ?? null, ...scope }));
  const cell = search["cell"]?.split("|");
  return (
    <>
      <h1>{W.overview.title}</h1>
      <ReadingPart />
      <section aria-labelledby="heat-title"><h2 id="heat-title">{W.overview.heat}</h2>
        <div class="choices">
          <Choice name="by" label={W.overview.heatBy} value={by} options={GROUPS.map((one) => [one, W.groupings[one] ?? one])} />
          <Choice name="status" label={W.overview.heatStatus} value={status} options={STATUSES.map((one) => [one, statusLabel(one)])} />
          <Choice name="kind" label={W.overview.heatKind} value={kind} {...(by === "year" ? {} : { empty: W.all })} options={kinds.map((one) => [one.value, `${KIND_LABELS[one.value] ?? one.value} (${one.number})`])} />
          {by === "year" ? null : <Choice name="year" label={W.overview.heatYear} value={search["year"] ?? ""} empty={W.all} options={years.map((one) => [one.value, `${one.value} (${one.number})`])} />}
          {by === "year" ? null : <Choice name="basis" label={W.overview.heatBasis} value={search["basis"] ?? ""} empty={W.overview.own} options={[["all", W.overview.everybody]]} />}
        </div>
        <p class="notes">{by === "year" ? W.overview.yearHelp : W.overview.heatHelp}</p>
        <Shown asked={heat}>{(rows) => rows.length === 0 ? <p class="notes">{W.overview.undated}</p> : <HeatMap rows={rows} status={status} by={W.groupings[by] ?? by} byYear={by === "year"} open={(measure, group) => (by === "year" ? go(address(to.measure(measure), { kind, year: group })) : go(withSearch({ cell: `${measure}|${group}` }), true))} />}</Shown>
        <Take view="heat" parameters={{ by, ...scope }} />
        <Legend />
      </section>
      {cell === undefined || by === "year" ? null : <CellStates measure={cell[0] ?? ""} group={cell[1] ?? ""} by={by} scope={scope} />}
      <section aria-labelledby="map-title"><h2 id="map-title">{W.overview.map}</h2>
        <Shown asked={map}>{({ measure, cells }) => (
          <>
            <p class="choice wide"><label for="map-measure">{W.overview.mapMeasure}</label> <select id="map-measure" value={measure} onChange={(event) => go(withSearch({ measure: event.currentTarget.value }), true)}><MeasureOptions /></select></p>
            <WorldMap measure={measure} cells={cells} />
            <Scroll label={W.measure.states}><StatesByStatus cells={cells} link={() => null} /></Scroll>
            <Take view="cells" parameters={{ measure, ...scope }} />
          </>
        )}</Shown>
      </section>
    </>
  );
}

function ReadingPart() {
  const reading = useAnswer<Reading>("/api/q/reading");
  return (
    <Shown asked={reading}>{({ totals, failed, languages, silent, issues, missing }) => (
      <section aria-labelledby="read-title"><h2 id="read-title" class="quiet">{W.overview.read}</h2>
        {missing === null ? null : <p class="warning">{missing}</p>}
        <dl class="figures">
          {([["read", W.overview.documents], ["pages", W.overview.pages], ["paragraphs", W.overview.paragraphs], ["claims", W.overview.claims], ["states", W.overview.states], ["respondents", W.overview.respondents], ["failed", W.overview.failed]] as const).map(([name, label]) => <div key={name} class={name === "failed" && totals.failed > 0 ? "bad" : ""}><dd>{totals[name].toLocaleString("en-GB")}</dd><dt>{label}</dt></div>)}
        </dl>
        {failed.length === 0 ? <p class="notes">{W.overview.allRead}</p> : (
          <details open={failed.length <= 6}><summary>{W.overview.unread} ({failed.length})</summary>
            <Scroll label={W.overview.unread}><table><thead><tr><th scope="col">{W.overview.file}</th><th scope="col">{W.overview.whyNot}</th><th scope="col">{W.overview.next}</th></tr></thead>
              <tbody>{failed.map((one) => <tr key={one.document_id}><th scope="row"><a href={to.document(one.document_id)}>{short(one.file)}</a></th><td>{one.failure_reason}</td><td>{one.failure_next}</td></tr>)}</tbody></table></Scroll>
          </details>
        )}
        {languages.length === 0 ? null : <p class="notes">{W.overview.languages(languages.map((one) => `${one.language} (${one.number})`).join(", "))}</p>}
        {silent.length === 0 ? null : <details><summary>{W.overview.withoutClaims(silent.length)}</summary><ul class="plain columns-2">{silent.map((one) => <li key={one.document_id}><a href={to.document(one.document_id)}>{short(one.document)}</a> <span class="soft">{KIND_LABELS[one.kind ?? "other"]}</span></li>)}</ul></details>}
        {issues.length === 0 ? null : <details><summary>{W.overview.issues} ({issues.reduce((sum, one) => sum + one.number, 0)})</summary><table class="narrow"><thead><tr><th scope="col">{W.overview.issueSeverity}</th><th scope="col">{W.overview.issueKind}</th><th scope="col" class="num">№</th></tr></thead><tbody>{issues.map((one) => <tr key={one.severity + one.kind}><td>{W.severity[one.severity] ?? one.severity}</td><td>{W.issueKinds[one.kind] ?? one.kind}</td><td class="num">{one.number}</td></tr>)}</tbody></table></details>}
      </section>
    )}</Shown>
  );
}

/** The States of a pressed cell. */
function CellStates({ measure, group, by, scope }: { measure: string; group: string; by: string; scope: Record<string, string | null> }) {
  const asked = useAnswer<{ cells: CellRow[] }>(address("/api/q/map", { measure, by, ...scope }));
  const groups = useAnswer<Record<string, string>>(address("/api/q/groups", { by }));
  const names = useNames();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [measure, group]);
  return (
    <section class="cell-states" aria-labelledby="cell-title">
      <h2 id="cell-title" ref={title} tabIndex={-1}>{W.cell.title(names.measure(measure), group)}</h2>
      <p class="notes">{W.cell.counted} <MeasureLink code={measure} /> · <button type="button" class="link" onClick={() => go(withSearch({ cell: null }), true)}>{W.close}</button></p>
      <Shown asked={asked}>{({ cells }) => <Shown asked={groups}>{(of) => <StatesByStatus cells={cells.filter((one) => by === "all" || group === "All States" || (of[one.state] ?? "Not classified") === group)} link={(state, look) => cellLink(state, measure, look)} />}</Shown>}</Shown>
    </section>
  );
}

