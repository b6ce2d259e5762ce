// Owns the words without which a regular expression cannot match: derived from its source, looked for in a text in one pass.
// Must not decide a match: a text that passes may still not match; a text that fails never does.

/** What a text must hold, in small letters, for a pattern to match it: one of the words, all of the parts, or one of the parts. */
export type Wanted = { words: string[] } | { all: Wanted[] } | { any: Wanted[] };
/** null where nothing is known: every text passes. */
export type Need = Wanted | null;

/** What is known of a piece of a pattern: every text that it can match, where these are few and plain; and what such a text needs. */
export interface Known {
  /** In small letters; null where they are many, or hold other letters than ASCII. */
  texts: string[] | null;
  need: Need;
}

/** More texts than these are no longer spelt out. */
const MOST_TEXTS = 24;
/** Shorter words stand in nearly every text and tell nothing. */
const LEAST_LETTERS = 3;
/** The rest of a longer word would make the table larger and hardly finer. */
const MOST_LETTERS = 16;
/** One of so many words stands in nearly every text. */
const MOST_WORDS = 100;

const EMPTY: Known = { texts: [""], need: null };
const UNKNOWN: Known = { texts: null, need: null };

/**
 * Derives what a text needs from the source of a regular expression, whatever its flags: case is never told apart.
 * Sound by construction: what is not understood in full is taken to match anything.
 * @param groups what was found out about groups of other patterns; filled further
 * @throws Error on constructs that no pattern here uses (back references, named groups, modifiers)
 */
export function neededWords(source: string, groups: Map<string, Known> = new Map()): Need {
  const reader = new PatternReader(source, groups);
  const known = reader.alternatives();
  reader.expectEnd();
  return needOf(known);
}

function needOf(known: Known): Need {
  return both(known.need, known.texts === null ? null : oneOf(known.texts));
}

/** One of these texts must stand there; null where one of them is too short to tell. */
function oneOf(texts: string[]): Need {
  if (texts.some((text) => text.length < LEAST_LETTERS)) return null;
  const words = [...new Set(texts.map((text) => text.slice(0, MOST_LETTERS)))];
  // A text that holds "acts" holds "act": the longer word adds nothing.
  if (words.length > MOST_WORDS) return null;
  return { words: words.filter((word) => !words.some((other) => other !== word && word.includes(other))).sort() };
}

function both(a: Need, b: Need): Need {
  if (a === null) return b;
  if (b === null) return a;
  return { all: [...("all" in a ? a.all : [a]), ...("all" in b ? b.all : [b])] };
}

function either(needs: Need[]): Need {
  const words: string[] = [];
  const parts: Wanted[] = [];
  for (const need of needs) {
    // Of one alternative nothing is known: neither is of the whole.
    if (need === null) return null;
    if ("words" in need) words.push(...need.words);
    else parts.push(...("any" in need ? need.any : [need]));
  }
  if (words.length > 0) {
    const plain = oneOf(words);
    if (plain === null) return null;
    parts.push(plain);
  }
  return parts.length === 1 ? parts[0]! : { any: parts };
}

/** Letters that stand for themselves, up to one that a sign behind it may repeat or leave out. */
const LETTERS = /[A-Za-z0-9 ]+(?![?*+{])/y;

/** Round brackets; escapes and classes are stepped over whole. */
const BRACKETS = /[()]|\\.|\[(?:[^\]\\]|\\.)*\]/gs;

/** Reads the source of a regular expression, as ECMAScript writes it. */
class PatternReader {
  private at = 0;
  /** Where each bracket closes, by where it opens. */
  private readonly closing = new Map<number, number>();
  /** @param groups what is known of groups met before, by their source: the fragments of rules come again and again */
  constructor(
    private readonly source: string,
    private readonly groups: Map<string, Known>,
  ) {
    const open: number[] = [];
    BRACKETS.lastIndex = 0;
    for (let sign = BRACKETS.exec(source); sign !== null; sign = BRACKETS.exec(source)) {
      if (sign[0] === "(") open.push(sign.index);
      else if (sign[0] === ")") this.closing.set(open.pop() ?? -1, sign.index);
    }
  }

  expectEnd(): void {
    if (this.at < this.source.length) this.fail("an unmatched bracket");
  }

