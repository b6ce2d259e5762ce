// Owns States that each have their own measure behind them in brackets: "Thailand (shelters and a hotline), Cambodia (a hotline)".
// Must not read lists of States.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import { find, findUnsaid } from "./find-parts.js";
import type { Found } from "./found.js";
import { give } from "./give.js";
import type { StateGroup } from "./groups.js";
import type { Bracket } from "./list-brackets.js";
import { composed } from "./shared-words.js";
import type { Scene } from "./scene.js";
import { statusIn } from "./statuses.js";

interface Own {
  iso3: string;
  mention: StateMention;
  bracket: Bracket;
  found: readonly Found[];
}

/** States of a group with the measures in their brackets, where need be with the words before the group: "Training was given in Ghana (judges)". */
function ownBrackets(scene: Scene, g: StateGroup, lead: string): Own[] {
  return g.mentions.flatMap((mention) => {
    const bracket = scene.brackets.find((b) => b.start >= mention.end && b.start <= mention.end + 2 && !scene.lists.some((l) => l.outer.start === b.start));
    if (bracket === undefined || mention.iso3 === null) return [];
    const { start, end } = bracket.inner;
    const named = find(scene, start, end);
    const alone = [...named, ...findUnsaid(scene, start, end).filter((f) => !named.some((o) => o.measure === f.measure))];
    const found = alone.length > 0 ? alone : (composed(scene.sentence.parts, scene.plain, lead, { start, end }, scene.sentence.topicNear)?.found ?? []);
    return found.length > 0 ? [{ iso3: mention.iso3, mention, bracket, found }] : [];
  });
}

/**
 * Gives each State what stands behind it, where half of a group or more are told so.
 * @returns the groups that were read
 */
export function readStateFirst(scene: Scene, clause: Span, groups: readonly StateGroup[]): Set<StateGroup> {
  const told = new Set<StateGroup>();
  for (const g of groups) {
    if (g.position !== "subject" && g.position !== "place") continue;
    const lead = scene.plain.slice(clause.start, g.start);
    const own = ownBrackets(scene, g, lead);
    if (own.length === 0 || own.length * 2 < g.mentions.length) continue;
    // "Shelters exist in Kenya (two for children) and Austria": the measure stands before them all.
    if (own.length < g.mentions.length && g.start > clause.start && find(scene, clause.start, g.start).length > 0) continue;
    for (const { iso3, mention, bracket, found } of own) {
      give(scene, g, { found, status: statusIn(scene, bracket.inner.start, bracket.inner.end), quote: { start: mention.start, end: bracket.end }, how: "state-first", reason: "the measure stands in parentheses after the State", only: [iso3] });
    }
    told.add(g);
  }
  return told;
}
