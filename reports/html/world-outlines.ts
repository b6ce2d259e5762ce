// Owns the outlines of the world: from the atlas to one SVG path a code, in an equal-area projection. Thinning an atlas takes most of the time of a map, so a build keeps what comes out (make-world-outlines.ts).
// Must not know a status or a report.
import { createRequire } from "node:module";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid, geoContains, geoEqualEarth, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Polygon } from "geojson";
import { feature, merge, mergeArcs } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import type { GeometryCollection, GeometryObject, MultiPolygon as TopoMultiPolygon, Polygon as TopoPolygon, Topology } from "topojson-specification";

export const MAP_WIDTH = 960;
const GLOBE_HEIGHT = 468;
/** Corners of borders that enclose less than this, in steradians (about a tenth of a square unit of the map), are straightened. */
const DETAIL = 3e-6;
/** Antarctica would take a tenth of the picture. */
const ANTARCTICA = "010";

export interface Outline {
  /** M49 code, three digits; null for land without one. */
  m49: string | null;
  /** SVG path without islands that cannot be seen. */
  path: string;
  /** In square units of the map. */
  area: number;
  /** Middle of the largest part, on the map; null where the projection has none. */
  middle: [number, number] | null;
}

export interface Outlines {
  land: Outline[];
  /** Land that only the finer atlas draws. */
  fine: Outline[];
  sphere: string;
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

const KEPT = fileURLToPath(new URL("./world-outlines.json", import.meta.url));
let outlines: Outlines | undefined;

/** The outlines: those that the build kept beside this file, otherwise made anew (0.6 s of processor time). */
export function worldOutlines(): Outlines {
  return (outlines ??= existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as Outlines) : drawOutlines());
}

/** Writes the outlines beside the built file. @returns its path */
export function keepOutlines(): string {
  writeFileSync(KEPT, JSON.stringify(drawOutlines()));
  return KEPT;
}

/** The outlines, from the atlas. Same atlas, same paths. */
export function drawOutlines(): Outlines {
  const projection = geoEqualEarth().fitExtent([[2, 2], [MAP_WIDTH - 2, GLOBE_HEIGHT - 2]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const outlineOf = ([m49, geometry]: [string | null, Geometry]): Outline => {
    const middle = projection(geoCentroid(largestPart(geometry)));
    return { m49, path: tidy(path(geometry) ?? ""), area: path.area(geometry), middle: middle === null ? null : [middle[0], middle[1]] };
  };
  const coarse = geometriesOf(atlas("50m")).filter(([code]) => code !== ANTARCTICA);
  const known = new Set(coarse.map(([code]) => code));
  // The 50m atlas lacks Tuvalu; the finer one has all.
  const fine = atlas("10m").objects.countries.geometries.flatMap((geometry) => (geometry.id === undefined || known.has(String(geometry.id)) || geometry.id === ANTARCTICA ? [] : [String(geometry.id)]));
  return { land: coarse.map(outlineOf), fine: geometriesOf(atlas("10m"), new Set(fine)).map(outlineOf), sphere: path({ type: "Sphere" }) ?? "" };
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
