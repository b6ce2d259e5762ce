// Owns what stands in round brackets: a list of States, or something else. Must not look outside them.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import { anyOf, built } from "../text/patterns.js";
import { wordsOf } from "./words.js";

export interface Bracket extends Span {
  /** Without the brackets. */
  inner: Span;
}

/** A list of States in brackets. */
export interface ListRead {
  /** The States whose list it is; who stands behind "with" is a partner. */
  acting: StateMention[];
  /** Capitalised names in it that no alias knows. */
  unknown: string[];
  /** Introduced by "including", "for example", "such as", "among others". */
  illustrative: boolean;
}

const patterns = built(() => ({
  /** What may stand in a list of States beside their names. */
  fill: new RegExp(anyOf(
    String.raw`\bsee (?:also )?paragraphs? \d+`,
    String.raw`\b${anyOf(wordsOf("example"), "includes?", wordsOf("example_adverb"), wordsOf("list_fill"), "as well as", "as of", "in", "by", "of", "for", "from", "the", "and", "or", "both", "also", "all")}\b`,
    String.raw`[\s,;:.–—-]`, String.raw`\b\d{4}\b`, String.raw`\b\d{1,2}\b`, String.raw`\betc\b`,
  ), "gi"),
  illustrative: new RegExp(String.raw`\b${anyOf(wordsOf("example"), "includes?", wordsOf("example_adverb"))}\b`, "i"),
}));

/** Outermost pairs of round brackets, except those that are part of a State's name. */
export function findBrackets(text: string, mentions: readonly StateMention[]): Bracket[] {
  const brackets: Bracket[] = [];
  let depth = 0;
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 40 && c !== 41) continue;
    if (mentions.some((m) => i >= m.start && i < m.end)) continue;
    if (c === 40) {
      if (depth === 0) open = i;
      depth++;
    } else if (depth > 0) {
      depth--;
      if (depth === 0) brackets.push({ start: open, end: i + 1, inner: { start: open + 1, end: i } });
    }
  }
  return brackets;
}

/**
 * Reads a bracket as a list of States.
 * @param inside the States named in it, one or more
 * @returns null where it is something else
 */
export function readList(text: string, inside: readonly StateMention[], inner: Span): ListRead | null {
  const rest = besideNames(text, inside, inner);
  // Remarks of one State in nested brackets ("Nigeria (a unit in each command)") do not make the list another thing.
  const fill = rest.replace(/\([^()]*\)/g, " ").replace(patterns().fill, "");
  const remarks = inside.length >= 2 && fill.length <= 12 * inside.length && /^[^a-z]*[A-Z]/.test(text.slice(inner.start)) && namesLead(text, inside, inner);
  const listLike = fill.length === 0 || remarks;
  const strangers = strangersIn(text, inside, inner);
  // "(Albania with Greece; Bangladesh with India)": who stands behind "with" is the partner.
  const acting = inside.filter((m) => !/\b(?:with|from|to|between)\s/i.test(text.slice(Math.max(inner.start, text.lastIndexOf(";", m.start) + 1), m.start)));
  if (acting.length === 0 || !(listLike || strangers.length > 0 || acting.length < inside.length)) return null;
  return { acting, unknown: listLike ? [] : strangers, illustrative: patterns().illustrative.test(rest) };
}

/** The words of a bracket without the names of States. */
function besideNames(text: string, inside: readonly StateMention[], inner: Span): string {
  let rest = "";
  let at = inner.start;
  for (const m of inside) {
    rest += text.slice(at, m.start);
    at = m.end;
  }
  return rest + text.slice(at, inner.end);
}

/** Names in a list of States that are none that we know; empty where the brackets hold something else than a list. */
function strangersIn(text: string, inside: readonly StateMention[], inner: Span): string[] {
  if (inside.length < 2) return [];
  let masked = text.slice(inner.start, inner.end);
  for (const m of [...inside].reverse()) masked = masked.slice(0, m.start - inner.start) + "\u0001" + masked.slice(m.end - inner.start);
  const strangers: string[] = [];
  for (const piece of masked.split(/[,;]|\b(?:and|or)\b/)) {
    const name = piece.replace(/^\s*(?:the|in|by|of)?\s*/i, "").trim();
    if (name === "" || name.includes("\u0001") || name.replace(patterns().fill, "") === "") continue;
    if (!/^\p{Lu}[\p{L}'’ -]{2,40}$/u.test(name) || name.split(" ").length > 4) return [];
    strangers.push(name);
  }
  return strangers;
}

/** "Spain, since 2008; Italy, in two regions": each piece of the list begins with a State. */
function namesLead(text: string, inside: readonly StateMention[], inner: Span): boolean {
  return text
    .slice(inner.start, inner.end)
    .split(";")
    .every((piece, i, all) => {
      const offset = inner.start + all.slice(0, i).reduce((n, p) => n + p.length + 1, 0);
      const lead = offset + (piece.length - piece.trimStart().length);
      return inside.some((m) => m.start - lead <= 8 && m.start >= lead);
    });
}
