// Owns the tables of a State's page that stand beside its measures: recommendations and what became of them, treaties by the depositary, years that the texts give.
// Must not count or judge; every figure and word comes from the database.
import { Badge, MeasureLink, Scroll, Source, short, useNames } from "./common";
import type { CellRow } from "../data";
import { to } from "../route";
import { W } from "../words";

export interface Received { recommendation_id: string; number: string | null; response: string; printed_response: string; answered_in: string | null; recommended_by: string[]; measures: string[]; quote: string; paragraph: string; numbered: boolean; page: number | null; document_id: string; document: string; year: number | null; ordinal: number }
export interface Became { measure: string; document_id: string; document: string; year: number | null; recommendations: number; supported: number; refused: number; later_document: boolean; later_documents: number; reported: boolean | null; reported_status: string | null; reported_in: string | null; reported_year: number | null }
export interface Treaty { measure: string; position: "adhered" | "signed" | "none"; day: string; later: boolean; as_of: string; signed: string | null; adhered: string | null; act: string | null; contradictions: string | null }
export interface Event { measure: string; event: string; year: number; year_to: number | null; document: string; document_year: number | null; claim_id: string; document_id: string; paragraph: string; numbered: boolean; page: number | null; ordinal: number }

export function Received({ list }: { list: readonly Received[] }) {
  const names = useNames();
  if (list.length === 0) return <p>{W.state.noRecommendations}</p>;
  return (
    <>
      <Responses list={list} />
      <Scroll label={W.state.recommendations} tall><table><thead><tr><th scope="col">{W.state.text}</th><th scope="col">{W.state.response}</th><th scope="col">{W.state.by}</th><th scope="col">{W.overview.measure}</th><th scope="col">{W.state.source}</th></tr></thead>
        <tbody>{list.map((one) => <tr key={one.recommendation_id}><td class="quote-cell"><q>{one.quote}</q></td><td>{W.response[one.response] ?? one.response}{one.answered_in === null ? null : <span class="soft"> {W.state.finalIn(short(one.answered_in))}</span>}</td><td>{one.recommended_by.map(names.state).join(", ")}</td><td>{one.measures.map(names.measure).join("; ")}</td><td><Source of={one} /></td></tr>)}</tbody></table></Scroll>
    </>
  );
}

/** How many of the recommendations met which response. */
function Responses({ list }: { list: readonly Received[] }) {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one.response, (counts.get(one.response) ?? 0) + 1);
  return <p>{[...counts].map(([response, count]) => `${W.response[response] ?? response}: ${count}`).join(" · ")}</p>;
}

export function BecameOf({ list }: { list: readonly Became[] }) {
  if (list.length === 0) return null;
  const since = (one: Became) => {
    if (!one.later_document) return <span class="soft">{W.state.noLater}</span>;
    if (one.reported !== true) return <>{one.reported_status === null ? null : <Badge look={one.reported_status} />} {W.state.notSince(one.later_documents)}</>;
    return <>{one.reported_status === null ? null : <Badge look={one.reported_status} />} {W.state.sinceIn(one.reported_year, short(one.reported_in ?? ""))}</>;
  };
  return (
    <section><h2>{W.state.became}</h2><p class="notes">{W.state.becameHelp}</p>
      <Scroll label={W.state.became} tall><table class="became"><thead><tr><th scope="col">{W.overview.measure}</th><th scope="col">{W.state.recommendedIn}</th><th scope="col">{W.state.recommendations_}</th><th scope="col">{W.state.since}</th></tr></thead>
        <tbody>{list.map((one) => <tr key={`${one.measure} ${one.document_id}`}><th scope="row"><MeasureLink code={one.measure} /></th><td><a href={to.document(one.document_id)}>{short(one.document)}</a>{one.year === null ? "" : `, ${one.year}`}</td><td>{W.state.supportedOf(one.supported, one.refused, one.recommendations)}</td><td>{since(one)}</td></tr>)}</tbody></table></Scroll></section>
  );
}

export function TreatiesOf({ list, cells }: { list: readonly Treaty[]; cells: readonly (CellRow & { measure?: string })[] }) {
  const first = list[0];
  if (first === undefined) return null;
  const found = new Map(cells.map((cell) => [cell.measure, cell]));
  const act = (one: Treaty): string => [one.adhered === null ? null : W.state.adhered(one.act ?? "", one.adhered), one.signed === null ? null : W.state.signed(one.signed)].filter((part) => part !== null).join("; ");
  return (
    <section><h2>{W.state.treaties}</h2><p class="notes">{W.state.treatiesHelp(first.as_of)}</p>
      <Scroll label={W.state.treaties}><table class="treaties"><thead><tr><th scope="col">{W.state.treaty}</th><th scope="col">{W.state.reported}</th><th scope="col">{W.state.deposited}</th><th scope="col">{W.state.against}</th></tr></thead>
        <tbody>{list.map((one) => {
          const cell = found.get(one.measure);
          return <tr key={one.measure}><th scope="row"><MeasureLink code={one.measure} /></th><td><Badge look={cell?.reported_status ?? cell?.cell ?? "no_report"} />{cell?.year == null ? null : <span class="soft"> {cell.year}</span>}</td><td>{act(one) === "" ? <span class="soft">{W.state.none_deposited}</span> : act(one)}</td><td>{one.contradictions}</td></tr>;
        })}</tbody></table></Scroll></section>
  );
}

export function TimelineOf({ list }: { list: readonly Event[] }) {
  if (list.length === 0) return null;
  return (
    <section><h2>{W.state.timeline}</h2><p class="notes">{W.state.timelineHelp}</p>
      <Scroll label={W.state.timeline} tall><table class="timeline"><thead><tr><th scope="col">{W.overview.measure}</th><th scope="col" class="num">{W.state.year}</th><th scope="col">{W.state.event}</th><th scope="col">{W.state.source}</th></tr></thead>
        <tbody>{list.map((one) => <tr key={`${one.claim_id} ${one.event} ${one.year}`}><th scope="row"><MeasureLink code={one.measure} /></th><td class="num">{one.year}{one.year_to === null ? "" : `–${one.year_to}`}</td><td>{W.state.events[one.event] ?? one.event}</td><td><Source of={one} /></td></tr>)}</tbody></table></Scroll></section>
  );
}
