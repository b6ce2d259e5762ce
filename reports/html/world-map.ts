// Owns the world map's shapes: one SVG path or dot a State.
// Must not know a status; the page colours the shapes by class. The outlines come from world-outlines.ts.
import { MAP_WIDTH, worldOutlines, type Outline } from "./world-outlines.js";

export { MAP_WIDTH };
/** Cut below 58° S: Antarctica is no State and would take a tenth of the picture. */
export const MAP_HEIGHT = 424;
/** A State whose drawn land is smaller than this (in square units of the map) gets a dot, so that it can be seen and hit. */
const SMALL = 14;
const RADIUS = 3.2;

export interface Shape {
  /** M49 code, three digits. */
  m49: string;
  /** SVG path; "" where the atlas draws nothing that can be seen. */
  path: string;
  /** Where the dot stands, for small States. */
  dot: { x: number; y: number } | null;
  /** Where the land lies, if the dot had to move aside. */
  from: { x: number; y: number } | null;
}

export interface WorldShapes {
  shapes: Shape[];
  /** Land without a code of the table: drawn, never coloured. */
  otherPath: string;
  spherePath: string;
}

let drawn: { key: string; world: WorldShapes } | undefined;

/**
 * Shapes of these States, in their order.
 * @param codes M49 codes, three digits. A code that neither atlas has (States that no longer exist) has no shape and is left out: the caller says so.
 */
export function worldShapes(codes: string[]): WorldShapes {
  const key = codes.join(" ");
  if (drawn?.key === key) return drawn.world;
  const world = drawWorld(codes);
  drawn = { key, world };
  return world;
}

function drawWorld(codes: string[]): WorldShapes {
  const { land, fine, sphere } = worldOutlines();
  const wanted = new Set(codes);
  const outlines = new Map<string, Outline>([...fine, ...land].flatMap((outline) => (outline.m49 === null ? [] : [[outline.m49, outline] as const])));
  const shapes: Shape[] = [];
  for (const code of codes) {
    const outline = outlines.get(code);
    if (outline === undefined) continue;
    const { path, area, middle } = outline;
    // Land that rounds to nothing is not drawn; the dot stands for it.
    shapes.push({ m49: code, path: area >= 1 ? path : "", dot: area < SMALL && middle !== null ? { x: middle[0], y: middle[1] } : null, from: null });
  }
  spread(shapes);
  const otherPath = land.filter(({ m49 }) => m49 === null || !wanted.has(m49)).map(({ path }) => path).join("");
  return { shapes, otherPath, spherePath: sphere };
}

/** Moves dots apart until none covers another; a dot that moved keeps a line to its land. Same input, same picture. */
function spread(shapes: Shape[]): void {
  const dots = shapes.flatMap((shape) => (shape.dot === null ? [] : [{ shape, x: shape.dot.x, y: shape.dot.y, homeX: shape.dot.x, homeY: shape.dot.y }]));
  const least = 2 * RADIUS + 1.2;
  for (let round = 0; round < 300; round += 1) {
    let moved = false;
    for (let i = 0; i < dots.length; i += 1) {
      for (let j = i + 1; j < dots.length; j += 1) {
        const [a, b] = [dots[i], dots[j]] as [(typeof dots)[number], (typeof dots)[number]];
        const [dx, dy] = [b.x - a.x || 0.01 * (j - i), b.y - a.y || 0.01];
        const distance = Math.hypot(dx, dy);
        if (distance >= least) continue;
        const push = (least - distance) / 2 / distance;
        a.x -= dx * push; a.y -= dy * push; b.x += dx * push; b.y += dy * push;
        moved = true;
      }
    }
    if (!moved) break;
  }
  const round = (value: number): number => Math.round(value * 10) / 10;
  for (const dot of dots) {
    dot.shape.dot = { x: round(dot.x), y: round(dot.y) };
    if (Math.hypot(dot.x - dot.homeX, dot.y - dot.homeY) > RADIUS) dot.shape.from = { x: round(dot.homeX), y: round(dot.homeY) };
  }
}

export const DOT_RADIUS = RADIUS;
