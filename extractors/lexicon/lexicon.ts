// Owns the index of words: which forms belong to which terms of which concepts, and what class a word can be.
// Must not decide what a word is in a sentence; reading.ts does.
import type { TermKind, TermRecord, WordClass, WordTables } from "../../datasets/concepts.js";
import { spell, tokenize } from "../text/tokens.js";
import { plurals, verbForms, type IrregularVerb, type VerbForm } from "./forms.js";

/** A term made ready for finding: for each of its words the forms that fit; "…" is a gap. */
export interface Entry {
  concept: string;
  kind: TermKind;
  term: string;
  /** A concept of the codebook's words, or a predicate class. */
  predicate: boolean;
  words: (ReadonlySet<string> | null)[];
  /** Written in capitals in the table ("CAT"): matches capitals only. */
  upper: boolean;
  /** Written with a capital in the table ("Act"): matches words with a capital only. */
  capital: boolean;
  /** Overlapping hits of one key give the longest: the concept, and for predicates what kind of word. */
  key: string;
  /** Which of its words bears the form: the verb, or the noun's head. */
  head: number;
}

/** What a word can be, by its form alone. */
export interface WordFacts {
  function: WordClass | null;
  noun: boolean;
  adjective: boolean;
  /** Forms of a verb that it can be; empty where it is none that we know. */
  verb: ReadonlySet<VerbForm>;
}

export interface Lexicon {
  /** Entries that can begin with a word and go on with the next one, in the order of the tables. */
  beginning(word: string, next: string): readonly Entry[];
  facts(word: string): WordFacts;
  entries: readonly Entry[];
  /** For a concept, those inside whose longer terms its own do not count. */
  apart: ReadonlyMap<string, ReadonlySet<string>>;
}

const GAP = "…";

function headOf(words: readonly string[], kind: TermKind): number {
  if (kind !== "noun") return 0;
  const of = words.findIndex((w, i) => i > 0 && /^(?:of|to|for|against|on|in|from|with|who|which|by|and|or|at|between|during)$/.test(w));
  return of > 0 ? of - 1 : words.length - 1;
}

function buildEntry(record: TermRecord, predicate: boolean, irregular: ReadonlyMap<string, IrregularVerb>): Entry {
  const words = record.term.includes(GAP) ? record.term.split(" ").map((w) => (w === GAP ? GAP : spell(w))) : tokenize(record.term).filter((t) => t.kind !== "mark").map((t) => t.word);
  const head = headOf(words, record.kind);
  const forms = words.map((word, i) => {
    if (word === GAP) return null;
    if (record.kind === "verb" && i === 0) return new Set(word === "be" ? BE_FORMS : verbForms(word, irregular).map(([form]) => form));
    if (record.kind === "noun" && (i === head || word.length > 3)) return new Set([word, ...plurals(word)]);
    return new Set([word]);
  });
  return { key: predicate ? `${record.concept} ${record.kind}` : record.concept, concept: record.concept, kind: record.kind, term: record.term, predicate, words: forms, upper: /^[A-Z][A-Z-]+$/.test(record.term), capital: /^[A-Z][a-z]+$/.test(record.term), head };
}

const BE_FORMS = ["be", "is", "are", "was", "were", "been", "being", "remain", "remains", "remained"];
const NONE: ReadonlySet<VerbForm> = new Set();

/** Entries that share a first word: lists by their second word, made when first asked for; "" for every other word. */
interface Beginning {
  all: Entry[];
  seconds: Set<string>;
  lists: Map<string, readonly Entry[]>;
}

const NO_ENTRIES: readonly Entry[] = [];

/** Whether an entry can go on with a word; a comma may stand inside a long name, and a gap takes any word. */
function goesOnWith(entry: Entry, next: string): boolean {
  const second = entry.words[1];
  return second === undefined || second === null || second.has(next) || (next === "," && entry.words.length > 3);
}

function indexBeginnings(entries: readonly Entry[]): Lexicon["beginning"] {
  const index = new Map<string, Beginning>();
  for (const entry of entries) {
    for (const form of entry.words[0] ?? []) {
      let at = index.get(form);
      if (at === undefined) index.set(form, (at = { all: [], seconds: new Set([","]), lists: new Map() }));
      at.all.push(entry);
      for (const second of entry.words[1] ?? []) at.seconds.add(second);
    }
  }
  return (word, next) => {
    const at = index.get(word);
    if (at === undefined) return NO_ENTRIES;
    const key = at.seconds.has(next) ? next : "";
    let list = at.lists.get(key);
    if (list === undefined) at.lists.set(key, (list = at.all.filter((entry) => goesOnWith(entry, key))));
    return list;
  };
}

/** Builds the index of a language's word tables; see {@link Lexicon}. */
export function buildLexicon(tables: WordTables): Lexicon {
  const irregular = new Map(tables.irregular.map((r) => [r.verb, r]));
  const entries = [...tables.concepts.map((r) => buildEntry(r, false, irregular)), ...tables.predicates.map((r) => buildEntry(r, true, irregular))];
  const beginning = indexBeginnings(entries);
  const apart = new Map<string, Set<string>>();
  for (const { concept, from } of tables.apart) apart.set(concept, (apart.get(concept) ?? new Set<string>()).add(from));
  const verbs = new Map<string, Set<VerbForm>>();
  const nouns = new Set<string>();
  const adjectives = new Set<string>();
  const addVerb = (verb: string): void => {
    for (const [form, is] of verbForms(verb, irregular)) verbs.set(form, (verbs.get(form) ?? new Set<VerbForm>()).add(is));
  };
  const addNoun = (noun: string): void => {
    for (const form of [noun, ...plurals(noun)]) nouns.add(form);
  };
  for (const { verb, also } of tables.verbs) {
    addVerb(spell(verb));
    if (also === "noun") addNoun(spell(verb));
    if (also === "adj") adjectives.add(spell(verb));
  }
  for (const record of [...tables.concepts, ...tables.predicates]) {
    const words = tokenize(record.term).filter((t) => t.kind === "word").map((t) => t.word);
    if (record.kind === "verb" && words[0] !== "be" && words[0] !== undefined) addVerb(words[0]);
    if (record.kind === "noun") addNoun(words[headOf(words, "noun")] ?? "");
    if (record.kind === "adjective") adjectives.add(words[0] ?? "");
  }
  const facts = (word: string): WordFacts => ({ function: tables.functionWords.get(word) ?? null, noun: nouns.has(word), adjective: adjectives.has(word), verb: verbs.get(word) ?? NONE });
  const known = new Map<string, WordFacts>();
  return {
    beginning, entries, apart,
    facts: (word) => {
      const before = known.get(word);
      if (before !== undefined) return before;
      const found = facts(word);
      if (known.size < 100_000) known.set(word, found);
      return found;
    },
  };
}
