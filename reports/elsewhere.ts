// Owns what is said of measures that no State is named with: States stand under wording that mentions them with another measure, and where. "0 of 59" alone would hide it.
// Must not count: reports/sql/elsewhere.sql does.
import { runSqlFile, type QueryRunner } from "./query.js";

export interface Elsewhere {
  measure: string;
  label: string;
  states: number;
  /** Document and paragraph, at most three, in reading order. */
  places: string[];
}

/** One row for each measure that is mentioned elsewhere only; null asks for all documents and measures. */
export function elsewhereRows(database: QueryRunner, question: { documents: string[] | null; bases: string[]; measures: string[] | null }): Promise<Elsewhere[]> {
  const { documents, bases, measures } = question;
  return runSqlFile<Elsewhere & Record<string, never>>(database, "elsewhere", { documents, bases, measures });
}

/** The sentence that stands under a table. */
export function elsewhereSentence({ label, states, places }: Pick<Elsewhere, "label" | "states" | "places">): string {
  return `${label}: no State is named with it alone; ${states === 1 ? "1 State stands" : `${states} States stand`} under wording that mentions it with another measure (${places.join("; ")}).`;
}
