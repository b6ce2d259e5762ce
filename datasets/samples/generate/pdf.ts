// Owns the PDF form of a sample, in the layout of a Secretary-General's report: masthead, running header, page numbers,
// footnotes at the foot of the page that calls them, paragraphs that run over the page.
// Must give the same bytes on every run: fixed dates, standard fonts, no compression (zlib's output differs by platform).
import PDFDocument from "pdfkit";
import { longDate, runs, type SampleSource } from "./source.js";

const PAGE = { width: 595.28, height: 841.89 };
const LEFT = 70;
const INDENT = 106;
const RIGHT = 525;
const TOP = 92;
const BOTTOM = 770;
const BODY = { font: "Times-Roman", size: 10.5, lead: 13.4 };
const NOTE = { font: "Times-Roman", size: 8.5, lead: 10.4 };
const RULE_GAP = 14;

interface Word {
  text: string;
  /** Labels of the footnotes called behind the word. */
  calls: string[];
}
interface Line {
  words: Word[];
  x: number;
}

/** Bytes of the PDF of a sample. Throws where a footnote is called that the source does not have. */
export async function renderPdf(source: SampleSource): Promise<Uint8Array> {
  const stamp = new Date(`${source.date}T12:00:00Z`);
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height], margin: 0, bufferPages: true, compress: false, autoFirstPage: false, pdfVersion: "1.7", lang: "en",
    info: { Title: `${source.title}: ${source.subtitle}`, Author: source.author, Subject: source.face[0] ?? "", CreationDate: stamp, ModDate: stamp },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => doc.on("end", resolve));

  const put = (text: string, x: number, y: number, font: string, size: number): number => {
    doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false });
    return doc.widthOfString(text);
  };
  const putRight = (text: string, y: number, font: string, size: number): void => {
    doc.font(font).fontSize(size);
    put(text, RIGHT - doc.widthOfString(text), y, font, size);
  };

  const split = (text: string, first: number, rest: number, right: number, font: string, size: number): Line[] => {
    doc.font(font).fontSize(size);
    const words: Word[] = [];
    for (const run of runs(text)) {
      if ("call" in run) words.at(-1)?.calls.push(run.call);
      else for (const word of run.text.split(" ")) if (word !== "") words.push({ text: word, calls: [] });
    }
    const lines: Line[] = [];
    let line: Line = { words: [], x: first };
    for (const word of words) {
      const candidate = [...line.words, word].map((each) => each.text).join(" ");
      if (line.words.length > 0 && line.x + doc.widthOfString(candidate) > right) {
        lines.push(line);
        line = { words: [], x: rest };
      }
      line.words.push(word);
    }
    return [...lines, line];
  };
  const putLine = (line: Line, y: number, font: string, size: number): void => {
    let x = line.x;
    let pending = "";
    const flush = (): void => {
      if (pending !== "") x += put(pending, x, y, font, size);
      pending = "";
    };
    line.words.forEach((word, index) => {
      pending += (index === 0 ? "" : " ") + word.text;
      for (const call of word.calls) {
        flush();
        x += put(call, x, y - 1.2, font, size * 0.62);
      }
    });
    flush();
  };

  // One page at a time: lines go down from the top, and the notes they call take their room from the bottom.
  let y = TOP;
  let floor = BOTTOM;
  let notes: Line[][] = [];
  const noteLines = (label: string): Line[] => {
    const note = source.footnotes.find((each) => each.label === label);
    if (note === undefined) throw new Error(`${source.file}: footnote ${label} is called and not given. Add it to the source's footnotes.`);
    return split(note.text, INDENT + 10, INDENT + 10, RIGHT, NOTE.font, NOTE.size);
  };
  const finishPage = (): void => {
    if (notes.length === 0) return;
    doc.moveTo(INDENT, floor + 6).lineTo(INDENT + 96, floor + 6).lineWidth(0.6).stroke();
    let at = floor + RULE_GAP;
    for (const note of notes) {
      const label = /^\d+/.exec(labels.shift() ?? "")?.[0] ?? "";
      put(label, INDENT + 3, at - 1, NOTE.font, NOTE.size * 0.68);
      for (const line of note) {
        putLine(line, at, NOTE.font, NOTE.size);
        at += NOTE.lead;
      }
    }
  };
  const labels: string[] = [];
  const newPage = (): void => {
    finishPage();
    doc.addPage();
    y = TOP;
    floor = BOTTOM;
    notes = [];
  };
  const setLine = (line: Line): void => {
    const called = line.words.flatMap((word) => word.calls);
    const added = called.map(noteLines);
    const room = added.reduce((sum, note) => sum + note.length * NOTE.lead, 0) + (notes.length === 0 && added.length > 0 ? RULE_GAP : 0);
    if (y + BODY.lead > floor - room) newPage();
    floor -= room;
    notes.push(...added);
    labels.push(...called);
    putLine(line, y, BODY.font, BODY.size);
    y += BODY.lead;
  };

  // Title page.
  newPage();
  put("Stocktake", LEFT, 50, "Times-Roman", 14);
  putRight(source.identifier, 46, "Times-Bold", 18);
  doc.moveTo(LEFT, 72).lineTo(RIGHT, 72).lineWidth(1).stroke();
  put("Sample corpus", LEFT, 82, "Times-Bold", 16);
  const imprint = ["Not a United Nations document", `Prepared: ${longDate(source.date)}`, "Original: English"];
  imprint.forEach((text, index) => put(text, 372, 82 + index * 13, "Times-Roman", 10));
  doc.moveTo(LEFT, 130).lineTo(RIGHT, 130).lineWidth(1.6).stroke();
  y = 158;
  for (const line of split(source.title, LEFT, LEFT, RIGHT, "Times-Bold", 19)) {
    putLine(line, y, "Times-Bold", 19);
    y += 24;
  }
  put(source.subtitle, LEFT, y + 2, "Times-Bold", 13);
  put(source.author, LEFT, y + 26, "Times-Bold", 11);
  y += 54;
  const boxTop = y;
  y += 10;
  for (const text of source.face) {
    for (const line of split(text, INDENT, INDENT, RIGHT - 18, BODY.font, BODY.size)) {
      putLine(line, y, BODY.font, BODY.size);
      y += BODY.lead;
    }
    y += 5;
  }
  y += 4;
  doc.rect(INDENT - 18, boxTop, RIGHT - INDENT + 18, y - boxTop).lineWidth(0.8).stroke();
  y += 14;

  source.blocks.forEach((block) => {
    if ("heading" in block) {
      const size = block.level === 1 ? 13.5 : 11;
      // A heading never stands alone at the foot of a page: it keeps three lines of text with it.
      if (y + 28 + 3 * BODY.lead > floor) newPage();
      else y += block.level === 1 ? 12 : 8;
      if (block.number !== null) put(`${block.number}.`, block.level === 1 ? LEFT : LEFT + 6, y, "Times-Bold", size);
      put(block.heading, INDENT, y, "Times-Bold", size);
      y += size + 10;
      return;
    }
    const number = block.paragraph;
    const lines = split(block.text, number === null ? INDENT : INDENT + 36, INDENT, RIGHT, BODY.font, BODY.size);
    // No single line of a paragraph is left behind on a page, and none is carried over alone.
    const fits = Math.floor((floor - y) / BODY.lead);
    if (fits < 2 || (lines.length === 3 && fits < 3)) newPage();
    lines.forEach((line, index) => {
      if (index === lines.length - 2 && y + 2 * BODY.lead > floor && line.words.every((word) => word.calls.length === 0)) newPage();
      if (index === 0 && number !== null) {
        const called = line.words.some((word) => word.calls.length > 0);
        if (called && y + 12 * BODY.lead > floor) newPage();
        put(`${number}.`, INDENT, y, BODY.font, BODY.size);
      }
      setLine(line);
    });
    y += 6.5;
  });
  finishPage();

  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(index);
    if (index > 0) {
      put(source.identifier, LEFT, 46, "Times-Bold", 10.5);
      putRight(source.runningTitle, 47, "Times-Roman", 9);
      doc.moveTo(LEFT, 62).lineTo(RIGHT, 62).lineWidth(0.6).stroke();
    }
    putRight(`${index + 1}/${count}`, 796, "Times-Bold", 9.5);
  }
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
