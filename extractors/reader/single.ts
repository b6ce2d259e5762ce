// Owns the reading of one sentence of a text about one State: measures, status, whose act, and what was considered and left.
// Must not read paragraphs or documents; extract.ts does.
import type { Basis, Candidate, Certainty, Status } from "../contracts.js";
import { isAbroad, lawOfAnother, readActor, toldOfAnother, type Scene } from "../actors/actor.js";
import { workOfOrganization } from "../actors/others-work.js";
import { containerOf, isOnTopicOfPlan, nounHolder } from "./containers.js";
import { isComparedWith, isFieldOf, isHowAsked, isInTitle, isPutForward, isTreaty, isVagueChange, turnedTo, type Turned } from "./no-act.js";
import { charsOf, clauseOf, isOf, type Range, type Sentence } from "../clauses/sentence.js";
import { phraseStart } from "../clauses/phrases.js";
import { inDraft } from "../measures/draft-of.js";
import { findMeasures, remember } from "../measures/find.js";
import { type FindContext } from "../measures/match.js";
import { type Rejection } from "../measures/match.js";
import { type Match } from "../measures/match.js";
import type { StateMention } from "../states/mentions.js";
import { readStatus } from "../status/read.js";
import { type Anchor } from "../status/anchor.js";
import { type StatusReading } from "../status/anchor.js";
import { isDuty, statusOfPredicate } from "../status/of-clause.js";
import { readTreatyStatus } from "../status/treaty.js";
import type { Named } from "../topic/named.js";
import type { Surroundings } from "../topic/topic.js";
import type { RawClaim } from "../attribution/raw-claim.js";
import type { Features, Heard } from "../score/score.js";
import type { Reader } from "./reader.js";
import { readTakenUp } from "./taken-up.js";

export interface SingleSentence {
  /** Offset of the sentence in the paragraph. */
  offset: number;
  text: string;
  /** Words that the sentence hangs on ("In this framework, the State will:"); "" if none. */
  lead: string;
  /** Offsets into `text`. */
  mentions: StateMention[];
  state: string;
  basis: Basis;
  /** Somebody else speaks of the State. */
  comment: boolean;
  /** Said in an interactive dialogue. */
  dialogue: boolean;
  surroundings: Surroundings;
  /** The text of the paragraph, and what the sentence before said: "one" may stand for it. Without them it stands for nothing. */
  paragraph?: string;
  before?: readonly Heard[];
  /** The treaty that the sentence before names last. */
  treatyBefore?: string | undefined;
  /** What the document has named in full before; it learns what this sentence names. */
  named?: Named;
}

/** A measure read in a sentence, with all that was found of it. */
export interface Reading {
  match: Match;
  status: StatusReading;
  anchor: Anchor;
}

export interface SingleResult {
  claims: Heard[];
  candidates: Omit<Candidate, "paragraph">[];
  unknown: string[];
}

/** The status of a match. */
export function statusOf(reader: Reader, s: Sentence, match: Match): { status: StatusReading; anchor: Anchor } {
  const anchor: Anchor = { measure: match.code, phrase: match.phrase, head: match.head.head, verbal: match.verbal, named: match.topic === "phrase" };
  return { anchor, status: match.way.act === "treaty" ? readTreatyStatus(s, anchor, reader.status) : readStatus(s, anchor, reader.status) };
}

/** "Police must inform victims of their rights", "agencies are required to register": in the State's own report a duty of others is a rule of its own. */
function duty(s: Sentence, status: StatusReading): StatusReading {
  const top = status.way[status.way.length - 1]?.predicate;
  if (status.status !== null || top === undefined || top.negated || top.subject === null || !(isDuty(s, top.modal) || isDuty(s, top.term))) return status;
  const { from, to } = top.subject;
  const bound = s.hits.some((h) => s.things.bound_by_rules.has(h.concept) && h.from >= from && h.to <= to);
  return bound && !status.way.some((g) => g.predicate.negated) ? { ...status, status: "in_place", certainty: "inferred" } : status;
}

