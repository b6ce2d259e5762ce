// Owns the comparison with `pdftotext`: which share of its words is read, and whether its text gives the paragraphs of the PDF.
// Must not hold limits or texts: it prints figures on what lies beside the repository.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { documentFromLines } from "../../extractors/document/document.js";
import { withoutCalls, type SourceLine } from "../../extractors/document/source.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { openPdf } from "../../pipeline/parse/pdfjs.js";
import { pdfLines } from "../../pipeline/parse/pdf-lines.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const HELP = `npm run words-kept [-- FOLDER…]   share of pdftotext's words that is read, file by file, with what the rest is (default: ../shared)
npm run text-forms [-- FOLDER…]   numbered paragraphs of pdftotext's text (plain, -layout, each without form feeds) against the PDF's own
                                  (default: ../shared/corpus/national-reports ../shared/corpus/upr-working-group)
Both need pdftotext (poppler-utils).
`;
/** Below this share the words that are missing are printed. */
const EXPLAINED = 0.97;
const resolveState = stateResolver();

function pdfsUnder(path: string): string[] {
  if (statSync(path).isFile()) return path.endsWith(".pdf") ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => pdfsUnder(join(path, name)));
}

function pdftotext(path: string, ...options: string[]): string {
  try {
    return execFileSync("pdftotext", [...options, path, "-"], { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }).toString();
  } catch {
    return "";
  }
}

/** Words of a text with their counts; hyphens, marks of notes and case part and join nothing. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of withoutCalls(text).normalize("NFKC").toLowerCase().matchAll(/\p{L}{2,}/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many of the wanted words are there; what is missing. */
function shared(wanted: Map<string, number>, there: Map<string, number>): { kept: number; missing: [string, number][] } {
  let kept = 0;
  const missing: [string, number][] = [];
  for (const [word, count] of wanted) {
    const both = Math.min(count, there.get(word) ?? 0);
    kept += both;
    if (both < count) missing.push([word, count - both]);
  }
  return { kept, missing: missing.sort((p, q) => q[1] - p[1] || p[0].localeCompare(q[0])) };
}

const zoneText = (lines: SourceLine[], zones: SourceLine["zone"][]): string => lines.filter((line) => zones.includes(line.zone)).map((line) => line.text).join("\n");

async function words(paths: string[]): Promise<void> {
  const all = { words: 0, read: 0, kept: 0 };
  for (const path of paths) {
    const wanted = countWords(pdftotext(path).replace(/(\p{L})-\n(?=\p{Ll})/gu, "$1"));
    const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
    if (total === 0) continue;
    let line: string;
    try {
      const pdf = await openPdf(new Uint8Array(readFileSync(path)), 3000);
      const content = await pdf.read(1, pdf.pageCount).finally(() => pdf.close());
      const lines = pdfLines(content.pages);
      const document = documentFromLines({ format: "pdf", lines, notes: [], pages: pdf.pageCount, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: basename(path), resolveState });
      const stored = textOf(document);
      const kept = shared(wanted, countWords(stored)).kept;
      const { kept: read, missing } = shared(wanted, countWords(`${stored}\n${zoneText(lines, ["furniture", "contents", "masthead"])}`));
      all.words += total;
      all.read += read;
      all.kept += kept;
      line = `${percent(read / total)} read, ${percent(kept / total)} in paragraphs, headings and notes; the rest is mastheads, running heads, contents`;
      if (read / total < EXPLAINED) line += `\n    missing: ${missing.slice(0, 15).map(([word, count]) => (count > 1 ? `${word} (${count})` : word)).join(", ")}`;
    } catch (error) {
      line = `not read: ${error instanceof Error ? error.message : String(error)}`;
    }
    process.stdout.write(`${relative(packageRoot(), path)}: ${total} words, ${line}\n`);
  }
  process.stdout.write(`All: ${all.words} words, ${percent(all.read / all.words)} read, ${percent(all.kept / all.words)} in paragraphs, headings and notes.\n`);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function textOf(document: ReadDocument): string {
  return [...document.sections.map((section) => section.heading), ...document.paragraphs.map((p) => p.text), ...document.footnotes.map((note) => note.text)].join("\n");
}

/** Letters and digits alone: extractors differ in blanks and hyphens. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

async function forms(paths: string[]): Promise<void> {
  const sums = new Map<string, { same: number; of: number }>();
  for (const path of paths) {
    const wanted = (await readDocument(new Uint8Array(readFileSync(path)), { fileName: basename(path), resolveState })).paragraphs.filter((p) => p.numbered);
    if (wanted.length === 0) continue;
    const [plain, layout] = [pdftotext(path), pdftotext(path, "-layout")];
    const found: string[] = [];
    for (const [form, text] of [["plain", plain], ["layout", layout], ["plain without form feeds", plain.replaceAll("\f", "\n")], ["layout without form feeds", layout.replaceAll("\f", "\n")]] as const) {
      const document = await readDocument(new TextEncoder().encode(text), { fileName: "text.txt", resolveState });
      const there = new Set(document.paragraphs.filter((p) => p.numbered).map((p) => `${p.number} ${letters(p.text)}`));
      const same = wanted.filter((p) => there.has(`${p.number} ${letters(p.text)}`)).length;
      const sum = sums.get(form) ?? { same: 0, of: 0 };
      sums.set(form, { same: sum.same + same, of: sum.of + wanted.length });
      found.push(`${form} ${same}`);
    }
    process.stdout.write(`${relative(packageRoot(), path)}: ${wanted.length} numbered; ${found.join(", ")}\n`);
  }
  for (const [form, { same, of }] of sums) process.stdout.write(`All, ${form}: ${percent(same / of)} of ${of} the same\n`);
}

const [what, ...given] = process.argv.slice(2);
const beside = resolve(packageRoot(), "../shared");
const folders = given.length > 0 ? given : what === "forms" ? [join(beside, "corpus/national-reports"), join(beside, "corpus/upr-working-group")] : [beside];
const absent = folders.filter((folder) => !existsSync(folder));
if ((what !== "words" && what !== "forms") || given.includes("--help") || absent.length > 0) {
  process.stdout.write(absent.length > 0 ? `Not there: ${absent.join(", ")}\n\n${HELP}` : HELP);
  process.exitCode = absent.length > 0 ? 1 : 0;
} else await (what === "words" ? words : forms)(folders.flatMap(pdfsUnder));
