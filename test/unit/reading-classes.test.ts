// Owns classes of sentences that were once passed over or read wrongly, in the voice in which they are written and with the sentence before them.
// reading-classes.csv says what each has to give, and beside it what must not come of words that are near to it; "*" stands for any claim.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument, type Genre } from "../accuracy/built-document.js";

interface Row {
  genre: Genre;
  /** A sentence before it, in the same paragraph. */
  before: string;
  sentence: string;
  /** "measure:status", parted by ";". */
  claimed: string;
  /** "measure" or "measure:status", or "*", parted by ";". */
  not_claimed: string;
  /** "fails" where the reader is known to get it wrong. */
  known: string;
}

const rows = Papa.parse<Row>(readFileSync(new URL("reading-classes.csv", import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
const context = buildContext();
const list = (text: string): string[] => text.split(";").map((part) => part.trim()).filter((part) => part !== "");

async function check({ genre, before, sentence, claimed, not_claimed: not }: Row): Promise<void> {
  const { document, paragraph, offset } = await buildDocument({ genre, state: "AUT", before, sentence });
  const given = extract(document, context).claims.filter((claim) => claim.paragraph === paragraph && claim.quoteEnd > offset).map((claim) => `${claim.measure}:${claim.status}`);
  for (const wanted of list(claimed)) expect(given).toContain(wanted);
  for (const unwanted of list(not)) expect(given.filter((claim) => unwanted === "*" || claim === unwanted || claim.startsWith(`${unwanted}:`))).toEqual([]);
}

describe("of", () => {
  it.each(rows.filter((row) => row.known === ""))("$genre: $before $sentence", check);
  it.fails.each(rows.filter((row) => row.known === "fails"))("known to be read wrongly: $genre: $before $sentence", check);
});
