// Owns the status of a measure: read from the predicates above it by the table of status, and from its own words.
// Must not know States; must not hold words: datasets/status.csv and datasets/concepts hold them.
import type { Outcome, PredicateForm, StatusTable } from "../../datasets/status-table.js";
import type { Certainty, Status } from "../contracts.js";
import { isMeans, nounOf, wayUp, wayUpFrom, type Governor } from "../clauses/governors.js";
import type { Hit } from "../lexicon/find.js";
import { deniedPhrase, phraseAround, phraseStart } from "../clauses/phrases.js";
import { noBefore } from "../clauses/predicates.js";
import { hitsIn, isOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";
import { actsItself, applies, besideDenied, deniedUpon, doesNotDo, flawIn, hasObject, headOf, lackOfAnother, notEnough, notYetInForce, qualityDenied, rightUnused, textsOf } from "./flaws.js";

/** What is read of a measure: null where the words report nothing. */
export interface StatusReading {
  status: Status | null;
  certainty: Certainty;
  /** The word that decided, for `explain`. */
  cue: string;
  /** A verb that no table knows decided. */
  unknown: string | null;
  way: Governor[];
}

/** Where a measure stands in its sentence. */
export interface Anchor {
  measure: string;
  phrase: Range;
  /** Token of the head. */
  head: number;
  /** The head is a verb: it is its own first predicate. */
  verbal: boolean;
  /** Its own words name the topic. */
  named?: boolean;
}

const FUTURE = new Set(["will", "would", "shall"]);
const OUGHT = new Set(["should", "must", "ought"]);
const OPEN = new Set(["may", "might", "could"]);
const OPEN_SO = new Set(["can", ...OPEN]);

function formOf(p: Predicate, s: Sentence): PredicateForm {
  if (p.kind === "noun") return p.negated ? "negated" : "noun";
  if (p.negated) return "negated";
  if (FUTURE.has(p.modal)) return "future";
  if (p.progressive || (p.passive && s.tokens.slice(p.from, p.head).some((t) => t.word === "being"))) return "ongoing";
  return "done";
}

/** Nouns of these classes give their sense to a verb that says little by itself: "a decision was taken", "steps have been taken", "plans exist", "our priorities include". */
const SENSE = new Set(["INTEND", "EFFORT", "NEED", "ASK", "BEGIN"]);

function subjectSense(s: Sentence, p: Predicate): string | null {
  if (p.kind !== "finite" || p.subject === null || !(isOf(s, "light_verb", p.term) ? p.passive : isOf(s, "listing_verb", p.term) || isOf(s, "existing_verb", p.term) || p.class === "BE")) return null;
  const { from, to } = p.subject;
  const listed = isOf(s, "listing_verb", p.term);
  // "future measures include", "the measures planned include", "the steps to be taken comprise"
  const later = s.hits.some((h) => h.entry.predicate && h.concept === "INTEND" && h.entry.kind !== "noun" && h.from >= from && h.to <= to) || s.predicates.some((q) => q.kind === "infinitive" && q.passive && q.from >= from && q.to <= to);
  if (listed && later) return "INTEND";
  // "its contents are", "the pillars of the plan include"
  const part = s.hits.some((h) => h.concept === "PLAN_PART" && h.head === headOf(s, p.subject));
  if (part && (/^(?:its|their)$/.test(s.tokens[from]?.word ?? "") || s.hits.some((h) => (h.concept === "PLAN" || h.concept === "PLAN_STRONG") && h.from >= from && h.to <= to))) return "INTEND";
  const noun = s.hits.find((h) => h.entry.predicate && h.entry.kind === "noun" && SENSE.has(h.concept) && h.from >= from && h.to <= to && headOf(s, p.subject) === h.head);
  // "the measures taken include the adoption of a law", "a major step was the adoption": they were taken.
  if (noun !== undefined && (listed || p.class === "BE") && (noun.concept === "EFFORT" || noun.concept === "BEGIN")) return null;
  return noun?.concept ?? null;
}

/** Persons, who require what they do not have. */
const NEEDY = new Set(["JUSTICE_OFFICIAL", "OTHER_PROFESSIONAL", "VICTIM", "PERSONS", "CHILDREN", "WOMEN"]);

/** A predicate that is only "is" takes the sense of what stands behind it ("is under discussion", "is before parliament"). */
function classOf(s: Sentence, g: Governor): string {
  const p = g.predicate;
  // "steps taken towards ratification": what was taken is a step.
  if (p.kind === "participle" && p.modifies >= 0 && TAKEN.test(p.term) && s.hits.some((h) => h.entry.predicate && h.concept === "EFFORT" && h.head === p.modifies)) return "EFFORT";
  // "police require training", where "the law requires training"
  if (isOf(s, "require", p.term) && !p.passive && p.subject !== null && s.hits.some((h) => NEEDY.has(h.concept) && h.head === headOf(s, p.subject))) return "NEED";
  const told = g.relation === "subject" ? null : subjectSense(s, p);
  if (told !== null) return told;
  if (p.class !== "BE" && p.class !== "EXIST") return p.class;
  const next = s.predicates[g.index + 1];
  return next !== undefined && next.kind === "phrase" && next.from - p.to <= 1 ? next.class : p.class;
}

/** "Were a law adopted, …", "Had the plan been …". */
const INVERTED = /^(?:were|had|should)$/;

/** "If adopted, the law would protect victims": told of what may come. */
function onCondition(s: Sentence, g: Governor): boolean {
  return s.predicates.some((q, k) => k !== g.index && q.kind === "finite" && ((q.link === "adverbial" && CONDITION.has(q.joint)) || invertedAt(s, q)));
}

/** "Talks have begun on a shelter", "began work on a plan": what was begun is not the thing. */
function talksOf(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  const from = p.subject?.from ?? p.from;
  return isAbout(s, anchor) && s.hits.some((h) => h.concept === "TALKS" && h.head !== anchor.head && h.from >= from && h.head < Math.max(anchor.phrase.from, p.from));
}

/** The measure is what is talked about or worked on ("on a shelter"), not where ("at the shelter"). */
function isAbout(s: Sentence, anchor: Anchor): boolean {
  return /^(?:on|over|about|for|towards?|regarding|concerning)$/.test(s.tokens[anchor.phrase.from - 1]?.word ?? "");
}

const TAKEN = /^(?:take|undertake|undertake to)$/;

interface Folding {
  outcome: Outcome;
  certainty: Certainty;
  cue: string;
  unknown: string | null;
}

/** "No victim was offered shelter": the subject denies what is said of something else. */
function deniedBySubject(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (p.subject === null || p.negated || p.kind !== "finite" || p.link === "coordinate" || (anchor.head < p.to && !(anchor.verbal && anchor.head === p.head))) return false;
  return noBefore(s, p.subject.from + 1) || /^(?:nobody|none|nothing|neither)$/.test(s.tokens[p.subject.from]?.word ?? "");
}

function first(s: Sentence, g: Governor, anchor: Anchor, table: StatusTable): Folding {
  // "examines the causes" is the measure itself, and no intention.
  const own = anchor.verbal && anchor.measure === "data.research" && anchor.head === g.predicate.head && g.predicate.class === "INTEND";
  const kind = own ? "RUN" : classOf(s, g);
  const p = deniedBySubject(s, g.predicate, anchor) ? { ...g.predicate, negated: true } : g.predicate;
  const form = formOf(p, s);
  if ((p.modal === "would" || (OPEN.has(p.modal) && p.modal !== "may")) && onCondition(s, g)) return { outcome: g.relation === "subject" && (kind === "END" || kind === "CHANGE") ? "in_place" : "none", certainty: "inferred", cue: "if", unknown: null };
  // "are insufficiently developed", "are rarely given"
  if (s.tokens.slice(p.from, p.to).some((t) => isOf(s, "hardly", t.word))) return { outcome: "none", certainty: "explicit", cue: "hardly", unknown: null };
  if (p.negated && deniedInPart(s, p)) return { outcome: "none", certainty: "explicit", cue: "not all", unknown: null };
  if (kind === "INTEND" && byOwnMeans(s, anchor)) return { outcome: "in_place", certainty: "inferred", cue: "its", unknown: null };
  const flawed = flawOf(s, g, p, anchor);
  if (flawed !== null) return { outcome: flawed, certainty: "inferred", cue: p.term, unknown: null };
  // "A rapporteur may be a person or an institution", "identification is the key": what a thing is says nothing of one that is there.
  if (kind === "BE" && g.relation === "subject" && saysWhatItIs(s, p)) return { outcome: "none", certainty: "inferred", cue: "is", unknown: null };
  // "a hotline would help"
  if (p.modal === "would" && !MAKING.has(kind) && !p.passive && g.relation === "subject" && p.subject !== null && /^(?:a|an|another|further|more|additional)$/.test(s.tokens[p.subject.from]?.word ?? "")) return { outcome: "none", certainty: "inferred", cue: "would", unknown: null };
  // "The law was intended to protect victims": it is there.
  const purpose = s.predicates[g.index + 1];
  if (g.relation === "subject" && p.passive && !p.negated && kind === "INTEND" && isOf(s, "meant", p.term) && purpose?.kind === "infinitive" && purpose.from === p.to && !purpose.passive && p.modal === "") return { outcome: "in_place", certainty: "inferred", cue: p.term, unknown: null };
  // "a campaign was aimed at clients": it was held.
  if (g.relation === "subject" && p.kind === "finite" && !p.negated && aimedAt(s, p) && p.modal === "") return { outcome: "in_place", certainty: "inferred", cue: p.term, unknown: null };
  if (g.relation === "subject" && !p.passive && p.kind === "finite" && !p.negated && EXISTS_ALREADY.has(kind) && (kind === "INTEND" || form === "future")) return { outcome: "in_place", certainty: "inferred", cue: p.term, unknown: null };
  if (foreseenByLaw(s, p, anchor) || ruledByLaw(s, p, kind, anchor)) return { outcome: "in_place", certainty: "explicit", cue: p.term, unknown: null };
  if (isRule(s, p, anchor)) return { outcome: "in_place", certainty: "explicit", cue: p.term, unknown: null };
  if (p.kind === "noun" && plannedBefore(s, p)) return { outcome: "planned", certainty: "explicit", cue: p.term, unknown: null };
  const direct = kind === "BEGIN" && form === "done" && talksOf(s, p, anchor) ? "in_progress" : table.direct(kind, form, anchor.measure);
  // "announced a shelter": it is to come; "announced that …" says what follows.
  if (isOf(s, "announce", p.term) && direct === "in_place") return { outcome: "planned", certainty: "inferred", cue: p.term, unknown: null };
  // "does not enforce the law"
  if (direct === "absent" && p.negated && applies(s, p, anchor)) return { outcome: "in_place", certainty: "inferred", cue: p.term, unknown: null };
  // "Anti-trafficking laws do not punish victims": what a law does not do, a law does not do.
  if (direct === "absent" && p.negated && anyLonger(s, p)) return { outcome: "ended", certainty: "explicit", cue: "any longer", unknown: null };
  if (direct === "absent" && p.negated && !p.passive && g.relation === "subject" && kind === "RUN" && /^(?:legislation|policy|coordination)\./.test(anchor.measure)) return { outcome: hasObject(s, p) ? "in_place" : "none", certainty: "inferred", cue: p.term, unknown: null };
  // "The question of shelters does not arise": a verb that no table knows denies nothing.
  if (direct === null && p.negated) return { outcome: "none", certainty: "inferred", cue: p.term, unknown: p.term };
  // "sets money aside so that a safe house can be built": it is to come.
  if (OPEN_SO.has(p.modal) && p.passive && MAKING.has(kind) && direct === "in_place" && p.joint === "that" && s.tokens[(p.subject?.from ?? p.from) - 2]?.word === "so" && s.predicates[p.parent]?.class !== "CHANGE") return { outcome: "planned", certainty: "inferred", cue: p.modal, unknown: null };
  // "A rapporteur could be appointed": what may be made is not made.
  if ((OPEN.has(p.modal) || p.modal === "can") && !p.perfect && ((MAKING.has(kind) && (g.relation === "subject" || (!p.passive && !isEntitled(s, p)))) || kind === "INTEND") && (direct === "in_place" || direct === "planned")) return { outcome: "none", certainty: "hedged", cue: p.modal, unknown: null };
  // "The task force will exchange experience": it is there.
  const there = g.relation === "subject" && !p.passive && KNOWN.test(s.tokens[anchor.phrase.from]?.word ?? "");
  if (direct === null) return { outcome: FUTURE.has(p.modal) && !there ? "planned" : "in_place", certainty: "inferred", cue: p.term, unknown: p.term };
  return { outcome: direct, certainty: OPEN.has(p.modal) ? "hedged" : "explicit", cue: p.term, unknown: null };
}

/** What a thing that is there does not do, or is not done with it; null where the thing itself may be denied. */
function flawOf(s: Sentence, g: Governor, p: Predicate, anchor: Anchor): Outcome | null {
  // "No victim has obtained compensation", "courts had never awarded compensation"
  if ((p !== g.predicate || (p.negated && p.perfect)) && rightUnused(p, anchor) && !ofLaw(s, p, anchor)) return "none";
  if (p !== g.predicate && besideDenied(s, p, anchor)) return "none";
  if (p.class === "LACK" && (lackOfAnother(s, p, anchor) || flawIn(s, p, anchor))) return "none";
  if (g.relation !== "subject") return notEnough(s, p, anchor) ? "none" : deniedUpon(s, p, anchor);
  if (p.negated && anyLonger(s, p)) return null;
  if (textsOf(s, p, anchor)) return "in_place";
  if (qualityDenied(s, p, anchor)) return "in_place";
  return actsItself(s, g.index, anchor) ?? notYetInForce(s, p, anchor) ?? doesNotDo(s, p, anchor);
}

/** "does not prohibit all forms", "is not fully …", "is not given to all victims": some of it is there. */
function deniedInPart(s: Sentence, p: Predicate): boolean {
  const behind = s.tokens[p.to]?.word === "not" || s.readings[p.to]?.facts.function === "preposition" || s.tokens[p.to]?.word === "to" ? 2 : 1;
  return s.tokens.slice(p.from, p.to + behind).some((t) => isOf(s, "in_part", t.word));
}


/** A general sentence: a subject without article, or with "a", and a noun behind "is". */
function saysWhatItIs(s: Sentence, p: Predicate): boolean {
  if (p.kind !== "finite" || p.negated || p.passive || p.subject === null || /^(?:was|were|been)$/.test(s.tokens[p.head]?.word ?? "")) return false;
  const first = s.tokens[p.subject.from];
  if (s.readings[p.subject.from]?.facts.function === "determiner" ? !/^(?:an?|any|every)$/.test(first?.word ?? "") : s.tokens[p.subject.from + 1]?.capital === true) return false;
  const next = s.tokens[p.to]?.word ?? "";
  const either = /^(?:either|often|also|usually|generally)$/.test(next) ? 1 : 0;
  return /^(?:an?|the|one)$/.test(s.tokens[p.to + either]?.word ?? "");
}

/** "Victims may obtain a permit": what they may do is granted to them. */
function isEntitled(s: Sentence, p: Predicate): boolean {
  return p.subject !== null && s.hits.some((h) => NEEDY.has(h.concept) && h.from <= headOf(s, p.subject) && headOf(s, p.subject) < h.to);
}

/** "does not exist any more" */
function anyLonger(s: Sentence, p: Predicate): boolean {
  return s.tokens.slice(p.to, p.to + 8).some((t, k) => t.word === "anymore" || (/^(?:more|longer)$/.test(t.word) && s.tokens[p.to + k - 1]?.word === "any"));
}

/** "was aimed at", "is directed at": what is aimed is there. */
export function aimedAt(s: Sentence, p: Predicate): boolean {
  return p.passive && p.class === "INTEND" && isOf(s, "aimed", p.term);
}

/** A thing that aims at something, or that will provide it, is there. */
const EXISTS_ALREADY = new Set(["INTEND", "RUN", "CHANGE", "EXIST"]);

/** "the forthcoming ratification of". */
function plannedBefore(s: Sentence, p: Predicate): boolean {
  return s.hits.some((h) => h.entry.predicate && h.entry.kind === "adjective" && h.concept === "INTEND" && h.to <= p.from && h.to >= p.from - 2);
}

/** What a law says is to be done is the rule: "Under the Act offenders are to be …", "the regulations empower the Minister to grant …". */
function ofLaw(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  const laws = s.hits.filter((h) => LAW_WORDS.has(h.concept) && h.entry.kind !== "verb");
  const subject = p.subject;
  return laws.some((h) => (subject !== null && !(anchor.head >= subject.from && anchor.head < subject.to) && h.from >= subject.from && h.to <= subject.to) || s.hits.some((u) => u.concept === "UNDER" && u.to <= h.from && h.from - u.to <= 3 && h.to <= p.from));
}

/** "The law foresees …": what a government would plan. */
function foreseenByLaw(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  return p.class === "INTEND" && isOf(s, "law_provides", p.term) && !p.passive && !p.negated && p.modal === "" && ofLaw(s, p, anchor);
}

/** Measures that the words of a law itself say, and not that there is one. */
const OFFENCES = /^legislation\.(?:criminal_offence|user_liability)$/;

/** "Whoever trades in persons shall be punished", "the transport of a child is deemed to be trafficking": the words of a rule; in a draft it is no rule yet. */
function isRule(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (!OFFENCES.test(anchor.measure) || p.kind !== "finite" || !p.passive || p.negated) return false;
  return (p.modal === "shall" || (p.modal === "" && isOf(s, "deemed", p.term))) && !s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate);
}

