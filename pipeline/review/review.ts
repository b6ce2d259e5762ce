// Owns the way of a human decision from a claim to a CSV and back: which claims to show, what a row of the CSV may say.
// Must not print, and must not open a database.
import { createHash } from "node:crypto";
import Papa from "papaparse";
import { STATUSES } from "../../extractors/contracts.js";
import type { Database } from "../store/database.js";
import { DECISIONS, type DecisionRow } from "../store/decisions.js";
import { readAddition, type AdditionResolver } from "./additions.js";

export const REVIEW_COLUMNS = ["claim_id", "document", "paragraph", "page", "state", "measure", "label", "status", "certainty", "basis", "quote", "context", "rule", "decision", "new_status", "new_state", "new_measure", "reason", "reviewer"] as const;

export interface ReviewFilter {
  documents: string[] | null;
  measures: string[] | null;
  states: string[] | null;
  certainties: string[] | null;
  /** Only claims that carry a decision. */
  decided: boolean;
  limit: number | null;
  /** A random sample of this many, the same for the same seed and claims. */
  sample: { size: number; seed: string } | null;
}

type ReviewRow = Record<(typeof REVIEW_COLUMNS)[number], string | number | null>;

/** Claims as extracted (never as decided), with the decision that stands on each, in the order of the documents. */
export async function reviewRows(database: Database, filter: ReviewFilter, hasDecisions: boolean): Promise<ReviewRow[]> {
  const decision = (name: string): string => (hasDecisions ? `n.${name}` : "NULL");
  let rows = await database.all<ReviewRow>(
    `SELECT c.claim_id, coalesce(d.symbol, d.file) AS document, c.paragraph, c.page, c.state, c.measure, m.label, c.status, c.certainty, c.basis, c.quote, p.text AS context, c.rule,
  ${decision("decision")} AS decision, ${decision("new_status")} AS new_status, ${decision("new_state")} AS new_state, ${decision("new_measure")} AS new_measure, ${decision("reason")} AS reason, ${decision("reviewer")} AS reviewer
FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) LEFT JOIN measures m ON m.measure = c.measure
${hasDecisions ? "LEFT JOIN decisions n ON n.sha256 = d.sha256 AND n.paragraph = c.paragraph AND n.state = c.state AND n.measure = c.measure AND n.status = c.status AND n.basis = c.basis AND n.quote = c.quote" : ""}
WHERE ($1 IS NULL OR list_contains($1, c.document_id)) AND ($2 IS NULL OR list_contains($2, c.measure)) AND ($3 IS NULL OR list_contains($3, c.state)) AND ($4 IS NULL OR list_contains($4, c.certainty))
ORDER BY d.file, c.document_id, p.ordinal, c.quote_start, c.state, c.measure, c.claim_id`,
    [filter.documents, filter.measures, filter.states, filter.certainties],
  );
  if (filter.decided) rows = rows.filter((row) => row.decision !== null);
  if (hasDecisions) rows.push(...(await addedRows(database, filter)));
  const { sample } = filter;
  if (sample !== null) {
    // Drawn by a hash of seed and claim: the same on every machine, and hardly changed by a claim more or less.
    const rank = (row: ReviewRow): string => createHash("sha256").update(`${sample.seed}\u001f${row.claim_id}`).digest("hex");
    const drawn = new Set(rows.map((row) => [rank(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, sample.size).map(([, row]) => row));
    rows = rows.filter((row) => drawn.has(row));
  }
  return filter.limit === null ? rows : rows.slice(0, filter.limit);
}

/** Claims that people added; they have no claim_id, and so come back as what they are. */
function addedRows(database: Database, filter: ReviewFilter): Promise<ReviewRow[]> {
  if (filter.certainties !== null && !filter.certainties.includes("explicit")) return Promise.resolve([]);
  return database.all<ReviewRow>(
    `SELECT NULL AS claim_id, n.document, n.paragraph, p.page_first AS page, n.state, n.measure, m.label, n.status, 'explicit' AS certainty, n.basis, n.quote, p.text AS context, 'added/by a person' AS rule,
  n.decision, NULL AS new_status, NULL AS new_state, NULL AS new_measure, n.reason, n.reviewer
FROM decisions n LEFT JOIN documents d USING (sha256) LEFT JOIN measures m ON m.measure = n.measure
LEFT JOIN paragraphs p ON p.document_id = d.document_id AND p.number = n.paragraph AND contains(p.text, n.quote)
WHERE n.decision = 'add' AND ($1 IS NULL OR list_contains($1, d.document_id)) AND ($2 IS NULL OR list_contains($2, n.measure)) AND ($3 IS NULL OR list_contains($3, n.state))
ORDER BY n.document, n.paragraph, n.state, n.measure, n.quote`,
    [filter.documents, filter.measures, filter.states],
  );
}

/** Undoes what keeps a spreadsheet from running a cell: an apostrophe before = + - @. */
export function unguard(cell: string): string {
  return /^'\s*[=+\-@\t＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

export interface ReviewImport {
  decisions: DecisionRow[];
  /** Added claims that are taken back: their decisions go. */
  withdrawn: DecisionRow[];
  /** Rows without a decision. */
  skipped: number;
  /** What is wrong, with the line of the file. Where there is any, nothing should be written. */
  errors: string[];
}

/** Codes of what a person wrote; each throws with the nearest names. */
export type ReviewResolver = AdditionResolver;

/**
 * Reads the CSV that a reviewer filled in and checks every row against the claims of the database.
 * @param reviewer who decided, for rows whose column `reviewer` is empty
 * @param day ISO 8601 day
 */
export async function readReview(text: string, database: Database, reviewer: string, day: string, resolve: ReviewResolver): Promise<ReviewImport> {
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  const fields = parsed.meta.fields ?? [];
  const result: ReviewImport = { decisions: [], withdrawn: [], skipped: 0, errors: [] };
  for (const name of ["claim_id", "quote", "decision", "reason"]) if (!fields.includes(name)) result.errors.push(`line 1: no column '${name}'. Begin from a file made by: stocktake review export`);
  if (result.errors.length > 0) return result;
  type Found = Record<"claim_id" | "sha256" | "document" | "paragraph" | "state" | "measure" | "status" | "basis" | "quote", string>;
  const ids = parsed.data.map((row) => (row["claim_id"] ?? "").trim());
  const claims = new Map(
    (await database.all<Found>("SELECT c.claim_id, d.sha256, coalesce(d.symbol, d.file) AS document, c.paragraph, c.state, c.measure, c.status, c.basis, c.quote FROM claims c JOIN documents d USING (document_id) WHERE list_contains($1, c.claim_id)", [ids])).map((row) => [row.claim_id, row]),
  );
  const seen = new Map<string, number>();
  // Quotes may hold line breaks, so lines are counted in the text and not in rows.
  const lines = lineNumbers(text);
  for (const [index, row] of parsed.data.entries()) {
    const get = (name: string): string => unguard((row[name] ?? "").trim()).trim();
    const fail = (message: string): void => void result.errors.push(`line ${lines[index + 1] ?? index + 2}: ${message}`);
    const decision = get("decision").toLowerCase();
    if (decision === "") {
      result.skipped += 1;
      continue;
    }
    if (!(DECISIONS as readonly string[]).includes(decision)) {
      fail(`decision '${decision}' is not known. Write accept, reject, change or add, or leave it empty.`);
      continue;
    }
    if (get("claim_id") === "" || decision === "add") {
      // A claim that was missed has no id; nothing of the quote may be trimmed, so it is taken as it stands.
      const added = await readUnread(row, decision, get, { reviewer, day }, database, resolve).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (typeof added === "string") fail(added);
      else if (added.decision === "add") result.decisions.push(added);
      else result.withdrawn.push(added);
      continue;
    }
    const claim = claims.get(get("claim_id"));
    if (claim === undefined) {
      fail(`no claim '${get("claim_id")}' in this database. The document may have been read anew since the export: export again.`);
      continue;
    }
    const earlier = seen.get(claim.claim_id);
    if (earlier !== undefined) {
      fail(`claim '${claim.claim_id}' was decided in line ${earlier} already. Keep one of the two.`);
      continue;
    }
    seen.set(claim.claim_id, lines[index + 1] ?? index + 2);
    if (plain(unguard(row["quote"] ?? "")) !== plain(claim.quote) && plain(row["quote"] ?? "") !== plain(claim.quote)) {
      fail(`claim '${claim.claim_id}' now has another quote than the one in the file. Export again and judge it anew.`);
      continue;
    }
    const reason = get("reason");
    if (decision !== "accept" && reason === "") {
      fail(`${decision} needs a reason in the column 'reason'.`);
      continue;
    }
    let new_state: string | null = null;
    let new_measure: string | null = null;
    const new_status = get("new_status") === "" ? null : get("new_status");
    try {
      if (get("new_state") !== "") new_state = await resolve.state(get("new_state"));
      if (get("new_measure") !== "") new_measure = await resolve.measure(get("new_measure"));
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
      continue;
    }
    if (new_status !== null && !(STATUSES as readonly string[]).includes(new_status)) {
      fail(`new_status '${new_status}' is not known. Known: ${STATUSES.join(", ")}.`);
      continue;
    }
    const changes = (new_state !== null && new_state !== claim.state) || (new_measure !== null && new_measure !== claim.measure) || (new_status !== null && new_status !== claim.status);
    if (decision === "change" && !changes) {
      fail("change needs a new_status, new_state or new_measure that differs from the claim's.");
      continue;
    }
    if (decision !== "change" && changes) {
      fail(`${decision} with a new value: write change, or empty the columns new_status, new_state and new_measure.`);
      continue;
    }
    const who = get("reviewer") || reviewer;
    const { sha256, document, paragraph, state, measure, status, basis, quote } = claim;
    const kept = decision === "change";
    result.decisions.push({ sha256, document, paragraph, state, measure, status, basis, quote, decision, new_state: kept ? new_state : null, new_measure: kept ? new_measure : null, new_status: kept ? new_status : null, reason: reason === "" ? null : reason, reviewer: who, decided: day });
  }
  return result;
}

/** A row without a claim_id: a claim to add, or (reject) one that was added before and is taken back. */
async function readUnread(row: Record<string, string>, decision: string, get: (name: string) => string, by: { reviewer: string; day: string }, database: Database, resolve: ReviewResolver): Promise<DecisionRow> {
  if (get("claim_id") !== "") throw new Error("add is for a claim that was missed, and this row has a claim_id. Empty it, or write change.");
  if (decision !== "add" && decision !== "reject") throw new Error(`${decision} needs a claim_id. Without one, a row adds a claim (add) or takes back an added one (reject).`);
  const addition = await readAddition(
    { document: get("document"), paragraph: get("paragraph"), state: get("state"), measure: get("measure"), status: get("status"), basis: get("basis"), quote: unguard(row["quote"] ?? ""), reason: get("reason"), reviewer: get("reviewer") || by.reviewer },
    database, by.day, resolve,
  );
  return { ...addition, decision };
}

/** Spreadsheets change line ends and drop what cannot be shown, and so does the export; words stay. */
function plain(text: string): string {
  return text.normalize("NFC").replace(/\s/g, " ").replace(/\p{C}/gu, "").replace(/ +/g, " ").trim();
}

/** Line on which each record of a CSV begins; the header is record 0. */
function lineNumbers(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let quoted = false;
  let empty = true;
  let start = 1;
  for (const mark of `${text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")}\n`) {
    if (mark === '"') quoted = !quoted;
    if (mark === "\n") {
      line += 1;
      if (!quoted) {
        if (!empty) lines.push(start);
        start = line;
        empty = true;
        continue;
      }
    }
    if (!/[\s,]/.test(mark)) empty = false;
  }
  return lines;
}
