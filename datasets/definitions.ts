// Owns the loader of the definitions of measures: which concepts, in which relation, make a phrase or clause speak of a measure.
// Must not read sentences.
import { readdirSync, readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { loadWordTables } from "./concepts.js";
import { DataFileError } from "./load-csv.js";
import { loadMeasures } from "./measures.js";
import { nearest } from "./nearest.js";
import { datasetPath } from "./paths.js";

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
  /** None of these right before the head ("supplementing the Convention"). */
  notBefore: z.array(z.string()).default([]),
  /** None of these acts between the head and the topic: "a law criminalizing trafficking" is told of the offence. */
  notBetween: z.array(z.string()).default([]),
  /** "its Protocols": the treaty named before. */
  possessor: z.string().optional(),
  /** The phrase says nothing of what it is about: the topic comes from around it. */
  bare: z.boolean().default(false),
  /** Another State or "neighbouring countries" stands in the phrase. */
  partner: z.boolean().default(false),
  /** Treaties: only with an act of ratifying, signing and so on. */
  act: z.literal("treaty").optional(),
  /** Where the topic has to stand. */
  topic: z.enum(["phrase", "clause", "near", "none"]),
  /** The words are weak by themselves: the topic has to stand in the sentence, the heading or the title. */
  strict: z.boolean().default(false),
  ongoing: z.boolean().default(false),
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

const FOLDER = "definitions";
const LISTS = "lists.yaml";

function readFile<T>(file: string, schema: z.ZodType<T>): T[] {
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(datasetPath(FOLDER, file), "utf8"), { lineCounter: counter });
  const fault = document.errors[0];
  if (fault !== undefined) throw new DataFileError(`${FOLDER}/${file} line ${counter.linePos(fault.pos[0]).line}: ${fault.message.split("\n")[0] ?? ""}`);
  const parsed = z.array(schema).safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const node: unknown = document.getIn(issue?.path.filter((p) => typeof p !== "symbol") ?? [], true) ?? document.getIn(issue?.path.slice(0, 2).filter((p) => typeof p !== "symbol") ?? [], true);
  const range = (node as { range?: [number, number, number] } | undefined)?.range;
  throw new DataFileError(`${FOLDER}/${file} line ${range === undefined ? "?" : counter.linePos(range[0]).line}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}.`);
}

/** Every concept that a definition names must have words. */
function checkConcepts(file: string, definitions: readonly Pick<Definition, "code" | "ways">[], known: ReadonlySet<string>): void {
  for (const definition of definitions) {
    for (const way of definition.ways) {
      const named = [...way.head, ...way.not, ...way.notClause, ...way.apart, ...way.notBefore, ...way.notBetween, ...(way.possessor === undefined ? [] : [way.possessor]), ...[way.phrase, way.object, way.subject, way.copula, way.clause, way.sentence, way.sentence2].flat().flatMap((g) => g.split("|"))];
      const unknown = named.find((n) => !known.has(n));
      if (unknown === undefined) continue;
      const near = nearest(unknown, [...known], 1)[0];
      throw new DataFileError(`${FOLDER}/${file}: ${definition.code}, way '${way.id}': no words for the concept '${unknown}'.${near === undefined ? "" : ` Did you mean '${near}'?`}`);
    }
  }
}

function checkCodes(file: string, used: readonly string[], codes: ReadonlySet<string>): void {
  const wrong = used.find((c) => !codes.has(c));
  if (wrong !== undefined) throw new DataFileError(`${FOLDER}/${file}: '${wrong}' is no code of the codebook. Did you mean '${nearest(wrong, [...codes], 1)[0] ?? ""}'?`);
}

/** Broader and narrower must be a tree. */
function checkTree(definitions: readonly Definition[]): void {
  const over = new Map(definitions.map((d) => [d.code, d.over]));
  const visit = (code: string, path: readonly string[]): void => {
    if (path.includes(code)) throw new DataFileError(`${FOLDER}: '${path.join("' over '")}' over '${code}' goes in a circle. Remove one 'over'.`);
    for (const next of over.get(code) ?? []) visit(next, [...path, code]);
  };
  for (const code of over.keys()) visit(code, []);
}

let loaded: readonly Definition[] | undefined;

/**
 * Loads and checks the definitions once a process.
 * @throws DataFileError where a code is not in the codebook, a concept has no words, a measure has no definition, or `over` goes in a circle
 */
export function loadDefinitions(): readonly Definition[] {
  if (loaded !== undefined) return loaded;
  const concepts = new Set(loadWordTables().concepts.map((c) => c.concept));
  const codes = new Set(loadMeasures().map((m) => m.code));
  const all: Definition[] = [];
  for (const file of readdirSync(datasetPath(FOLDER)).filter((f) => f.endsWith(".yaml") && f !== LISTS).sort()) {
    const definitions = readFile(file, definitionSchema);
    checkCodes(file, definitions.flatMap((d) => [d.code, ...d.over, ...(d.inLaw === undefined ? [] : [d.inLaw])]), codes);
    checkConcepts(file, definitions, concepts);
    all.push(...definitions);
  }
  const missing = [...codes].find((c) => !all.some((d) => d.code === c));
  if (missing !== undefined) throw new DataFileError(`${FOLDER}: the measure '${missing}' of the codebook has no definition. Add one to the file of its category.`);
  checkTree(all);
  loaded = all;
  return all;
}

let loadedLists: readonly ListDefinition[] | undefined;

/**
 * Loads and checks what holds only where States are listed, once a process.
 * @throws DataFileError where a code is not in the codebook, a concept has no words, or a way that is left out does not exist
 */
export function loadListDefinitions(): readonly ListDefinition[] {
  if (loadedLists !== undefined) return loadedLists;
  const definitions = readFile(LISTS, listSchema);
  const own = loadDefinitions();
  checkCodes(LISTS, definitions.flatMap((d) => [d.code, ...d.overPart]), new Set(loadMeasures().map((m) => m.code)));
  checkConcepts(LISTS, definitions, new Set(loadWordTables().concepts.map((c) => c.concept)));
  for (const d of definitions) {
    const gone = d.without.find((id) => own.find((o) => o.code === d.code)?.ways.some((w) => w.id === id) !== true);
    if (gone !== undefined) throw new DataFileError(`${FOLDER}/${LISTS}: ${d.code} has no way '${gone}' to leave out.`);
  }
  loadedLists = definitions;
  return definitions;
}
