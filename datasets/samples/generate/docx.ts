// Owns the DOCX form of a sample: real heading styles, real footnotes, running header and page numbers.
// Must give the same bytes on every run: dates and zip stamps are taken from the source, never from the clock.
import {
  AlignmentType, BorderStyle, Document, Footer, FootnoteReferenceRun, Header, HeadingLevel, Packer, PageNumber, Paragraph, TabStopType, TextRun,
} from "docx";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { longDate, runs, type SampleSource } from "./source.js";

const LINE = { style: BorderStyle.SINGLE, size: 6, color: "555555", space: 6 };
const RIGHT_EDGE = 9354; // twentieths of a point: A4 less two margins of 1276

function body(source: SampleSource): Paragraph[] {
  return source.blocks.flatMap((block) => {
    if ("heading" in block) {
      return [new Paragraph({
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        tabStops: [{ type: TabStopType.LEFT, position: 567 }],
        children: [new TextRun(block.number === null ? block.heading : `${block.number}.\t${block.heading}`)],
      })];
    }
    return block.text.split("\n").map((line, index) => new Paragraph({
      style: "NumberedParagraph",
      tabStops: [{ type: TabStopType.LEFT, position: 1134 }],
      children: [
        ...(index === 0 && block.paragraph !== null ? [new TextRun(`${block.paragraph}.\t`)] : []),
        ...runs(line).map((run) => ("call" in run ? new FootnoteReferenceRun(Number(run.call)) : new TextRun(run.text))),
      ],
    }));
  });
}

/** Stamps every date in the package with the source's own date and packs its parts in a fixed order. */
function withFixedDates(packed: Uint8Array, isoDate: string): Uint8Array {
  const parts = unzipSync(packed);
  const [year = 2026, month = 1, day = 1] = isoDate.split("-").map(Number);
  // A zip stamp is written in local time without a zone; made from local parts it is the same everywhere.
  const mtime = new Date(year, month - 1, day, 12, 0, 0);
  const names = Object.keys(parts).sort((a, b) => Number(b === "[Content_Types].xml") - Number(a === "[Content_Types].xml") || (a < b ? -1 : 1));
  const fixed: Zippable = {};
  for (const name of names) {
    let bytes = parts[name];
    if (bytes === undefined || name.endsWith("/")) continue;
    if (name === "docProps/core.xml") {
      bytes = strToU8(strFromU8(bytes).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${isoDate}T12:00:00Z`));
    }
    fixed[name] = [bytes, { mtime, level: 9 }];
  }
  return zipSync(fixed, { mtime });
}

/** Bytes of the DOCX of a sample. */
export async function renderDocx(source: SampleSource): Promise<Uint8Array> {
  const small = (text: string): TextRun => new TextRun({ text, size: 17 });
  const document = new Document({
    title: source.title, subject: source.subtitle, creator: source.author, lastModifiedBy: source.author, description: source.face[0] ?? "",
    styles: {
      default: {
        document: { run: { font: "Times New Roman", size: 21, language: { value: "en-GB" } }, paragraph: { spacing: { line: 262 } } },
        title: { run: { bold: true, size: 40, font: "Times New Roman" }, paragraph: { spacing: { before: 360, after: 120 } } },
        heading1: { run: { bold: true, size: 27, font: "Times New Roman", color: "000000" }, paragraph: { spacing: { before: 320, after: 140 }, keepNext: true } },
        heading2: { run: { bold: true, size: 22, font: "Times New Roman", color: "000000" }, paragraph: { spacing: { before: 220, after: 120 }, keepNext: true } },
        footnoteText: { run: { size: 17 } },
      },
      paragraphStyles: [
        { id: "NumberedParagraph", name: "Numbered Paragraph", basedOn: "Normal", quickFormat: true, paragraph: { indent: { left: 567 }, spacing: { after: 130 } } },
        { id: "Face", name: "Face", basedOn: "Normal", paragraph: { spacing: { before: 40, after: 80 }, indent: { left: 120, right: 120 } }, run: { size: 20 } },
      ],
    },
    footnotes: Object.fromEntries(source.footnotes.map((note) => [note.label, { children: [new Paragraph({ style: "FootnoteText", children: [small(` ${note.text}`)] })] }])),
    sections: [{
      properties: { titlePage: true, page: { size: { width: 11906, height: 16838 }, margin: { top: 1276, bottom: 1276, left: 1276, right: 1276 } } },
      headers: {
        first: new Header({ children: [new Paragraph({ children: [] })] }),
        default: new Header({ children: [new Paragraph({
          spacing: { after: 240 }, tabStops: [{ type: TabStopType.RIGHT, position: RIGHT_EDGE }], border: { bottom: LINE },
          children: [new TextRun({ text: source.identifier, bold: true, size: 18 }), small(`\t${source.runningTitle}`)],
        })] }),
      },
      footers: Object.fromEntries((["first", "default"] as const).map((kind) => [kind, new Footer({ children: [new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES], size: 18, bold: true })],
      })] })])),
      children: [
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: RIGHT_EDGE }], border: { bottom: LINE },
          children: [new TextRun({ text: "Stocktake", size: 28 }), new TextRun({ text: `\t${source.identifier}`, bold: true, size: 32 })],
        }),
        new Paragraph({ spacing: { before: 120 }, alignment: AlignmentType.RIGHT, children: [small(`Prepared: ${longDate(source.date)}`)] }),
        new Paragraph({ alignment: AlignmentType.RIGHT, children: [small("Original: English")] }),
        new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(source.title)] }),
        new Paragraph({ spacing: { after: 200 }, children: [new TextRun({ text: source.subtitle, bold: true, size: 24 })] }),
        new Paragraph({ spacing: { after: 200 }, children: [new TextRun({ text: source.author, bold: true })] }),
        ...source.face.map((text) => new Paragraph({
          style: "Face", border: { top: LINE, bottom: LINE, left: LINE, right: LINE }, children: [new TextRun(text)],
        })),
        ...body(source),
      ],
    }],
  });
  return withFixedDates(new Uint8Array(await Packer.toBuffer(document)), source.date);
}
