// Owns States that are subjects: the words up to the next subject say what they have. Must not read lists in parentheses.
import type { Span } from "../contracts.js";
import { built } from "../text/patterns.js";
import { mayCarry, PROVERB_START, saysTheSame } from "./carry.js";
import { find, findGapped, findOneOn, findUnsaid, findWide } from "./find-parts.js";
import { carried, remember } from "./focus.js";
import { asFound, isTreaty, type Found, type StatusOf } from "./found.js";
import { give } from "./give.js";
import type { StateGroup } from "./groups.js";
import { isOrganizationBehind } from "./organizations.js";
import { wordsBetween, type ClauseScene } from "./scene.js";
import { hasVerb } from "./shared-words.js";
import { statusCarried, statusIn } from "./statuses.js";
import { wordsOf } from "./words.js";

/** A subject with the words that are said of it. */
interface Scope {
  c: ClauseScene;
  g: StateGroup;
  /** It is the first of its clause: the words before it are its own as well. */
  first: boolean;
  from: number;
  to: number;
  before: string;
  text: string;
}

const patterns = built(() => ({
  onlyNamed: new RegExp(String.raw`\b(?:was|were|is|are) ${wordsOf("only_named")}\b`, "i"),
  funds: new RegExp(String.raw`^(?:,[^,;]{3,60},)?\s*(?:(?:has|have|had|also|and|jointly|furthermore)\s)*${wordsOf("fund")}\b`, "i"),
  region: new RegExp(String.raw`\b(?:in|of|across) (?:the )?(?:[\w-]+,? ){0,3}${wordsOf("region")}\b`, "i"),
  wish: new RegExp(String.raw`^[\s,]*(?:(?:has|have|had|also)\s)*${wordsOf("opinion")} that\b[^;]*\b${wordsOf("obligation")}\b`, "i"),
  obliges: new RegExp(String.raw`\b${wordsOf("obligation")}\b`, "i"),
  occasion: new RegExp(String.raw`^[\s,]*${wordsOf("occasion")}\b`, "i"),
}));

/** Reads the subjects of a clause, each with the words up to the next. */
export function readSubjects(c: ClauseScene): void {
  const { scene, span, subjects } = c;
  subjects.forEach((g, i) => {
    const first = i === 0;
    const from = g.end;
    const to = endOf(c, g, subjects[i + 1]?.start ?? span.end);
    // A list behind it was read with the words before it.
    if (c.lists.some((l) => l.outer.start > from && l.outer.start < to)) return;
    const read = readScope({ c, g, first, from, to, before: first ? scene.plain.slice(span.start, g.start) : "", text: scene.plain.slice(from, to) });
    if (!read) return;
    scene.focus.subject = g;
    scene.focus.subjectStates = g.states;
  });
}

/** "The Community, of which Ghana is a member, has a plan": what stands in a relative clause ends with it. */
function endOf({ scene: { plain }, span }: ClauseScene, g: StateGroup, to: number): number {
  if (!/,\s+(?:\w+ )?(?:which|whom|whose)\s+(?:both\s+)?(?:the\s+)?$/i.test(plain.slice(span.start, g.start))) return to;
  const comma = plain.slice(g.end, to).indexOf(",");
  return comma < 0 ? to : g.end + comma;
}

/** @returns false where the State is named only, or its measures could not be told apart from those of others */
function readScope(s: Scope): boolean {
  const { c, c: { scene }, g, before, text } = s;
  // "With regard to the Protocol, X …": the clause's own lead-in is what it speaks of.
  const leadIn = s.first && before.trim() !== "" ? find(scene, c.span.start, g.start) : [];
  if (leadIn.length > 0) remember(scene.focus, leadIn, null);
  if (patterns().onlyNamed.test(text.slice(0, 120))) return false;
  if (actsAbroad(s) || isWish(s) || (IN_LEAD.test(before) && isOrganizationBehind(text))) {
    scene.focus.measures = [];
    c.any = true;
    return true;
  }
  const found = measuresOf(s, leadIn.length > 0 && patterns().occasion.test(before));
  if (found.length > 0) return giveFound(s, found);
  // "Morocco has introduced gender budgeting": what follows goes on with that, and not with the measure before.
  if (scene.sentence.parts.ofAnother(text)) scene.focus.measures = [];
  else if (scene.focus.measures.length > 0 && mayCarry(before, text, scene.focus, scene.sentence.parts, saidBefore(s))) giveCarried(s);
  // "Ghana sold its railway, as did Togo": what Togo did is not the measure of the sentence before.
  else scene.focus.actedOtherwise = scene.sentence.parts.acts(text) || actsOn(text);
  return true;
}

/** "sold its railway", "raised the fees": a verb, known or not, with an object. */
const actsOn = (text: string): boolean => /^\s*(?:(?:has|have|had|also)\s+)*[a-z]+(?:ed|d|t) (?:its|their|the|an?|\d+)\s+[a-z]/i.test(text);

