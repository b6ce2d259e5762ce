// Owns grids that ruled lines make on a page: where columns and rows part, and which cells reach over several.
// Must not know text.

import type { JoinedRule } from "./pdf-rules.js";

/** Lines that touch, and where their columns and rows part. */
export interface Grid {
  /** Left to right. */
  xs: number[];
  /** Top to bottom. */
  ys: number[];
  across: JoinedRule[];
  along: JoinedRule[];
}

export interface GridCell {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Lines that end so near to each other meet; two so near are one, drawn double. */
const MEET = 3;
/** A line parts two cells where it covers this much of what is between them. */
const COVERS = 0.7;
const MOST_RULES = 400;
const MOST_COLUMNS = 40;
const MOST_ROWS = 200;

/** Lines that stand so far apart do not touch. */
const touch = (h: JoinedRule, v: JoinedRule): boolean => v.x1 >= h.x1 - MEET && v.x1 <= h.x2 + MEET && h.y1 >= v.y1 - MEET && h.y1 <= v.y2 + MEET;

/** Grids of a page, and the lines across it that belong to none. */
export function gridsOf(across: readonly JoinedRule[], along: readonly JoinedRule[]): { grids: Grid[]; loose: JoinedRule[] } {
  if (across.length > MOST_RULES || along.length > MOST_RULES) return { grids: [], loose: [] };
  const groupOf = new Map<JoinedRule, Set<JoinedRule>>();
  for (const h of across) groupOf.set(h, new Set([h]));
  for (const v of along) {
    const touched = new Set(across.filter((h) => touch(h, v)).map((h) => groupOf.get(h)!));
    const whole = new Set([v, ...[...touched].flatMap((group) => [...group])]);
    for (const rule of whole) groupOf.set(rule, whole);
  }
  const groups = [...new Set(groupOf.values())].map((group) => [...group]);
  const grids: Grid[] = [];
  const loose: JoinedRule[] = [];
  for (const group of groups) {
    const grid = gridOf(group.filter((rule) => rule.y1 === rule.y2), group.filter((rule) => rule.y1 !== rule.y2));
    if (grid !== null) grids.push(grid);
    else loose.push(...group.filter((rule) => rule.y1 === rule.y2));
  }
  return { grids, loose };
}

/** Null where the lines part no columns. */
function gridOf(across: JoinedRule[], along: JoinedRule[]): Grid | null {
  if (across.length < 2 || along.length === 0) return null;
  const [left, right] = [Math.min(...across.map((h) => h.x1)), Math.max(...across.map((h) => h.x2))];
  const [low, high] = [Math.min(...across.map((h) => h.y1), ...along.map((v) => v.y1)), Math.max(...across.map((h) => h.y1), ...along.map((v) => v.y2))];
  const xs = levels([left, right, ...along.map((v) => v.x1)]);
  const ys = levels([low, high, ...across.map((h) => h.y1)]).reverse();
  if (xs.length < 3 || ys.length < 2 || xs.length > MOST_COLUMNS || ys.length > MOST_ROWS) return null;
  return { xs, ys, across, along };
}

/** Distinct values in rising order, near ones as one. */
export function levels(values: number[]): number[] {
  const out: number[] = [];
  for (const value of values.sort((p, q) => p - q)) if (out.length === 0 || value - out[out.length - 1]! > MEET) out.push(value);
  return out;
}

/** Whether lines at a level cover what lies between two ends. */
function covers(rules: readonly { at: number; from: number; to: number }[], at: number, from: number, to: number): boolean {
  let covered = 0;
  for (const rule of rules) if (Math.abs(rule.at - at) <= MEET) covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return covered >= (to - from) * COVERS;
}

/** Cells in the order of their rows; null where what lines leave open is no rectangle. */
export function cellsOfGrid({ xs, ys, across, along }: Grid): GridCell[] | null {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const hs = across.map((h) => ({ at: h.y1, from: h.x1, to: h.x2 }));
  const vs = along.map((v) => ({ at: v.x1, from: v.y1, to: v.y2 }));
  const owner = Array.from({ length: rows * columns }, (_, i) => i);
  const rootOf = (i: number): number => (owner[i] === i ? i : (owner[i] = rootOf(owner[i]!)));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (column > 0 && !covers(vs, xs[column]!, ys[row + 1]!, ys[row]!)) owner[rootOf(at)] = rootOf(at - 1);
      if (row > 0 && !covers(hs, ys[row]!, xs[column]!, xs[column + 1]!)) owner[rootOf(at)] = rootOf(at - columns);
    }
  }
  const members = new Map<number, number[]>();
  owner.forEach((_, i) => void members.set(rootOf(i), [...(members.get(rootOf(i)) ?? []), i]));
  const cells = [...members.values()].map((indices): GridCell & { count: number } => {
    const [rs, cs] = [indices.map((i) => Math.floor(i / columns)), indices.map((i) => i % columns)];
    const [row, column] = [Math.min(...rs), Math.min(...cs)];
    return { row, column, rows: Math.max(...rs) - row + 1, columns: Math.max(...cs) - column + 1, count: indices.length };
  });
  if (cells.some((cell) => cell.count !== cell.rows * cell.columns)) return null;
  return cells.map(({ row, column, rows: down, columns: over }) => ({ row, column, rows: down, columns: over })).sort((p, q) => p.row - q.row || p.column - q.column);
}