  private fail(what: string): never {
    throw new Error(`pattern not understood at ${this.at} (${what}): ${this.source.slice(Math.max(0, this.at - 20), this.at + 20)}`);
  }

  alternatives(): Known {
    const found = [this.row()];
    while (this.source[this.at] === "|") {
      this.at++;
      found.push(this.row());
    }
    if (found.length === 1) return found[0] ?? EMPTY;
    const texts = found.flatMap((one) => one.texts ?? []);
    if (found.every((one) => one.texts !== null && one.need === null) && texts.length <= MOST_TEXTS) return { texts: [...new Set(texts)], need: null };
    return { texts: null, need: either(found.map(needOf)) };
  }

  /** Pieces one behind the other. Neighbours whose texts are known grow into longer words. */
  private row(): Known {
    let texts = [""];
    let whole = true;
    let need: Need = null;
    while (this.at < this.source.length && this.source[this.at] !== "|" && this.source[this.at] !== ")") {
      LETTERS.lastIndex = this.at;
      const letters = LETTERS.exec(this.source)?.[0];
      if (letters !== undefined) {
        this.at += letters.length;
        texts = rowsOf(texts, [letters.toLowerCase()]);
        continue;
      }
      const piece = this.piece();
      need = both(need, piece.need);
      if (piece.texts !== null && texts.length * piece.texts.length <= MOST_TEXTS) {
        const after = piece.texts;
        if (after !== EMPTY.texts) texts = rowsOf(texts, after);
        continue;
      }
      need = both(need, oneOf(texts));
      whole = false;
      texts = piece.texts ?? [""];
    }
    if (whole) return { texts, need };
    return { texts: null, need: both(need, oneOf(texts)) };
  }

  private piece(): Known {
    const one = this.atom();
    const [least, most] = this.times();
    if (least === 1 && most === 1) return one;
    if (least === 0) return most === 1 && one.texts !== null && one.need === null ? { texts: [...new Set(["", ...one.texts])], need: null } : UNKNOWN;
    // It stands there at least once, whatever its other rounds match.
    return { texts: null, need: needOf(one) };
  }

  private times(): [number, number] {
    const sign = this.source[this.at] ?? "";
    if (!"?*+{".includes(sign) || sign === "") return [1, 1];
    const rest = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at, this.at + 16));
    if (rest === null) return this.fail("how often");
    this.at += rest[0].length;
    if (sign !== "{") return sign === "?" ? [0, 1] : [sign === "*" ? 0 : 1, Infinity];
    const least = Number(rest[1]);
    return [least, rest[2] === "" ? least : rest[3] === "" ? Infinity : Number(rest[3])];
  }

  private atom(): Known {
    const char = this.source[this.at] ?? "";
    this.at++;
    switch (char) {
      case "(":
        return this.group();
      case "[":
        return this.charClass();
      case "^":
      case "$":
        return EMPTY;
      case ".":
        return UNKNOWN;
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
      case "{":
      case "}":
      case "]":
        return this.fail(`'${char}' on its own`);
      default:
        return plain(char);
    }
  }

  private group(): Known {
    const opening = /^\?(?:[:=!]|<[=!])/.exec(this.source.slice(this.at, this.at + 3))?.[0] ?? "";
    if (opening === "" && this.source[this.at] === "?") this.fail("a kind of group");
    this.at += opening.length;
    const from = this.at;
    const end = this.closing.get(from - opening.length - 1) ?? this.fail("a bracket that is not closed");
    const inside = this.source.slice(from, end);
    let known = this.groups.get(inside);
    if (known === undefined) {
      known = this.alternatives();
      if (this.at !== end) this.fail("a bracket");
      this.groups.set(inside, known);
    }
    this.at = end + 1;
    // What is only looked at takes no room, and may be there to say that it must not stand.
    return opening === "" || opening === "?:" ? known : EMPTY;
  }

  private escape(): Known {
    const char = this.source[this.at] ?? "";
    this.at++;
    if (char === "b" || char === "B") return EMPTY;
    if (char === "p" || char === "P") {
      const name = /^\{[^}]*\}/.exec(this.source.slice(this.at))?.[0];
      if (name === undefined) this.fail("a property");
      this.at += name.length;
      return UNKNOWN;
    }
    if (char === "u") {
      const code = /^(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})/.exec(this.source.slice(this.at))?.[0];
      if (code === undefined) this.fail("a code point");
      this.at += code.length;
      return UNKNOWN;
    }
    if (/[wWdDsSnrt]/.test(char)) return UNKNOWN;
    if (/[A-Za-z0-9]/.test(char)) this.fail(`'\\${char}'`);
    return plain(char);
  }

  private charClass(): Known {
    const from = this.at;
    while (this.source[this.at] !== "]") {
      if (this.at >= this.source.length) this.fail("a class that is not closed");
      this.at += this.source[this.at] === "\\" ? 2 : 1;
    }
    const inside = this.source.slice(from, this.at);
    this.at++;
    // Only a few plain characters are spelt out; ranges, escapes and "none of" are not.
    if (inside === "" || inside.length > 8 || /[\\^]|.-./s.test(inside)) return UNKNOWN;
    const known = [...inside].map(plain);
    return known.every((one) => one.texts !== null) ? { texts: [...new Set(known.flatMap((one) => one.texts ?? []))], need: null } : UNKNOWN;
  }
}