/** "The Act provides that victims shall be entitled to care", "under the law, victims shall receive …": the rule is there; "shall be set up" is still to be done, and what a bill says is none. */
function ruledByLaw(s: Sentence, p: Predicate, kind: string, anchor: Anchor): boolean {
  if (p.negated || p.kind !== "finite" || (MAKING.has(kind) && !isOf(s, "grants", p.term)) || kind === "INTEND") return false;
  if (p.modal === "shall" && ofLaw(s, p, anchor)) return !s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate && h.to <= p.from);
  return /^(?:shall|will)$/.test(p.modal) && saidByLaw(s, p);
}

/** "a law which lays down that …", "the Act provides that …", "a decree under which …" */
function saidByLaw(s: Sentence, p: Predicate): boolean {
  const which = p.link === "relative" && p.joint === "which" && p.subject !== null;
  const q = which ? p : p.link === "complement" && p.joint === "that" ? s.predicates[p.parent] : undefined;
  if (q === undefined || (q !== p && (q.kind !== "finite" || q.modal !== "" || q.negated || q.passive))) return false;
  const head = q.link === "relative" ? q.modifies : headOf(s, q.subject);
  const before = { from: Math.max(0, phraseStart(s, head)), to: q.from };
  if (hitsIn(s, before).some((h) => h.concept === "BILL" && !h.entry.predicate)) return false;
  // "the Act on Trafficking in Persons, which provides that": the Act reaches up to the clause.
  const reaches = (h: Hit): boolean => (h.from <= head && head < h.to) || (q.link === "relative" && h.to <= head && phraseAround(s, h.from, h.to, NO_HEADS).to > head);
  return head >= 0 && s.hits.some((h) => (LAW_WORDS.has(h.concept) || (h.concept === "AMEND" && h.head === head)) && h.entry.kind !== "verb" && reaches(h));
}