/** An order without a subject ("Strengthen …") asks and reports nothing. */
function isOrder(s: Sentence, from: number): boolean {
  // "(d) ratify …": the letter of an item is no subject.
  if (s.tokens[from]?.word === "(" && s.tokens[from + 2]?.word === ")") from += 3;
  if (nounLikeOrder(s, from)) return true;
  const p = s.predicates.find((q) => q.from >= from);
  if (p === undefined || p.kind !== "finite" || p.subject !== null || p.head !== p.from) return false;
  const base = s.readings[p.head]?.facts.verb.has("base") === true;
  return base && s.tokens.slice(from, p.from).every((_, k) => s.readings[from + k]?.pos === "mark" || s.readings[from + k]?.pos === "adverb" || s.readings[from + k]?.pos === "number");
}

/** "Increase access to services": no verb says anything, and the first word, which could be a noun, has an object. */
function nounLikeOrder(s: Sentence, from: number): boolean {
  if (s.tokens[from]?.capital !== true || s.readings[from]?.facts.verb.has("base") !== true || s.predicateAt[from] !== -1) return false;
  const next = s.readings[from + 1];
  const object = next?.facts.function === "determiner" || (next?.facts.function === null && (next.pos === "noun" || next.pos === "adjective"));
  return object && !s.predicates.some((p) => p.kind === "finite" && p.link !== "relative" && p.joint !== "that");
}

function tokenAt(s: Sentence, offset: number): number {
  const i = s.tokens.findIndex((t) => t.start >= offset);
  return i < 0 ? s.tokens.length : i;
}

/** Reads a sentence. Offsets of what comes out are into the paragraph. */
export function readSingleSentence(reader: Reader, s: SingleSentence): SingleResult {
  const out: SingleResult = { claims: [], candidates: [], unknown: [] };
  const shift = s.lead === "" ? 0 : s.lead.length + 1;
  const sentence = reader.read(s.lead === "" ? s.text : `${s.lead} ${s.text}`);
  const mentions = shift === 0 ? s.mentions : s.mentions.map((m) => ({ ...m, start: m.start + shift, end: m.end + shift }));
  const scene: Scene = { sentence, mentions, state: s.state };
  const from = tokenAt(sentence, shift);
  if (shift === 0 && isOrder(sentence, from)) return out;
  const partnerIn = (range: Range): boolean => {
    const { start, end } = charsOf(sentence, range);
    // A speaker who is a State itself may be the partner: "an agreement concluded with Belarus", "between the two countries".
    const withOwn = s.comment && s.dialogue && mentions.some((m) => m.iso3 === s.state && m.start >= start && m.end <= end && /\bwith (?:the )?$/.test(sentence.text.slice(0, m.start)));
    return withOwn || mentions.some((m) => m.iso3 !== null && m.iso3 !== s.state && m.start >= start && m.end <= end) || /\bcountries\b/i.test(sentence.text.slice(start, end));
  };
  const ownIn = (range: Range): boolean => {
    const { start, end } = charsOf(sentence, range);
    return mentions.some((m) => m.iso3 === s.state && m.start >= start && m.end <= end);
  };
  const context: FindContext = { topic: reader.topic, index: reader.index, surroundings: s.surroundings, ownWordsOnly: s.comment, goesOn: s.comment && s.dialogue, partnerIn, ownIn, treatyBefore: s.treatyBefore, ...(s.named === undefined ? {} : { named: s.named }) };
  const { matches, rejected } = findMeasures(sentence, context, reader.over);
  remember(sentence, matches, context);
  for (const r of rejected) if (r.head.from >= from) out.candidates.push(leftBy(s, r));
  for (const match of matches) {
    if (match.head.from < from) continue;
    const { status: said, anchor } = statusOf(reader, sentence, match);
    const turned = match.code.startsWith("treaty.") ? null : turnedTo(sentence, match.head.head);
    // "Regarding shelters, the delegation said that they would be opened": what is said of "they" is said of the thing.
    const told = turned === null || turned.pointing < 0 ? said : statusOfPredicate(sentence, turned.pointing, match.code, reader.status);
    const status = s.comment || s.basis !== "self_reported" ? told : duty(sentence, told);
    const why = rejectionOf(s, scene, match, status) ?? deniedOfItself(sentence, match, matches) ?? nothingSaid(reader, sentence, match, status, turned);
    if (status.unknown !== null) out.unknown.push(status.unknown);
    if (why !== null || status.status === null) {
      out.candidates.push({ ...placeOf(s), measure: match.code, status: status.status, score: match.strength * 0.5, step: why?.step ?? "status", reason: why?.reason ?? status.cue });
      continue;
    }
    for (const [code, given] of alsoOf(reader, sentence, match, status)) out.claims.push({ raw: claimOf(s, sentence, shift, { match, status, anchor }, code, given), features: featuresOf(s, scene, match, status, code, given) });
  }
  out.claims = withoutReformed(out.claims);
  if (s.paragraph !== undefined && /\bone\b/i.test(s.text)) out.claims.push(...readTakenUp(reader, sentence, { offset: s.offset, text: s.text, from, shift, scene }, s.paragraph, out.claims, s.before ?? []));
  return out;
}

