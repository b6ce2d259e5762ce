// Owns the loader of the frameworks: what a source says that a comprehensive response or a good plan contains, item by item, and how each item is met.
// Must not judge a State or a text; reports and extractors do. A new framework is one new file in datasets/frameworks and nothing else.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { DataFileError } from "./load-csv.js";
import { loadYaml } from "./load-yaml.js";
import { loadMeasures } from "./measures.js";
import { nearest } from "./nearest.js";
import { datasetPath } from "./paths.js";

/** How far a State's report, or a plan, meets an item. Lower levels never hide `absent`, `silent`, `not_read` and `no_report`, which are told apart. */
export const LEVELS = ["fully", "partly", "planned"] as const;
export type Level = (typeof LEVELS)[number];

/** What says which keys the files may hold. */
const KEYS = "datasets/frameworks/README.md";

const STATUS = z.enum(["in_place", "in_progress", "planned", "mixed", "absent", "ended"]);
const ID = z.string().regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, "an id is small letters and digits, joined by - _ or .");
const TEXT = z.string().trim().min(2);
const COUNTS = z.strictObject({ fully: z.array(STATUS).default([]), partly: z.array(STATUS).default([]), planned: z.array(STATUS).default([]) });

/** Which statuses count as what, where a framework or an item does not say otherwise. */
export const DEFAULT_COUNTS: Counts = { fully: ["in_place"], partly: ["in_progress", "mixed"], planned: ["planned"] };
export type Counts = z.output<typeof COUNTS>;

const QUESTION = z.strictObject({
  id: ID,
  /** Put to a plan's text; ends in "?". */
  question: z.string().regex(/\?$/, "a question ends in '?'"),
  /** What wording would have met it; completes "The plan would have to …". */
  would: TEXT,
  /** Patterns with {FRAGMENTS} and {..N} of plan-questions.yaml; any one answers the question. */
  met: z.array(z.string().min(3)).default([]),
  /** Patterns of a whole heading that answer it. */
  headings: z.array(z.string().min(3)).default([]),
  /** Weaker wording: partly met. */
  partly: z.array(z.string().min(3)).default([]),
  /** Wording in the same part of the sentence that is about something else. */
  unless: z.array(z.string().min(3)).default([]),
  examples: z.strictObject({ met: z.array(TEXT).min(2), partly: z.array(TEXT).default([]), not: z.array(TEXT).min(2) }),
});

/** A question put to a plan's text. Patterns are sources of regular expressions; the extractors compile them. */
export type PlanQuestion = z.output<typeof QUESTION> & { file: string; line: number };

const PART = z.strictObject({ text: TEXT, measures: z.array(z.string()).default([]), questions: z.array(ID).default([]) });

const ITEM = z.strictObject({
  id: ID,
  /** Heading under which items stand together. */
  group: TEXT.optional(),
  /** Own short wording. */
  text: TEXT,
  /** Where in the source it stands. */
  where: TEXT,
  /** Any one of these measures meets it. "victims.*" stands for all of a first part. */
  measures: z.array(z.string()).default([]),
  /** All of these questions meet it for a plan; some of them partly. */
  questions: z.array(ID).default([]),
  /** What it consists of; all parts with a test meet it fully, some partly. Parts without a test are carried and not judged. */
  parts: z.array(PART).default([]),
  counts: COUNTS.optional(),
  entities: z.array(TEXT).default([]),
  indicators: z.array(TEXT).default([]),
  /** Limit of the test, shown to the reader. */
  note: TEXT.optional(),
});

const FRAMEWORK = z.strictObject({
  id: ID,
  name: TEXT,
  /** Other names that a user may type. */
  aliases: z.array(z.string().min(2)).default([]),
  source: z.strictObject({ title: TEXT, publisher: TEXT, year: z.int().min(1900).max(2100), reached_through: TEXT.optional() }),
  note: TEXT.optional(),
  counts: COUNTS.optional(),
  questions: z.array(QUESTION).default([]),
  items: z.array(ITEM).min(1),
});

