// Owns the measure of reading on real documents, where the corpus lies beside the repository: numbers, notes, roles, refusals.
// Must not hold their text: it is read at test time.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReadDocument } from "../../extractors/contracts.js";
import { UnreadableDocumentError } from "../../pipeline/parse/read-document.js";
import { readParsed } from "../accuracy/read-file.js";

const shared = resolve(dirname(fileURLToPath(import.meta.url)), "../../../shared");
const corpus = join(shared, "corpus");
const gold = join(shared, "gold");
const missing = !existsSync(corpus) || !existsSync(gold);
if (missing) console.warn(`reading.test.ts: skipped, ${corpus} or ${gold} is not there (it holds documents that the repository must not).`);

const documents = new Map<string, ReadDocument>();
const refused = new Map<string, UnreadableDocumentError>();

async function read(file: string): Promise<ReadDocument> {
  const known = documents.get(file);
  if (known) return known;
  const document = await readParsed(join(corpus, file));
  documents.set(file, document);
  return document;
}

/** Letters and digits only: the gold was copied from another reader, with its own spaces and hyphens. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

describe.skipIf(missing)("reading the corpus", () => {
  beforeAll(async () => {
    for (const folder of readdirSync(corpus)) {
      if (folder === "README.md") continue;
      for (const name of readdirSync(join(corpus, folder))) {
        try {
          await read(`${folder}/${name}`);
        } catch (error) {
          if (!(error instanceof UnreadableDocumentError)) throw error;
          refused.set(`${folder}/${name}`, error);
        }
      }
    }
  }, 600_000);

  it("ends each hard file as read or refused with its reason", () => {
    expect([...refused].map(([file, error]) => [file, error.reason]).sort()).toEqual([
      ["hard/A_45_696_Add.1.en.pdf", "no_text_layer"],
      ["hard/blank.pdf", "no_text_layer"],
      ["hard/error.pdf", "not_a_document"],
      ["hard/not_a_pdf.pdf", "empty"],
    ]);
    expect(documents.get("hard/udhr-es.pdf")?.issues.map((issue) => issue.kind)).toContain("language");
    expect(documents.get("hard/some_empty_pages.pdf")?.issues.map((issue) => issue.kind)).toContain("unreadable");
    expect(documents.get("hard/2-AdvancedQuestionsSlovenia.doc")?.format).toMatch(/^docx?$/);
  });

  it("finds each quote of the gold in the paragraph of its number", () => {
    let found = 0;
    let rows = 0;
    const missed: string[] = [];
    // The labels lie outside the repository and may grow; on 1 December 2026 they were 40 and 75.
    for (const [name, least] of [["country-reports.gold.csv", 40], ["country-reports.doubtful.csv", 75]] as const) {
      const before = rows;
      for (const row of Papa.parse<{ file: string; paragraph: string; quote?: string }>(readFileSync(join(gold, name), "utf8"), { header: true, skipEmptyLines: true }).data) {
        rows++;
        const paragraphs = documents.get(row.file)?.paragraphs.filter((p) => p.number === row.paragraph) ?? [];
        if (paragraphs.some((p) => letters(p.text).includes(letters(row.quote ?? "")))) found++;
        else missed.push(`${row.file} ${row.paragraph}`);
      }
      expect(rows - before, name).toBeGreaterThanOrEqual(least);
    }
    expect(missed).toEqual([]);
    expect(found).toBe(rows);
  });

  it("reads every printed paragraph of text that others extracted, and its quotes where they stand", () => {
    const printed = { "state-reports/A_HRC_WG.6_29_BRB_1.txt": 99, "state-reports/A_HRC_WG.6_33_BRN_1.txt": 155, "state-reports/A_HRC_WG.6_41_BRA_1.txt": 133, "state-reports/A_HRC_WG.6_43_FRA_1.txt": 138, "third-party-text/A_HRC_WG.6_41_BRA_3.txt": 83, "third-party-text/A_HRC_WG.6_43_FRA_2.txt": 62 };
    for (const [file, count] of Object.entries(printed)) {
      const paragraphs = documents.get(file)!.paragraphs;
      expect(paragraphs.filter((p) => p.numbered).map((p) => p.number), file).toEqual(Array.from({ length: count }, (_, i) => String(i + 1)));
      expect(paragraphs.length, file).toBe(count);
    }
    const missed: string[] = [];
    for (const [folder, labels] of [["state-reports", "state-reports/dev.gold.csv"], ["third-party-text", "third-party/dev.gold.csv"]] as const) {
      for (const row of Papa.parse<{ file: string; paragraph: string; quote: string }>(readFileSync(join(gold, labels), "utf8"), { header: true, skipEmptyLines: true }).data) {
        const paragraphs = documents.get(`${folder}/${row.file}`)?.paragraphs.filter((p) => p.number === row.paragraph) ?? [];
        if (!row.file.endsWith(".md") && !paragraphs.some((p) => letters(p.text).includes(letters(row.quote)))) missed.push(`${row.file} ${row.paragraph} ${row.quote}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it("reads the seed report the same from PDF, DOCX and text", () => {
    const [pdf, docx, text] = ["pdf", "docx", "txt"].map((end) => documents.get(`seeds/A-65-209.${end}`)!);
    const shape = (document: ReadDocument): unknown => document.paragraphs.filter((p) => p.numbered).map((p) => [p.number, p.role, p.text, p.calls]);
    expect(pdf!.paragraphs.filter((p) => p.numbered).map((p) => p.number)).toEqual(Array.from({ length: 57 }, (_, i) => String(i + 1)));
    expect(shape(docx!)).toEqual(shape(pdf!));
    expect(shape(text!)).toEqual(shape(pdf!));
    for (const document of [pdf!, docx!, text!]) {
      expect(document.meta.symbol).toBe("A/65/209");
      expect(document.meta.kind).toBe("sg_report");
      expect(document.footnotes.map((note) => note.label)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
      expect(document.footnotes.every((note) => note.calledIn !== null)).toBe(true);
      const first = document.footnotes[0]!.calledIn!;
      expect(document.paragraphs[first.paragraph]!.number).toBe("2");
      const third = document.paragraphs.find((p) => p.number === "3")!.text;
      expect(third).toContain("have become party to the trafficking Protocol");
      expect(third).not.toMatch(/Replies were received/);
    }
  });

  it("lets nothing of headers, footers, mastheads, contents or marks into a paragraph", () => {
    const leaks: string[] = [];
    for (const [file, document] of documents) {
      for (const p of document.paragraphs) {
        const leak = /\.{6,}|_{8,}|\bGE\.\d\d-\d{5}|\b\d\d-\d{5} \([EFS]\)|\*\d{7}\*|\bDistr\.:? ?General|\bOriginal: English|[\uE000-\uF8FF]| {2}|\/ ?\.\.\.$/.exec(p.text);
        if (leak) leaks.push(`${file} ${p.number} ${leak[0]}`);
        for (const call of p.calls) if (call.offset < 0 || call.offset > p.text.length) leaks.push(`${file} ${p.number} call ${call.label} at ${call.offset}`);
        if (p.text.trim() !== p.text || p.text === "") leaks.push(`${file} ${p.number} blank edge`);
      }
    }
    expect(leaks).toEqual([]);
  });

  it("knows every Working Group report, its State, its parts and its numbers", () => {
    const reports = [...documents].filter(([file]) => file.startsWith("upr-working-group/"));
    expect(reports.length).toBeGreaterThan(0);
    for (const [file, document] of reports) {
      expect([file, document.meta.kind]).toEqual([file, "upr_working_group"]);
      expect([file, document.meta.state !== null, document.meta.symbol !== null, document.meta.date !== null]).toEqual([file, true, true, true]);
      const roles = new Set(document.paragraphs.map((p) => p.role));
      for (const role of ["procedure", "state_report", "dialogue", "recommendations"]) expect([file, role, roles.has(role as never)]).toEqual([file, role, true]);
      const numbers = document.paragraphs.filter((p) => p.numbered && !p.number.includes(".")).map((p) => Number(p.number));
      expect([file, numbers[0]]).toEqual([file, 1]);
      expect([file, numbers.filter((n, i) => i > 0 && n <= numbers[i - 1]!)]).toEqual([file, []]);
      // Holes are told, and few.
      const holes = document.issues.filter((issue) => /was not found before/.test(issue.message));
      expect(holes.length).toBeLessThanOrEqual(3);
      // What other States recommend never stands outside its part.
      for (const p of document.paragraphs) if (/^\d+\.\d+$/.test(p.number)) expect([file, p.number, p.role]).toEqual([file, p.number, "recommendations"]);
    }
  });

  it("reads documents in sections by State under their State", () => {
    const tool = documents.get("seeds/unodc-toolkit-tool-2.7.txt")!;
    const states = tool.sections.filter((section) => section.role === "state_section").map((section) => section.state);
    expect(tool.meta.kind).toBe("guidance");
    expect(states).toContain("ALB");
    expect(states).toContain("XKX");
    expect(states.length).toBeGreaterThanOrEqual(20);
  });
});
