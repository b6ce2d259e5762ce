// Owns the figures of recognition: typeset pages turned into pictures, recognised, and compared with their text; and a real scan.
// Must not hold limits or texts: it prints figures on what lies beside the repository. Slow: some seconds a page.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import PDFDocument from "pdfkit";
import { packageRoot } from "../../datasets/paths.js";
import { buildContext, extract } from "../../extractors/extract.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const beside = resolve(packageRoot(), "../shared/corpus");
const TYPESET = join(beside, "seeds/A-65-209.pdf");
const SCAN = join(beside, "hard/A_45_696_Add.1.en.pdf");
const resolveState = stateResolver();
const context = buildContext();

/** A PDF of pictures of another's pages. Needs pdftoppm (poppler-utils). */
async function pictured(path: string, dpi: number): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "stocktake-ocr-"));
  try {
    execFileSync("pdftoppm", ["-r", String(dpi), "-gray", "-png", path, join(folder, "p")]);
    const pdf = new PDFDocument({ autoFirstPage: false });
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise((done) => pdf.on("end", done));
    for (const name of readdirSync(folder).sort()) {
      pdf.addPage({ size: [612, 792], margin: 0 });
      pdf.image(join(folder, name), 0, 0, { fit: [612, 792] });
    }
    pdf.end();
    await ended;
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const read = (bytes: Uint8Array, fileName: string): Promise<ReadDocument> =>
  readDocument(bytes, { fileName, resolveState, ocr: (page, done, of) => void process.stderr.write(`${fileName}: page ${page}, ${done} of ${of}\n`) });

const textOf = (document: ReadDocument): string => [...document.sections.map((section) => section.heading), ...document.paragraphs.map((p) => p.text)].join("\n").replace(/\s+/g, " ");
const claimsOf = (document: ReadDocument): Set<string> => new Set(extract(document, context).claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`));

/** Signs that print and recognition write in several ways count as one. */
const plain = (text: string): string => text.normalize("NFKC").replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—−]/g, "-").replace(/\s+/g, " ").trim();

/** The paragraph as it is printed: with the marks of notes, which are letters of the page as well. */
function printed(paragraph: ReadDocument["paragraphs"][number]): string {
  let text = paragraph.text;
  for (const { offset, label } of [...paragraph.calls].reverse()) text = text.slice(0, offset) + label + text.slice(offset);
  return plain(text);
}

/** Shorter runs than this are misread letters, not text of another place. */
const SHORTEST_RUN = 30;

/** Distances of all beginnings of one text to all beginnings of the other, row by row. */
function distances(wanted: string, found: string): Uint16Array[] {
  const rows = [Uint16Array.from({ length: found.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= wanted.length; i++) {
    const above = rows[i - 1]!;
    const row = new Uint16Array(found.length + 1);
    row[0] = i;
    for (let j = 1; j <= found.length; j++) row[j] = Math.min(above[j - 1]! + (wanted.charCodeAt(i - 1) === found.charCodeAt(j - 1) ? 0 : 1), above[j]! + 1, row[j - 1]! + 1);
    rows.push(row);
  }
  return rows;
}

const reversed = (text: string): string => [...text].reverse().join("");

/**
 * Letters to change, add or leave out to make one text the other; where a run of at least SHORTEST_RUN letters of another place (a note at the
 * foot of the page, a page head) stands in the found text, `ranIn` is its length and it is not among them.
 */
function errors(wanted: string, found: string): { all: number; misread: number; ranIn: number } {
  const ahead = distances(wanted, found);
  const all = ahead[wanted.length]![found.length]!;
  const behind = distances(reversed(wanted), reversed(found));
  let best = { misread: all, ranIn: 0 };
  for (let i = 0; i <= wanted.length; i++) {
    let least = { cost: Number.POSITIVE_INFINITY, at: 0 };
    for (let to = SHORTEST_RUN; to <= found.length; to++) {
      const from = to - SHORTEST_RUN;
      if (ahead[i]![from]! < least.cost) least = { cost: ahead[i]![from]!, at: from };
      const cost = least.cost + behind[wanted.length - i]![found.length - to]!;
      if (cost < best.misread) best = { misread: cost, ranIn: to - least.at };
    }
  }
  return { all, ...best };
}

/** By paragraphs of the same number: what is cut or ordered otherwise elsewhere is no error of letters. */
function compare(wanted: ReadDocument, found: ReadDocument): string {
  const byNumber = new Map(found.paragraphs.filter((p) => p.numbered).map((p) => [p.number, printed(p)]));
  const sum = { letters: 0, all: 0, misread: 0, ranIn: 0, runs: 0, missing: 0 };
  for (const paragraph of wanted.paragraphs.filter((p) => p.numbered)) {
    const text = printed(paragraph);
    const other = byNumber.get(paragraph.number);
    if (other === undefined) {
      sum.missing++;
      continue;
    }
    const { all, misread, ranIn } = errors(text, other);
    sum.letters += text.length;
    sum.all += all;
    sum.misread += misread;
    sum.ranIn += ranIn;
    if (ranIn > 0) sum.runs++;
  }
  const claims = claimsOf(wanted);
  const there = claimsOf(found);
  const kept = [...claims].filter((claim) => there.has(claim)).length;
  const added = [...there].filter((claim) => !claims.has(claim)).length;
  const share = (count: number): string => `${((count / sum.letters) * 100).toFixed(2)} %`;
  return `of ${sum.letters} characters of numbered paragraphs ${share(sum.misread)} are misread, and ${share(sum.all)} differ with the text of another place that ran into ${sum.runs} of them (${sum.ranIn} characters); ${sum.missing} paragraphs not found; claims ${kept} of ${claims.size}, ${added} others`;
}

const missing = [TYPESET, SCAN].filter((path) => !existsSync(path));
if (missing.length > 0) {
  process.stdout.write(`Not there: ${missing.join(", ")}\n`);
  process.exitCode = 1;
} else {
  const wanted = await readDocument(new Uint8Array(readFileSync(TYPESET)), { fileName: basename(TYPESET), resolveState });
  for (const dpi of process.argv.slice(2).map(Number).filter((n) => n > 0)) {
    const found = await read(await pictured(TYPESET, dpi), `${dpi}-dpi.pdf`);
    process.stdout.write(`${basename(TYPESET)} at ${dpi} dpi: ${compare(wanted, found)}\n`);
  }
  const scan = await read(new Uint8Array(readFileSync(SCAN)), basename(SCAN));
  const sure = scan.paragraphs.map((p) => p.recognised ?? 0).sort((p, q) => p - q);
  process.stdout.write(`${basename(SCAN)}: ${textOf(scan).length} characters in ${scan.paragraphs.length} paragraphs, ${scan.paragraphs.filter((p) => p.numbered).length} numbered, half of them at least ${sure[sure.length >> 1]} % sure; ${scan.unreadPages ?? 0} pages not read; ${claimsOf(scan).size} claims\n`);
}
