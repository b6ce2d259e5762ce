// Owns reading a CSV file of the project into validated rows.
// Must not know what the rows mean; each data set brings its own schema.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import type { z } from "zod";
import { nearest } from "./nearest.js";
import { shownPath } from "./paths.js";

/** An error in a data file: its message says which file, line and value, and what to do. */
export class DataFileError extends Error {
  override name = "DataFileError";
}

/** `states.csv line 14: unknown region 'Afrika'. Did you mean 'Africa'?` */
export function unknownValue(file: string, line: number, column: string, value: string, known: Iterable<string>): DataFileError {
  const all = [...known];
  const near = nearest(value, all, 1)[0];
  const next = near !== undefined ? `Did you mean '${near}'?` : `Known: ${all.slice(0, 12).join(", ")}${all.length > 12 ? ", …" : ""}.`;
  return new DataFileError(`${file} line ${line}: unknown ${column} '${value.slice(0, 80)}'. ${next}`);
}

/** Validates a cell; a value seen before in the column is not validated again, which makes loading some times faster. */
function remembered(schema: z.ZodType): (value: string) => z.ZodSafeParseResult<unknown> {
  const seen = new Map<string, z.ZodSafeParseResult<unknown>>();
  return (value) => {
    let result = seen.get(value);
    if (!result) seen.set(value, (result = schema.safeParse(value)));
    return result;
  };
}

/**
 * Parses CSV text with a header line and validates each row.
 * @param text the file's text; a byte order mark is allowed
 * @param file its name, for messages
 * @param schema a zod object schema; its fields read one cell each, which comes as a string ("" where empty); checks over several cells are the caller's; unknown columns are refused
 * @returns rows in file order, and `lines`: the line of the file that each row starts on (1-based)
 * @throws DataFileError that names file, line, column, value and the nearest right value
 */
export function parseCsv<S extends z.ZodObject>(text: string, file: string, schema: S): { rows: z.output<S>[]; lines: number[] } {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"), { delimiter: ",", skipEmptyLines: false });
  const fault = parsed.errors[0];
  if (fault) throw new DataFileError(`${file} line ${(fault.row ?? 0) + 1}: ${fault.message}. Check the quotes on that line.`);
  const [header = [], ...body] = parsed.data;
  const wanted = Object.keys(schema.shape);
  for (const column of header) if (!wanted.includes(column)) throw unknownValue(file, 1, "column", column, wanted);
  for (const column of wanted) {
    if (!header.includes(column)) throw new DataFileError(`${file} line 1: column '${column}' is missing. Add it to the header line.`);
  }
  const readers = header.map((column) => remembered(schema.shape[column] as z.ZodType));
  const rows: z.output<S>[] = [];
  const lines: number[] = [];
  let line = 1 + header.join("").split("\n").length;
  for (const cells of body) {
    const at = line;
    line += 1;
    for (const cell of cells) for (let i = cell.indexOf("\n"); i >= 0; i = cell.indexOf("\n", i + 1)) line += 1;
    if (cells.length === 1 && cells[0] === "") continue;
    if (cells.length !== header.length) {
      throw new DataFileError(`${file} line ${at}: ${cells.length} cells where the header has ${header.length}. Quote a cell that holds a comma.`);
    }
    const row: Record<string, unknown> = {};
    readers.forEach((read, i) => {
      const value = cells[i] ?? "";
      const result = read(value);
      if (result.success) {
        row[header[i] ?? ""] = result.data;
        return;
      }
      const issue = result.error.issues[0];
      const column = header[i] ?? "";
      if (issue?.code === "invalid_value") throw unknownValue(file, at, column, value, issue.values.map(String));
      throw new DataFileError(`${file} line ${at}: ${column} '${value.slice(0, 80)}': ${issue?.message ?? "not valid"}. Correct the cell.`);
    });
    rows.push(row as z.output<S>);
    lines.push(at);
  }
  return { rows, lines };
}

/**
 * Reads and validates a CSV file.
 * @param path absolute path
 * @throws DataFileError as `parseCsv`, and where the file cannot be read
 */
export function loadCsv<S extends z.ZodObject>(path: string, schema: S): { rows: z.output<S>[]; lines: number[]; file: string } {
  const { file, text } = readDataFile(path);
  return { ...parseCsv(text, file, schema), file };
}

/**
 * Reads a file of data.
 * @returns its text, and its path as messages show it
 * @throws DataFileError where it cannot be read
 */
export function readDataFile(path: string): { file: string; text: string } {
  const file = shownPath(path);
  try {
    return { file, text: readFileSync(path, "utf8") };
  } catch (error) {
    throw new DataFileError(`${file}: cannot be read (${(error as Error).message}). Restore it from the repository.`);
  }
}
