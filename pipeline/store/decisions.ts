// Owns human decisions on claims in the database: their table, what they come to, and reading with or without them.
// Must not judge a claim, and must never change the table of claims: a decision is a row of its own.
import type { Database, Value } from "./database.js";
import type { Column, Table, View } from "./shape.js";

/** `add`: a claim that the reader missed; the others judge one that it made. */
export const DECISIONS = ["accept", "reject", "change", "add"] as const;
export type DecisionKind = (typeof DECISIONS)[number];

const column = (name: string, type: Column["type"], comment: string, nullable = false): Column => ({ name, type, nullable, comment });

/** Decisions belong to no ingest: they stay when documents are read anew, replaced or removed. */
export const DECISION_TABLE: Table = {
  name: "decisions",
  comment: "One row a human decision on a claim: accept, reject or change of a claim that was read, or add for one that was missed, with who and why. Kept through every ingest; it counts only while the document still carries the quote that was judged.",
  scope: "log",
  key: ["sha256", "paragraph", "state", "measure", "status", "basis", "quote"],
  columns: [
    column("sha256", "VARCHAR", "SHA-256 of the document's bytes."),
    column("document", "VARCHAR", "UN symbol or file of the document when the decision was made, for messages."),
    column("paragraph", "VARCHAR", "Printed number of the paragraph."),
    column("state", "VARCHAR", "State of the claim that was judged or added, ISO 3166-1 alpha-3."),
    column("measure", "VARCHAR", "Measure of the claim that was judged or added."),
    column("status", "VARCHAR", "Status of the claim that was judged or added."),
    column("basis", "VARCHAR", "Basis of the claim that was judged or added."),
    column("quote", "VARCHAR", "Quote that was judged, or on which an added claim rests, byte for byte. Where the claim now has another one, or the paragraph lacks it, the decision is not applied."),
    column("decision", "VARCHAR", "accept, reject, change or add."),
    column("new_state", "VARCHAR", "State to put in its place; null where it stays.", true),
    column("new_measure", "VARCHAR", "Measure to put in its place; null where it stays.", true),
    column("new_status", "VARCHAR", "Status to put in its place; null where it stays.", true),
    column("reason", "VARCHAR", "Why; null only for accept.", true),
    column("reviewer", "VARCHAR", "Who decided."),
    column("decided", "VARCHAR", "Day on which the decision was imported, ISO 8601."),
  ],
};

const SAME_CLAIM_AS_D = "d.paragraph = c.paragraph AND d.state = c.state AND d.measure = c.measure AND d.status = c.status AND d.basis = c.basis";
const SAME_CLAIM = `d.sha256 = x.sha256 AND ${SAME_CLAIM_AS_D}`;

const SEPARATOR = "chr(31)";

/** Offsets count in UTF-16 units: characters beyond U+FFFF count twice. */
const utf16 = (text: string): string => `(length(${text}) + length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g')))`;

/**
 * Claims that people added, where the paragraph of that number holds the quote and the reader gives no such claim itself.
 * The quote is looked for anew each time, so that it is never shown at a place that does not hold it.
 */
const addedSql = (schema: string): string => `SELECT substr(sha256(concat_ws(${SEPARATOR}, 'added', a.sha256, a.paragraph, a.state, a.measure, a.status, a.basis, a.quote)), 1, 16) AS claim_id,
  a.document_id, a.paragraph_id, a.paragraph, a.page, a.state, a.measure, a.status, 'list' AS extent, 'explicit' AS certainty, a.basis, 'added/by a person' AS rule,
  a.quote, a.quote_start, (a.quote_start + ${utf16("a.quote")})::INTEGER AS quote_end, NULL::INTEGER AS state_start, NULL::INTEGER AS state_end,
  'added by ' || a.reviewer || ': ' || a.reason AS state_reason, a.quote_start AS measure_start, (a.quote_start + ${utf16("a.quote")})::INTEGER AS measure_end
FROM (
  SELECT d.*, x.document_id, p.paragraph_id, p.page_first AS page, ${utf16("left(p.text, strpos(p.text, d.quote) - 1)")}::INTEGER AS quote_start
  FROM ${schema}decisions d JOIN ${schema}documents x ON x.sha256 = d.sha256
  JOIN ${schema}paragraphs p ON p.document_id = x.document_id AND p.number = d.paragraph AND contains(p.text, d.quote)
  WHERE d.decision = 'add' AND NOT EXISTS (SELECT 1 FROM ${schema}claims c WHERE c.document_id = x.document_id AND ${SAME_CLAIM_AS_D})
  QUALIFY row_number() OVER (PARTITION BY d.sha256, d.paragraph, d.state, d.measure, d.status, d.basis, d.quote ORDER BY p.ordinal) = 1
) a`;

