// Owns how rows leave: table, csv, json, md; and what makes untrusted text harmless in each.
// Must not compute a figure.
import { createRequire } from "node:module";
import type { Cell, Row } from "./query.js";
import { UNSAFE_CHARACTERS } from "../datasets/unsafe-characters.js";

// Loaded where a format needs them: most commands pay for one of the two at most.
const require = createRequire(import.meta.url);
const papaparse = (): typeof import("papaparse") => require("papaparse") as typeof import("papaparse");
const terminalTable = (): typeof import("cli-table3") => require("cli-table3") as typeof import("cli-table3");

export const OUTPUT_FORMATS = ["table", "csv", "json", "md"] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export interface TableOptions {
  /** Columns in order; the keys of the first row where not given. */
  columns?: string[];
  /** Width of the terminal; columns with long text are wrapped to fit. */
  width?: number;
  /** In a terminal table, text longer than this ends in "…"; the other formats give all. */
  cut?: number;
  /** In a terminal table, columns that are printed under their row over the whole width: quotes, messages. */
  below?: string[];
  /** In a terminal table, rows that are too wide are printed one field a line. */
  upright?: boolean;
  /** Titles for columns, by name. */
  titles?: Record<string, string>;
}

const UNSAFE = new RegExp(`[${UNSAFE_CHARACTERS}\\r]`, "g");

/** Text for a terminal or a text file: no control characters, no terminal escapes, no direction marks. */
export function clean(text: string): string {
  return text.replace(UNSAFE, "");
}

/** Rows in the wanted format, ending with a newline. */
export function formatRows(rows: Row[], format: OutputFormat, options: TableOptions = {}): string {
  const columns = options.columns ?? Object.keys(rows[0] ?? {});
  switch (format) {
    case "json":
      return toJson(rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))));
    case "csv":
      return toCsv(rows, columns);
    case "md":
      return toMarkdown(rows, columns, options.titles);
    case "table":
      return toTable(rows, columns, options);
  }
}

/** JSON with two spaces; control characters that JSON leaves alone (DEL, C1, direction marks) are escaped, so the text is whole and harmless. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSAFE, (mark) => (mark === "\r" ? mark : `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`))}\n`;
}

/**
 * CSV after RFC 4180, lines ending in CRLF as spreadsheets expect.
 * A text cell that begins with = + - @ or a tab would be run as a formula by a spreadsheet: it gets an apostrophe in front (so a quote that begins with a dash is changed; JSON keeps it whole).
 * Lists are joined with "; ". Control characters are dropped. Numbers stay numbers.
 */
export function toCsv(rows: Row[], columns: string[], delimiter = ","): string {
  const data = rows.map((row) => columns.map((name) => csvCell(row[name] ?? null)));
  return `${papaparse().unparse({ fields: columns, data }, { escapeFormulae: /^\s*[=+\-@\t＝＋－＠]/, newline: "\r\n", delimiter })}${rows.length > 0 ? "\r\n" : ""}`;
}

function csvCell(value: Cell): string | number | boolean | null {
  if (Array.isArray(value)) return clean(value.join("; "));
  return typeof value === "string" ? clean(value) : value;
}

