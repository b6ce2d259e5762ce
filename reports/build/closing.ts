// Owns what closes a report: method and versions, code lists, and the model put together.
// Must not count: every figure comes from reports/sql.
import { missingNote } from "../missing.js";
import {
  CELL_STATUSES, MARK_SIGNS, MARKS, MODEL_VERSION, STATUS_LABELS, STATUS_MEANINGS, type CodeList, type Group, type Method, type ReportKind, type ReportModel,
} from "../model.js";
import { GROUPING_LABELS, type ReportBase } from "./base.js";
import { verbOf } from "./findings.js";
import { coverOf } from "./front.js";
import { cell, column, list, row, type Outline } from "./parts.js";

/** How the figures were made. */
export function methodSection(outline: Outline, method: Method): void {
  const section = outline.section(1, "Method and versions", { id: "method" });
  section.blocks.push(list(method.statements));
  outline.table(section, {
    id: "versions", role: "method", caption: "Versions that made the figures",
    columns: [column("name", "What", "text", 30), column("version", "Version", "text", 40)],
    rows: method.versions.map((item) => row(item.name, [cell(VERSION_NAMES[item.name] ?? item.name), cell(item.version)])),
  });
}

const VERSION_NAMES: Record<string, string> = {
  program: "Stocktake", codebook: "Codebook of measures", extractors: "Extractors (fingerprint of rules and code)", reader: "Reader of documents (fingerprint)", reference: "Reference tables and views (fingerprint)", reference_hash: "Reference data on States (fingerprint)", schema: "Database schema", schema_hash: "Database schema (fingerprint)",
};

export function methodOf(base: ReportBase, more: string[] = []): Method {
  return {
    statements: [
      ...[missingNote(base.missing) ?? []].flat(),
      "Programs read the documents, paragraph by paragraph, and record a claim where the text names a State (or the State speaks for itself) with a measure of the codebook. Each claim keeps its quote.",
      "A figure is counted once, in SQL over these claims, and is the same in every format of this report.",
      "Silent and no report are what is left: they are counted, not read.",
      ...more,
    ],
    versions: base.versions,
  };
}

export function codeLists(base: ReportBase): CodeList[] {
  return [
    { name: "statuses", title: "Statuses", entries: [...CELL_STATUSES.map((code) => ({ code, label: STATUS_LABELS[code], meaning: STATUS_MEANINGS[code] })), { code: "named_only", label: "Named, not a respondent", meaning: MARK_SIGNS.named_only.meaning }] },
    { name: "marks", title: "Signs", entries: MARKS.map((code) => ({ code, label: MARK_SIGNS[code].sign, meaning: MARK_SIGNS[code].meaning })) },
    { name: "measures", title: "Measures", entries: base.measures.map((measure) => ({ code: measure.code, label: measure.label, meaning: measure.definition })) },
    { name: "groups", title: `Groups (${GROUPING_LABELS[base.question.grouping]})`, entries: base.groups.map((group) => ({ code: group.name, label: group.name, meaning: `${group.respondents} of ${group.states} States ${verbOf(base)}` })) },
    { name: "states", title: "States", entries: base.states.map((state) => ({ code: state.code, label: state.name, meaning: `${state.group}${state.respondent ? "; respondent" : "; no report"}` })) },
    { name: "certainty", title: "Certainty of a claim", entries: [{ code: "explicit", label: "Explicit", meaning: "The text says it plainly." }, { code: "hedged", label: "Hedged", meaning: "The text itself is vague." }, { code: "inferred", label: "Inferred", meaning: "It follows from the text, which does not say it in so many words." }] },
    { name: "extent", title: "Extent of a list", entries: [{ code: "list", label: "List", meaning: "The text means to name all States." }, { code: "including", label: "Examples", meaning: "The text gives examples." }] },
    { name: "basis", title: "Whose word", entries: [{ code: "self_reported", label: "Self-reported", meaning: "The State's own word, also as relayed by the Secretary-General." }, { code: "secretariat", label: "Secretariat", meaning: "The word of a United Nations secretariat." }, { code: "third_party", label: "Third party", meaning: "The word of another party." }] },
  ];
}

/** Puts the parts together. */
export function modelOf(base: ReportBase, kind: ReportKind, head: { title: string; subtitle: string; slug: string; facts: { label: string; value: string }[] }, outline: Outline, method: Method, groups: Group[] = base.groups): ReportModel {
  const title = base.question.issuer?.title ?? head.title;
  return {
    modelVersion: MODEL_VERSION, kind, ...head, title, cover: coverOf(base, base.question.issuer ?? {}, title, head.subtitle, outline.sections.find((item) => item.blocks.some((block) => block.kind === "table" && block.table.role === "documents"))?.title ?? "What was read"), grouping: base.question.grouping, groupingLabel: GROUPING_LABELS[base.question.grouping],
    groups: groups.map(({ name, position, states, respondents }) => ({ name, position, states, respondents })),
    measures: base.measures, states: base.states, sections: outline.sections, grid: base.grid, counts: base.counts, claims: base.claims, evidence: base.evidence, notes: base.gaps.notes, codeLists: codeLists(base), method,
  };
}
