// Owns the sections that several reports share: how to read, figures by category, States by measure and status, collective statements.
// Must not count: every figure comes from reports/sql.
import { BASIS_LABELS, CELL_STATUSES, isUnheard, isUnsaid, MARK_SIGNS, MARKS, STATUS_LABELS, STATUS_MEANINGS, markSigns, type CountRow, type Group, type MeasureInfo, type ReportSection, type ReportTable, type TableRow } from "../model.js";
import { GROUPING_LABELS, type ReportBase } from "./base.js";
import { elsewhereSentence } from "../elsewhere.js";
import { treatyNotes, type TreatyRow } from "./treaties.js";
import { verbShort } from "./findings.js";
import { byCategory, isNamed, markNotes, marksIn, measureMarks, stateNames, type Lookup } from "./lookup.js";
import { cell, column, GROUPS_UPRIGHT, list, row, slug, text, type Outline } from "./parts.js";

/** "How to read": what the words mean, in the same words in each report. */
export function readingSection(outline: Outline, base: ReportBase): void {
  const section = outline.section(1, "How to read the tables", { id: "how-to-read" });
  section.blocks.push(
    text("The tables code reports, not countries. They show what the documents say of a State; a State may do more, or less, than the documents say."),
    list([
      "Reported: the text names the State with the measure. The status is the text's own.",
      "Silent: the State is a respondent, and the text does not name it with the measure. This is not a “no”.",
      "Report not read: the State reported, and its report could not be read or is in a language that is not read. Nothing follows from it.",
      "No report: the State is not among the respondents. Nothing follows from it.",
      `Percentages are of respondents in the column, not of all States. Groups: ${base.question.grouping === "region" ? "regions of the United Nations geoscheme (standard M49)" : GROUPING_LABELS[base.question.grouping]}.`,
      `Counted: ${base.question.bases.map((basis) => BASIS_LABELS[basis] ?? basis).join("; ")}.`,
      ...(base.measures.some((measure) => measure.label.includes("CEDAW")) ? ["UN: United Nations. CEDAW: Convention on the Elimination of All Forms of Discrimination against Women."] : []),
      ...(base.documents.length > 1 ? ["Over several documents the latest year with a claim counts. Only States that existed in the year of a document are counted."] : []),
    ]),
  );
  outline.table(section, {
    id: "statuses", role: "statuses", caption: "What the words mean",
    columns: [column("status", "Word in the tables", "status", 26), column("meaning", "Meaning", "text", 80)],
    rows: CELL_STATUSES.map((status) => row(status, [cell(STATUS_LABELS[status], { status }), cell(STATUS_MEANINGS[status])])),
  });
  outline.table(section, {
    id: "marks", role: "statuses", caption: "What the signs mean",
    columns: [column("sign", "Sign", "text", 8), column("meaning", "Meaning", "text", 98)],
    rows: MARKS.map((mark) => row(mark, [cell(MARK_SIGNS[mark].sign), cell(MARK_SIGNS[mark].meaning)])),
  });
}

/** "Shelters: 0 of 59" where States stand in a sentence that mentions shelters under another measure: said, and where. */
const elsewhereNotes = (measures: MeasureInfo[]): string[] => measures.flatMap(({ label, elsewhere }) => (elsewhere === undefined ? [] : [elsewhereSentence({ label, ...elsewhere })]));

/** Why columns may hold fewer respondents than States that reported. */
function unreadNote(base: ReportBase): string[] {
  const unread = base.states.filter((state) => state.unread === true).map((state) => state.name).sort();
  return unread.length === 0 ? [] : [`Reports that were not read, in no figure: ${unread.join("; ")}.`];
}

