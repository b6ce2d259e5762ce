// Owns the looks of a workbook's cells and the height that their text needs. Must not know what stands in them.
import type { Style } from "./stream.js";

export const LINK_COLOUR = "0563C1";
export const HEAD: Style = { bold: true, color: "FFFFFF", fill: "1F4E79", wrap: true, middle: true, align: "left", indent: true };
export const HEAD_RIGHT: Style = { bold: true, color: "FFFFFF", fill: "1F4E79", wrap: true, middle: true, align: "right" };
export const TEXT: Style = { wrap: true, align: "left", indent: true };
export const NUMBER: Style = { format: "whole", align: "right" };
export const PERCENT: Style = { format: "decimal", align: "right" };
export const TITLE: Style = { bold: true, size: 13, wrap: true, align: "left" };
export const NOTE: Style = { color: "404040", size: 9, wrap: true, align: "left" };

/** Height in points that wrapped text needs, generously; a row is at most 409 points high. */
export function heightOf(cells: (string | number | null)[], widths: number[]): number {
  let lines = 1;
  cells.forEach((value, index) => {
    if (typeof value !== "string" || value.length < 8) return;
    const room = Math.max(4, (widths[index] ?? 10) - 2);
    if (value.length <= room && !value.includes("\n")) return;
    lines = Math.max(lines, value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.98) / room)), 0));
  });
  return Math.min(409, 13.2 * lines + 2.5);
}

