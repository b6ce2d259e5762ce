// Owns getting suggestions from elsewhere into the queue: a second coder's rows, or a language model's answers paragraph by paragraph, resumable.
// Must not put one into claims or tables.
import { createHash } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import Papa from "papaparse";
import { codeOf } from "../disk-fault.js";
import { DatabaseError, type Database } from "../store/database.js";
import { askModel, PROMPT_VERSION, promptOf, questionOf, tokensOf, type Model, type ModelAnswer } from "./ask-model.js";
import { checkOffered, checksOf, type Drop, type Place } from "./check-suggestion.js";
import { addSuggestions, type ForeignSuggestion } from "./foreign-suggestions.js";

export interface Suggested {
  offered: number;
  added: number;
  dropped: Map<Drop, number>;
  /** Names of documents that were asked for and are none, or several, with how many rows each. */
  strangers: Map<string, number>;
}

const started = (): Suggested => ({ offered: 0, added: 0, dropped: new Map(), strangers: new Map() });
const drop = (result: Suggested, why: Drop): void => void result.dropped.set(why, (result.dropped.get(why) ?? 0) + 1);

/**
 * A second coder's rows: `file` (or `document`), `paragraph`, `measure`, `state`, `status`, `quote`.
 * @param path of the database, beside which the suggestions are kept
 * @param documentsOf document_ids that a file or symbol means
 * @throws DatabaseError where the file has not these columns, or its quotation marks do not close
 */
export async function suggestFrom(database: Database, path: string, text: string, file: string, source: string, documentsOf: (name: string) => Promise<readonly string[]>): Promise<Suggested> {
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  const fields = new Set(parsed.meta.fields ?? []);
  const missing = [["file", "document"], ["paragraph"], ["measure"], ["state"], ["quote"]].find((names) => names.every((name) => !fields.has(name)));
  if (missing !== undefined) throw new DatabaseError(`${file}: has no column '${missing[0]}'. It takes file (or document), paragraph, measure, state, status, quote.`);
  const torn = parsed.errors.find((error) => error.type === "Quotes");
  if (torn !== undefined) throw new DatabaseError(`${file}: near line ${(torn.row ?? 0) + 1} a quotation mark does not close, so that rows cannot be told apart. Nothing was taken. Mend it (a quotation mark inside a quote is doubled), and run the same command again.`);
  const misfits = new Set(parsed.errors.filter((error) => error.type === "FieldMismatch").map((error) => error.row));
  const [checks, result, kept] = [await checksOf(database), started(), [] as ForeignSuggestion[]];
  const ids = new Map<string, readonly string[]>();
  for (const [index, row] of parsed.data.entries()) {
    result.offered += 1;
    if (misfits.has(index)) {
      drop(result, "line that does not fit the columns");
      continue;
    }
    const name = (row["file"] ?? row["document"] ?? "").trim();
    if (!ids.has(name)) ids.set(name, await documentsOf(name));
    const [id, ...others] = ids.get(name) ?? [];
    if (id === undefined || others.length > 0) {
      drop(result, id === undefined ? "no document" : "several documents");
      result.strangers.set(name, (result.strangers.get(name) ?? 0) + 1);
      continue;
    }
    const places = await placesOf(database, "p.document_id = $1 AND p.number = $2", [id, (row["paragraph"] ?? "").trim()]);
    const quote = row["quote"] ?? "";
    const place = places.find((one) => one.text.includes(quote)) ?? places[0];
    const checked = place === undefined ? "no paragraph" : checkOffered({ measure: (row["measure"] ?? "").trim(), state: (row["state"] ?? "").trim(), status: (row["status"] ?? "").trim(), quote }, place, checks, source, 0.9, "");
    if (typeof checked === "string") drop(result, checked);
    else kept.push(checked);
  }
  result.added = await addSuggestions(path, kept);
  return result;
}

const placesOf = (database: Database, where: string, values: string[] | [string, string]): Promise<Place[]> =>
  database.all<Place>(`SELECT p.document_id, p.ordinal, p.text, d.state, d.language FROM paragraphs p JOIN documents d USING (document_id) WHERE ${where} ORDER BY d.file, p.ordinal`, values);

/** A wide net: words of the topic, in the paragraph or in a heading above it. What a model makes of a paragraph beside the topic is checked as all else. */
const TOPIC_WORDS = "traffick|forced lab|slavery|servitude|sexual exploitation|exploitation of (women|children)|prostitut|palermo";

/** paragraph_ids of English paragraphs on the topic: those likeliest to hold something missed first, then the others in the order of the documents. */
export async function topicParagraphs(database: Database, likeliest: readonly { document_id: string; ordinal: number }[], documents: readonly string[] | null): Promise<string[]> {
  const rows = await database.all<{ id: string }>(`SELECT p.paragraph_id AS id FROM paragraphs p JOIN documents d USING (document_id)
WHERE d.status = 'read' AND d.language = 'en' AND ($1 IS NULL OR list_contains($1, p.document_id)) AND regexp_matches(lower(p.text || ' ' || array_to_string(p.headings, ' ')), '${TOPIC_WORDS}') ORDER BY d.file, p.ordinal`, [documents === null ? null : [...documents]]);
  const on = new Set(rows.map((row) => row.id));
  const first = likeliest.map((one) => `${one.document_id}-p${one.ordinal}`).filter((id) => on.has(id));
  return [...new Set([...first, ...on])];
}

