// Owns classes of sentences in reports that list States: which State gets which measure, and which gets none.
// lists-classes.csv holds them, each class with counter-examples near to it; what they say of States is invented.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

interface Row {
  class: string;
  text: string;
  /** "State measure status", parted by ";": all that is claimed. */
  claims: string;
  /** "fails" where the reader is known to get it wrong. */
  known: string;
}

const rows = Papa.parse<Row>(readFileSync(new URL("lists-classes.csv", import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
const context = buildContext();

async function check({ text, claims }: Row): Promise<void> {
  const { document, paragraph } = await buildDocument({ genre: "sg", state: "AUT", sentence: text });
  const given = extract(document, context).claims.filter((claim) => claim.paragraph === paragraph).map((claim) => `${claim.state} ${claim.measure} ${claim.status}`);
  const wanted = claims.split(";").map((claim) => claim.trim()).filter((claim) => claim !== "");
  expect([...new Set(given)].sort()).toEqual(wanted.sort());
}

describe("of", () => {
  it.each(rows.filter((row) => row.known === ""))("$class: $text", check);
  it.fails.each(rows.filter((row) => row.known === "fails"))("known to be read wrongly: $class: $text", check);
});
