// Owns the loader of the table of status: what a predicate of each class says of the thing it governs, and of what stands below it.
// Must not read sentences.
import { z } from "zod";
import { loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";

const OUTCOMES = ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "none"] as const;
/** A status, or `none`: the words report nothing. */
export type Outcome = (typeof OUTCOMES)[number];
export type PredicateForm = "done" | "ongoing" | "future" | "negated" | "noun";

const outcome = z.enum(OUTCOMES);
const rowSchema = z.object({ class: z.string(), measures: z.string(), done: outcome, ongoing: outcome, future: outcome, negated: outcome, noun: outcome, note: z.string() });
const above = z.enum([...OUTCOMES, "keep"]);
const aboveSchema = z.object({ class: z.string(), in_place: above, in_progress: above, planned: above, absent: above, ended: above, note: z.string() });

export interface StatusTable {
  /** What a predicate says of the thing it governs. `measure` chooses a row for a family of measures where one exists. */
  direct(predicateClass: string, form: PredicateForm, measure: string): Outcome | null;
  /** What becomes of a status when a predicate of the class stands above; null for an unknown class. */
  above(predicateClass: string, status: Outcome): Outcome | null;
}

let loaded: StatusTable | undefined;

/** Loads the table once a process. @throws DataFileError with file and line */
export function loadStatusTable(): StatusTable {
  if (loaded !== undefined) return loaded;
  const direct = loadCsv(datasetPath("status.csv"), rowSchema).rows;
  const higher = new Map(loadCsv(datasetPath("status-above.csv"), aboveSchema).rows.map((r) => [r.class, r]));
  loaded = {
    direct: (predicateClass, form, measure) => {
      const rows = direct.filter((r) => r.class === predicateClass);
      const own = rows.find((r) => r.measures !== "" && (measure === r.measures || measure.startsWith(`${r.measures}.`))) ?? rows.find((r) => r.measures === "");
      return own?.[form] ?? null;
    },
    above: (predicateClass, status) => {
      const row = higher.get(predicateClass);
      if (row === undefined) return null;
      if (status === "none" || status === "mixed") return status;
      const to = row[status];
      return to === "keep" ? status : to;
    },
  };
  return loaded;
}
