// Owns how States that stand together stand in their clause: as subject, examples, place, exception or partner.
// Must not know measures or status, nor group States.
import type { StateMention } from "../states/mentions.js";
import { anyOf, built } from "../text/patterns.js";
import { wordsOf } from "./words.js";

/** How a group of States stands in its clause. */
export type Position =
  | "list" // alone in parentheses
  | "subject" // "Colombia and Paraguay prohibit …", "In Denmark, …", "Spain's plan …"
  | "examples" // "including in Croatia", "such as Finland"
  | "place" // "… were carried out in Mexico and Spain", "… by Malta"
  | "exception" // "but not in Ireland", "with the exception of …"
  | "partner"; // "with Italy", "victims from Moldova", "to Greece": not the State that acts

/** What stands on both sides of a group, within its clause on the left. */
export interface Sides {
  left: string;
  right: string;
  first: StateMention;
}

/** The end of what stands before a State, with its article. */
const THE = String.raw`(?:the\s+)?$`;

const patterns = built(() => ({
  examples: new RegExp(String.raw`\b${anyOf(wordsOf("example"), wordsOf("example_adverb"), wordsOf("example_only"), "as (?:was|is) the case (?:in|for|with|of)")}[,:]?\s+(?:also\s+)?(?:(?:in|by|of|from|for|those\s+(?:of|in)|that\s+of|the case of)\s+)?${THE}`, "i"),
  exception: new RegExp(String.raw`\b${wordsOf("exception")}\s+(?:that of\s+)?(?:(?:in|by|for)\s+)?${THE}`, "i"),
  partner: partnerPattern(),
  leadIn: leadInPattern(),
  otherCountries: new RegExp(String.raw`\b(?:(?:countries|States) of (?:origin|destination|transit)|(?:neighbou?ring|other|third|foreign|partner) (?:countries|States))\b[^;]{0,20}$`, "i"),
  // "the Special Rapporteur, who visited Togo": the State is the object.
  actedOn: new RegExp(String.raw`\b${wordsOf("acts_on", ["past", "ing"])}\s+(?:(?:the|both)\s+)?$`, "i"),
  notOf: new RegExp(String.raw`\b${wordsOf("not_of_subject")} of (?:the )?$`, "i"),
}));

/** "with Italy", "victims from Moldova", "sent to Greece", "helped Kenya", "funded by Norway". */
function partnerPattern(): RegExp {
  const before = anyOf(
    String.raw`\b(?:with|between|into|onto|towards?|against|alongside|via|through|near|outside|inside|opposite|beyond|versus|among|amongst|from)`,
    String.raw`\b${wordsOf("person_moved")}(?:\s+(?!${wordsOf("served")})\w+)?\s+(?:of|from|to|into|through|originating from|originating in)`,
    String.raw`\b${wordsOf("moved")}(?:\s+\w+)?\s+(?:from|to|into|for|of|in|with|through|as)`,
    String.raw`\btraffick(?:ed|ing) (?:from|to|into|through)`,
    String.raw`\b${wordsOf("helped")}`,
    String.raw`\b${wordsOf("paid_by")} by`,
    String.raw`\bits neighbours?,?`,
    String.raw`\b(?:neighbouring|neighboring)`,
  );
  return new RegExp(String.raw`${before}\s+(?:(?:the|both|other|either)\s+)?$`, "i");
}

/** What may stand between the beginning of a clause and its subject: joining words, what leads in, a preposition, the organ that acts. */
function leadInPattern(): RegExp {
  const joints = String.raw`(?:(?:and|but|or|while|whilst|whereas|although|though|yet|however|where|since|that|which|whom|as|so|because|when|nor|then)\b[\s,]*)*`;
  const phrases = anyOf(
    wordsOf("lead_in"),
    "(?:of|among) (?:the|those) [^,;]{3,80}(?=,)", "at the [^,;]{3,40} level", String.raw`in (?:\d{4}|the (?:area|field|context|framework) of [^,;]{3,80})`,
    String.raw`since (?:\d{4}|then|the previous report)`, "as at [^,;]{3,30}", String.raw`by (?:\d{4}|the end of \d{4})`,
    "with (?:regard|respect) to [^,;]{3,200}(?=,)", "according to [^,;]{3,60}(?=,)", "under [^,;]{3,60}(?=,)", "with a view to [^,;]{3,80}(?=,)", "following [^,;]{3,80}(?=,)", "after [^,;]{3,60}(?=,)",
    "the same is true (?:of|in|for)", "the same applies (?:to|in)", "so (?:do|does|have|has|are|is)", "in [A-Z][^,;]{2,40}",
  );
  const preposition = String.raw`(?:(?:in|by|both|neither|either|only|all of|(?:those|that) (?:of|in)|as (?:do|does|did|have|has|are|is|were|was)|so (?:do|does|did|have|has|are|is)|for|of)\s+)?`;
  const organ = String.raw`(?:(?:the )?(?:\w+ )?${anyOf(wordsOf("acts_for_state"), String.raw`ministr(?:y|ies) of [\w ]{3,40}?`)}\s+(?:of|in)\s+)?`;
  return new RegExp(String.raw`^[\s,;:–—]*${joints}(?:${phrases}\s*,?\s*)*${preposition}${organ}(?:(?:in|by)\s+)?(?:(?:the|both)\s+)*$`, "i");
}

