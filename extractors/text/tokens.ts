// Owns the words of a text: where each begins and ends and the one spelling it is compared in.
// Must not know what words mean.

/** A word, number or mark. Words joined by a hyphen are words of their own ("anti-trafficking" is two). */
export interface Token {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /** Small letters, without accents, in one spelling (see {@link spell}); a mark as it stands. */
  word: string;
  kind: "word" | "number" | "mark";
  /** Begins with a capital. */
  capital: boolean;
  /** All capitals, two letters or more. */
  upper: boolean;
  /** Joined to the word before by a hyphen. */
  joined: boolean;
}

const PIECE = /\b(?:Nos?|Arts?|[Pp]aras?)\.(?=\s?\d)|[\p{L}\p{M}]+(?:['’][a-rt-z]\p{L}*)?|['’]s(?![\p{L}])|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|\S/uy;
const HYPHENS = new Set(["-", "‐", "‑"]);

/** British and American spellings that are one word here. Applied to texts and to word tables alike. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/is(e[sd]?|ing|ations?|able|er)$/u, "iz$1"],
  [/^(.{2,}[^aeiou])our(s|ed|ing|able|ers?|s?)$/u, "$1or$2"],
  [/^(.*)programme(s?)$/u, "$1program$2"],
  [/^(.*[ct])re(s?)$/u, "$1er$2"],
  [/^(def|off|lic|pret)ence(s?)$/u, "$1ense$2"],
  [/elling$/u, "eling"],
  [/ellor(s?)$/u, "elor$1"],
  [/^judgement/u, "judgment"],
];

const spelled = new Map<string, string>();

/** The one spelling of a word: small letters, no accents, "criminalise" as "criminalize", "centre" as "center". */
export function spell(word: string): string {
  const known = spelled.get(word);
  if (known !== undefined) return known;
  let out = word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/gu, "").replace(/’/g, "'");
  for (const [from, to] of SPELLINGS) if (out.length > 4) out = out.replace(from, to);
  if (spelled.size < 200_000) spelled.set(word, out);
  return out;
}

function kindOf(piece: string): Token["kind"] {
  const first = piece.charCodeAt(0);
  if (first >= 48 && first <= 57) return "number";
  return /^[\p{L}\p{M}'’]/u.test(piece) && piece.length > (/^['’]/.test(piece) ? 1 : 0) ? "word" : "mark";
}

/** What a piece of text is wherever it stands; met before, it is not looked at again. */
type Piece = Pick<Token, "word" | "kind" | "capital" | "upper">;

const pieces = new Map<string, Piece>();

function pieceOf(piece: string): Piece {
  const known = pieces.get(piece);
  if (known !== undefined) return known;
  const kind = kindOf(piece);
  const capital = kind === "word" && piece !== piece.toLowerCase() && piece.charAt(0) === piece.charAt(0).toUpperCase();
  const made: Piece = { word: kind === "word" ? spell(piece) : piece, kind, capital, upper: capital && piece.length > 1 && piece === piece.toUpperCase() };
  if (pieces.size < 200_000) pieces.set(piece, made);
  return made;
}

const isLetter = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
/** Marks that are a piece of their own whatever follows: ! " # $ % & ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~ */
const isPlainMark = (unit: number): boolean => unit > 32 && unit < 127 && unit !== 39 && !(unit >= 48 && unit <= 57) && !isLetter(unit);
/** First letters of the short words that keep their full stop ("No. 5", "Art. 3", "para. 7"). */
const SHORTENED = new Set(["N", "A", "P", "p"]);

/** Where the piece at `start` ends, for plain words and marks by their letters alone, for all else by {@link PIECE}; -1 on white space. */
function endOfPiece(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === 32 || (first >= 9 && first <= 13)) return -1;
  if (isPlainMark(first)) {
    const next = text.charCodeAt(start + 1);
    if (!(next > 127)) return start + 1;
  }
  if (isLetter(first)) {
    let end = start + 1;
    while (isLetter(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end);
    if (!(next > 127) && next !== 39 && !(next === 46 && SHORTENED.has(text.charAt(start)))) return end;
  }
  PIECE.lastIndex = start;
  const m = PIECE.exec(text);
  return m === null ? -1 : start + m[0].length;
}

/**
 * Splits a text into tokens. White space and hyphens inside words are no tokens.
 * @returns tokens in order; offsets into `text`
 */
export function tokenize(text: string): Token[] {
  const out: Token[] = [];
  let joined = false;
  let last: Token | undefined;
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = endOfPiece(text, start);
    if (end < 0) {
      end = start + 1;
      continue;
    }
    const piece = text.slice(start, end);
    if (HYPHENS.has(piece) && last?.end === start && last.kind !== "mark" && /[\p{L}\d]/u.test(text.charAt(start + 1))) {
      joined = true;
      continue;
    }
    const { word, kind, capital, upper } = pieceOf(piece);
    last = { start, end, word, kind, capital, upper, joined: joined && last?.end === start - 1 };
    out.push(last);
    joined = false;
  }
  return out;
}