const NO_HEADS: ReadonlySet<number> = new Set();

const LAW_WORDS = new Set(["LAW", "CODE", "PENAL_CODE", "CONSTITUTION"]);

/** CREATE-like acts below "steps to", "begun to" are not done; what is carried on already is. */
const MAKING = new Set(["CREATE", "PREPARE", "RATIFY", "SIGN", "CHANGE", "DRAFT", "SUBMIT"]);

/** "is committed to raising awareness through its campaign": it has one. */
function byOwnMeans(s: Sentence, anchor: Anchor): boolean {
  return !anchor.verbal && isMeans(s, anchor.phrase.from) && /^(?:its|our|their)$/.test(s.tokens[anchor.phrase.from]?.word ?? "");
}

/** "is committed to ending trafficking by releasing the plan", "reaffirmed its resolve to end trafficking by setting up a unit": what the will is shown by is done; "intends to end it by adopting a plan" is still to come. */
function shownBy(s: Sentence, way: readonly Governor[], k: number, anchor: Anchor): boolean {
  const p = way[k]?.predicate;
  if (byOwnMeans(s, anchor)) return true;
  const means = way.slice(0, k).find((g) => g.predicate.kind === "gerund" && /^(?:by|through)$/.test(g.predicate.joint))?.predicate;
  if (p === undefined || means === undefined) return false;
  if (p.kind === "noun") return isOf(s, "will", p.term) && way[k + 1]?.predicate.class !== "INTEND" && way[k + 1]?.predicate.kind === "finite" && way[k + 1]?.predicate.modal === "";
  return s.groups.resolved.has(p.term) && p.modal === "" && !p.negated && /^(?:the|its|our|their|this)$/.test(s.tokens[means.to]?.word ?? "");
}

