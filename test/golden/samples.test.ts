// Owns the proof that the sample corpus is what its sources say, and that what it says is true to the reports it digests.
// Must not read a sample through the project's own reader: the samples are there to measure it.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { renderSample } from "../../datasets/samples/generate/samples.js";
import { readSources } from "../../datasets/samples/generate/source.js";

const root = path.resolve(import.meta.dirname, "../..");
const samples = path.join(root, "datasets/samples");
const shared = path.resolve(root, "../shared");
type Row = Record<string, string>;

function rows(file: string): Row[] {
  const parsed = Papa.parse<Row>(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true });
  expect(parsed.errors, file).toEqual([]);
  return parsed.data;
}
const cell = (row: Row, column: string): string => row[column] ?? "";
const key = (row: Row, ...columns: string[]): string => columns.map((column) => cell(row, column)).join(" ");

const sources = readSources();
const gold = rows(path.join(samples, "gold.csv"));
const doubtful = rows(path.join(samples, "gold.doubtful.csv"));
const sourceMap = rows(path.join(samples, "source-map.csv"));
const DIGEST = "digest-of-A-65-209.pdf";

/** Text of a paragraph of a sample, by its printed number or by "b" and its block; undefined where there is none. */
function paragraphText(file: string, number: string): string | undefined {
  if (number.startsWith("b")) {
    return readFileSync(path.join(samples, "documents", file), "utf8").split(/\n\s*\n/)[Number(number.slice(1)) - 1]?.replace(/\n/g, " ");
  }
  const block = sources.find((source) => source.file === file)?.blocks.find((each) => "paragraph" in each && each.paragraph === number);
  return block !== undefined && "text" in block ? block.text : undefined;
}

describe("sample documents", () => {
  it.each(sources.map((source) => [source.file, source] as const))("%s is rendered from its source, byte for byte, and twice the same", async (file, source) => {
    const committed = readFileSync(path.join(samples, "documents", file));
    const first = Buffer.from(await renderSample(source));
    const second = Buffer.from(await renderSample(source));
    expect(first.equals(second), "two runs differ").toBe(true);
    expect(first.equals(committed), "the committed file is stale: run npm run samples").toBe(true);
  });

  it("holds one document for each source and nothing else", () => {
    expect(readdirSync(path.join(samples, "documents")).sort()).toEqual(sources.map((source) => source.file).sort());
    expect(new Set(sources.map((source) => path.extname(source.file)))).toEqual(new Set([".pdf", ".docx", ".html", ".txt"]));
  });

  it("says on its face that it is a digest, of what, and whose it is not", () => {
    for (const source of sources) {
      expect(source.author).toBe("Digest prepared by the Stocktake project");
      expect(source.face.join(" ")).toMatch(/^Digest .*(?:not|neither) .*\bUnited Nations\b.*Sources?: /);
      expect(source.identifier).toMatch(/^STK-/);
    }
  });

  it("is not imported by anything that runs in production", () => {
    const files = ["datasets", "extractors", "pipeline", "reports", "bin"].flatMap((folder) =>
      existsSync(path.join(root, folder))
        ? readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => path.join(root, folder, name))
        : [],
    ).filter((file) => /\.[jt]s$/.test(file) && !file.includes(path.join("samples", "generate")) && statSync(file).isFile());
    expect(files.filter((file) => /samples\/generate/.test(readFileSync(file, "utf8")))).toEqual([]);
  });
});

