// Owns a table of counts on a terminal: a name, then numbers. It fits the width whatever it holds: columns without a State are left out,
// long names go on in further lines, and what still does not fit stands in a second band. Must not count or drop a figure above 0.
import { clean, wrap } from "./format.js";

export interface CountColumn {
  /** Two lines; the first may be empty. */
  title: [string, string];
  values: string[];
  /** Printed even where every value is 0. */
  always: boolean;
}

/** Narrower than this, names can no longer be read. */
const NARROWEST_NAME = 12;

/** Lines of the table, none longer than the width (of 40 and more). */
export function countTable(names: string[], columns: CountColumn[], width: number): string {
  const cleaned = names.map(clean);
  const shown = columns.filter((column) => column.always || column.values.some((value) => value !== "0"));
  const sizes = shown.map(({ title, values }) => Math.max(title[0].length, title[1].length, ...values.map((value) => value.length)));
  const longest = Math.max(...cleaned.map((name) => name.length));
  const taken = (from: number, to: number): number => sizes.slice(from, to).reduce((sum, size) => sum + size + 1, 0);
  // As many columns a band as fit beside names that may be wrapped.
  const bands: [number, number][] = [];
  for (let from = 0; from < shown.length; ) {
    let to = from + 1;
    while (to < shown.length && taken(from, to + 1) + Math.min(longest, NARROWEST_NAME) <= width) to += 1;
    bands.push([from, to]);
    from = to;
  }
  return bands.map(([from, to]) => band(cleaned, shown.slice(from, to), sizes.slice(from, to), Math.min(longest, Math.max(NARROWEST_NAME, width - taken(from, to))))).join("\n");
}

function band(names: string[], columns: CountColumn[], sizes: number[], first: number): string {
  const line = (name: string, cells: string[]): string => [name.padEnd(first), ...cells.map((cell, at) => cell.padStart(sizes[at] as number))].join(" ").trimEnd();
  const lines = [line("", columns.map(({ title }) => title[0])), line("", columns.map(({ title }) => title[1]))];
  names.forEach((name, row) => {
    const parts = wrap(name, first, " ").split("\n").flatMap((part) => part.match(new RegExp(`.{1,${first}}`, "gu")) ?? [part]);
    parts.forEach((part, at) => lines.push(line(part, at === parts.length - 1 ? columns.map(({ values }) => values[row] as string) : [])));
  });
  return lines.join("\n");
}

/** "In progress" as two lines. */
export function twoLines(title: string): [string, string] {
  const at = title.indexOf(" ");
  return at < 0 ? ["", title] : [title.slice(0, at), title.slice(at + 1)];
}