function above(s: Sentence, f: Folding, below: Governor, g: Governor, anchor: Anchor, table: StatusTable): Folding {
  const kind = classOf(s, g);
  const p = deniedBySubject(s, g.predicate, anchor) ? { ...g.predicate, negated: true } : g.predicate;
  const making = MAKING.has(classOf(s, below));
  // "the Code foresees the establishment of shelters": it is the law.
  if (foreseenByLaw(s, p, anchor)) return f;
  if (f.outcome === "in_place" && toBeSaid(s, p, below.predicate, kind)) return { ...f, outcome: "in_progress", certainty: "explicit", cue: p.term };
  // "did not effectively enforce laws relating to A or B"
  if (p.negated && applies(s, p, anchor)) return deniedInPart(s, p) ? { ...f, outcome: "none", cue: p.term } : f;
  // "failed to implement the plan", "the lack of enforcement of the law", "have not been trained to apply it"
  if ((kind === "LACK" || p.negated) && applies(s, below.predicate, anchor)) return f;
  // "the lack of funding for the plan"
  if (kind === "LACK" && p.kind === "noun" && below.predicate.kind !== "infinitive" && below.predicate.from === p.to + 1 && s.tokens[anchor.phrase.from - 1]?.word !== "of" && besideDenied(s, below.predicate, anchor)) return { ...f, outcome: "none", cue: p.term };
  // "will show its commitment by adopting a plan"
  if ((kind === "SAY" || kind === "PRAISE") && FUTURE.has(p.modal) && below.predicate.link === "manner" && f.outcome === "in_place") return { ...f, outcome: "planned", cue: p.modal };
  // "is to be established", "the objective is to set up"
  if (p.class === "BE" && below.predicate.kind === "infinitive" && f.outcome === "in_place" && !p.negated && (below.predicate.passive || making || below.relation === "subject") && !(below.relation === "subject" && classOf(s, below) === "CHANGE" && !anchor.verbal && anchor.measure.startsWith("legislation.")) && (below.predicate.from === p.to || (below.predicate.from === p.to + 1 && s.readings[p.to]?.pos === "adverb")) && !ofLaw(s, p, anchor)) return { ...f, outcome: "planned", cue: "is to" };
  // "was not possible to set up", "nothing has been done to establish"
  const unable = p.negated && (s.tokens.slice(p.to, below.predicate.from).some((t) => isOf(s, "possible", t.word)) || g.predicate !== p);
  if (f.outcome === "in_place" && below.predicate.kind === "infinitive" && (unable || s.tokens[p.to]?.word === "nothing")) return { ...f, outcome: "absent", cue: p.term };
  // "worked with partners to establish a centre": nothing says that it is there.
  if (isOf(s, "work", p.term) && kind === "RUN" && making && below.predicate.kind === "infinitive" && f.outcome === "in_place" && !p.negated) return { ...f, outcome: "in_progress", cue: p.term };
  // "a commitment to improve services": neither that they are there nor what will be.
  if (p.kind === "noun" && isOf(s, "will", p.term) && classOf(s, below) === "CHANGE") return { ...f, outcome: "none", cue: p.term };
  // "was encouraged to set up", where "was encouraged by the adoption" is praise; "experts consider that it can help" is an opinion.
  if (kind === "PRAISE" && p.passive && below.predicate.kind === "infinitive" && classOf(s, below) !== "SAY") return { ...f, outcome: "none", cue: p.term };
  if (isOf(s, "opinion", p.term) && below.predicate.kind === "finite" && below.predicate.joint === "that") return { ...f, outcome: "none", cue: p.term };
  // "was tasked with setting up a unit" is still to come, "was tasked with assisting victims" is its work.
  if ((kind === "TASK" || kind === "UNDERWAY") && (!making || ofLaw(s, p, anchor) || below.predicate.to <= (p.subject?.from ?? p.from))) return f;
  if (isOf(s, "announce", p.term) && below.predicate.kind === "noun" && making && f.outcome === "in_place") return { ...f, outcome: "planned", certainty: "inferred", cue: p.term };
  // "to end trafficking by acceding to the Protocol": the means does not end.
  // "made progress by acceding to": what the progress is made by is done.
  if ((kind === "END" || kind === "EFFORT" || kind === "BEGIN" || kind === "DRAFT") && (below.predicate.link === "manner" || /^(?:by|through)$/.test(below.predicate.joint))) return f;
  // "instruments that promote equality, and the adoption of a law": the second is no part of the first.
  if (kind === "EFFORT" && p.kind !== "noun" && below.predicate.kind === "noun" && s.readings.slice(p.to, below.predicate.from).some((r, k) => r.facts.function === "conjunction" || s.tokens[p.to + k]?.word === ",")) return f;
  // "took measures, such as the setting up of a centre": an example is done.
  if ((kind === "EFFORT" || kind === "BEGIN") && !p.negated && isExample(s, below.predicate)) return f;
  const softly = kind === "BEGIN" || kind === "EFFORT" || kind === "DELAY";
  const begunWork = kind === "BEGIN" && below.predicate.kind === "noun" && isAbout(s, anchor) && s.hits.some((h) => h.concept === "TALKS" && h.head === below.predicate.head);
  if (softly && !begunWork && !MAKING.has(classOf(s, below)) && !p.negated) return f.outcome === "in_place" && FUTURE.has(p.modal) ? { ...f, outcome: "planned", cue: p.modal } : f;
  // "is preparing the opening of a centre": the opening is still to come.
  if (kind === "PREPARE" && below.predicate.kind === "noun" && MAKING.has(classOf(s, below)) && !p.negated && f.outcome === "in_place") return { ...f, outcome: "in_progress", cue: p.term };
  // "A manual was drafted to serve as a tool for identifying victims": of a law or a plan that would be a draft.
  if (kind === "DRAFT" && formOf(p, s) === "done" && !p.negated && DONE_WHEN_DRAFTED.test(anchor.measure) && !MAKING.has(classOf(s, below))) return f;
  // "the efforts that had been made, including the adoption of a law": they were made.
  if (kind === "EFFORT" && p.kind === "noun" && below.predicate.passive && below.predicate.kind === "finite" && !p.negated) return f;
  // "took steps to adopt": what was taken is a step.
  const steps = below.predicate.kind === "infinitive" && MAKING.has(classOf(s, below)) && effortBetween(s, p, below.predicate);
  // "regretted that there was no shelter": what is regretted is what the words behind it say.
  const regretted = kind === "DOUBT" && f.outcome === "in_place" && deniedPhrase(s, anchor.head) ? "absent" : f.outcome;
  // "was concerned about the delay in the adoption of the plan": it is on its way.
  if (kind === "DOUBT" && f.outcome === "in_progress" && (below.predicate.class === "DELAY" || f.cue === "delay")) return f;
  let outcome = table.above(steps ? "EFFORT" : kind, regretted) ?? f.outcome;
  if (outcome !== "none" && p.negated && kind !== "LACK" && kind !== "DOUBT") outcome = kind === "PRAISE" || kind === "SAY" || kind === "INTEND" || kind === "CHANGE" ? (kind === "INTEND" && f.outcome === "planned" ? "none" : outcome) : below.predicate.link === "purpose" && g.relation !== "subject" ? outcome : "absent";
  // "The law says that exploitation shall include slavery and adds that …"
  const rule = p.modal === "shall" && OFFENCES.test(anchor.measure);
  if (outcome === "in_place" && FUTURE.has(p.modal) && !rule && kind !== "CONTINUE" && kind !== "CHANGE" && kind !== "PRAISE" && kind !== "SAY") outcome = "planned";
  return outcome === f.outcome ? f : { ...f, outcome, cue: p.term };
}

