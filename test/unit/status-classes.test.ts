// Owns the classes of sentences in which the status was once read wrongly: conditions, agents, drafts that are not there, things denied in part, talks, examples.
// status-classes.csv says what a national report that says so has to give, and what it must not; "*" stands for any claim. Rows known to be read wrongly are told as such.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

interface Row {
  sentence: string;
  /** "measure:status", parted by ";". */
  claimed: string;
  /** "measure" or "measure:status", or "*", parted by ";". */
  not_claimed: string;
  /** "fails" where the reader is known to get it wrong. */
  known: string;
}

const rows = Papa.parse<Row>(readFileSync(new URL("status-classes.csv", import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
const context = buildContext();
const list = (text: string): string[] => text.split(";").map((part) => part.trim()).filter((part) => part !== "");

async function check({ sentence, claimed, not_claimed: not }: Row): Promise<void> {
  const { document, paragraph, offset } = await buildDocument({ genre: "national", state: "AUT", heading: "Trafficking in persons", before: "", sentence });
  const given = extract(document, context).claims.filter((claim) => claim.paragraph === paragraph && claim.quoteEnd > offset).map((claim) => `${claim.measure}:${claim.status}`);
  for (const wanted of list(claimed)) expect(given).toContain(wanted);
  for (const unwanted of list(not)) expect(given.filter((claim) => unwanted === "*" || claim === unwanted || claim.startsWith(`${unwanted}:`))).toEqual([]);
}

describe("status of", () => {
  it.each(rows.filter((row) => row.known === ""))("$sentence", check);
  it.fails.each(rows.filter((row) => row.known === "fails"))("known to be read wrongly: $sentence", check);
});
