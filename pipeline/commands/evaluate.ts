// Owns `stocktake evaluate`: the claims of a database against files of hand labels.
// Must not compute a figure; reports/score.ts does.
import type { Command } from "commander";
import type { Counts, ScoredRow, SetScore } from "../../reports/score.js";
import type { Database } from "../store/database.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { isFileEnd, selectFormat } from "./selection.js";

interface Options {
  db: string;
  gold: string[];
  doubtful?: string[];
  paragraphs?: string;
  file?: string[];
  partial?: boolean;
  format: string;
}

interface Row {
  document_id: string;
  symbol: string | null;
  file: string;
}

export function registerEvaluate(program: Command, io: Io): void {
  program
    .command("evaluate")
    .description(descriptionOf("evaluate"))
    .requiredOption("--gold <file...>", "CSV of labels of claims, respondents (column state only) or collective claims (column quantifier)")
    .option("--doubtful <file...>", "CSV of labels that count neither right nor wrong")
    .option("--paragraphs <from-to>", "only these printed paragraphs; a gold file called ….paragraphs-3-17.csv says it itself")
    .option("--file <file...>", "where a UN symbol was read from several files: the ones to score")
    .option("--partial", "score what is there, although some labelled documents were not ingested")
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--format <format>", "table or json", "table")
    .addHelpText("after", `\nExample:\n  stocktake evaluate --gold labels.csv --doubtful labels.doubtful.csv --db reports.duckdb\n${EXIT_CODES}`)
    .action(async (options: Options) => {
      const [{ readGold }, { inRange, score, scoreSets, withoutRows }, { formatRows, toJson, clean }] = await Promise.all([import("../../reports/gold.js"), import("../../reports/score.js"), import("../../reports/format.js")]);
      const format = await selectFormat(options.format, ["table", "json"]);
      const gold = options.gold.map(readGold);
      const doubtful = (options.doubtful ?? []).map(readGold);
      const wanted = parseRange(options.paragraphs);
      await withDatabase(options.db, async (database) => {
        const documents = await database.all<Row>("SELECT document_id, symbol, file FROM documents WHERE status = 'read' ORDER BY file");
        const missing = new Set<string>();
        const chosen = new Map<string, Row | null>();
        const find = (document: string, by: "symbol" | "file"): Row | null => {
          const key = `${by} ${document}`;
          let row = chosen.get(key);
          if (row === undefined) {
            row = pick(documents, document, by, options.file, options.db);
            chosen.set(key, row);
          }
          return row;
        };
        /** Rows of the files of one sort, with the document's id; the coverage of each document. */
        const gather = (files: typeof gold, sort: string, strict: boolean) =>
          files.filter((file) => file.labels === sort).flatMap((file) =>
            file.rows.flatMap((row) => {
              const document = find(row.document, row.by);
              if (document === null && strict) missing.add(row.document);
              return document === null ? [] : [{ ...row, file: document.file, id: document.document_id, coverage: wanted ?? file.coverage, read: file.read }];
            }),
          );
        const claims = gather(gold, "claims", true);
        const respondents = gather(gold, "respondents", true);
        const collective = gather(gold, "collective", true);
        if (missing.size > 0 && options.partial !== true) {
          throw new CommandError(`${options.db}: labelled documents are not in it: ${[...missing].join(", ")}. Ingest them, or give --partial to score the others.`);
        }
        if (claims.length + respondents.length + collective.length === 0) throw new CommandError(`${options.db}: holds none of the labelled documents. Ingest them first.`);
        const coverage = new Map<string, { from: number; to: number } | null>();
        for (const row of [...claims, ...collective]) coverage.set(row.id, row.coverage);
        const listed = paragraphsRead(claims);
        const covered = (id: string, paragraph: string): boolean => {
          const range = coverage.get(id);
          return (range === undefined || range === null || inRange(paragraph, range)) && listed.get(id)?.has(paragraph) !== false;
        };
        const notes: string[] = [];
        const sealed = [...gold, ...doubtful].some((file) => file.sealed);
        if (sealed) notes.push("A gold file is sealed: its figures are told, its rows are not.");
        if (listed.size > 0) notes.push(`Only the paragraphs that a file ….paragraphs.csv lists are scored, in ${listed.size} documents.`);
        for (const [id, range] of coverage) if (range !== null) notes.push(`${documents.find((row) => row.document_id === id)?.file ?? id}: only paragraphs ${range.from} to ${range.to} are scored${wanted === null ? ", as the gold file's name says" : ""}.`);
        if (missing.size > 0) notes.push(`Not in the database, and not scored: ${[...missing].join(", ")}.`);
        const asRow = (row: (typeof claims)[number]): ScoredRow => ({ document: row.file, paragraph: row.paragraph, state: row.state, measure: row.measure, status: row.status });
        const output: Record<string, unknown> = {};
        const parts: string[] = [];

        if (claims.length > 0) {
          const given = await claimsOf(database, [...new Set(claims.map((row) => row.id))]);
          const full = score(
            claims.filter((row) => covered(row.id, row.paragraph)).map(asRow),
            gather(doubtful, "claims", false).filter((row) => covered(row.id, row.paragraph)).map(asRow),
            given.filter((row) => covered(row.document_id, row.paragraph)).map((row) => ({ document: row.file, paragraph: row.paragraph, state: row.state, measure: row.measure, status: row.status, extra: { claim_id: row.claim_id, quote: row.quote, certainty: row.certainty } })),
          );
          const result = sealed ? withoutRows(full) : full;
          output["claims"] = result;
          const table = (title: string, by: Record<string, Counts>): string => `${title}\n${formatRows(Object.entries(by).map(([name, counts]) => ({ name, ...shown(counts) })), "table", { width: io.columns })}`;
          parts.push(
            `Claims\n${formatRows([{ name: "all", ...shown(result) }], "table", { width: io.columns })}`,
            `Doubtful pairs given: ${result.doubtfulGiven}. Right measure, wrong State: ${result.wrongState}. Cells called silent or absent that the labels have otherwise: ${result.falseGaps} of ${result.goldCells}.\n`,
            ...(sealed ? [] : [table("By document", result.byDocument), table("By measure", result.byMeasure), table("By status", result.byStatus)]),
            list("Missed", result.missed.map((row) => `${row.document} ${row.paragraph} ${row.state} ${row.measure} ${row.status}`)),
            list("Wrongly given", result.wronglyGiven.map((row) => `${row.document} ${row.paragraph} ${row.state} ${row.measure} ${row.status} ${row.extra?.["claim_id"] ?? ""} "${clean(row.extra?.["quote"] ?? "")}"`)),
            list("Status differs", result.statusDiffers.map(({ label, given: got }) => `${label.document} ${label.paragraph} ${label.state} ${label.measure}: labelled ${label.status}, given ${got.join(", ")}`)),
          );
        }
        const sets = async (name: string, labels: typeof claims, key: (row: (typeof claims)[number]) => string, sql: string): Promise<void> => {
          if (labels.length === 0) return;
          const ids = [...new Set(labels.map((row) => row.id))];
          const rows = await database.all<{ document_id: string; paragraph: string | null; key: string }>(sql, [ids]);
          const scored: SetScore = scoreSets(
            labels.filter((row) => name === "respondents" || covered(row.id, row.paragraph)).map(key),
            gather(doubtful, name, false).map(key),
            rows.filter((row) => name === "respondents" || covered(row.document_id, row.paragraph ?? "")).map((row) => row.key),
          );
          const result: SetScore = sealed ? { ...scored, missed: [], wronglyGiven: [] } : scored;
          output[name] = result;
          parts.push(
            `${name === "respondents" ? "Respondents" : "Collective claims"}\n${formatRows([{ labelled: result.gold, found: result.found, wrongly_given: scored.wronglyGiven.length, precision: fraction(result.precision), recall: fraction(result.recall) }], "table", { width: io.columns })}`,
            list("Missed", result.missed), list("Wrongly given", result.wronglyGiven),
          );
        };
        await sets("respondents", respondents, (row) => `${row.file} ${row.state}`, "SELECT DISTINCT r.document_id, NULL AS paragraph, d.file || ' ' || r.state AS key FROM respondents r JOIN documents d USING (document_id) WHERE list_contains($1, r.document_id)");
        await sets("collective", collective, (row) => `${row.file} ${row.paragraph} ${row.measure}`, "SELECT DISTINCT c.document_id, c.paragraph, d.file || ' ' || c.paragraph || ' ' || c.measure AS key FROM collective_claims c JOIN documents d USING (document_id) WHERE list_contains($1, c.document_id)");
        io.out(format === "json" ? toJson({ ...output, notes }) : `${parts.filter((part) => part !== "").join("\n")}`);
        for (const note of notes) io.err(`${clean(note)}\n`);
      });
    });
}