/** "The Act is being amended so that victims may be granted a permit", "is being revised to give them one": what a text that is being made will say. */
function toBeSaid(s: Sentence, p: Predicate, below: Predicate, kind: string): boolean {
  if (!p.passive || p.negated || formOf(p, s) !== "ongoing" || !(kind === "CHANGE" || MAKING.has(kind)) || p.subject === null) return false;
  const { from, to } = p.subject;
  const so = below.link === "complement" && below.joint === "that" && s.tokens[p.to]?.word === "so";
  const purpose = below.link === "purpose" && below.from - p.to <= 3;
  return (so || purpose) && s.hits.some((h) => LAW_WORDS.has(h.concept) && h.entry.kind === "noun" && h.from >= from && h.to <= to);
}

/** "such as the setting up of …", "including by …" */
function isExample(s: Sentence, p: Predicate): boolean {
  let t = p.from - 1;
  while (t > 0 && s.readings[t]?.facts.function === "determiner") t--;
  const word = s.tokens[t]?.word ?? "";
  return /^(?:including|notably|namely|particularly)$/.test(word) || (word === "as" && s.tokens[t - 1]?.word === "such");
}

/** Families of measures that a drafted text carries out. */
const DONE_WHEN_DRAFTED = /^(?:victims|justice|prevention|data)\./;

