// Owns making many documents out of few for the scale bench: texts of real reports with other States, years, numbers and words, as HTML, text and DOCX, and real PDFs with other bytes.
// What comes out says nothing true of any State; it must never leave the temporary folder it is written to.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { loadStates } from "../../datasets/states.js";
import type { DocumentKind } from "../../extractors/contracts.js";
import { findStateMentions } from "../../extractors/states/mentions.js";
import { allStates } from "../../extractors/states/all.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

/** Every so many documents one is a real PDF with other bytes and the same text. */
const PDF_EVERY = 10;
/** Share of the paragraphs that a document takes from its source. */
const KEPT = 0.7;
/** Share of the longer words off the topic that are replaced, so that two documents from one source are no near-duplicates. */
const REPLACED = 0.35;
const TOPIC = /traffick|slave|forced (?:labou?r|prostitution)|sexual(?:ly)? exploit|smuggl/i;
const IN_FOLDER = 250;

type Piece = string | { state: string } | { year: number } | { number: number } | { word: string };

interface Block {
  /** Level of a heading; null for a paragraph. */
  level: number | null;
  /** Printed number; null where there is none. */
  number: string | null;
  pieces: Piece[];
}

/** A real report, taken apart. */
export interface Source {
  name: string;
  kind: DocumentKind;
  symbol: string | null;
  year: number | null;
  state: string | null;
  blocks: Block[];
}

export interface Sources {
  texts: Source[];
  /** Paths of PDFs that were read. */
  pdfs: string[];
  /** Longer words of all texts. */
  words: string[];
  /** Member States by code, and their names. */
  states: Map<string, string>;
}

/** Reads every English report under a folder that has twenty paragraphs or more; what cannot be read is passed over. */
export async function readSources(corpus: string): Promise<Sources> {
  const states = new Map(loadStates().filter((state) => state.status === "member").map((state) => [state.iso3, state.shortName]));
  const index = allStates();
  const words = new Set<string>();
  const take = (text: string): Piece[] => {
    const pieces: Piece[] = [];
    let at = 0;
    for (const mention of findStateMentions(text, index)) {
      if (mention.iso3 === null || !states.has(mention.iso3) || mention.adjective || mention.inName || mention.start < at) continue;
      pieces.push(...plain(text.slice(at, mention.start).replace(/\b[Tt]he $/, ""), words), { state: mention.iso3 });
      at = mention.end;
    }
    return [...pieces, ...plain(text.slice(at), words)];
  };
  const sources: Sources = { texts: [], pdfs: [], words: [], states };
  for (const path of (readdirSync(corpus, { recursive: true }) as string[]).sort().map((name) => join(corpus, name))) {
    if (!statSync(path).isFile() || !/\.(?:pdf|docx?|html?|txt)$/i.test(path)) continue;
    const document = await readDocument(readFileSync(path), { fileName: basename(path), resolveState: stateResolver() }).catch(() => null);
    if (document === null || document.meta.language !== "en" || document.paragraphs.length < 20) continue;
    if (/\.pdf$/i.test(path)) sources.pdfs.push(path);
    const blocks: Block[] = [];
    let section: number | null = null;
    for (const paragraph of document.paragraphs) {
      const found = paragraph.section === null ? undefined : document.sections[paragraph.section];
      if (found !== undefined && paragraph.section !== section) blocks.push({ level: Math.min(4, found.level + 1), number: found.number, pieces: take(found.heading) });
      section = paragraph.section;
      blocks.push({ level: null, number: paragraph.numbered ? paragraph.number : null, pieces: take(paragraph.text) });
    }
    const { kind, symbol, year, state } = document.meta;
    sources.texts.push({ name: basename(path), kind, symbol, year, state, blocks });
  }
  sources.words = [...words].sort();
  return sources;
}

