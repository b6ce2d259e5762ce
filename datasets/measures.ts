// Owns the loader of the codebook: the measures that the project codes, and their categories.
// Must not hold the wording that a measure is recognised by; the extractors hold it.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { DataFileError, loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";

const measureSchema = z.object({
  code: z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+$/, "a code is category-word.measure_word in small letters"),
  category: z.string().min(1),
  label: z.string().min(1),
  definition: z.string(),
});

export type MeasureRecord = z.output<typeof measureSchema>;

const codebookSchema = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+$/), topic: z.string().min(1), file: z.string(), source: z.string() });

/** Version and topic of the codebook. The version rises when a code is added, dropped or redefined. */
export type Codebook = z.output<typeof codebookSchema>;

let measures: readonly MeasureRecord[] | undefined;
let book: Codebook | undefined;

/**
 * Reads a table of measures.
 * @param path absolute path
 * @throws DataFileError with file, line and value
 */
export function readMeasures(path: string): readonly MeasureRecord[] {
  const { rows, lines, file } = loadCsv(path, measureSchema);
  const first = new Map<string, number>();
  rows.forEach((row, i) => {
    const before = first.get(row.code);
    if (before !== undefined) throw new DataFileError(`${file} line ${lines[i]}: code '${row.code}' stands on line ${before} already. Give each measure its own code.`);
    first.set(row.code, lines[i] ?? 0);
  });
  return rows;
}

/** The measures of the package's own topic in codebook order, read once a process. @throws DataFileError as {@link readMeasures} */
export function loadMeasures(): readonly MeasureRecord[] {
  measures ??= readMeasures(datasetPath("measures.csv"));
  return measures;
}

/** The categories in codebook order. */
export function categories(): string[] {
  return [...new Set(loadMeasures().map((m) => m.category))];
}

/** Version and topic, from codebook.json. */
export function loadCodebook(): Codebook {
  book ??= codebookSchema.parse(JSON.parse(readFileSync(datasetPath("codebook.json"), "utf8")));
  return book;
}
