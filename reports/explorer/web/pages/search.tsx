// Owns the search: claims or paragraphs under filters, with how many each filter would leave. Every state of it has an address.
import { useEffect, useState } from "preact/hooks";
import { KIND_LABELS, STATUS_LABELS, type CellStatus } from "../../../model";
import { address, useAnswer } from "../api";
import type { Claim } from "../data";
import { go, withSearch, type Route } from "../route";
import { W } from "../words";
import { Shown, Source, StateLink, Take, useNames, type Names } from "../parts/common";
import { ClaimList } from "../parts/claim-list";
import { Marked } from "../parts/marked";

const FILTERS = ["states", "regions", "measures", "statuses", "certainties", "bases", "kinds", "years"] as const;
type FilterName = (typeof FILTERS)[number];
const PAGE = 50;
/** Values of a filter that are shown before "more". */
const FEW = 8;

interface FoundParagraph { document_id: string; document: string; kind: string | null; year: number | null; state: string | null; ordinal: number; paragraph: string; numbered: boolean; page: number | null; headings: string[]; text: string; claims: number }
interface Found<Row> { total: number; rows: Row[]; facets: Partial<Record<FilterName, { value: string; number: number }[]>> }

export function Search({ route }: { route: Route }) {
  const { search } = route;
  const paragraphs = search["in"] === "paragraphs";
  const filter = Object.fromEntries(["q", "documents", "reviewed", ...FILTERS].map((name) => [name, search[name] ?? null]));
  const offset = Number(search["offset"] ?? "0") || 0;
  const [words, setWords] = useState(search["q"] ?? "");
  useEffect(() => setWords(search["q"] ?? ""), [search["q"]]);
  const asked = useAnswer<Found<Claim | FoundParagraph>>(address(`/api/q/${paragraphs ? "paragraphs" : "claims"}`, { ...filter, offset: offset || null }));
  const submit = (event: Event): void => {
    event.preventDefault();
    go(withSearch({ q: words, offset: null }));
  };
  return (
    <>
      <h1>{W.search.title}</h1>
      <form class="search-form" role="search" onSubmit={submit}>
        <label for="q">{W.search.words}</label>
        <input id="q" type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} aria-describedby="q-help" autocomplete="off" />
        <button type="submit">{W.search.go}</button>
        <p class="notes" id="q-help">{W.search.wordsHelp}</p>
      </form>
      <p class="tabs"><a href={withSearch({ in: null, offset: null })} aria-current={paragraphs ? undefined : "true"}>{W.search.claims}</a><a href={withSearch({ in: "paragraphs", offset: null })} aria-current={paragraphs ? "true" : undefined}>{W.search.paragraphs}</a></p>
      <div class="with-side">
        <Facets route={route} found={asked.data?.facets ?? {}} paragraphs={paragraphs} />
        <div class="results">
          <Shown asked={asked}>{({ total, rows }) => (
            <>
              <p class="count" role="status">{W.search.found(total, paragraphs ? (total === 1 ? "paragraph" : "paragraphs") : total === 1 ? "claim" : "claims")}</p>
              {rows.length === 0 ? <p class="notes">{W.nothing}</p> : paragraphs ? <Paragraphs rows={rows as FoundParagraph[]} q={search["q"] ?? ""} /> : <ClaimList claims={rows as Claim[]} label={W.search.claims} />}
              <Pages total={total} offset={offset} />
              {total === 0 ? null : <Take view={paragraphs ? "paragraphs" : "claims"} parameters={filter} />}
            </>
          )}</Shown>
        </div>
      </div>
    </>
  );
}

function Paragraphs({ rows, q }: { rows: readonly FoundParagraph[]; q: string }) {
  const terms = [...q.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((match) => (match[1] ?? match[2] ?? "").replaceAll('"', "").trim()).filter((term) => term !== "");
  return (
    <ul class="claims" aria-label={W.search.paragraphs}>{rows.map((row) => (
      <li class="claim" key={`${row.document_id} ${row.ordinal}`}>
        <p class="what">{row.state === null ? null : <><StateLink code={row.state} /> · </>}<span class="soft">{KIND_LABELS[row.kind ?? "other"]}{row.year === null ? "" : `, ${row.year}`} · </span><span class="tag">{W.search.withClaims(row.claims)}</span></p>
        <blockquote><Marked text={excerpt(row.text, terms)} spans={places(excerpt(row.text, terms), terms)} /></blockquote>
        <p class="where"><Source of={row} /></p>
      </li>
    ))}</ul>
  );
}

/** A long paragraph is cut around the first word that was looked for. */
function excerpt(text: string, terms: readonly string[]): string {
  if (text.length <= 900) return text;
  const at = Math.max(0, Math.min(...terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0), text.length) - 200);
  const from = at >= text.length - 200 ? 0 : at;
  return `${from > 0 ? "… " : ""}${text.slice(from, from + 800)}${from + 800 < text.length ? " …" : ""}`;
}

