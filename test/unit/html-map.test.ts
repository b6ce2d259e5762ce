// Owns the tests of the world map's shapes.
// Must not test colours.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { geoContains } from "d3-geo";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { loadStates } from "../../datasets/states.js";
import { DOT_RADIUS, MAP_HEIGHT, MAP_WIDTH, worldShapes } from "../../reports/html/world-map.js";
import { drawOutlines, placeOf } from "../../reports/html/world-outlines.js";

const states = loadStates();
const present = states.filter((state) => state.status !== "former");
const world = worldShapes(present.map((state) => state.m49));
const shapeOf = new Map(world.shapes.map((shape) => [shape.m49, shape]));

describe("the world map", () => {
  test("shows every Member State and observer, as land that can be seen or as a dot", () => {
    expect(present).toHaveLength(195);
    const missing = present.filter((state) => {
      const shape = shapeOf.get(state.m49);
      return shape === undefined || (shape.dot === null && shape.path === "");
    });
    expect(missing.map((state) => state.iso3)).toEqual([]);
  });

  test("the smallest States, which coarse atlases lack, have dots inside the picture", () => {
    for (const iso3 of ["TUV", "NRU", "MCO", "VAT", "SMR", "LIE", "MHL", "PLW", "KNA", "MDV", "MLT", "SGP", "PSE", "BRB"]) {
      const dot = shapeOf.get(states.find((state) => state.iso3 === iso3)?.m49 ?? "")?.dot;
      expect(dot, iso3).toBeTruthy();
      expect((dot?.x ?? -1) >= DOT_RADIUS && (dot?.x ?? MAP_WIDTH) <= MAP_WIDTH - DOT_RADIUS && (dot?.y ?? MAP_HEIGHT) <= MAP_HEIGHT - DOT_RADIUS, iso3).toBe(true);
    }
  });

  const kept = join(packageRoot(), "dist/reports/html/world-outlines.json");
  test.skipIf(!existsSync(kept))("the outlines that a build keeps are those of the atlas", () => {
    expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual(JSON.parse(JSON.stringify(drawOutlines())));
  });

  test("no dot covers another", () => {
    const dots = world.shapes.flatMap((shape) => (shape.dot === null ? [] : [shape.dot]));
    dots.forEach((a, i) => dots.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * DOT_RADIUS)));
  });

  test("States that no longer exist have no shape, so that the caller can say so", () => {
    expect(worldShapes(["891", "705"]).shapes.map((shape) => shape.m49)).toEqual(["705"]);
  });

  test("land is drawn with the State to which United Nations resolutions count it", () => {
    const simferopol: [number, number] = [34.1, 44.95];
    expect(geoContains(placeOf("804"), simferopol)).toBe(true);
    expect(geoContains(placeOf("643"), simferopol)).toBe(false);
    expect(geoContains(placeOf("804"), [30.5, 50.4])).toBe(true);
    expect(geoContains(placeOf("643"), [37.6, 55.7])).toBe(true);
    expect(geoContains(placeOf("196"), [33.35, 35.3])).toBe(true);
    expect(geoContains(placeOf("706"), [44.07, 9.56])).toBe(true);
  });

  test("draws the same picture twice", () => {
    const codes = present.map((state) => state.m49);
    const first = JSON.stringify(worldShapes(codes));
    worldShapes(["705"]);
    expect(JSON.stringify(worldShapes(codes))).toBe(first);
  });
});
