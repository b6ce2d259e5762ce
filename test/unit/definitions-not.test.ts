// Owns the proof that a measure is not claimed from sentences that only look like it: definitions-not.csv, each read in a State's own report under a heading on the topic.
// Must not say what else a sentence reports. A sentence that fails stays in the file with what is claimed from it, and is mended in the definitions.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { loadMeasures } from "../../datasets/measures.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

interface Row {
  measure: string;
  sentence: string;
  /** The status that is claimed nevertheless; empty where nothing is. */
  fails: string;
}

const read = <T>(file: string): T[] => Papa.parse<T>(readFileSync(new URL(file, import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
const rows = read<Row>("definitions-not.csv");
const context = buildContext();

/** "measure status" of what is claimed of the State whose report it is. */
async function claimed(sentence: string): Promise<string[]> {
  const { document, paragraph } = await buildDocument({ genre: "national", state: "EST", heading: "Trafficking in persons", sentence });
  return extract(document, context).claims.filter((claim) => claim.paragraph === paragraph && claim.state === "EST").map(({ measure, status }) => `${measure} ${status}`);
}

describe("sentences that only look like a measure", () => {
  it.each(rows.filter(({ fails }) => fails === ""))("$measure: $sentence", async ({ measure, sentence }) => {
    expect((await claimed(sentence)).map((claim) => claim.split(" ")[0])).not.toContain(measure);
  });

  // Whoever mends one empties its column `fails`.
  it.fails.each(rows.filter(({ fails }) => fails !== ""))("$measure: $sentence (known to fail)", async ({ measure, sentence, fails }) => {
    expect(await claimed(sentence)).not.toContain(`${measure} ${fails}`);
  });
});

describe("the place where they are read", () => {
  const examples = [
    ...read<{ measure: string; status: string; sentence: string }>("../accuracy/metamorphic/examples.csv"),
    { measure: "legislation.user_liability", status: "in_place", sentence: "Knowingly using the services of a victim of trafficking is a criminal offence." },
    { measure: "legislation.related_offence", status: "in_place", sentence: "Trafficking is prosecuted under the provisions of the Penal Code on kidnapping." },
  ];

  it.each([...new Set(rows.map(({ measure }) => measure))])("gives claims of %s where a sentence tells of it", async (measure) => {
    const all = await Promise.all(examples.filter((one) => one.measure === measure).map(async ({ sentence, status }) => (await claimed(sentence)).includes(`${measure} ${status}`)));
    expect(all).toContain(true);
  });
});

describe("the file", () => {
  it("names codes of the codebook, each sentence once a measure", () => {
    const codes = new Set(loadMeasures().map(({ code }) => code));
    expect(rows.filter(({ measure }) => !codes.has(measure))).toEqual([]);
    expect(new Set(rows.map(({ measure, sentence }) => `${measure} ${sentence}`)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(90);
  });
});
