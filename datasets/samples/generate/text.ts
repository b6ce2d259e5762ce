// Owns the plain-text form of a sample: blocks set apart by blank lines, lines of at most 78 characters.
// Must not number what the source leaves unnumbered: there a paragraph is known by its block.
import { longDate, type SampleSource } from "./source.js";

const WIDTH = 78;

function wrap(text: string): string {
  const lines: string[] = [];
  for (const printed of text.split("\n")) {
    let line = "";
    for (const word of printed.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

/** UTF-8 text of a sample. Throws where the source has footnotes, which this form does not carry. */
export function renderText(source: SampleSource): Uint8Array {
  if (source.footnotes.length > 0) throw new Error(`${source.file}: the text form carries no footnotes. Choose another format or drop them.`);
  const parts = [
    wrap(`${source.title}\n${source.subtitle}`),
    wrap(`${source.author}\nIdentifier: ${source.identifier}\nPrepared: ${longDate(source.date)}`),
    ...source.face.map(wrap),
    ...source.blocks.map((block) =>
      "heading" in block
        ? block.number === null ? block.heading : `${block.number}. ${block.heading}`
        : wrap(block.paragraph === null ? block.text : `${block.paragraph}. ${block.text}`),
    ),
  ];
  return new TextEncoder().encode(`${parts.join("\n\n")}\n`);
}
