// Owns clauses whose States are "it", "they", "both", "the latter": the States named before. Must not read named States.
import { built } from "../text/patterns.js";
import { mayCarry } from "./carry.js";
import { findWide } from "./find-parts.js";
import { carried, remember, type Focus } from "./focus.js";
import { isTreaty, type StatusOf } from "./found.js";
import { give } from "./give.js";
import type { StateGroup } from "./groups.js";
import { wordsBetween, type ClauseScene } from "./scene.js";
import { statusCarried, statusIn } from "./statuses.js";
import { wordsOf } from "./words.js";

interface Meant {
  states: string[];
  words: string;
}

const LEAD = String.raw`^[\s,;]*(?:(?:and|but|while|whereas|in addition|moreover|furthermore|there|then|also),?\s+)*`;
const pronoun = built(() =>
  new RegExp(`${LEAD}(${[
    "the latter", "the former", "both(?: countries| States)?", "they", "these (?:States|countries)", "the two (?:States|countries)",
    "it", `the ${wordsOf("the_state")}`, `the (?:new |said |latter |same )?${wordsOf("thing_of_state")}`, String.raw`its\b`, String.raw`their\b`,
  ].join("|")})`, "i"));
/** "X reported that …, and that …": the clause goes on with the same State. */
const GOES_ON = /^[\s,;]*(?:and that\b|(?:but|and) (?:has|have|had|is|are|was|were|did|does|do)\b)/i;

/** "It is difficult to say", "it was noted that": no State. */
const expletive = built(() => new RegExp(String.raw`${LEAD}it (?:is|was|has been|remains|remained|seems) (?:\w+ly |not |also )?${wordsOf("expletive")}(?:, [^,;]+,)? (?:to|that|whether)\b`, "i"));

/** The States that a clause means without naming them; null where it means none that are known. */
function meantIn(text: string, focus: Focus, before: readonly StateGroup[]): Meant | null {
  if (expletive().test(text)) return null;
  const words = pronoun().exec(text)?.[1];
  if (words === undefined) return GOES_ON.test(text) && focus.subjectStates.length > 0 ? { states: focus.subjectStates, words: "and that" } : null;
  const named = [...focus.groups, ...before.map((g) => g.states)].filter((g) => g.length > 0);
  const last = named.at(-1) ?? focus.subjectStates;
  const lastButOne = named.at(-2);
  if (/latter/i.test(words)) return { states: last.slice(-1), words };
  if (/former/i.test(words)) return { states: (last.length > 1 ? last : (lastButOne ?? last)).slice(0, 1), words };
  if (/both|two/i.test(words)) {
    const two = last.length === 2 ? last : [...(lastButOne ?? []).slice(-1), ...last.slice(0, 1)];
    return two.length === 2 ? { states: two, words } : null;
  }
  const one = /^(?:it|its|the )/i.test(words);
  return (one ? focus.subjectStates.length === 1 : focus.subjectStates.length > 1) ? { states: focus.subjectStates, words } : null;
}

/** Reads a clause that names no State. */
export function readPronoun(c: ClauseScene): void {
  const { scene, span } = c;
  const { focus, sentence } = scene;
  const text = scene.plain.slice(span.start, span.end);
  const who = meantIn(text, focus, scene.groups.filter((g) => g.start < span.start));
  const found = findWide(scene, span.start, span.end);
  c.found = found;
  if (who === null || who.states.length === 0 || focus.subject === null) return;
  const use = found.length > 0 ? found : focus.measures.length > 0 && mayCarry("", text, focus, sentence.parts) ? carried(focus, span.start) : [];
  if (use.length === 0) return;
  const own = statusIn(scene, span.start, span.end);
  const status: StatusOf = (f) => {
    const r = found.length > 0 ? own(f) : statusCarried(sentence.parts, isTreaty(f.measure), "", text);
    return r === null ? null : { ...r, certainty: "inferred" };
  };
  const g: StateGroup = { ...focus.subject, states: who.states, mentions: [], position: "subject", illustrative: false };
  const given = give(scene, g, { found: use, status, quote: wordsBetween(sentence.text, span.start, span.end), how: "pronoun", reason: `“${who.words}” stands for the State named before` });
  if (found.length > 0) remember(focus, found, given);
  c.any = true;
}

