// Owns small parts that every page uses: signs of statuses, links, waiting and failing, pickers, downloads.
// Must not ask the server.
import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { MARK_SIGNS, type MarkName } from "../../../model";
import { LOOKS, SIGNS, lookLabel, lookMeaning, type Look } from "../../../html/statuses";
import { address } from "../api";
import type { Codebook, Measure } from "../data";
import { go, to, withSearch } from "../route";
import { W } from "../words";

export const Book = createContext<Codebook>({ measures: [], states: [], regions: [], kinds: [], years: [] });

export interface Names {
  measure: (code: string) => string;
  state: (code: string | null) => string;
}

let namesOf: { book: Codebook; names: Names } | undefined;

export function useNames(): Names {
  const book = useContext(Book);
  if (namesOf?.book !== book) {
    const measures = new Map(book.measures.map((one) => [one.code, one.label]));
    const states = new Map(book.states.map((one) => [one.code, one.name]));
    namesOf = { book, names: { measure: (code) => measures.get(code) ?? code, state: (code) => (code === null ? "" : (states.get(code) ?? code)) } };
  }
  return namesOf.names;
}

/** Sign and word of a status, as in the reports. */
export function Badge({ look, label }: { look: string; label?: string }) {
  const known = LOOKS.find((one) => one === look);
  return <span class={`badge s-${look}`}><span class="sign" aria-hidden="true">{known === undefined ? "" : SIGNS[known]}</span>{label ?? (known === undefined ? look : lookLabel(known))}</span>;
}

export const Swatch = ({ look }: { look: Look | "other" }) => <svg class="swatch" viewBox="0 0 26 16" aria-hidden="true"><rect class={look === "other" ? "other" : `s-${look}`} x="1" y="1" width="24" height="14" /></svg>;

/** The key of statuses and signs, the same as in the reports. */
export function Legend() {
  return (
    <details class="key-details">
      <summary>{W.overview.key}</summary>
      <dl class="legend">{LOOKS.map((look) => <div key={look}><dt><Swatch look={look} /><Badge look={look} /></dt><dd>{lookMeaning(look)}</dd></div>)}</dl>
      <ul class="notes">{(Object.keys(MARK_SIGNS) as MarkName[]).filter((name) => name !== "named_only").map((name) => <li key={name}>{MARK_SIGNS[name].sign} {MARK_SIGNS[name].meaning}</li>)}</ul>
    </details>
  );
}

/** Shows an answer, or that it is awaited, or why there is none. */
export function Shown<T>({ asked, children }: { asked: { data: T | null; error: string | null; busy: boolean }; children: (data: T) => ComponentChildren }) {
  if (asked.error !== null) return <p class="warning" role="alert">{W.failed(asked.error)}</p>;
  if (asked.data === null) return <p class="waiting" role="status">{W.loading}</p>;
  return <div class={asked.busy ? "asked busy" : "asked"}>{children(asked.data)}</div>;
}

export const StateLink = ({ code }: { code: string }) => <a href={to.state(code)}>{useNames().state(code)}</a>;
export const MeasureLink = ({ code }: { code: string }) => <a href={to.measure(code)}>{useNames().measure(code)}</a>;

/** Where a claim stands: document, paragraph, page; leads to its evidence. */
export function Source({ of }: { of: { document_id: string; document: string; ordinal: number; paragraph: string; numbered?: unknown; page: number | null; claim_id?: string } }) {
  return <a class="source" href={to.paragraph(of.document_id, of.ordinal, of.claim_id)}>{[short(of.document), W.para(of.paragraph, of.numbered), W.page(of.page)].filter((part) => part !== "").join(", ")}</a>;
}

/** A file's name without its folders. */
export const short = (document: string): string => (/\.(pdf|docx?|html?|txt)$/i.test(document) ? (document.split("/").at(-1) ?? document) : document);

/** A choice that stands in the address. */
export function Choice({ name, label, value, options, empty }: { name: string; label: string; value: string; options: readonly (readonly [value: string, label: string])[]; empty?: string }) {
  return (
    <p class="choice"><label for={`choose-${name}`}>{label}</label>
      <select id={`choose-${name}`} value={value} onChange={(event) => go(withSearch({ [name]: event.currentTarget.value || null, offset: null }), true)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map(([code, text]) => <option key={code} value={code}>{text}</option>)}
      </select></p>
  );
}

/** Measures in their categories, for a select. */
export function MeasureOptions() {
  const { measures } = useContext(Book);
  return <>{categoriesOf(measures).map(([category, list]) => <optgroup key={category} label={category}>{list.map((one) => <option key={one.code} value={one.code}>{one.label}</option>)}</optgroup>)}</>;
}

export function categoriesOf(measures: readonly Measure[]): [category: string, measures: Measure[]][] {
  const found = new Map<string, Measure[]>();
  for (const measure of measures) found.set(measure.category, [...(found.get(measure.category) ?? []), measure]);
  return [...found];
}

/** What is on the page as a file. */
export function Take({ view, parameters }: { view: string; parameters: Record<string, string | null> }) {
  const link = (format: string): string => address("/api/export", { view, format, ...parameters });
  return <p class="take">{W.take} <a href={link("csv")} download>{W.csv}</a> <a href={link("xlsx")} download>{W.xlsx}</a></p>;
}

/** A frame that scrolls; it can be reached by the keyboard. */
export const Scroll = ({ label, children, tall }: { label: string; children: ComponentChildren; tall?: boolean }) => <div class={tall === true ? "scroll tall" : "scroll"} role="group" aria-label={label} tabIndex={0}>{children}</div>;
