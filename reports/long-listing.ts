// Owns long listings as text, piece after piece: the database itself writes the lines, for some documents at a time, so that a million rows take no more memory than some thousands.
// Must give byte for byte what format.ts makes of the same rows (a test compares the two).
import { UNSAFE_CHARACTERS } from "../datasets/unsafe-characters.js";
import { setVariables, sqlText, type Cell, type QueryRunner } from "./query.js";

export type LongFormat = "csv" | "json";

/** A listing whose rows belong to documents, in the order of files and documents. */
export interface LongListing {
  /** File of reports/sql. */
  name: string;
  /** Table with a row for each of its rows, before filters. */
  table: string;
  variables: Record<string, Cell>;
}

/** Rows asked for at once. */
const AT_ONCE = 40_000;
/** Lines in a piece of text. */
const LINES = 500;

const re2 = (characters: string): string => characters.replace(/\\u([0-9a-f]{4})/g, "\\x{$1}");
/** White space as JavaScript has it. */
const SPACE = "\\t\\n\\x{000b}\\f\\r \\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const DROPPED = `[${re2(UNSAFE_CHARACTERS)}\\r]`;
const FORMULA = `^[${SPACE}]*[=+\\-@\\t＝＋－＠]`;
const QUOTED = "[\\n\",\\x{feff}]|^ | $";

/** Whether a text begins as most do: with a printed ASCII character that begins no formula. Asked first, because patterns cost ten times more than these. */
const plainStart = (x: string): string => `ascii(${x}) BETWEEN 33 AND 126 AND ascii(${x}) NOT IN (43, 45, 61, 64) AND NOT contains(${x}, chr(13))`;
const BYTE_ORDER_MARK = "chr(65279)";

/** A text as a cell of CSV. What is unsafe inside of a text with a plain start goes when the piece is handed out. */
function csvText(x: string): string {
  const clean = `CASE WHEN regexp_matches(${x}, '${DROPPED}') THEN regexp_replace(${x}, '${DROPPED}', '', 'g') ELSE ${x} END`;
  const quoted = (before: string): string => `'"${before}' || replace(${clean}, '"', '""') || '"'`;
  return `CASE WHEN ${x} IS NULL OR ${x} = '' THEN ''
    WHEN ${plainStart(x)} THEN CASE WHEN contains(${x}, '"') THEN '"' || replace(${x}, '"', '""') || '"'
      WHEN contains(${x}, ',') OR contains(${x}, chr(10)) OR ends_with(${x}, ' ') OR contains(${x}, ${BYTE_ORDER_MARK}) THEN '"' || ${x} || '"' ELSE ${x} END
    WHEN regexp_matches(${clean}, '${FORMULA}') THEN ${quoted("''")} WHEN regexp_matches(${clean}, '${QUOTED}') THEN ${quoted("")} ELSE ${clean} END`;
}

/** A text as a value of JSON, but for what is unsafe in it: that is escaped when the piece is handed out. */
const jsonText = (x: string): string => `CASE WHEN ${x} IS NULL THEN 'null' WHEN contains(${x}, '"') OR contains(${x}, '\\') OR contains(${x}, chr(10)) OR contains(${x}, chr(13)) OR contains(${x}, chr(9))
    THEN '"' || replace(replace(replace(replace(replace(${x}, '\\', '\\\\'), '"', '\\"'), chr(10), '\\n'), chr(13), '\\r'), chr(9), '\\t') || '"' ELSE '"' || ${x} || '"' END`;

const CELLS: Readonly<Record<LongFormat, Readonly<Record<string, (x: string) => string>>>> = {
  csv: { VARCHAR: csvText, INTEGER: (x) => `coalesce(${x}::VARCHAR, '')`, BOOLEAN: (x) => `coalesce(${x}::VARCHAR, '')`, "VARCHAR[]": (x) => csvText(`array_to_string(${x}, '; ')`) },
  json: {
    VARCHAR: jsonText, INTEGER: (x) => `coalesce(${x}::VARCHAR, 'null')`, BOOLEAN: (x) => `coalesce(${x}::VARCHAR, 'null')`,
    "VARCHAR[]": (x) => `CASE WHEN ${x} IS NULL THEN 'null' WHEN len(${x}) = 0 THEN '[]' ELSE '[' || chr(10) || array_to_string(list_transform(${x}, lambda one: '      ' || ${jsonText("one")}), ',' || chr(10)) || chr(10) || '    ]' END`,
  },
};

/** Columns of whole sentences, each looked at by itself; those between them are short and looked at together. */
const SENTENCES = new Set(["quote", "text"]);

/** One row as a line (CSV) or an object (JSON). */
function lineSql(columns: readonly Column[], format: LongFormat): string {
  const runs: Column[][] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last === undefined || SENTENCES.has(column.name) || SENTENCES.has(last[0]?.name ?? "")) runs.push([column]);
    else last.push(column);
  }
  const parts = runs.map((run) => (run.length === 1 ? cellsSql(run, format) : runSql(run, format)));
  return format === "csv" ? `${parts.join(" || ',' || ")} || chr(13) || chr(10)` : `'  {' || chr(10) || ${parts.join(" || ',' || chr(10) || ")} || chr(10) || '  }'`;
}

/** Cells, each written with all care. */
function cellsSql(columns: readonly Column[], format: LongFormat): string {
  const cells = columns.map(({ name, type }) => (CELLS[format][type] as (x: string) => string)(`r."${name}"`));
  return format === "csv" ? cells.join(" || ',' || ") : cells.map((cell, index) => `'    "${columns[index]?.name ?? ""}": ' || ${cell}`).join(" || ',' || chr(10) || ");
}

