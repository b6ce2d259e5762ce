// Owns what is said of States that are not named: "many States", "several Governments". Must not give anything to a State.
import { isElaboration } from "./behind-measure.js";
import { namesOtherTreaty } from "./carry.js";
import { find } from "./find-parts.js";
import { aboutTreaty, carried, remember } from "./focus.js";
import type { Found } from "./found.js";
import { findQuantifiers, type Quantifier } from "./quantifiers.js";
import { wordsBetween, type ClauseScene } from "./scene.js";
import { statusIn, statusTakenUp } from "./statuses.js";

/** States that do not act: "women from several countries". */
const NOT_ACTING = /\b(?:from|between|among|of other|in other|to other|with other|and other) *$/i;
const TAKES_UP = /\b(?:such|these|this|the same|similar)\b/i;

/** Reads a clause as one of unnamed States; where it is none, keeps the measures that it names for those that follow. */
export function readUnnamed(c: ClauseScene): void {
  const { scene, span } = c;
  const [firstFound] = c.found;
  if (c.lists.length > 0 || (firstFound !== undefined && c.subjects.some((g) => g.start < firstFound.start))) return;
  const text = scene.plain.slice(span.start, span.end);
  const [quantifier] = findQuantifiers(text);
  const acting = quantifier !== undefined && !NOT_ACTING.test(text.slice(0, quantifier.start));
  if (!acting && (c.any || isElaboration(scene.sentence.text))) return;
  const found = c.found.length > 0 ? c.found : find(scene, span.start, span.end);
  if (acting) giveCollective(c, text, quantifier, found);
  // "Mention was made of the Maternity Protection Convention": who ratified "it" is a party to that one.
  if (found.length === 0 && aboutTreaty(scene.focus) && namesOtherTreaty(text)) scene.focus.measures = [];
  if (found.length === 0) return;
  remember(scene.focus, found, null);
  scene.focus.status = "in_place";
}

/** What the unnamed States have: the measures of the clause, or the one before where its words take it up. */
function giveCollective({ scene, span }: ClauseScene, text: string, quantifier: Quantifier, own: readonly Found[]): void {
  const { sentence, focus, out } = scene;
  const found = own.length > 0 ? own : TAKES_UP.test(text) ? carried(focus, span.start) : [];
  const quote = wordsBetween(sentence.text, span.start, span.end);
  for (const f of found) {
    const status = (f.match === null ? statusTakenUp(sentence.parts, text, f.measure, focus) : statusIn(scene, span.start, span.end)(f))?.status ?? null;
    if (status === null) continue;
    out.collective.push({
      measure: f.measure,
      status,
      quantifier: quantifier.text,
      quantifierClass: quantifier.quantifierClass,
      rule: `${f.rule}/collective`,
      quote: { start: sentence.offset + quote.start, end: sentence.offset + quote.end },
    });
  }
}
