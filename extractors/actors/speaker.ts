// Owns who speaks a sentence of an interactive dialogue: the State under review or another. Must not know measures.
import { loadActors } from "../../datasets/actors.js";
import { clauseOf, type Sentence } from "../clauses/sentence.js";
import type { StateMention } from "../states/mentions.js";
import { anyOf, anyWord, built } from "../text/patterns.js";

export type Speaker = { who: "state" } | { who: "other"; iso3: string | null };

/** What a speaker does; a State that only acts is spoken of. */
const SPEAKS = new Set(["PRAISE", "SAY", "DOUBT", "ASK", "NEED"]);

/** "The head of the delegation, Ms. A, said", "The Kenyan delegation of": whoever speaks for the State under review. */
const spokesperson = built(() => new RegExp(String.raw`^\s*(?:[^,]{3,80}, )?(?:the )?${anyOf(String.raw`\w+ delegation of`, anyWord(loadActors().words.spokesperson))}\b`, "i"));

/**
 * Tells who speaks, as far as the sentence itself says it.
 * @param read gives the shape of the text; asked only where a State is named that may be the speaker
 * @param mentions States named in the sentence; offsets into its text
 * @returns null where nothing tells: whoever spoke before goes on
 */
export function speakerOf(text: string, read: () => Sentence, mentions: readonly StateMention[], stateUnderReview: string): Speaker | null {
  const first = mentions.find((m) => (m.iso3 !== null || m.nonState !== null) && !m.adjective && !m.inName);
  const opens = first !== undefined && /^(?:the |while |speaking on behalf of [^,]{2,60}, |finally, |in conclusion, |like [^,]{2,40}, )?$/i.test(text.slice(0, first.start));
  // Of others than the State under review nobody speaks who is not named.
  const mayBeNamed = mentions.some((m) => m.iso3 !== null && m.iso3 !== stateUnderReview && !m.adjective && !m.possessive);
  const named = opens || mayBeNamed ? namedSpeaker(read(), opens ? first : undefined, mentions, stateUnderReview) : null;
  if (named !== null) return named;
  return spokesperson().test(text) && !/^\s*(?:the )?delegation of (?!the State)/i.test(text) ? { who: "state" } : null;
}

/** The State that opens the sentence, or else the subject of what is said in it. */
function namedSpeaker(s: Sentence, opening: StateMention | undefined, mentions: readonly StateMention[], stateUnderReview: string): Speaker | null {
  const verb = s.predicates.find((p) => p.kind === "finite");
  if (opening !== undefined && verb !== undefined) {
    const speaks = SPEAKS.has(verb.class) || verb.class === "" || s.predicates.some((p) => p.kind === "finite" && SPEAKS.has(p.class) && p.subject === verb.subject && p.from < clauseOf(s, verb.head).to + 30);
    const verbStart = s.tokens[verb.from]?.start ?? 0;
    if (opening.end <= verbStart && opening.iso3 !== stateUnderReview) return { who: "other", iso3: opening.iso3 };
    if (opening.end <= verbStart && speaks && opening.iso3 === stateUnderReview) return { who: "state" };
  }
  const saying = s.predicates.find((p) => p.kind === "finite" && p.parent < 0 && p.subject !== null && SPEAKS.has(p.class));
  const named = saying?.subject === null || saying === undefined ? undefined : mentions.find((m) => m.iso3 !== null && !m.adjective && !m.possessive && m.start >= (s.tokens[saying.subject?.from ?? 0]?.start ?? 0) && m.end <= (s.tokens[saying.from]?.start ?? 0));
  if (named !== undefined && named.iso3 !== stateUnderReview && saying !== undefined && (s.tokens[saying.from]?.start ?? 0) - named.end <= 12) return { who: "other", iso3: named.iso3 };
  return null;
}
