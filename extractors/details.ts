// Owns the particulars that a claim's own words give: year, period, length, penalty, name, body. Must not decide claims.
import type { ClaimDetail } from "./contracts.js";
import { yearRole } from "./years.js";

type Kind = ClaimDetail["kind"];

interface DetailRule {
  kind: Kind;
  pattern: RegExp;
  /** Codes of measures (by prefix) that may carry it. */
  measures: RegExp;
  /** The year stands in the name of a law or plan. */
  named?: boolean;
  read: (m: RegExpMatchArray) => { value: string; unit: string | null } | null;
}

const NUMBERS: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, "forty-five": 45, sixty: 60, ninety: 90 };
const NUMBER = "(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty-five|forty|sixty|ninety)";

function toNumber(word: string | undefined): string | null {
  if (word === undefined) return null;
  if (/^\d+$/.test(word)) return word;
  const n = NUMBERS[word.toLowerCase()];
  return n === undefined ? null : String(n);
}

const LAWS = /^(?:legislation|policy|coordination|justice)\./;
const TERMS = /^(?:victims\.reflection_period|victims\.residence_permit|legislation\.residence_permit)$/;

const RULES: DetailRule[] = [
  {
    kind: "period",
    pattern: /\b((?:19|20)\d{2})\s?(?:[-–/]|to|until)\s?((?:19|20)?\d{2})\b/g,
    measures: /^policy\.|^data\.|^prevention\./,
    read: (m) => {
      const from = m[1] ?? "";
      const to = m[2] ?? "";
      const end = to.length === 2 ? from.slice(0, 2) + to : to;
      return Number(end) >= Number(from) ? { value: `${from}/${end}`, unit: "year" } : null;
    },
  },
  {
    kind: "year",
    pattern: /\b(?:[Ii]n|[Ss]ince|of|[Ff]rom|[Oo]n(?: \d{1,2})? [A-Z][a-z]+|(?:January|February|March|April|May|June|July|August|September|October|November|December))\s((?:19|20)\d{2})\b(?!\s?[-–/]\s?\d)/g,
    measures: /./,
    read: (m) => ({ value: m[1] ?? "", unit: "year" }),
  },
  {
    kind: "year",
    pattern: /\b((?:19|20)\d{2})\s(?=(?:[A-Z][\w-]*\s){0,5}(?:Act|Law|Code|Decree|Plan|Strategy|Programme)\b)/g,
    measures: /./,
    named: true,
    read: (m) => ({ value: m[1] ?? "", unit: "year" }),
  },
  {
    kind: "duration",
    pattern: new RegExp(`\\b(?:between |from |at least |up to |of |for )?(?:${NUMBER}\\s?(?:-|–|to|and)\\s?)?${NUMBER}[- ](days?|weeks?|months?|years?)\\b`, "gi"),
    measures: TERMS,
    read: (m) => {
      const low = toNumber(m[1]);
      const high = toNumber(m[2]);
      if (high === null) return null;
      return { value: low === null ? high : `${low}/${high}`, unit: (m[3] ?? "").toLowerCase().replace(/s$/, "") };
    },
  },
  {
    kind: "penalty",
    pattern: new RegExp(`\\b(?:imprisonment|prison(?: terms?| sentences?)?|sentences?|penalt(?:y|ies)|punish\\w+)\\b[^.;]{0,50}?\\b(?:${NUMBER}\\s?(?:-|–|to|and)\\s?)?${NUMBER}[- ]years?\\b`, "gi"),
    measures: /^legislation\./,
    read: (m) => {
      const low = toNumber(m[1]);
      const high = toNumber(m[2]);
      return high === null ? null : { value: low === null ? high : `${low}/${high}`, unit: "year_of_imprisonment" };
    },
  },
  {
    kind: "law_name",
    pattern: /\b(?:(?:Act|Law|Decree|Legislative Decree|Organic Law|Ordinance|Proclamation)\s(?:No\.|Number|Nr\.)\s?[\w./-]+(?:\s(?:of|on|against|concerning)\s[^,;.()]{3,80}?(?=\s(?:was|were|is|are|has|had|have|which|that|entered|came|and)\b|[,;.()]|$))?|(?:[A-Z][\w'’-]+\s(?:(?:and|of|in|on|against|for|to|the|\([^)]{3,40}\))\s)*){1,9}(?:Act|Law|Ordinance|Proclamation)\b(?:,?\s(?:of\s)?(?:19|20)\d{2})?)/g,
    measures: /^legislation\./,
    read: (m) => ({ value: m[0].replace(/\s+/g, " ").replace(/^The /, ""), unit: null }),
  },
  {
    kind: "plan_name",
    pattern: /\b(?:[A-Z][\w'’-]+\s){0,6}(?:National |State )?(?:Plan of Action|Action Plan|Strategy|Programme)(?:\s(?:to|for|on|against|of)\s(?:(?:the|and|in|of|against|to|for|on)\s|[A-Z][\w'’-]+\s?|\w+ing\s){1,9})?(?=\b|\s)/g,
    measures: /^policy\./,
    read: (m) => (/^(?:Strategy|Programme|Action Plan|Plan of Action)$/.test(m[0].trim()) ? null : { value: m[0].trim().replace(/\s+/g, " ").replace(/^The /, ""), unit: null }),
  },
  {
    kind: "body",
    pattern: /\b(?:Ministry of (?:the )?[A-Z][\w'’-]+(?:(?:,| and| of| the) (?:the )?[A-Z][\w'’-]+){0,5}|(?:[A-Z][\w'’-]+\s){1,5}(?:Committee|Commission|Council|Agency|Task Force|Working Group|Unit)(?:\s(?:on|for|against|to)\s(?:(?:the|and|in|of|against|to|for)\s|[A-Z][\w'’-]+\s?){1,8})?)/g,
    measures: /^(?:coordination|justice|victims|policy|data)\./,
    read: (m) => ({ value: m[0].trim().replace(/\s+/g, " ").replace(/^The /, ""), unit: null }),
  },
];

const MOST = 6;

/**
 * Finds the particulars in a claim's quote.
 * @param text the paragraph
 * @param start quote's offsets in it
 * @returns details with offsets into the paragraph; `text.slice(start, end) === detail.text`
 */
export function findDetails(text: string, start: number, end: number, measure: string): ClaimDetail[] {
  const quote = text.slice(start, end);
  const out: ClaimDetail[] = [];
  for (const rule of RULES) {
    if (!rule.measures.test(measure) || (rule.kind === "year" && !LAWS.test(measure) && !measure.startsWith("treaty."))) continue;
    for (const m of quote.matchAll(rule.pattern)) {
      const read = rule.read(m);
      const found = m[0].trimEnd();
      if (read === null || found === "") continue;
      const at = start + m.index;
      if (out.some((d) => d.kind === rule.kind && d.value === read.value)) continue;
      const role = rule.kind === "period" ? "period" : rule.kind === "year" ? (rule.named === true ? "named" : yearRole(text, at, at + found.length, start, end)) : null;
      out.push({ kind: rule.kind, value: read.value, unit: read.unit, role, text: found, start: at, end: at + found.length });
      if (out.length >= MOST) return out;
    }
  }
  return out;
}
