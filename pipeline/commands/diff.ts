// Owns `stocktake diff`: which claims one database has and another has not, and which changed.
// Must not judge which of the two is right.
import type { Command } from "commander";
import type { Database } from "../store/database.js";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { withDatabase } from "./open.js";
import { selectFormat } from "./selection.js";

interface DiffClaim {
  document_id: string;
  document: string;
  file: string;
  paragraph: string;
  state: string;
  measure: string;
  basis: string;
  status: string;
  certainty: string;
  quote: string;
}
interface Side {
  path: string;
  documents: { document_id: string; symbol: string | null; file: string }[];
  claims: DiffClaim[];
  versions: Map<string, string>;
}
export interface Difference {
  [column: string]: string | null;
  change: "gained" | "lost" | "changed";
  document: string;
  paragraph: string;
  state: string;
  measure: string;
  old_status: string | null;
  new_status: string | null;
  old_certainty: string | null;
  new_certainty: string | null;
  old_quote: string | null;
  new_quote: string | null;
}
const COLUMNS = ["change", "document", "paragraph", "state", "measure", "old_status", "new_status", "old_certainty", "new_certainty", "old_quote", "new_quote"];

export function registerDiff(program: Command, io: Io): void {
  program
    .command("diff")
    .description(descriptionOf("diff"))
    .argument("<old>", "database before")
    .argument("<new>", "database after")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `\nDocuments are matched by their bytes, then by UN symbol, then by file. A claim with the same paragraph, State, measure and basis\nand another status, certainty or quote has changed. Differences are no failure: the exit code is 0.\n\nExample:\n  stocktake diff before.duckdb after.duckdb --format md > changes.md\n${EXIT_CODES}`)
    .action(async (oldPath: string, newPath: string, options: { format: string }) => {
      const { clean, formatRows, OUTPUT_FORMATS, toJson } = await import("../../reports/format.js");
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const before = await withDatabase(oldPath, (database) => readSide(database));
      const after = await withDatabase(newPath, (database) => readSide(database));
      const { differences, onlyOld, onlyNew } = differ(before, after);
      const count = (change: Difference["change"]): number => differences.filter((row) => row.change === change).length;
      const versions = [...new Set([...before.versions.keys(), ...after.versions.keys()])].sort().filter((name) => before.versions.get(name) !== after.versions.get(name)).map((name) => ({ name, old: before.versions.get(name) ?? null, new: after.versions.get(name) ?? null }));
      const summary = { gained: count("gained"), lost: count("lost"), changed: count("changed"), claims_old: before.claims.length, claims_new: after.claims.length, documents_only_old: onlyOld, documents_only_new: onlyNew, versions };
      if (format === "json") io.out(toJson({ summary, differences }));
      else if (differences.length > 0 || format === "csv") {
        // On a terminal a quote that did not change is shown once.
        const shown = format === "table" ? differences.map((row) => (row.old_quote === row.new_quote ? { ...row, old_quote: null } : row)) : differences;
        io.out(formatRows(shown, format, format === "table" ? { columns: ["change", "document", "paragraph", "state", "measure", "old_status", "new_status", "old_quote", "new_quote"], width: io.columns, below: ["old_quote", "new_quote"], cut: 300 } : { columns: COLUMNS }));
      }
      const lines = [
        `${summary.gained} gained, ${summary.lost} lost, ${summary.changed} changed; ${summary.claims_old} claims before, ${summary.claims_new} after.`,
        ...(onlyOld.length > 0 ? [`Only in ${oldPath}: ${onlyOld.join(", ")}.`] : []),
        ...(onlyNew.length > 0 ? [`Only in ${newPath}: ${onlyNew.join(", ")}.`] : []),
        versions.length === 0 ? "Made with the same versions." : `Made with different versions: ${versions.map((row) => `${row.name} ${row.old ?? "none"} → ${row.new ?? "none"}`).join("; ")}.`,
      ];
      const text = `${lines.map(clean).join("\n")}\n`;
      if (format === "table") io.out(text);
      else io.err(text);
    });
}

