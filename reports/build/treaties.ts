// Owns the section on treaties: what the documents report beside what the depositary had of the same States on the day of the documents.
// Must not count; says nothing of a day after the record, and never "not a party".
import { treatyVariable, type TreatyAction } from "../../datasets/treaties.js";
import { STATUS_LABELS, type CellStatus, type ReportSection, type ReportTable } from "../model.js";
import { runSqlFile, type QueryRunner, type Row } from "../query.js";
import { GROUPING_LABELS, type ReportBase } from "./base.js";
import { issueDay } from "./front.js";
import { cell, column, GROUPS_UPRIGHT, row, slug, text, type Outline } from "./parts.js";

export interface TreatyRow extends Row {
  measure: string;
  label: string;
  group: string;
  states: number;
  respondents: number;
  reported: number;
  respondents_adhered: number;
  respondents_signed: number;
  states_adhered: number;
  states_signed: number;
  later: boolean;
  as_of: string;
  latest_day: string;
  earliest_day: string;
}

export const variableOf = (actions: readonly TreatyAction[] | undefined): string[] | null => (actions === undefined ? null : treatyVariable(actions));

/** On which day the depositary's figures stand, as the end of a sentence; treaty by treaty where their records are of different days. */
export function dayOf(rows: TreatyRow[]): string {
  const totals = rows.filter((item) => item.group === "All States");
  const days = new Map<string, string[]>();
  for (const item of totals) days.set(standing(item), [...(days.get(standing(item)) ?? []), item.label]);
  if (days.size === 1) return [...days.keys()][0] as string;
  return [...days].map(([day, labels]) => `${day} (${labels.join(", ")})`).join("; ");
}

function standing(all: TreatyRow): string {
  if (all.later) return `as of ${issueDay(all.as_of)}${all.earliest_day < all.as_of ? " (for earlier documents, on their day)" : ""}; later acts are not in the record`;
  return all.earliest_day === all.latest_day ? `on ${issueDay(all.latest_day)}, the day of the document` : "on the day of each State’s document";
}

/** Days of the record, each once. */
const recordOf = (rows: { as_of: string }[]): string => [...new Set(rows.map((item) => item.as_of))].sort().map(issueDay).join(" and ");

export function treatyRows(database: QueryRunner, question: ReportBase["question"]): Promise<TreatyRow[]> {
  return runSqlFile<TreatyRow>(database, "treaty_groups", { documents: question.documents, bases: question.bases, grouping: question.grouping, measures: question.measures, treaties: variableOf(question.treaties) });
}

/** What stands under a table of what was reported on treaties: without it "Europe 0 of 20" reads as if they were no parties. One sentence a treaty of `measures`. */
export function treatyNotes(rows: TreatyRow[], measures: { code: string }[]): string[] {
  const codes = new Set(measures.map(({ code }) => code));
  const found = rows.filter((item) => item.group === "All States" && codes.has(item.measure));
  if (found.length === 0) return [];
  return [`Documents tell of new acts more often than of old ones. What the depositary had, ${dayOf(found)}: ${found.map((item) => `${item.label}, ${item.respondents_adhered} of ${item.respondents} respondents ratified or acceded, ${item.respondents_signed} signed only`).join("; ")}. By group it stands under “${TITLE}”.`];
}

const TITLE = "Treaties: what was reported, and what the depositary had";

/** The section; nothing where the report is about no treaty. @param rows what `treatyRows` gives */
export function treatySection(outline: Outline, rows: TreatyRow[], base: ReportBase): void {
  if (rows.length === 0) return;
  const section = outline.section(1, TITLE, { id: "treaties" });
  section.blocks.push(text(`Documents tell of new acts more often than of old ones. So the figures of what they report on treaties stand here beside the record of the Secretary-General as depositary, ${dayOf(rows)}.`));
  const groups = base.groups.filter((group) => rows.some((item) => item.group === group.name));
  const lines = [
    { key: "reported", title: "Reported in place", value: (item: TreatyRow) => item.reported, status: "in_place" as const },
    { key: "adhered", title: "Ratified or acceded, by the depositary", value: (item: TreatyRow) => item.respondents_adhered },
    { key: "signed", title: "Signed only, by the depositary", value: (item: TreatyRow) => item.respondents_signed },
  ];
  const measures = [...new Map(rows.map((item) => [item.measure, item.label]))];
  outline.table(section, {
    id: "treaties-table", role: "treaties", caption: `Treaties: respondents, by ${GROUPING_LABELS[base.question.grouping]}`, wide: groups.length > GROUPS_UPRIGHT,
    columns: [column("measure", "Treaty", "text", 40), column("what", "What", "text", 26), ...groups.map((group) => column(`group-${slug(group.name)}`, group.name, "number", 10, `of ${group.respondents}`))],
    rows: measures.flatMap(([code, label]) => lines.map((line, at) => row(`${code} ${line.key}`, [
      cell(label, { ref: { measure: code } }), cell(line.title), ...groups.map((group) => {
        const found = rows.find((item) => item.measure === code && item.group === group.name);
        return cell(found === undefined ? null : line.value(found), line.status === undefined ? {} : { status: line.status, ref: { measure: code, group: group.name, status: line.status } });
      }),
    ], at === 0 ? "lead" : "more"))),
    notes: [
      `Respondents only. Ratification, acceptance, approval, accession or succession by the day of deposit. Record of ${recordOf(rows)} (United Nations Treaty Collection).`,
      `All States, by the depositary: ${rows.filter((item) => item.group === "All States").map((item) => `${item.label}, ${item.states_adhered} of ${item.states} ratified or acceded`).join("; ")}.`,
    ],
  });
}