/** Document's id → paragraphs that its coder read, for the gold files that come with such a list. */
function paragraphsRead(rows: { id: string; document: string; read: Set<string> | null }[]): Map<string, Set<string>> {
  const listed = new Map<string, Set<string>>();
  for (const { id, document, read } of rows) {
    if (read === null || listed.has(id)) continue;
    listed.set(id, new Set([...read].filter((key) => key.startsWith(`${document} `)).map((key) => key.slice(document.length + 1))));
  }
  return listed;
}

function pick(documents: Row[], document: string, by: "symbol" | "file", files: string[] | undefined, path: string): Row | null {
  let matches = documents.filter((row) => (by === "symbol" ? row.symbol?.toLowerCase() === document.toLowerCase() : isFileEnd(row.file, document)));
  if (matches.length > 1 && files !== undefined) matches = matches.filter((row) => files.some((file) => isFileEnd(row.file, file)));
  if (matches.length > 1) throw new CommandError(`${path}: '${document}' was read from several files: ${matches.map((row) => row.file).join(", ")}. Choose with --file.`);
  return matches[0] ?? null;
}

function parseRange(text: string | undefined): { from: number; to: number } | null {
  if (text === undefined) return null;
  const match = /^(\d+)-(\d+)$/.exec(text.trim());
  if (match === null) throw new CommandError(`--paragraphs '${text}': write a range of printed numbers, for example 3-17.`, 2);
  return { from: Number(match[1]), to: Number(match[2]) };
}

function claimsOf(database: Database, ids: string[]) {
  return database.all<{ document_id: string; file: string; paragraph: string; state: string; measure: string; status: string; claim_id: string; quote: string; certainty: string }>(
    "SELECT c.document_id, d.file, c.paragraph, c.state, c.measure, c.status, c.claim_id, c.quote, c.certainty FROM claims c JOIN documents d USING (document_id) WHERE list_contains($1, c.document_id) ORDER BY d.file, c.paragraph_id, c.claim_id",
    [ids],
  );
}

const fraction = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
const shown = (counts: Counts) => ({
  labelled: counts.gold, found: counts.found, wrong: counts.wrong, precision: fraction(counts.precision), recall: fraction(counts.recall), F1: fraction(counts.f1), status: fraction(counts.statusAccuracy),
});
const list = (title: string, items: string[]): string => (items.length === 0 ? "" : `${title} (${items.length})\n${items.map((item) => `  ${item}`).join("\n")}\n`);
