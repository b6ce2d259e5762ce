// Owns what is told as the work of an organization: "the support of UNICEF for the return of children", "assistance given by IOM", "the shelter which IOM ran".
// Must not know measures or status.
import { loadActors, type ActorGroup } from "../../datasets/actors.js";
import { phraseStart } from "../clauses/phrases.js";
import { isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";

/** Whose work is no measure of the State, however it is praised. */
const ORGANIZATIONS: ReadonlySet<ActorGroup | undefined> = new Set(["intergovernmental", "ngo"]);

const isOrganization = (h: Hit): boolean => !h.entry.predicate && h.entry.kind === "noun" && ORGANIZATIONS.has(loadActors().classOf(h.concept));

/** Nothing but small words and names between: no verb and nothing joined. */
function leadsOn(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) {
    const p = s.predicates[s.predicateAt[t] ?? -1];
    if (s.readings[t]?.pos === "mark" || s.readings[t]?.facts.function === "conjunction" || (p !== undefined && p.kind !== "noun")) return false;
  }
  return true;
}

/** The first token of a name, behind its article. */
const behindArticle = (s: Sentence, from: number): number => (s.readings[from - 1]?.facts.function === "determiner" ? from - 2 : from - 1);

/** Farthest that a name goes on behind the words that tables know, in tokens: "the United Nations Population Fund". */
const NAME_GOES_ON = 4;

/** "the support of UNICEF", "the contribution made by the ILO": the noun of help whose giver the organization is; -1 where it is none. */
function workOf(s: Sentence, organization: Hit): number {
  const lead = behindArticle(s, organization.from);
  // "of UNICEF and of the International Organization for Migration"
  const earlier = s.readings[lead]?.facts.function === "conjunction" || s.readings[lead - 1]?.facts.function === "conjunction" ? s.hits.findLast((h) => isOrganization(h) && h.to <= lead && lead - h.to <= NAME_GOES_ON) : undefined;
  if (earlier !== undefined) return workOf(s, earlier);
  const word = s.tokens[lead]?.word;
  if (word !== "of" && word !== "by") return -1;
  const given = word === "by" && s.predicates[s.predicateAt[lead - 1] ?? -1]?.kind === "participle";
  const noun = given ? lead - 2 : lead - 1;
  return isOf(s, "help", s.tokens[noun]?.word) ? noun : -1;
}

/** "with the support of", "thanks to the help of": the State does it, and they help. */
function isBacking(s: Sentence, noun: number): boolean {
  const before = phraseStart(s, noun) - 1;
  return s.readings[before]?.facts.function === "preposition" && s.tokens[before]?.word !== "for" && s.tokens[before]?.word !== "of";
}

/** "assistance given by UNICEF to children": the words of the thing name an organization as the giver. */
function givenBy(s: Sentence, head: number): Hit | undefined {
  const p = s.predicates.find((q) => q.kind === "participle" && q.modifies === head && q.from > head && q.from - head <= 2 && isOf(s, "gives", q.term));
  if (p === undefined || s.tokens[p.to]?.word !== "by") return undefined;
  return s.hits.find((h) => isOrganization(h) && behindArticle(s, h.from) === p.to);
}

/** "the shelter which IOM ran" */
function doneBy(s: Sentence, phrase: Range, head: number): Hit | undefined {
  const p = s.predicates.find((q) => q.kind === "finite" && q.link === "relative" && q.subject !== null && !q.passive && q.from > head && q.modifies >= phrase.from && q.modifies <= head);
  const subject = p?.subject;
  return subject === null || subject === undefined ? undefined : s.hits.find((h) => isOrganization(h) && h.from >= subject.from && h.to <= subject.to && s.tokens[h.from]?.capital === true);
}

/**
 * The organization whose work the thing is told as.
 * @param phrase of the thing
 * @param head its head
 * @returns its words, or null where it is nobody's but the State's
 */
export function workOfOrganization(s: Sentence, phrase: Range, head: number): string | null {
  const words = (h: Hit): string => s.text.slice(s.tokens[h.from]?.start ?? 0, s.tokens[h.to - 1]?.end ?? 0);
  const giver = givenBy(s, head) ?? doneBy(s, phrase, head);
  if (giver !== undefined) return words(giver);
  for (const organization of s.hits.filter(isOrganization)) {
    const noun = workOf(s, organization);
    if (noun < 0 || isBacking(s, noun)) continue;
    if (noun === head || (organization.to <= head && leadsOn(s, organization.to, head))) return words(organization);
  }
  return null;
}
