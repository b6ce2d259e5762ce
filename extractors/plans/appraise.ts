// Owns appraising one plan's text against a framework: each item met, partly met or not found, with the words that say so and what would have met it.
// Pure. "Not found" is never "absent": it says that no wording was found, not that the State's plan lacks it. Must not read files or choose frameworks.
import type { Framework, FrameworkItem, ItemPart } from "../../datasets/frameworks.js";
import { loadMeasures } from "../../datasets/measures.js";
import type { Paragraph, ReadDocument } from "../contracts.js";
import { measuresNamed } from "../measures/in-text.js";
import { sharedReader } from "../reader/reader.js";
import { splitSentences } from "../text/sentences.js";
import { askHeading, askSentence, type Manner, mannerOf } from "./questions.js";

export const VERDICTS = ["met", "partly_met", "not_found", "not_asked"] as const;
/** `not_asked`: the framework has no test of this item for a plan's text. */
export type Verdict = (typeof VERDICTS)[number];

/** One sentence, item of an enumeration, or heading of the text that is appraised. */
export interface PlanSentence {
  text: string;
  /** UTF-16 offsets into the paragraph's text; null for a heading. */
  start: number | null;
  end: number | null;
  /** Ordinal and printed number of the paragraph (of the first under a heading). */
  paragraph: number;
  number: string;
  /** From 1; null for formats without pages. */
  page: number | null;
  isHeading: boolean;
}

/** Text to appraise: a plan itself, what a document tells of one, or nothing where no plan was recognised. */
export interface PlanText {
  /** `plan`: the text of the plan itself; `description`: what another document tells of it; `none`: no plan in the document. */
  kind: "plan" | "description" | "none";
  title: string | null;
  /** ISO 3166-1 alpha-3 or a non-State code; null where it could not be told. */
  state: string | null;
  /** Why it is taken for a plan, or why not; one sentence. */
  basis: string;
  sentences: PlanSentence[];
}

export interface PlanEvidence {
  quote: string;
  paragraph: string;
  paragraphOrdinal: number;
  page: number | null;
  start: number | null;
  end: number | null;
  isHeading: boolean;
  /** How the words stand: `open` (left for later) and `recommended` meet an item partly at most, `negated` not at all. */
  manner: Manner;
  strength: "met" | "partly";
}

export interface AppraisedPart {
  text: string;
  verdict: Verdict;
  evidence: PlanEvidence[];
  /** The text itself says that this is lacking: never the ground of a verdict, always shown. */
  denied: PlanEvidence | null;
  /** What would have met it, one sentence. */
  would: string;
}

export interface AppraisedItem {
  item: FrameworkItem;
  verdict: Verdict;
  parts: AppraisedPart[];
}

export interface PlanAppraisal {
  plan: PlanText;
  framework: Framework;
  items: AppraisedItem[];
  counts: Record<Verdict, number>;
}

/** Sentences of paragraphs, in order. Sub-items behind a line break are sentences of their own. */
export function sentencesOf(paragraphs: readonly Paragraph[]): PlanSentence[] {
  return paragraphs.flatMap((paragraph) => {
    const spans: { start: number; end: number }[] = [];
    for (const span of splitSentences(paragraph.text)) {
      // No sentence ends where no space follows: "Details.asp?NewsId=864" is one address.
      const before = spans.at(-1);
      if (before !== undefined && before.end === span.start) before.end = span.end;
      else spans.push({ ...span });
    }
    return spans.map(({ start, end }): PlanSentence => ({ text: paragraph.text.slice(start, end), start, end, paragraph: paragraph.ordinal, number: paragraph.number, page: paragraph.pageFirst, isHeading: false }));
  });
}

/** Headings under which at least one paragraph stands. */
export function headingsOf(document: ReadDocument): PlanSentence[] {
  return document.sections.flatMap((section): PlanSentence[] => {
    const under = document.paragraphs.find((paragraph) => paragraph.section === section.ordinal) ?? document.paragraphs.find((paragraph) => paragraph.headings.includes(section.heading));
    return under === undefined ? [] : [{ text: section.heading, start: null, end: null, paragraph: under.ordinal, number: under.number, page: under.pageFirst, isHeading: true }];
  });
}

/** Appraises a plan's text against a framework. */
export function appraisePlan(plan: PlanText, framework: Framework): PlanAppraisal {
  const measured = new Map<string, Hit[]>();
  if (plan.kind !== "none" && framework.items.some((item) => item.parts.some(asksMeasures))) findAllMeasures(plan, measured);
  const items = framework.items.map((item): AppraisedItem => {
    const parts = item.parts.filter((part) => part.questions.length > 0 || part.measures.length > 0).map((part) => appraisePart(part, plan, measured));
    return { item, verdict: together(parts.map((part) => part.verdict)), parts };
  });
  const counts: Record<Verdict, number> = { met: 0, partly_met: 0, not_found: 0, not_asked: 0 };
  for (const item of items) counts[item.verdict] += 1;
  return { plan, framework, items, counts };
}

const asksMeasures = (part: ItemPart): boolean => part.questions.length === 0 && part.measures.length > 0;