/** A law that is being amended is a reform under way, not a law reported anew. */
function withoutReformed(claims: readonly Heard[]): Heard[] {
  const amended = claims.some((c) => /^legislation\.reform:amend/.test(c.raw.rule));
  return amended ? claims.filter((c) => !(c.raw.measure === "legislation.specific_law" && c.raw.status === "in_place")) : [...claims];
}

/** Laws on the topic that are being drafted are, by the codebook, a reform under way as well. */
const DRAFTED = new Set(["legislation.specific_law", "legislation.comprehensive_law", "legislation.child_trafficking_law"]);

function alsoOf(reader: Reader, s: Sentence, match: Match, { status: read, way }: StatusReading): [string, Status][] {
  const status = read ?? "in_place";
  // "The bill will oblige agencies to register" is under way with the bill.
  if (status === "planned" && billActs(s, way)) return [[match.code, "in_progress"]];
  const broader = status === "absent" || status === "ended" ? [] : match.way.also;
  const inLaw = reader.inLaw.get(match.code);
  // What a law provides for is enshrined in law; a bill's content is under way with it.
  if (status === "in_place" && !match.verbal && inDraft(s, match.phrase, match.head.head)) return [[match.code, "in_progress"]];
  // What a bill prohibits is not prohibited yet.
  if (match.code.startsWith("legislation.") && status === "in_place" && inBill(s, way)) return [[match.code, "in_progress"]];
  if (inLaw !== undefined && (containerOf(s, way) === "law" || nounHolder(s, match.head) === "law")) return [[inLaw, s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate) ? "in_progress" : status === "planned" && way.length === 1 ? "in_place" : status]];
  const given = [match.code, ...broader, ...(status === "in_progress" && DRAFTED.has(match.code) ? ["legislation.reform"] : [])];
  return given.map((code) => [code, status]);
}

/** What was found of a claim, for its score. */
function featuresOf(s: SingleSentence, scene: Scene, match: Match, status: StatusReading, code: string, given: Status): Features {
  const governor = status.way[0]?.predicate;
  const top = status.way[status.way.length - 1]?.predicate;
  return {
    [`topic=${match.topic}`]: 1,
    strength: match.strength,
    [`needs=${match.way.topic}`]: 1,
    [`voice=${s.comment ? "comment" : "author"}`]: 1,
    [`status=${given}`]: 1,
    [`certainty=${status.certainty}`]: 1,
    [`governor=${governor === undefined ? "none" : governor.class === "" ? "unknown" : governor.class}`]: 1,
    [`top=${top === undefined ? "none" : top.class === "" ? "unknown" : top.class}`]: 1,
    [`relation=${status.way[0]?.relation ?? "none"}`]: 1,
    [`actor=${readActor(scene, status.way, match.phrase).actor}`]: 1,
    ...(isWished(status) ? { wished: 1 } : {}),
    depth: status.way.length / 5,
    long: Math.min(1, s.text.length / 600),
    competing: match.competing ? 1 : 0,
    bare: match.way.bare ? 1 : 0,
    [`measure=${code}`]: 1,
    [`way=${code}:${match.way.id}`]: 1,
  };
}

