// Owns `npm run bench:review`: the reviewer's loop over set d2. The reader's score is learned without it, the queue is the explorer's own, the person is played from the labels;
// prints the curve of paragraphs looked at against precision and recall, and keeps it in review-history.jsonl.
// Must not be part of `npm test`. Words and rules of the reader have seen the set; docs/explorer.md says so.
import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { queue, type QueueItem } from "../../pipeline/explore/queue.js";
import { Database } from "../../pipeline/store/database.js";
import { formatRows } from "../../reports/format.js";
import { readLabels, type Label } from "../accuracy/labels.js";
import { coverageOf, documentsOf } from "../accuracy/measure-set.js";
import { goldSets, sharedFolder, type GoldSet } from "../accuracy/sets.js";
import { commit } from "./commit.js";
import { run } from "./measured-run.js";
import { packageWith, weightsWithout } from "./other-weights.js";
import { looksOf, play, reach, type Known, type Look } from "./played-reviewer.js";

const SET = "d2";
const STEPS = [0, 1, 2, 3, 4, 5, 6, 8, 12];
const HELP = `npm run bench:review [-- --no-history]
  Reads the reports of set d2 beside those of another session with weights that were learned without d2, and plays a person over the review queue.
  --no-history     append nothing to test/bench/review-history.jsonl
`;

/** Reads the set's documents, and the reports of another folder beside them, as somebody's database would have them. @returns path of the database */
async function ingested(set: GoldSet, work: string): Promise<string> {
  const command = packageWith(await weightsWithout(set.id), join(work, "package"));
  const path = join(work, "review.duckdb");
  const files = documentsOf(set).map((name) => join(set.documents, name));
  await run(process.execPath, [command, "ingest", ...files, join(sharedFolder(), "corpus", "upr-working-group"), "--db", path, "--no-cache"], [0, 3]);
  return path;
}

/** Names of the set's documents by their id; bytes tell them, since two folders may hold one name. */
async function namesOf(set: GoldSet, database: Database): Promise<Map<string, string>> {
  const ids = new Map((await database.all<{ document_id: string; sha256: string }>("SELECT document_id, sha256 FROM documents")).map((row) => [row.sha256, row.document_id]));
  return new Map(documentsOf(set).map((name) => {
    const id = ids.get(createHash("sha256").update(readFileSync(join(set.documents, name))).digest("hex"));
    if (id === undefined) throw new Error(`${name} is not in the database`);
    return [id, name];
  }));
}

/** The whole queue of the documents, page after page, as the explorer gives it. */
async function wholeQueue(database: Database, path: string, ids: readonly string[]): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  const snapshot = { database, version: "bench", kept: new Map<string, unknown>() };
  for (;;) {
    const page = await queue(snapshot, path, { documents: ids.join(","), offset: String(items.length) }, []);
    items.push(...page.items);
    if (page.items.length === 0) return items;
  }
}

async function knownOf(set: GoldSet, database: Database, names: ReadonlyMap<string, string>): Promise<Known> {
  const covered = coverageOf(set);
  const rows = (labels: Label[]): Known["labels"] => labels.filter((label) => covered(label.document, label.paragraph));
  type Claim = { document_id: string; paragraph: string; state: string; measure: string; status: string };
  const claims = await database.all<Claim>("SELECT document_id, paragraph, state, measure, status FROM claims ORDER BY claim_id");
  const firm = set.gold.flatMap((file) => readLabels(file));
  return {
    labels: rows(firm.filter((label) => !label.doubtful)),
    doubtful: rows([...firm.filter((label) => label.doubtful), ...(set.doubtful ?? []).flatMap((file) => readLabels(file, true))]),
    given: claims.flatMap(({ document_id, ...claim }) => {
      const document = names.get(document_id);
      return document === undefined || !covered(document, claim.paragraph) ? [] : [{ document, ...claim }];
    }),
  };
}

const share = (value: number | null): string => (value === null ? "–" : value.toFixed(3));

/** Prints the curve. @returns the figures for the history */
function curve(looks: readonly Look[], known: Known, documents: number): Record<string, unknown> {
  const rows = STEPS.map((most) => ({ most, all: play(looks, known, most, false), five: play(looks, known, most, true) }));
  process.stdout.write(`${formatRows(rows.map(({ most, all, five }) => ({
    "at most": most, "looked at": (all.looked / documents).toFixed(1), rejected: all.rejected, recovered: all.recovered, precision: share(all.precision), recall: share(all.recall), F1: share(all.f1), status: share(all.statusAccuracy),
    "by the five alone: recovered": five.recovered, "recall ": share(five.recall), "F1 ": share(five.f1),
  })), "table", { width: 200 })}\n`);
  const { missed, inQueue, offered } = reach(looks, known);
  process.stdout.write(`Of ${missed} labelled rows that the reader missed, ${inQueue} stand in a paragraph of the queue and ${offered} among the suggestions there.\n`);
  const figure = ({ looked, recovered, rejected, precision, recall, f1 }: ReturnType<typeof play>): Record<string, number | null> => ({ looked, recovered, rejected, precision, recall, f1 });
  return { rows: known.labels.length, missed, inQueue, offered, curve: rows.map(({ most, all, five }) => ({ most, all: figure(all), five: figure(five) })) };
}

async function main(argv: readonly string[]): Promise<void> {
  const unknown = argv.find((word) => !["--help", "--no-history"].includes(word));
  if (unknown !== undefined || argv.includes("--help")) return void process.stdout.write(`${unknown === undefined ? "" : `'${unknown}' is not known.\n`}${HELP}`);
  const set = goldSets().find(({ id }) => id === SET) as GoldSet;
  const work = mkdtempSync(join(tmpdir(), "stocktake-review-"));
  try {
    const path = await ingested(set, work);
    const database = await Database.open(path, "read");
    const names = await namesOf(set, database);
    const known = await knownOf(set, database, names);
    const items = await wholeQueue(database, path, [...names.keys()]);
    database.close();
    const looks = looksOf(items.map((item) => ({ document: names.get(item.document_id) as string, ordinal: item.ordinal, paragraph: item.paragraph, offered: new Set(item.suggestions.map(({ measure }) => measure)) })));
    process.stdout.write(`${names.size} documents of set ${SET}, ${known.labels.length} labelled rows, ${known.doubtful.length} doubtful ones left out; the reader's weights were learned without them.\n`);
    const figures = curve(looks, known, names.size);
    const entry = { date: new Date().toISOString().slice(0, 10), commit: commit(), set: SET, documents: names.size, ...figures };
    if (!argv.includes("--no-history")) appendFileSync(join(packageRoot(), "test", "bench", "review-history.jsonl"), `${JSON.stringify(entry)}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
