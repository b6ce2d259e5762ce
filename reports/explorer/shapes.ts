// Owns the shapes of the explorer's map, as the HTML report draws them; the build writes them into a file.
import { loadStates } from "../../datasets/states.js";
import { MAP_HEIGHT, MAP_WIDTH, worldShapes } from "../html/world-map.js";

/** JSON of the shapes by State. */
export function worldShapesText(): string {
  const states = loadStates();
  const code = new Map(states.map((state) => [state.m49, state.iso3]));
  const world = worldShapes(states.map((state) => state.m49).filter((m49) => m49 !== ""));
  return JSON.stringify({ width: MAP_WIDTH, height: MAP_HEIGHT, sphere: world.spherePath, other: world.otherPath, shapes: world.shapes.map((shape) => ({ state: code.get(shape.m49) ?? "", path: shape.path, dot: shape.dot, from: shape.from })) });
}
