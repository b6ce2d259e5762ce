// Owns what verbs further up the sentence make of a status. Must not know States.
import type { StatusTable } from "../../datasets/status-table.js";
import { type Governor, nounOf } from "../clauses/governors.js";
import { deniedPhrase } from "../clauses/phrases.js";
import { isOf, type Predicate, type Sentence } from "../clauses/sentence.js";
import { type Anchor, type Folding, OFFENCES, type StatusReading } from "./anchor.js";
import { foreseenByLaw, mustByLaw, ofLaw, toBeSaid } from "./by-law.js";
import { byOwnMeans, first, joinedOutcome } from "./first-verb.js";
import { applies, besideDenied } from "./flaws.js";
import { DONE_WHEN_DRAFTED, MAKING } from "./sense.js";
import { blocked, classOf, deniedBySubject, deniedInPart, effortBetween, formOf, FUTURE, isAbout, isExample, OPEN } from "./sense.js";

/** "is committed to ending trafficking by releasing the plan", "reaffirmed its resolve to end trafficking by setting up a unit": what the will is shown by is done; "intends to end it by adopting a plan" is still to come. */
function shownBy(s: Sentence, way: readonly Governor[], k: number, anchor: Anchor): boolean {
  const p = way[k]?.predicate;
  if (byOwnMeans(s, anchor)) return true;
  const means = way.slice(0, k).find((g) => g.predicate.kind === "gerund" && /^(?:by|through)$/.test(g.predicate.joint))?.predicate;
  if (p === undefined || means === undefined) return false;
  if (p.kind === "noun") return isOf(s, "will", p.term) && way[k + 1]?.predicate.class !== "INTEND" && way[k + 1]?.predicate.kind === "finite" && way[k + 1]?.predicate.modal === "";
  return s.groups.resolved.has(p.term) && p.modal === "" && !p.negated && /^(?:the|its|our|their|this)$/.test(s.tokens[means.to]?.word ?? "");
}

/** Classes of verbs of which a law is not yet made. */
const AT_WORK = new Set(["PREPARE", "DRAFT", "SUBMIT"]);

/** "are not properly identified", "were not identified in time": how or when is denied. */
function fallsShort(s: Sentence, p: Predicate): boolean {
  if (!p.negated || p.kind !== "finite") return false;
  const how = s.tokens.slice(p.from, p.to + 1).some((t, k) => s.readings[p.from + k]?.pos === "adverb" && !/^(?:not|yet|still|also|even)$/.test(t.word));
  return how || /^(?:at|in|within|with|during|before)$/.test(s.tokens[p.to]?.word ?? "");
}

function above(s: Sentence, f: Folding, below: Governor, g: Governor, anchor: Anchor, table: StatusTable): Folding {
  // "There was no sign of efforts": what "was" takes its sense from has been heard already.
  const kind = g.predicate.class === "BE" && below.predicate.kind === "phrase" && below.index === g.index + 1 ? "BE" : classOf(s, g);
  const p = deniedBySubject(s, g.predicate, anchor) ? { ...g.predicate, negated: true } : g.predicate;
  const making = MAKING.has(classOf(s, below));
  // "the Code foresees the establishment of shelters": it is the law.
  if (foreseenByLaw(s, p, anchor)) return f;
  if (f.outcome === "in_place" && toBeSaid(s, p, below.predicate, kind)) return { ...f, outcome: "in_progress", certainty: "explicit", cue: p.term };
  // "was preparing a law which provides assistance", "working on a law that would protect victims": what it says is as far as the law is.
  if (below.predicate.link === "relative" && anchor.measure.startsWith("legislation.") && AT_WORK.has(kind) && !p.negated && (f.outcome === "in_place" || f.outcome === "planned")) return { ...f, outcome: table.direct(kind, formOf(p, s), anchor.measure) ?? f.outcome, cue: p.term };
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
  const steps = kind !== "LACK" && below.predicate.kind === "infinitive" && MAKING.has(classOf(s, below)) && effortBetween(s, p, below.predicate);
  // "regretted that there was no shelter": what is regretted is what the words behind it say.
  const regretted = kind === "DOUBT" && f.outcome === "in_place" && deniedPhrase(s, anchor.head) ? "absent" : f.outcome;
  // "was concerned that victims were not identified at an early stage": what falls short is no measure that is lacking, as "that they were not protected" is.
  if (kind === "DOUBT" && f.outcome === "absent" && anchor.verbal && !anchor.measure.startsWith("legislation.") && fallsShort(s, below.predicate)) return { ...f, outcome: "none", cue: p.term };
  // "was concerned about the delay in the adoption of the plan": it is on its way.
  if (kind === "DOUBT" && f.outcome === "in_progress" && (below.predicate.class === "DELAY" || f.cue === "delay")) return f;
  let outcome = table.above(steps ? "EFFORT" : kind, regretted) ?? f.outcome;
  if (outcome !== "none" && p.negated && kind !== "LACK" && kind !== "DOUBT") outcome = kind === "PRAISE" || kind === "SAY" || kind === "INTEND" || kind === "CHANGE" ? (kind === "INTEND" && f.outcome === "planned" ? "none" : outcome) : below.predicate.link === "purpose" && g.relation !== "subject" ? outcome : "absent";
  // "The law says that exploitation shall include slavery and adds that …"
  const rule = p.modal === "shall" && OFFENCES.test(anchor.measure);
  // "will meet to discuss a shelter": the talk is still to come.
  if (outcome === "in_progress" && FUTURE.has(p.modal) && below.predicate.kind === "infinitive" && kind !== "CONTINUE") outcome = "planned";
  if (outcome === "in_place" && FUTURE.has(p.modal) && !rule && kind !== "CONTINUE" && kind !== "CHANGE" && kind !== "PRAISE" && kind !== "SAY") outcome = "planned";
  return outcome === f.outcome ? f : { ...f, outcome, cue: p.term };
}

