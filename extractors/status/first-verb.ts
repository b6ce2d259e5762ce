// Owns what the verb next to a measure says of it. Must not go further up the sentence.
import type { Outcome, StatusTable } from "../../datasets/status-table.js";
import { type Governor, isMeans } from "../clauses/governors.js";
import { isOf, type Predicate, type Sentence } from "../clauses/sentence.js";
import { type Anchor, type Folding, KNOWN } from "./anchor.js";
import { foreseenByLaw, isRule, ofLaw, ruledByLaw } from "./by-law.js";
import { actsItself, applies, besideDenied, deniedUpon, doesNotDo, flawIn, hasObject, lackOfAnother, notEnough, notYetInForce, qualityDenied, rightUnused, textsOf } from "./flaws.js";
import { aimedAt, anyLonger, classOf, deniedBySubject, deniedInPart, formOf, FUTURE, isEntitled, MAKING, onCondition, OPEN, OPEN_SO, plannedBefore, saysWhatItIs, talksOf } from "./sense.js";

/** A thing that aims at something, or that will provide it, is there. */
const EXISTS_ALREADY = new Set(["INTEND", "RUN", "CHANGE", "EXIST"]);

/** "is committed to raising awareness through its campaign": it has one. */
export function byOwnMeans(s: Sentence, anchor: Anchor): boolean {
  return !anchor.verbal && isMeans(s, anchor.phrase.from) && /^(?:its|our|their)$/.test(s.tokens[anchor.phrase.from]?.word ?? "");
}

/** "A law is due in May": it is to come. */
function isDue(s: Sentence, { predicate: p }: Governor): boolean {
  return s.groups.to_verb.has(p.term) && !p.negated && !p.passive && p.modal === "" && /^(?:in|by|for|on|at)$/.test(s.tokens[p.to]?.word ?? "");
}

/** What a thing that is there does not do, or is not done with it; null where the thing itself may be denied. */
function flawOf(s: Sentence, g: Governor, p: Predicate, anchor: Anchor): Outcome | null {
  // "No victim has obtained compensation", "courts had never awarded compensation"
  if ((p !== g.predicate || (p.negated && p.perfect)) && rightUnused(p, anchor) && !ofLaw(s, p, anchor)) return "none";
  if (p !== g.predicate && besideDenied(s, p, anchor)) return "none";
  if (p.class === "LACK" && (lackOfAnother(s, p, anchor) || flawIn(s, p, anchor))) return "none";
  if (notEnough(s, p, anchor)) return "none";
  if (g.relation !== "subject") return deniedUpon(s, p, anchor);
  if (p.negated && anyLonger(s, p)) return null;
  if (textsOf(s, p, anchor)) return "in_place";
  if (qualityDenied(s, p, anchor)) return "in_place";
  return actsItself(s, g.index, anchor) ?? notYetInForce(s, p, anchor) ?? doesNotDo(s, p, anchor);
}

export function first(s: Sentence, g: Governor, anchor: Anchor, table: StatusTable): Folding {
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
  if (g.relation === "subject" && isDue(s, g)) return { outcome: "planned", certainty: "explicit", cue: p.term, unknown: null };
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

/** Other verbs joined to the governor with the same subject: "was drafted and adopted". */
export function joinedOutcome(s: Sentence, g: Governor, anchor: Anchor, table: StatusTable): Folding | null {
  const row = s.predicates.slice(g.index + 1).filter((q, k, all) => q.link === "coordinate" && all.slice(0, k).every((x) => x.link === "coordinate" || x.kind !== "finite"));
  let best: Folding | null = null;
  for (const q of row) {
    if (g.relation !== "subject" || q.subject !== g.predicate.subject || (q.class === "CHANGE" && FUTURE.has(q.modal))) continue;
    const f = first(s, { predicate: q, index: s.predicates.indexOf(q), relation: "subject" }, anchor, table);
    if (f.unknown === null && f.outcome !== "none") best = f;
  }
  return best;
}