function effortBetween(s: Sentence, p: Predicate, below: Predicate): boolean {
  const within = hitsIn(s, { from: p.subject?.from ?? p.from, to: below.from });
  return within.some((h) => h.entry.predicate && h.concept === "EFFORT" && h.entry.kind === "noun" && (h.to === below.from || (p.subject !== null && h.from >= p.subject.from && h.to <= p.from && (p.passive || p.class === "EXIST" || p.class === "BE" || p.class === "SUBMIT"))));
}

/** "Had a rapporteur been appointed, …": the verb's first word opens its clause, the subject stands behind it. */
function invertedAt(s: Sentence, p: Predicate): boolean {
  return p.kind === "finite" && p.subject === null && s.clauseStarts.includes(p.from) && INVERTED.test(s.tokens[p.from]?.word ?? "") && s.readings[p.to]?.facts.function === "determiner";
}

/** Joints that make a condition or a point in time that has not come. */
const CONDITION = new Set(["if", "unless", "until", "whether", "lest"]);

function blocked(s: Sentence, g: Governor): string | null {
  const p = g.predicate;
  // "It should be noted that …" says what follows.
  if (OUGHT.has(p.modal)) return p.passive && (p.class === "SAY" || p.class === "PRAISE") && s.tokens[p.to]?.word === "that" ? null : p.modal;
  if (invertedAt(s, p)) return s.tokens[p.from]?.word ?? p.term;
  if (CONDITION.has(p.joint) && (p.link === "adverbial" || p.link === "complement")) return p.joint;
  return null;
}

/** Other verbs joined to the governor with the same subject: "was drafted and adopted". */
function joinedOutcome(s: Sentence, g: Governor, anchor: Anchor, table: StatusTable): Folding | null {
  const row = s.predicates.slice(g.index + 1).filter((q, k, all) => q.link === "coordinate" && all.slice(0, k).every((x) => x.link === "coordinate" || x.kind !== "finite"));
  let best: Folding | null = null;
  for (const q of row) {
    if (g.relation !== "subject" || q.subject !== g.predicate.subject || (q.class === "CHANGE" && FUTURE.has(q.modal))) continue;
    const f = first(s, { predicate: q, index: s.predicates.indexOf(q), relation: "subject" }, anchor, table);
    if (f.unknown === null && f.outcome !== "none") best = f;
  }
  return best;
}

/** What the words of the phrase itself say: a draft, a planned thing, none at all. */
function ownWords(s: Sentence, anchor: Anchor): Outcome | null {
  const before: Range = { from: anchor.phrase.from, to: anchor.head + 1 };
  if (deniedPhrase(s, anchor.head)) return "absent";
  const hits = hitsIn(s, before);
  if (hits.some((h) => h.concept === "BILL" && h.entry.kind === "noun" && (h.head === anchor.head || h.to >= anchor.head))) return "in_progress";
  if (hits.some((h) => h.entry.predicate && h.entry.kind === "adjective" && h.concept === "INTEND")) return "planned";
  if (s.tokens.slice(before.from, before.to).some((t) => /^(?:draft|pilot|proposed)$/.test(t.word))) return "in_progress";
  if (s.tokens.slice(before.from, before.to).some((t) => isOf(s, "existing_verb", t.word === "existing" ? "exist" : t.word))) return "in_place";
  return null;
}