export interface ItemPart {
  text: string;
  /** Codes of measures; any one answers the part. Empty where the codebook has none. */
  measures: string[];
  questions: PlanQuestion[];
}

export interface FrameworkItem {
  id: string;
  group: string | null;
  text: string;
  where: string;
  /** At least one; an item without parts of its own has one, with the item's text. */
  parts: ItemPart[];
  counts: Counts;
  entities: string[];
  indicators: string[];
  note: string | null;
  /** Whether a State's report can be judged on it (a part has measures), and a plan's text (a part has questions or measures). */
  asksStates: boolean;
  asksPlans: boolean;
  line: number;
}

export interface Framework {
  id: string;
  name: string;
  aliases: string[];
  source: z.output<typeof FRAMEWORK>["source"];
  note: string | null;
  items: FrameworkItem[];
  file: string;
}

const didYouMean = (value: string, known: Iterable<string>, otherwise: string): string => {
  const near = nearest(value, known, 1)[0];
  return near === undefined ? otherwise : `Did you mean '${near}'?`;
};

let shared: readonly PlanQuestion[] | undefined;
let fragments: Readonly<Record<string, string>> = {};

/** The questions that frameworks share, from plan-questions.yaml. @throws DataFileError with file and line */
export function loadPlanQuestions(): readonly PlanQuestion[] {
  if (shared !== undefined) return shared;
  const { value, file, lineOf } = loadYaml(datasetPath("plan-questions.yaml"), z.strictObject({ fragments: z.record(z.string().regex(/^[A-Z]+$/), z.string()).default({}), questions: z.array(QUESTION) }), KEYS);
  fragments = value.fragments;
  shared = located(value.questions, file, (index) => lineOf(["questions", index]), new Map());
  return shared;
}

/** Named parts of patterns, from plan-questions.yaml. @throws DataFileError with file and line */
export function loadPlanFragments(): Readonly<Record<string, string>> {
  loadPlanQuestions();
  return fragments;
}

function located(questions: z.output<typeof QUESTION>[], file: string, lineOf: (index: number) => number, known: ReadonlyMap<string, PlanQuestion>): PlanQuestion[] {
  const seen = new Map<string, PlanQuestion>(known);
  return questions.map((question, index) => {
    const line = lineOf(index);
    const before = seen.get(question.id);
    if (before !== undefined) throw new DataFileError(`${file} line ${line}: question '${question.id}' stands in ${before.file} line ${before.line} already. Give each question its own id.`);
    if (question.met.length + question.headings.length === 0) throw new DataFileError(`${file} line ${line}: question '${question.id}' has neither 'met' nor 'headings', so nothing could answer it. Add a pattern.`);
    const result = { ...question, file, line };
    seen.set(question.id, result);
    return result;
  });
}

/**
 * Reads one framework.
 * @throws DataFileError with file and line: YAML that does not parse, unknown keys, unknown measure codes and questions, items without a test, duplicate ids
 */