/** Per category one table: measures × groups, a row for each status that somebody reports, and one for silence. @param treaties what the depositary had, for the notes */
export function categoryTables(outline: Outline, base: ReportBase, lookup: Lookup, groups: Group[], title: string, sentence: string, treaties: TreatyRow[] = []): void {
  const heading = outline.section(1, title, { id: "by-category" });
  heading.blocks.push(text(sentence));
  for (const category of byCategory(base.measures)) {
    const section = outline.section(2, category.name, { id: `category-${category.code}`, category: category.code });
    const rows: TableRow[] = [];
    for (const measure of category.measures) {
      const shown = CELL_STATUSES.filter((status) => status === "in_place" || status === "silent" || (!isUnheard(status) && lookup.figure(measure.code, status, "All States").count > 0));
      const lines: CountRow["status"][] = [...shown, ...(lookup.figure(measure.code, "named_only", "All States").count > 0 ? (["named_only"] as const) : [])];
      lines.forEach((status, index) => {
        rows.push(row(`${measure.code} ${status}`, [
          cell(measure.label, { ref: { measure: measure.code }, ...(index === 0 && measureMarks(measure).length > 0 ? { marks: measureMarks(measure) } : {}) }),
          status === "named_only" ? cell("Named, not a respondent") : cell(STATUS_LABELS[status], { status }),
          ...groups.map((group) => lookup.count(measure, status, group.name)),
        ], index === 0 ? "lead" : "more"));
      });
    }
    outline.table(section, {
      id: `table-${category.code}`, role: "measures_by_group", category: category.code, wide: groups.length > (base.measures.length === 1 ? GROUPS_UPRIGHT + 1 : GROUPS_UPRIGHT),
      caption: `${category.name}: measures reported, by ${GROUPING_LABELS[base.question.grouping]}`,
      columns: [
        column("measure", "Measure", "text", 36), column("status", "Status", "status", 20),
        ...groups.map((group) => column(`group-${slug(group.name)}`, group.name, "count", 12, `${group.respondents} of ${group.states} ${verbShort(base)}`)),
      ],
      rows,
      notes: [...treatyNotes(treaties, category.measures), ...unreadNote(base), ...elsewhereNotes(category.measures), "Counts are of respondents; in parentheses, the percentage of the respondents in the column. Respondents = all rows of a measure, without “named, not a respondent”.", ...markNotes(rows)],
    });
  }
}

/** Per category one table: measures, statuses, and the States named. */
export function statesByStatus(outline: Outline, base: ReportBase, lookup: Lookup, title = "States by measure and status"): void {
  const heading = outline.section(1, title, { id: "by-measure" });
  const quiet = base.measures.filter((measure) => !isNamed(lookup, measure));
  heading.blocks.push(text("For each measure, the States that the documents name with it, by status. Signs after a name are explained under the table."));
  for (const category of byCategory(base.measures)) {
    const named = category.measures.filter((measure) => !quiet.includes(measure));
    if (named.length === 0) continue;
    categoryStates(outline, lookup, category, named);
  }
  if (quiet.length > 0) {
    const section = outline.section(2, "Measures that no State is named with", { id: "measures-without-states" });
    section.blocks.push(text("The documents name no State with these measures. This says nothing about whether States apply them."), list([...byCategory(quiet).map((category) => `${category.name}: ${category.measures.map((measure) => `${measure.label}${markSigns([...measureMarks(measure), ...(measure.elsewhere === undefined ? [] : (["elsewhere"] as const))])}`).join("; ")}.`), ...elsewhereNotes(quiet)]));
  }
}

/** One category: a row for each measure and status, with the States of a group. */
export function categoryStates(outline: Outline, lookup: Lookup, category: { code: string; name: string }, measures: MeasureInfo[], group = "All States"): void {
  const section = outline.section(2, category.name, { id: `states-${category.code}`, category: category.code });
  const rows = measures.flatMap((measure) => statusRows(lookup, measure, group).map((line, at) => row(`${measure.code} ${line.key}`, [cell(measure.label, { ref: { measure: measure.code } }), ...line.cells], at === 0 ? "lead" : "more")));
  outline.table(section, {
    id: `states-table-${category.code}`, role: "states_by_status", category: category.code, caption: `${category.name}: States by measure and status`,
    columns: [column("measure", "Measure", "text", 32), column("status", "Status", "status", 20), column("count", "Number", "count", 12), column("states", "States", "states", 90)],
    rows, notes: markNotes(rows),
  });
}