export interface Plan {
  places: Place[];
  system: string;
  /** Answers that are there already, by the key of the paragraph. */
  known: Map<string, ModelAnswer>;
  /** Of those still to be asked. */
  tokensIn: number;
}

/** What would be asked: paragraphs on the topic, the answers that are kept already, and how many tokens the rest takes. */
export async function planOf(database: Database, path: string, model: Model, ids: readonly string[]): Promise<Plan> {
  const codebook = await database.all<{ code: string; label: string; definition: string }>("SELECT measure AS code, label, definition FROM measures ORDER BY position");
  const system = promptOf(codebook);
  const order = new Map(ids.map((id, index) => [id, index]));
  const places = (await database.all<Place & { id: string }>("SELECT p.paragraph_id AS id, p.document_id, p.ordinal, p.text, d.state, d.language FROM paragraphs p JOIN documents d USING (document_id) WHERE list_contains($1, p.paragraph_id)", [[...ids]])).sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const known = await readAnswers(cacheOf(path));
  const open = places.filter((place) => !known.has(keyOf(place, model, system)));
  return { places, system, known, tokensIn: open.reduce((sum, place) => sum + tokensOf(system) + tokensOf(questionOf(place.text, place.state)), 0) };
}

export const cacheOf = (path: string): string => `${path}.suggest.jsonl`;

/** By paragraph, model and prompt: a change of any of them is another question. */
export const keyOf = (place: Place, model: Model, system: string): string => createHash("sha256").update([PROMPT_VERSION, model.endpoint, model.name, system, questionOf(place.text, place.state)].join("\u001f")).digest("hex");

export interface Asking {
  /** Told after each paragraph. */
  step: (done: number, all: number, tokensIn: number, tokensOut: number, dropped: number) => void;
  /** Whether to stop before the next question. */
  stopped: () => boolean;
}

/** So many failures in a row, and the server is given up. */
const FAILURES = 5;

/**
 * Asks a model for each paragraph of a plan. Every answer is kept at once, so that a run that was stopped goes on where it was.
 * @throws DatabaseError where the server fails again and again
 */
export async function suggestByModel(database: Database, path: string, model: Model, plan: Plan, asking: Asking): Promise<Suggested & { tokensIn: number; tokensOut: number; asked: number }> {
  const [checks, result] = [await checksOf(database), { ...started(), tokensIn: 0, tokensOut: 0, asked: 0 }];
  const kept: ForeignSuggestion[] = [];
  let failures = 0;
  let trouble = "";
  for (const [index, place] of plan.places.entries()) {
    if (asking.stopped() || failures >= FAILURES) break;
    const key = keyOf(place, model, plan.system);
    let answer = plan.known.get(key);
    if (answer === undefined) {
      answer = await askModel(model, plan.system, questionOf(place.text, place.state));
      result.asked += 1;
      result.tokensIn += answer.tokensIn;
      result.tokensOut += answer.tokensOut;
      failures = answer.claims === null ? failures + 1 : 0;
      trouble = answer.trouble ?? trouble;
      // What came back in another form is kept as that; what did not come back is asked again another time.
      if (answer.claims !== null || answer.tokensOut > 0) await appendFile(cacheOf(path), `${JSON.stringify({ key, claims: answer.claims, trouble: answer.trouble })}\n`);
    }
    if (answer.claims === null) drop(result, answer.tokensOut > 0 || plan.known.has(key) ? "no answer in the form asked for" : "no answer from the server");
    for (const claim of answer.claims ?? []) {
      result.offered += 1;
      const checked = checkOffered(claim, place, checks, model.name, 0.8, "");
      if (typeof checked === "string") drop(result, checked);
      else kept.push(checked);
    }
    asking.step(index + 1, plan.places.length, result.tokensIn, result.tokensOut, [...result.dropped.values()].reduce((sum, count) => sum + count, 0));
  }
  result.added = await addSuggestions(path, kept);
  // A short run that got nothing has failed as well.
  if (failures > 0 && failures >= Math.min(FAILURES, result.asked)) throw new DatabaseError(`${model.endpoint}: given up after ${failures} ${failures === 1 ? "failure" : "failures in a row"} (${trouble}); ${result.added} suggestions were kept. Check that the server runs and has the model '${model.name}', then run the same command again: what was answered is not asked twice.`);
  return result;
}

async function readAnswers(path: string): Promise<Map<string, ModelAnswer>> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return "";
    throw new DatabaseError(`${path}: cannot be read (${codeOf(error)}). Check its permissions.`);
  });
  const known = new Map<string, ModelAnswer>();
  for (const line of text.split("\n")) {
    try {
      const { key, claims, trouble } = JSON.parse(line) as { key: string; claims: ModelAnswer["claims"]; trouble: string | null };
      known.set(key, { claims, trouble, tokensIn: 0, tokensOut: 0 });
    } catch {
      // The last line of a run that was killed is not whole: its paragraph is asked again.
    }
  }
  return known;
}
