// Owns the proof of the words and ways of the definitions: sentences of our own, each with the measures that it has to give and those that it must not.
// definitions-words.known.csv lists those that are known to be read wrongly: exactly they are.
// definitions-words.*.csv: claimed holds "measure:status", parted by ";"; not_claimed measures, or "*" for any. Each is read in its genre under a heading on the topic.
import { readFileSync, readdirSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument, type Genre } from "../accuracy/built-document.js";

interface Row {
  sentence: string;
  genre: Genre;
  claimed: string;
  not_claimed: string;
}

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((name) => /^definitions-words\.[a-z]\.csv$/.test(name)).sort();
const known = new Set(Papa.parse<{ sentence: string }>(readFileSync(new URL("definitions-words.known.csv", folder), "utf8"), { header: true, skipEmptyLines: true }).data.map(({ sentence }) => sentence));
const context = buildContext();
const list = (text: string): string[] => text.split(";").map((part) => part.trim()).filter((part) => part !== "");

async function differing({ sentence, genre, claimed, not_claimed: not }: Row): Promise<string[]> {
  const { document, paragraph, offset } = await buildDocument({ genre, state: "AUT", heading: "Trafficking in persons", before: "", sentence });
  const given = extract(document, context).claims.filter((claim) => claim.paragraph === paragraph && claim.quoteEnd > offset).map((claim) => `${claim.measure}:${claim.status}`);
  const missed = list(claimed).filter((wanted) => !given.some((claim) => claim === wanted || claim.startsWith(`${wanted}:`))).map((wanted) => `${wanted} is missed`);
  const wrong = given.filter((claim) => list(not).some((unwanted) => unwanted === "*" || claim === unwanted || claim.startsWith(`${unwanted}:`))).map((claim) => `${claim} is given`);
  return [...missed, ...wrong];
}

describe.each(files)("%s", (file) => {
  const rows = Papa.parse<Row>(readFileSync(new URL(file, folder), "utf8"), { header: true, skipEmptyLines: true }).data;

  it("gives what each sentence says, and no more than it may", async () => {
    const wrong: string[] = [];
    for (const row of rows) {
      const found = await differing(row);
      if (known.has(row.sentence)) expect(found, `${row.sentence} is read rightly now: take it out of definitions-words.known.csv`).not.toEqual([]);
      else if (found.length > 0) wrong.push(`${row.sentence}: ${found.join("; ")}`);
    }
    expect(rows.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});
