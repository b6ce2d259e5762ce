// Owns long listings as text, piece after piece: the database itself writes the lines, for some documents at a time, so that a million rows take no more memory than some thousands.
// Must give byte for byte what format.ts makes of the same rows (a test compares the two).
import { UNSAFE_CHARACTERS } from "../datasets/unsafe-characters.js";
import { portionsOf, within } from "./listing-portions.js";
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

/** A database that also hands out texts as the bytes that they are: making strings of a million lines, and bytes of the strings, takes as long as writing the lines. */
export interface TextRunner extends QueryRunner {
  /** Rows of a statement whose first column is a BLOB and whose second is a number. */
  pieces(sql: string): AsyncIterable<[bytes: Uint8Array, count: number]>;
}

export interface LongListingOptions {
  /** Rows asked for at once. */
  atOnce?: number;
  /** Done between two questions, where memory is given back. */
  between?: () => Promise<void>;
  /** Takes what can leave as it is, and tells whether it did; what is unsafe, and all where this is not given, goes to `out`. */
  bytes?: ((bytes: Uint8Array) => Promise<boolean>) | undefined;
}

/** Rows asked for at once. */
const AT_ONCE = 30_000;
/** Bytes of a piece: documents with few rows go out together. */
const PIECE = 1 << 18;

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
  const quoted = (before: string): string => `concat('"${before}', replace(${clean}, '"', '""'), '"')`;
  return `CASE WHEN ${x} IS NULL OR ${x} = '' THEN ''
    WHEN ${plainStart(x)} THEN CASE WHEN contains(${x}, '"') THEN concat('"', replace(${x}, '"', '""'), '"')
      WHEN contains(${x}, ',') OR contains(${x}, chr(10)) OR ends_with(${x}, ' ') OR contains(${x}, ${BYTE_ORDER_MARK}) THEN concat('"', ${x}, '"') ELSE ${x} END
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
  return format === "csv" ? `concat(${parts.join(", ',', ")}, chr(13) || chr(10))` : `concat('  {' || chr(10), ${parts.join(", ',' || chr(10), ")}, chr(10) || '  }')`;
}

/** Cells, each written with all care. */
function cellsSql(columns: readonly Column[], format: LongFormat): string {
  const cells = columns.map(({ name, type }) => (CELLS[format][type] as (x: string) => string)(`r."${name}"`));
  if (format === "csv") return cells.length === 1 ? (cells[0] as string) : `concat(${cells.join(", ',', ")})`;
  return `concat(${cells.map((cell, index) => `'    "${columns[index]?.name ?? ""}": ', ${cell}`).join(", ',' || chr(10), ")})`;
}

/** The same for cells that are few among many: the care is written once for all of them, because DuckDB takes longer to plan it than to do it. */
function carefulSql(columns: readonly Column[], format: LongFormat): string {
  const texts = columns.map(({ name }) => `r."${name}"::VARCHAR`).join(", ");
  const others = columns.flatMap(({ type }, index) => (type === "VARCHAR" ? [] : [index + 1]));
  const one = (cell: string, otherwise: string): string => (others.length === 0 ? cell : `CASE WHEN i IN (${others.join(", ")}) THEN ${otherwise} ELSE ${cell} END`);
  if (format === "csv") return `array_to_string(list_transform([${texts}], lambda x, i: ${one(csvText("x"), "coalesce(x, '')")}), ',')`;
  const names = columns.map(({ name }) => `'"${name}": '`).join(", ");
  return `array_to_string(list_transform([${texts}], lambda x, i: concat('    ', [${names}][i], ${one(jsonText("x"), "coalesce(x, 'null')")})), ',' || chr(10))`;
}

/** A cell in which nothing has to be quoted, dropped or disarmed. */
const PLAIN_CELL = "(?:[!#-*./-<>?A-~](?:[ !#-+\\--~]*[!#-+\\--~])?)?";

/** Short cells together: one look tells that they can stand as they are, which nearly all do. */
function runSql(columns: readonly Column[], format: LongFormat): string {
  if (columns.some(({ type }) => type.endsWith("[]"))) return cellsSql(columns, format);
  const careful = carefulSql(columns, format);
  // In concat a null is nothing.
  const joined = `concat(${columns.map(({ name }) => `r."${name}"`).join(", ',', ")})`;
  if (format === "csv") return `CASE WHEN regexp_full_match(${joined}, '${Array(columns.length).fill(PLAIN_CELL).join(",")}') THEN ${joined} ELSE ${careful} END`;
  const value = ({ name, type }: Column): string => (type === "VARCHAR" ? `coalesce('"' || r."${name}" || '"', 'null')` : `coalesce(r."${name}"::VARCHAR, 'null')`);
  const plain = `concat(${columns.map((column) => `'    "${column.name}": ', ${value(column)}`).join(", ',' || chr(10), ")})`;
  return `CASE WHEN regexp_matches(${joined}, '["\\\\\\n\\r\\t]') THEN ${careful} ELSE ${plain} END`;
}

interface Column {
  name: string;
  type: string;
}

/**
 * Hands out the listing in pieces of text.
 * @returns how many rows there were; null where it has a column that is not written here, and nothing was handed out
 */
export async function writeLongListing(database: TextRunner, listing: LongListing, format: LongFormat, out: (text: string) => void, options: LongListingOptions = {}): Promise<number | null> {
  const { atOnce = AT_ONCE, between = () => Promise.resolve() } = options;
  const text = sqlText(listing.name).trimEnd().replace(/;$/, "");
  const columns = (await database.all<{ column_name: string; column_type: string }>(`DESCRIBE ${text}`)).map((row): Column => ({ name: row.column_name, type: row.column_type }));
  if (columns.some(({ type }) => !Object.hasOwn(CELLS[format], type))) return null;
  const asked = (listing.variables["documents"] ?? null) as string[] | null;
  const leave = leaving(format, out, options.bytes);
  let rows = 0;
  // What was read from the file is not kept: every row is asked for once.
  await database.all("SET memory_limit = '160MB'");
  for (const portion of await portionsOf(database, listing.table, text, asked, atOnce)) {
    await setVariables(database, text, { ...listing.variables, documents: portion.documents });
    rows += await writePortion(database, textsOfDocuments(within(text, portion), lineSql(columns, format), format), rows === 0 ? opening(columns, format) : BETWEEN[format], leave, format);
    await between();
  }
  if (rows > 0 && format === "json") out("\n]\n");
  return rows;
}

const BETWEEN: Readonly<Record<LongFormat, string>> = { csv: "", json: ",\n" };
const opening = (columns: readonly Column[], format: LongFormat): string => (format === "csv" ? `${columns.map(({ name }) => name).join(",")}\r\n` : "[\n");

/** @param before what stands before the first row, where there is one; @returns how many rows there were */
async function writePortion(database: TextRunner, sql: string, before: string, leave: (piece: Uint8Array) => Promise<void>, format: LongFormat): Promise<number> {
  let rows = 0;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (bytes > 0) await leave(Buffer.concat(waiting, bytes));
    waiting = [];
    bytes = 0;
  };
  for await (const [piece, count] of database.pieces(sql)) {
    for (const part of [Buffer.from(rows === 0 ? before : BETWEEN[format]), piece]) {
      waiting.push(part);
      bytes += part.length;
    }
    rows += count;
    if (bytes >= PIECE) await flush();
  }
  await flush();
  return rows;
}

/** How a piece leaves: as it is where nothing in it is unsafe, which most are; otherwise as text that is harmless. */
function leaving(format: LongFormat, out: (text: string) => void, bytes: LongListingOptions["bytes"]): (piece: Uint8Array) => Promise<void> {
  return async (piece) => {
    if (bytes !== undefined && (await bytes(piece))) return;
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString("utf8");
    out(format === "csv" ? text.replace(UNSAFE, "") : escaped(text));
  };
}

/** The lines of each document as one text, in the order of the statement: it begins with the document. Lines are made before they are put in order, so that one text is moved instead of all columns. */
function textsOfDocuments(text: string, line: string, format: LongFormat): string {
  const at = text.lastIndexOf("ORDER BY ");
  const keys = text.slice(at + "ORDER BY ".length).split(",").map((key) => key.trim());
  const names = keys.map((_key, index) => `k${index}`);
  const rows = text.slice(0, at).replace(/^FROM /m, `, ${keys.map((key, index) => `${key} AS k${index}`).join(", ")}\nFROM `);
  return `SELECT encode(string_agg(line, ${format === "csv" ? "''" : "',' || chr(10)"} ORDER BY ${names.slice(2).join(", ")})), count(*)::INTEGER
FROM (SELECT ${line} AS line, ${names.join(", ")} FROM (${rows}) r) GROUP BY k0, k1 ORDER BY k0, k1`;
}

const UNSAFE = new RegExp(`[${UNSAFE_CHARACTERS}]`, "g");
const SHORT: Readonly<Record<string, string>> = { "\b": "\\b", "\f": "\\f" };
const escaped = (text: string): string => text.replace(UNSAFE, (mark) => SHORT[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
