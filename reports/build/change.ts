// Owns the report of change between two sets of documents: newly reported, still reported, status moved, no longer named; by group and State.
// Must not count: every figure comes from reports/sql. Never says that a measure ended because a later document is silent.
import { loadCodebook } from "../../datasets/measures.js";
import { MARK_SIGNS, STATUS_LABELS, sourceText, type CellStatus, type MarkName, type ReportModel } from "../model.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import { compareText, EmptyReportError, GROUPING_LABELS, loadBase, type ReportBase, type ReportQuestion } from "./base.js";
import { methodOf, methodSection, modelOf } from "./closing.js";
import { evidenceAnnex } from "./evidence-annex.js";
import { markNotes } from "./lookup.js";
import { Outline, cell, column, list, row, slug, text } from "./parts.js";
import { readingSection } from "./sections.js";
import { comparedTable, isLong } from "./documents.js";
import { contradictionSection } from "./treaties.js";

/** What happened to a State's measure between the documents, and the words for it. */
export const CHANGES = {
  newly_reported: { label: "Newly reported", meaning: "The State is a respondent on both sides; the earlier text is silent, the later one names it." },
  first_report: { label: "Reported, no report before", meaning: "The State is not among the earlier respondents; the later text names it." },
  still_reported: { label: "Still reported", meaning: "Both texts report the same status." },
  status_moved: { label: "Status moved", meaning: "Both texts name the State, with different statuses." },
  no_longer_named: { label: "No longer named", meaning: "The later text is silent. This is not “ended”: the State may still apply the measure." },
  not_read_before: { label: "Reported, earlier report not read", meaning: "The earlier report of the State could not be read; whether this is new is not known." },
  to_not_read: { label: "Later report not read", meaning: "The later report of the State could not be read. Nothing follows." },
  to_no_report: { label: "No report later", meaning: "The State is not among the later respondents. Nothing follows." },
} as const;
type Change = keyof typeof CHANGES;

export interface ChangeRow {
  measure: string;
  label: string;
  category: string;
  state: string;
  state_name: string;
  group: string;
  from_cell: CellStatus;
  to_cell: CellStatus;
  to_collective: boolean;
  change: Change;
}

/**
 * The report of change.
 * @param question `documents` is not used; its grouping, bases and measures are
 * @throws EmptyReportError where neither side names a State
 */