/** An intention stands above what is done: "seeks to provide", "the goal of opening". */
function isWished(status: StatusReading): boolean {
  return status.way.some(({ predicate: p, relation }, k) => p.class === "INTEND" && (k > 0 || (p.kind === "noun" && relation !== "subject")));
}

function rejectionOf(s: SingleSentence, scene: Scene, match: Match, status: StatusReading): { step: Candidate["step"]; reason: string } | null {
  const actor = readActor(scene, status.way, match.phrase);
  // What companies bind themselves to is the measure; what traffickers face is the penalty, and "individuals who subject others to trafficking" do what is punished.
  const own = (match.head.concept === "DOES_TRAFFIC" && actor.actor === "non_state") || (actor.concept === "COMPANY" && match.code.startsWith("business.")) || (actor.concept === "TRAFFICKERS" && match.code.startsWith("legislation."));
  if (actor.actor === "other_state" || (actor.actor === "non_state" && !own)) return { step: "actor", reason: `the act is ${actor.words.slice(0, 80)}'s` };
  const giver = /^(?:treaty|cooperation)\./.test(match.code) ? null : workOfOrganization(scene.sentence, match.phrase, match.head.head);
  if (giver !== null) return { step: "actor", reason: `it is the work of ${giver}` };
  const another = /^(?:treaty|cooperation)\./.test(match.code) || s.comment ? null : toldOfAnother(scene, status.way, match.phrase, match.head.head);
  const foreign = match.code.startsWith("legislation.") && !match.verbal ? lawOfAnother(scene, match.phrase, match.head.head) : null;
  if (foreign !== null) return { step: "actor", reason: `it is the law of ${foreign}` };
  if (another !== null) return { step: "actor", reason: `it is told of ${another}` };
  const away = /^(?:treaty|cooperation)\.|^legislation\.extraterritorial$/.test(match.code) ? null : isAbroad(scene, match.phrase, clauseOf(scene.sentence, match.head.head));
  // Agencies that place workers abroad are licensed at home.
  const theirTrade = match.code.startsWith("business.") && /^(?:abroad|overseas)$/i.test(away ?? "");
  if (away !== null && !theirTrade) return { step: "actor", reason: `it is in ${away}` };
  // "There is no law prohibiting it": then neither is there.
  if (match.toldBy !== null && status.status !== "absent") return { step: "concept", reason: `what is told of it is another measure: it ${match.toldBy.toLowerCase()}s` };
  if (match.way.ongoing && status.status === "in_place") return { step: "status", reason: "the reform is done: what it made is the measure" };
  if (status.status !== "planned" && /^(?:victims|prevention|justice|data|media)\./.test(match.code) && containerOf(scene.sentence, status.way) === "plan") return { step: "status", reason: "a plan aims at it: nothing says that it is done" };
  if (!match.code.startsWith("policy.") && isOnTopicOfPlan(scene.sentence, match.phrase, status.way)) return { step: "status", reason: "it is what a plan is on: nothing says that it is done" };
  if (match.code === "victims.identification" && (containerOf(scene.sentence, status.way) === "law" || nounHolder(scene.sentence, match.head) === "law")) return { step: "status", reason: "a law is for it: nothing says that it is done" };
  if (match.way.id === "criminalisation" && !/ing$/.test(scene.sentence.tokens[match.head.from]?.word ?? "") && nounHolder(scene.sentence, match.head) === "law") return { step: "concept", reason: "it is part of the law's name" };
  if (match.code === "legislation.criminal_offence" && saidByAgreement(scene.sentence, status)) return { step: "concept", reason: "an agreement with others says it" };
  if (match.verbal && isAim(scene.sentence, match, status)) return { step: "status", reason: "it is what something else aims at: nothing says that it is done" };
  if (s.comment && status.status !== "in_place" && LAWS.has(match.code) && changedOnly(scene.sentence, status)) return { step: "status", reason: "a law is changed: that is a reform" };
  if (s.comment && (asked(scene, match) || isListedOrder(scene.sentence, match.head.from))) return { step: "status", reason: "the speaker asks or recommends" };
  if (s.comment && effortsOnly(status) && !isWorkOfBody(scene.sentence, match, status) && scene.sentence.tokens[match.phrase.from - 1]?.word !== "through") return { step: "predicate", reason: "efforts are praised, not a measure" };
  // "The Plan does not cover …": that it was named in full says that it is there.
  if (match.takenUp && status.status === "absent") return { step: "status", reason: "it is taken up, and was named before" };
  if (s.comment && status.way.length === 0) return { step: "predicate", reason: "no verb says it of the State" };
  if (s.comment && s.dialogue && (ownExperience(scene, status) || tellsOfItself(scene, status))) return { step: "actor", reason: "the speaker tells of itself" };
  return null;
}