/** What "those" may take up: the sentence up to the clause, or the one before where the sentence begins with it. */
function saidBefore({ c: { scene, span } }: Scope): string {
  const said = scene.plain.slice(0, span.start);
  return said.trim() === "" ? scene.sentence.previous : said;
}

/** "Norway finances shelters in Albania", "… in South-Eastern Europe": what a State pays for elsewhere is no measure of its own. */
function actsAbroad({ c, from, to, text }: Scope): boolean {
  if (!patterns().funds.test(text)) return false;
  const elsewhere = (g: StateGroup): boolean => g.start >= from && g.end <= to && g.position !== "subject" && /\b(?:in|of|across)\s+(?:both\s+)?(?:the\s+)?$/i.test(c.scene.plain.slice(from, g.start));
  return patterns().region.test(text) || c.groups.some(elsewhere);
}

/** "Togo stressed that poverty had to be addressed": what is held to be right is not yet done. */
const isWish = ({ before, text }: Scope): boolean => patterns().wish.test(text) || (/\baccording to\s+(?:the\s+)?$/i.test(before) && patterns().obliges.test(text));

const IN_LEAD = /^[\s,]*(?:for example, |similarly, |likewise, )?in (?:the )?$/i;

/** The measures that are said of a subject. */
function measuresOf(s: Scope, occasion: boolean): Found[] {
  const { c: { scene, span }, g, first, from, to, before, text } = s;
  // "The rapporteur of X collects …", "The penal codes of X and Y cover …": the words before the State belong to it too.
  const governed = first && /\b(?!in\b)[a-z-]+ (?:of|in) (?:the |both )?$/i.test(before) && !IN_LEAD.test(before);
  const withLead = (led: RegExp): Found[] => findWide(scene, span.start, to).filter((f) => f.end > g.start || led.test(before));
  // "Media providers in X carry …" is said of them, "In 2010 in X" of nobody.
  const people = governed && /^\s*(?:and |while |whereas )?(?!(?:in|on|at|by|under|as|with|for|of|to)\b)[^,;]+$/i.test(before) && !hasVerb(before);
  let found = occasion ? findWide(scene, span.start, to) : governed ? withLead(people ? /\b(?:of|in) (?:the |both )?$/i : /\bof (?:the |both )?$/i) : [];
  if (found.length === 0) found = findWide(scene, from, to);
  if (found.length === 0 && first && before.trim() !== "") found = withLead(/\b(?:of|in|by)\s+(?:the\s+)?$/i);
  if (found.length === 0) found = findOneOn(scene, text, from);
  if (found.length === 0) found = findGapped(scene, text, from);
  if (found.length === 0 && !mayCarry(before, text, scene.focus, scene.sentence.parts)) found = findUnsaid(scene, from, to);
  return found;
}

/** The verb that stands right behind a subject: "trained", "has opened". */
const verbOf = (text: string): string | null => /^\s*((?:(?:has|have|had|is|are|was|were|been|also|not)\s+)*[a-z]+)\s/i.exec(text)?.[1] ?? null;

/** Gives a subject what was found. @returns false where it is one measure each, in order */
function giveFound(s: Scope, found: readonly Found[]): boolean {
  const { c, c: { scene, span }, g, first, to, text } = s;
  const statusFrom = first ? span.start : g.start;
  const status = statusIn(scene, statusFrom, to);
  const words = wordsBetween(scene.sentence.text, statusFrom, to);
  const quote = { start: Math.min(g.start, words.start), end: words.end };
  c.any = true;
  if (/\brespectively\b/i.test(text) && g.states.length > 1) {
    giveInOrder(s, found, status, quote);
    return false;
  }
  const reason = g.possessive ? "the State that the measure is said to be of" : "the subject of the clause";
  const given = give(scene, g, { found, status, quote, how: g.possessive ? "possessive" : "subject", reason });
  const toEnd = { start: quote.start, end: wordsBetween(scene.sentence.text, statusFrom, span.end).end };
  for (const o of c.groups) if (o.position === "examples" && o.start >= s.from && o.start < to) give(scene, o, { found, status, quote: toEnd, how: "examples", reason: "an example named in the clause" });
  remember(scene.focus, found, given);
  scene.focus.verb = verbOf(text);
  c.found = found;
  return true;
}

/** "A and B have a shelter and a hotline respectively"; where the numbers differ nobody is given anything. */
function giveInOrder(s: Scope, found: readonly Found[], status: StatusOf, quote: Span): void {
  const { c: { scene }, g, to } = s;
  const { sentence, out } = scene;
  const inOrder = [...found].sort((a, b) => a.start - b.start);
  const apart = inOrder.every((f, k) => f.start !== inOrder[k - 1]?.start);
  const ofAll = isOfAll(s, found);
  const joined = apart && (!ofAll || areJoined(s, inOrder));
  const ordered = inOrder.length === g.states.length && joined ? inOrder.map((f) => [f]) : placesInOrder(s, found);
  const each = ordered.length === 0 && ofAll ? g.states.map(() => found) : ordered;
  if (each.length > 0) each.forEach((own, k) => give(scene, g, { found: own, status, quote, how: "respectively", reason: "one measure each, in the order of the States", only: [g.states[k] ?? ""] }));
  else out.unresolved.push({ start: sentence.offset + g.start, end: sentence.offset + wordsBetween(sentence.text, g.start, to).end });
}