/** Claims with the decisions applied; `schema` is where the tables as extracted stand. */
const decidedSql = (schema: string): string => `SELECT c.* REPLACE (
  coalesce(d.new_state, c.state) AS state,
  coalesce(d.new_measure, c.measure) AS measure,
  coalesce(d.new_status, c.status) AS status,
  CASE WHEN d.decision = 'change' THEN 'changed by ' || d.reviewer || ': ' || d.reason || ' (read as ' || c.state || ' ' || c.measure || ' ' || c.status || ')' ELSE c.state_reason END AS state_reason)
FROM ${schema}claims c JOIN ${schema}documents x USING (document_id)
LEFT JOIN ${schema}decisions d ON ${SAME_CLAIM} AND d.quote = c.quote
WHERE d.decision IS NULL OR d.decision <> 'reject'
UNION ALL BY NAME ${addedSql(schema)}`;

/** Each decision and whether it stands, against the claims as extracted; `schema` is where these are. */
const standingSql = (schema: string): string => `SELECT d.document, d.paragraph, d.state, d.measure, d.status, d.decision, d.reviewer, d.reason,
  CASE WHEN bool_or(c.quote = d.quote) THEN 'applied' WHEN count(c.claim_id) > 0 THEN 'quote_changed' WHEN count(x.document_id) > 0 THEN 'claim_gone' ELSE 'document_gone' END AS standing,
  d.quote, CASE WHEN NOT bool_or(c.quote = d.quote) THEN min(c.quote) END AS quote_now
FROM ${schema}decisions d LEFT JOIN ${schema}documents x ON x.sha256 = d.sha256
LEFT JOIN ${schema}claims c ON c.document_id = x.document_id AND ${SAME_CLAIM}
WHERE d.decision <> 'add' GROUP BY ALL
UNION ALL
SELECT d.document, d.paragraph, d.state, d.measure, d.status, d.decision, d.reviewer, d.reason,
  CASE WHEN count(c.claim_id) > 0 THEN 'read_now' WHEN bool_or(contains(p.text, d.quote)) THEN 'applied' WHEN count(p.paragraph_id) > 0 THEN 'quote_changed' WHEN count(x.document_id) > 0 THEN 'claim_gone' ELSE 'document_gone' END,
  d.quote, NULL
FROM ${schema}decisions d LEFT JOIN ${schema}documents x ON x.sha256 = d.sha256
LEFT JOIN ${schema}paragraphs p ON p.document_id = x.document_id AND p.number = d.paragraph
LEFT JOIN ${schema}claims c ON c.document_id = x.document_id AND ${SAME_CLAIM}
WHERE d.decision = 'add' GROUP BY ALL`;

export const DECISION_VIEWS: readonly View[] = [
  {
    name: "claims_decided",
    comment: "The claims with human decisions applied: rejected ones left out, changed ones as they were changed to, added ones among them (rule added/by a person). Same columns as claims, which are as extracted. Example: SELECT count(*) FROM claims_decided;",
    columns: [],
    sql: decidedSql(""),
  },
  {
    name: "decision_standing",
    comment: "Each decision and whether it still stands. Example: SELECT * FROM decision_standing WHERE standing <> 'applied';",
    columns: [
      ["document", "UN symbol or file of the document."],
      ["paragraph", "Printed number of the paragraph."],
      ["state", "State of the claim that was judged."],
      ["measure", "Measure of the claim that was judged."],
      ["status", "Status of the claim that was judged."],
      ["decision", "accept, reject, change or add."],
      ["reviewer", "Who decided."],
      ["reason", "Why."],
      ["standing", "applied; quote_changed (the claim rests on other words now: judge it again); claim_gone (the document is there and no longer gives the claim, or the paragraph of an added one); read_now (added, and the reader now gives the claim itself); document_gone (the document is not in the database)."],
      ["quote", "Quote that was judged."],
      ["quote_now", "Quote of the claim now, where it changed."],
    ],
    sql: standingSql(""),
  },
];

export interface Standing {
  applied: number;
  rejected: number;
  changed: number;
  added: number;
  quoteChanged: number;
  claimGone: number;
  documentGone: number;
}

