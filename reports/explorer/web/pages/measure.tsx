// Owns the page of one measure: which States report it, by status and region, with the map and the claims behind it.
import { CELL_STATUSES, STATUS_LABELS, isUnheard, percentText, type CellStatus } from "../../../model";
import { address, useAnswer } from "../api";
import type { CellRow, Claim, HeatRow, Measure } from "../data";
import type { Route } from "../route";
import { W } from "../words";
import { Badge, Legend, Scroll, Shown, Source, Take } from "../parts/common";
import { ClaimList } from "../parts/claim-list";
import { StatesByStatus, WorldMap, cellLink } from "../parts/world-map";

interface MeasurePage {
  measure: Measure;
  cells: CellRow[];
  groups: HeatRow[];
  collective: { quantifier: string; status: CellStatus; quote: string; paragraph: string; page: number | null; document_id: string; document: string; year: number | null; ordinal: number }[];
}

export function MeasureView({ route }: { route: Route }) {
  const id = route.path[1] ?? "";
  const scope = { kind: route.search["kind"] ?? null, year: route.search["year"] ?? null, basis: route.search["basis"] ?? null };
  const asked = useAnswer<MeasurePage>(address("/api/q/measure", { id, ...scope }));
  const claims = useAnswer<{ total: number; rows: Claim[] }>(address("/api/q/claims", { measures: id, kinds: scope.kind, years: scope.year }));
  return (
    <Shown asked={asked}>{(page) => (
      <>
        <p class="kind">{page.measure.category}</p>
        <h1>{page.measure.label}</h1>
        <p class="subtitle">{page.measure.definition}</p>
        <p class="soft"><code>{page.measure.code}</code></p>
        <section><h2>{W.measure.states}</h2>
          <WorldMap measure={page.measure.code} cells={page.cells} />
          <Scroll label={W.measure.states}><StatesByStatus cells={page.cells} link={(state, look) => cellLink(state, page.measure.code, look)} /></Scroll>
          <Take view="cells" parameters={{ measure: id, ...scope }} /><Legend /></section>
        <section><h2>{W.measure.groups}</h2><GroupTable groups={page.groups} /></section>
        {page.collective.length === 0 ? null : <section><h2>{W.measure.collective}</h2><p class="notes">{W.measure.collectiveHelp}</p>
          <ul class="claims">{page.collective.map((one) => <li class="claim" key={`${one.document_id}${one.ordinal}${one.quote}`}><p class="what"><b>{one.quantifier}</b> · <Badge look={one.status} /></p><blockquote>{one.quote}</blockquote><p class="where"><Source of={one} /></p></li>)}</ul></section>}
        <section><h2>{W.measure.evidence}</h2>
          <Shown asked={claims}>{({ total, rows }) => <><p class="notes"><a href={address("/search", { measures: id, kinds: scope.kind, years: scope.year })}>{W.count(total, "claim")}</a></p><ClaimList claims={rows} without={["measure"]} label={W.measure.evidence} /></>}</Shown></section>
      </>
    )}</Shown>
  );
}

function GroupTable({ groups }: { groups: readonly HeatRow[] }) {
  const shown = CELL_STATUSES.filter((status) => status === "in_place" || status === "silent" || status === "no_report" || groups.some((group) => group[status] > 0));
  return (
    <Scroll label={W.measure.groups}><table class="groups"><thead><tr><th scope="col">{W.overview.status}</th>{groups.map((group) => <th scope="col" class="num" key={group.group}>{group.group}<span class="sub">{W.overview.replied(group.respondents, group.states)}</span></th>)}</tr></thead>
      <tbody>{shown.map((status) => <tr key={status}><th scope="row"><Badge look={status} label={STATUS_LABELS[status]} /></th>{groups.map((group) => <td class="num" key={group.group}>{group[status]}{!isUnheard(status) && group.respondents > 0 ? <span class="soft"> ({percentText(Math.round((1000 * group[status]) / group.respondents) / 10)})</span> : null}</td>)}</tr>)}</tbody></table></Scroll>
  );
}
