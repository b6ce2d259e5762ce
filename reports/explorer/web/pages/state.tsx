// Owns the page of one State: what the documents report of it, what its region reports and it does not, what was recommended to it.
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { KIND_LABELS, type CellStatus } from "../../../model";
import { address, useAnswer } from "../api";
import type { CellCandidate, CellRow, Claim } from "../data";
import { go, to, withSearch, type Route } from "../route";
import { W } from "../words";
import { Candidates } from "../parts/candidates";
import { Badge, Book, MeasureLink, Scroll, Shown, Source, categoriesOf, short, useNames } from "../parts/common";
import { BecameOf, Received as ReceivedTable, TimelineOf, TreatiesOf, type Became, type Event, type Received, type Treaty } from "../parts/state-parts";
import { lookOf } from "../parts/world-map";

interface StatePage {
  state: { code: string; name: string; region: string | null; subregion: string | null; un_group: string | null; membership: string; ldc: boolean | null; lldc: boolean | null; sids: boolean | null; income: string | null };
  cells: (CellRow & { measure: string })[];
  total: number;
  /** Of each measure the claim that its cell rests on. */
  claims: (Claim & { of_measure: number })[];
  history: Told[];
  peers: { measure: string; group: string; respondents: number; in_place: number; in_place_pct: number }[];
  recommendations: Received[];
  became: Became[];
  treaties: Treaty[];
  timeline: Event[];
  documents: { document_id: string; document: string; title: string | null; kind: string | null; year: number | null; claim_count: number; respondent: boolean }[];
}

interface Told { measure: string; status: CellStatus; basis: string; claims: number; claim_id: string; year: number | null; document_id: string; document: string; paragraph: string; numbered: boolean; page: number | null; ordinal: number }

export function StateView({ route }: { route: Route }) {
  const id = route.path[1] ?? "";
  const asked = useAnswer<StatePage>(address("/api/q/state", { id }));
  return <Shown asked={asked}>{(page) => <StateBody page={page} why={route.search["why"] ?? null} />}</Shown>;
}

function StateBody({ page, why }: { page: StatePage; why: string | null }) {
  const { state } = page;
  const groups = [state.region, state.subregion === state.region ? null : state.subregion, state.un_group, state.income, state.ldc === true ? W.groupings["ldc"] : null, state.lldc === true ? W.groupings["lldc"] : null, state.sids === true ? W.groupings["sids"] : null].filter((one) => one !== null);
  const respondent = page.cells.some((cell) => cell.respondent);
  return (
    <>
      <p class="kind">{W.membership[state.membership] ?? state.membership}</p>
      <h1>{state.name}</h1>
      <p class="subtitle">{groups.join(" · ")}</p>
      <p>{respondent ? W.state.respondent : W.state.notRespondent}</p>
      <p><a href={address("/search", { states: state.code })}>{W.count(page.total, "claim")}</a> · <a href={address("/review", { states: state.code })}>{W.nav.review}</a></p>
      <MeasuresOf page={page} why={why} />
      {why === null ? null : <WhySilent state={state.code} measure={why} />}
      <section><h2>{W.state.peers(state.region ?? "")}</h2><p class="notes">{W.state.peersHelp}</p>
        {page.peers.length === 0 ? <p>{W.state.peersNone}</p> : <ul class="plain">{page.peers.map((peer) => <li key={peer.measure}><MeasureLink code={peer.measure} /> <span class="soft">{W.state.peersOf(peer.in_place, peer.respondents, peer.in_place_pct)}</span></li>)}</ul>}</section>
      <History list={page.history} />
      <TimelineOf list={page.timeline} />
      <TreatiesOf list={page.treaties} cells={page.cells} />
      <section><h2>{W.state.recommendations}</h2><p class="notes">{W.state.recommendationsHelp}</p><ReceivedTable list={page.recommendations} /></section>
      <BecameOf list={page.became} />
      <section><h2>{W.state.documents}</h2><ul class="plain">{page.documents.map((one) => <li key={one.document_id}><a href={to.document(one.document_id)}>{short(one.document)}</a> <span class="soft">{[KIND_LABELS[one.kind ?? "other"], one.year, one.respondent ? W.evidence.respondent.toLowerCase() : null].filter((part) => part !== null).join(", ")}</span></li>)}</ul></section>
    </>
  );
}