/** How many decisions stand; null where the database holds none, or was made before there were any. */
export async function standingOf(database: Database): Promise<Standing | null> {
  const any = await database.all("SELECT 1 FROM decisions LIMIT 1").catch((error: unknown) => {
    if (error instanceof Error && /Catalog Error.*decisions does not exist/.test(error.message)) return [];
    throw error;
  });
  // Most databases hold none: their standing is not worked out.
  if (any.length === 0) return null;
  const view = DECISION_VIEWS.find((candidate) => candidate.name === "decision_standing")?.sql ?? "";
  const rows = await database.all<{ decision: string; standing: string; number: number }>(`SELECT decision, standing, count(*)::INTEGER AS number FROM (${view}) GROUP BY ALL`);
  const count = (select: (row: { decision: string; standing: string }) => boolean): number => rows.filter(select).reduce((sum, row) => sum + row.number, 0);
  return {
    // What a person added and the reader now finds itself is in the tables as asked.
    applied: count((row) => row.standing === "applied" || row.standing === "read_now"),
    rejected: count((row) => row.standing === "applied" && row.decision === "reject"),
    changed: count((row) => row.standing === "applied" && row.decision === "change"),
    added: count((row) => row.standing === "applied" && row.decision === "add"),
    quoteChanged: count((row) => row.standing === "quote_changed"),
    claimGone: count((row) => row.standing === "claim_gone"),
    documentGone: count((row) => row.standing === "document_gone"),
  };
}

/**
 * From here on this connection reads the claims as decided: every table, view and macro that asks for `claims` gets them.
 * Nothing is written; the claims as extracted stay in the file. Call only where {@link standingOf} is not null.
 */
export async function readAsDecided(database: Database): Promise<void> {
  const [row] = await database.all<{ name: string }>("SELECT current_database() AS name");
  const schema = `"${(row?.name ?? "").replaceAll('"', '""')}".main.`;
  // A temporary view comes before the table of its name; the file's own catalogue has to be named in it, or it would ask for itself.
  await database.run(`CREATE TEMP VIEW claims AS ${decidedSql(schema)}`);
  await database.run("CREATE TEMP VIEW claims_decided AS SELECT * FROM claims");
  // The view of the file would look for what was judged among what was made of it, and call a rejected claim gone.
  await database.run(`CREATE TEMP VIEW decision_standing AS ${standingSql(schema)}`);
}

/** What the tables rest on, for a note under them; null where there is nothing to say. */
export function describeStanding(standing: Standing, mode: "apply" | "ignore"): string {
  const total = standing.applied + standing.quoteChanged + standing.claimGone + standing.documentGone;
  const plural = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
  if (mode === "ignore") return `Made without the ${plural(total, "human decision")} in this database.`;
  const lost = [
    standing.quoteChanged > 0 ? `${standing.quoteChanged} because the quote that was judged has changed` : "",
    standing.claimGone > 0 ? `${standing.claimGone} because the claim is no longer given` : "",
  ].filter((part) => part !== "");
  return `Made with human decisions: ${standing.applied} of ${total} applied (${standing.rejected} rejected, ${standing.changed} changed${standing.added > 0 ? `, ${standing.added} added` : ""})${lost.length > 0 ? `; not applied: ${lost.join(", ")}. See stocktake review list` : ""}. --decisions ignore leaves them out.`;
}

/** One decision as stored. */
export type DecisionRow = Record<"sha256" | "document" | "paragraph" | "state" | "measure" | "status" | "basis" | "quote" | "decision" | "reviewer" | "decided", string> & Record<"new_state" | "new_measure" | "new_status" | "reason", string | null>;

const SAME_ROW = DECISION_TABLE.key.map((one, index) => `"${one}" = $${index + 1}`).join(" AND ");
const keyOf = (decision: DecisionRow): Value[] => DECISION_TABLE.key.map((one) => decision[one as keyof DecisionRow]);

/**
 * Writes decisions; one on the same claim and quote takes the place of an earlier one. Makes table and views where an older database lacks them.
 * @param withdrawn decisions that go
 */
export async function writeDecisions(database: Database, decisions: DecisionRow[], withdrawn: DecisionRow[] = []): Promise<void> {
  const { name, columns } = DECISION_TABLE;
  await database.transaction(async () => {
    await database.run(`CREATE TABLE IF NOT EXISTS "${name}" (${columns.map((one) => `"${one.name}" ${one.type}${one.nullable ? "" : " NOT NULL"}`).join(", ")})`);
    for (const view of DECISION_VIEWS) await database.run(`CREATE OR REPLACE VIEW "${view.name}" AS ${view.sql}`);
    for (const decision of [...decisions, ...withdrawn]) await database.run(`DELETE FROM "${name}" WHERE ${SAME_ROW}`, keyOf(decision));
    await database.append(DECISION_TABLE, decisions.map((decision) => columns.map((one): Value => decision[one.name as keyof DecisionRow])));
  });
}