/** Named by the way: nothing is reported of it. */
function nothingSaid({ topic }: Reader, s: Sentence, match: Match, { way, status }: StatusReading, turned: Turned | null): { step: Candidate["step"]; reason: string } | null {
  const known = /^(?:the|its|our)$/.test(s.tokens[match.phrase.from]?.word ?? "") && /^(?:legislation|policy|coordination)\./.test(match.code);
  if (!known && turned !== null && turned.pointing < 0) return { step: "predicate", reason: "it is what the sentence turns to" };
  // "Lawyers said that …": who says it is no service.
  if (match.code === "victims.services" && way[0]?.relation === "subject" && way[0].predicate.class === "SAY" && !way[0].predicate.passive) return { step: "predicate", reason: "it is who says it" };
  if (isPutForward(s, way)) return { step: "status", reason: "a recommendation says it" };
  if (isHowAsked(s, match.phrase, way)) return { step: "status", reason: "how is asked" };
  if (match.code.startsWith("legislation.") && isFieldOf(s, match.phrase)) return { step: "predicate", reason: "it is the field of something else" };
  if (isComparedWith(s, match.phrase)) return { step: "predicate", reason: "something is compared with it" };
  if (isInTitle(s, match.head.head)) return { step: "predicate", reason: "it stands in a title" };
  if (match.code.startsWith("legislation.") && isTreaty(s, topic, way)) return { step: "actor", reason: "it is told of a treaty" };
  if ((match.code === "legislation.reform" || (LAWS.has(match.code) && status !== "in_place")) && isVagueChange(s, way)) return { step: "predicate", reason: "what was changed is not said" };
  return null;
}

/** "The law on trafficking did not tackle the problem": it is there, whatever it does not do. */
function deniedOfItself(s: Sentence, match: Match, all: readonly Match[]): { step: Candidate["step"]; reason: string } | null {
  const p = match.verbal ? s.predicates[s.predicateAt[match.head.head] ?? -1] : undefined;
  const subject = p?.negated === true ? p.subject : null;
  const own = subject !== null && subject !== undefined && all.some((m) => m.code === match.code && !m.verbal && m.topic === "phrase" && m.head.from >= subject.from && m.head.to <= subject.to);
  return own ? { step: "status", reason: "the thing that does not do it is there" } : null;
}

/** "in order to rehabilitate victims", "so as to inform", "with a view to raising": the aim of another act. */
function isAim(s: Sentence, match: Match, status: StatusReading): boolean {
  const p = status.way[0]?.predicate;
  if (p === undefined || (p.kind !== "infinitive" && p.kind !== "gerund" && p.kind !== "finite")) return false;
  // "in order to" is one term: the verb behind it looks like one of its own. A campaign that is run in order to warn warns.
  const term = s.predicates.find((q) => q.kind === "phrase" && q.to === p.from);
  if (term !== undefined) return !match.code.startsWith("prevention.") && /^(?:in order|so as|with (?:a|the) (?:view|aim|purpose|goal|objective))/.test(term.term);
  if (p.kind === "finite") return false;
  const before = s.tokens.slice(Math.max(0, p.from - 4), p.from).map((t) => t.word).join(" ");
  return /(?:\bin order|\bso as|\bwith (?:a|the) (?:view|aim|purpose|goal|objective) (?:to|of))$/.test(before) || (p.kind === "infinitive" && /\bwith (?:a|the) (?:view|aim|purpose|goal|objective)$/.test(before));
}

