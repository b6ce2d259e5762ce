// Owns the index of words: which forms belong to which terms of which concepts, and what class a word can be.
// Must not decide what a word is in a sentence; reading.ts does.
import type { TermKind, TermRecord, ThingClasses, WordClass, WordGroups, WordTables } from "../../datasets/concepts.js";
import { spell, tokenize } from "../text/tokens.js";
import { plurals, verbForms, type IrregularVerb, type VerbForm } from "./forms.js";

/** A term made ready for finding: for each of its words the forms that fit; "…" is a gap. */
export interface Entry {
  concept: string;
  kind: TermKind;
  term: string;
  /** A concept of the codebook's words, or a predicate class. */
  predicate: boolean;
  words: readonly (ReadonlySet<string> | null)[];
  /** Written in capitals in the table ("CAT"): matches capitals only. */
  upper: boolean;
  /** The head is written with a capital in the table ("Act", "new Act"): matches words with a capital only. */
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
  /** For a concept, those inside whose longer terms its own do not count. */
  apart: ReadonlyMap<string, ReadonlySet<string>>;
  groups: WordGroups;
  things: ThingClasses;
}

const GAP = "…";

/** Words that end the part of a noun's term in which its head stands. */
const BEHIND_HEAD = new Set(["of", "to", "for", "against", "on", "in", "from", "with", "who", "which", "by", "and", "or", "at", "between", "during"]);

function headOf(words: readonly string[], kind: TermKind): number {
  // "knowingly use"
  if (kind !== "noun") return Math.max(0, words.findIndex((w) => !w.endsWith("ly")));
  const of = words.findIndex((w, i) => i > 0 && BEHIND_HEAD.has(w));
  return of > 0 ? of - 1 : words.length - 1;
}

/** Terms of plain words are parted at blanks; others as texts are. */
const PLAIN = /^[a-z][a-z ]*$/;

function wordsOf(term: string): string[] {
  if (PLAIN.test(term)) return term.split(" ").filter((w) => w !== "").map(spell);
  if (term.includes(GAP)) return term.split(" ").map((w) => (w === GAP ? GAP : spell(w)));
  return tokenize(term).filter((t) => t.kind !== "mark").map((t) => t.word);
}

/** Forms of words by what kind of word bends; terms share them. */
class Forms {
  private readonly known = new Map<string, ReadonlySet<string>>();
  constructor(private readonly irregular: ReadonlyMap<string, IrregularVerb>) {}

  /** The forms of a term's word at `i`; null for a gap. */
  of(kind: TermKind, word: string, i: number, head: number): ReadonlySet<string> | null {
    if (word === GAP) return null;
    return this.bent(kind === "verb" && i === 0 ? "v" : kind === "noun" && (i === head || word.length > 3) ? "n" : "", word);
  }

  /** All forms that a word can begin a term with. */
  first(kind: TermKind, word: string): ReadonlySet<string> {
    return this.bent(kind === "verb" ? "v" : kind === "noun" ? "n" : "", word);
  }

  private bent(bends: "v" | "n" | "", word: string): ReadonlySet<string> {
    const key = `${bends} ${word}`;
    let forms = this.known.get(key);
    if (forms === undefined) this.known.set(key, (forms = new Set(bends === "v" ? (word === "be" ? BE_FORMS : verbForms(word, this.irregular).map(([form]) => form)) : bends === "n" ? [word, ...plurals(word)] : [word])));
    return forms;
  }
}

function buildEntry(record: TermRecord, predicate: boolean, all: Forms): Entry {
  const words = wordsOf(record.term);
  const head = headOf(words, record.kind);
  const forms = words.map((word, i) => all.of(record.kind, word, i, head));
  return { key: predicate ? `${record.concept} ${record.kind}` : record.concept, concept: record.concept, kind: record.kind, term: record.term, predicate, words: forms, upper: /^[A-Z][A-Z-]+$/.test(record.term), capital: /^(?:[a-z-]+ )*[A-Z][a-z]+$/.test(record.term), head };
}

const BE_FORMS = ["be", "is", "are", "was", "were", "been", "being", "remain", "remains", "remained"];
const NONE: ReadonlySet<VerbForm> = new Set();

/** A term that is not made ready yet: most first words never stand in a document. */
interface Waiting {
  record: TermRecord;
  predicate: boolean;
}

