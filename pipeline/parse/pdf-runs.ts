// Owns turning the drawing list of a PDF page, as pdfjs gives it, into runs of glyphs and ruled lines.
// Must not know pdfjs' messages, nor place anything itself: pdf-placing.ts does.

import { Placing, Refused, type Glyph, type PlacedPage, type RunFont } from "./pdf-placing.js";
import type { Paint } from "./pdf-rules.js";

/** What a page draws, as `getOperatorList` of pdfjs gives it. */
export interface DrawingList {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** Numbers of the operators that place text or draw lines, by pdfjs' names (its `OPS`). */
export type OperatorCodes = Readonly<
  Record<
    | "save" | "restore" | "transform" | "beginText" | "setCharSpacing" | "setWordSpacing" | "setHScale" | "setLeading" | "setFont" | "setTextRise" | "moveText" | "setLeadingMoveText" | "setTextMatrix" | "nextLine"
    | "showText" | "setGState" | "paintFormXObjectBegin" | "paintFormXObjectEnd" | "beginMarkedContent" | "beginMarkedContentProps" | "endMarkedContent" | "constructPath"
    | "stroke" | "closeStroke" | "fill" | "eoFill" | "fillStroke" | "eoFillStroke" | "closeFillStroke" | "closeEOFillStroke",
    number
  >
>;

/**
 * Runs and lines of one page, in drawing order.
 * @param list the whole drawing list, forms included, annotations left out
 * @param codes pdfjs' `OPS`
 * @param fontOf facts of a font by pdfjs' id; null where it is not known
 * @param view visible part of the page: x and y of two corners; glyphs outside are left out
 * @returns null where the page holds what is not placed here (right-to-left or vertical writing, Type 3 fonts, mirrored letters)
 */
export function placeRuns(list: DrawingList, codes: OperatorCodes, fontOf: (id: string) => RunFont | null, view: readonly number[]): PlacedPage | null {
  try {
    return tell(new Placing(fontOf, view), list, codes);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function tell(placing: Placing, list: DrawingList, codes: OperatorCodes): PlacedPage {
  const painted = paintOf(codes);
  for (let i = 0; i < list.fnArray.length; i++) {
    const args = list.argsArray[i] as unknown[];
    const at = (index: number): number => args[index] as number;
    switch (list.fnArray[i] as number) {
      case codes.showText:
        placing.show(args[0] as (Glyph | number)[]);
        break;
      case codes.setFont:
        placing.setFont(args[0] as string, at(1));
        break;
      case codes.setTextMatrix:
        placing.setTextMatrix(args[0] as ArrayLike<number>);
        break;
      case codes.moveText:
        placing.moveLine(at(0), at(1));
        break;
      case codes.setLeadingMoveText:
        placing.setLeading(-at(1));
        placing.moveLine(at(0), at(1));
        break;
      case codes.nextLine:
        placing.nextLine();
        break;
      case codes.beginText:
        placing.beginText();
        break;
      case codes.setCharSpacing:
        placing.setCharSpacing(at(0));
        break;
      case codes.setWordSpacing:
        placing.setWordSpacing(at(0));
        break;
      case codes.setHScale:
        placing.setHScale(at(0));
        break;
      case codes.setLeading:
        placing.setLeading(at(0));
        break;
      case codes.setTextRise:
        placing.setTextRise(at(0));
        break;
      case codes.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === "Font" && Array.isArray(value)) placing.setStateFont(value[0] as string, value[1] as number);
          if (key === "SMask" && value === true) placing.setMask();
        }
        break;
      case codes.save:
        placing.save();
        break;
      case codes.restore:
        placing.restore();
        break;
      case codes.transform:
        placing.transform(args as number[]);
        break;
      case codes.paintFormXObjectBegin:
        placing.beginForm(args[0] as ArrayLike<number> | null | undefined);
        break;
      case codes.paintFormXObjectEnd:
        placing.endForm();
        break;
      case codes.beginMarkedContent:
      case codes.beginMarkedContentProps:
        placing.beginMarked(args[1]);
        break;
      case codes.endMarkedContent:
        placing.endMarked();
        break;
      case codes.constructPath: {
        const [data] = args[1] as [ArrayLike<number> | null];
        if (data !== null) placing.path(painted.get(at(0)) ?? "none", data);
        break;
      }
      default:
        break;
    }
  }
  return placing.finish();
}

function paintOf(codes: OperatorCodes): Map<number, Paint> {
  const { stroke, closeStroke, fill, eoFill, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke } = codes;
  const of = (paint: Paint, ...numbers: number[]): [number, Paint][] => numbers.map((number) => [number, paint]);
  return new Map([...of("stroke", stroke, closeStroke), ...of("fill", fill, eoFill), ...of("both", fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke)]);
}