/** "agreements banning trafficking", "an agreement with Germany banning it" */
function saidByAgreement(s: Sentence, status: StatusReading): boolean {
  const p = status.way[0]?.predicate;
  if (p === undefined || p.modifies < 0) return false;
  const from = phraseStart(s, p.modifies);
  const lead = s.readings[from - 1]?.facts.function === "preposition" ? from - 2 : -1;
  return s.hits.some((h) => (h.concept === "AGREEMENT" || h.concept === "CONVENTION") && ((h.from <= p.modifies && p.modifies < h.to) || h.head === lead));
}

/** "The new Code, which is being drafted, would …": what is told of the subject is that it is not done yet. */
function isBeingMade(s: Sentence, { from, to }: Range): boolean {
  return s.predicates.some((p) => p.link === "relative" && p.modifies >= from && p.modifies < to && !p.negated && ((p.progressive && (p.class === "DRAFT" || p.class === "PREPARE" || p.class === "REVIEW" || p.class === "SUBMIT")) || s.hits.some((h) => h.concept === "CODE_TO_COME" && h.from >= p.from && h.from <= p.to)));
}

/** A bill is the subject of what is done. */
function billActs(s: Sentence, way: StatusReading["way"]): boolean {
  if (way.some(({ predicate: { subject } }) => subject !== null && isBeingMade(s, subject))) return true;
  return way.some(({ predicate: { subject } }) => subject !== null && s.hits.some((h) => h.concept === "BILL" && h.entry.kind === "noun" && !h.entry.predicate && h.from >= subject.from && h.to <= subject.to));
}

/** A bill, or a code that is a draft, stands above the measure. */
function inBill(s: Sentence, way: StatusReading["way"]): boolean {
  if (containerOf(s, way) !== "law") return false;
  const top = way[way.length - 1]?.predicate;
  const until = way[0]?.predicate.from ?? 0;
  const draft = s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate && h.to <= until);
  return draft || (top?.subject !== null && top?.subject !== undefined && s.tokens.slice(top.subject.from, top.subject.to).some((t) => t.word === "draft" || t.word === "proposed"));
}

const LAWS = new Set(["legislation.specific_law", "legislation.comprehensive_law", "legislation.child_trafficking_law", "legislation.victim_services"]);

/** "amendments to the law", not "the adoption and updating of the law". */
function changedOnly(s: Sentence, status: StatusReading): boolean {
  const [first] = status.way;
  if (first?.predicate.class !== "CHANGE") return false;
  return !s.hits.some((h) => h.entry.predicate && h.entry.kind === "noun" && h.concept === "CREATE" && h.to <= first.predicate.from && first.predicate.from - h.to <= 3);
}

/** "(e) ratify …" in a list of what a speaker asks for. */
function isListedOrder(s: Sentence, before: number): boolean {
  for (let t = before - 1; t >= 2; t--) {
    if (s.tokens[t]?.word === ")" && s.tokens[t - 2]?.word === "(") return s.readings[t + 1]?.pos === "verb" && s.readings[t + 1]?.facts.verb.has("base") === true;
  }
  return false;
}

/** The last thing the speaker does before these words is to ask ("welcomed A and recommended B"). */
function asked(scene: Scene, match: Match): boolean {
  const main = scene.sentence.predicates.filter((p, k) => (p.kind === "finite" || (k === 0 && p.kind === "gerund")) && (p.link === "main" || p.link === "coordinate" || k === 0) && p.from < match.head.from && p.parent < 0 && SPEAKS.has(p.class)).pop();
  // "It proposed the establishment of a unit": a State that proposes to another asks.
  const proposes = scene.sentence.predicates.some((p) => p.kind === "finite" && p.parent < 0 && !p.passive && p.to <= match.phrase.from && p.from > (main?.from ?? -1) && isOf(scene.sentence, "proposes", p.term));
  // "would welcome more details on the training"
  const wishes = main?.class === "PRAISE" && main.modal === "would";
  return main?.class === "ASK" || main?.class === "NEED" || proposes || wishes;
}

/** "efforts to assist victims": nothing is said to be there. */
function effortsOnly(status: StatusReading): boolean {
  const [first, second] = status.way;
  if (first?.predicate.class === "EFFORT" && first.predicate.kind === "noun" && VAGUE.test(first.predicate.term)) return true;
  return first !== undefined && second !== undefined && first.predicate.kind === "infinitive" && second.predicate.kind === "noun" && VAGUE.test(second.predicate.term);
}

