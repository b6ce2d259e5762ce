// Owns the proof of what a report says where, so that no reader is misled or tired: treaties beside the depositary's record, figures of 0 with what is mentioned elsewhere, long lists of documents last, marked content closed on its page.
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import { changeReport } from "../../reports/build/change.js";
import type { ReportQuestion } from "../../reports/build/base.js";
import { renderHtml } from "../../reports/html/render.js";
import { measureReport } from "../../reports/build/measure.js";
import { regionReport } from "../../reports/build/region.js";
import { formatGapTable, gapTable } from "../../reports/gaps.js";
import { cellText, tablesOf, type ReportModel } from "../../reports/model.js";
import { writePdf } from "../../reports/pdf/document.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
const question: ReportQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" };
const PROTOCOL = "treaty.trafficking_protocol";
let database: Database;
let annual: ReportModel;

beforeAll(async () => {
  // Fourteen documents, one State each on each side; shelter is a word of quotes on another measure only.
  const files = Object.fromEntries(["AUT", "BEL", "FRA", "DEU", "ITA", "ESP", "PRT", "POL", "NLD", "KEN", "UGA", "GHA", "BRA"].map((state, at) => [`${state}.txt`, [`year ${2008 + (at % 2)}`, `symbol A/${60 + at}/7`, `respondents ${state}`, `${state} victims.services in_place shelters may be among them`].join("\n")]));
  files["JPN.txt"] = ["year 2009", "symbol A/90/7", "respondents JPN", `JPN ${PROTOCOL} in_place`].join("\n");
  write(join(folder, "in"), files);
  await ingestPlain(db, [join(folder, "in")]);
  database = await Database.open(db, "read");
  annual = await annualReport(database, question);
}, 60_000);

const notesOf = (model: ReportModel, caption: string): string => tablesOf(model).filter((table) => table.caption.startsWith(caption)).flatMap((table) => table.notes).join("\n");
const titles = (model: ReportModel): string[] => model.sections.filter((section) => section.level === 1).map((section) => section.title);

describe("treaties", () => {
  it("stand beside the depositary's record wherever figures of them are printed, also in the report on one treaty and on one region", async () => {
    const models = [annual, await measureReport(database, question, PROTOCOL), await regionReport(database, question, "Asia")];
    for (const model of models) {
      // All respondents but Uganda, which is counted by its own record too: the figure is SQL's, the same as in the table of treaties.
      const all = tablesOf(model).find((table) => table.id === "treaties-table")?.rows.find((row) => row.key === `${PROTOCOL} adhered`)?.cells.at(-1)?.value;
      expect(all).toBeGreaterThan(5);
      expect(notesOf(model, "International instruments: measures")).toContain(`Party to the Trafficking in Persons Protocol, ${all} of 14 respondents ratified or acceded`);
    }
  });

  it("a claim that the record contradicts is said in every kind of report that counts it, in words for people", async () => {
    const models = [annual, await measureReport(database, question, PROTOCOL), await regionReport(database, question, "Asia"), await changeReport(database, question, await side(2008), await side(2009))];
    for (const model of models) {
      const told = tablesOf(model).find((table) => table.id === "treaty-contradictions")?.rows.map((row) => row.cells[2]?.value);
      expect(told, model.kind).toEqual([expect.stringContaining("reported in place in 2009 (paragraph 1); the depositary has signature only (9 December 2002) by 31 December 2009")]);
    }
    expect(tablesOf(await regionReport(database, question, "Africa")).some((table) => table.id === "treaty-contradictions")).toBe(false);
  });
});

