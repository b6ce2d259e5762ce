// Owns the section "since when" of the report on a State: years that the documents give, with what happened in them.
// Must not count, and must not take a year for more than the words say.
import { runSqlFile, type QueryRunner } from "../query.js";
import type { ReportBase } from "./base.js";
import { cell, column, row, text, type Outline } from "./parts.js";

interface EventRow {
  measure: string;
  label: string;
  event: string;
  year: number;
  year_to: number | null;
  document: string;
  document_id: string;
  document_year: number | null;
  paragraph: string;
  page: number | null;
  quote: string;
}

/** What a year is said to be, for readers. */
export const EVENT_LABELS: Readonly<Record<string, string>> = {
  adopted: "adopted or established", in_force: "in force", amended: "amended", ratified: "ratified", signed: "signed", ended: "ended", named: "year in the name of a law or plan", period: "period of a plan", mentioned: "year mentioned",
};

/** Nothing is added where no document gives a year. */
export async function timelineSection(outline: Outline, database: QueryRunner, base: ReportBase, state: { code: string; name: string }): Promise<void> {
  const { documents, bases, measures } = base.question;
  const rows = await runSqlFile<EventRow>(database, "report_timeline", { documents, bases, measures, states: [state.code] });
  if (rows.length === 0) return;
  const section = outline.section(1, "Since when", { id: "timeline" });
  section.blocks.push(text("Years that the documents themselves give for a measure, with what their words say of them. Two documents may give different years, and a measure without a year here may well be old."));
  outline.table(section, {
    id: "timeline-table", role: "timeline", caption: `${state.name}: years given for measures`, wide: true,
    columns: [column("measure", "Measure", "text", 34), column("year", "Year", "text", 10), column("event", "What the words say", "text", 22), column("document", "Source", "text", 24), column("quote", "Quote", "text", 60)],
    rows: rows.map((item, index) => row(`event-${index + 1}`, [
      cell(item.label, { ref: { measure: item.measure } }), cell(item.year_to === null ? String(item.year) : `${item.year}–${item.year_to}`), cell(EVENT_LABELS[item.event] ?? item.event),
      cell(`${item.document}, para. ${item.paragraph}${item.page === null ? "" : `, p. ${item.page}`}`, { ref: { document: item.document_id } }), cell(`“${item.quote}”`),
    ])),
  });
}