/** Every first text with every second text behind it. */
function rowsOf(first: string[], second: string[]): string[] {
  const out: string[] = [];
  for (const a of first) for (const b of second) out.push(a + b);
  return out;
}

/** One character that stands for itself. Other letters than ASCII are left out: their case folds in more ways than one. */
function plain(char: string): Known {
  return char.charCodeAt(0) < 128 ? { texts: [char.toLowerCase()], need: null } : UNKNOWN;
}

const LEAF = 0;
const ALL = 1;
const ANY = 2;

/** A need in the form in which it is asked. `words` are those of a leaf, by number; `parts` those of the others. */
interface Question {
  kind: typeof LEAF | typeof ALL | typeof ANY;
  words: number[];
  parts: Question[];
  /** One of these words stands in every text for which the answer is yes: only where one does, the question is asked. */
  triggers: number[];
  /** How often the triggers may be met, roughly; the smaller the better. */
  rate: number;
}

/**
 * Builds one pass over a text that tells which of many patterns may match it. Those that are left out cannot.
 * Letters are told apart as the flags `i` and `u` do at the widest: the long s and the Kelvin sign count as "s" and "k".
 * @param sources sources of regular expressions
 * @returns gives for a text the places in `sources` of the patterns that may match, in ascending order
 */
export function wordGate(sources: readonly string[]): (text: string) => number[] {
  const groups = new Map<string, Known>();
  const words = new Map<string, number>();
  const made = new Map<Wanted, Question>();
  const ask = (need: Wanted): Question => {
    let question = made.get(need);
    if (question === undefined) made.set(need, (question = questionOf(need, words, ask)));
    return question;
  };
  const questions = sources.map((source) => {
    const need = neededWords(source, groups);
    return need === null ? null : ask(need);
  });
  const always = questions.flatMap((question, pattern) => (question === null ? [pattern] : []));
  /** The patterns to ask about where a word is found. */
  const asked: number[][] = Array.from(words, () => []);
  questions.forEach((question, pattern) => {
    for (const word of question?.triggers ?? []) asked[word]?.push(pattern);
  });
  const scan = wordScanner([...words.keys()]);
  const found = new Uint8Array(words.size);
  const holds = (question: Question): boolean => {
    if (question.kind === LEAF) {
      for (let i = 0; i < question.words.length; i++) if (found[question.words[i]!] === 1) return true;
      return false;
    }
    const wanted = question.kind === ANY;
    for (let i = 0; i < question.parts.length; i++) if (holds(question.parts[i]!) === wanted) return wanted;
    return !wanted;
  };
  const settled = new Uint8Array(sources.length);
  return (text) => {
    const list = scan(text, found);
    const passing = [...always];
    const done: number[] = [];
    for (const word of list) {
      for (const pattern of asked[word]!) {
        if (settled[pattern] === 1) continue;
        settled[pattern] = 1;
        done.push(pattern);
        if (holds(questions[pattern]!)) passing.push(pattern);
      }
    }
    for (const pattern of done) settled[pattern] = 0;
    for (const word of list) found[word] = 0;
    return passing.sort((a, b) => a - b);
  };
}