const side = async (year: number): Promise<{ documents: string[]; label: string }> => ({ documents: (await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE year = $1", [year])).map((row) => row.document_id), label: String(year) });

describe("the heat map of the HTML page", () => {
  it("gives the depositary's figure under each of a treaty's, and the sign of what is mentioned elsewhere", () => {
    const page = renderHtml(annual);
    const heat = page.slice(page.indexOf('id="heat"'), page.indexOf("</table>", page.indexOf('id="heat"')));
    const treaties = tablesOf(annual).find((table) => table.id === "treaties-table");
    const wanted = treaties?.rows.filter((row) => row.key.endsWith(" adhered")).flatMap((row) => row.cells.slice(2).map((cell) => String(cell.value))) ?? [];
    expect(wanted.length).toBe(5 * annual.groups.length);
    // Groups without respondents have no figure to stand beside.
    const heard = annual.groups.map((group) => group.respondents > 0);
    expect([...heat.matchAll(/depositary: (\d+)/g)].map((match) => match[1])).toEqual(wanted.filter((_, at) => heard[at % heard.length]));
    expect(heat).toContain("Shelters ‖");
    expect(page).toContain("‖ Shelters: no State is named with it alone");
  });
});

describe("a figure of 0", () => {
  it("says in its cell that the measure is mentioned with another, and where; also in a report on it alone and in the terminal", async () => {
    for (const model of [annual, await measureReport(database, question, "victims.shelter")]) {
      const row = tablesOf(model).filter((table) => table.role === "measures_by_group").flatMap((table) => table.rows).find((item) => item.key === "victims.shelter in_place");
      expect(cellText(row?.cells.at(-1) ?? { value: null }, "count")).toBe("0 (0 %)‖");
      expect(notesOf(model, "Services and support for victims: measures")).toContain("Shelters: no State is named with it alone; 13 States stand under wording that mentions it with another measure (A/60/7, para. 1;");
    }
    const table = await gapTable(database, { grouping: "region", documents: null, measures: ["victims.shelter"], bases: ["self_reported"], names: false });
    expect(formatGapTable(table, "table", 80)).toMatch(/Europe .* 0‖ [\s\S]*‖ Shelters: no State is named with it alone; 13 States/);
    // A measure of several words is said by no one of them, and one that is reported needs no hint.
    expect(annual.measures.filter((measure) => measure.elsewhere !== undefined).map((measure) => measure.code)).toEqual(["victims.shelter"]);
  });
});

describe("a long list of documents", () => {
  it("stands after the figures, and the front and the cover say where", async () => {
    const order = titles(annual);
    expect(order.indexOf("Documents read")).toBeGreaterThan(order.indexOf("States by measure and status"));
    expect(JSON.stringify(annual.sections.find((section) => section.id === "what-was-read")?.blocks[0])).toMatch(/14 documents were read, each of the kind .*; they are listed under “Documents read”/);
    expect(annual.cover.sources[0]).toContain("listed under “Documents read”");
    const change = await changeReport(database, question, await side(2008), await side(2009));
    expect(titles(change).indexOf("Documents compared")).toBeGreaterThan(titles(change).indexOf("Change by State"));
  });

  it("stays at the front where it is short", async () => {
    const some = await annualReport(database, { ...question, documents: (await side(2009)).documents });
    expect(titles(some)).not.toContain("Documents read");
    expect(some.sections.find((section) => section.id === "what-was-read")?.blocks.some((block) => block.kind === "table" && block.table.role === "documents")).toBe(true);
  });
});

describe("PDF", () => {
  it("opens and closes marked content on the same page, also where a list goes on over pages", async () => {
    const points = { ...annual, sections: [{ id: "points", level: 1 as const, title: "Points", blocks: [{ kind: "list" as const, items: Array.from({ length: 160 }, (_, at) => `Point ${at} of a list that is longer than a page`) }] }] };
    for (const model of [annual, points]) {
      const contents = contentStreams(await writePdf(model)).filter((text) => text.includes(" BDC") || text.includes(" BMC"));
      expect(contents.length).toBeGreaterThan(2);
      for (const text of contents) expect((text.match(/\bEMC\b/g) ?? []).length).toBe((text.match(/\b(BDC|BMC)\b/g) ?? []).length);
    }
  });
});

/** Contents of the pages of a PDF, unpacked. */
function contentStreams(bytes: Uint8Array): string[] {
  const raw = Buffer.from(bytes);
  const found: string[] = [];
  for (let at = raw.indexOf("stream\n"); at >= 0; at = raw.indexOf("stream\n", at + 1)) {
    const start = at + "stream\n".length;
    const end = raw.indexOf("\nendstream", start);
    if (end < 0 || raw.subarray(at - 3, at).toString() === "end") continue;
    try {
      found.push(inflateSync(raw.subarray(start, end)).toString("latin1"));
    } catch {
      // Pictures and fonts that are packed in another way hold no marks.
    }
  }
  return found;
}