describe("sample labels", () => {
  it("stand on paragraphs that exist, once each, and never both certain and doubtful", () => {
    for (const row of [...gold, ...doubtful, ...rows(path.join(samples, "collective.csv"))]) {
      expect(paragraphText(cell(row, "file"), cell(row, "paragraph")), key(row, "file", "paragraph", "measure")).toBeDefined();
    }
    const certain = gold.map((row) => key(row, "file", "paragraph", "measure", "state"));
    expect(new Set(certain).size).toBe(certain.length);
    const doubt = new Set(doubtful.map((row) => key(row, "file", "paragraph", "measure", "state")));
    expect(certain.filter((each) => doubt.has(each))).toEqual([]);
  });

  it("are counted rightly in the README", () => {
    const readme = readFileSync(path.join(samples, "README.md"), "utf8");
    for (const [file, label] of [["gold.csv", "`gold.csv` | "], ["gold.doubtful.csv", "`gold.doubtful.csv` | "], ["respondents.csv", "`respondents.csv` | "]] as const) {
      expect(readme).toContain(`${label}${rows(path.join(samples, file)).length} |`);
    }
    expect(readme).toContain(`${rows(path.join(samples, "collective.csv")).length}, ${rows(path.join(samples, "collective.doubtful.csv")).length} |`);
    for (const source of sources) expect(readme).toContain(`${gold.filter((row) => row["file"] === source.file).length} in the`);
  });

  it("has every labelled measure in the source map", () => {
    const mapped = new Set(sourceMap.map((row) => key(row, "file", "paragraph", "measure")));
    expect(gold.filter((row) => !mapped.has(key(row, "file", "paragraph", "measure")))).toEqual([]);
  });
});

// ---- against the reports themselves, which are not part of the project
const missing = !existsSync(path.join(shared, "corpus/seeds"));
if (missing) console.info("samples: ../shared is not here, so the truth of the samples against their sources is not checked in this run.");

