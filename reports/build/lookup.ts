// Owns looking up figures, cells, States and evidence of what was asked once, and the marks of figures and names.
// Must not count: every figure comes from reports/sql.
import { isUnheard, isUnsaid, MARKS, MARK_SIGNS, markSigns, type Cell, type CountRow, type GridCell, type MarkName, type MeasureInfo, type StateInfo, type TableRow } from "../model.js";
import { compareText, type ReportBase } from "./base.js";

/** Marks of a measure's figures. */
export function measureMarks(measure: Pick<MeasureInfo, "collective" | "illustrative">): MarkName[] {
  return [...(measure.collective ? (["collective"] as const) : []), ...(measure.illustrative ? (["illustrative"] as const) : [])];
}

/** Notes for the marks that a table uses, in their order. */
export function markNotes(rows: TableRow[]): string[] {
  const used = new Set(rows.flatMap((item) => item.cells.flatMap((one) => one.marks ?? [])));
  return MARKS.filter((mark) => used.has(mark)).map((mark) => `${MARK_SIGNS[mark].sign} ${MARK_SIGNS[mark].meaning}`);
}

export const byCategory = (measures: MeasureInfo[]): { code: string; name: string; measures: MeasureInfo[] }[] => {
  const found = new Map<string, { code: string; name: string; measures: MeasureInfo[] }>();
  for (const measure of measures) {
    const entry = found.get(measure.categoryCode) ?? { code: measure.categoryCode, name: measure.category, measures: [] };
    entry.measures.push(measure);
    found.set(measure.categoryCode, entry);
  }
  return [...found.values()];
};

/** Looks up figures, cells and evidence of the base. */
export class Lookup {
  private readonly figures: Map<string, CountRow>;
  private readonly stateOf: Map<string, StateInfo>;
  private readonly cellsOf: Map<string, GridCell[]>;
  private readonly order: Map<string, number>;

  constructor(readonly base: ReportBase) {
    this.figures = new Map(base.counts.map((item) => [`${item.measure} ${item.status} ${item.group}`, item]));
    this.stateOf = new Map(base.states.map((item) => [item.code, item]));
    this.order = new Map(base.evidence.map((item, index) => [item.id, index]));
    this.cellsOf = new Map();
    for (const item of base.grid) {
      const found = this.cellsOf.get(item.measure);
      if (found === undefined) this.cellsOf.set(item.measure, [item]);
      else found.push(item);
    }
  }

  figure(measure: string, status: CountRow["status"], group: string): CountRow {
    const found = this.figures.get(`${measure} ${status} ${group}`);
    if (found === undefined) throw new Error(`No figure for ${measure}, ${status}, ${group}`);
    return found;
  }

  state(code: string): StateInfo {
    return this.stateOf.get(code) ?? { code, name: code, group: "Not classified", region: null, unGroup: null, respondent: false };
  }

  cells(measure: string): GridCell[] {
    return this.cellsOf.get(measure) ?? [];
  }

  /** Evidence of the cells that a figure counts, in reading order. */
  evidence(measure: string, status: CountRow["status"], group: string): string[] {
    const ids = new Set<string>();
    for (const item of this.cells(measure)) {
      if (group !== "All States" && this.state(item.state).group !== group) continue;
      if (status === "named_only" ? item.marks.includes("named_only") : item.cell === status) for (const id of item.evidence) ids.add(id);
    }
    return [...ids].sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }

  /** A count as a cell of a table. */
  count(measure: MeasureInfo, status: CountRow["status"], group: string): Cell {
    const figure = this.figure(measure.code, status, group);
    const marks = status === "silent" ? measureMarks(measure) : status === "in_place" && measure.elsewhere !== undefined ? (["elsewhere"] as MarkName[]) : status === "named_only" && figure.count > 0 ? (["named_only"] as MarkName[]) : [];
    const evidence = isUnsaid(status) ? [] : this.evidence(measure.code, status, group);
    return {
      value: figure.count,
      ...(figure.percentage === null && (isUnheard(status) || status === "named_only") ? { denominator: figure.states } : { denominator: figure.respondents, percentage: figure.percentage }),
      ...(status === "named_only" ? {} : { status }),
      ...(marks.length > 0 ? { marks } : {}),
      ref: { measure: measure.code, group, ...(status === "named_only" ? {} : { status }) },
      ...(evidence.length > 0 ? { evidence } : {}),
    };
  }
}

/** Names of States with their marks, by name. */
export function stateNames(lookup: Lookup, cells: GridCell[]): string {
  return cells
    .map((item) => `${lookup.state(item.state).name}${markSigns(item.marks.filter((mark) => mark !== "named_only"))}`)
    .sort((a, b) => compareText(a, b))
    .join("; ");
}

/** Marks of a list of States. */
export function marksIn(cells: GridCell[]): MarkName[] {
  return MARKS.filter((mark) => mark !== "named_only" && cells.some((item) => item.marks.includes(mark)));
}

export const isNamed = (lookup: Lookup, measure: MeasureInfo): boolean => lookup.cells(measure.code).some((item) => item.reported !== null);
