// Owns the proof that long documents are read whole and in time in line with their length.
// Must not measure speed itself, which depends on the machine: each test doubles its input and looks at the ratio.
import { describe, expect, it } from "vitest";
import { documentFromLines } from "../../extractors/document/document.js";
import { sourceLine, type SourceDocument } from "../../extractors/document/source.js";
import { textLines } from "../../pipeline/parse/text-lines.js";

const options = { fileName: "made.txt", resolveState: (): null => null };
const source = (text: string): SourceDocument => ({ format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null });
const read = (text: string): ReturnType<typeof documentFromLines> => documentFromLines(source(text), options);

function seconds(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

/** Time for twice the input over time for once; the least of a few, because other work disturbs. Linear is 2, quadratic 4. */
function ratio(make: (size: number) => () => void, size: number): number {
  const [once, twice] = [make(size), make(size * 2)];
  once();
  const least = (work: () => void): number => Math.min(...[1, 2, 3, 4, 5].map(() => seconds(work)));
  return least(twice) / Math.max(least(once), 0.03);
}

/** Linear time gives 2, quadratic 4; between them lies what a busy machine adds. */
const MOST = 3.3;

const SENTENCE = "The authorities said that work on the question had begun and that several ministries took part in it";
const wordy = (n: number): string => `${SENTENCE}, in its part ${n}`;

describe("paragraph numbers", () => {
  it("above 999 are read, in text and in print", () => {
    const numbered = Array.from({ length: 1500 }, (_, i) => `${i + 1}. ${wordy(i)}.`);
    const text = read(numbered.join("\n\n"));
    expect(text.paragraphs.filter((p) => p.numbered).map((p) => p.number)).toEqual(Array.from({ length: 1500 }, (_, i) => String(i + 1)));
    // Words of its own in each: lines that are alike but for digits are running heads near the edge of a page.
    const spelled = (i: number): string => [...String(i)].map((digit) => "abcdefghij".charAt(Number(digit)).repeat(2)).join("");
    const lines = numbered.map((text, i) => `${text.slice(0, -1)} of the kind ${spelled(i)}.`).map((line, i) => sourceLine(line, { page: Math.floor(i / 20) + 1, x: 70, right: 500, y: 700 - (i % 20) * 30, size: 10, gap: i % 20 === 0 ? 0 : 2, blockStart: i % 20 !== 0, lead: `${i + 1}.` }));
    const print = documentFromLines({ ...source(""), format: "pdf", lines, pages: 75 }, options);
    expect(print.paragraphs.filter((p) => p.numbered).length).toBe(1500);
    expect(print.paragraphs.at(-1)?.number).toBe("1500");
  });

  it("that stop long before the end are an issue", () => {
    const start = Array.from({ length: 10 }, (_, i) => `${i + 1}. ${wordy(i)}.`);
    const rest = Array.from({ length: 60 }, (_, i) => `${wordy(i)}.`);
    const stops = (lines: string[]): boolean => read(lines.join("\n\n")).issues.some((issue) => issue.kind === "segmentation" && issue.message.includes("paragraph 10"));
    expect(stops([...start, ...rest])).toBe(true);
    expect(stops(start)).toBe(false);
  });
});

describe("time grows with the text, not with its square", () => {
  it.each<[string, (n: number) => string]>([
    ["lines of one paragraph", (n) => Array.from({ length: n }, (_, i) => wordy(i)).join("\n")],
    ["short lines of one paragraph", (n) => Array.from({ length: n }, (_, i) => `and part ${i} of it`).join("\n")],
    ["long lines without blank lines", (n) => Array.from({ length: n }, (_, i) => `${wordy(i)}. ${wordy(i)}.`).join("\n")],
    ["lines parted by blank lines", (n) => Array.from({ length: n }, (_, i) => `${wordy(i)}.`).join("\n\n")],
    ["numbered paragraphs", (n) => Array.from({ length: n }, (_, i) => `${i + 1}. ${wordy(i)}.`).join("\n\n")],
    ["numbered lines without blank lines", (n) => Array.from({ length: n }, (_, i) => `${i + 1}. ${wordy(i)}.`).join("\n")],
    ["numbers that lead nowhere", (n) => Array.from({ length: n }, (_, i) => `${(i * 7919) % 9973}. ${wordy(i)}.`).join("\n\n")],
    ["ones", (n) => Array.from({ length: n }, (_, i) => `1. ${wordy(i)}.`).join("\n\n")],
    ["headings", (n) => Array.from({ length: n }, (_, i) => `Part ${i} of the whole\n\n${wordy(i)}.`).join("\n\n")],
    ["pages", (n) => Array.from({ length: n }, (_, i) => `${wordy(i)}${i % 20 === 19 ? `\n${i}\n\fA/99/1\n` : ""}`).join("\n")],
    ["page marks without form feeds", (n) => Array.from({ length: n }, (_, i) => `${wordy(i)}${i % 20 === 19 ? `\n${(i + 1) / 20} GE.12-34567\n\nA/99/1` : ""}`).join("\n")],
    ["notes at the end", (n) => `${Array.from({ length: n }, (_, i) => `${i + 1}. ${wordy(i)}.${i + 1}`).join("\n\n")}\n\nNotes\n\n${Array.from({ length: n }, (_, i) => `${i + 1} See there.`).join("\n")}`],
  ])("%s", (_, make) => {
    expect(ratio((size) => {
      const text = make(size);
      return () => void read(text);
    }, 2000)).toBeLessThan(MOST);
  });

  it.each<[string, (n: number) => string]>([
    ["runs of blanks", (n) => `x${" ".repeat(n)}y`],
    ["runs of blanks at the end", (n) => `x${" ".repeat(n)}`],
    ["runs of tabs", (n) => `x y z${"\t".repeat(n)}.`],
    ["dots", (n) => `x${".".repeat(n)}y`],
    ["dots with blanks", (n) => `x${" .".repeat(n)}y`],
    ["underscores", (n) => `x${"_".repeat(n)}y`],
    ["hyphens", (n) => `x${"-a".repeat(n)}`],
    ["digits", (n) => `x ${"1 ".repeat(n)}y`],
    ["stars", (n) => `${"*".repeat(n)}y`],
    ["symbols", (n) => `A/1${"/A/1".repeat(n)}y`],
    ["many lines that end in blanks", (n) => Array.from({ length: n / 100 }, () => `x y z w ${" ".repeat(100)}`).join("\n")],
  ])("%s in a line", (_, make) => {
    expect(ratio((size) => {
      const text = make(size);
      return () => void read(text);
    }, 40_000)).toBeLessThan(MOST);
  });
});
