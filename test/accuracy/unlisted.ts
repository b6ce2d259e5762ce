// Owns the random sample of claims in paragraphs that no coder listed: a person reads them against the page, since no label speaks of them.
// Must not sample a set whose rows may not be named.
import { join } from "node:path";
import type { Claim, Paragraph } from "../../extractors/contracts.js";
import { coverageOf, documentsOf } from "./measure-set.js";
import { readAndExtract } from "./read-file.js";
import type { GoldSet } from "./sets.js";

export interface Unlisted {
  set: string;
  document: string;
  paragraph: Paragraph;
  claim: Claim;
}

/** Claims of a set's documents in paragraphs that its list does not have, in the order of document and paragraph. */
export async function unlistedClaims(set: GoldSet): Promise<Unlisted[]> {
  const listed = coverageOf(set);
  const found: Unlisted[] = [];
  for (const document of documentsOf(set)) {
    const read = await readAndExtract(join(set.documents, document));
    for (const claim of read.result.claims) {
      const paragraph = read.document.paragraphs[claim.paragraph];
      if (paragraph !== undefined && !listed(document, paragraph.number)) found.push({ set: set.id, document, paragraph, claim });
    }
  }
  return found;
}

/** `count` of the items, the same for the same seed (mulberry32 and a shuffle), in their first order. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const order = items.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order.slice(0, count).sort((a, b) => a - b).map((index) => items[index] as T);
}

/** For the terminal: each claim with its paragraph, the quote between marks. */
export function unlistedReport(chosen: Unlisted[], all: number, seed: number, clean: (text: string) => string): string {
  if (all === 0) return "Every claim of these documents stands in a paragraph that a coder listed: there is nothing to sample.\n";
  const lines = chosen.map(({ document, paragraph, claim }, index) => {
    const { text } = paragraph;
    const marked = `${text.slice(0, claim.quoteStart)}>>>${claim.quote}<<<${text.slice(claim.quoteEnd)}`;
    return `${index + 1}. ${document} ${paragraph.number}${paragraph.pageFirst === null ? "" : ` (page ${paragraph.pageFirst})`} ${claim.state} ${claim.measure} ${claim.status} ${claim.certainty} ${claim.rule}\n   ${paragraph.headings.join(" / ")}\n   ${clean(marked).replace(/\s+/g, " ")}\n`;
  });
  return `${lines.join("\n")}\n${chosen.length} of ${all} claims in paragraphs that no list has, seed ${seed}. Count those that the page does not bear out.\n`;
}
