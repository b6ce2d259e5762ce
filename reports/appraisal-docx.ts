// Owns an appraisal of plans as a Word document: real heading styles, tables whose header rows repeat, nothing split over pages that belongs together.
import { AlignmentType, BorderStyle, Document, Footer, HeadingLevel, Packer, PageNumber, PageOrientation, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from "docx";
import { APPRAISAL_NOTES, denials, itemGroups, mannerNote, placeOf, planName, VERDICT_LABELS, VERDICT_SIGNS, wanting, type AppraisalVerdict, type AppraisalView, type AppraisedPlanView } from "./appraisal.js";
import { clean } from "./format.js";

/** Twentieths of a point: A4, two centimetres of margin. */
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const COLOURS: Record<AppraisalVerdict, string> = { met: "1B6E53", partly_met: "8A5F00", not_found: "5B6875", not_asked: "9AA4AE" };
/** Plans beside each other in one table; more go on in the next. */
const ACROSS = 12;

// XML 1.0 has no place for most control characters, nor for half a surrogate pair.
const xml = (text: string): string => clean(text).replace(/[\n\t]+/g, " ").replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g, "\uFFFD");
const run = (text: string, options: { bold?: boolean; italics?: boolean; color?: string; size?: number } = {}): TextRun => new TextRun({ text: xml(text), ...options });
const para = (text: string, options: { bold?: boolean; color?: string; size?: number } = {}): Paragraph => new Paragraph({ children: [run(text, options)], spacing: { after: 80 } });

const RULE = { style: BorderStyle.SINGLE, size: 4, color: "C4CCD4" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const BORDERS = { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: RULE, insideVertical: NONE };

function cell(children: Paragraph[], width: number, options: { fill?: string; span?: number } = {}): TableCell {
  return new TableCell({
    children, width: { size: width, type: WidthType.DXA }, margins: { top: 50, bottom: 50, left: 80, right: 80 }, verticalAlign: VerticalAlign.TOP,
    ...(options.span === undefined ? {} : { columnSpan: options.span }), ...(options.fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: "auto", fill: options.fill } }),
  });
}

const tight = (children: TextRun[], alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]): Paragraph => new Paragraph({ children, spacing: { after: 20 }, ...(alignment === undefined ? {} : { alignment }) });

function groupRow(group: string, width: number, span: number): TableRow {
  return new TableRow({ cantSplit: true, children: [cell([new Paragraph({ children: [run(group, { bold: true, size: 19 })], keepNext: true, spacing: { after: 20 } })], width, { fill: "EEF2F5", span })] });
}

function headerRow(titles: string[], widths: number[], centredFrom = 99): TableRow {
  return new TableRow({ tableHeader: true, cantSplit: true, children: titles.map((title, index) => cell([tight([run(title, { bold: true, size: 19 })], index >= centredFrom ? AlignmentType.CENTER : undefined)], widths[index] as number, { fill: "DCE4EA" })) });
}

