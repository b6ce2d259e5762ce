// Owns the measurement of report writers at full size: made-up models, and the time and memory that a writer takes for them. reports.test.ts prints the figures and holds the limits.
// Must not measure the database or the building of the model.
import { MODEL_VERSION, type ClaimRow, type Evidence, type GridCell, type MeasureInfo, type ReportModel, type StateInfo } from "../../reports/model.js";

const QUOTE = "This sentence stands for a quote: it is as long as the sentences of such reports are, it names several States one after the other (first, second, third, fourth, fifth and sixth), and it ends after two hundred and fifty characters or a few more, number";

/** A model with `count` claims, each with a quote of its own of about 250 characters; no figure in it means anything. */
export function modelOfClaims(count: number): ReportModel {
  const measures = Array.from({ length: 70 }, (_, index): MeasureInfo => ({ code: `category_${index % 8}.measure_${index}`, label: `Measure number ${index + 1} of the codebook`, definition: "What counts", category: `Category ${(index % 8) + 1}`, categoryCode: `category-${(index % 8) + 1}`, position: index + 1, collective: false, illustrative: false })).sort((a, b) => (a.category < b.category ? -1 : a.category > b.category ? 1 : 0));
  const groups = ["Africa", "Americas", "Asia", "Europe", "Oceania", "All States"].map((name, index) => ({ name, position: index === 5 ? 0 : index + 1, states: index === 5 ? 193 : 38, respondents: index === 5 ? 193 : 38 }));
  const states = Array.from({ length: 193 }, (_, index): StateInfo => ({ code: `S${String(index).padStart(3, "0")}`, name: `State number ${index + 1}`, group: (groups[index % 5] as { name: string }).name, region: null, unGroup: null, respondent: true }));
  const evidence = Array.from({ length: count }, (_, index): Evidence => ({ id: `E${index + 1}`, documentId: "d", document: `A/${60 + (index % 20)}/209`, year: 2010, paragraph: String(index % 60), numbered: true, page: index % 20, quote: `${QUOTE} ${index + 1}` }));
  const claims = Array.from({ length: count }, (_, index): ClaimRow => {
    const state = states[index % 193] as StateInfo;
    return { claimId: index.toString(16).padStart(16, "0"), state: state.code, stateName: state.name, group: state.group, measure: (measures[Math.floor(index / 193) % 70] as MeasureInfo).code, status: "in_place", cell: "in_place", extent: "list", certainty: "explicit", basis: "self_reported", year: 2010, decides: true, evidence: `E${index + 1}` };
  });
  const grid = claims.slice(0, 193 * 70).map((claim): GridCell => ({ state: claim.state, measure: claim.measure, cell: "in_place", reported: "in_place", year: 2010, marks: [], evidence: [claim.evidence] }));
  return {
    modelVersion: MODEL_VERSION, kind: "annual", title: "A report for measuring", subtitle: "Made up", slug: "bench", cover: { office: null, contact: null, date: null, sources: [], cite: "", disclaimer: "" }, facts: [], grouping: "region", groupingLabel: "M49 region", groups, measures, states, grid, counts: [], claims, evidence, notes: [], codeLists: [],
    method: { statements: ["Made up."], versions: [] },
    sections: [...new Set(measures.map((measure) => measure.category))].map((category, at) => ({
      id: `category-${at}`, level: 1 as const, title: category, blocks: [{
        kind: "table" as const, table: {
          id: `table-${at}`, role: "measures_by_group" as const, number: at + 1, caption: `${category}: measures reported, by M49 region`, wide: true, notes: [],
          columns: [{ key: "measure", title: "Measure", kind: "text" as const, width: 36 }, { key: "status", title: "Status", kind: "status" as const, width: 20 }, ...groups.map((group) => ({ key: group.name, title: group.name, kind: "count" as const, width: 12 }))],
          rows: measures.filter((measure) => measure.category === category).map((measure) => ({
            key: measure.code, role: "lead" as const, cells: [{ value: measure.label, ref: { measure: measure.code } }, { value: "Reported in place", status: "in_place" as const }, ...groups.map((group) => ({ value: 38, denominator: 38, percentage: 100, status: "in_place" as const, ref: { measure: measure.code, group: group.name, status: "in_place" as const }, evidence: ["E1"] }))],
          })),
        },
      }],
    })),
  };
}

/** A model with `count` paragraphs of text of about 250 characters under headings of three levels. */
export function modelOfParagraphs(count: number): ReportModel {
  const model = modelOfClaims(1);
  return { ...model, sections: Array.from({ length: Math.ceil(count / 15) }, (_, at) => ({ id: `s-${at}`, level: ((at % 5 === 0 ? 1 : at % 5 < 3 ? 2 : 3)), title: `Heading number ${at + 1}`, blocks: Array.from({ length: Math.min(14, count - at * 15 - 1) }, (__, line) => ({ kind: "text" as const, text: `${QUOTE} ${at}.${line}` })) })) };
}

/** Time and peak memory of one run; what the process held before it is told apart. */
export interface Measurement {
  milliseconds: number;
  bytes: number;
  /** Peak resident memory of the whole process, and what it held before the run, in megabytes. */
  peak: number;
  before: number;
}

export async function measureWriter(what: "xlsx" | "docx", count: number): Promise<Measurement> {
  const model = what === "xlsx" ? modelOfClaims(count) : modelOfParagraphs(count);
  const write = what === "xlsx" ? (await import("../../reports/xlsx/workbook.js")).writeWorkbook : (await import("../../reports/docx/document.js")).writeDocument;
  const before = process.memoryUsage().rss / 1_048_576;
  const started = performance.now();
  const bytes = (await write(model)).length;
  return { milliseconds: performance.now() - started, bytes, peak: process.resourceUsage().maxRSS / 1024, before };
}