/** Participles and relative clauses that tell what became of the thing ("being drafted", "which was closed"). */
function modifiersSay(s: Sentence, anchor: Anchor, table: StatusTable): Folding | null {
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || (p.link !== "modifier" && p.link !== "relative" && p.kind !== "phrase")) continue;
    if (p.from < anchor.head || p.from > anchor.phrase.to + 3) continue;
    if (p.kind !== "phrase" && p.from > anchor.phrase.to + 2) continue;
    const near = p.modifies === anchor.head || (p.modifies >= anchor.phrase.from && p.modifies < anchor.phrase.to) || (p.kind === "phrase" && p.from >= anchor.head && (p.from <= anchor.phrase.to + 1 || addedBehind(s, anchor.phrase.to, p.from)));
    if (!near || (p.link === "relative" && p.class !== "END" && p.class !== "SUBMIT" && p.class !== "DRAFT" && formOf(p, s) !== "ongoing")) continue;
    if (p.class !== "END" && p.class !== "SUBMIT" && p.class !== "DRAFT" && p.class !== "INTEND" && p.class !== "LACK" && formOf(p, s) !== "ongoing" && !p.negated) continue;
    if (p.kind === "phrase" && p.class !== "SUBMIT") continue;
    if (p.class === "INTEND" && (p.link !== "modifier" || /^aim|^commit|^intend/.test(p.term))) continue;
    const direct = table.direct(p.class, formOf(p, s), anchor.measure);
    if (direct !== null && direct !== "none") return { outcome: direct, certainty: "explicit", cue: p.term, unknown: null };
  }
  return null;
}

/** "a database, currently under development" */
function addedBehind(s: Sentence, from: number, to: number): boolean {
  return s.tokens[from]?.word === "," && s.readings.slice(from + 1, to).every((r) => r.pos === "adverb" || r.facts.function === "adverb");
}

function fold(s: Sentence, anchor: Anchor, way: readonly Governor[], table: StatusTable): Folding {
  const g = way[0];
  if (g === undefined) return { outcome: "in_place", certainty: "inferred", cue: "", unknown: null };
  let f = first(s, g, anchor, table);
  if (f.outcome !== "none") {
    const joined = joinedOutcome(s, g, anchor, table);
    // "was being tested and will be extended": it is being tested; "was prepared and is awaiting approval": it is under way.
    if (joined !== null && ((f.outcome === "in_progress" && joined.outcome !== "planned") || (joined.outcome === "in_progress" && g.predicate.class === "PREPARE") || f.unknown !== null || joined.outcome === "absent")) f = joined;
  }
  for (let k = 0; k < way.length; k++) {
    const at = way[k];
    const below = way[k - 1];
    if (at === undefined) break;
    const stop = blocked(s, at);
    if (stop !== null) return { ...f, outcome: "none", cue: stop };
    if (below !== undefined && !(at.predicate.class === "INTEND" && shownBy(s, way, k, anchor)) && !isOffender(s, at.predicate, anchor)) f = above(s, f, below, at, anchor, table);
    if (below !== undefined && f.outcome !== "none" && ofNothing(s, below.predicate)) f = { ...f, outcome: !below.predicate.negated && at.predicate.class !== "LACK" && !at.predicate.negated && canCarry(s, Math.max(below.predicate.modifies, nounOf(s, below.predicate))) ? "absent" : "none", cue: "no" };
    if (promisedByOthers(s, way, k)) return { ...f, outcome: "none", cue: at.predicate.term };
    if (OPEN.has(at.predicate.modal) && f.certainty === "explicit") f = { ...f, certainty: "hedged" };
  }
  return f;
}

/** "applies to persons seeking to use the services of a victim": what an offender tries is no plan of the State. */
function isOffender(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (anchor.measure !== "legislation.user_liability" || (p.class !== "INTEND" && p.class !== "BEGIN") || (p.link !== "relative" && p.link !== "modifier")) return false;
  return p.joint === "who" || isOf(s, "anyone", s.tokens[p.modifies]?.word) || s.hits.some((h) => OFFENDERS.has(h.concept) && h.from <= p.modifies && p.modifies < h.to);
}

/** "hotels that promised to train their staff", "leaders who have signed a pledge to warn travellers": no plan of the State. */
function promisedByOthers(s: Sentence, way: readonly Governor[], k: number): boolean {
  const p = way[k]?.predicate;
  if (p === undefined || p.link !== "relative" || p.kind !== "finite" || p.modifies < 0) return false;
  if (!way.slice(0, k + 1).some((g) => g.predicate.class === "INTEND" && isOf(s, "promises", g.predicate.term))) return false;
  return !s.tokens[p.modifies]?.capital && !s.hits.some((h) => STATE_BODIES.has(h.concept) && h.from <= p.modifies && p.modifies < h.to);
}

const STATE_BODIES = new Set(["GOVERNMENT", "BODY", "POLICE", "OFFICE", "UNIT", "COURT"]);
const OFFENDERS = new Set(["PERSONS", "OTHER_PERSONS", "TRAFFICKERS", "USER"]);

/** "There is no law that provides for shelters": what a thing does that is not there is not done. */
function ofNothing(s: Sentence, p: Predicate): boolean {
  const noun = nounOf(s, p);
  if (noun >= 0) return deniedPhrase(s, noun);
  return (p.link === "relative" || p.link === "modifier") && p.modifies >= 0 && p.modifies < p.from && deniedPhrase(s, p.modifies);
}

/** What a draft that is there has still to undergo: "has not been adopted". */
const MADE = new Set(["CREATE", "SUBMIT", "RATIFY", "DRAFT", "PREPARE"]);

/** What a measure is done through; of a case or a victim that is not there, nothing follows for the measure. */
const CARRIERS = new Set(["LAW", "PENAL_CODE", "BILL", "CODE", "PLAN", "GUIDELINE", "AGREEMENT", "BODY", "UNIT", "OFFICE", "NGO", "PROVIDER", "SERVICES", "SHELTER", "HOTLINE", "CAMPAIGN", "DATABASE", "MONITORING_SYSTEM", "MANDATE", "COURSE", "PROCEDURE_WORD", "IDENTIFY_TOOL"]);

function canCarry(s: Sentence, noun: number): boolean {
  return s.hits.some((h) => CARRIERS.has(h.concept) && h.from <= noun && noun < h.to);
}