export function loadFrameworkFile(path: string): Framework {
  const { value, file, lineOf } = loadYaml(path, FRAMEWORK, KEYS);
  const codes = loadMeasures().map((measure) => measure.code);
  const common = new Map(loadPlanQuestions().map((question) => [question.id, question]));
  const own = located(value.questions, file, (index) => lineOf(["questions", index]), common);
  const questions = new Map([...common, ...own.map((question): [string, PlanQuestion] => [question.id, question])]);
  const name = basename(path).replace(/\.ya?ml$/, "");
  if (value.id !== name) throw new DataFileError(`${file} line ${lineOf(["id"])}: id '${value.id}' and file name '${name}' differ. Name the file after the id.`);

  const expand = (asked: string[], place: PropertyKey[]): string[] =>
    asked.flatMap((code, index) => {
      const found = code.endsWith(".*") ? codes.filter((known) => known.startsWith(code.slice(0, -1))) : codes.filter((known) => known === code);
      if (found.length === 0) throw new DataFileError(`${file} line ${lineOf([...place, "measures", index])}: unknown measure '${code}'. ${didYouMean(code, codes, "See datasets/measures.csv for the codes.")}`);
      return found;
    });
  const resolve = (asked: string[], place: PropertyKey[]): PlanQuestion[] =>
    asked.map((id, index) => {
      const found = questions.get(id);
      if (found === undefined) throw new DataFileError(`${file} line ${lineOf([...place, "questions", index])}: unknown question '${id}'. ${didYouMean(id, questions.keys(), "Add it under 'questions', or see datasets/plan-questions.yaml.")}`);
      return found;
    });

  const seen = new Map<string, number>();
  const items = value.items.map((item, index): FrameworkItem => {
    const place = ["items", index];
    const line = lineOf(place);
    const before = seen.get(item.id);
    if (before !== undefined) throw new DataFileError(`${file} line ${line}: id '${item.id}' stands on line ${before} already. Give each item its own id.`);
    seen.set(item.id, line);
    const parts: ItemPart[] = item.parts.map((part, at) => ({ text: part.text, measures: expand(part.measures, [...place, "parts", at]), questions: resolve(part.questions, [...place, "parts", at]) }));
    const measures = expand(item.measures, place);
    const asked = resolve(item.questions, place);
    if (measures.length > 0 || asked.length > 0) {
      if (parts.some((part) => part.measures.length > 0 || part.questions.length > 0)) throw new DataFileError(`${file} line ${line}: item '${item.id}' has a test of its own and in its parts, so that it is not clear which counts. Keep one.`);
      // Each question is a part of its own for a plan; the measures are alternatives of one part for a State.
      parts.unshift(...(asked.length > 1 ? asked.map((question, at): ItemPart => ({ text: question.question, measures: at === 0 ? measures : [], questions: [question] })) : [{ text: item.text, measures, questions: asked }]));
    }
    const asksStates = parts.some((part) => part.measures.length > 0);
    const asksPlans = asksStates || parts.some((part) => part.questions.length > 0);
    if (!asksPlans) throw new DataFileError(`${file} line ${line}: item '${item.id}' has no test. Add 'measures' or 'questions', to it or to one of its parts.`);
    return { id: item.id, group: item.group ?? null, text: item.text, where: item.where, parts, counts: item.counts ?? value.counts ?? DEFAULT_COUNTS, entities: item.entities, indicators: item.indicators, note: item.note ?? null, asksStates, asksPlans, line };
  });
  return { id: value.id, name: value.name, aliases: value.aliases, source: value.source, note: value.note ?? null, items, file };
}

const loaded = new Map<string, readonly Framework[]>();

/**
 * All frameworks of the folder, by id.
 * @param folder absolute path; the project's own where not given
 * @throws DataFileError with file and line; also where two files give the same id or alias
 */
export function loadFrameworks(folder: string = datasetPath("frameworks")): readonly Framework[] {
  const before = loaded.get(folder);
  if (before !== undefined) return before;
  const frameworks = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => loadFrameworkFile(join(folder, name)));
  const names = new Map<string, string>();
  for (const framework of frameworks) {
    for (const name of [framework.id, ...framework.aliases].map(fold)) {
      const other = names.get(name);
      if (other !== undefined && other !== framework.file) throw new DataFileError(`${framework.file}: '${name}' names ${other} already. Give each framework its own names.`);
      names.set(name, framework.file);
    }
  }
  loaded.set(folder, frameworks);
  return frameworks;
}

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/**
 * One framework by its id, an alias, or its name.
 * @throws DataFileError that names the nearest, and all there are
 */
export function findFramework(asked: string, folder?: string): Framework {
  const frameworks = loadFrameworks(folder);
  const wanted = fold(asked);
  const found = frameworks.find((framework) => [framework.id, framework.name, ...framework.aliases].some((name) => fold(name) === wanted));
  if (found !== undefined) return found;
  const ids = frameworks.map((framework) => framework.id);
  throw new DataFileError(`Unknown framework '${asked.slice(0, 80)}'. ${didYouMean(asked, frameworks.flatMap((framework) => [framework.id, ...framework.aliases]), "")} Known: ${ids.join(", ")}.`.replace("  ", " "));
}
