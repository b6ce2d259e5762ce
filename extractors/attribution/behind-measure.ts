// Owns States named behind a measure: lists in parentheses, "in A and B", "such as A", "but not in C".
// Must not read States that are subjects.
import type { Span } from "../contracts.js";
import { anyOf, built } from "../text/patterns.js";
import { mayCarry, namesAnotherThing } from "./carry.js";
import { find, findOthers, findUnsaid, findWide, ownContext } from "./find-parts.js";
import { carried, remember } from "./focus.js";
import { asFound, isTreaty, type Found, type StatusOf } from "./found.js";
import { give } from "./give.js";
import type { StateGroup } from "./groups.js";
import { verbFollows } from "./positions.js";
import { wordsBetween, type ClauseScene } from "./scene.js";
import { composed, hasVerb, isContinuation, nearestItem, tailOf } from "./shared-words.js";
import { statusCarried, statusIn, statusOfException, statusOfJoined } from "./statuses.js";
import { wordsOf } from "./words.js";

/** A group of States and the words that may name its measure. */
interface Place {
  c: ClauseScene;
  g: StateGroup;
  isList: boolean;
  /** A subject stands before it: the words that are its own begin there, and may be the subject's. */
  underSubject: boolean;
  /** Another group of the clause stands before it, its words are not those of this one. */
  follows: boolean;
  /** It is the last such group of the clause. */
  last: boolean;
  /** End of the last of them. */
  lastEnd: number;
  /** The words before it that are its own. */
  part: Span;
  words: string;
  /** The words behind it that are still its own, and the blanks it takes up itself. */
  tail: string;
  gap: string;
  /** The attribution rule, and why, as long as nothing else is said. */
  how: string;
  reason: string;
}

/** One way in which the measure of a place is told. */
interface Told {
  found: readonly Found[];
  status: StatusOf;
  how: string;
  reason: string;
}

const patterns = built(() => ({
  /** A sentence that says what the measure before it consists of: "Such services may include …", "The topics include …". */
  elaboration: new RegExp(String.raw`^\s*(?:Such|These|Those|They|This|The ${wordsOf("content")})\b[^;]{0,80}?\b(?:(?:may|might|can|could) )?${wordsOf("consist", ["base", "s", "past"])}\b`, "i"),
  provides: new RegExp(String.raw`^\s*(?:also )?${wordsOf("provide", ["base", "s"])}\b`, "i"),
  exampleLead: new RegExp(String.raw`,?\s*\b${anyOf(wordsOf("example"), "for (?:example|instance),?")}\s*(?:the\s*)?$`, "i"),
}));

/** The sentence says what the measure before it consists of. */
export const isElaboration = (text: string): boolean => patterns().elaboration.test(text);

const blanks = (text: string): string => " ".repeat(text.length);

/** Reads the groups of a clause that stand behind their measure: the words since the group before belong to each. */
export function readBehindMeasure(c: ClauseScene): void {
  const firstSubject = c.subjects[0]?.start ?? c.span.end;
  const groups = c.groups.filter((g) => !c.told.has(g) && (g.position === "list" || (g.position !== "partner" && g.position !== "subject" && g.start < firstSubject)));
  groups.forEach((g, i) => {
    if (g.position === "exception") {
      giveException(c, g, groups[i + 1]?.start ?? c.span.end);
      c.any = true;
    } else readOne(placeOf(c, groups, i, g));
  });
}

/** "but not in Ireland": what is said of the measure of the clause, or the one before, does not hold there. */
export function giveException(c: ClauseScene, g: StateGroup, until: number): void {
  const { scene } = c;
  give(scene, g, {
    found: c.found.length > 0 ? c.found : carried(scene.focus, g.start),
    status: () => statusOfException(scene.sentence.parts, scene.plain.slice(g.end, until)),
    quote: wordsBetween(scene.sentence.text, c.span.start, until),
    how: "exception",
    reason: "named as an exception",
  });
}

function placeOf(c: ClauseScene, groups: readonly StateGroup[], i: number, g: StateGroup): Place {
  const { plain, groups: all, partStart } = c.scene;
  const previous = groups[i - 1];
  const isList = g.position === "list";
  const from = previous?.outer.end ?? (isList ? partStart : c.span.start);
  const subject = c.subjects.filter((x) => x.end <= g.outer.start && x.start >= from).at(-1);
  const part = { start: subject?.start ?? from, end: g.outer.start };
  const examples = g.position === "examples";
  return {
    c, g, isList, part,
    underSubject: subject !== undefined,
    follows: previous !== undefined,
    last: i === groups.length - 1,
    lastEnd: (groups.at(-1) ?? g).outer.end,
    words: plain.slice(part.start, part.end),
    tail: plain.slice(g.outer.end, tailOf(plain, g.outer.end, c.span.end, all)),
    gap: " ".repeat(g.outer.end - g.outer.start),
    how: examples ? "examples" : isList ? "list" : "place",
    reason: isList ? "in the list in parentheses after the measure" : examples ? "an example named in the clause" : "the State named after the measure",
  };
}

