// Owns every call to @duckdb/node-api: opening, querying, bulk appending, closing.
// Must not know what the tables mean; schema.ts and load.ts do. DuckDB is loaded on first use, because it takes tens of milliseconds.
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { diskFault } from "../disk-fault.js";
import type { ColumnType, Table } from "./shape.js";

export type Value = string | number | boolean | null | string[];
export type Row = Record<string, Value>;

/** What a reader of the database gets; the same shape as `QueryRunner` in reports/query.ts. */
export interface Reader {
  /** Runs one statement; `$1 …` are bound, never pasted. Rows come with numbers as JavaScript numbers. */
  all<T = Row>(sql: string, parameters?: Value[]): Promise<T[]>;
}

/** Unasked, DuckDB keeps what it wrote in memory up to four fifths of the machine's; beyond this it goes to the disk, beside the database. */
const WRITE_MEMORY = "256MB";

/** The same while workers read, whose memory comes on top. */
const SHARED_MEMORY = "128MB";

export class DatabaseError extends Error {
  override name = "DatabaseError";
}

let api: Promise<typeof import("@duckdb/node-api")> | undefined;
/** By require: an import would first scan its ninety CommonJS files for the names that they export, which takes longer than running them. */
const duckdb = () => (api ??= Promise.resolve(createRequire(import.meta.url)("@duckdb/node-api") as typeof import("@duckdb/node-api")));

/** Below this size, in bytes, questions are answered by one thread: starting and joining more takes longer than what they save. */
const SMALL = 64 << 20;

export class Database implements Reader {
  private constructor(
    private readonly lib: typeof import("@duckdb/node-api"),
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    readonly path: string,
  ) {}

  /**
   * Opens a database file.
   * @throws DatabaseError naming the file and the next step, where it is missing, locked or not a DuckDB file.
   */
  static async open(path: string, mode: "read" | "write"): Promise<Database> {
    if (mode === "read" && path !== ":memory:" && !existsSync(path)) {
      throw new DatabaseError(`${path}: no such database. Make one with: stocktake ingest FOLDER --db ${path}`);
    }
    const lib = await duckdb();
    try {
      const options: Record<string, string> = mode === "read" ? { access_mode: "READ_ONLY", ...(path !== ":memory:" && statSync(path).size < SMALL ? { threads: "1" } : {}) } : { memory_limit: WRITE_MEMORY };
      const instance = await lib.DuckDBInstance.create(path, options);
      const connection = await instance.connect();
      // A document's text must never make DuckDB reach for a file or the network. Not as an option of opening: behind a link DuckDB could not look for the file of changes.
      if (mode === "read") await connection.run("SET enable_external_access = false");
      return new Database(lib, instance, connection, path);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (DAMAGED.test(message)) throw damaged(path, message);
      if (/lock/i.test(message)) throw new DatabaseError(`${path}: another program holds this database open for writing. Close it and try again. (${firstLine(message)})`);
      if (/not a valid DuckDB|magic bytes|version number/i.test(message)) {
        throw new DatabaseError(`${path}: not a DuckDB database that this version can open. Name another file with --db, or ingest again. (${firstLine(message)})`);
      }
      const fault = error instanceof Error ? diskFault(error) : null;
      throw new DatabaseError(`${path}: cannot be opened${fault === null ? ". Check the path and its permissions" : `: ${fault.what}. ${fault.next}`}. (${firstLine(message)})`);
    }
  }

  async all<T = Row>(sql: string, parameters: Value[] = []): Promise<T[]> {
    const rows: Row[] = [];
    await this.told(async () => {
      // Some rows after the other, and each text once: of a year of a million claims the same names and quotes stand in many thousand rows.
      const texts = new Map<string, string>();
      for await (const some of (await this.connection.run(sql, ...this.bind(parameters))).yieldRowObjectJs()) for (const row of some) rows.push(plain(row, texts));
    });
    return rows as T[];
  }

  /** Column names of a statement together with its rows; for tables whose columns are not known beforehand. */
  async table(sql: string, parameters: Value[] = []): Promise<{ columns: string[]; rows: Row[] }> {
    const reader = await this.told(() => this.connection.runAndReadAll(sql, ...this.bind(parameters)));
    return { columns: reader.deduplicatedColumnNames(), rows: plainRows(reader.getRowObjectsJS()) };
  }