function together(verdicts: Verdict[]): Verdict {
  if (verdicts.length === 0) return "not_asked";
  if (verdicts.every((verdict) => verdict === "met")) return "met";
  return verdicts.some((verdict) => verdict !== "not_found") ? "partly_met" : "not_found";
}

interface Hit {
  sentence: PlanSentence;
  answer: "met" | "partly";
  manner: Manner;
}

function appraisePart(part: ItemPart, plan: PlanText, measured: ReadonlyMap<string, Hit[]>): AppraisedPart {
  if (part.questions.length === 0) {
    const hits = part.measures.flatMap((code) => measured.get(code) ?? []);
    const labels = part.measures.slice(0, 3).map((code) => `“${labelOf(code)}”`);
    return settle(part.text, hits, plan, `name a measure such as ${labels.join(" or ")}`);
  }
  const answers = part.questions.map((question) => settle(question.question, plan.kind === "none" ? [] : hitsOf(question, plan), plan, question.would));
  if (answers.length === 1) return { ...(answers[0] as AppraisedPart), text: part.text };
  return {
    text: part.text, verdict: together(answers.map((answer) => answer.verdict)), evidence: answers.flatMap((answer) => answer.evidence), denied: answers.find((answer) => answer.denied !== null)?.denied ?? null,
    would: answers.filter((answer) => answer.verdict !== "met").map((answer) => answer.would).join("; "),
  };
}

function hitsOf(question: Parameters<typeof askSentence>[0], plan: PlanText): Hit[] {
  const hits: Hit[] = [];
  for (const sentence of plan.sentences) {
    if (sentence.isHeading) {
      if (askHeading(question, sentence.text)) hits.push({ sentence, answer: "met", manner: "plain" });
      continue;
    }
    const found = askSentence(question, withoutAddresses(sentence.text));
    if (found !== null) hits.push({ sentence, answer: found.answer, manner: found.manner });
  }
  return hits;
}

/** The words of an address ("/resources/", "/budget.pdf") answer nothing; offsets stay. */
const withoutAddresses = (text: string): string => text.replace(/<?(?:https?:\/\/|www\.)\S+/giu, (found) => "·".repeat(found.length));

/** The strongest of what was found. In a plan's own text "should" is its own voice and counts partly; told by others it is advice and does not count. */
function settle(text: string, hits: Hit[], plan: PlanText, would: string): AppraisedPart {
  const strengthOf = (hit: Hit): "met" | "partly" | null => {
    switch (hit.manner) {
      case "plain":
        return hit.answer;
      case "open":
        return "partly";
      case "recommended":
        return plan.kind === "plan" ? "partly" : null;
      case "negated":
        return null;
    }
  };
  const counted = hits.flatMap((hit) => {
    const strength = strengthOf(hit);
    return strength === null ? [] : [{ hit, strength }];
  });
  // A sentence says more than a heading.
  const best = [...counted].sort((a, b) => Number(b.strength === "met") - Number(a.strength === "met") || Number(a.hit.sentence.isHeading) - Number(b.hit.sentence.isHeading) || a.hit.sentence.paragraph - b.hit.sentence.paragraph || (a.hit.sentence.start ?? 0) - (b.hit.sentence.start ?? 0));
  const denial = hits.find((hit) => hit.manner === "negated");
  const verdict: Verdict = best.length === 0 ? "not_found" : (best[0] as (typeof best)[number]).strength === "met" ? "met" : "partly_met";
  return {
    text, verdict,
    evidence: best.slice(0, 3).map(({ hit, strength }) => evidenceOf(hit, strength)),
    denied: denial === undefined ? null : evidenceOf(denial, "partly"),
    would,
  };
}

function evidenceOf(hit: Hit, strength: "met" | "partly"): PlanEvidence {
  const { sentence } = hit;
  return { quote: sentence.text, paragraph: sentence.number, paragraphOrdinal: sentence.paragraph, page: sentence.page, start: sentence.start, end: sentence.end, isHeading: sentence.isHeading, manner: hit.manner, strength };
}

function findAllMeasures(plan: PlanText, into: Map<string, Hit[]>): void {
  const reader = sharedReader();
  const { names } = reader;
  const topicNear = names.isOnTopic(plan.title ?? "") || plan.sentences.filter((sentence) => names.isOnTopic(names.mask(sentence.text))).length >= 2;
  for (const sentence of plan.sentences) {
    const text = names.mask(sentence.text);
    for (const match of measuresNamed(reader, sentence.text, topicNear)) {
      const list = into.get(match.measure) ?? [];
      list.push({ sentence, answer: "met", manner: mannerOf(text, match.start, match.end) });
      into.set(match.measure, list);
    }
  }
}

let labels: Map<string, string> | undefined;
const labelOf = (code: string): string => (labels ??= new Map(loadMeasures().map((measure) => [measure.code, measure.label]))).get(code) ?? code;

/** "5 met, 2 partly met, 7 not found of 14 items". Items that the framework does not ask of plans are told apart. */
export function summaryLine(appraisal: PlanAppraisal): string {
  const { counts, items } = appraisal;
  const asked = items.length - counts.not_asked;
  return `${counts.met} met, ${counts.partly_met} partly met, ${counts.not_found} not found of ${asked} items${counts.not_asked > 0 ? ` (${counts.not_asked} not asked of plans)` : ""}`;
}
