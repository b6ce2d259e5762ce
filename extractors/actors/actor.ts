// Owns whose act it is: the subject of the verbs above a measure, "by …", and where it takes place.
// Must not know measures or status.
import { loadActors, type ActorGroup } from "../../datasets/actors.js";
import type { WordGroups } from "../../datasets/concepts.js";
import type { Governor } from "../clauses/governors.js";
import { phraseStart } from "../clauses/phrases.js";
import { clauseOf, isOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import type { StateMention } from "../states/mentions.js";
import { anyOf, anyWord, built, builtFrom } from "../text/patterns.js";

export type ActorClass = "state" | "other_state" | "non_state" | "unnamed" | "unknown";

export interface ActorReading {
  actor: ActorClass;
  /** The words that decided. */
  words: string;
  /** The concept that made it no State. */
  concept?: string;
}

/** A sentence with the States named in it; offsets of mentions are into the sentence's text. */
export interface Scene {
  sentence: Sentence;
  mentions: readonly StateMention[];
  /** ISO 3166-1 alpha-3 of the State that the text is about. */
  state: string;
}

/** Classes of predicates that somebody does, not says or asks. */
const ACTS = new Set(["CREATE", "PREPARE", "RUN", "EXIST", "CHANGE", "CONTINUE", "DRAFT", "SUBMIT", "INTEND", "BEGIN", "EFFORT", "TASK", "UNDERWAY", "REVIEW", "END", "LACK", "RATIFY", "SIGN", "BE", ""]);
/** Classes of actors whose acts are the State's, and those whose acts are not. */
const THE_STATE: ReadonlySet<ActorGroup | undefined> = new Set(["organ", "sub_national"]);
const NOT_THE_STATE: ReadonlySet<ActorGroup | undefined> = new Set(["ngo", "intergovernmental", "treaty_body", "company", "trafficker"]);
/** With these, whoever else acts, the State takes part. */
const together = builtFrom((groups: WordGroups) => {
  const frames = [`in (?:close )?${anyWord(groups.together_in)} with`, `with the ${anyWord(groups.together_of)} of`];
  return new RegExp(String.raw`\b${anyOf(anyWord(groups.together), ...frames)}\b`, "i");
});

const groupOf = (h: Hit): ActorGroup | undefined => loadActors().classOf(h.concept);

/** "our country", "this Government". */
const speakersOwn = built(() => new RegExp(String.raw`\b${anyWord(loadActors().words.organ)}\b`, "i"));

function mentionsIn(scene: Scene, range: Range): StateMention[] {
  const first = scene.sentence.tokens[range.from];
  const last = scene.sentence.tokens[range.to - 1];
  if (first === undefined || last === undefined) return [];
  return scene.mentions.filter((m) => m.start >= first.start && m.end <= last.end && !m.inName);
}

/** Who the words of a subject, or of "by …", are. */
export function classifyWords(scene: Scene, range: Range): ActorReading {
  const { sentence } = scene;
  const words = sentence.text.slice(sentence.tokens[range.from]?.start ?? 0, sentence.tokens[range.to - 1]?.end ?? 0);
  const states = mentionsIn(scene, range).filter((m) => m.iso3 !== null || m.nonState !== null);
  const own = states.some((m) => m.iso3 === scene.state);
  const hits = sentence.hits.filter((h) => h.from >= range.from && h.to <= range.to && !h.entry.predicate);
  // "the interdepartmental working group" is no working group of a treaty body.
  const inside = (h: Hit): boolean => hits.some((o) => o.from <= h.from && h.to <= o.to && o.to - o.from > h.to - h.from);
  // "a working group" is anybody's, "the Working Group" a treaty body.
  const named = (h: Hit): boolean => groupOf(h) !== "treaty_body" || sentence.tokens.slice(h.from, h.to).some((t, k) => t.capital && h.from + k > 0);
  const other = hits.find((h) => NOT_THE_STATE.has(groupOf(h)) && !inside(h) && named(h));
  const organ = hits.some((h) => THE_STATE.has(groupOf(h)) && (other === undefined || h.to <= other.from || h.from >= other.to));
  if (speakersOwn().test(words)) return { actor: "state", words };
  if (states.length > 0 && !own) {
    const lead = states[0];
    // "victims from Moldova", "with Norway" name no actor.
    const before = sentence.text.slice(sentence.tokens[range.from]?.start ?? 0, lead?.start ?? 0);
    if (!/\b(?:from|with|to|in|of|between|and)\s+(?:the\s+)?$/i.test(before)) return { actor: "other_state", words };
  }
  if (own) return { actor: "state", words };
  // "each party shall", "member States are to": a treaty's words, or others'.
  if (hits.some((h) => groupOf(h) === "other_state") || countries(sentence).opening.test(words)) return { actor: "other_state", words };
  if (other !== undefined && !organ) return { actor: "non_state", words, concept: other.concept };
  if (organ) return { actor: "state", words };
  return { actor: hits.length === 0 && range.to - range.from <= 1 ? "unnamed" : "unknown", words };
}

/** The State stands beside whoever acts: it funds, or they work together. */
function takesPart(scene: Scene, subject: Range): boolean {
  const { sentence } = scene;
  if (!together(sentence.groups).test(sentence.text)) return false;
  return sentence.hits.some((h) => THE_STATE.has(groupOf(h)) && !(h.from >= subject.from && h.to <= subject.to)) || scene.mentions.some((m) => m.iso3 === scene.state);
}

/** The range of "by …" behind a passive or a noun; null where none stands there. */
function agentAfter(s: Sentence, from: number): Range | null {
  const clause = clauseOf(s, from - 1);
  for (let t = from; t < clause.to && t < from + 24; t++) {
    if ((s.predicateAt[t] ?? -1) >= 0 && s.predicates[s.predicateAt[t] ?? 0]?.kind !== "noun") return null;
    if (s.tokens[t]?.word === ";" || (s.tokens[t]?.word === "," && t > from + 8)) return null;
    if (s.tokens[t]?.word !== "by" || s.readings[t + 1]?.pos === "verb" || s.readings[t + 1]?.pos === "number") continue;
    let to = t + 1;
    while (to < clause.to && to < t + 10 && !/^[,;.]$/.test(s.tokens[to]?.word ?? "") && s.readings[to]?.facts.function !== "subordinator" && (s.predicateAt[to] ?? -1) < 0) to++;
    return { from: t + 1, to };
  }
  return null;
}

/** The nearest verb above that has a subject of its own, and is an act. */
function actingSubject(way: readonly Governor[]): { predicate: Predicate; subject: Range } | null {
  for (const g of way) {
    const p = g.predicate;
    if (p.kind === "noun" || p.kind === "phrase") continue;
    if (!ACTS.has(p.class)) return null;
    if (p.subject !== null && g.relation !== "subject" && !p.passive) return { predicate: p, subject: p.subject };
    if (p.passive) return null;
  }
  return null;
}

/** "Persons helping victims": the word for private persons whose act it is; "" where it is nobody's. */
function helper(s: Sentence, way: readonly Governor[]): string {
  const p = way[0]?.predicate;
  if (p === undefined || p.passive || p.modifies < 0 || p.modifies >= p.from || (p.link !== "modifier" && p.link !== "relative")) return "";
  return s.hits.some((h) => groupOf(h) === "private_person" && h.head === p.modifies) ? (s.tokens[p.modifies]?.word ?? "") : "";
}

/** "UNICEF, which had financed a project": whose act the relative clause tells; null where it is nobody else's. */
function antecedent(scene: Scene, way: readonly Governor[], phrase: Range): ActorReading | null {
  const clause = way.find(({ predicate: p }) => p.kind === "finite" && p.link === "relative" && p.subject === null && !p.passive && p.modifies >= 0 && ACTS.has(p.class));
  // "firms that arrange employment abroad, as well as control over …": behind a comma the clause may be over.
  if (clause === undefined || scene.sentence.tokens.slice(clause.predicate.to, phrase.from).some((t) => t.word === ",")) return null;
  const { modifies } = clause.predicate;
  const from = phraseStart(scene.sentence, modifies);
  // "We thank the journalists, trade unions and survivors who shaped it": all of them did.
  const thanks = scene.sentence.predicates.findLast((p) => p.to <= from);
  const range = { from: thanks !== undefined && isOf(scene.sentence, "thanks", thanks.term) ? thanks.to : from, to: modifies + 1 };
  const found = classifyWords(scene, range);
  const organization = found.actor === "other_state" && mentionsIn(scene, range).every((m) => m.iso3 === null);
  return (found.actor === "non_state" || organization) && !takesPart(scene, range) && !paidByState(scene, range) ? found : null;
}

/** "The Government finances NGOs that run shelters", "gave grants to churches that teach": what the State pays others to do is its own. */
function paidByState(scene: Scene, paid: Range): boolean {
  const { sentence: s } = scene;
  const p = s.predicates.findLast((q) => q.to <= paid.from && q.kind !== "noun" && q.kind !== "phrase");
  if (p === undefined || p.negated || p.passive || s.tokens.slice(p.to, paid.from).some((t) => t.word === "," || t.word === ";")) return false;
  const money = isOf(s, "funds", p.term) || s.tokens.slice(p.to, paid.from).some((t) => isOf(s, "funding", t.word));
  const subject = p.subject ?? s.predicates[p.parent]?.subject ?? null;
  return money && subject !== null && classifyWords(scene, subject).actor === "state";
}

/** Tells who acts. */
export function readActor(scene: Scene, way: readonly Governor[], phrase: Range): ActorReading {
  const { sentence } = scene;
  const person = helper(sentence, way);
  if (person !== "") return { actor: "non_state", words: person };
  const other = antecedent(scene, way, phrase);
  if (other !== null) return other;
  const acting = actingSubject(way);
  if (acting !== null) {
    const found = classifyWords(scene, acting.subject);
    if (found.actor === "non_state" && takesPart(scene, acting.subject)) return { actor: "state", words: found.words };
    if (found.actor !== "unknown" && found.actor !== "unnamed") return found;
    return found;
  }
  const nearest = way.find((g) => ACTS.has(g.predicate.class) && (g.predicate.passive || g.predicate.kind === "noun"));
  const by = nearest === undefined ? null : (agentAfter(sentence, nearest.predicate.to) ?? agentAfter(sentence, Math.max(phrase.to, nearest.predicate.to)));
  if (by === null) return { actor: "unnamed", words: "" };
  const agent = classifyWords(scene, by);
  if (agent.actor === "non_state" && takesPart(scene, by)) return { actor: "state", words: agent.words };
  return agent;
}

const isOther = (scene: Scene, m: StateMention): boolean => m.iso3 !== null && m.iso3 !== scene.state && !m.adjective && !m.inName;
/** Verbs by which one State says or does something for another that has the measure; whoever is thanked helped. */
const TURNED_TO = new Set(["PRAISE", "RUN", "ASK", "EFFORT", "TASK", "NEED"]);

/** "commended Finland on the appointment", "helped partner countries to draft laws": what follows is the other State's. */
function turnedTo(scene: Scene, way: readonly Governor[], phrase: Range): string | null {
  const { sentence } = scene;
  for (const { predicate: p, relation } of way) {
    if (p.kind === "noun" || p.kind === "phrase" || relation === "subject" || p.passive || !TURNED_TO.has(p.class) || p.to >= phrase.from || isOf(sentence, "thanks", p.term)) continue;
    const from = sentence.tokens[p.to]?.start ?? 0;
    const until = sentence.tokens[phrase.from]?.start ?? 0;
    const other = scene.mentions.find((m) => isOther(scene, m) && m.start >= from && m.end <= until && /^(?:the )?$/i.test(sentence.text.slice(from, m.start)) && !m.possessive);
    if (other !== undefined) return other.text;
    const vague = countries(sentence).opening.exec(sentence.text.slice(from, until));
    if (vague !== null) return vague[0];
  }
  return null;
}

/** "the database of Malaysia", "the hotline which Jordan had set up". */
function ownedBy(scene: Scene, phrase: Range, head: number): string | null {
  const { sentence } = scene;
  const after = sentence.tokens[head + 1]?.word === "of" ? (sentence.tokens[head + 2]?.word === "the" ? head + 3 : head + 2) : -1;
  const owner = after < 0 ? undefined : scene.mentions.find((m) => isOther(scene, m) && m.start === sentence.tokens[after]?.start);
  if (owner !== undefined) return owner.text;
  for (const p of sentence.predicates) {
    if (p.link !== "relative" || p.subject === null || p.passive || p.modifies < phrase.from || p.modifies > phrase.to || p.from < head) continue;
    const maker = scene.mentions.find((m) => isOther(scene, m) && m.start === sentence.tokens[p.subject?.from ?? -1]?.start);
    if (maker !== undefined) return maker.text;
  }
  return null;
}

/** What is told of another State is that State's: in a relative clause ("Germany, which had established …"), by praise or help, as its own. */
export function toldOfAnother(scene: Scene, way: readonly Governor[], phrase: Range, head: number): string | null {
  const other = turnedTo(scene, way, phrase) ?? ownedBy(scene, phrase, head);
  if (other !== null) return other;
  for (const { predicate } of way) {
    const noun = predicate.link === "relative" && predicate.modifies >= 0 ? scene.sentence.tokens[predicate.modifies] : undefined;
    const other = noun === undefined ? undefined : scene.mentions.find((m) => m.iso3 !== null && m.iso3 !== scene.state && !m.adjective && m.start <= noun.start && m.end >= noun.end);
    if (other !== undefined) return other.text;
  }
  return null;
}

/** "under Dutch law on trafficking": whose law it is, where another State's adjective and none of the State's own stands before it. */
export function lawOfAnother(scene: Scene, phrase: Range, head: number): string | null {
  const from = scene.sentence.tokens[phrase.from]?.start ?? 0;
  const until = scene.sentence.tokens[head]?.start ?? 0;
  const before = scene.mentions.filter((m) => m.iso3 !== null && m.start >= from && m.end <= until);
  return before.some((m) => m.iso3 === scene.state) ? null : (before.find((m) => m.adjective || m.possessive)?.text ?? null);
}

interface Unnamed {
  /** At the beginning of what is given: "third countries", "Pacific island countries", "States parties". */
  opening: RegExp;
  /** Where a thing is: "abroad", "in partner countries". */
  place: RegExp;
}

/** Countries that are not named. */
const unnamedIn = builtFrom(({ other_countries }: WordGroups): Unnamed => {
  const which = anyWord(other_countries);
  return {
    opening: new RegExp(`^(?:the )?(?:${which} (?:[\\w-]+ )?|(?:[\\w-]+ ){1,2})(?:countries|States|nations)\\b|^(?:the |all |its )?(?:States parties|member States|parties)\\b`, "i"),
    place: new RegExp(`\\b(?:abroad|overseas)\\b|\\b(?:in|of|for|to|from) (?:its |the )?${which} (?:[\\w-]+ )?(?:countries|States|nations)\\b`, "i"),
  };
});

const countries = ({ groups }: Sentence): Unnamed => unnamedIn(groups);

/** The place is another country: what a State supports there is no measure of its own. `within` is the clause. */
export function isAbroad(scene: Scene, phrase: Range, clause: Range): string | null {
  const { sentence } = scene;
  const end = sentence.tokens[Math.min(clause.to, sentence.tokens.length) - 1]?.end ?? sentence.text.length;
  const from = sentence.tokens[phrase.from]?.start ?? 0;
  const rest = sentence.text.slice(sentence.tokens[phrase.to - 1]?.end ?? from, end);
  const words = sentence.text.slice(from, sentence.tokens[phrase.to - 1]?.end ?? end) + (/^[^,;:]*/.exec(rest)?.[0] ?? "");
  const vague = countries(sentence).place.exec(words);
  if (vague !== null) return vague[0];
  const clauseStart = sentence.tokens[clause.from]?.start ?? 0;
  for (const m of scene.mentions) {
    // "In Croatia, a hotline was set up": the place leads in to the clause.
    const leads = m.start >= clauseStart && m.end <= from && m.iso3 !== null && m.iso3 !== scene.state && !m.adjective && !m.possessive;
    if (leads && /(?:^|[,;:]\s*)(?:in|within|across|throughout)\s+(?:the\s+)?$/i.test(sentence.text.slice(0, m.start)) && /^\s*,/.test(sentence.text.slice(m.end))) return m.text;
    if (m.start < from || m.end > end || m.iso3 === null || m.iso3 === scene.state || m.adjective) continue;
    if (/\b(?:in|across|within|throughout)\s+(?:the\s+)?(?:[\p{Lu}]\p{L}+(?:,| and)\s+(?:the )?)*$/u.test(sentence.text.slice(from, m.start))) return m.text;
  }
  return null;
}
