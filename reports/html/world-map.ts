// Owns the world map's shapes: from the atlas to one SVG path or dot a State, in an equal-area projection.
// Must not know a status; the page colours the shapes by class.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { geoArea, geoCentroid, geoContains, geoEqualEarth, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Polygon } from "geojson";
import { feature, merge, mergeArcs } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import type { GeometryCollection, GeometryObject, MultiPolygon as TopoMultiPolygon, Polygon as TopoPolygon, Topology } from "topojson-specification";

export const MAP_WIDTH = 960;
/** Cut below 58° S: Antarctica is no State and would take a tenth of the picture. */
export const MAP_HEIGHT = 424;
const GLOBE_HEIGHT = 468;
/** A State whose drawn land is smaller than this (in square units of the map) gets a dot, so that it can be seen and hit. */
const SMALL = 14;
/** Corners of borders that enclose less than this, in steradians (about a tenth of a square unit of the map), are straightened. */
const DETAIL = 3e-6;
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

type AtlasGeometry = GeometryObject<{ name: string }> & { id?: string };
const nameOf = (geometry: AtlasGeometry): string => (geometry.properties !== undefined && "name" in geometry.properties ? geometry.properties.name : "");
type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/**
 * Areas that the atlas draws apart and that have no code in M49, where the United Nations counts the land to a Member State (Security Council resolutions on Cyprus 541 and 550; on Somalia's territorial integrity, for example 2408).
 * All others without the code of a State stay uncoloured.
 */
const PART_OF: Record<string, string> = { "N. Cyprus": "196", Somaliland: "706" };

/**
 * A part that the atlas draws with another State than the United Nations does: Crimea and Sevastopol (General Assembly resolution 68/262, territorial integrity of Ukraine).
 * `at` is a place on it, as longitude and latitude.
 */
const MOVED_PARTS: { from: string; to: string; at: [number, number] }[] = [{ from: "643", to: "804", at: [34.2, 45.2] }];

let atlases: Map<string, Atlas> | undefined;

