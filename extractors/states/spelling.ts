// Owns how a State's name may be written: letters, marks, spellings, folded form. Must not know which State it is.

export const LETTERS = "A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff";
export const LETTER = new RegExp(`[${LETTERS}]`);
export const LETTER_OR_DIGIT = new RegExp(`[${LETTERS}0-9]`);
const MARKS = /[\u0300-\u036f]/g;

/** Marks and invisible characters that stand inside words without being part of them. */
export const INVISIBLE = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/;
const APOSTROPHES = /['\u2018\u2019\u02bc\u00b4`]/g;

/** The form under which names are compared: no case, marks, apostrophes, dots; hyphens and "&" written out. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .toLowerCase()
    .replace(APOSTROPHES, "")
    .replace(/\bst\.?(?=\s)/g, "saint")
    .replace(/\./g, "")
    .replace(/&/g, " and ")
    .replace(/[-\u2010-\u2013]/g, " ")
    .replace(/\s*([(),])\s*/g, "$1 ")
    .replace(/\(\s+/g, "(")
    .replace(/([a-z])\(/g, "$1 (")
    .replace(/\s+/g, " ")
    .trim();
}

export type Trie = Map<string, Trie>;

const END = "";

function fragment(char: string): string {
  if (char === " ") return "\\s+";
  if (char === "'") return "['\\u2018\\u2019\\u02bc\\u00b4`]?\\s?";
  if (char === "-") return "(?:\\s*[-\\u2010-\\u2013]\\s*|\\s+)";
  if (char === "(") return "\\(\\s?";
  if (char === ")") return "\\s?\\)";
  if (char === ",") return "\\s?,";
  if (char === "I") return "[I\\u0130]";
  const base = char.normalize("NFD").replace(MARKS, "");
  if (base !== char) return `[${char}${base}]`;
  return char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A name as a row of pattern parts; small words may open with a capital, as in headings. */
export function parts(name: string): string[] {
  const out: string[] = [];
  for (const [word] of name.matchAll(/\S+|\s+/g)) {
    if (/^\s/.test(word)) {
      if (out.at(-1) === "\\(\\s?") continue;
      out.push(name.length > 0 && out.length > 0 ? "\\s+" : "");
      continue;
    }
    const small = /^(of|and|the|d'|under)/.test(word);
    [...word].forEach((char, i) => {
      // The blank before "(" is optional: "Iran(Islamic Republic of)".
      if (char === "(" && out.at(-1) === "\\s+") out[out.length - 1] = "\\s*";
      out.push(small && i === 0 ? `[${char}${char.toUpperCase()}]` : fragment(char));
    });
  }
  return out;
}

export function insert(trie: Trie, row: string[]): void {
  let node = trie;
  for (const part of row) {
    let next = node.get(part);
    if (!next) node.set(part, (next = new Map() as Trie));
    node = next;
  }
  node.set(END, new Map() as Trie);
}

export function source(trie: Trie): string {
  const branches: string[] = [];
  for (const [part, next] of trie) if (part !== END) branches.push(part + source(next));
  const ends = trie.has(END);
  if (branches.length === 0) return "";
  const body = branches.length === 1 && !ends ? (branches[0] ?? "") : `(?:${branches.join("|")})`;
  return ends ? `${body}?` : body;
}

/** Names are also found with "St." for "Saint" and "&" for "and". */
export function spellings(name: string): string[] {
  const out = [name];
  if (/\bSaint /.test(name)) out.push(name.replace(/\bSaint /g, "St. "), name.replace(/\bSaint /g, "St "));
  if (/ and /.test(name)) out.push(...out.map((n) => n.replace(/ and /g, " & ")));
  return out;
}
