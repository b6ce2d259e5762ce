// Owns which part of a document is the text of a plan, or tells of one; a document that only recommends a plan holds none.
// Pure. Must not judge the plan.
import type { ReadDocument } from "../contracts.js";
import { sharedReader } from "../reader/reader.js";
import type { StateIndex } from "../states/index-names.js";
import { headingsOf, type PlanSentence, type PlanText, sentencesOf } from "./appraise.js";
import { describedPlans } from "./descriptions.js";
import { expandPattern } from "./patterns.js";
import { mannerOf } from "./questions.js";

const PLAN_WORDS = "(?:(?:national|state|federal|government(?:al)?|anti-trafficking|strategic|comprehensive|five-year|multi-year) )*(?:action[- ]plan|plan of action|strategy|strategic plan|national plan|national programme)s?\\b";
/** The document's own title names a plan. */
const TITLE = new RegExp(`^(?:the |a |our )?(?:[\\p{L}'’-]+ ){0,6}?(?:action plan|plan of action|national plan|strategy|strategic plan|national programme)\\b`, "iu");
/** Somebody has, adopted, drafted or carries out a plan. */
const EXISTS = new RegExp(
  expandPattern(
    `(?:\\b(?:adopt|approv|launch|enact|issu|endors|publish|releas|establish|develop|draft|prepar|elaborat|implement|finali[sz]|renew|extend|updat|revis|carr(?:y|ies|ied|ying) out|set up|introduc|has|have|had|is|are|under|through|within|forms? part of|according to|pursuant to)\\w*\\b{..80}${PLAN_WORDS}|${PLAN_WORDS}{..80}\\b(?:was|were|has been|have been|is|are|covers?|contains?|includes?|provides?|sets?|aims?|focus\\w*|consists?|runs?|entered)\\b)`,
  ),
  "iu",
);
const REFERS = new RegExp(`\\b(?:the|this|its|that|their) (?:${PLAN_WORDS}|plan|strategy|programme)|^(?:it|its|they|these|among (?:its|them))\\b`, "iu");

/**
 * The texts to appraise in a document: the plan itself; each plan that a guide or a report by States describes; or what a report tells of its State's plan.
 * Always at least one; its kind is `none` where no plan was recognised.
 */
export function planTexts(document: ReadDocument, states: StateIndex): PlanText[] {
  const { meta } = document;
  const all = (): PlanSentence[] => [...headingsOf(document), ...sentencesOf(document.paragraphs)];
  if (meta.kind === "action_plan") {
    return [{ kind: "plan", title: meta.title, state: meta.state, basis: meta.kindBasis === "user" ? "Told by the user to be a plan." : `Recognised as a plan (${meta.kindBasis}).`, sentences: all() }];
  }
  if (meta.kind === "other" && meta.title !== null && TITLE.test(meta.title)) {
    return [{ kind: "plan", title: meta.title, state: meta.state, basis: "Its title names a plan.", sentences: all() }];
  }
  const described = describedPlans(document, states);
  if (described.length > 0) {
    return described.map((plan): PlanText => ({ kind: "description", title: plan.title, state: plan.state, basis: `Described in this document, ${plan.where}.`, sentences: plan.sentences }));
  }
  const { names } = sharedReader();
  const told: PlanSentence[] = [];
  for (const paragraph of document.paragraphs) {
    if (paragraph.role === "recommendations" || paragraph.role === "conclusions" || paragraph.role === "un_system") continue;
    if (!names.isOnTopic(names.mask([paragraph.text, ...paragraph.headings].join("\n")))) continue;
    let telling = false;
    const sentences = sentencesOf([paragraph]);
    for (const sentence of sentences) {
      const found = EXISTS.exec(sentence.text);
      const tells = found !== null && mannerOf(sentence.text, found.index, found.index + found[0].length) === "plain" && !/\b(?:will|intends? to|plans to|would|could|may|might)\b/iu.test(sentence.text.slice(0, found.index + found[0].length));
      // A report tells of many plans; of one on another subject only where the sentence names trafficking too.
      const masked = names.mask(sentence.text);
      if (tells && (names.isOnTopic(masked) || !names.otherSubject(masked))) telling = true;
      else if (telling && !REFERS.test(sentence.text)) telling = false;
      if (telling) told.push(sentence);
    }
  }
  if (told.length > 0) return [{ kind: "description", title: null, state: meta.state, basis: `Not a plan itself; ${told.length === 1 ? "one of its sentences tells of a plan against trafficking, and only it is" : `${told.length} of its sentences tell of a plan against trafficking, and only they are`} appraised.`, sentences: told }];
  const advises = document.paragraphs.find((paragraph) => new RegExp(PLAN_WORDS, "iu").test(paragraph.text));
  const reason = advises === undefined ? "No wording of a plan against trafficking was found in it." : `Plans are named (first in paragraph ${advises.number}), but no sentence was found that tells of a plan against trafficking as one that exists or is being drawn up.`;
  return [{ kind: "none", title: meta.title, state: meta.state, basis: `${reason} If it is a plan, say so with --kind action_plan.`, sentences: [] }];
}