function sideBySide(view: AppraisalView, plans: AppraisedPlanView[], width: number): Table {
  const each = Math.max(560, Math.floor((width * 0.62) / Math.max(plans.length, 6)));
  const widths = [width - each * plans.length, ...plans.map(() => each)];
  const rows = [headerRow(["Item", ...plans.map((plan) => plan.key)], widths, 1)];
  for (const { group, items } of itemGroups(view)) {
    if (group !== "") rows.push(groupRow(group, width, widths.length));
    for (const item of items) {
      rows.push(new TableRow({
        cantSplit: true,
        children: [
          cell([tight([run(item.text, { size: 19 })])], widths[0] as number),
          ...plans.map((plan, index) => {
            const verdict = plan.items.find((one) => one.id === item.id)?.verdict ?? "not_asked";
            return cell([tight([run(VERDICT_SIGNS[verdict], { color: COLOURS[verdict], bold: true })], AlignmentType.CENTER)], widths[index + 1] as number);
          }),
        ],
      }));
    }
  }
  return new Table({ rows, width: { size: width, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, borders: BORDERS });
}

function details(view: AppraisalView, plan: AppraisedPlanView, width: number): Table {
  const widths = [0.22, 0.11, 0.39, 0.28].map((share) => Math.floor(width * share));
  const rows = [headerRow(["Item", "Verdict", "Words of the text", "What would have met it"], widths)];
  for (const { group, items } of itemGroups(view)) {
    if (group !== "") rows.push(groupRow(group, width, 4));
    for (const about of items) {
      const item = plan.items.find((one) => one.id === about.id);
      if (item === undefined) continue;
      const quotes = item.parts.flatMap((part) => part.evidence.slice(0, 1)).map((quote) => tight([run(`“${quote.quote.length > 600 ? `${quote.quote.slice(0, 599)}…` : quote.quote}” `, { size: 19 }), run(`(${[placeOf(quote), mannerNote(quote)].filter((text) => text !== "").join("; ")})`, { size: 18, color: "5B6875" })]));
      rows.push(new TableRow({
        cantSplit: true,
        children: [
          cell([tight([run(about.text, { size: 19 })])], widths[0] as number),
          cell([tight([run(VERDICT_LABELS[item.verdict], { bold: true, size: 19, color: COLOURS[item.verdict] })])], widths[1] as number),
          cell(quotes.length > 0 ? quotes : [tight([])], widths[2] as number),
          cell([tight([run(wanting(item.parts) + denials(item.parts), { size: 19 })])], widths[3] as number),
        ],
      }));
    }
  }
  return new Table({ rows, width: { size: width, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, borders: BORDERS });
}

/** The document's bytes. */
export async function appraisalDocx(view: AppraisalView): Promise<Uint8Array> {
  // docx takes the sides of the upright page and turns it itself.
  const width = PAGE.height - 2 * PAGE.margin;
  const children: (Paragraph | Table)[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run(`Appraisal against: ${view.framework.name}`)] }),
    para(`Source: ${view.framework.source}. Items in our own words.${view.framework.note === null ? "" : ` ${view.framework.note}`}`, { color: "5B6875" }),
    ...APPRAISAL_NOTES.map((note) => para(note, { size: 19 })),
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run("Summary")] }),
    ...view.plans.map((plan) => new Paragraph({ bullet: { level: 0 }, spacing: { after: 60 }, children: [run(`${plan.key}  `, { bold: true }), run(`${planName(plan)}, ${plan.file}: ${plan.summary}. `), run(plan.basis, { color: "5B6875" })] })),
    ...view.unreadable.map((failed) => new Paragraph({ bullet: { level: 0 }, spacing: { after: 60 }, children: [run("Not read  ", { bold: true }), run(`${failed.file}: ${failed.reason} ${failed.next}`)] })),
  ];
  const told = view.plans.filter((plan) => plan.kind !== "none");
  if (told.length > 1) {
    children.push(new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run("Side by side")] }), para(`${VERDICT_SIGNS.met} met   ${VERDICT_SIGNS.partly_met} partly met   ${VERDICT_SIGNS.not_found} not found`, { size: 19 }));
    for (let from = 0; from < told.length; from += ACROSS) children.push(sideBySide(view, told.slice(from, from + ACROSS), width), new Paragraph({ children: [], spacing: { after: 120 } }));
  }
  for (const plan of told) {
    children.push(new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [run(`${plan.key} ${planName(plan)}`)] }), para(`${plan.summary}.`), details(view, plan, width));
  }
  const document = new Document({
    creator: "Stocktake", title: `Appraisal against: ${xml(view.framework.name)}`,
    styles: {
      default: {
        document: { run: { font: "Calibri", size: 21 } },
        title: { run: { size: 34, bold: true, color: "1D2733" }, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { size: 26, bold: true, color: "1D2733" }, paragraph: { spacing: { before: 320, after: 100 } } },
      },
    },
    sections: [{
      properties: { page: { size: { width: PAGE.width, height: PAGE.height, orientation: PageOrientation.LANDSCAPE }, margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 18, color: "5B6875" })] })] }) },
      children,
    }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
