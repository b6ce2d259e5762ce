// Owns what people say of a document (its State, year, kind, symbol, session) against what was read of it: the table, and what stands for a document.
// Must not read a document; pipeline/ingest reads it anew with what is kept here.
import type { Database, Value } from "./database.js";
import { column, type Table } from "./shape.js";

/** What a person may set of a document. */
export const DOCUMENT_FIELDS = ["state", "year", "kind", "symbol", "session"] as const;
export type DocumentField = (typeof DOCUMENT_FIELDS)[number];

/** What is set of one document; text as it is stored. */
export type Corrections = Partial<Record<DocumentField, string>>;

/** As decisions on claims, these belong to no ingest. */
export const DOCUMENT_DECISION_TABLE: Table = {
  name: "document_decisions",
  comment: "One row what a person set of a document: its State, year, kind, symbol or session. Kept by the document's bytes through every ingest, which reads the document with it.",
  scope: "log",
  key: ["sha256", "field"],
  columns: [
    column("sha256", "VARCHAR", "SHA-256 of the document's bytes."),
    column("document", "VARCHAR", "UN symbol or file of the document when it was set, for messages."),
    column("field", "VARCHAR", "state, year, kind, symbol or session."),
    column("value", "VARCHAR", "Value that was set."),
    column("reason", "VARCHAR", "Why."),
    column("reviewer", "VARCHAR", "Who set it."),
    column("decided", "VARCHAR", "Day on which it was set, ISO 8601."),
  ],
};

export type DocumentDecisionRow = Record<"sha256" | "document" | "field" | "value" | "reason" | "reviewer" | "decided", string>;

/** Corrections in one order, so that equal ones are equal text; null where there are none. */
export function correctionsText(corrections: Corrections): string | null {
  const set = DOCUMENT_FIELDS.filter((field) => corrections[field] !== undefined);
  return set.length === 0 ? null : JSON.stringify(Object.fromEntries(set.map((field) => [field, corrections[field]])));
}

/** What stands for each document, by the SHA-256 of its bytes. */
export async function readCorrections(database: Database): Promise<Map<string, Corrections>> {
  const found = new Map<string, Corrections>();
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'document_decisions'");
  if (there.length === 0) return found;
  for (const row of await database.all<{ sha256: string; field: DocumentField; value: string }>("SELECT sha256, field, value FROM document_decisions")) {
    found.set(row.sha256, { ...found.get(row.sha256), [row.field]: row.value });
  }
  return found;
}

/** Writes what was set; a later value takes the place of an earlier one. `forgotten` go. Call where the tables are there. */
export async function writeDocumentDecisions(database: Database, rows: readonly DocumentDecisionRow[], forgotten: readonly Pick<DocumentDecisionRow, "sha256" | "field">[]): Promise<void> {
  const { name, columns } = DOCUMENT_DECISION_TABLE;
  await database.transaction(async () => {
    for (const { sha256, field } of [...rows, ...forgotten]) await database.run(`DELETE FROM "${name}" WHERE sha256 = $1 AND field = $2`, [sha256, field]);
    await database.append(DOCUMENT_DECISION_TABLE, rows.map((row) => columns.map((one): Value => row[one.name as keyof DocumentDecisionRow])));
  });
}
