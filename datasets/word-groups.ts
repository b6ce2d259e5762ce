// Owns how the rows of a table of words come into the groups that code asks for by name.
// Must not know what a group is for.
import { DataFileError, unknownValue } from "./load-csv.js";

/** A table as it was read: rows, the line that each starts on, and its name for messages. */
export interface GroupTable<R> {
  rows: readonly R[];
  lines: readonly number[];
  file: string;
}

/**
 * Rows by the group that they name, in the order of the file.
 * @param groups those that code asks for: each needs a row, and there are no others
 * @param column the column that names the group, for messages
 * @param wordsOf what may stand in one group only once
 * @throws DataFileError that names file, line and value
 */
export function byGroup<G extends string, R>(table: GroupTable<R>, groups: readonly G[], column: string & keyof R, wordsOf: (row: R) => string): Readonly<Record<G, readonly R[]>> {
  const { rows, lines, file } = table;
  const out = Object.fromEntries(groups.map((group): [G, R[]] => [group, []])) as Record<G, R[]>;
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    const group = String(row[column]);
    const words = wordsOf(row);
    const line = lines[i] ?? 0;
    if (seen.has(`${group} ${words}`)) throw new DataFileError(`${file} line ${line}: '${group} ${words}' stands twice. Remove one of the two lines.`);
    seen.add(`${group} ${words}`);
    const known = groups.find((name) => name === group);
    if (known === undefined) throw unknownValue(file, line, column, group, groups);
    out[known].push(row);
  });
  const empty = groups.find((group) => out[group].length === 0);
  if (empty !== undefined) throw new DataFileError(`${file}: the ${column} '${empty}' has no word. The reader asks for it.`);
  return out;
}