/** "applies to persons seeking to use the services of a victim": what an offender tries is no plan of the State. */
function isOffender(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (anchor.measure !== "legislation.user_liability" || (p.class !== "INTEND" && p.class !== "BEGIN") || (p.link !== "relative" && p.link !== "modifier")) return false;
  return p.joint === "who" || isOf(s, "anyone", s.tokens[p.modifies]?.word) || s.hits.some((h) => s.things.offender.has(h.concept) && h.from <= p.modifies && p.modifies < h.to);
}

/** "hotels that promised to train their staff", "leaders who have signed a pledge to warn travellers": no plan of the State. */
function promisedByOthers(s: Sentence, way: readonly Governor[], k: number): boolean {
  const p = way[k]?.predicate;
  if (p === undefined || p.link !== "relative" || p.kind !== "finite" || p.modifies < 0) return false;
  if (!way.slice(0, k + 1).some((g) => g.predicate.class === "INTEND" && isOf(s, "promises", g.predicate.term))) return false;
  return !s.tokens[p.modifies]?.capital && !s.hits.some((h) => s.things.state_body.has(h.concept) && h.from <= p.modifies && p.modifies < h.to);
}

/** "There is no law that provides for shelters": what a thing does that is not there is not done. */
function ofNothing(s: Sentence, p: Predicate): boolean {
  const noun = nounOf(s, p);
  if (noun >= 0) return deniedPhrase(s, noun);
  // "no means of protecting witnesses", "no possibility of compensating victims"
  if (p.kind === "gerund" && p.joint === "of") {
    const above = s.predicates[p.parent];
    return (above?.kind === "noun" && above.negated) || (p.modifies >= 0 && p.modifies < p.from && deniedPhrase(s, p.modifies));
  }
  return (p.link === "relative" || p.link === "modifier") && p.modifies >= 0 && p.modifies < p.from && deniedPhrase(s, p.modifies);
}

function canCarry(s: Sentence, noun: number): boolean {
  return s.hits.some((h) => s.things.carrier.has(h.concept) && h.from <= noun && noun < h.to);
}

export function fold(s: Sentence, anchor: Anchor, way: readonly Governor[], table: StatusTable): Folding {
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
    if (stop !== null && !(stop === "must" && mustByLaw(s, at.predicate, anchor))) return { ...f, outcome: "none", cue: stop };
    if (below !== undefined && !(at.predicate.class === "INTEND" && shownBy(s, way, k, anchor)) && !isOffender(s, at.predicate, anchor)) f = above(s, f, below, at, anchor, table);
    if (below !== undefined && f.outcome !== "none" && ofNothing(s, below.predicate)) f = { ...f, outcome: !below.predicate.negated && at.predicate.class !== "LACK" && !at.predicate.negated && canCarry(s, Math.max(below.predicate.modifies, nounOf(s, below.predicate))) ? "absent" : "none", cue: "no" };
    if (promisedByOthers(s, way, k)) return { ...f, outcome: "none", cue: at.predicate.term };
    if (OPEN.has(at.predicate.modal) && f.certainty === "explicit") f = { ...f, certainty: "hedged" };
  }
  return f;
}

/** The status that a given way up gives, by the table alone. */
export function foldWay(s: Sentence, anchor: Anchor, way: Governor[], table: StatusTable): StatusReading {
  const f = fold(s, anchor, way, table);
  return { status: f.outcome === "none" ? null : f.outcome, certainty: f.certainty, cue: f.cue, unknown: f.unknown, way };
}
