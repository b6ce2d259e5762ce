// Owns which participles are finite verbs in short. Must not link predicates.
import { continuesVerb, functionOf, isActing, isComplementizer, isJoint, type Linking, opensClause, verbAfter, verbBefore, wordBefore } from "./opens.js";
import type { Predicate } from "./sentence.js";

/** Settles for each bare form in -ed whether it is the verb of a clause or belongs to the noun before it ("a law adopted in 2010"). */
export function settleParticiples(l: Linking): void {
  l.predicates.forEach((p, i) => {
    if (p.kind === "finite" && shortParticiple(l, p, i)) p.kind = "participle";
    if (p.kind !== "participle") return;
    const k = wordBefore(l, p.from);
    const previous = l.predicates[i - 1];
    if (k < 0) {
      p.kind = "finite";
      return;
    }
    if (isJoint(l, k)) {
      // ", adopted in 2010," belongs to the noun; "and adopted" goes on with the clause.
      const follows = functionOf(l, p.to);
      const aside = l.tokens[k]?.word === "," && (follows === "preposition" || l.tokens[p.to]?.word === "to") && l.readings[k - 1]?.pos !== "verb" && previous?.kind !== "participle";
      p.kind = aside && !continuesVerb(l, i) ? "participle" : "finite";
      return;
    }
    const nominal = l.readings[k]?.pos === "noun" || l.readings[k]?.pos === "number" || l.tokens[k]?.word === ")" || l.tokens[k]?.word === "”";
    if (!nominal) {
      p.kind = "finite";
      return;
    }
    const next = functionOf(l, p.to);
    // "the framework aimed at protecting": one who aims, aims to
    if (p.class === "INTEND" && next === "preposition" && l.tokens[p.to - 1]?.word !== "to" && l.readings[p.head]?.facts.verb.has("participle") === true && /^(?:at|towards?|for)$/.test(l.tokens[p.to]?.word ?? l.tokens[p.to - 1]?.word ?? "")) {
      p.kind = "participle";
      return;
    }
    // "Brazil recommended to …": a name that opens the sentence and speaks
    if (i === 0 && SPEAKS.has(p.class) && l.tokens[p.to]?.word !== "by" && l.tokens[k]?.capital === true && l.tokens.slice(0, k).every((t) => t.capital || t.kind !== "word" || /^(?:the|of|and)$/.test(t.word))) {
      p.kind = "finite";
      return;
    }
    const direct = next === "determiner" || (l.readings[p.to]?.pos === "noun" && next === "") || (l.readings[p.to]?.pos === "adjective" && next === "") || isComplementizer(l, p.to);
    if ((direct || (isActing(l, l.tokens[k]?.word ?? "") && l.tokens[p.to]?.word !== "by")) && (!verbBefore(l, i) || (direct && opensClause(l, i, k)))) {
      p.kind = "finite";
      return;
    }
    p.kind = verbBefore(l, i) || verbAfter(l, i) ? "participle" : "finite";
  });
}

const SPEAKS = new Set(["SAY", "ASK", "PRAISE", "DOUBT"]);

/** "The shelters set up in the capital offer": a participle with the look of a base form, and the clause's verb further on. */
function shortParticiple(l: Linking, p: Predicate, i: number): boolean {
  const forms = l.readings[p.head]?.facts.verb;
  if (p.from !== p.head || forms?.has("participle") !== true || !forms.has("base")) return false;
  return l.readings[p.from - 1]?.pos === "noun" && functionOf(l, p.to) === "preposition" && verbAfter(l, i);
}
