// Owns bodies that are no State and act: what they did in a State is not that State's report. Must not know States.
import { loadActors } from "../../datasets/actors.js";
import { anyOf, anyWord, built } from "../text/patterns.js";
import { wordsOf } from "./words.js";

/** What may stand before the subject of a clause. */
const LEAD = String.raw`^[\s,;]*(?:(?:and|but|while|whereas|in addition|furthermore|moreover|also|similarly|for (?:example|instance)|in (?:19|20)\d\d|recently),?\s+)*(?:the )?`;

const acting = built(() => {
  const { words } = loadActors();
  const acts = anyOf("has", "have", "had", "is", "are", "was", "were", String.raw`\w+ed`, wordsOf("organization_does"));
  return new RegExp(`${LEAD}${anyOf(
    // "the country office of the United Nations", but not its Convention, which States ratify
    String.raw`(?:regional |country |joint )?(?:office of the )?(?:United Nations|UN)\b(?! (?:Convention|Protocol|Trafficking Protocol))`,
    anyWord([...words.intergovernmental, ...words.ngo]),
  )}${String.raw`\b[^,;]{0,120}?\b`}${acts}${String.raw`\b`}`, "i");
});

/** What an organization does with the State, the State does. */
const together = built(() => new RegExp(String.raw`\b(?:(?:with|by|from)\s(?:[\w-]+ ){0,4}|and the )(?:${wordsOf("acts_for_state")}|${wordsOf("the_state")})\b`, "i"));

/** "In Chile, a non-governmental organization has opened a hotline": behind the State stands who acts, and it is no State. */
export const isOrganizationBehind = (text: string): boolean => {
  const behind = /^\s*,?\s*(?:an? |the |one |several |some )?(.*)$/is.exec(text)?.[1] ?? "";
  return acting().test(behind) && !together().test(behind);
};

/** "UNICEF trained the police in Kenya": the clause tells what a body did that is no State. */
export const isOrganizationActing = (clause: string): boolean => acting().test(clause);
