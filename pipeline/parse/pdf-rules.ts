// Owns ruled lines: what a page strokes or fills that is straight and thin, along or across the page, pieces of one line joined.
// Must not know tables; and colour is not looked at, so that a line drawn in white counts.

/** A line along or across the page, its ends in rising order. */
export interface Rule {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** How a path is painted; `none` is a path that only clips. */
export type Paint = "stroke" | "fill" | "both" | "none";

/** Steps of a path in pdfjs' numbers (its DrawOPS). */
export const Step = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;

/** User space to the page. */
export type Matrix = Readonly<{ a: number; b: number; c: number; d: number; e: number; f: number }>;

/** A filled strip up to this wide is a line. */
const THICKEST = 3;
/** Shorter pieces are parts of signs, dots and drawings. */
const SHORTEST = 4;
/** A line may lean so much on all of its length. */
const STRAIGHT = 0.6;
/** A page that draws more pieces than this draws a map or a chart. */
const MOST_PIECES = 5000;

/** Hears a page's paths and keeps those that are lines. */
export class RuleFinder {
  private readonly pieces: Rule[] = [];
  private points: number[] = [];
  private curved = false;

  /** @param data steps and points in user space, in single precision */
  path(paint: Paint, data: ArrayLike<number>, matrix: Matrix): void {
    if (paint === "none" || this.pieces.length > MOST_PIECES) return;
    for (let i = 0; i < data.length;) {
      const step = data[i++];
      if (step === Step.close) this.points.push(this.points[0] ?? 0, this.points[1] ?? 0);
      else {
        if (step === Step.move) this.end(paint);
        const numbers = step === Step.curve ? 6 : step === Step.quadratic ? 4 : 2;
        this.curved ||= numbers > 2;
        const [x, y] = [data[i + numbers - 2]!, data[i + numbers - 1]!];
        this.points.push(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f);
        i += numbers;
      }
    }
    this.end(paint);
  }

  /** All lines of the page; none where it draws too much to be a table. */
  found(): Rule[] {
    return this.pieces.length > MOST_PIECES ? [] : this.pieces;
  }

  private end(paint: Paint): void {
    const { points, curved } = this;
    this.points = [];
    this.curved = false;
    if (curved || points.length < 4) return;
    if (paint !== "fill") for (let i = 2; i < points.length; i += 2) this.keep(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!, STRAIGHT);
    if (paint !== "stroke" && points.length <= 12) {
      const xs = points.filter((_, i) => i % 2 === 0);
      const ys = points.filter((_, i) => i % 2 === 1);
      this.keep(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), THICKEST);
    }
  }

  /** Keeps what is long one way and thin the other, as a line in its middle. */
  private keep(xa: number, ya: number, xb: number, yb: number, thickest: number): void {
    const [width, height] = [Math.abs(xb - xa), Math.abs(yb - ya)];
    if (!(Math.max(width, height) >= SHORTEST && Math.min(width, height) <= thickest && Math.max(width, height) < 1e5)) return;
    if (width >= height) this.pieces.push({ x1: Math.min(xa, xb), y1: (ya + yb) / 2, x2: Math.max(xa, xb), y2: (ya + yb) / 2 });
    else this.pieces.push({ x1: (xa + xb) / 2, y1: Math.min(ya, yb), x2: (xa + xb) / 2, y2: Math.max(ya, yb) });
  }
}

export const isAcross = (rule: Rule): boolean => rule.y1 === rule.y2;

/** Pieces of one line lie so near to it, and to each other. */
const NEAR = 1.2;
const STEP_BETWEEN = 2.5;

/** A line put together of pieces. */
export interface JoinedRule extends Rule {
  /** Where its pieces met: programs draw the border of each cell by itself. */
  joints: number[];
}

/** Lines of which the pieces that lie in one line and touch are joined. */
export function joinedRules(rules: readonly Rule[]): { across: JoinedRule[]; along: JoinedRule[] } {
  const swap = <T extends Rule>(rule: T): T => ({ ...rule, x1: rule.y1, y1: rule.x1, x2: rule.y2, y2: rule.x2 });
  return { across: joined(rules.filter(isAcross)), along: joined(rules.filter((rule) => !isAcross(rule)).map(swap)).map(swap) };
}

function joined(rules: readonly Rule[]): JoinedRule[] {
  const levels: Rule[][] = [];
  for (const rule of [...rules].sort((p, q) => q.y1 - p.y1)) {
    const level = levels[levels.length - 1];
    if (level !== undefined && level[0]!.y1 - rule.y1 <= NEAR) level.push(rule);
    else levels.push([rule]);
  }
  return levels.flatMap((level) => {
    const out: JoinedRule[] = [];
    for (const rule of level.sort((p, q) => p.x1 - q.x1)) {
      const last = out[out.length - 1];
      if (last !== undefined && rule.x1 <= last.x2 + STEP_BETWEEN) {
        if (last.x2 - rule.x1 <= STEP_BETWEEN) last.joints.push((last.x2 + rule.x1) / 2);
        last.x2 = Math.max(last.x2, rule.x2);
      } else out.push({ ...rule, y1: level[0]!.y1, y2: level[0]!.y1, joints: [] });
    }
    return out;
  });
}
