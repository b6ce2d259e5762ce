// Owns what the page's script gets: States, measures, cells, claims and evidence of the model, packed.
// Must not compute a figure: counts are the model's.
import { deflateRawSync } from "node:zlib";
import { CELL_STATUSES, markSigns, percentText, sourceText, type CellRef, type ReportModel } from "../model.js";
import { html, jsonForScript, plain, type Markup } from "./markup.js";
import { LOOKS, SIGNS, lookLabel } from "./statuses.js";

/** Data beyond this many characters are packed; below it the file stays readable as text. */
const PACK_FROM = 600_000;

/** Addresses of PDF files by document_id: on the web, or relative to the report. */
export type DocumentLinks = ReadonlyMap<string, string>;

/** Positions of things in the page's data, which the markup refers to by number. */
export interface Index {
  measures: Map<string, number>;
  states: Map<string, number>;
  groups: Map<string, number>;
  categories: Map<string, number>;
  evidence: Map<string, number>;
}

export function indexOf(model: ReportModel): Index {
  const numbered = (items: string[]): Map<string, number> => new Map(items.map((item, index) => [item, index]));
  return {
    measures: numbered(model.measures.map((measure) => measure.code)),
    states: numbered(model.states.map((state) => state.code)),
    groups: numbered(model.groups.map((group) => group.name)),
    categories: numbered([...new Set(model.measures.map((measure) => measure.categoryCode))]),
    evidence: numbered(model.evidence.map((entry) => entry.id)),
  };
}

/** A reference as "measure|group|state|status", numbers of the index; empty where not given or not known. */
export function refText(ref: CellRef, index: Index): string {
  const number = (map: Map<string, number>, key: string | undefined): string => (key === undefined ? "" : String(map.get(key) ?? ""));
  return [number(index.measures, ref.measure), number(index.groups, ref.group), number(index.states, ref.state), ref.status === undefined ? "" : String(CELL_STATUSES.indexOf(ref.status))].join("|");
}

/** One character for each State of a measure: the number of its look in base 36, "-" where the model has no cell. */
function gridRows(model: ReportModel, index: Index): string[] {
  const rows = model.measures.map(() => new Array<string>(model.states.length).fill("-"));
  for (const cell of model.grid) {
    const row = rows[index.measures.get(cell.measure) ?? -1];
    const state = index.states.get(cell.state);
    if (row === undefined || state === undefined) continue;
    row[state] = (cell.marks.includes("named_only") ? LOOKS.indexOf("named_only") : CELL_STATUSES.indexOf(cell.cell)).toString(36);
  }
  return rows.map((row) => row.join(""));
}

/** The group that all States of the model belong to (a report on one region), as a number; otherwise the total, or the last group. */
export function groupOfAll(model: ReportModel, index: Index): number {
  const groups = new Set(model.states.map((state) => state.group));
  const only = groups.size === 1 ? index.groups.get([...groups][0] as string) : undefined;
  const total = model.groups.findIndex((group) => group.position === 0);
  return only ?? (total >= 0 ? total : model.groups.length - 1);
}

/** The data element. */
export function pageData(model: ReportModel, index: Index, links: DocumentLinks): Markup {
  const files = [...new Set(model.evidence.flatMap((entry) => links.get(entry.documentId) ?? []))];
  const counts = model.measures.map(() => model.groups.map(() => LOOKS.map((): [number, string] => [0, ""])));
  for (const row of model.counts) {
    const measure = index.measures.get(row.measure);
    const group = index.groups.get(row.group);
    if (measure === undefined || group === undefined) continue;
    ((counts[measure] as [number, string][][])[group] as [number, string][])[LOOKS.indexOf(row.status)] = [row.count, row.percentage === null ? "" : String(row.percentage)];
  }
  const words = <T extends string>(items: T[]): { list: T[]; number: Map<T, number> } => {
    const list = [...new Set(items)];
    return { list, number: new Map(list.map((item, position) => [item, position])) };
  };
  const certainty = words(model.claims.map((claim) => claim.certainty));
  const basis = words(model.claims.map((claim) => claim.basis));
  const claims = model.claims.filter((claim) => index.measures.has(claim.measure) && index.states.has(claim.state) && index.evidence.has(claim.evidence));
  const packed = {
    looks: LOOKS.map((look) => ({ key: look, label: lookLabel(look), sign: SIGNS[look] })),
    measures: model.measures.map((measure) => [measure.code, measure.label, index.categories.get(measure.categoryCode)]),
    categories: [...index.categories.keys()].map((code) => model.measures.find((measure) => measure.categoryCode === code)?.category ?? code),
    groups: model.groups.map((group) => [group.name, group.states, group.respondents, group.position === 0 ? 1 : 0]),
    states: model.states.map((state) => [state.name, index.groups.get(state.group) ?? -1, state.respondent ? 1 : 0, state.code]),
    grid: gridRows(model, index),
    // Doubts on single cells: measure, State, signs.
    marks: model.grid.flatMap((cell) => {
      const signs = markSigns(cell.marks.filter((mark) => mark !== "named_only"));
      return signs === "" ? [] : [[index.measures.get(cell.measure), index.states.get(cell.state), signs]];
    }),
    ofOneGroup: groupOfAll(model, index),
    counts: counts.map((groups) => groups.map((looks) => looks.map(([count]) => count))),
    percent: counts.map((groups) => groups.map((looks) => looks.map(([, percentage]) => (percentage === "" ? "" : percentText(Number(percentage)))))),
    evidence: model.evidence.map((entry) => [entry.id, sourceText(entry), entry.year ?? "", plain(entry.quote), files.indexOf(links.get(entry.documentId) ?? ""), entry.page ?? ""]),
    files,
    certainty: certainty.list,
    basis: basis.list,
    // Columns, not rows: they pack better.
    claims: {
      state: claims.map((claim) => index.states.get(claim.state)),
      measure: claims.map((claim) => index.measures.get(claim.measure)),
      status: claims.map((claim) => CELL_STATUSES.indexOf(claim.status)),
      cell: claims.map((claim) => CELL_STATUSES.indexOf(claim.cell)),
      evidence: claims.map((claim) => index.evidence.get(claim.evidence)),
      decides: claims.map((claim) => (claim.decides ? 1 : 0)),
      certainty: claims.map((claim) => certainty.number.get(claim.certainty)),
      basis: claims.map((claim) => basis.number.get(claim.basis)),
      examples: claims.map((claim) => (claim.extent === "including" ? 1 : 0)),
    },
  };
  const text = jsonForScript(packed);
  if (text.toString().length < PACK_FROM) return html`<script type="application/json" id="data">${text}</script>`;
  return html`<script type="application/octet-stream" id="data" data-packed="deflate-raw">${deflateRawSync(Buffer.from(text.toString(), "utf8"), { level: 9 }).toString("base64")}</script>`;
}