const PLACE_BEFORE = new RegExp(String.raw`\b(?:in|within|throughout|across|for|of|by|at|on|under|from)\s+(?:both\s+)?${THE}`, "i");
const REPORTED_BEFORE = new RegExp(String.raw`\b(?:(?:that|where|when|while|whereas|although|since|because|which|but|and|as)\s+|,\s+)(?:(?:in|by)\s+)?(?:both\s+)?${THE}`, "i");
/** No verb follows: the group does not act. */
const NO_VERB_AFTER = /^\s*(?:$|[.;:)\]”"]|,?\s*(?:and|or|as well as|in|on|for|to|of|with|at|by|from|where|which|who|that|including|such as|through|under|during|since|because|while|whereas|but|although)\b)/i;
/** "The rapporteurs of", "the penal code of". */
const THING_OF = /^[\s,;]*(?:and |but |while |whereas )?(?:the |a |an |both |all )?(?:[\w-]+ ){1,4}of (?:the |both )?$/i;
/** "… since 2011", "… that it was preparing them". */
const REPORTED_AFTER = /^\s*(?:(?:since|from|in) \d{4}|that (?:it|they|its|their|no)\b)/i;

/** A verb follows, or what may be one. */
export const verbFollows = (right: string): boolean => !NO_VERB_AFTER.test(right);

/** Whether the group is introduced as one of more. */
export const isIllustrative = (left: string): boolean => /\b(?:for (?:example|instance)|as an example|e\.g\.|inter alia)\b[^;]{0,60}$/i.test(left);

/** Says how a group stands. */
export function positionOf({ left, right, first }: Sides): Position {
  const leadIn = patterns().leadIn.test(left);
  const asExamples = examplesBefore(left, leadIn);
  if (asExamples !== null) return asExamples;
  if (patterns().exception.test(left)) return "exception";
  if (leadIn) return /\b(?:with|to|from|between|against|into)\s+(?:the\s+)?$/i.test(left) ? "partner" : "subject";
  // "The rapporteurs of Belgium and Nepal are mandated …"
  if (THING_OF.test(left) && verbFollows(right) && !patterns().notOf.test(left)) return "subject";
  // "…, Trinidad and Tobago since 2011 and Saint Lucia since 2010"; "and Turkmenistan that it was preparing them".
  if (REPORTED_BEFORE.test(left) && REPORTED_AFTER.test(right)) return "subject";
  if (first.possessive) return "subject";
  if (first.adjective) return /\b(?:the|a|an|its)\s*$/i.test(left) || left.trim() === "" ? "subject" : "partner";
  if (sharesPreposition(left, right)) return "subject";
  if (patterns().partner.test(left) || patterns().actedOn.test(left)) return "partner";
  if (verbFollows(right) && REPORTED_BEFORE.test(left)) return "subject";
  if (PLACE_BEFORE.test(left)) return "place";
  if (verbFollows(right)) return "subject";
  return /\b(?:to|as)\s+(?:the\s+)?$/i.test(left) ? "partner" : "place";
}

/** "Kenya reported on shelters and Ghana on legal aid": the preposition of the verb before says that one more subject begins. */
function sharesPreposition(left: string, right: string): boolean {
  const preposition = /^\s*(on|for|to|against|with)\b/i.exec(right)?.[1];
  if (preposition === undefined || !/(?:,|\band)\s+(?:the\s+)?$/i.test(left)) return false;
  return new RegExp(String.raw`^\W*\p{Lu}[^,;]*?\b\w+(?:ed|s) (?:\w+ ){0,3}${preposition} `, "u").test(left);
}

/** Examples, of partners or of States that act; null for none. */
function examplesBefore(left: string, leadIn: boolean): Position | null {
  if (!patterns().examples.test(left)) return null;
  // "… to countries of origin, among them Romania": examples of partners.
  if (patterns().otherCountries.test(left)) return "partner";
  if (leadIn && /\bfor (?:example|instance),?\s*(?:in\s+|the\s+)*$/i.test(left)) return null;
  // "For example, Indonesia has …" opens a clause; "States such as Finland have …" stands inside one.
  return /^[\s,;]*(?:for (?:example|instance)|notably|in particular)[,:]?\s+(?:in\s+|the\s+)*$/i.test(left) ? null : "examples";
}