function MeasuresOf({ page, why }: { page: StatePage; why: string | null }) {
  const { measures } = useContext(Book);
  const [silent, showSilent] = useState(why !== null);
  const cells = new Map(page.cells.map((cell) => [cell.measure, cell]));
  const claims = new Map(page.claims.map((claim) => [claim.measure, claim]));
  const said = (code: string): boolean => cells.get(code)?.reported_status !== null && cells.get(code) !== undefined || claims.has(code);
  return (
    <section><h2>{W.state.measures}</h2>
      <p class="notes">{W.state.silentHelp} <label class="check"><input type="checkbox" checked={silent} onChange={(event) => showSilent(event.currentTarget.checked)} /> {W.state.showSilent}</label></p>
      <Scroll label={W.state.measures}><table class="state-measures"><thead><tr><th scope="col">{W.overview.measure}</th><th scope="col">{W.overview.status}</th><th scope="col" class="num">{W.state.year}</th><th scope="col">{W.state.quote}</th></tr></thead>
        {categoriesOf(measures).map(([category, list]) => {
          const shown = list.filter((measure) => silent || said(measure.code));
          return shown.length === 0 ? null : (
            <tbody key={category}><tr class="category"><th scope="rowgroup" colSpan={4}>{category}</th></tr>
              {shown.map((measure) => <MeasureRow key={measure.code} code={measure.code} state={page.state.code} cell={cells.get(measure.code)} first={claims.get(measure.code)} />)}</tbody>
          );
        })}
        {page.claims.length === 0 && !silent ? <tbody><tr><td colSpan={4}>{W.state.none}</td></tr></tbody> : null}
      </table></Scroll>
    </section>
  );
}

function MeasureRow({ code, state, cell, first }: { code: string; state: string; cell: CellRow | undefined; first: (Claim & { of_measure: number }) | undefined }) {
  const look = cell === undefined ? "no_report" : lookOf(cell);
  const label = useNames().measure(code);
  const status: CellStatus | "named_only" = look === "not_read" ? look : cell?.reported_status ?? (look === "named_only" ? "no_report" : look);
  return (
    <tr><th scope="row"><MeasureLink code={code} /></th>
      <td><Badge look={status} />{look === "named_only" ? " ¶" : ""}{cell?.doubtful === true ? " ‡" : ""}{cell?.differs_elsewhere === true ? " §" : ""}{cell?.collective === true && status === "silent" ? " *" : ""}</td>
      <td class="num">{cell?.year}</td>
      <td class="quote-cell">{first === undefined ? (status === "silent" ? <a href={withSearch({ why: code })} aria-label={`${W.state.why} ${label}`}>{W.state.why}</a> : null) : <>{first.basis === "self_reported" ? null : <><span class="tag first">{W.basis[first.basis]}: <Badge look={first.status} /></span> </>}<q>{first.quote}</q> <Source of={first} />{first.of_measure > 1 ? <> <a href={address("/search", { states: state, measures: code })} aria-label={W.state.all(first.of_measure, label)}>+{(first.of_measure - 1).toLocaleString("en-GB")}</a></> : null}</>}</td></tr>
  );
}

/** What the reader considered for a silent cell and why it made no claim of it. */
function WhySilent({ state, measure }: { state: string; measure: string }) {
  const asked = useAnswer<{ candidates: CellCandidate[] | null; documents: string[] }>(address("/api/q/silence", { state, measure }));
  const names = useNames();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [measure]);
  return (
    <section class="cell-states" aria-labelledby="why-title">
      <h2 id="why-title" ref={title} tabIndex={-1}>{W.state.whyTitle(names.measure(measure))}</h2>
      <Shown asked={asked}>{({ candidates, documents }) => (
        <>
          {candidates !== null && candidates.length > 0 ? (
            <><p class="notes">{W.state.whyHelp}</p>
              <Candidates list={candidates} label={W.state.whyTitle(names.measure(measure))} first={W.state.source} cell={(one) => <><Source of={one} />{one.year === null ? null : <span class="soft"> {one.year}</span>}</>} /></>
          ) : <p class="notes">{candidates === null ? W.state.whyNone : W.state.whyEmpty} <a href={address("/search", { in: "paragraphs", documents: documents.join(",") })}>{W.state.whySearch}</a></p>}
          <p><button type="button" class="link" onClick={() => go(withSearch({ why: null }), true)}>{W.close}</button></p>
        </>
      )}</Shown>
    </section>
  );
}

/** Statuses by measure and document, the latest first. */
function History({ list }: { list: readonly Told[] }) {
  if (list.length === 0) return null;
  return (
    <section><h2>{W.state.history}</h2>
      <Scroll label={W.state.history} tall><table><thead><tr><th scope="col">{W.overview.measure}</th><th scope="col" class="num">{W.state.year}</th><th scope="col">{W.overview.status}</th><th scope="col">{W.search.bases}</th><th scope="col">{W.state.source}</th></tr></thead>
        <tbody>{list.map((told) => <tr key={`${told.measure} ${told.claim_id}`}><th scope="row"><MeasureLink code={told.measure} /></th><td class="num">{told.year}</td><td><Badge look={told.status} /></td><td>{W.basis[told.basis]}</td><td><Source of={told} /></td></tr>)}</tbody></table></Scroll></section>
  );
}
