// Owns the step from rows by paragraph to cells State × measure of a document. Must not score.
import type { Status } from "../../extractors/contracts.js";
import { CERTAINTIES } from "../../extractors/contracts.js";
import type { ScoredRow } from "../../reports/score.js";

/** Which of several statuses a gap table shows; `conflict` apart, the order of pipeline/store/one-status. */
const LEADING: readonly Status[] = ["in_place", "mixed", "in_progress", "planned", "ended", "absent"];

export const cellKey = (row: { document: string; state: string; measure: string }): string => [row.document, row.state, row.measure].join("\u001f");

/** One row a cell, with its leading status and the firmest certainty; the paragraph is "". */
export function cellsOf(rows: ScoredRow[]): ScoredRow[] {
  const groups = new Map<string, ScoredRow[]>();
  for (const row of rows) groups.set(cellKey(row), [...(groups.get(cellKey(row)) ?? []), row]);
  return [...groups.values()].map((group) => {
    const first = [...group].sort((a, b) => rank(a) - rank(b))[0] as ScoredRow;
    const certainty = CERTAINTIES.find((level) => group.some((row) => row.extra?.["certainty"] === level));
    return { ...first, paragraph: "", ...(first.extra === undefined ? {} : { extra: { ...first.extra, ...(certainty === undefined ? {} : { certainty }), paragraph: first.paragraph } }) };
  });
}

const rank = (row: ScoredRow): number => {
  const at = (LEADING as readonly string[]).indexOf(row.status);
  return at < 0 ? LEADING.length : at;
};

/** Cells that the labels have and for which no claim at all is given: they stand as silent. */
export function silentCells(labels: ScoredRow[], given: ScoredRow[]): { silent: number; of: number } {
  const wanted = new Set(labels.map(cellKey));
  const got = new Set(given.map(cellKey));
  return { silent: [...wanted].filter((key) => !got.has(key)).length, of: wanted.size };
}
