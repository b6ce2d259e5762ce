// Owns the sheet of evidence: one row a claim, in an order in which the claims behind a figure stand together, and the address of the first of them.
// Must not compute a figure; the model holds them all.
import { CELL_STATUSES, STATUS_LABELS, type CellRef, type ClaimRow, type ReportModel } from "../model.js";
import { spreadsheetText } from "../office-text.js";
import { HEAD_ROW, type Sheet, type SheetRow } from "./sheet.js";

export const EVIDENCE = "Evidence";

/** Claims so that the claims behind a figure stand together: measure, cell, group, State. */
export function evidenceOrder(model: ReportModel): ClaimRow[] {
  const measure = new Map(model.measures.map((item, index) => [item.code, index]));
  const group = new Map(model.groups.map((item, index) => [item.name, index]));
  const at = new Map(model.evidence.map((item, index) => [item.id, index]));
  return [...model.claims].sort(
    (a, b) =>
      (measure.get(a.measure) ?? 0) - (measure.get(b.measure) ?? 0) || CELL_STATUSES.indexOf(a.cell) - CELL_STATUSES.indexOf(b.cell) || Number(b.decides) - Number(a.decides) || (group.get(a.group) ?? 99) - (group.get(b.group) ?? 99) ||
      (a.stateName < b.stateName ? -1 : a.stateName > b.stateName ? 1 : 0) || (at.get(a.evidence) ?? 0) - (at.get(b.evidence) ?? 0),
  );
}

/** The first row of evidence for a cell, as an address in the workbook. */
export function evidenceTargets(ordered: ClaimRow[]): (ref: CellRef) => string | null {
  const rows = new Map<string, number>();
  ordered.forEach((claim, index) => {
    const row = index + HEAD_ROW + 1;
    const cell = claim.cell;
    for (const key of [
      `${claim.measure}|||`, `${claim.measure}|||${cell}`, `${claim.measure}|${claim.group}||${cell}`, `${claim.measure}|${claim.group}||`, `${claim.measure}||${claim.state}|`, `${claim.measure}||${claim.state}|${cell}`, `||${claim.state}|`,
    ]) if (!rows.has(key)) rows.set(key, row);
  });
  return (ref) => {
    const group = ref.group === undefined || ref.group === "All States" ? "" : ref.group;
    // Named States that are not respondents have no status of their own in a count: their cell is no_report.
    const status = ref.status ?? (ref.state === undefined && ref.measure !== undefined ? "no_report" : "");
    const row = rows.get(`${ref.measure ?? ""}|${ref.state === undefined ? group : ""}|${ref.state ?? ""}|${status}`) ?? rows.get(`${ref.measure ?? ""}|${ref.state === undefined ? group : ""}|${ref.state ?? ""}|`);
    return row === undefined ? null : `'${EVIDENCE}'!A${row}`;
  };
}

/** The sheet. What a reader needs is printed; codes and what is known from the tables stand beyond the edge of the paper. */
export function evidenceSheet(model: ReportModel, ordered: ClaimRow[]): Sheet {
  const places = new Map(model.evidence.map((item) => [item.id, item]));
  const measures = new Map(model.measures.map((item) => [item.code, item]));
  const text = (title: string, width: number) => ({ title, kind: "text" as const, width });
  const number = (title: string, width: number) => ({ title, kind: "number" as const, width });
  const words = (list: string, code: string): string => model.codeLists.find((item) => item.name === list)?.entries.find((entry) => entry.code === code)?.label ?? code;
  const labels = new Map<string, string>();
  const label = (list: string, code: string): string => {
    const key = `${list} ${code}`;
    let found = labels.get(key);
    if (found === undefined) labels.set(key, (found = words(list, code)));
    return found;
  };
  return {
    name: EVIDENCE, title: "Evidence: the quote behind every figure", about: "One row a claim: State, measure, status, where it stands, and the quote", notes: ["“Counts” says whether the State’s cell rests on the claim; other claims stand in earlier documents or are another’s word."],
    columns: [
      text("No.", 7), text("Measure", 28), text("Status", 18), text("State", 20), text("Document", 17), text("Year", 7), text("Paragraph", 11), number("Page", 7), text("Quote", 70),
      ...[text("Certainty", 12), text("Extent of the list", 12), text("Whose word", 14), text("Counts", 9), text("Cell in the tables", 32), text("Group", 30), text("Category", 54), text("Code of the State", 10), text("Code of the measure", 44), text("Claim", 20)].map((column) => ({ ...column, screenOnly: true as const })),
    ],
    rows: rowsOf(),
  };
  function* rowsOf(): Generator<SheetRow> {
    for (const claim of ordered) {
      const place = places.get(claim.evidence);
      const measure = measures.get(claim.measure);
      yield {
        cells: [
          claim.evidence, measure?.label ?? claim.measure, STATUS_LABELS[claim.status], claim.stateName, place === undefined ? null : spreadsheetText(place.document), claim.year,
          place === undefined ? null : place.numbered ? place.paragraph : `block ${place.paragraph.replace(/^b/, "")}`, place?.page ?? null, place === undefined ? null : spreadsheetText(place.quote),
          label("certainty", claim.certainty), label("extent", claim.extent), label("basis", claim.basis), claim.decides ? "yes" : "no", STATUS_LABELS[claim.cell], claim.group, measure?.category ?? null, claim.state, claim.measure, claim.claimId,
        ],
        links: NO_LINKS, lead: false, total: false,
      };
    }
  }
}

const NO_LINKS: null[] = [];
