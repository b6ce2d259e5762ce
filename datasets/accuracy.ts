// Owns the loader of the extractor's measured error, which reports widen their intervals by.
// Must not measure; `stocktake evaluate` does.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { DataFileError } from "./load-csv.js";
import { datasetPath } from "./paths.js";

const share = z.object({ right: z.number().int().nonnegative(), of: z.number().int().positive() }).refine((value) => value.right <= value.of, "right must not exceed of");

const schema = z.object({
  /** ISO 8601 day of the measurement. */
  date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  /** What was measured against what, in a sentence. */
  source: z.string().min(1),
  /** Command that gives the figures again. */
  command: z.string().min(1),
  /** Of the claims given, those that the labels confirm. */
  precision: share,
  /** Of the claims labelled, those that were found. */
  recall: share,
});

export type Accuracy = z.output<typeof schema>;

/**
 * The measured error, from datasets/accuracy.json.
 * @throws DataFileError where the file does not hold what it must
 */
export function loadAccuracy(): Accuracy {
  const file = datasetPath("accuracy.json");
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new DataFileError(`${file}: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}. Copy the counts from \`stocktake evaluate --format json\`.`);
  return parsed.data;
}