describe.skipIf(missing)("truth of the samples", () => {
  const seeds = missing ? [] : readdirSync(path.join(shared, "corpus/seeds")).filter((name) => name.endsWith(".txt"));
  const seed = (name: string): string => readFileSync(path.join(shared, "corpus/seeds", name), "utf8");
  const SHORT: Record<string, string> = {
    NLD: "Netherlands", KOR: "Republic of Korea", RUS: "Russian Federation", SYR: "Syrian Arab Republic", TZA: "United Republic of Tanzania",
    DOM: "Dominican Republic", BOL: "Bolivia (Plurinational State of)",
  };
  const names = missing ? [] : rows(path.join(shared, "reference/countries_master.csv"))
    .map((row): [string, string] => [cell(row, "iso3"), SHORT[cell(row, "iso3")] ?? cell(row, "country_name_en")])
    .sort((a, b) => b[1].length - a[1].length);
  /** States named in a text, longest name first, so that no name is found inside another. */
  const statesIn = (text: string): Set<string> => {
    let rest = text;
    const found = new Set<string>();
    for (const [iso, name] of names) {
      const pattern = new RegExp(`(?<![\\w-])${name.replace(/[()]/g, "\\$&")}(?![\\w-])`, "g");
      const without = rest.replace(pattern, " ");
      if (without !== rest) found.add(iso);
      rest = without;
    }
    return found;
  };
  /** Paragraph of part II of A/65/209, on one line, without the footnote that cuts paragraph 3. */
  const original = (number: string): string => {
    const part = seed("A-65-209.txt").split("III. Activities undertaken")[0]?.replace(/_{10,}[\s\S]*?Yemen\. \n/, "") ?? "";
    const next = Number(number) + 1;
    const match = new RegExp(`\\n ?${number}\\. ([\\s\\S]*?)(?=\\n ?${next}\\. |$)`).exec(part);
    return match?.[1]?.replace(/\s+/g, " ") ?? "";
  };
  const listAt = (text: string, from: number): string => {
    let depth = 0;
    for (let at = from; at < text.length; at += 1) {
      if (text[at] === "(") depth += 1;
      else if (text[at] === ")") depth -= 1;
      if (depth === 0) return text.slice(from, at + 1);
    }
    return text.slice(from);
  };
  const digestMap = sourceMap.filter((row) => row["file"] === DIGEST && row["anchor"] !== "");
  const goldStates = (paragraph: string, measure: string): string[] =>
    gold.filter((row) => row["file"] === DIGEST && row["paragraph"] === paragraph && row["measure"] === measure).map((row) => cell(row, "state")).sort();

  it("names in the paragraph every State that it labels", () => {
    for (const row of gold) {
      const text = paragraphText(cell(row, "file"), cell(row, "paragraph")) ?? "";
      const own = statesIn(text);
      // Single-State documents and sections tell of their State without naming it in each sentence.
      if (row["file"] === DIGEST) expect([...own], key(row, "paragraph", "measure")).toContain(row["state"]);
      else expect(cell(row, "state")).toMatch(/^(?:MMR|HRV|DNK|ISR|NOR|MDA|VNM)$/);
    }
  });

  it("gives the States and the status of paragraphs 3 to 17 of A/65/209 as two coders labelled them, and all of them", () => {
    const columns = ["paragraph", "measure", "state", "status", "extent"];
    const labelled = rows(path.join(shared, "gold/A-65-209.paragraphs-3-17.csv"));
    const theirs = new Set(labelled.map((row) => key(row, ...columns)));
    const ours = new Set<string>();
    for (const mapped of digestMap.filter((row) => Number(row["source_paragraph"]) <= 17)) {
      for (const row of gold.filter((each) => key(each, "file", "paragraph", "measure") === key(mapped, "file", "paragraph", "measure"))) {
        ours.add(key({ ...row, paragraph: cell(mapped, "source_paragraph") }, ...columns));
      }
    }
    expect([...ours].filter((each) => !theirs.has(each))).toEqual([]);
    expect([...theirs].filter((each) => !ours.has(each))).toEqual([]);
  });

  it("lists for each measure the States of the source's own lists, and no others", () => {
    const pairs = new Map<string, { listed: Set<string>; named: Set<string> }>();
    for (const row of digestMap) {
      const text = original(cell(row, "source_paragraph"));
      const anchor = cell(row, "anchor");
      const at = text.indexOf(anchor);
      expect(at, `paragraph ${cell(row, "source_paragraph")} of the source: "${anchor}"`).toBeGreaterThanOrEqual(0);
      const found = pairs.get(key(row, "paragraph", "measure")) ?? { listed: new Set<string>(), named: new Set<string>() };
      const end = at + anchor.length;
      const gap = /^ ?(?=\()/.exec(text.slice(end));
      if (gap) for (const state of statesIn(listAt(text, end + gap[0].length))) found.listed.add(state);
      else {
        const before = text.lastIndexOf(". ", at) + 1;
        const after = text.indexOf(". ", end);
        for (const state of statesIn(text.slice(before, after < 0 ? undefined : after))) found.named.add(state);
      }
      pairs.set(key(row, "paragraph", "measure"), found);
    }
    expect(pairs.size).toBeGreaterThan(60);
    for (const [pair, { listed, named }] of pairs) {
      const [paragraph = "", measure = ""] = pair.split(" ");
      const ours = goldStates(paragraph, measure);
      expect([...listed].filter((state) => !ours.includes(state)), `${pair}: left out`).toEqual([]);
      expect(ours.filter((state) => !listed.has(state) && !named.has(state)), `${pair}: not in the source`).toEqual([]);
    }
  });

  it("has the 59 respondents of the source", () => {
    const theirs = rows(path.join(shared, "gold/A-65-209.respondents.csv")).map((row) => cell(row, "state")).sort();
    expect(rows(path.join(samples, "respondents.csv")).map((row) => cell(row, "state")).sort()).toEqual(theirs);
    const note = sources.find((source) => source.file === DIGEST)?.footnotes[0]?.text ?? "";
    expect([...statesIn(note)].sort()).toEqual(theirs);
  });

  it("rests each label of the other samples on words of their sources", () => {
    const words = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, " ");
    const tool = words(seed("unodc-toolkit-tool-2.7.txt"));
    const module = words(seed("unwomen-module-national-action-plans.txt"));
    const others = sourceMap.filter((row) => row["file"] !== DIGEST);
    expect(others.length).toBeGreaterThan(20);
    for (const row of others) expect(row["source"] === "UNODC Tool 2.7" ? tool : module).toContain(words(cell(row, "anchor")).trim());
  });

  it("shares no run of fourteen words with a source", () => {
    const grams = (text: string): string[] => {
      const list = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
      return list.slice(0, Math.max(0, list.length - 13)).map((_, at) => list.slice(at, at + 14).join(" "));
    };
    const theirs = new Set(seeds.flatMap((name) => grams(seed(name))));
    expect(theirs.size).toBeGreaterThan(10_000);
    const texts = ["README.md", ...readdirSync(path.join(samples, "source")).map((name) => `source/${name}`), ...readdirSync(samples).filter((name) => name.endsWith(".csv"))];
    for (const name of texts) expect(grams(readFileSync(path.join(samples, name), "utf8")).filter((gram) => theirs.has(gram)), name).toEqual([]);
  });
});
