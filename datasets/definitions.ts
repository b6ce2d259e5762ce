// Owns the loader of the definitions of measures: which concepts, in which relation, make a phrase or clause speak of a measure.
// Must not read sentences.
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { loadWordTables, type WordTables } from "./concepts.js";
import { DataFileError } from "./load-csv.js";
import { loadYaml, type LoadedYaml } from "./load-yaml.js";
import { loadMeasures, type MeasureRecord } from "./measures.js";
import { nearest } from "./nearest.js";
import { datasetPath, shownPath } from "./paths.js";

/** Alternatives are written "A|B": one of them has to be there. */
const group = z.string().regex(/^[A-Z_]+(?:\|[A-Z_]+)*$/, "concepts in capitals, alternatives parted by |");
const groups = z.array(group).default([]);
const list = z.union([z.string(), z.array(z.string())]).transform((x) => (Array.isArray(x) ? x : [x]));

const waySchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  /** Concepts, one of which is the head: the noun or verb that the measure rests on. */
  head: list,
  /** The head has to be read as this. */
  as: z.enum(["noun", "verb", "phrase"]).optional(),
  /** Each has to stand among the head's modifiers and complements. */
  phrase: groups,
  /** Each has to stand in what the verb acts on (its object; in the passive its subject). */
  object: groups,
  /** Each has to stand in the subject of the head's verb: who does it ("officers attend courses"). */
  subject: groups,
  /** Each has to be what the head is said to be ("trafficking is an offence"). */
  copula: groups,
  /** Each has to stand in the clause of the head. */
  clause: groups,
  sentence: groups,
  sentence2: groups,
  /** None of these in the phrase, in the clause. */
  not: z.array(z.string()).default([]),
  notClause: z.array(z.string()).default([]),
  /** The head's term is not part of one of these. */
  apart: z.array(z.string()).default([]),
  /** The head's term is not part of one of these where another State stands in its clause: "a joint committee with Italy". */
  apartWithPartner: z.array(z.string()).default([]),
  /** None of these right before the head ("supplementing the Convention"). */
  notBefore: z.array(z.string()).default([]),
  /** None of these right behind the head's "of": "a manual of Europol" is another's. */
  notOf: z.array(z.string()).default([]),
  /** None of these acts between the head and the topic: "a law criminalizing trafficking" is told of the offence. */
  notBetween: z.array(z.string()).default([]),
  /** The topic is not listed side by side with the head: "to combat poverty and trafficking" makes neither a means against the other. */
  notBeside: z.boolean().default(false),
  /** "its Protocols": the treaty named before. */
  possessor: z.string().optional(),
  /** The phrase says nothing of what it is about: the topic comes from around it. */
  bare: z.boolean().default(false),
  /** Where the topic comes from around, the phrase does not say what else it is on: "an agreement on seasonal workers". */
  saysNoOther: z.boolean().default(false),
  /** Unless the topic stands in the phrase, the phrase says no other subject, also where the clause names the topic: "the bill on security firms"; "the draft of the Penal Code" says none. */
  notOnAnother: z.boolean().default(false),
  /** Another State or "neighbouring countries" stands in the phrase. */
  partner: z.boolean().default(false),
  /** Treaties: only with an act of ratifying, signing and so on. */
  act: z.literal("treaty").optional(),
  /** Where the topic has to stand. */
  topic: z.enum(["phrase", "clause", "near", "none"]),
  /** The words are weak by themselves: the topic has to stand in the sentence, the heading or the title. */
  strict: z.boolean().default(false),
  ongoing: z.boolean().default(false),
  /** Broader measures that are reported with it where it is there, under way or planned: a comprehensive law is a law. */
  also: z.array(z.string()).default([]),
  /** Too weak for what another speaker says of the State. */
  authorOnly: z.boolean().default(false),
  /** False where this way does not make the broader measures give way: a bill is a law on the topic and a reform. */
  over: z.boolean().default(true),
  /** Broader measures give way wherever they stand in the clause, not only on the same words. */
  absorbs: z.boolean().default(false),
});

const definitionSchema = z.strictObject({
  code: z.string(),
  /** Broader measures that give way where both rest on the same words. */
  over: z.array(z.string()).default([]),
  /** The measure that it is where a law provides for it. */
  inLaw: z.string().optional(),
  ways: z.array(waySchema).min(1),
});

/** What holds of a measure only where a report on the topic lists States: there much goes without saying. */
const listSchema = z.strictObject({
  code: z.string(),
  /** Measures that give way wherever they stand in the same part of a sentence. */
  overPart: z.array(z.string()).default([]),
  /** Ways of the measure's own definition that say too little there. */
  without: z.array(z.string()).default([]),
  ways: z.array(waySchema).default([]),
});

export type ListDefinition = z.output<typeof listSchema>;
export type Way = z.output<typeof waySchema>;
export type Definition = z.output<typeof definitionSchema>;

/** What definitions may name: concepts that have words, and codes of measures. */
export interface Known {
  concepts: ReadonlySet<string>;
  codes: ReadonlySet<string>;
}

/** What definitions may name where these words and measures are all there are. */
export function knownOf(words: WordTables, measures: readonly MeasureRecord[]): Known {
  return { concepts: new Set(words.concepts.map((c) => c.concept)), codes: new Set(measures.map((m) => m.code)) };
}