function questionOf(need: Wanted, ids: Map<string, number>, ask: (need: Wanted) => Question): Question {
  if ("words" in need) {
    const words = need.words.map((word) => {
      let id = ids.get(word);
      if (id === undefined) ids.set(word, (id = ids.size));
      return id;
    });
    // A letter more makes a word about half as frequent.
    return { kind: LEAF, words, parts: [], triggers: words, rate: need.words.reduce((sum, word) => sum + 0.5 ** word.length, 0) };
  }
  if ("all" in need) {
    const parts = need.all.map(ask).sort((a, b) => a.rate - b.rate);
    const rarest = parts[0]!;
    return { kind: ALL, words: [], parts, triggers: rarest.triggers, rate: rarest.rate };
  }
  const parts = need.any.map(ask);
  return { kind: ANY, words: [], parts, triggers: [...new Set(parts.flatMap((part) => part.triggers))], rate: parts.reduce((sum, part) => sum + part.rate, 0) };
}

/**
 * Builds what finds all the words in one pass over a text (Aho and Corasick 1975); its table fills as texts ask for it.
 * @returns sets `found[i]` to 1 for each word `i` that the text holds, and gives the list of them
 */
function wordScanner(words: readonly string[]): (text: string, found: Uint8Array) => number[] {
  // Characters that no word holds share the symbol 0, which leads back to the start.
  const symbols = new Uint8Array(128);
  let width = 1;
  let size = 1;
  for (const word of words) {
    size += word.length;
    for (let i = 0; i < word.length; i++) if (symbols[word.charCodeAt(i)] === 0) symbols[word.charCodeAt(i)] = width++;
  }
  for (let code = 97; code <= 122; code++) symbols[code - 32] = symbols[code]!;
  const longS = symbols[115]!;
  const kelvin = symbols[107]!;
  // A cell holds the state that follows, plus 1; 0 where it was not asked for yet.
  const next = new Uint32Array(size * width);
  const parent = new Uint32Array(size);
  const last = new Uint8Array(size);
  const ends = new Int32Array(size).fill(-1);
  let states = 1;
  words.forEach((word, id) => {
    let state = 0;
    for (let i = 0; i < word.length; i++) {
      const symbol = symbols[word.charCodeAt(i)]!;
      const cell = state * width + symbol;
      if (next[cell] === 0) {
        parent[states] = state;
        last[states] = symbol;
        next[cell] = ++states;
      }
      state = next[cell]! - 1;
    }
    ends[state] = id;
  });
  // Where a word breaks off, its longest end that begins a word goes on; -1 where not asked for yet.
  const back = new Int32Array(states).fill(-1);
  const backOf = (state: number): number => {
    if (back[state] === -1) back[state] = state === 0 || parent[state] === 0 ? 0 : follow(backOf(parent[state]!), last[state]!);
    return back[state]!;
  };
  const follow = (state: number, symbol: number): number => {
    const cell = state * width + symbol;
    if (next[cell] === 0) next[cell] = 1 + (state === 0 ? 0 : follow(backOf(state), symbol));
    return next[cell]! - 1;
  };
  // The nearest state at which a word ends, from a state by way of its ever shorter ends: 0 where there is none, -1 where not asked for yet.
  const stops = new Int32Array(states).fill(-1);
  stops[0] = 0;
  const stopOf = (state: number): number => {
    if (stops[state] === -1) stops[state] = ends[state] !== -1 ? state : stopOf(backOf(state));
    return stops[state]!;
  };
  return (text, found) => {
    const list: number[] = [];
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const symbol = code < 128 ? symbols[code]! : code === 0x17f ? longS : code === 0x212a ? kelvin : 0;
      if (symbol === 0) {
        state = 0;
        continue;
      }
      const known = next[state * width + symbol]!;
      state = known === 0 ? follow(state, symbol) : known - 1;
      let stop = stops[state]!;
      if (stop === -1) stop = stopOf(state);
      while (stop !== 0) {
        const word = ends[stop]!;
        // Where it was found before, so were the shorter words that end with it.
        if (found[word] === 1) break;
        found[word] = 1;
        list.push(word);
        stop = stopOf(backOf(stop));
      }
    }
    return list;
  };
}
