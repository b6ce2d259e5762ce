// Owns the way of a decision from the page to FILE.decisions.csv and from there into the database. What a page sends is checked here, once.
// Must not decide, and must not know HTTP; the same checks as `stocktake review import` say what is right.
import { z } from "zod";
import type { Reader } from "../store/database.js";
import { checkReview, writeReview } from "../review/apply.js";
import { addToJournal, idOf, journalOf, JOURNAL_COLUMNS, journalText, readJournal, takeFromJournal, type JournalRow } from "../review/journal.js";
import type { ReviewResolver } from "../review/review.js";
import type { Database } from "../store/database.js";

const text = (most: number) => z.string().max(most).default("");

/** What the page sends for one decision. */
const DECISION = z.object({
  decision: z.enum(["accept", "reject", "change", "add"]),
  claim_id: text(64), document: text(400), paragraph: text(40), page: text(12), state: text(80), measure: text(120), label: text(200), status: text(40), certainty: text(40), basis: text(40),
  quote: text(20_000), rule: text(400), new_status: text(40), new_state: text(80), new_measure: text(120), reason: text(2000),
});

const BODY = z.object({ reviewer: z.string().trim().min(1).max(120), decisions: z.array(DECISION).min(1).max(500) });

/** `waits`: not in the database yet; the others as the view decision_standing has them. */
export type Standing = "waits" | "applied" | "quote_changed" | "claim_gone" | "read_now" | "document_gone";

export interface Decided {
  /** Rows of the file with their names, whether the database has them and how they stand there. */
  rows: (JournalRow & { id: string; applied: boolean; standing: Standing })[];
}

export interface Desk {
  database: string;
  now: () => Date;
  resolver: (database: Database) => ReviewResolver;
  notice: (message: string) => void;
}

/** What a person sent that is not right; told to that person. */
export class Refused extends Error {
  override name = "Refused";
}

/** Checks decisions as an import would, and puts them into the file beside the database. @returns names of the rows @throws Refused */
export async function decide(desk: Desk, body: unknown): Promise<string[]> {
  const parsed = BODY.safeParse(body);
  if (!parsed.success) throw new Refused(`The page sent what is no decision: ${parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`);
  const decided = desk.now().toISOString();
  const rows = parsed.data.decisions.map((one): JournalRow => ({ ...Object.fromEntries(JOURNAL_COLUMNS.map((name) => [name, ""])), ...one, context: "", reviewer: parsed.data.reviewer, decided }));
  const checked = await check(desk, rows);
  await addToJournal(journalOf(desk.database), checked);
  return checked.map(idOf);
}

/** The rows with the codes that an import makes of names, so that the file and the database say the same. */
async function check(desk: Desk, rows: readonly JournalRow[]): Promise<JournalRow[]> {
  const read = await checkReview(desk.database, journalText(rows), "", desk.now().toISOString().slice(0, 10), desk.resolver);
  if (read.errors.length > 0) throw new Refused(read.errors.slice(0, 5).map((error) => error.replace(/^line \d+: /, "")).join(" "));
  if (read.decisions.length !== rows.length) return [...rows];
  return rows.map((row, index) => {
    const { paragraph, state, measure, status, basis, quote, new_state, new_measure, new_status } = read.decisions[index] as (typeof read.decisions)[number];
    return { ...row, paragraph, state, measure, status, basis, quote, new_state: new_state ?? "", new_measure: new_measure ?? "", new_status: new_status ?? "" };
  });
}

/** Takes decisions out of the file again. @throws Refused where they are not there any more */
export async function undo(desk: Desk, ids: readonly string[]): Promise<number> {
  const gone = await takeFromJournal(journalOf(desk.database), new Set(ids));
  if (gone.length === 0) throw new Refused("This decision is not in the file of decisions any more. Look at the list of decisions.");
  return gone.length;
}

const SAID = ["paragraph", "state", "measure", "status", "quote", "decision", "reviewer", "reason"] as const;
const NEW = ["new_state", "new_measure", "new_status"] as const;
const keyOf = (row: Readonly<Record<string, string | null>>, names: readonly string[]): string => names.map((name) => row[name] ?? "").join("\u001f");

/** What the database has of a row of the file, by {@link SAID} and {@link NEW}, and how each of its decisions stands. */
async function knownTo(database: Reader): Promise<(row: JournalRow) => Standing> {
  const there = (await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'decisions'")).length > 0;
  if (!there) return (row) => (withdraws(row) ? "applied" : "waits");
  const kept = await database.all<Record<string, string | null>>("SELECT n.paragraph, n.state, n.measure, n.status, n.quote, n.decision, n.reviewer, n.new_state, n.new_measure, n.new_status, n.reason FROM decisions n");
  const standing = new Map((await database.all<Record<string, string | null>>("SELECT paragraph, state, measure, status, quote, decision, reviewer, reason, standing FROM decision_standing")).map((row) => [keyOf(row, SAID), row["standing"] as Standing]));
  const known = new Set(kept.map((row) => keyOf(row, [...SAID, ...NEW])));
  const added = new Set(kept.filter((row) => row["decision"] === "add").map((row) => keyOf(row, ["paragraph", "state", "measure", "quote"])));
  return (row) => {
    if (withdraws(row)) return added.has(keyOf(row, ["paragraph", "state", "measure", "quote"])) ? "waits" : "applied";
    return known.has(keyOf(row, [...SAID, ...NEW])) ? (standing.get(keyOf(row, SAID)) ?? "applied") : "waits";
  };
}

/** A row that takes an added claim back leaves nothing in the database but its absence. */
const withdraws = (row: JournalRow): boolean => row.decision === "reject" && row.claim_id === "";

/** The file's rows, the latest first, each with how it stands in the database. */
export async function listDecisions(desk: Desk, database: Reader): Promise<Decided["rows"]> {
  const standing = await knownTo(database);
  return (await readJournal(journalOf(desk.database))).map((row) => ({ ...row, id: idOf(row), applied: standing(row) !== "waits", standing: standing(row) })).reverse();
}

/**
 * Takes what waits in the file into the database, as `stocktake review import` does. What was applied before stays as it stands there, also where its claim is gone since.
 * @returns how many
 * @throws Refused with the first rows that are not right; nothing is applied then
 */
export async function apply(desk: Desk, database: Reader): Promise<number> {
  const standing = await knownTo(database);
  const all = await readJournal(journalOf(desk.database));
  const rows = all.filter((row) => standing(row) === "waits");
  if (rows.length === 0) throw new Refused(all.length === 0 ? "There are no decisions to apply." : "All decisions are applied already.");
  const read = await checkReview(desk.database, journalText(rows), "", desk.now().toISOString().slice(0, 10), desk.resolver);
  if (read.errors.length > 0) throw new Refused(`Nothing was applied: ${read.errors.slice(0, 5).join(" ")}`);
  await writeReview(desk.database, read, desk.notice);
  return read.decisions.length + read.withdrawn.length;
}