/** "commended the work of the anti-trafficking unit": a body that works is there. */
function isWorkOfBody(s: Sentence, match: Match, { way }: StatusReading): boolean {
  const p = way[0]?.predicate;
  if (p === undefined || match.verbal || !/^(?:coordination\.|justice\.specialised_unit)/.test(match.code)) return false;
  return s.tokens[p.to]?.word === "of" && match.phrase.from === p.to + 1 && /^(?:the|its|their)$/.test(s.tokens[match.phrase.from]?.word ?? "");
}

const VAGUE = /^(?:efforts?|work|commitment|endeavour|action|progress)$/;

const SPEAKS = new Set(["PRAISE", "SAY", "DOUBT", "ASK", "NEED"]);

/** The commenting State's own acts: "Norway had adopted a plan". */
function ownExperience(scene: Scene, status: StatusReading): boolean {
  const top = status.way[status.way.length - 1]?.predicate;
  if (top?.kind !== "finite" || top.subject === null || SPEAKS.has(top.class)) return false;
  const { start, end } = charsOf(scene.sentence, top.subject);
  return scene.mentions.some((m) => m.iso3 !== null && m.iso3 !== scene.state && m.start >= start && m.end <= end && !m.possessive);
}

/** "Nigeria recalled that it had concluded a memorandum": "it" is whoever speaks, where no other State was named before. */
function tellsOfItself({ sentence: s, mentions, state }: Scene, { way }: StatusReading): boolean {
  const told = way.find(({ predicate: p }) => p.kind === "finite" && p.joint === "that" && p.subject !== null && p.subject.to - p.subject.from === 1 && s.tokens[p.subject.from]?.word === "it")?.predicate;
  const saying = told === undefined ? undefined : s.predicates[told.parent];
  if (told === undefined || saying?.subject === null || saying === undefined) return false;
  const until = s.tokens[told.from]?.start ?? 0;
  const speaker = charsOf(s, saying.subject);
  return mentions.some((m) => m.iso3 !== null && m.iso3 !== state && m.start >= speaker.start && m.end <= speaker.end) && !mentions.some((m) => m.iso3 === state && m.end <= until);
}

/** The whole sentence is the quote of what was considered and left. */
function placeOf(s: SingleSentence): Pick<Candidate, "state" | "quoteStart" | "quoteEnd"> {
  return { state: s.state, quoteStart: s.offset, quoteEnd: s.offset + s.text.length };
}

function leftBy(s: SingleSentence, r: Rejection): Omit<Candidate, "paragraph"> {
  return { ...placeOf(s), measure: r.code, status: null, score: 0.2, step: r.step, reason: r.reason };
}

function certaintyOf(match: Match, status: StatusReading): Certainty {
  if (status.certainty !== "explicit") return status.certainty;
  if (match.means) return "inferred";
  // "a national plan" in a sentence on the topic that does not say what the plan is on
  if (match.way.bare && match.topic !== "phrase" && match.topic !== "pointer") return "inferred";
  return match.way.topic === "none" || match.topic === "phrase" || match.topic === "clause" || match.topic === "sentence" ? "explicit" : "inferred";
}

function claimOf(s: SingleSentence, sentence: Sentence, shift: number, reading: Reading, code: string, status: Status): RawClaim {
  const { match } = reading;
  const words = charsOf(sentence, match.head);
  const own = s.mentions.find((m) => m.iso3 === s.state);
  return {
    state: s.state,
    measure: code,
    status,
    extent: "list",
    certainty: certaintyOf(match, reading.status),
    rule: `${match.code}:${match.way.id}/${s.comment ? "comment" : "author"}`,
    quote: { start: s.offset, end: s.offset + s.text.length },
    stateSpan: own === undefined ? null : { start: s.offset + own.start, end: s.offset + own.end },
    stateReason: s.comment ? "another speaker states it of the State under review" : s.basis === "self_reported" ? "the State that reports" : "the State that the text is about",
    measureSpan: { start: s.offset + words.start - shift, end: s.offset + words.end - shift },
  };
}
