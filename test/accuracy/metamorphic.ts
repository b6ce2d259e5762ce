// Owns the metamorphic test: the tables, the changed sentences, and what the reader makes of them. Must not print.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { packageRoot } from "../../datasets/paths.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "./built-document.js";

export interface Example {
  measure: string;
  status: string;
  sentence: string;
  /** Measures whose claim counts neither way. */
  also: string[];
  /** "own": without the topic's words the sentence says too little. */
  topic: string;
  source: string;
}

export interface Change {
  id: string;
  template: string;
  heading: string;
  before: string;
  swap: [from: string, to: string][];
  needs: "any" | "subject" | "active" | "topicless" | "swap";
  /** Categories of measures that it does not apply to. */
  not: string[];
  /** Statuses that the measure may have afterwards; only of changes that must break. */
  allowed: string[];
}

export interface Verb {
  participle: string;
  base: string;
  gerund: string;
  nominal: string;
}

export interface Tables {
  examples: Example[];
  keep: Change[];
  break: Change[];
  verbs: Map<string, Verb>;
  topicPhrases: { phrase: string; without: string }[];
}

export interface Outcome {
  example: Example;
  change: Change;
  text: string;
  /** "measure status" of every claim of the author. */
  given: string[];
  right: boolean;
}

const FOLDER = join(packageRoot(), "test", "accuracy", "metamorphic");
/** The author of the report that every sentence stands in; no example names it. */
const AUTHOR = "PAN";
const words = (text: string | undefined, mark: RegExp = /\s+/): string[] => (text ?? "").split(mark).map((word) => word.trim()).filter((word) => word !== "");

function rowsOf(name: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(readFileSync(join(FOLDER, name), "utf8"), { header: true, skipEmptyLines: "greedy" }).data;
}

function changesOf(name: string): Change[] {
  return rowsOf(name).map((row) => ({
    id: row["id"] ?? "", template: row["template"] ?? "", heading: row["heading"] ?? "", before: row["before"] ?? "", needs: row["needs"] as Change["needs"], not: words(row["not"]), allowed: words(row["allowed"]),
    swap: (row["swap"] ?? "").split("|").filter((pair) => pair.includes("=")).map((pair) => pair.split("=") as [string, string]),
  }));
}

export function readTables(): Tables {
  return {
    examples: rowsOf("examples.csv").map((row) => ({ measure: row["measure"] ?? "", status: row["status"] ?? "", sentence: row["sentence"] ?? "", also: words(row["also"]), topic: row["topic"] ?? "", source: row["source"] ?? "" })),
    keep: changesOf("keep.csv"), break: changesOf("break.csv"),
    verbs: new Map(rowsOf("verbs.csv").map((row) => [row["participle"] ?? "", row as unknown as Verb])),
    topicPhrases: rowsOf("topic-phrases.csv").map((row) => ({ phrase: row["phrase"] ?? "", without: row["without"] ?? "" })),
  };
}

const SUBJECT = /^(The (?:Government|country|State|authorities)) (.+)$/;
const ACTIVE = /^(The Government) (?:has )?(\w+) (.+)$/;
const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The changed sentence; null where the change does not fit it. */
export function applyChange(example: Example, change: Change, tables: Pick<Tables, "verbs" | "topicPhrases">): string | null {
  if (change.not.includes(example.measure.split(".")[0] ?? "")) return null;
  let sentence = example.sentence.replace(/\.$/, "");
  if (change.needs === "swap") {
    const found = change.swap.filter(([from]) => sentence.includes(from));
    if (found.length === 0) return null;
    for (const [from, to] of found) sentence = sentence.replaceAll(from, to);
    // What stays of the old topic would rightly keep the claim.
    if (/drug|firearms/.test(sentence) && /(?<!drug )traffick(?!ing in firearms)|slavery|forced labour/i.test(sentence)) return null;
  }
  const parts: Record<string, string> = { S: sentence, s: small(sentence) };
  if (change.needs === "subject" && !addSubject(sentence, parts)) return null;
  if (change.needs === "active" && (example.status !== "in_place" || !addActive(sentence, tables.verbs, parts))) return null;
  if (change.needs === "topicless") {
    const rest = withoutTopic(example, sentence, tables.topicPhrases);
    if (rest === null) return null;
    Object.assign(parts, { T: rest, t: small(rest) });
  }
  return capital(change.template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? `{${name}}`));
}

function addSubject(sentence: string, parts: Record<string, string>): boolean {
  const [, subject, predicate] = SUBJECT.exec(sentence) ?? [];
  if (subject === undefined || predicate === undefined) return false;
  Object.assign(parts, { subject, predicate });
  return true;
}