/** The first way that gives a measure; what it says of the next place is kept. */
function readOne(p: Place): void {
  const { c, g, part } = p;
  const { scene } = c;
  const told = isOnAnother(p) ? null : inOwnWords(p) ?? byPredicate(p) ?? inClause(p) ?? ofOthers(p) ?? asListBefore(p) ?? unsaid(p) ?? asBefore(p);
  if (told === null) {
    if (p.isList && g.states.length > 0) scene.out.unresolved.push({ start: scene.sentence.offset + g.outer.start, end: scene.sentence.offset + g.outer.end });
    scene.lastPart = p.words;
  } else {
    const quoteEnd = Math.max(g.outer.end, ...told.found.map((f) => f.end));
    const status: StatusOf = (f) => {
      const r = told.status(f);
      return p.underSubject && r?.certainty === "explicit" ? { ...r, certainty: "hedged" } : r;
    };
    const given = give(scene, g, { ...told, status, quote: wordsBetween(scene.sentence.text, part.start, quoteEnd) });
    remember(scene.focus, told.found, given);
    scene.lastListMeasures = told.found;
    c.found = told.found;
    c.any = true;
  }
  scene.partStart = g.outer.end;
}

/** "Agreements such as those of Jordan on the employment of nurses": what the thing is on stands behind the State. */
const isOnAnother = ({ c: { scene }, isList, tail }: Place): boolean => !isList && /^\s*(?:on|about|concerning|regarding|against)\b/i.test(tail) && scene.sentence.parts.ofAnother(tail.split(",")[0] ?? "");

/** What the group's own words say, with what it leaves behind. */
const ownStatus = ({ c, part, words, gap, tail }: Place): StatusOf => (f) => {
  const start = Math.max(0, f.start - part.start);
  return c.scene.sentence.parts.status(words + gap + tail, f.measure, start, Math.max(start, f.end - part.start), f.match);
};

/** What the words on both sides say of a measure carried over; as before where they say nothing. */
const carriedStatus = ({ c: { scene }, words, tail }: Place): StatusOf => (f) => {
  const r = statusCarried(scene.sentence.parts, isTreaty(f.measure), words, tail);
  return { status: r.cue === "" || r.status === null ? scene.focus.status : r.status, certainty: "inferred", cue: r.cue };
};

/** The measure stands in the words since the group before, alone or with words that the group before shares. */
function inOwnWords(p: Place): Told | null {
  const { c: { scene }, part, words } = p;
  let told = elaborated(p);
  if (told === null) {
    const found = nearestItem(scene.plain, part, (isSubject(p) ? find : findWide)(scene, part.start, part.end));
    if (found.length > 0) told = { found, status: ownStatus(p), how: p.how, reason: p.reason };
  }
  if (told === null) return withPredicate(p, withSharedHead(p));
  // A further item of an enumeration shares the verb of the first: its status too.
  if (p.follows && isContinuation(words) && !hasVerb(words)) {
    const { status } = told;
    const shared = scene.focus.status;
    told = {
      ...told,
      status: (f) => {
        const r = status(f);
        return r?.status === "in_place" ? { ...r, status: shared } : r;
      },
    };
    scene.lastPart = `${scene.lastPart ?? ""}${words}`.slice(-400);
  } else scene.lastPart = words;
  return withPredicate(p, told);
}

/** "Victims in Spain may give evidence by …": what they are said to do stands behind, not around them. */
const isSubject = ({ c: { scene, span }, isList, last, words, lastEnd }: Place): boolean => !isList && last && !hasVerb(words) && /^\s+[a-z]/.test(scene.plain.slice(lastEnd)) && verbFollows(scene.plain.slice(lastEnd, span.end));

/** "Such services may include …": the sentence goes on with the measure before it. */
function elaborated({ c: { scene: { focus } }, isList, part, words }: Place): Told | null {
  if (!isList || focus.measures.length === 0 || !isElaboration(words)) return null;
  return {
    found: carried(focus, part.end),
    status: () => ({ status: focus.status, certainty: /\b(?:may|might|can|could)\b/i.test(words) ? "hedged" : "inferred", cue: "" }),
    how: "list-carried",
    reason: "in the list in parentheses; the measure is named in the sentence before",
  };
}