function places(text: string, terms: readonly string[]): { start: number; end: number; kind: "quote" }[] {
  const small = text.toLowerCase();
  return terms.flatMap((term) => {
    const found: { start: number; end: number; kind: "quote" }[] = [];
    for (let at = small.indexOf(term); at >= 0 && found.length < 40; at = small.indexOf(term, at + term.length)) found.push({ start: at, end: at + term.length, kind: "quote" });
    return found;
  });
}

const labelOf = (name: FilterName, value: string, names: Names): string =>
  ({ states: () => names.state(value), measures: () => names.measure(value), statuses: () => STATUS_LABELS[value as CellStatus] ?? value, certainties: () => W.certainty[value] ?? value, bases: () => W.basis[value] ?? value, kinds: () => KIND_LABELS[value] ?? value, regions: () => value, years: () => value })[name]();

function Facets({ route, found, paragraphs }: { route: Route; found: Found<unknown>["facets"]; paragraphs: boolean }) {
  const names = useNames();
  const { search } = route;
  const chosenOf = (name: string): string[] => (search[name] ?? "").split(",").filter((value) => value !== "");
  const any = [...FILTERS, "documents", "reviewed"].some((name) => (search[name] ?? "") !== "");
  return (
    <aside class="side" aria-label={W.search.filters}>
      <details open={window.innerWidth > 800}><summary>{W.search.filters}</summary>
        {any ? <p><a href={withSearch({ ...Object.fromEntries([...FILTERS, "documents", "reviewed", "offset"].map((name) => [name, null])) })}>{W.search.clear}</a></p> : null}
        {paragraphs ? <p class="notes">{W.search.ofParagraphs}</p> : null}
        <p class="choice"><label for="reviewed">{W.search.reviewed}</label><select id="reviewed" value={search["reviewed"] ?? ""} onChange={(event) => go(withSearch({ reviewed: event.currentTarget.value, offset: null }))}><option value="">{W.all}</option><option value="yes">{W.search.reviewedYes}</option><option value="no">{W.search.reviewedNo}</option></select></p>
        {FILTERS.map((name) => {
          const chosen = chosenOf(name);
          const values = found[name] ?? [];
          const all = [...chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, number: 0 })), ...values];
          if (all.length === 0) return null;
          return <Facet key={name} name={name} values={all} chosen={chosen} label={(value) => labelOf(name, value, names)} />;
        })}
      </details>
    </aside>
  );
}

function Facet({ name, values, chosen, label }: { name: FilterName; values: readonly { value: string; number: number }[]; chosen: readonly string[]; label: (value: string) => string }) {
  const [all, setAll] = useState(false);
  const shown = all ? values : values.filter((one, index) => index < FEW || chosen.includes(one.value));
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    go(withSearch({ [name]: next.join(","), offset: null }));
  };
  return (
    <fieldset><legend>{W.search[name]}</legend>
      {shown.map((one) => <label key={one.value}><input type="checkbox" checked={chosen.includes(one.value)} onChange={() => toggle(one.value)} /><span>{label(one.value)}</span><span class="number">{one.number.toLocaleString("en-GB")}</span></label>)}
      {values.length > shown.length ? <button type="button" class="link" onClick={() => setAll(true)}>{W.count(values.length - shown.length, W.more, W.more)}</button> : null}
    </fieldset>
  );
}

export function Pages({ total, offset, size = PAGE }: { total: number; offset: number; size?: number }) {
  if (total <= size) return null;
  return (
    <nav class="pages" aria-label={W.search.pages}>
      {offset > 0 ? <a href={withSearch({ offset: offset - size > 0 ? String(offset - size) : null })} rel="prev">‹ {W.search.previous}</a> : <span />}
      <span>{W.search.from(offset + 1, Math.min(total, offset + size), total)}</span>
      {offset + size < total ? <a href={withSearch({ offset: String(offset + size) })} rel="next">{W.search.next} ›</a> : <span />}
    </nav>
  );
}