/** Rows of one measure: status, number, States. */
function statusRows(lookup: Lookup, measure: MeasureInfo, group = "All States", withSilent = false): TableRow[] {
  const cells = lookup.cells(measure.code).filter((item) => group === "All States" || lookup.state(item.state).group === group);
  const rows: TableRow[] = [];
  for (const status of CELL_STATUSES) {
    if (!withSilent && isUnsaid(status)) continue;
    const found = cells.filter((item) => item.cell === status && item.marks.every((mark) => mark !== "named_only"));
    if (found.length === 0) continue;
    const evidence = isUnsaid(status) ? [] : lookup.evidence(measure.code, status, group);
    const marks = marksIn(found);
    rows.push(row(status, [
      cell(STATUS_LABELS[status], { status }),
      isUnheard(status) ? cell(lookup.figure(measure.code, status, group).count, { denominator: lookup.figure(measure.code, status, group).states, status, ref: { measure: measure.code, group, status } }) : lookup.count(measure, status, group),
      cell(stateNames(lookup, found), { status, ref: { measure: measure.code, group, status }, ...(marks.length > 0 ? { marks } : {}), ...(evidence.length > 0 ? { evidence } : {}) }),
    ]));
  }
  const named = cells.filter((item) => item.marks.includes("named_only"));
  if (named.length > 0) {
    rows.push(row("named_only", [
      cell("Named, not a respondent"),
      lookup.count(measure, "named_only", group),
      cell(named.map((item) => `${lookup.state(item.state).name} (${STATUS_LABELS[item.reported ?? "in_place"].toLowerCase()})`).sort().join("; "), { ref: { measure: measure.code, group }, evidence: lookup.evidence(measure.code, "named_only", group) }),
    ]));
  }
  return rows;
}

/** The table of one measure. */
export function statesTable(outline: Outline, section: ReportSection, lookup: Lookup, measure: MeasureInfo, group = "All States", withSilent = false): ReportTable {
  const rows = statusRows(lookup, measure, group, withSilent);
  const total = lookup.figure(measure.code, "silent", group);
  return outline.table(section, {
    id: `states-${slug(measure.code)}${group === "All States" ? "" : `-${slug(group)}`}`, role: "states_by_status", measure: measure.code, category: measure.categoryCode, caption: `${measure.label}: States by status`,
    columns: [column("status", "Status", "status", 24), column("count", "Number", "count", 14), column("states", "States", "states", 90)],
    rows,
    notes: [
      `Respondents: ${total.respondents} of ${total.states} States${group === "All States" ? "" : ` in ${group}`}. Silent: ${total.count}${total.percentage === null ? "" : ` (${total.percentage} %)`}.`,
      ...markNotes([...rows, row("", [cell(null, { marks: measureMarks(measure) })])]),
    ],
  });
}

/** Statements on unnamed States. */
export function collectiveSection(outline: Outline, base: ReportBase): void {
  const section = outline.section(1, "Collective statements", { id: "collective" });
  if (base.collective.length === 0) {
    section.blocks.push(text(base.question.measures === null ? "The documents ascribe no measure to States that they do not name." : "The documents do not ascribe what this report is about to States that they do not name."));
    return;
  }
  section.blocks.push(text("Statements about States that the text does not name. They are in no count. For these measures, silence says little."));
  const labels = new Map(base.measures.map((measure) => [measure.code, measure.label]));
  const places = new Map(base.evidence.map((item) => [item.id, item]));
  outline.table(section, {
    id: "collective-statements", role: "collective", caption: "Measures ascribed to States that are not named",
    columns: [column("measure", "Measure", "text", 34), column("status", "Status", "status", 20), column("who", "Who, as printed", "text", 24), column("document", "Document", "text", 16), column("paragraph", "Paragraph", "text", 10), column("page", "Page", "number", 6), column("quote", "Quote", "text", 70)],
    rows: base.collective.map((item, index) => row(`collective-${index + 1}`, [
      cell(labels.get(item.measure) ?? item.measure, { ref: { measure: item.measure } }), cell(STATUS_LABELS[item.status], { status: item.status }), cell(item.quantifier), cell(item.document, { evidence: [item.evidence] }), cell(item.paragraph), cell(item.page), cell(places.get(item.evidence)?.quote ?? item.quote, { evidence: [item.evidence] }),
    ])),
  });
}