  /**
   * Rows of a statement whose first column is a BLOB and whose second is a number, as they come: long texts of which no string has to be made.
   * Nothing else may be asked on this connection before the last row was taken.
   */
  async *pieces(sql: string): AsyncGenerator<[bytes: Uint8Array, count: number]> {
    const result = await this.told(() => this.connection.stream(sql));
    for (;;) {
      const chunk = await this.told(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      for (let row = 0; row < chunk.rowCount; row += 1) yield [(chunk.getColumnVector(0).getItem(row) as { bytes: Uint8Array }).bytes, Number(chunk.getColumnVector(1).getItem(row))];
    }
  }

  /**
   * Runs a text of one or more statements as a user wrote it and gives the result of the last one.
   * From here on the connection's settings cannot be changed, so that no statement can undo that files and network are out of reach.
   * @throws the driver's error, whose message says where in the text
   */
  async script(text: string): Promise<{ columns: string[]; rows: Row[] }> {
    await this.connection.run("SET lock_configuration = true");
    const extracted = await this.connection.extractStatements(text);
    let last: { columns: string[]; rows: Row[] } = { columns: [], rows: [] };
    for (let index = 0; index < extracted.count; index += 1) {
      const prepared = await extracted.prepare(index);
      const reader = await prepared.runAndReadAll();
      last = { columns: reader.deduplicatedColumnNames(), rows: plainRows(reader.getRowObjectsJS()) };
    }
    return last;
  }

  async run(sql: string, parameters: Value[] = []): Promise<void> {
    await this.told(() => this.connection.run(sql, ...this.bind(parameters)));
  }

  /** A file that is damaged, or was taken away while it is open, is no fault of the program. */
  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && DAMAGED.test(error.message)) throw damaged(this.path, error.message);
      throw error;
    }
  }

  /** Writes sparingly for as long as `work` takes: its workers need the cores and memory themselves. */
  async sparing<T>(work: () => Promise<T>): Promise<T> {
    await this.run("SET threads = 1");
    await this.run(`SET memory_limit = '${SHARED_MEMORY}'`);
    try {
      return await work();
    } finally {
      // Where the database is out of order, the error of `work` is the one to tell.
      await this.run("RESET threads").catch(() => undefined);
      await this.run(`SET memory_limit = '${WRITE_MEMORY}'`).catch(() => undefined);
    }
  }

  /** Runs `work` in one transaction: all of it or nothing. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("BEGIN TRANSACTION");
    try {
      const result = await work();
      await this.run("COMMIT");
      return result;
    } catch (error) {
      await this.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  /** Appends rows in bulk through DuckDB's appender, in chunks of 2,048. Rows are arrays in the order of the table's columns. */
  async append(table: Table, rows: Value[][]): Promise<void> {
    if (rows.length === 0) return;
    const types = table.columns.map((column) => this.type(column.type));
    const lists = table.columns.map((column) => column.type.endsWith("[]"));
    const bigs = table.columns.map((column) => column.type === "BIGINT");
    const appender = await this.connection.createAppender(table.name);
    try {
      for (let from = 0; from < rows.length; from += 2048) {
        const slice = rows.slice(from, from + 2048);
        const chunk = this.lib.DuckDBDataChunk.create(types, slice.length);
        chunk.setRows(
          slice.map((row) => {
            if (row.length !== types.length) throw new DatabaseError(`Row of ${row.length} values for table ${table.name} of ${types.length} columns`);
            return row.map((value, index) => (lists[index] && value !== null ? this.lib.listValue(value as string[]) : bigs[index] && value !== null ? BigInt(value as number) : (value as DuckDBValue)));
          }),
        );
        appender.appendDataChunk(chunk);
      }
    } finally {
      appender.closeSync();
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Values and types for binding: the type of a list is given, because an empty one does not tell it. */
  private bind(parameters: Value[]): [DuckDBValue[]?, DuckDBType[]?] {
    if (parameters.length === 0) return [undefined, undefined];
    const { BOOLEAN, DOUBLE, LIST, SQLNULL, VARCHAR } = this.lib;
    const typeOf = (value: Value): DuckDBType => (Array.isArray(value) ? LIST(VARCHAR) : value === null ? SQLNULL : typeof value === "string" ? VARCHAR : typeof value === "boolean" ? BOOLEAN : DOUBLE);
    return [parameters.map((value) => (Array.isArray(value) ? this.lib.listValue(value) : value)), parameters.map(typeOf)];
  }

  private type(type: ColumnType): DuckDBType {
    const { VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN, LIST } = this.lib;
    switch (type) {
      case "VARCHAR":
        return VARCHAR;
      case "INTEGER":
        return INTEGER;
      case "BIGINT":
        return BIGINT;
      case "DOUBLE":
        return DOUBLE;
      case "BOOLEAN":
        return BOOLEAN;
      case "VARCHAR[]":
        return LIST(VARCHAR);
    }
  }
}

/** Most texts that are remembered of one answer; a listing of ids has each once. */
const MOST_TEXTS = 100_000;

function once(text: string, texts: Map<string, string>): string {
  const known = texts.get(text);
  if (known === undefined && texts.size < MOST_TEXTS) texts.set(text, text);
  return known ?? text;
}

function plainRows(rows: readonly Record<string, unknown>[]): Row[] {
  const texts = new Map<string, string>();
  return rows.map((row) => plain(row, texts));
}

/** @param texts those met before: an equal one is taken in place of the new */
function plain(row: Record<string, unknown>, texts: Map<string, string>): Row {
  const result: Row = {};
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === "string") result[name] = once(value, texts);
    else if (typeof value === "bigint") result[name] = Number(value);
    else if (value instanceof Date) result[name] = value.toISOString();
    else if (Array.isArray(value)) result[name] = value.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
    else if (value !== null && typeof value === "object") result[name] = JSON.stringify(value);
    else result[name] = (value ?? null) as Value;
  }
  return result;
}

/** What DuckDB says of a file whose blocks are not what was written. */
const DAMAGED = /Corrupt database file|checksum .* does not match|Failed to deserialize|Serialization Error|Could not read (?:enough|all) bytes|could not read.*(?:bytes|block)|read out of (?:range|bounds)|Attempting to read past/i;

function damaged(path: string, message: string): DatabaseError {
  return new DatabaseError(`${path.replace(/\.building$/, "")}: the file is damaged. Put back a copy of it, or ingest into a new file with --db FILE; parsed documents come from the cache. (${firstLine(message)})`);
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