/** "in 2010, 2012 and 2015 respectively", "of 30 and 60 days respectively": figures stand in order. */
const FIGURES = /\d[\d ]*(?:%|per cent)?(?:,? and |, )(?:of |in |since |from |about |some )?\d[\d ]*(?:\s+[\w-]+){0,2},?\s*$/i;
/** "report to parliament and to the Government respectively": who or where stands in order. */
const PLACES = /\b(in|to|by|since|from|at|before)\s+[^,;]{2,60}?\s+and\s+(?:\1\s+)?[^,;]{2,60}?,?\s*$/i;

/** What stands in order before "respectively" is no measure: each State has what is said of all. */
function isOfAll({ from, text }: Scope, found: readonly Found[]): boolean {
  const before = text.slice(0, text.search(/\brespectively\b/i));
  if (FIGURES.test(before)) return true;
  const places = PLACES.exec(before);
  return places !== null && found.every((f) => f.start < from + places.index);
}

/** "shelters and hotlines": nothing but a joining word stands between. */
function areJoined({ c: { scene: { plain } } }: Scope, inOrder: readonly Found[]): boolean {
  return inOrder.every((f, k) => k === 0 || /^[^.;]{0,60}?(?:,|\band)\s+(?:an? |the )?(?:[\w-]+ ){0,2}$/i.test(plain.slice(inOrder[k - 1]?.end, f.start)));
}

/** "A and B have set up a unit within the Ministry of Justice and the Ministry of Labour, respectively": one thing, and the place in order. */
const TWO_PLACES = /\b((?:the|an?) [^,;]+?) and ((?:the|an?) [^,;]+?),? respectively\b/i;

function placesInOrder({ c: { scene }, g, from, text }: Scope, found: readonly Found[]): Found[][] {
  const m = TWO_PLACES.exec(text);
  // The last noun phrase before "and" is the first place: "a unit within the Ministry of Justice".
  const first = /^.*\b((?:the|an?) .+)$/i.exec(m?.[1] ?? "")?.[1];
  if (m === null || first === undefined || g.states.length !== 2) return [];
  const head = text.slice(0, m.index + (m[1] ?? "").length - first.length);
  const { parts, topicNear } = scene.sentence;
  return [first, m[2] ?? ""].map((place) => parts.find(head + place, { context: head + place, topicNear, behindSubject: true }).map((x) => asFound(x, head + place, from)).filter((f) => found.some((o) => o.start === f.start)));
}

/** "…, and Kenya does so too": the measure of the clause before. */
function giveCarried(s: Scope): void {
  const { c, c: { scene, span }, g, first, from, to, before } = s;
  const words = wordsBetween(scene.sentence.text, first ? span.start : g.start, to);
  const given = give(scene, g, {
    found: meantOf(carried(scene.focus, from), s.text),
    status: carriedStatus(s, PROVERB_START.test(before) && /\bnot\b|\bneither\b|\bnor\b/i.test(before)),
    quote: { start: Math.min(g.start, words.start), end: words.end },
    how: "carried",
    reason: "the subject of a clause that takes its measure from the one before",
  });
  scene.focus.actedOtherwise = false;
  if (given !== null) c.any = true;
}

/** "Ghana had ratified the former": of two measures said together, one. */
function meantOf(measures: readonly Found[], text: string): readonly Found[] {
  const word = /\bthe (former|latter)\b/i.exec(text)?.[1]?.toLowerCase();
  return word === undefined || measures.length < 2 ? measures : word === "former" ? measures.slice(0, 1) : measures.slice(-1);
}

function carriedStatus({ c: { scene }, before, text }: Scope, negated: boolean): StatusOf {
  const asBefore = PROVERB_START.test(before) || saysTheSame(before);
  return (f) => {
    if (negated) return { status: "absent", certainty: "inferred", cue: "negated" };
    const r = statusCarried(scene.sentence.parts, isTreaty(f.measure), before, text);
    const status = (r.cue === "" || r.status === null) && (asBefore || r.status === null) ? scene.focus.status : r.status;
    // "X's plan covers the period …" tells of the plan, not of what it plans.
    const ofPlan = f.measure.startsWith("policy.") && status === "planned" && /\b(?:plan|strategy|it|they)\b/i.test(r.cue);
    return { status: ofPlan ? "in_place" : status, certainty: "inferred", cue: r.cue };
  };
}
