// Owns the description of a release's tables after Data Package v2: types, constraints, keys, from schema.ts alone.
// Must not read a database or the clock; release.ts does the former and nobody the latter.
import { BASES, CERTAINTIES, DOCUMENT_KINDS, EXTENTS, FORMATS, ISSUE_KINDS, SECTION_ROLES, STATUSES } from "../../extractors/contracts.js";
import { TABLES } from "../store/schema.js";
import type { Column, ColumnType, Table } from "../store/shape.js";

/** Every table but those that hold the clock and the paths of one machine. Decisions belong to no ingest and are data all the same. */
export const RELEASED: readonly Table[] = TABLES.filter((table) => table.scope !== "log" || table.name === "decisions");

export interface ForeignKey {
  table: string;
  columns: string[];
  references: string;
  to: string[];
}

/** Columns that name a row of another table wherever they stand, with what they refer to. */
const REFERENCES: Omit<ForeignKey, "table">[] = [
  { columns: ["document_id"], references: "documents", to: ["document_id"] },
  { columns: ["document_id", "claim_id"], references: "claims", to: ["document_id", "claim_id"] },
  { columns: ["paragraph_id"], references: "paragraphs", to: ["paragraph_id"] },
  { columns: ["state"], references: "states", to: ["state"] },
  { columns: ["measure"], references: "measures", to: ["measure"] },
];

/**
 * Foreign keys of the released tables, by the names of their columns. A table released without its target has none to it.
 * A key whose columns are part of another one is left out: it follows from that, and Frictionless' library checks a column once only.
 */
export function foreignKeys(tables: readonly Table[] = RELEASED): ForeignKey[] {
  const names = new Set(tables.map((table) => table.name));
  return tables.flatMap((table) => {
    const own = REFERENCES.filter(({ columns, references }) => references !== table.name && names.has(references) && columns.every((name) => table.columns.some((column) => column.name === name)));
    return own.filter((key) => !own.some((other) => other !== key && key.columns.every((name) => other.columns.includes(name)))).map((reference) => ({ table: table.name, ...reference }));
  });
}

/** Closed lists of values, by table and column. */
const ENUMS: Record<string, readonly string[]> = {
  "documents.status": ["read", "failed"],
  "documents.kind": DOCUMENT_KINDS,
  "documents.format": FORMATS,
  "sections.role": SECTION_ROLES,
  "paragraphs.role": SECTION_ROLES,
  "claims.status": STATUSES,
  "claims.extent": EXTENTS,
  "claims.certainty": CERTAINTIES,
  "claims.basis": BASES,
  "collective_claims.status": STATUSES,
  "issues.kind": ISSUE_KINDS,
  "issues.severity": ["error", "warning", "notice"],
  "states.membership": ["member", "observer", "former", "not_a_state"],
};

const PATTERNS: Record<string, string> = { document_id: "^[0-9a-f]{16}$", claim_id: "^[0-9a-f]{16}$", collective_id: "^[0-9a-f]{16}$", recommendation_id: "^[0-9a-f]{16}$", answer_id: "^[0-9a-f]{16}$", sha256: "^[0-9a-f]{64}$", paragraph_id: "^[0-9a-f]{16}-p[0-9]+$" };

/** Text that is never null and may be empty; a CSV does not tell the two apart for every reader, so it is not declared required. */
const MAY_BE_EMPTY = new Set(["issues.excerpt", "measures.definition", "sections.heading", "paragraphs.text", "footnotes.text", "footnotes.label", "respondents.name"]);

const TYPES: Record<ColumnType, string> = { VARCHAR: "string", INTEGER: "integer", BIGINT: "integer", DOUBLE: "number", BOOLEAN: "boolean", "VARCHAR[]": "array" };

function field(table: Table, column: Column): Record<string, unknown> {
  const name = `${table.name}.${column.name}`;
  const constraints: Record<string, unknown> = {};
  if (!column.nullable && !MAY_BE_EMPTY.has(name)) constraints["required"] = true;
  if (ENUMS[name] !== undefined) constraints["enum"] = [...ENUMS[name]];
  if (column.type === "VARCHAR" && PATTERNS[column.name] !== undefined && (table.scope === "document")) constraints["pattern"] = PATTERNS[column.name];
  if (table.key.length === 1 && table.key[0] === column.name) constraints["unique"] = true;
  return { name: column.name, type: TYPES[column.type], description: column.comment, ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}

/** Table Schema of a table. */
export function tableSchema(table: Table, keys: readonly ForeignKey[]): Record<string, unknown> {
  const own = keys.filter((key) => key.table === table.name);
  const keyed = table.key.every((name) => table.columns.find((column) => column.name === name)?.nullable === false);
  return {
    fields: table.columns.map((column) => field(table, column)),
    missingValues: [""],
    ...(keyed ? { primaryKey: table.key } : {}),
    ...(own.length > 0 ? { foreignKeys: own.map((key) => ({ fields: key.columns, reference: { resource: key.references, fields: key.to } })) } : {}),
  };
}

export interface ReleasedFile {
  table: Table;
  csv: { path: string; bytes: number; sha256: string };
  parquet: { path: string; bytes: number; sha256: string };
}

export interface ReleaseFacts {
  /** Version of the program, "+", 16 hexadecimal digits of the content. */
  version: string;
  title: string;
  description: string;
  sources: { title: string; path?: string }[];
  /** ISO 8601 day, or null where none was given. */
  date: string | null;
}

/** datapackage.json as an object whose keys have a fixed order. */
export function dataPackage(facts: ReleaseFacts, files: readonly ReleasedFile[], keys: readonly ForeignKey[]): Record<string, unknown> {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "stocktake-release",
    title: facts.title,
    description: facts.description,
    version: facts.version,
    ...(facts.date === null ? {} : { created: `${facts.date}T00:00:00Z` }),
    keywords: ["trafficking in persons", "Member States", "reporting", "women and girls", "United Nations"],
    contributors: [{ title: "Stocktake contributors", roles: ["creator"] }],
    licenses: [{ name: "MIT", path: "https://opensource.org/license/mit", title: "MIT License. It covers the coding, not the texts of the documents, which have their own terms: see README.md" }],
    sources: facts.sources,
    resources: files.flatMap(({ table, csv, parquet }) => [
      {
        name: table.name,
        // The older name of `type: table`, for readers of version 1 of the standard.
        profile: "tabular-data-resource",
        type: "table",
        path: csv.path,
        title: table.name,
        description: `${table.comment} Text that a spreadsheet would run as a formula (= + - @), or that begins with an apostrophe, has one apostrophe in front, and control characters and marks of direction are left out; the Parquet file has the text as it is. Lists are JSON.`,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: csv.bytes,
        hash: `sha256:${csv.sha256}`,
        dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: "\"", doubleQuote: true, header: true },
        schema: tableSchema(table, keys),
      },
      {
        name: `${table.name}.parquet`,
        profile: "data-resource",
        path: parquet.path,
        title: `${table.name}, Parquet`,
        description: "The same rows in the same order, with types.",
        format: "parquet",
        mediatype: "application/vnd.apache.parquet",
        bytes: parquet.bytes,
        hash: `sha256:${parquet.sha256}`,
      },
    ]),
  };
}