function addActive(sentence: string, verbs: Map<string, Verb>, parts: Record<string, string>): boolean {
  const [, subject, participle = "", object] = ACTIVE.exec(sentence) ?? [];
  const verb = verbs.get(participle);
  if (subject === undefined || object === undefined || verb === undefined) return false;
  const several = isPlural(object);
  Object.assign(parts, { ...verb, subject, object, Object: capital(object), was: several ? "were" : "was", has: several ? "have" : "has" });
  return true;
}

/** The number of a noun phrase, by the last word before its first complement. */
function isPlural(object: string): boolean {
  const head = (object.split(/ (?:on|for|against|of|with|to|that|in|at|during|over) /)[0] ?? object).split(",")[0] ?? "";
  return head.includes(" and ") || (!/^an? /.test(head) && /[^s]s$/.test(head));
}

function withoutTopic(example: Example, sentence: string, phrases: Tables["topicPhrases"]): string | null {
  if (example.measure.startsWith("treaty.") || example.topic === "own") return null;
  let rest = sentence;
  for (const { phrase, without } of phrases) if (!rest.includes(`${phrase} in `)) rest = rest.replace(phrase, without);
  rest = rest.replace(/\b([Aa])n (?=[b-df-hj-np-tv-z])/g, "$1 ");
  return rest === sentence || /traffick|forced labour|slavery|exploitation/i.test(rest) ? null : capital(rest);
}

/** Claims of the author from the whole text, the sentences before it among them. */
export async function claimsOf(text: string, change: Pick<Change, "heading" | "before">): Promise<string[]> {
  const { document } = await buildDocument({ genre: "national", state: AUTHOR, heading: change.heading, before: change.before, sentence: text });
  const claims = extract(document, buildContext()).claims.filter((claim) => claim.state === AUTHOR);
  return [...new Set(claims.map((claim) => `${claim.measure} ${claim.status}`))].sort();
}

/** Every change over every example that it fits. */
export async function runChanges(tables: Tables, kind: "keep" | "break"): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const change of tables[kind]) {
    for (const example of tables.examples) {
      const text = applyChange(example, change, tables);
      if (text === null) continue;
      const given = await claimsOf(text, change);
      outcomes.push({ example, change, text, given, right: kind === "keep" ? isKept(example, given) : isChanged(example, change, given) });
    }
  }
  return outcomes;
}

/** Exactly the example's claim; what `also` names counts neither way. */
export function isKept(example: Example, given: string[]): boolean {
  const wanted = `${example.measure} ${example.status}`;
  return given.includes(wanted) && given.every((claim) => claim === wanted || example.also.includes(claim.split(" ")[0] ?? ""));
}

/** No claim of the measure but with a status that the change allows. */
export function isChanged(example: Example, change: Change, given: string[]): boolean {
  return given.every((claim) => {
    const [measure, status = ""] = claim.split(" ");
    return measure !== example.measure || change.allowed.includes(status);
  });
}

export interface Share {
  right: number;
  of: number;
}

export interface MetamorphicFigures {
  /** Over all changed sentences. */
  kept: Share;
  changed: Share;
  /** Over those whose example is read right as it is written: a broken claim that was never made proves nothing. */
  keptOfRead: Share;
  changedOfRead: Share;
  byChange: Record<string, Share>;
}

const share = (outcomes: Outcome[]): Share => ({ right: outcomes.filter((one) => one.right).length, of: outcomes.length });

export function figuresOf(kept: Outcome[], changed: Outcome[]): MetamorphicFigures {
  const read = new Set(kept.filter((one) => one.change.id === "as-written" && one.right).map((one) => one.example));
  const ofRead = (outcomes: Outcome[]): Outcome[] => outcomes.filter((one) => one.change.id !== "as-written" && read.has(one.example));
  const ids = [...new Set([...kept, ...changed].map((one) => one.change.id))];
  return {
    kept: share(kept), changed: share(changed), keptOfRead: share(ofRead(kept)), changedOfRead: share(ofRead(changed)),
    byChange: Object.fromEntries(ids.map((id) => [id, share([...kept, ...changed].filter((one) => one.change.id === id))])),
  };
}

export const figuresFile = (): string => join(FOLDER, "figures.json");
export const readFigures = (): MetamorphicFigures | null => (existsSync(figuresFile()) ? (JSON.parse(readFileSync(figuresFile(), "utf8")) as MetamorphicFigures) : null);
export const writeFigures = (figures: MetamorphicFigures): void => writeFileSync(figuresFile(), `${JSON.stringify(figures, null, 1)}\n`);

/** What stands below the floor, in words; a share of other examples is compared as a share. */
export function fallen(now: MetamorphicFigures, floor: MetamorphicFigures): string[] {
  const value = ({ right, of }: Share): number => (of === 0 ? 1 : right / of);
  return (["kept", "changed", "keptOfRead", "changedOfRead"] as const).filter((name) => value(now[name]) < value(floor[name]) - 1e-9).map((name) => `${name} ${value(floor[name]).toFixed(4)} → ${value(now[name]).toFixed(4)}`);
}