/** A section of contradictions, for reports without one of discrepancies; none where nothing contradicts. @param states ISO 3166-1 alpha-3; all where not given */
export async function contradictionSection(outline: Outline, database: QueryRunner, base: ReportBase, states?: ReadonlySet<string>): Promise<void> {
  const found = await contradictions(database, base, states);
  if (found.length > 0) contradictionRows(outline, outline.section(1, "Reports that the depositary’s record contradicts", { id: "contradictions" }), found);
}

interface Contradiction extends Row {
  document: string;
  paragraph: string;
  state: string;
  state_name: string;
  measure: string;
  measure_label: string;
  status: CellStatus;
  message: string;
}

/** The sentence in the words and days of a report: the listing of issues has codes and ISO days. */
export const printedMessage = ({ message, status }: Pick<Contradiction, "message" | "status">): string =>
  message.replace(`reported as ${status.replaceAll("_", " ")}`, STATUS_LABELS[status].toLowerCase()).replace(/\b\d{4}-\d{2}-\d{2}\b/g, issueDay);

async function contradictions(database: QueryRunner, base: ReportBase, states?: ReadonlySet<string>): Promise<Contradiction[]> {
  const { documents, bases, measures, treaties } = base.question;
  const found = await runSqlFile<Contradiction>(database, "treaty_contradictions", { documents, bases, treaties: variableOf(treaties) });
  return found.filter((item) => (states === undefined || states.has(item.state)) && (measures === null || measures.includes(item.measure)));
}

/** Claims that contradict the record, as a table of the discrepancies; null where there are none. */
export async function contradictionTable(outline: Outline, section: ReportSection, database: QueryRunner, base: ReportBase, state?: string): Promise<ReportTable | null> {
  const found = await contradictions(database, base, state === undefined ? undefined : new Set([state]));
  return found.length === 0 ? null : contradictionRows(outline, section, found);
}

function contradictionRows(outline: Outline, section: ReportSection, found: Contradiction[]): ReportTable {
  return outline.table(section, {
    id: "treaty-contradictions", role: "discrepancies", caption: "Reports on treaties that contradict the depositary’s record",
    columns: [column("document", "Document", "text", 24), column("paragraph", "Paragraph", "text", 10), column("message", "What contradicts what", "text", 90)],
    rows: found.map((item, at) => row(`contradiction-${at + 1}`, [cell(item.document), cell(item.paragraph), cell(printedMessage(item), { ref: { state: item.state, measure: item.measure } })])),
    notes: ["Claims are counted as documents put them; a paragraph may tell of another treaty, or of an act that was not deposited yet."],
  });
}

/** The record of one State beside what it reports. */
export async function stateTreaties(outline: Outline, database: QueryRunner, base: ReportBase, iso3: string): Promise<void> {
  const rows = await runSqlFile<{ measure: string; label: string; position: string; day: string; later: boolean; as_of: string; signed: string | null; adhered: string | null; act: string | null }>(database, "treaty_states", { documents: base.question.documents, states: [iso3], treaties: variableOf(base.question.treaties) });
  if (rows.length === 0) return;
  const section = outline.section(1, "Treaties: the depositary’s record", { id: "treaties" });
  const first = rows[0] as (typeof rows)[number];
  section.blocks.push(text(`What the Secretary-General as depositary had, ${first.later ? `as of ${issueDay(first.as_of)}; later acts are not in the record` : `on ${issueDay(first.day)}, the day of the latest document`}. A document that does not mention a treaty says nothing of it.`));
  outline.table(section, {
    id: "treaties-table", role: "treaties", caption: "Treaties: signature and adherence by the depositary",
    columns: [column("measure", "Treaty", "text", 50), column("signed", "Signed", "text", 18), column("adhered", "Ratified or acceded", "text", 34)],
    rows: rows.map((item) => row(item.measure, [
      cell(item.label, { ref: { measure: item.measure } }),
      cell(item.signed !== null && item.signed <= item.day ? issueDay(item.signed) : null),
      cell(item.adhered !== null && item.adhered <= item.day ? `${issueDay(item.adhered)} (${item.act ?? "ratification"})` : `no act in the record of ${issueDay(item.day)}`),
    ])),
    notes: [`Record of ${recordOf(rows)} (United Nations Treaty Collection).`],
  });
  await contradictionTable(outline, section, database, base, iso3);
}
