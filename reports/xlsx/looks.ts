// Owns the looks of a workbook's cells and the height that their text needs. Must not know what stands in them.
import type { Style } from "./stream.js";
import { linesOf } from "./text-lines.js";

export const LINK_COLOUR = "0563C1";
export const HEAD: Style = { bold: true, color: "FFFFFF", fill: "1F4E79", wrap: true, middle: true, align: "left", indent: true };
export const HEAD_RIGHT: Style = { bold: true, color: "FFFFFF", fill: "1F4E79", wrap: true, middle: true, align: "right" };
export const TEXT: Style = { wrap: true, align: "left", indent: true };
export const NUMBER: Style = { format: "whole", align: "right" };
export const PERCENT: Style = { format: "decimal", align: "right" };
export const TITLE: Style = { bold: true, size: 13, wrap: true, align: "left" };
export const NOTE: Style = { color: "404040", size: 9, wrap: true, align: "left" };

/** Height in points that wrapped text needs; a row is at most 409 points high. */
export function heightOf(cells: (string | number | null)[], widths: number[]): number {
  let lines = 1;
  cells.forEach((value, index) => {
    if (typeof value !== "string" || value.length < 8) return;
    // What surrounds a text in its cell takes two letters.
    lines = Math.max(lines, linesOf(value, (widths[index] ?? 10) - 2));
  });
  return Math.min(409, 13.2 * lines + 2.5);
}