/** A GitHub-flavoured Markdown table; characters that would end a cell or begin HTML or a link are escaped. */
export function toMarkdown(rows: Row[], columns: string[], titles: Record<string, string> = {}): string {
  const lines = [`| ${columns.map((name) => markdownText(titles[name] ?? name)).join(" | ")} |`, `|${columns.map((name) => (rows.length > 0 && rows.every((row) => typeof row[name] === "number" || row[name] === null) ? "---:" : "---")).join("|")}|`];
  for (const row of rows) lines.push(`| ${columns.map((name) => markdownText(display(row[name] ?? null))).join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

/** Text for a line or a cell of Markdown: no HTML, link, code, heading or cell of it comes alive, and it stays on its line. */
export function markdownText(text: string): string {
  return clean(text)
    .replace(/[\\`*_[\]|~#]/g, (mark) => `\\${mark}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\s*\n\s*/g, " ");
}

/** A table for a terminal; what does not fit goes on in further lines, long text stands under its row. */
export function toTable(rows: Row[], columns: string[], options: TableOptions = {}): string {
  const width = Math.max(40, options.width ?? 100);
  const text = (row: Row, name: string): string => shorten(clean(display(row[name] ?? null)).replace(/\s*\n\s*/g, " "), options.cut);
  const { beside, below } = placed(rows, columns, options, text, width);
  const cells = rows.map((row) => beside.map((name) => text(row, name)));
  const head = beside.map((name) => clean(options.titles?.[name] ?? name));
  const numeric = beside.map((name) => rows.length > 0 && rows.every((row) => typeof row[name] === "number" || row[name] === null || row[name] === undefined));
  if (options.upright === true && tooWide(head, cells, numeric, width)) return upright(head, cells, width);
  const widths = fit(head, cells, numeric, width);
  const taken = (): number => widths.reduce((sum, value) => sum + value + 2, -1);
  // What stands under a row goes over all columns: the last one fills the width.
  const rest = below.length > 0 ? width - taken() : 0;
  // A figure would stand far from the others then: an empty column fills the width.
  const filled = numeric.at(-1) === true && rest > 2;
  if (filled) widths.push(rest - 2);
  else if (rest > 0) widths[widths.length - 1] = (widths.at(-1) as number) + rest;
  const room = taken() - 1;
  const table = new (terminalTable())({
    head: filled ? [...head, ""] : head,
    colWidths: widths.map((value) => value + 1),
    colAligns: widths.map((_, at) => (numeric[at] === true ? "right" : "left")),
    wordWrap: true,
    wrapOnWordBoundary: true,
    chars: { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "", left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: " " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
  });
  rows.forEach((row, index) => {
    table.push([...(cells[index] as string[]).map((value, column) => breakLong(value, widths[column] as number)), ...(filled ? [""] : [])]);
    const under = below.map((name) => text(row, name)).filter((value) => value !== "");
    if (under.length > 0) table.push([{ colSpan: widths.length, content: under.map((value) => wrap(breakLong(value, room - 4), room - 4, "").replace(/^/gm, "    ")).join("\n"), wordWrap: false }]);
  });
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}

/** Whether columns would be so narrow that words break: more than the width for ids, codes, numbers and short words, and a third of the longer texts. */
function tooWide(head: string[], cells: string[][], numeric: boolean[], width: number): boolean {
  const needed = head.map((title, column) => {
    const longest = Math.max(title.length, ...cells.map((row) => (row[column] as string).length));
    return numeric[column] === true || longest <= 18 ? longest : Math.max(18, Math.min(30, title.length), wholeWidth(title, cells.map((row) => row[column] as string)) ?? 0);
  });
  return needed.reduce((sum, value) => sum + value + 2, 0) > width + 2;
}

/** Characters that a column of ids, symbols, codes or numbers takes, which people copy and which are never broken; null for one of sentences and names. */
function wholeWidth(title: string, values: string[]): number | null {
  return values.every((value) => !value.includes(" ")) ? Math.max(title.length, ...values.map((value) => value.length)) : null;
}

/** The least that a column may take: whole where it is of codes, otherwise its title and some of its text. */
const leastOf = (title: string, values: string[]): number => wholeWidth(title, values) ?? Math.max(title.length, Math.min(10, ...values.map((value) => value.length)));

/** Columns beside each other and those under their row: where codes do not fit whole, the longest of them goes under; an id that names the row stays. */
function placed(rows: Row[], columns: string[], options: TableOptions, text: (row: Row, name: string) => string, width: number): { beside: string[]; below: string[] } {
  const fixed = options.below ?? [];
  let beside = columns.filter((name) => !fixed.includes(name));
  const moved: string[] = [];
  if (options.upright === true) return { beside, below: fixed };
  const least = new Map(beside.map((name) => [name, leastOf(clean(options.titles?.[name] ?? name), rows.map((row) => text(row, name)))]));
  const taken = (): number => beside.reduce((sum, name) => sum + (least.get(name) as number) + 2, 0);
  while (taken() > width + 2) {
    const [longest] = beside.filter((name) => !/(^|_)id$/.test(name)).sort((x, y) => (least.get(y) as number) - (least.get(x) as number));
    if (longest === undefined || beside.length <= 2 || (least.get(longest) as number) < 8) break;
    moved.push(longest);
    beside = beside.filter((name) => name !== longest);
  }
  return { beside, below: [...moved, ...fixed] };
}

/** One field a line, rows apart. */
function upright(head: string[], cells: string[][], width: number): string {
  const first = Math.min(24, Math.max(...head.map((title) => title.length)));
  const room = width - first - 2;
  const field = (title: string, value: string): string => `${title.padEnd(first)}  ${wrap(breakLong(value, room), room, "").replace(/\n/g, `\n${" ".repeat(first + 2)}`)}`.trimEnd();
  return `${cells.map((row, index) => [`-- row ${index + 1} of ${cells.length}`, ...row.map((value, column) => field(head[column] as string, value))].join("\n")).join("\n\n")}\n`;
}

/** Breaks text at spaces to the width; further lines are indented. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of clean(text).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join("\n");
}

/** Column widths that fit: ids, symbols and codes stay whole where they can, what is left goes to the others, the narrowest need first. */
function fit(head: string[], cells: string[][], numeric: boolean[], width: number): number[] {
  const wanted = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] as string).length), 1));
  // Two between columns, none after the last.
  const room = width - 2 * head.length + 2;
  // Numbers are never broken: a long text beside them takes less.
  const least = head.map((title, column) => leastOf(title, cells.map((row) => row[column] as string)));
  const codes = least.reduce((sum, value) => sum + value, 0) <= room ? least : undefined;
  const whole = codes ?? [34, 18, 12, 6].map((most) => wanted.map((value, column) => (numeric[column] === true ? value : Math.min(value, most)))).find((widths) => widths.reduce((sum, value) => sum + value, 0) <= room);
  const widths = whole ?? wanted.map((value, column) => Math.min(value, numeric[column] === true && head.length < 10 ? 10 : 6));
  const order = wanted.map((_, column) => column).sort((x, y) => (wanted[x] as number) - (wanted[y] as number));
  let left = room - widths.reduce((sum, value) => sum + value, 0);
  order.forEach((column, index) => {
    const more = Math.max(0, Math.min((wanted[column] as number) - (widths[column] as number), Math.floor(left / (order.length - index))));
    widths[column] = (widths[column] as number) + more;
    left -= more;
  });
  return widths;
}

/** A word longer than its column is cut into pieces: nothing is lost. */
function breakLong(text: string, width: number): string {
  return text
    .split(" ")
    .map((word) => (word.length <= width ? word : (word.match(new RegExp(`.{1,${width}}`, "gu")) ?? []).join(" ")))
    .join(" ");
}

const shorten = (text: string, most = Infinity): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function display(value: Cell): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.join("; ");
  return String(value);
}