/** Text without names of States: years, numbers and longer words apart. Symbols and numbers with a point stay as they are. */
function plain(text: string, words: Set<string>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(/[A-Z][A-Z0-9.]*(?:\/[\w.()-]+)+|(?<![\d.,/])((?:19|20)\d\d)(?![\d/]|[.,]\d)|(?<![\d.,/])(\d{2,4})(?![\d/]|[.,]\d)|(?<![\p{L}’'-])([a-z]{5,})(?![\p{L}’'-])/gu)) {
    const [whole, year, number, word] = found;
    if (year === undefined && number === undefined && word === undefined) continue;
    if (found.index > at) pieces.push(text.slice(at, found.index));
    pieces.push(year !== undefined ? { year: Number(year) } : number !== undefined ? { number: Number(number) } : { word: word as string });
    if (word !== undefined) words.add(word);
    at = found.index + whole.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

interface Made {
  title: string;
  /** Lines above the title. */
  masthead: string[];
  blocks: { level: number | null; text: string }[];
}

/** What tells the kind, in the words of such documents' own titles. */
const TITLES: Partial<Record<DocumentKind, string>> = {
  sg_report: "Report of the Secretary-General",
  national_report: "National report submitted in accordance with paragraph 15 (a)",
  pledge: "Voluntary pledges and commitments",
  upr_working_group: "Report of the Working Group on the Universal Periodic Review",
  compilation: "Compilation prepared by the Office of the United Nations High Commissioner",
  stakeholder_summary: "Summary prepared by the Office of the United Nations High Commissioner",
  third_party_report: "Trafficking in Persons Report",
  action_plan: "National action plan",
};

/** A document made of a source: the same for the same number on every machine. */
export function vary(source: Source, number: number, { states, words }: Pick<Sources, "states" | "words">): Made {
  const random = randomFrom(number);
  const codes = [...states.keys()];
  const shuffled = [...codes];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as string, shuffled[at] as string];
  }
  const others = new Map(codes.map((code, at) => [code, states.get(shuffled[at] as string) as string]));
  const shift = Math.floor(random() * 11) - 5;
  const print = (pieces: readonly Piece[], free: boolean): string =>
    pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      if ("state" in piece) return others.get(piece.state) as string;
      if ("year" in piece) return String(piece.year + shift);
      if ("number" in piece) return String(piece.number + Math.floor(random() * 9));
      return free && random() < REPLACED ? (words[Math.floor(random() * words.length)] as string) : piece.word;
    }).join("");
  const blocks: Made["blocks"] = [];
  let count = 0;
  for (const block of source.blocks) {
    if (block.level !== null) {
      blocks.push({ level: block.level, text: `${block.number === null ? "" : `${block.number}. `}${print(block.pieces, false)}` });
      continue;
    }
    if (random() > KEPT) continue;
    const topic = TOPIC.test(block.pieces.map((piece) => (typeof piece === "string" ? piece : "word" in piece ? piece.word : " ")).join(""));
    // Left-out paragraphs must not look like numbers out of order.
    const printed = block.number !== null && /^\d+$/.test(block.number) ? `${(count += 1)}. ` : block.number === null ? "" : `${block.number} `;
    blocks.push({ level: null, text: printed + print(block.pieces, !topic) });
  }
  const state = source.state === null ? undefined : others.get(source.state);
  const kind = TITLES[source.kind];
  return {
    masthead: ["United Nations", ...(source.symbol === null ? [] : [source.symbol.replace(/\/\d+/, (session) => `${session}${String(number).padStart(5, "0")}`)]), ...(source.year === null ? [] : [`1 March ${source.year + shift}`])],
    title: [kind, state].filter((part) => part !== undefined).join(": ") || `Report ${number}`,
    blocks,
  };
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let value = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    value = (value + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(value ^ (value >>> 15), value | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function asHtml({ masthead, title, blocks }: Made): string {
  const body = blocks.map(({ level, text }) => (level === null ? `<p>${escape(text).replaceAll("\n", "<br>\n")}</p>` : `<h${level}>${escape(text)}</h${level}>`));
  return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>\n${masthead.map((line) => `<p>${escape(line)}</p>`).join("\n")}\n<h1>${escape(title)}</h1>\n${body.join("\n")}\n</body></html>\n`;
}

function asText({ masthead, title, blocks }: Made): string {
  return `${masthead.join("\n\n")}\n\n# ${title}\n\n${blocks.map(({ level, text }) => (level === null ? text : `${"#".repeat(level)} ${text}`)).join("\n\n")}\n`;
}

function asDocx({ masthead, title, blocks }: Made): Uint8Array {
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const paragraph = (text: string, level: number | null): string =>
    `<w:p>${level === null ? "" : `<w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>`}${text.split("\n").map((line, at) => `<w:r>${at > 0 ? "<w:br/>" : ""}<w:t xml:space="preserve">${escape(line)}</w:t></w:r>`).join("")}</w:p>`;
  const body = [...masthead.map((line) => paragraph(line, null)), paragraph(title, 1), ...blocks.map(({ level, text }) => paragraph(text, level))];
  const styles = [1, 2, 3, 4].map((level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`);
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return zipSync(Object.fromEntries(Object.entries({
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `${head}<w:styles ${space}>${styles.join("")}</w:styles>`,
    "word/document.xml": `${head}<w:document ${space}><w:body>${body.join("")}</w:body></w:document>`,
  }).map(([name, text]) => [name, strToU8(text)])), { level: 1, mtime: new Date(2026, 0, 1, 12) });
}

export interface Written {
  /** Documents by format. */
  formats: Record<"pdf" | "html" | "txt" | "docx", number>;
  bytes: number;
}

/** Writes documents 1 … `count`; their names sort in the order of their numbers, and formats and sources take turns, so that every thousand holds the same mixture. */
export function writeDocuments(folder: string, count: number, sources: Sources): Written {
  if (sources.texts.length === 0) throw new Error("The corpus holds no English report of twenty paragraphs. Name another folder with --corpus.");
  const written: Written = { formats: { pdf: 0, html: 0, txt: 0, docx: 0 }, bytes: 0 };
  let texts = 0;
  for (let number = 1; number <= count; number += 1) {
    const part = join(folder, String(Math.floor((number - 1) / IN_FOLDER)).padStart(4, "0"));
    if (number % IN_FOLDER === 1) mkdirSync(part, { recursive: true });
    let format: keyof Written["formats"];
    let bytes: Uint8Array;
    const pdf = sources.pdfs[written.formats.pdf % Math.max(1, sources.pdfs.length)];
    if (number % PDF_EVERY === 0 && pdf !== undefined) {
      format = "pdf";
      bytes = Buffer.concat([readFileSync(pdf), Buffer.from(`\n% ${number}\n`)]);
    } else {
      const length = sources.texts.length;
      const made = vary(sources.texts[texts % length] as Source, number, sources);
      // From one turn of the sources to the next each gets another format.
      format = (["html", "txt", "docx"] as const)[(texts + Math.floor(texts / length)) % 3] as "html" | "txt" | "docx";
      bytes = format === "docx" ? asDocx(made) : strToU8(format === "html" ? asHtml(made) : asText(made));
      texts += 1;
    }
    written.formats[format] += 1;
    written.bytes += bytes.length;
    writeFileSync(join(part, `${String(number).padStart(6, "0")}.${format}`), bytes);
  }
  return written;
}