async function readSide(database: Database): Promise<Side> {
  return {
    path: database.path,
    documents: await database.all("SELECT document_id, symbol, file FROM documents WHERE status = 'read' ORDER BY file, document_id"),
    claims: await database.all<DiffClaim>("SELECT c.document_id, coalesce(d.symbol, d.file) AS document, d.file, c.paragraph, c.state, c.measure, c.basis, c.status, c.certainty, c.quote FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) ORDER BY d.file, c.document_id, p.ordinal, c.quote_start, c.state, c.measure, c.status, c.claim_id"),
    versions: new Map((await database.all<{ name: string; version: string }>("SELECT name, version FROM build_versions")).map((row) => [row.name, row.version])),
  };
}

/** What differs between two databases. Pure. */
export function differ(before: Side, after: Side): { differences: Difference[]; onlyOld: string[]; onlyNew: string[] } {
  const matched = matchDocuments(before.documents, after.documents);
  const taken = new Set(matched.values());
  const name = (row: { symbol: string | null; file: string }): string => (row.symbol === null ? row.file : `${row.symbol} (${row.file})`);
  const onlyOld = before.documents.filter((row) => !matched.has(row.document_id)).map(name);
  const onlyNew = after.documents.filter((row) => !taken.has(row.document_id)).map(name);
  const place = (document: string, claim: DiffClaim): string => [document, claim.paragraph, claim.state, claim.measure, claim.basis].join("\u001f");
  const groups = new Map<string, { old: DiffClaim[]; now: DiffClaim[] }>();
  const groupOf = (key: string): { old: DiffClaim[]; now: DiffClaim[] } => {
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { old: [], now: [] }));
    return group;
  };
  for (const claim of before.claims) groupOf(place(matched.get(claim.document_id) ?? `old ${claim.document_id}`, claim)).old.push(claim);
  for (const claim of after.claims) groupOf(place(claim.document_id, claim)).now.push(claim);
  const differences: Difference[] = [];
  const says = (claim: DiffClaim): string => [claim.status, claim.certainty, claim.quote].join("\u001f");
  for (const { old, now } of groups.values()) {
    const left = [...old];
    const right: DiffClaim[] = [];
    for (const claim of now) {
      const same = left.findIndex((other) => says(other) === says(claim));
      if (same >= 0) left.splice(same, 1);
      else right.push(claim);
    }
    // Of what is left, the one with the same status is the same claim on other words.
    for (const claim of right) {
      const index = left.findIndex((other) => other.status === claim.status);
      const other = left.length === 0 ? undefined : left.splice(Math.max(0, index), 1)[0];
      differences.push(difference(other === undefined ? "gained" : "changed", other, claim));
    }
    for (const claim of left) differences.push(difference("lost", claim, undefined));
  }
  return { differences, onlyOld, onlyNew };
}

function difference(change: Difference["change"], old: DiffClaim | undefined, now: DiffClaim | undefined): Difference {
  const claim = (now ?? old) as DiffClaim;
  return {
    change, document: claim.document, paragraph: claim.paragraph, state: claim.state, measure: claim.measure, old_status: old?.status ?? null, new_status: now?.status ?? null,
    old_certainty: old?.certainty ?? null, new_certainty: now?.certainty ?? null, old_quote: old?.quote ?? null, new_quote: now?.quote ?? null,
  };
}

/** document_id before → document_id after: same bytes; else the only one of its symbol on both sides; else the same file. */
function matchDocuments(before: Side["documents"], after: Side["documents"]): Map<string, string> {
  const matched = new Map<string, string>();
  const ids = new Set(after.map((row) => row.document_id));
  for (const row of before) if (ids.has(row.document_id)) matched.set(row.document_id, row.document_id);
  const match = (key: (row: Side["documents"][number]) => string | null): void => {
    const taken = new Set(matched.values());
    const free = (rows: Side["documents"], used: (id: string) => boolean): Map<string, string[]> => {
      const found = new Map<string, string[]>();
      for (const row of rows) {
        const value = key(row);
        if (value !== null && !used(row.document_id)) found.set(value, [...(found.get(value) ?? []), row.document_id]);
      }
      return found;
    };
    const right = free(after, (id) => taken.has(id));
    for (const [value, [id, more]] of free(before, (candidate) => matched.has(candidate))) {
      const others = right.get(value);
      if (id !== undefined && more === undefined && others?.length === 1) matched.set(id, others[0] as string);
    }
  };
  match((row) => row.symbol);
  match((row) => row.file);
  return matched;
}
