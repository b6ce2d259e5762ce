// Owns drawing a figure as PNG with a font that comes with the program: the same bytes on every machine, no browser, no font of the system.
// Must not know what a figure shows.
import { createRequire } from "node:module";
import type { Picture, ReportModel } from "../model.js";
import { figureOf, type Figure } from "./figures.js";

export interface DrawnPicture extends Figure {
  png: Uint8Array;
}

/** Pixels across: sharp on paper at the width of a page. */
const PIXELS = 1800;
const require = createRequire(import.meta.url);

/** Files of Noto Sans (SIL Open Font License): regular, bold, italic. */
export const FONT_FILES = (): { regular: string; bold: string; italic: string } => ({
  regular: require.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf"),
  italic: require.resolve("@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf"),
});

/** By the grid of the model, which a report shares with the parts of it that are printed alone. */
const drawn = new WeakMap<ReportModel["grid"], Map<string, Promise<DrawnPicture | null>>>();

/** The picture of a model as PNG, drawn once for all formats; null where there is nothing to draw. */
export function drawPicture(model: ReportModel, picture: Picture): Promise<DrawnPicture | null> {
  const known = drawn.get(model.grid) ?? new Map<string, Promise<DrawnPicture | null>>();
  drawn.set(model.grid, known);
  let found = known.get(picture.id);
  if (found === undefined) known.set(picture.id, (found = draw(model, picture)));
  return found;
}

async function draw(model: ReportModel, picture: Picture): Promise<DrawnPicture | null> {
  const figure = figureOf(model, picture);
  if (figure === null) return null;
  const { Resvg } = await import("@resvg/resvg-js");
  const { regular, bold } = FONT_FILES();
  const image = new Resvg(figure.svg, { font: { fontFiles: [regular, bold], loadSystemFonts: false, defaultFontFamily: "Noto Sans" }, fitTo: { mode: "width", value: PIXELS }, background: "#fff" });
  const drawn = image.render();
  return { ...figure, width: drawn.width, height: drawn.height, png: drawn.asPng() };
}

/** All pictures of a model by id, drawn. */
export async function drawPictures(model: ReportModel): Promise<Map<string, DrawnPicture>> {
  const found = new Map<string, DrawnPicture>();
  for (const section of model.sections) {
    for (const block of section.blocks) {
      if (block.kind !== "picture") continue;
      const made = await drawPicture(model, block.picture);
      if (made !== null) found.set(block.picture.id, made);
    }
  }
  return found;
}
