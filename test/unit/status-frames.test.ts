// Owns the proof that a sentence's frame gives its status, whatever the measure: status-frames.csv says a frame and its status, ten things are put into each.
// Another status is an error. "silent" says how many of the ten are passed over, as far as is known: what is read of a frame has to stay read.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

interface Row {
  /** {thing}: with its article; {name}: without. */
  frame: string;
  /** The status of the thing; "none" where nothing is reported of it. */
  status: string;
  /** How many of the ten things are passed over in silence. */
  silent: string;
  /** "fails" where the reader is known to get it wrong. */
  known: string;
}

const THINGS: readonly [string, string, string][] = [
  ["a", "shelter for victims of trafficking", "victims.shelter"],
  ["a", "hotline for victims of trafficking", "victims.hotline"],
  ["a", "national rapporteur on trafficking in persons", "coordination.national_rapporteur"],
  ["a", "national action plan against trafficking in persons", "policy.national_action_plan"],
  ["a", "law on trafficking in persons", "legislation.specific_law"],
  ["a", "national referral mechanism for victims of trafficking", "victims.referral_mechanism"],
  ["a", "database on trafficking in persons", "data.database"],
  ["a", "reflection period for victims of trafficking", "victims.reflection_period"],
  ["an", "inter-ministerial committee against trafficking in persons", "coordination.national_mechanism"],
  ["a", "police unit specialised in trafficking in persons", "justice.specialised_unit"],
];

const rows = Papa.parse<Row>(readFileSync(new URL("status-frames.csv", import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
const context = buildContext();
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The statuses that differ from the frame's, "measure status". */
async function differing({ frame, status, silent }: Row): Promise<string[]> {
  const out: string[] = [];
  let passed = 0;
  for (const [article, name, measure] of THINGS) {
    const thing = `${article} ${name}`;
    const sentence = frame.replace("{thing}", thing).replace("{Thing}", upper(thing)).replace("{name}", name);
    const { document, paragraph, offset } = await buildDocument({ genre: "national", state: "AUT", heading: "Trafficking in persons", before: "", sentence });
    const given = [...new Set(extract(document, context).claims.filter((claim) => claim.paragraph === paragraph && claim.quoteEnd > offset && claim.measure === measure).map((claim) => claim.status))];
    if (given.length === 0) passed += 1;
    for (const other of given) if (other !== status) out.push(`${measure} ${other}`);
  }
  if (status !== "none" && passed > Number(silent)) out.push(`${passed} of ${THINGS.length} passed over`);
  return out;
}

describe("a frame gives its status:", () => {
  it.each(rows.filter((row) => row.known === ""))("$frame $status", async (row) => expect(await differing(row)).toEqual([]));
  it.fails.each(rows.filter((row) => row.known === "fails"))("known to be read wrongly: $frame $status", async (row) => expect(await differing(row)).toEqual([]));
});
