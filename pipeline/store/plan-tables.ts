// Owns the shape of the tables of plans that documents describe, and of near-duplicates. Must not load anything heavy: schema.ts imports it.
import type { Column, Table, View } from "./schema.js";

const column = (name: string, type: Column["type"], comment: string): Column => ({ name, type, nullable: false, comment });
const optional = (name: string, type: Column["type"], comment: string): Column => ({ name, type, nullable: true, comment });

export const PLAN_TABLES: readonly Table[] = [
  {
    name: "plans",
    comment: "Action plans, strategies and programmes that a document is, describes or cites, one row each. A State has a row where the plan is told to be its own, never because another's text names it.",
    scope: "document",
    key: ["document_id", "ordinal"],
    columns: [
      column("plan_id", "VARCHAR", "16 hexadecimal digits from the document's bytes, the State, the title and a count of repeats."),
      column("document_id", "VARCHAR", "Document that tells of it: first 16 hexadecimal digits of the SHA-256 of the file's bytes."),
      column("paragraph_id", "VARCHAR", "Paragraph that names it first: document_id, \"-p\", 0-based ordinal."),
      column("paragraph", "VARCHAR", "Printed number of that paragraph."),
      optional("page", "INTEGER", "Page on which the paragraph begins; null for formats without pages."),
      column("ordinal", "INTEGER", "Position among the document's plans, from 0."),
      column("entry", "INTEGER", "Plans with the same number stand in one entry (one section of a guide, one paragraph of a page)."),
      column("source_kind", "VARCHAR", "plan (the document is the plan), description (a guide or page tells of it)."),
      optional("state", "VARCHAR", "State, ISO 3166-1 alpha-3, or a code of an area that is no State (XKX); null where it could not be told."),
      column("member_state", "BOOLEAN", "True for a Member State of the United Nations at present; plans of others are kept and never counted among Member States."),
      column("title", "VARCHAR", "Name as printed, without its period; for a plan without a name the words that stand for it."),
      column("named", "BOOLEAN", "False where the title is a description, not a name."),
      column("stage", "VARCHAR", "adopted (also approved, issued, enacted …), draft, extension (of an earlier plan) or unknown (the text does not say)."),
      optional("adopted", "VARCHAR", "Date of the act by which it came to be, ISO 8601 day, month or year; null where the text gives none."),
      optional("adopted_as", "VARCHAR", "Verb of the text for that act: adopted, approved, enacted, finalized …"),
      optional("dated", "VARCHAR", "Date printed with the plan or its citation, which the text does not call its adoption."),
      optional("period_from", "VARCHAR", "First year or month that it covers."),
      optional("period_to", "VARCHAR", "Last year or month that it covers."),
      column("focus", "VARCHAR[]", "What it is built of, in the words of the text; empty where the text gives no such list."),
      optional("focus_kind", "VARCHAR", "What the text calls these: pillars (also elements, areas, issues, dimensions), priorities, principles, activities or objectives."),
      column("bodies", "VARCHAR[]", "Bodies and groups that the text names with it, as printed."),
      column("obtain", "VARCHAR[]", "Addresses where the plan can be had, as printed (most are old)."),
      column("further", "VARCHAR[]", "Addresses of reports on it, operational plans and other information."),
      column("features_met", "VARCHAR[]", "Of the six features of good plans (UNODC, Tool 2.7), those that the text shows. What is not here was not found, which is not a finding that the plan lacks it."),
      column("features_partly", "VARCHAR[]", "Features of which the text shows a part, or weaker wording."),
      column("quote", "VARCHAR", "Sentence that names it first, exactly as it stands in the paragraph."),
      column("quote_start", "INTEGER", "First character of the quote in the paragraph's text, 0-based, in UTF-16 units."),
      column("quote_end", "INTEGER", "One past the last character of the quote, in UTF-16 units."),
    ],
  },
  {
    name: "text_sketches",
    comment: "Sketch of each document's text, by which near-duplicates are found (the smallest hashes of its runs of five words).",
    scope: "document",
    key: ["document_id"],
    columns: [
      column("document_id", "VARCHAR", "Document: first 16 hexadecimal digits of the SHA-256 of the file's bytes."),
      column("shingles", "INTEGER", "Number of different runs of five words."),
      column("hashes", "VARCHAR[]", "The smallest hashes, ascending; a short text has all of its hashes here."),
    ],
  },
  {
    name: "near_duplicates",
    comment: "Documents whose text is nearly that of another. The fuller text stands for both; the other is left out where documents or plans are counted.",
    scope: "corpus",
    key: ["document_id"],
    columns: [
      column("document_id", "VARCHAR", "Document that is left out of counts."),
      column("kept_document_id", "VARCHAR", "Document that stands for it: the fuller text; of equals the later one, then the first by file name."),
      column("similarity", "DOUBLE", "Share of the runs of five words of both that both have, 0 to 1, estimated from the sketches."),
      column("contained", "DOUBLE", "Share of the shorter text that stands in the longer, 0 to 1, estimated."),
    ],
  },
];

export const PLAN_VIEWS: readonly View[] = [
  {
    name: "plan_list",
    comment: "Plans once each: those of near-duplicate documents and of further files of one symbol are left out. Example: SELECT state_name, title, adopted, period_from, period_to FROM plan_list WHERE member_state ORDER BY state_name;",
    columns: [
      ["plan_id", "Id of the plan."],
      ["document", "UN symbol where there is one, otherwise the file."],
      ["source_kind", "plan or description."],
      ["state", "State, ISO 3166-1 alpha-3, or a code of an area that is no State."],
      ["state_name", "Short name of the State or area."],
      ["member_state", "Whether it is a Member State."],
      ["title", "Name or description."],
      ["stage", "adopted, draft, extension or unknown."],
      ["adopted", "Date of the act by which it came to be."],
      ["adopted_as", "Verb of the text for that act."],
      ["dated", "Date printed with it."],
      ["period_from", "First year or month."],
      ["period_to", "Last year or month."],
      ["focus_kind", "What the text calls its parts."],
      ["focus", "Its parts."],
      ["bodies", "Bodies named with it."],
      ["obtain", "Where it can be had."],
      ["features_met", "Features that the text shows."],
      ["features_partly", "Features of which it shows a part."],
      ["paragraph", "Printed number of the paragraph."],
      ["quote", "Sentence that names it first."],
      ["document_id", "Document."],
    ],
    sql: `SELECT p.plan_id, coalesce(d.symbol, d.file) AS document, p.source_kind, p.state, s.name AS state_name, p.member_state, p.title, p.stage, p.adopted, p.adopted_as, p.dated,
  p.period_from, p.period_to, p.focus_kind, p.focus, p.bodies, p.obtain, p.features_met, p.features_partly, p.paragraph, p.quote, p.document_id
FROM plans p JOIN documents d USING (document_id)
LEFT JOIN states s ON s.state = p.state
WHERE p.document_id NOT IN (SELECT document_id FROM near_duplicates) AND p.document_id NOT IN (SELECT document_id FROM document_copies WHERE copy)`,
  },
];
