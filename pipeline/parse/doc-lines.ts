// Owns legacy Word files (.doc): their text into lines.
// Must not promise layout: this format's reader gives text only, so numbers that Word computed are lost.

import { createRequire } from "node:module";
import { cleanCharacters, sourceLine, type SourceLine, type SourceNote } from "../../extractors/document/source.js";

interface Extracted {
  getBody(): string;
  getFootnotes(): string;
  getEndnotes(): string;
}
type ExtractorClass = new () => { extract(source: Buffer): Promise<Extracted> };

/** Lines of a .doc file, one for each printed paragraph; notes without the place of their call. */
export async function docLines(bytes: Uint8Array): Promise<{ lines: SourceLine[]; notes: SourceNote[] }> {
  const WordExtractor = createRequire(import.meta.url)("word-extractor") as ExtractorClass;
  const extracted = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  let block = 0;
  const lines: SourceLine[] = [];
  for (const raw of extracted.getBody().split(/\r?\n|\r/)) {
    const text = cleanCharacters(raw.replace(/\t/g, " ")).replace(/\s+/g, " ").trim();
    if (text === "") continue;
    block++;
    lines.push(sourceLine(text, { blockStart: true, gap: 1, block, right: text.length, lead: /^(\d{1,3}\.|\([a-z]{1,4}\)|[IVX]{1,6}\.|[A-Z]\.)\s/.exec(text)?.[1] ?? null }));
  }
  const notes: SourceNote[] = [];
  for (const raw of `${extracted.getFootnotes()}\n${extracted.getEndnotes()}`.split(/\r?\n/)) {
    const text = cleanCharacters(raw).replace(/\s+/g, " ").trim();
    if (text !== "") notes.push({ label: String(notes.length + 1), page: null, text });
  }
  return { lines, notes };
}