export async function changeReport(database: QueryRunner, question: ReportQuestion, from: { documents: string[]; label: string }, to: { documents: string[]; label: string }): Promise<ReportModel> {
  const before = await loadBase(database, { ...question, documents: from.documents });
  const later = await loadBase(database, { ...question, documents: to.documents });
  const base = await loadBase(database, { ...question, documents: [...new Set([...from.documents, ...to.documents])] });
  const variables = { from_documents: from.documents, to_documents: to.documents, bases: question.bases, grouping: question.grouping, measures: question.measures };
  const rows = await runSqlFile<ChangeRow & Record<string, never>>(database, "report_change", variables) as unknown as ChangeRow[];
  if (rows.length === 0) throw new EmptyReportError("neither side names a State with a measure");
  const counts = await runSqlFile<Record<Change, number> & { measure: string; label: string; category: string; group: string; group_position: number; to_collective: boolean }>(database, "report_change_groups", variables);
  const outline = new Outline();

  const read = outline.section(1, "What is compared", { id: "what-was-read" });
  const sides = [["Earlier", before], ["Later", later]] as const;
  const long = isLong(base.documents);
  if (long) read.blocks.push(text(`${before.documents.length} earlier and ${later.documents.length} later documents are compared; they are listed under “Documents compared”.`));
  else comparedTable(outline, read, sides);
  const warnings = versionWarnings(before, later);
  if (warnings.length > 0) read.blocks.push(list(warnings));
  const both = before.states.filter((state) => state.respondent && later.states.some((other) => other.code === state.code && other.respondent)).map((state) => state.name).sort(compareText);
  read.blocks.push(text(both.length === 0 ? "No State is a respondent on both sides: a difference then is one of who reported, not of what was done." : `Respondents on both sides: ${both.join("; ")}.`));
  readingSection(outline, base);
  outline.table(outline.sections.at(-1) as ReturnType<Outline["section"]>, {
    id: "changes", role: "statuses", caption: "What the words for change mean", columns: [column("change", "Word", "text", 26), column("meaning", "Meaning", "text", 80)],
    rows: Object.entries(CHANGES).map(([key, words]) => row(key, [cell(words.label), cell(words.meaning)])),
  });

  const byGroup = outline.section(1, "Change by group", { id: "change-by-group" });
  byGroup.blocks.push(text(`Numbers of States, for each measure that either side names a State with (${GROUPING_LABELS[question.grouping]}).`));
  // What was not read is rare; where it does not occur, no column says so.
  const occurs = new Set(rows.map((item) => item.change));
  const keys = (Object.keys(CHANGES) as Change[]).filter((key) => occurs.has(key) || (key !== "not_read_before" && key !== "to_not_read"));
  const marks = (collective: boolean): MarkName[] => (collective ? ["collective"] : []);
  // A block for each measure, the total last, as in the other tables.
  const groupRows = counts.map((item, at) => row(`${item.measure} ${item.group}`, [
    cell(item.label, { ref: { measure: item.measure }, ...(item.to_collective ? { marks: marks(true) } : {}) }), cell(item.group), ...keys.map((key) => cell(item[key], { ref: { measure: item.measure, group: item.group } })),
  ], counts[at - 1]?.measure === item.measure ? "more" : "lead"));
  outline.table(byGroup, {
    id: "change-by-group-table", role: "change_by_group", caption: "States by change, measure and group", wide: true,
    columns: [column("measure", "Measure", "text", 44), column("group", "Group", "text", 20), ...keys.map((key) => column(key, CHANGES[key].label, "number", 12))],
    rows: groupRows, notes: ["No longer named is not ended: the later text is silent.", ...markNotes(groupRows)],
  });

  const byState = outline.section(1, "Change by State", { id: "change-by-state" });
  byState.blocks.push(text("One table for each kind of change. The source gives the paragraphs of both sides; the annex gives the quotes."));
  const earlierCells = new Map(before.grid.map((item) => [`${item.measure} ${item.state}`, item]));
  const laterCells = new Map(later.grid.map((item) => [`${item.measure} ${item.state}`, item]));
  // Evidence is numbered anew over both sides: the entries are found by what they are.
  const idOf = new Map(base.evidence.map((item) => [`${item.document}\u001f${item.paragraph}\u001f${item.quote}`, item.id]));
  const translate = (side: ReportBase, ids: string[]): string[] => {
    const own = new Map(side.evidence.map((item) => [item.id, item]));
    return ids.flatMap((id) => {
      const entry = own.get(id);
      const found = entry === undefined ? undefined : idOf.get(`${entry.document}\u001f${entry.paragraph}\u001f${entry.quote}`);
      return found === undefined ? [] : [found];
    });
  };
  const places = new Map(base.evidence.map((item) => [item.id, item]));
  for (const key of keys) {
    const found = rows.filter((item) => item.change === key);
    if (found.length === 0) continue;
    const section = outline.section(2, CHANGES[key].label, { id: `change-${slug(key)}` });
    section.blocks.push(text(CHANGES[key].meaning));
    outline.table(section, {
      id: `change-${slug(key)}-table`, role: "change_states", caption: `${CHANGES[key].label}: States and measures`, wide: true,
      columns: [column("measure", "Measure", "text", 36), column("state", "State", "text", 22), column("group", "Group", "text", 16), column("from", "Earlier", "status", 22), column("to", "Later", "status", 22), column("source", "Source", "text", 44)],
      rows: found.map((item) => {
        const ids = [...new Set([...translate(before, earlierCells.get(`${item.measure} ${item.state}`)?.evidence ?? []), ...translate(later, laterCells.get(`${item.measure} ${item.state}`)?.evidence ?? [])])];
        const ref = { measure: item.measure, state: item.state };
        return row(`${item.measure} ${item.state}`, [
          cell(item.label, { ref: { measure: item.measure } }), cell(item.state_name, { ref: { state: item.state } }), cell(item.group), cell(STATUS_LABELS[item.from_cell], { status: item.from_cell, ref }), cell(STATUS_LABELS[item.to_cell], { status: item.to_cell, ref, ...(item.to_cell === "silent" && item.to_collective ? { marks: marks(true) } : {}) }),
          cell(ids.map((id) => { const entry = places.get(id); return entry === undefined ? id : sourceText(entry); }).join("; ") || null, ids.length > 0 ? { evidence: ids, ref } : {}),
        ]);
      }),
      notes: found.some((item) => item.to_cell === "silent" && item.to_collective) ? [`${MARK_SIGNS.collective.sign} ${MARK_SIGNS.collective.meaning}`] : [],
    });
  }
  // Both sides count as evidence here: a claim of the earlier document decides its own side's cell.
  const decides = new Set([before, later].flatMap((side) => side.claims.filter((claim) => claim.decides).map((claim) => claim.claimId)));
  const shown: ReportBase = { ...base, claims: base.claims.map((claim) => ({ ...claim, decides: decides.has(claim.claimId) })) };
  const method = methodOf(base, warnings);
  await contradictionSection(outline, database, base);
  if (long) comparedTable(outline, outline.section(1, "Documents compared", { id: "documents-read" }), sides);
  methodSection(outline, method);
  evidenceAnnex(outline, shown);
  return modelOf(shown, "change", {
    title: `Measures against ${loadCodebook().topic}: what changed in the reports`, subtitle: `From ${from.label} to ${to.label}`, slug: `change-${slug(from.label)}-to-${slug(to.label)}`,
    facts: [{ label: "Earlier", value: from.label }, { label: "Later", value: to.label }, { label: "Groups", value: GROUPING_LABELS[question.grouping] }, { label: "Codebook", value: base.codebookVersion }],
  }, outline, method);
}

/** Sentences where the two sides were read by different rules, or where the database was made by another codebook than this program's. */
function versionWarnings(before: ReportBase, later: ReportBase): string[] {
  const prints = new Set([...before.documents, ...later.documents].map((item) => item.extract_fingerprint));
  const own = loadCodebook().version;
  return [
    ...(prints.size > 1 ? ["The two sides were read with different versions of the extraction rules or of the codebook. A difference may come from that: ingest both again before citing it."] : []),
    ...(before.codebookVersion !== own ? [`The database was made with codebook ${before.codebookVersion}, this program has ${own}. Ingest again to compare by one codebook.`] : []),
  ];
}