/** A cell in which nothing has to be quoted, dropped or disarmed. */
const PLAIN_CELL = "(?:[!#-*./-<>?A-~](?:[ !#-+\\--~]*[!#-+\\--~])?)?";

/** Short cells together: one look tells that they can stand as they are, which nearly all do. */
function runSql(columns: readonly Column[], format: LongFormat): string {
  const careful = cellsSql(columns, format);
  if (columns.some(({ type }) => type.endsWith("[]"))) return careful;
  const joined = columns.map(({ name }) => `coalesce(r."${name}"::VARCHAR, '')`).join(" || ',' || ");
  if (format === "csv") return `CASE WHEN regexp_full_match(${joined}, '${Array(columns.length).fill(PLAIN_CELL).join(",")}') THEN ${joined} ELSE ${careful} END`;
  const value = ({ name, type }: Column): string => (type === "VARCHAR" ? `coalesce('"' || r."${name}" || '"', 'null')` : `coalesce(r."${name}"::VARCHAR, 'null')`);
  const plain = columns.map((column) => `'    "${column.name}": ' || ${value(column)}`).join(" || ',' || chr(10) || ");
  return `CASE WHEN regexp_matches(${joined}, '["\\\\\\n\\r\\t]') THEN ${careful} ELSE ${plain} END`;
}

interface Column {
  name: string;
  type: string;
}

/**
 * Hands out the listing in pieces of text.
 * @param options rows asked for at once; what is done between two questions, where memory is given back
 * @returns how many rows there were; null where it has a column that is not written here, and nothing was handed out
 */
export async function writeLongListing(database: QueryRunner, listing: LongListing, format: LongFormat, out: (text: string) => void, { atOnce = AT_ONCE, between = () => Promise.resolve() }: { atOnce?: number; between?: () => Promise<void> } = {}): Promise<number | null> {
  const text = sqlText(listing.name).trimEnd().replace(/;$/, "");
  const columns = (await database.all<{ column_name: string; column_type: string }>(`DESCRIBE ${text}`)).map((row): Column => ({ name: row.column_name, type: row.column_type }));
  if (columns.some(({ type }) => !Object.hasOwn(CELLS[format], type))) return null;
  const asked = (listing.variables["documents"] ?? null) as string[] | null;
  let rows = 0;
  // What was read from the file is not kept: every row is asked for once.
  await database.all("SET memory_limit = '160MB'");
  for (const documents of await portions(database, listing.table, asked, atOnce)) {
    await setVariables(database, text, { ...listing.variables, documents });
    const pieces = await database.all<{ text: string; lines: number }>(`SELECT string_agg(line, ${format === "csv" ? "''" : "',' || chr(10)"} ORDER BY n) AS text, count(*)::INTEGER AS lines
FROM (${numberedLines(text, lineSql(columns, format))}) GROUP BY n // ${LINES} ORDER BY n // ${LINES}`);
    for (const piece of pieces) {
      if (rows === 0) out(format === "csv" ? `${columns.map(({ name }) => name).join(",")}\r\n` : "[\n");
      else if (format === "json") out(",\n");
      out(format === "csv" ? piece.text.replace(UNSAFE, "") : escaped(piece.text));
      rows += piece.lines;
    }
    await between();
  }
  if (rows > 0 && format === "json") out("\n]\n");
  return rows;
}

/** Lines with their place in the order of the statement. They are made before they are put in order: one text is moved instead of all columns, and values that many rows share are written once. */
function numberedLines(text: string, line: string): string {
  const at = text.lastIndexOf("ORDER BY ");
  const keys = text.slice(at + "ORDER BY ".length).split(",").map((key) => key.trim());
  const names = keys.map((_key, index) => `k${index}`);
  const rows = text.slice(0, at).replace(/^FROM /m, `, ${keys.map((key, index) => `${key} AS k${index}`).join(", ")}\nFROM `);
  return `SELECT row_number() OVER (ORDER BY ${names.join(", ")}) AS n, line FROM (SELECT ${line} AS line, ${names.join(", ")} FROM (${rows}) r)`;
}

/** Documents in the order of their files, together while they have few rows. A null stands for all: where there is not much, nothing is divided. */
async function portions(database: QueryRunner, table: string, asked: string[] | null, atOnce: number): Promise<(string[] | null)[]> {
  const [all] = await database.all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  if ((all?.n ?? 0) <= atOnce) return [asked];
  const counts = await database.all<{ document_id: string; n: number }>(`SELECT d.document_id, x.n FROM documents d JOIN (SELECT document_id, count(*) AS n FROM ${table} GROUP BY document_id) x USING (document_id)
WHERE $1 IS NULL OR d.document_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY d.file, d.document_id`, [asked]);
  const found: string[][] = [];
  let left = 0;
  for (const { document_id, n } of counts) {
    if (left < n) {
      found.push([]);
      left = atOnce;
    }
    (found.at(-1) as string[]).push(document_id);
    left -= n;
  }
  return found.length === 0 ? [[]] : found;
}

const UNSAFE = new RegExp(`[${UNSAFE_CHARACTERS}]`, "g");
const SHORT: Readonly<Record<string, string>> = { "\b": "\\b", "\f": "\\f" };
const escaped = (text: string): string => text.replace(UNSAFE, (mark) => SHORT[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