/** "a law on X (…), or on Y (…)". */
function withSharedHead(p: Place): Told | null {
  const { c: { scene }, part, gap, tail } = p;
  const { parts, topicNear } = scene.sentence;
  if (scene.lastPart === null || !(p.isList || p.follows)) return null;
  const shared = composed(parts, scene.plain, scene.lastPart, part, topicNear);
  if (shared === null) return null;
  scene.lastPart = shared.text;
  return { found: shared.found, status: statusOfJoined(parts, shared.text, shared.text + gap + tail), how: `${p.how}-ellipsis`, reason: "the measure's words are shared with the list before" };
}

/** "Shelters in A and B provide … with medical care": what the predicate adds belongs to them too. */
function withPredicate({ c: { scene, span }, g, isList, last, part }: Place, told: Told | null): Told | null {
  if (told === null || isList || !last || !patterns().provides.test(scene.plain.slice(g.outer.end, span.end))) return told;
  const more = find(scene, g.outer.end, span.end).filter((f) => !told.found.some((x) => x.measure === f.measure));
  return { ...told, found: [...told.found, ...more], status: statusIn(scene, part.start, span.end) };
}

/** The predicate may stand after the State, or after the last of several ("nurses in A and teachers in B attended courses"). */
function byPredicate({ c: { scene, span }, isList, lastEnd, part, words, how }: Place): Told | null {
  if (isList || hasVerb(words)) return null;
  const { parts, topicNear } = scene.sentence;
  // "Some countries, such as A and B, plan to": without what leads in to the examples.
  const head = words.replace(patterns().exampleLead, blanks);
  const joined = `${head} ${scene.plain.slice(lastEnd, span.end).replace(/^\s*,/, blanks)}`;
  const matches = parts.find(joined, { context: ownContext(scene, part.start, span.end), topicNear });
  if (matches.length === 0) return null;
  const found = matches.map((m) => ({ ...asFound(m, joined, part.start), start: part.start, end: part.end }));
  return { found, status: statusOfJoined(parts, joined, joined), how, reason: "the State named within the subject of the clause" };
}

/** The only group of the clause: its measure may stand anywhere in it. */
function inClause({ c: { scene, span }, isList, follows, how, reason }: Place): Told | null {
  if (isList || follows) return null;
  const found = findWide(scene, span.start, span.end);
  return found.length === 0 ? null : { found, status: statusIn(scene, span.start, span.end), how, reason };
}

/** "Others were directed at migrants (…)". */
function ofOthers(p: Place): Told | null {
  const { c: { scene }, part, words, how } = p;
  const found = findOthers(scene, words, part.start).filter((f) => scene.focus.measures.every((m) => m.measure !== f.measure));
  return found.length === 0 ? null : { found, status: () => ({ status: scene.focus.status, certainty: "inferred", cue: "" }), how, reason: "what is told of others, whose head noun stands in the sentence before" };
}

/** A further list of the measure named before: "in A (…), as well as in B (…)". */
function asListBefore(p: Place): Told | null {
  const { c: { scene: { focus, lastListMeasures, sentence } }, part, words } = p;
  if (!(p.isList || p.follows) || lastListMeasures.length === 0 || !isContinuation(words) || namesAnotherThing(words, focus, sentence.parts)) return null;
  const found = lastListMeasures.map((f) => ({ ...f, start: part.start, end: part.end }));
  return { found, status: carriedStatus(p), how: `${p.how}-continued`, reason: "in a further list of the measure named before" };
}

/** The measure's words without the topic, which goes without saying. */
function unsaid(p: Place): Told | null {
  const { c: { scene, span }, part } = p;
  const found = findUnsaid(scene, part.start, part.end);
  if (found.length === 0) return null;
  return { found, status: p.isList || p.follows ? ownStatus(p) : statusIn(scene, span.start, span.end), how: p.how, reason: p.reason };
}

/** "and similarly in Kenya": led in by a joining word alone, and not "and in the plans on youth of Kenya". */
const LED_IN = /^\s*(?:and\s+|or\s+|but\s+)?(?:also\s+|similarly,?\s+|likewise,?\s+)?(?:in|by|of)\s(?!.*\b(?:of|in|on)\s)/i;

/** The measure of the clause before. */
function asBefore(p: Place): Told | null {
  const { c: { scene: { focus, sentence } }, part, words, tail } = p;
  if (focus.measures.length === 0 || sentence.parts.ofAnother(words + tail)) return null;
  if (!mayCarry("", words + tail, focus, sentence.parts) && (p.isList || !LED_IN.test(words))) return null;
  return { found: carried(focus, part.end), status: carriedStatus(p), how: `${p.how}-carried`, reason: "the measure is named before" };
}
