// Owns the claims that a measure gives to the States of a group, and what is never given. Must not find measures or States.
import type { Span, Status } from "../contracts.js";
import { built } from "../text/patterns.js";
import { aboutTreaty, type Focus } from "./focus.js";
import { isTreaty, type Found, type StatusOf } from "./found.js";
import type { StateGroup } from "./groups.js";
import type { PartStatus } from "./part-reader.js";
import type { Scene } from "./scene.js";
import { wordsOf } from "./words.js";

/** What a State supports in other countries is not a measure of its own. */
const abroad = built(() => new RegExp(String.raw`^[^,;]{0,40}\b(?:in|of|for) (?:its )?${wordsOf("abroad")} (?:countries|States)\b`, "i"));

export interface Given {
  found: readonly Found[];
  status: StatusOf;
  /** Offsets into the sentence. */
  quote: Span;
  /** The attribution rule. */
  how: string;
  reason: string;
  /** States it is given to; all of the group where not given. */
  only?: readonly string[];
}

/** The status that may be given; null for none. */
function standing(r: PartStatus | null, measure: string, focus: Focus): PartStatus | null {
  if (r === null) return null;
  // "Ghana did so in respect of the Protocol …", "…; Tunisia to the Optional Protocol": the act is the one before.
  if (r.status === null && isTreaty(measure) && r.cue === "named without an act" && aboutTreaty(focus)) return { status: focus.status, certainty: "inferred", cue: "as before" };
  // A campaign or a partnership "under way" is being carried out.
  if (r.status === "in_progress" && /under ?way/i.test(r.cue) && /^(?:prevention|business|media|cooperation)\./.test(measure)) return { ...r, status: "in_place" };
  return r;
}

/**
 * Gives measures to the States of a group.
 * @returns the last status that was given; null where none was
 */
export function give(scene: Scene, g: StateGroup, { found, status: statusOf, quote, how, reason, only }: Given): Status | null {
  const { sentence: { offset }, focus, plain, usage, out } = scene;
  let last: Status | null = null;
  for (const f of found) {
    const { status, certainty } = standing(statusOf(f), f.measure, focus) ?? { status: null, certainty: "inferred" };
    if (status === null) continue;
    if (abroad().test(plain.slice(f.end, f.end + 70)) && !/^(?:treaty|cooperation)\./.test(f.measure)) continue;
    last = status;
    usage[f.rule] = (usage[f.rule] ?? 0) + 1;
    for (const state of only ?? g.states) {
      const mention = g.mentions.find((m) => m.iso3 === state);
      out.claims.push({
        state,
        measure: f.measure,
        status,
        extent: g.illustrative || g.position === "examples" || (focus.illustrative && how !== "list") ? "including" : "list",
        certainty,
        rule: `${f.rule}/${how}`,
        quote: { start: offset + quote.start, end: offset + quote.end },
        stateSpan: mention === undefined ? null : { start: offset + mention.start, end: offset + mention.end },
        stateReason: reason,
        measureSpan: { start: offset + f.start, end: offset + f.end },
      });
    }
  }
  return last;
}
