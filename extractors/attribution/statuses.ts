// Owns what status the words of a clause say of a measure: one that they name, and one carried over from the clause before.
// Must not find measures or decide whose they are.
import { built } from "../text/patterns.js";
import { anaphorIn } from "./carry.js";
import type { Focus } from "./focus.js";
import { isTreaty, type StatusOf } from "./found.js";
import type { StateGroup } from "./groups.js";
import type { PartReader, PartStatus } from "./part-reader.js";
import type { Scene } from "./scene.js";
import { wordsOf } from "./words.js";

/** What a stretch says of the measures named in it. */
export function statusIn(scene: Scene, from: number, to: number): StatusOf {
  return (f) => {
    const text = withPronouns(scene.plain, from, to, scene.groups);
    const start = Math.max(0, f.start - from);
    const end = Math.max(start, Math.min(f.end - from, text.length));
    return scene.sentence.parts.status(text, f.measure, start, end, f.match);
  };
}

/** What a text that was put together says: of a treaty by the act in it, of another measure at its words. */
export function statusOfJoined(parts: PartReader, joined: string, text: string): StatusOf {
  return ({ match: m, measure }) => (m === null || isTreaty(measure) ? parts.status(text, "treaty.", joined.length, joined.length, null) : parts.status(text, measure, m.start, m.end, m));
}

/** What leads in to States that are examples. */
const exampleLead = built(() => new RegExp(String.raw`,?\s*\b${wordsOf("example")} (?:the )?$`, "i"));

/** A stretch of the sentence in which States that are subjects are "they", at equal length, with their article. */
function withPronouns(plain: string, from: number, to: number, groups: readonly StateGroup[]): string {
  let out = plain.slice(from, to);
  const put = (start: number, end: number, words: string): void => void (out = `${out.slice(0, start - from)}${words.padEnd(end - start)}${out.slice(end - from)}`);
  for (const g of groups) {
    if (g.position === "examples" && g.start >= from && g.end <= to) {
      // "Some countries, such as A and B, plan to": the verb is that of the countries.
      const lead = exampleLead().exec(plain.slice(from, g.start))?.[0].length ?? 0;
      const until = plain[g.end] === "," && g.end < to ? g.end + 1 : g.end;
      if (lead > 0) put(g.start - lead, until, "");
      continue;
    }
    if (g.position !== "subject" || g.possessive || g.start < from || g.end > to || g.end - g.start < 4) continue;
    put(g.start - (/\bthe $/i.exec(plain.slice(from, g.start))?.[0].length ?? 0), g.end, "they");
  }
  return out;
}

const NO_SUCH = /\bno (?:[\w-]+ ){0,3}[\w-]+ (?:is|are|was|were|has|have|had|exists?|existed)\b/i;

/** "Similar plans exist in Kenya": the noun that takes the measure up is no verb. */
const takenUp = built(() => new RegExp(String.raw`^\s*${wordsOf("such")} ${wordsOf("head")}\b`, "i"));

/** Reads the status of a measure that the clause does not name: from the words on both sides of where it would stand. */
export function statusCarried(parts: PartReader, treaty: boolean, lead: string, after: string): PartStatus {
  // What is left of "the Czech Republic plans to" without its name.
  const before = lead.replace(/\bthe\s*$/i, "they").replace(takenUp(), (words) => "they".padEnd(words.length));
  const text = `${before} ${after}`;
  if (!treaty && NO_SUCH.test(text)) return { status: "absent", certainty: "inferred", cue: "no such measure" };
  const at = (start: number, end = start): PartStatus => parts.status(text, treaty ? "treaty." : "", start, end, null);
  if (treaty) return at(text.length);
  const readings = [at(text.length), at(before.length + 1), at(0)];
  const anaphor = anaphorIn(after);
  if (anaphor !== null) readings.unshift(at(before.length + 1 + anaphor.start, before.length + 1 + anaphor.end));
  for (const status of ["ended", "mixed", "absent"] as const) {
    const r = readings.find((x) => x.status === status);
    if (r !== undefined) return r;
  }
  return readings.find((r) => r.cue !== "") ?? readings[0] ?? { status: "in_place", certainty: "inferred", cue: "" };
}

/** Unnamed States and a measure carried over: read at the word that takes it up. */
export function statusTakenUp(parts: PartReader, text: string, measure: string, focus: Focus): PartStatus {
  const anaphor = anaphorIn(text);
  const at = anaphor?.start ?? text.length;
  const r = parts.status(text, measure, at, isTreaty(measure) ? at : (anaphor?.end ?? at), null);
  return { status: r.cue === "" && !isTreaty(measure) ? focus.status : (r.status ?? focus.status), certainty: "inferred", cue: r.cue };
}

/** What holds for the exceptions: the measure is absent there, unless the words behind them say that it ended or is to come. */
export function statusOfException(parts: PartReader, after: string): PartStatus {
  const r = statusCarried(parts, false, "", after);
  const status = r.status === "ended" || r.status === "planned" || r.status === "in_progress" ? r.status : "absent";
  return { status, certainty: "inferred", cue: "exception" };
}