function atlas(resolution: "50m" | "10m"): Atlas {
  atlases ??= new Map();
  let found = atlases.get(resolution);
  if (found === undefined) {
    found = movedParts(JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/countries-${resolution}.json`), "utf8")) as Atlas);
    // Borders are thinned in the atlas, where neighbours share them, so that they still meet. The fine atlas serves tiny States: it stays as it is.
    if (resolution === "50m") found = simplify(presimplify<{ countries: GeometryCollection<{ name: string }> }>(found, sphericalTriangleArea), DETAIL);
    atlases.set(resolution, found);
  }
  return found;
}

function movedParts(topology: Atlas): Atlas {
  const geometries = topology.objects.countries.geometries as AtlasGeometry[];
  for (const { from, to, at } of MOVED_PARTS) {
    const source = geometries.find((geometry) => geometry.id === from) as TopoMultiPolygon | undefined;
    const target = geometries.find((geometry) => geometry.id === to) as TopoMultiPolygon | undefined;
    if (source?.type !== "MultiPolygon" || target?.type !== "MultiPolygon") continue;
    const moved = source.arcs.filter((arcs) => geoContains(feature(topology, { type: "Polygon", arcs } as TopoPolygon), at));
    source.arcs = source.arcs.filter((arcs) => !moved.includes(arcs));
    target.arcs.push(...moved);
    target.arcs = (mergedArcs(topology, target) ?? target).arcs;
  }
  return topology;
}

/** The same land without borders inside it. */
const mergedArcs = (topology: Atlas, geometry: TopoMultiPolygon): TopoMultiPolygon | undefined => mergeArcs(topology, [geometry]);

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
  const projection = geoEqualEarth().fitExtent([[2, 2], [MAP_WIDTH - 2, GLOBE_HEIGHT - 2]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const wanted = new Set(codes);
  const land = new Map<string, Geometry>();
  const others: Geometry[] = [];
  for (const [code, geometry] of geometriesOf(atlas("50m"))) {
    if (code !== null && wanted.has(code)) land.set(code, geometry);
    else if (code !== "010") others.push(geometry); // Antarctica would take a tenth of the picture
  }
  if (codes.some((code) => !land.has(code))) {
    // The 50m atlas lacks Tuvalu; the finer one has all.
    for (const [code, geometry] of geometriesOf(atlas("10m"), new Set(codes.filter((code) => !land.has(code))))) if (code !== null) land.set(code, geometry);
  }
  const shapes: Shape[] = [];
  for (const code of codes) {
    const geometry = land.get(code);
    if (geometry === undefined) continue;
    // Land that rounds to nothing is not drawn; the dot stands for it.
    const visible = path.area(geometry) >= 1;
    let dot: Shape["dot"] = null;
    if (path.area(geometry) < SMALL) {
      const point = projection(geoCentroid(largestPart(geometry)));
      if (point !== null) dot = { x: point[0], y: point[1] };
    }
    shapes.push({ m49: code, path: visible ? tidy(path(geometry) ?? "") : "", dot, from: null });
  }
  spread(shapes);
  const sphere = geoPath(projection).digits(1)({ type: "Sphere" }) ?? "";
  const otherPath = tidy(others.map((geometry) => path(geometry) ?? "").join(""));
  return { shapes, otherPath, spherePath: sphere };
}

/** The land of a State as drawn, in longitude and latitude. @throws Error where the atlas has none */
export function placeOf(m49: string): Geometry {
  const found = geometriesOf(atlas("50m"), new Set([m49]))[0];
  if (found === undefined) throw new Error(`world-atlas: no land with the code ${m49}`);
  return found[1];
}

/** Geometries by M49 code, parts of one State merged; null for land without a code. */
function geometriesOf(topology: Atlas, only?: Set<string>): [code: string | null, geometry: Geometry][] {
  const byCode = new Map<string, AtlasGeometry[]>();
  const rest: [null, Geometry][] = [];
  for (const geometry of topology.objects.countries.geometries as AtlasGeometry[]) {
    const code = PART_OF[nameOf(geometry)] ?? geometry.id ?? null;
    if (only !== undefined && (code === null || !only.has(code))) continue;
    if (code === null) rest.push([null, geometryOf(topology, geometry)]);
    else byCode.set(code, [...(byCode.get(code) ?? []), geometry]);
  }
  return [
    ...[...byCode].map(([code, parts]): [string, Geometry] => [code, parts.length === 1 ? geometryOf(topology, parts[0] as AtlasGeometry) : merge(topology, parts as (TopoPolygon | TopoMultiPolygon)[])]),
    ...rest,
  ];
}

function geometryOf(topology: Atlas, geometry: AtlasGeometry): Geometry {
  const found = feature(topology, geometry) as Feature | FeatureCollection;
  if (found.type !== "Feature") throw new Error("world-atlas: a country is a collection. Install world-atlas 2.0.2.");
  return found.geometry;
}

/** The largest polygon: the middle of an archipelago may lie in another State's sea. */
function largestPart(geometry: Geometry): Geometry {
  if (geometry.type !== "MultiPolygon") return geometry;
  const parts = (geometry).coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return parts.reduce((largest, part) => (geoArea(part) > geoArea(largest) ? part : largest));
}

/** A path without islands that round to a point or a line: two thirds of the bytes, nothing that can be seen. */
function tidy(path: string): string {
  return path.replace(/M([^MZ]*)Z/g, (_whole, body: string) => {
    const points = body.split("L");
    const kept = points.filter((point, index) => index === 0 || point !== points[index - 1]);
    if (kept.length < 3) return "";
    const numbers = kept.map((point) => point.split(",").map(Number) as [number, number]);
    const area = Math.abs(numbers.reduce((sum, [x, y], index) => { const [u, v] = numbers[(index + 1) % numbers.length] as [number, number]; return sum + x * v - u * y; }, 0)) / 2;
    return area < 0.3 ? "" : relative(numbers);
  });
}

/** The same points as steps from one to the next, in tenths: shorter, and exact since every point is rounded to a tenth already. */
function relative(points: [number, number][]): string {
  let [x, y] = (points[0] as [number, number]).map((value) => Math.round(value * 10)) as [number, number];
  let out = `M${x / 10},${y / 10}l`;
  let first = true;
  for (const point of points.slice(1)) {
    const [u, v] = point.map((value) => Math.round(value * 10)) as [number, number];
    const [dx, dy] = [u - x, v - y].map((value) => String(value / 10).replace(/^(-?)0\./, "$1.")) as [string, string];
    out += `${first || dx.startsWith("-") ? "" : " "}${dx}${dy.startsWith("-") ? "" : " "}${dy}`;
    [x, y] = [u, v];
    first = false;
  }
  return `${out}z`;
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
