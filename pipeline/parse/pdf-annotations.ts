// Owns what was typed onto a PDF: filled form fields and FreeText comments become runs where they stand on the page.
// Must not read notes in the margin (pop-ups, highlights): they are talk about the document.

import type { PdfAdded, PdfRun } from "./pdf-content.js";

/** The part of pdfjs' annotations that is used; all of it comes from the file and may be anything. */
export interface PdfAnnotation {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  checkBox?: boolean;
  radioButton?: boolean;
  buttonValue?: string | null;
  exportValue?: string | null;
  hidden?: boolean;
  noView?: boolean;
  password?: boolean;
  rect?: ArrayLike<number>;
  contentsObj?: { str?: string };
  textContent?: string[];
  defaultAppearanceData?: { fontSize?: number };
}

/** Usual size of what is typed into a form that leaves the size to the reader. */
const SIZE = 10;
const LEADING = 1.2;
/** Boxes as Word prints them, which the reader of forms knows. */
const TICKED = "☒";
const UNTICKED = "☐";

/**
 * Runs for the filled fields and typed comments of a page.
 * @param place from the page's own space to the upright page, origin at the lower left
 */
export function annotationRuns(annotations: PdfAnnotation[], place: (x: number, y: number) => [number, number]): { runs: PdfRun[]; added: PdfAdded } {
  const runs: PdfRun[] = [];
  const added: PdfAdded = { filledFields: 0, emptyFields: 0, comments: 0, damaged: 0 };
  for (const annotation of annotations) {
    const { rect } = annotation;
    if (annotation.hidden === true || annotation.noView === true || rect?.length !== 4) continue;
    const text = textOf(annotation);
    if (text === null) continue;
    const isField = annotation.subtype === "Widget";
    if (text === "" || text === UNTICKED) {
      if (isField) added.emptyFields++;
      if (text === "") continue;
    } else if (isField) added.filledFields++;
    else added.comments++;
    const [x1, y1] = place(rect[0]!, rect[1]!);
    const [x2, y2] = place(rect[2]!, rect[3]!);
    runs.push(...typedLines(text, Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1), annotation.defaultAppearanceData?.fontSize ?? 0));
  }
  return { runs, added };
}

/**
 * Drawn runs, parted where a tick box stands among their words: "Yes     No" is drawn as one, and each box belongs to one of them.
 */
export function partAtBoxes(drawn: PdfRun[], typed: PdfRun[]): PdfRun[] {
  const boxes = typed.filter((run) => /^ [☒☐] $/u.test(run.text)).sort((p, q) => q.x - p.x);
  if (boxes.length === 0) return drawn;
  return drawn.flatMap((run) => {
    let rest = run;
    const parts: PdfRun[] = [];
    for (const box of boxes) {
      if (run.angle !== 0 || Math.abs(box.y - run.y) > run.size || box.x <= rest.x || box.x >= rest.x + rest.width) continue;
      const at = nearestSpace(rest.text, (box.x - rest.x) / rest.width);
      if (at <= 0) continue;
      const cut = rest.width * (at / rest.text.length);
      parts.unshift({ ...rest, text: `${rest.text.slice(at).trimStart()} `, x: Math.max(rest.x + cut, box.x + box.width), width: rest.width - cut });
      rest = { ...rest, text: `${rest.text.slice(0, at)} `, width: Math.min(cut, box.x - rest.x) };
    }
    return [rest, ...parts];
  });
}

/** The blank nearest to a place in a text, given as a share of its length; 0 where there is none. */
function nearestSpace(text: string, share: number): number {
  const wanted = text.length * share;
  let best = 0;
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) if (best === 0 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  return best;
}

/** What the annotation says; null where it is none of those read, "" where it is an empty field. */
function textOf(annotation: PdfAnnotation): string | null {
  if (annotation.subtype === "FreeText") return annotation.contentsObj?.str ?? annotation.textContent?.join("\n") ?? "";
  if (annotation.subtype !== "Widget" || annotation.password === true) return null;
  const value = Array.isArray(annotation.fieldValue) ? annotation.fieldValue.join(", ") : annotation.fieldValue;
  const written = typeof value === "string" ? value : "";
  switch (annotation.fieldType) {
    case "Tx":
    case "Ch":
      return written.trim();
    case "Btn":
      if (annotation.checkBox === true) return written !== "" && written !== "Off" ? TICKED : UNTICKED;
      if (annotation.radioButton === true) return written !== "" && written !== "Off" && written === annotation.buttonValue ? TICKED : UNTICKED;
      return null;
    case undefined:
    default:
      return null;
  }
}

/** Lines from the top of the field down; long ones broken where about the field's width is full. */
function typedLines(text: string, left: number, bottom: number, width: number, height: number, given: number): PdfRun[] {
  const size = Math.min(given > 0 ? given : SIZE, Math.max(4, height));
  const letters = Math.max(8, Math.floor(width / (size * 0.5)));
  const lines = text.split(/\r\n?|\n/).flatMap((line) => wrapped(line, letters));
  // A single line stands in the middle of its field, beside its label.
  const top = lines.length === 1 && height < size * 2.2 ? bottom + height / 2 + size * 0.85 : bottom + height;
  const step = Math.min(size * LEADING, Math.max(size * 0.3, (height - size * 0.2) / lines.length));
  return lines.flatMap((line, i): PdfRun[] => line.trim() === "" ? [] : [{
    // On the line of its label, not a hair above it.
    text: line === TICKED || line === UNTICKED ? ` ${line} ` : line, x: left + 2, y: top - size * 1.15 - i * step, width: Math.min(width, line.length * size * 0.5), size,
    font: "typed", bold: false, italic: false, angle: 0,
  }]);
}

function wrapped(line: string, letters: number): string[] {
  const out: string[] = [];
  let open = "";
  for (const word of line.split(/\s+/)) {
    if (open !== "" && open.length + 1 + word.length > letters) {
      out.push(open);
      open = word;
    } else open = open === "" ? word : `${open} ${word}`;
  }
  return [...out, open];
}
