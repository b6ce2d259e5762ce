// Owns the proof that a topic is data: violence against women, made out of the files of second-topic/ alone, is read on a page that tells of trafficking as well.
// Must not change the package's own tables: what a case breaks, it breaks in a copy.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { readTopicFolder } from "../../datasets/topics.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildReader, type Reader } from "../../extractors/reader/reader.js";
import { subjectOf } from "../../extractors/recommendations/subject.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { buildDocument } from "../accuracy/built-document.js";

const folder = fileURLToPath(new URL("second-topic", import.meta.url));
const reader = buildReader(readTopicFolder(folder));

const read = (text: string): Promise<ReadDocument> => readDocument(new TextEncoder().encode(text), { fileName: "page.txt", resolveState: stateResolver() });
const page = await read(readFileSync(join(folder, "page.txt"), "utf8"));

const numberOf = (document: ReadDocument, ordinal: number): string => document.paragraphs[ordinal]?.number ?? "?";

/** "paragraph State measure status" of what is claimed; by the package's own reader where none is given. */
function claimed(document: ReadDocument, by?: Reader): string[] {
  return extract(document, buildContext(by)).claims.map(({ paragraph, state, measure, status }) => `${numberOf(document, paragraph)} ${state} ${measure} ${status}`);
}

describe("a topic made out of files alone", () => {
  it("gives its own measures, and nothing of trafficking, of another State, or of what is only asked", () => {
    expect(claimed(page, reader)).toEqual([
      "1 EST legislation.domestic_violence in_place",
      "2 EST victims.womens_shelter in_place",
      "3 EST victims.violence_helpline absent",
      "4 EST justice.violence_training in_progress",
      "5 EST prevention.violence_campaign planned",
      "13 EST victims.womens_shelter planned",
    ]);
  });

  it("is silent for the right reasons", () => {
    const left = (extract(page, buildContext(reader)).candidates ?? []).map(({ paragraph, measure, step }) => `${numberOf(page, paragraph)} ${measure} ${step}`);
    expect(left).toEqual(["6 victims.womens_shelter actor", "7 victims.violence_helpline status"]);
  });

  it("is printed so by the command of CONTRIBUTING.md", () => {
    const lines = execFileSync(process.execPath, [join(packageRoot(), "test/read-topic.mjs"), folder, join(folder, "page.txt")], { encoding: "utf8" }).trim().split("\n");
    expect(lines.map((line) => line.split("  ").slice(0, 4).join(" "))).toEqual([
      ...claimed(page, reader).slice(0, 5), "6 EST victims.womens_shelter no claim (actor): the act is Sweden's", "7 EST victims.violence_helpline no claim (status): ask", ...claimed(page, reader).slice(5),
    ]);
  });

  it("is none of the package's own, which finds on the same page what is on trafficking", () => {
    expect(claimed(page)).toEqual(["8 EST legislation.specific_law in_place", "9 EST victims.shelter in_place", "10 EST justice.training in_place", "11 EST prevention.awareness_campaign in_place"]);
  });

  it("is read where States are listed, too", async () => {
    const lists = async (sentence: string): Promise<string[][]> => {
      const { document } = await buildDocument({ genre: "sg", state: "EST", sentence });
      return [claimed(document, reader), claimed(document)];
    };
    expect(await lists("Shelters for battered women were opened in Norway and Sweden.")).toEqual([["2 NOR victims.womens_shelter in_place", "2 SWE victims.womens_shelter in_place"], []]);
    expect(await lists("Shelters for victims of trafficking were opened in Norway and Sweden.")).toEqual([[], ["2 NOR victims.shelter in_place", "2 SWE victims.shelter in_place"]]);
  });

  it("is read in a form under its heading", async () => {
    const form = await read("National report submitted by Estonia\n\nQuestionnaire\n\nA. Violence against women\n\n1. Is there a helpline?\nYes\n\nB. Trafficking in persons\n\n2. Is there a shelter?\nYes\n");
    expect([claimed(form, reader), claimed(form)]).toEqual([["1 EST victims.violence_helpline in_place"], ["2 EST victims.shelter in_place"]]);
  });

  it.each([
    ["Open shelters for victims of domestic violence.", ["victims.womens_shelter"], true, [], false],
    ["Open shelters for victims of trafficking in persons.", [], false, ["victims.shelter"], true],
  ])("is what a recommendation is about: %s", (text, measures, named, own, namedByOwn) => {
    expect([subjectOf(text, reader), subjectOf(text)]).toEqual([{ measures, trafficking: named }, { measures: own, trafficking: namedByOwn }]);
  });
});

/** The message with which a copy of the folder is refused, in which words of a file are others. */
function refused(file: string, from: string, to: string): string {
  const copy = mkdtempSync(join(tmpdir(), "stocktake-topic-"));
  try {
    cpSync(folder, copy, { recursive: true });
    const text = readFileSync(join(copy, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(copy, file), text.replace(from, to));
    readTopicFolder(copy);
    return "";
  } catch (error) {
    return (error as Error).message.replace(`${copy}/`, "");
  } finally {
    rmSync(copy, { recursive: true });
  }
}

describe("a fault in its files is told with file and line", () => {
  it("and a folder that is no topic is named", () => expect(() => readTopicFolder(join(folder, ".."))).toThrow("test/unit: no topic.yaml in it."));

  it.each([
    ["definitions.yaml", "head: SHELTER", "head: SHELTR", "definitions.yaml line 16: victims.womens_shelter, way 'shelter': no words for the concept 'SHELTR'. Did you mean 'SHELTER'?"],
    ["definitions.yaml", "victims.womens_shelter", "victims.womans_shelter", "definitions.yaml line 14: unknown measure 'victims.womans_shelter'. Did you mean 'victims.womens_shelter'?"],
    ["definitions.yaml", "over: [prevention.violence_campaign]", "over: [prevention.awareness_campaign]", "definitions.yaml line 5: unknown measure 'prevention.awareness_campaign'. Did you mean 'prevention.violence_campaign'?"],
    ["definitions.yaml", "topic: phrase", "topic: phrase, sentences: [LAW]", "definitions.yaml line 4: unknown key 'sentences'. See datasets/definitions.ts for the keys."],
    ["definitions.yaml", "- code: victims.violence_helpline\n  ways:\n    - { id: line, head: HOTLINE, topic: near }\n", "", "definitions.yaml: the measure 'victims.violence_helpline' has no definition. Say there by which words it is told."],
    ["measures.csv", "legislation.domestic_violence", "prevention.violence_campaign", "measures.csv line 4: code 'prevention.violence_campaign' stands on line 2 already. Give each measure its own code."],
    ["topic.yaml", "BATTERED: 0.9", "BATERED: 0.9", "topic.yaml line 13: concepts: no words for the concept 'BATERED'. Did you mean 'BATTERED'?"],
    ["topic.yaml", "competing: [TRAFFICKING,", "competing: [TRAFICKING,", "topic.yaml line 18: competing: no words for the concept 'TRAFICKING'. Did you mean 'TRAFFICKING'?"],
    ["topic.yaml", "look:", "looks:", "topic.yaml line 3: look: Invalid input: expected array, received undefined. Correct it; datasets/topics/trafficking.yaml says what each key holds."],
    ["concepts.csv", "BATTERED,beaten wife", "SHELTER,shelter", "concepts.csv line 9: 'SHELTER shelter noun' stands twice, here or in the table that it adds to. Remove one of the two lines."],
  ])("%s: %j as %j", (file, from, to, message) => expect(refused(file, from, to)).toBe(message));
});