/** "is committed to formulate draft laws": the drafting is what is planned. */
function willDraft(way: readonly Governor[]): boolean {
  return way[0] !== undefined && (way[0].predicate.class === "PREPARE" || way[0].predicate.class === "DRAFT");
}

/** The status that a given way up gives, by the table alone. */
export function foldWay(s: Sentence, anchor: Anchor, way: Governor[], table: StatusTable): StatusReading {
  const f = fold(s, anchor, way, table);
  return { status: f.outcome === "none" ? null : f.outcome, certainty: f.certainty, cue: f.cue, unknown: f.unknown, way };
}

/** The measure is a body that stands as the agent of a passive verb. */
function standsAsAgent(s: Sentence, anchor: Anchor, way: readonly Governor[]): boolean {
  const p = way[0]?.predicate;
  return !anchor.verbal && /^coordination\./.test(anchor.measure) && p !== undefined && p.passive && p.to < anchor.phrase.from && s.tokens[anchor.phrase.from - 1]?.word === "by" && !deniedPhrase(s, anchor.head);
}

/** Measures that are a text: something is done under it. */
const TEXTS = /^(?:legislation\.(?:specific|comprehensive|child_trafficking)_law|policy\.)/;

/** "No one was charged under the anti-trafficking law", "will open a shelter in line with the national plan": the law and the plan are there, whatever is told of the rest. */
function basisOf(s: Sentence, anchor: Anchor, way: readonly Governor[]): "there" | "any" | null {
  if (anchor.verbal || !TEXTS.test(anchor.measure)) return null;
  const at = anchor.phrase.from - 1;
  const lead = s.tokens[at]?.word ?? "";
  if (!s.groups.basis.has(lead) && !(/^(?:with|to|of|on)$/.test(lead) && s.groups.basis.has(s.tokens[at - 1]?.word ?? ""))) return null;
  if (deniedPhrase(s, anchor.head) || /^(?:any|no)$/.test(s.tokens[anchor.phrase.from]?.word ?? "") || ownWords(s, anchor) !== null || way.some((g) => g.predicate.class === "ASK" || g.predicate.class === "NEED")) return null;
  const definite = /^(?:the|its|this|their|our|his)$/.test(s.tokens[anchor.phrase.from]?.word ?? "") || s.tokens.slice(anchor.phrase.from, anchor.head).some((t) => t.word === "'s");
  return definite || s.tokens[anchor.phrase.from]?.capital === true ? "there" : "any";
}

/** Words before a body that is spoken of as there. */
const KNOWN = /^(?:the|its|our)$/;

/** "Plans are drawn up by the working group", "will be coordinated by the committee": the body that acts is there. */
function isAgent(s: Sentence, anchor: Anchor, way: readonly Governor[]): boolean {
  if (way.some((g) => g.predicate.class === "ASK" || g.predicate.class === "NEED" || OPEN.has(g.predicate.modal) || g.predicate.modal === "would" || blocked(s, g) !== null)) return false;
  // What is to act later may be one that is still to come ("will be coordinated by a committee").
  return !way.some((g) => FUTURE.has(g.predicate.modal) || g.predicate.class === "INTEND") || KNOWN.test(s.tokens[anchor.phrase.from]?.word ?? "");
}

/**
 * Reads the status of a measure in its sentence.
 * @param anchor where the measure stands
 */
export function readStatus(s: Sentence, anchor: Anchor, table: StatusTable): StatusReading {
  const own = s.predicateAt[anchor.head] ?? -1;
  const way = anchor.verbal && own >= 0 ? wayUpFrom(s, own) : wayUp(s, anchor.phrase, anchor.head);
  if (standsAsAgent(s, anchor, way)) {
    // "are not monitored by a rapporteur": nothing is said of the rapporteur.
    if (way.some((g) => g.predicate.negated)) return { status: null, certainty: "inferred", cue: "not", unknown: null, way };
    if (isAgent(s, anchor, way)) return { status: "in_place", certainty: "inferred", cue: "by", unknown: null, way };
  }
  const basis = basisOf(s, anchor, way);
  if (basis === "there") return { status: "in_place", certainty: "inferred", cue: "under", unknown: null, way };
  const f = fold(s, anchor, way, table);
  // "are not regarded as such under laws on trafficking": of these laws nothing is denied.
  if (basis === "any" && f.outcome === "absent") return { status: null, certainty: "inferred", cue: "under", unknown: null, way };
  let { outcome, cue } = f;
  const words = ownWords(s, anchor);
  const modifiers = outcome === "none" ? null : modifiersSay(s, anchor, table);
  if (modifiers !== null) ({ outcome, cue } = modifiers);
  if (words === "absent" && way[0]?.predicate.passive === true && rightUnused(way[0].predicate, anchor)) outcome = "none";
  if (words === "absent" && outcome !== "none") [outcome, cue] = outcome === "absent" && f.cue !== "have" ? [outcome, cue] : ["absent", "no"];
  // "the bill has yet to be adopted": the bill is there.
  else if (words === "in_progress" && (outcome === "in_place" || (outcome === "absent" && MADE.has(way[0] === undefined ? "" : way[0].predicate.class)) || (outcome === "planned" && !willDraft(way)))) [outcome, cue] = ["in_progress", "draft"];
  // "the existing shelter will be joined by a second"
  else if (words === "in_place" && outcome === "planned") [outcome, cue] = ["in_place", "existing"];
  else if (words === "planned" && outcome === "in_place") [outcome, cue] = ["planned", "planned"];
  // "does not cover all forms": the whole is what is lacking.
  if (cue === "not all" && s.hits.some((h) => h.head === anchor.head && h.concept === "ALL_FORMS")) outcome = "absent";
  return { status: outcome === "none" ? null : outcome, certainty: f.certainty, cue, unknown: f.unknown, way };
}