const HELP = "datasets/definitions.ts";

const didYouMean = (value: string, known: Iterable<string>, otherwise: string): string => {
  const near = nearest(value, known, 1)[0];
  return near === undefined ? otherwise : `Did you mean '${near}'?`;
};

/** Every concept that a definition names must have words. */
function checkConcepts({ value, file, lineOf }: LoadedYaml<readonly Pick<Definition, "code" | "ways">[]>, { concepts }: Known): void {
  for (const [i, definition] of value.entries()) {
    for (const [j, way] of definition.ways.entries()) {
      const named = [...way.head, ...way.not, ...way.notClause, ...way.apart, ...way.apartWithPartner, ...way.notBefore, ...way.notOf, ...way.notBetween, ...(way.possessor === undefined ? [] : [way.possessor]), ...[way.phrase, way.object, way.subject, way.copula, way.clause, way.sentence, way.sentence2].flat().flatMap((g) => g.split("|"))];
      const unknown = named.find((n) => !concepts.has(n));
      if (unknown !== undefined) throw new DataFileError(`${file} line ${lineOf([i, "ways", j])}: ${definition.code}, way '${way.id}': no words for the concept '${unknown}'. ${didYouMean(unknown, concepts, "Add them to the table of concepts.")}`);
    }
  }
}

/** Every measure that is named must be one of the table of measures. */
function checkCodes<T>({ value, file, lineOf }: LoadedYaml<readonly T[]>, codesOf: (definition: T) => readonly string[], { codes }: Known): void {
  for (const [i, definition] of value.entries()) {
    const unknown = codesOf(definition).find((c) => !codes.has(c));
    if (unknown !== undefined) throw new DataFileError(`${file} line ${lineOf([i])}: unknown measure '${unknown}'. ${didYouMean(unknown, codes, "Add it to the table of measures.")}`);
  }
}

/** Broader and narrower must be a tree. */
function checkTree(where: string, definitions: readonly Definition[]): void {
  const over = new Map(definitions.map((d) => [d.code, d.over]));
  const visit = (code: string, path: readonly string[]): void => {
    if (path.includes(code)) throw new DataFileError(`${where}: '${path.join("' over '")}' over '${code}' goes in a circle. Remove one 'over'.`);
    for (const next of over.get(code) ?? []) visit(next, [...path, code]);
  };
  for (const code of over.keys()) visit(code, []);
}

/**
 * Reads and checks definitions.
 * @param files absolute paths of the YAML files that hold them, together one for each measure
 * @throws DataFileError with file and line where a code is no measure's or a concept has no words; also where a measure has no definition, or `over` goes in a circle
 */
export function readDefinitions(files: readonly string[], known: Known): readonly Definition[] {
  const all: Definition[] = [];
  for (const path of files) {
    const read = loadYaml(path, z.array(definitionSchema), HELP);
    checkCodes(read, (d) => [d.code, ...d.over, ...d.ways.flatMap((way) => way.also), ...(d.inLaw === undefined ? [] : [d.inLaw])], known);
    checkConcepts(read, known);
    all.push(...read.value);
  }
  const where = shownPath(files.length === 1 ? (files[0] as string) : dirname(files[0] ?? ""));
  const missing = [...known.codes].find((c) => !all.some((d) => d.code === c));
  if (missing !== undefined) throw new DataFileError(`${where}: the measure '${missing}' has no definition. Say there by which words it is told.`);
  checkTree(where, all);
  return all;
}

/**
 * Reads and checks what holds only where States are listed.
 * @param own the definitions that hold everywhere
 * @throws DataFileError with file and line where a code is no measure's, a concept has no words, or a way that is left out does not exist
 */
export function readListDefinitions(path: string, own: readonly Definition[], known: Known): readonly ListDefinition[] {
  const read = loadYaml(path, z.array(listSchema), HELP);
  checkCodes(read, (d) => [d.code, ...d.overPart], known);
  checkConcepts(read, known);
  for (const [i, d] of read.value.entries()) {
    const gone = d.without.find((id) => own.find((o) => o.code === d.code)?.ways.some((w) => w.id === id) !== true);
    if (gone !== undefined) throw new DataFileError(`${read.file} line ${read.lineOf([i, "without"])}: ${d.code} has no way '${gone}' to leave out.`);
  }
  return read.value;
}

const LISTS = "lists.yaml";
const ownKnown = (): Known => knownOf(loadWordTables(), loadMeasures());
let loaded: readonly Definition[] | undefined;

/** The definitions of the package's own topic, once a process. @throws DataFileError as {@link readDefinitions} */
export function loadDefinitions(): readonly Definition[] {
  if (loaded !== undefined) return loaded;
  const folder = datasetPath("definitions");
  const files = readdirSync(folder).filter((f) => f.endsWith(".yaml") && f !== LISTS).sort();
  return (loaded = readDefinitions(files.map((f) => datasetPath("definitions", f)), ownKnown()));
}

let loadedLists: readonly ListDefinition[] | undefined;

/** What holds in the package's own topic only where States are listed, once a process. @throws DataFileError as {@link readListDefinitions} */
export function loadListDefinitions(): readonly ListDefinition[] {
  return (loadedLists ??= readListDefinitions(datasetPath("definitions", LISTS), loadDefinitions(), ownKnown()));
}