/** Entries that share a first word: lists by their second word, made when first asked for; "" for every other word. */
interface Beginning {
  all: readonly Entry[];
  /** Words that the entries go on with. */
  seconds: ReadonlySet<string>;
  lists: Map<string, readonly Entry[]>;
}

const NO_ENTRIES: readonly Entry[] = [];

/** Whether an entry can go on with a word; a comma may stand inside a long name, and a gap takes any word. */
function goesOnWith(entry: Entry, next: string): boolean {
  const second = entry.words[1];
  return second === undefined || second === null || second.has(next) || (next === "," && entry.words.length > 3);
}

/** Registers each term under the forms of its first word. */
function indexFirstWords(tables: WordTables, forms: Forms): Map<string, Waiting[]> {
  const index = new Map<string, Waiting[]>();
  const add = (record: TermRecord, predicate: boolean): void => {
    const first = PLAIN.test(record.term) ? spell(/^[a-z]+/.exec(record.term)?.[0] ?? "") : (wordsOf(record.term)[0] ?? "");
    for (const form of forms.first(record.kind, first)) {
      const there = index.get(form);
      if (there === undefined) index.set(form, [{ record, predicate }]);
      else there.push({ record, predicate });
    }
  };
  for (const record of tables.concepts) add(record, false);
  for (const record of tables.predicates) add(record, true);
  return index;
}

function indexBeginnings(tables: WordTables, forms: Forms): Lexicon["beginning"] {
  const waiting = indexFirstWords(tables, forms);
  const made = new Map<TermRecord, Entry>();
  const index = new Map<string, Beginning>();
  const entryOf = ({ record, predicate }: Waiting): Entry => {
    let entry = made.get(record);
    if (entry === undefined) made.set(record, (entry = buildEntry(record, predicate, forms)));
    return entry;
  };
  const begin = (word: string): Beginning | undefined => {
    const terms = waiting.get(word);
    if (terms === undefined) return undefined;
    const all = terms.map(entryOf).filter((entry) => entry.words[0]?.has(word) === true);
    const at = { all, seconds: new Set([",", ...all.flatMap((entry) => [...(entry.words[1] ?? [])])]), lists: new Map<string, readonly Entry[]>() };
    index.set(word, at);
    return at;
  };
  return (word, next) => {
    const at = index.get(word) ?? begin(word);
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
  const forms = new Forms(irregular);
  const beginning = indexBeginnings(tables, forms);
  const apart = new Map<string, Set<string>>();
  for (const { concept, from } of tables.apart) apart.set(concept, (apart.get(concept) ?? new Set<string>()).add(from));
  const verbs = new Map<string, Set<VerbForm>>();
  const nouns = new Set<string>();
  const adjectives = new Set<string>();
  const bent = new Set<string>();
  const isNew = (key: string): boolean => !bent.has(key) && bent.add(key) !== undefined;
  const addVerb = (verb: string): void => {
    if (!isNew(`v${verb}`)) return;
    for (const [form, is] of verbForms(verb, irregular)) verbs.set(form, (verbs.get(form) ?? new Set<VerbForm>()).add(is));
  };
  const addNoun = (noun: string): void => {
    if (!isNew(`n${noun}`)) return;
    for (const form of [noun, ...plurals(noun)]) nouns.add(form);
  };
  for (const { verb, also } of tables.verbs) {
    addVerb(spell(verb));
    if (also === "noun") addNoun(spell(verb));
    if (also === "adj") adjectives.add(spell(verb));
  }
  for (const record of [...tables.concepts, ...tables.predicates]) {
    const words = PLAIN.test(record.term) ? wordsOf(record.term) : tokenize(record.term).filter((t) => t.kind === "word").map((t) => t.word);
    if (record.kind === "verb" && words[0] !== "be" && words[headOf(words, "verb")] !== undefined) addVerb(words[headOf(words, "verb")] ?? "");
    if (record.kind === "noun") addNoun(words[headOf(words, "noun")] ?? "");
    if (record.kind === "adjective") adjectives.add(words[0] ?? "");
  }
  const facts = (word: string): WordFacts => ({ function: tables.functionWords.get(word) ?? null, noun: nouns.has(word), adjective: adjectives.has(word), verb: verbs.get(word) ?? NONE });
  const known = new Map<string, WordFacts>();
  return {
    beginning, apart, groups: tables.groups, things: tables.things,
    facts: (word) => {
      const before = known.get(word);
      if (before !== undefined) return before;
      const found = facts(word);
      if (known.size < 100_000) known.set(word, found);
      return found;
    },
  };
}
