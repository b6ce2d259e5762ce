// Owns attribution in texts that name many States: each measure to the States that the grammar gives it to.
// Must not decide whose text it is; extract.ts does.
import type { Certainty, Span, Status } from "../contracts.js";
import { findMeasures, type MeasureMatch } from "../measures/match.js";
import type { StateMention } from "../states/mentions.js";
import { readStatus, readTreatyStatus, type StatusReading } from "../status.js";
import { splitClauses } from "./clauses.js";
import { findBrackets, findGroups, type Bracket, type StateGroup } from "./groups.js";
import { findQuantifiers } from "./quantifiers.js";
import type { RawClaim, RawCollective } from "./raw-claim.js";

/** What the discourse is about as a sentence begins: carried from clause to clause within a paragraph. */
export interface Focus {
  measures: { rule: string; measure: string; words: string }[];
  status: Status;
  /** States of the last subject, and the last two groups named, for "it", "the former", "both". */
  subject: StateGroup | null;
  subjectStates: string[];
  groups: string[][];
  /** Last treaty named in full: "the Convention" means it. */
  treaty: string | null;
  illustrative: boolean;
}

export function newFocus(): Focus {
  return { measures: [], status: "in_place", subject: null, subjectStates: [], groups: [], treaty: null, illustrative: false };
}

export interface ListSentence {
  /** Offset of the sentence in the paragraph. */
  offset: number;
  /** Masked text of the sentence. */
  text: string;
  /** Mentions with offsets into `text`. */
  mentions: StateMention[];
  topicNear: boolean;
  /** The sentence before (masked), for rules that need law or data around them. */
  previous: string;
}

export interface ListResult {
  claims: RawClaim[];
  collective: RawCollective[];
  /** Lists of States whose measure could not be told; spans in the paragraph. */
  unresolved: Span[];
}

interface Found {
  rule: string;
  measure: string;
  words: string;
  /** Offsets into the sentence. */
  start: number;
  end: number;
  match: MeasureMatch | null;
}

const ANAPHOR =
  /\b(?:such|similar|the same|likewise|similarly|one|ones|them|they|it|so|this|these|those|(?:their|its) (?:establishment|creation|adoption|introduction|ratification|accession|appointment|setting up|conclusion|launch|own)|(?:has|have|had|do|does|did|is|are|was|were|will)(?:n[’']t| not)?\s*(?:yet|done so|neither|none)?\s*(?=[,;.]|$)|none|neither)\b/i;
const SHORT_CONVENTION = /\b(?:the|that|same|said|both the) (?:same )?convention\b(?!\s+(?:on|against|for|concerning|of|to|relating|No))/gi;
const SHORT_PROTOCOLS = /\b(?:its|the|both|two|three) (?:(?:two|three|supplementary|supplementing|additional|both) )*protocols\b(?: thereto)?(?!\s+(?:on|against|for|concerning|to the))/gi;
const PROVERB_START = /^\s*(?:and\s+|or\s+)?(?:as|so) (?:are|is|do|does|did|has|have|had|was|were)\b/i;

function blank(text: string, spans: readonly Span[]): string {
  let out = text;
  for (const s of spans) out = out.slice(0, s.start) + " ".repeat(s.end - s.start) + out.slice(s.end);
  return out;
}

function isTreaty(measure: string): boolean {
  return measure.startsWith("treaty.");
}

const PREPOSITION = /\b(?:on|for|in|to|of|at|against|with|by|within|from|through|as|under)\b/gi;

/** Reads one sentence of a text that names many States. Updates the focus. */
export function readListSentence(s: ListSentence, focus: Focus, usage: Record<string, number>): ListResult {
  const out: ListResult = { claims: [], collective: [], unresolved: [] };
  const brackets = findBrackets(s.text, s.mentions);
  const clauses = splitClauses(s.text, brackets, s.mentions);
  const clauseStartOf = (offset: number): number => {
    let start = 0;
    for (const c of clauses) if (c.start <= offset) start = c.start;
    return start;
  };
  const groups = findGroups(s.text, s.mentions, brackets, clauseStartOf);
  markExceptions(s.text, groups);
  const lists = groups.filter((g) => g.position === "list");
  // Rules see the sentence without its lists and with brackets of remarks left in.
  const plain = blank(s.text, lists.map((g) => g.outer));
  const context = `${s.previous}\n${plain}`;

  const find = (from: number, to: number, extraContext = ""): Found[] => {
    const part = plain.slice(from, to);
    const matches = findMeasures(part, { context: plain + extraContext, topicNear: s.topicNear, lists: true });
    const found: Found[] = matches.map((m) => ({ rule: m.rule.id, measure: m.measure, words: part.slice(m.start, m.end), start: from + m.start, end: from + m.end, match: m }));
    for (const t of shortTreaties(part, focus)) found.push({ ...t, start: from + t.start, end: from + t.end });
    return found;
  };
  /** Law or data may stand in the sentence before ("these laws also cover …"); only for a part that finds nothing by itself. */
  const findWide = (from: number, to: number): Found[] => {
    const own = find(from, to);
    if (own.length > 0) return own;
    const part = plain.slice(from, to);
    return findMeasures(part, { context, topicNear: s.topicNear, lists: true })
      .filter((m) => m.measure.startsWith("legislation.") || m.measure.startsWith("data."))
      .map((m) => ({ rule: m.rule.id, measure: m.measure, words: part.slice(m.start, m.end), start: from + m.start, end: from + m.end, match: m }));
  };

  const emit = (g: StateGroup, found: readonly Found[], reading: (f: Found) => StatusReading | null, quote: Span, how: string, reason: string, only?: string[]): Status | null => {
    let last: Status | null = null;
    for (const f of found) {
      const r = reading(f);
      if (r === null || r.status === null) continue;
      last = r.status;
      usage[f.rule] = (usage[f.rule] ?? 0) + 1;
      for (const iso3 of only ?? g.states) {
        const mention = g.mentions.find((m) => m.iso3 === iso3);
        out.claims.push({
          state: iso3,
          measure: f.measure,
          status: r.status,
          extent: g.illustrative || g.position === "examples" || (focus.illustrative && how !== "list") ? "including" : "list",
          certainty: r.certainty,
          rule: `${f.rule}/${how}`,
          quote: { start: s.offset + quote.start, end: s.offset + quote.end },
          stateSpan: mention === undefined ? null : { start: s.offset + mention.start, end: s.offset + mention.end },
          stateReason: reason,
          measureSpan: { start: s.offset + f.start, end: s.offset + f.end },
        });
      }
    }
    return last;
  };
  const readOwn = (from: number, to: number, extra = ""): ((f: Found) => StatusReading) => {
    return (f) => {
      const text = plain.slice(from, to) + extra;
      const start = Math.max(0, f.start - from);
      const end = Math.max(start, Math.min(f.end - from, text.length));
      return isTreaty(f.measure) ? readTreatyStatus(text, start, end) : readStatus(text, start, end, f.match?.rule.status);
    };
  };
  const remember = (found: readonly Found[], status: Status | null): void => {
    if (found.length > 0) focus.measures = found.map((f) => ({ rule: f.rule, measure: f.measure, words: f.words }));
    for (const f of found) if (isTreaty(f.measure)) focus.treaty = f.measure;
    if (status !== null) focus.status = status;
  };
  /** Measures carried over from what went before, as if they stood at `at`. */
  const carried = (at: number): Found[] => focus.measures.map((m) => ({ ...m, start: at, end: at, match: null }));

  let partStart = 0; // where the words of the next list begin
  let lastPart: Span | null = null;
  let lastListMeasures: Found[] = [];
  const illustrativeSentence = /^\s*(?:for (?:example|instance)|examples?)\b|\bfor example\b,/i.test(s.text);
  if (illustrativeSentence) focus.illustrative = true;

  for (const clause of clauses) {
    const inClause = groups.filter((g) => g.start >= clause.start && g.start < clause.end);
    const clauseLists = inClause.filter((g) => g.position === "list");
    const open = inClause.filter((g) => g.position !== "list" && g.position !== "partner");
    const subjects = open.filter((g) => g.position === "subject");
    if (subjects.length > 0 || open.length > 0) {
      if (clauseLists.length === 0) partStart = clause.start;
    }

    // 1. Lists in parentheses: the words before them, back to the list before.
    for (const list of clauseLists) {
      const part: Span = { start: partStart, end: list.outer.start };
      const ownSubjects = subjects.filter((g) => g.end <= list.outer.start && g.start >= part.start);
      const subject = ownSubjects[ownSubjects.length - 1];
      if (subject !== undefined && part.start < subject.start) part.start = subject.start;
      let found = nearestItem(plain, part, findWide(part.start, part.end));
      let how = "list";
      let reason = "in the list in parentheses after the measure";
      let inherited = false;
      if (found.length === 0 && lastPart !== null) {
        found = composed(plain, lastPart, part, s.topicNear);
        if (found.length > 0) {
          how = "list-ellipsis";
          reason = "in the list in parentheses; the measure's words are shared with the list before";
        }
      }
      if (found.length === 0 && lastListMeasures.length > 0 && isContinuation(plain.slice(part.start, part.end))) {
        found = lastListMeasures.map((f) => ({ ...f, start: part.start, end: part.end, match: f.match }));
        how = "list-continued";
        reason = "in a further list in parentheses of the measure named before";
        inherited = true;
      }
      if (found.length === 0 && focus.measures.length > 0 && ANAPHOR.test(plain.slice(part.start, part.end))) {
        found = carried(part.end);
        how = "list-carried";
        reason = "in the list in parentheses; the measure is named in the sentence before";
        inherited = true;
      }
      const tailEnd = tailOf(plain, list.outer.end, clause.end, groups);
      const lead = plain.slice(part.start, part.end);
      const tail = plain.slice(list.outer.end, tailEnd);
      if (found.length === 0) {
        out.unresolved.push({ start: s.offset + list.outer.start, end: s.offset + list.outer.end });
      } else {
        const quoteStart = firstWord(s.text, part.start);
        const status = emit(
          list,
          found,
          (f) => {
            if (inherited) {
              const r = isTreaty(f.measure) ? readTreatyStatus(lead + " ", lead.length, lead.length) : readStatus(`${lead} ${tail}`, lead.length, lead.length);
              const status = r.cue === "" ? focus.status : r.status;
              return { ...r, status, certainty: "inferred" };
            }
            const start = Math.max(0, f.start - part.start);
            const text = lead + " ".repeat(list.outer.end - list.outer.start) + tail;
            const r = isTreaty(f.measure) ? readTreatyStatus(text, start, f.end - part.start) : readStatus(text, start, Math.max(start, f.end - part.start), f.match?.rule.status);
            return subject !== undefined ? { ...r, certainty: "hedged" } : r;
          },
          { start: quoteStart, end: list.outer.end },
          how,
          reason,
        );
        remember(found, status);
        lastListMeasures = found;
      }
      lastPart = part;
      partStart = list.outer.end;
    }
    if (clauseLists.length > 0 && open.length === 0) continue;

    // 2. States in the open.
    let clauseFound: Found[] = [];
    const text = plain.slice(clause.start, clause.end);
    const scopes = subjects.map((g, i) => ({ g, from: g.end, to: subjects[i + 1]?.start ?? clause.end }));
    let any = false;
    for (const { g, from, to } of scopes) {
      const bracket = brackets.find((b) => b.start >= g.end && b.start <= g.end + 3 && !lists.some((l) => l.outer.start === b.start));
      if (bracket !== undefined) {
        const found = find(bracket.inner.start, bracket.inner.end);
        const last = g.mentions[g.mentions.length - 1];
        if (found.length > 0 && last !== undefined && last.iso3 !== null) {
          emit(g, found, readOwn(bracket.inner.start, bracket.inner.end), { start: last.start, end: bracket.end }, "state-first", "the measure stands in parentheses after the State", [last.iso3]);
          any = true;
          continue;
        }
      }
      const scopeEnd = clauseLists.find((l) => l.outer.start > from)?.outer.start;
      const end = Math.min(to, scopeEnd ?? to);
      const boundedFrom = scopeEnd !== undefined && scopeEnd < to ? from : from;
      let found = clauseLists.some((l) => l.outer.start > from && l.outer.start < to) ? [] : findWide(boundedFrom, end);
      // "In Albania and Nepal's case, shelters …": words before a possessive or a governing noun belong to it too.
      const before = plain.slice(clause.start, g.start);
      if (found.length === 0 && /\b(?:of|in)\s+(?:the\s+)?$/i.test(before) && subjects[0] === g) found = findWide(clause.start, end).filter((f) => f.end > clause.start);
      const scopeText = plain.slice(from, end);
      const others = inClause.filter((o) => o !== g && o.position === "examples");
      if (found.length > 0) {
        const statusFrom = subjects[0] === g ? clause.start : g.start;
        const ownReading = readOwn(statusFrom, end);
        const status = emit(
          g,
          found,
          (f) => ownReading(f),
          { start: Math.min(g.start, firstWord(s.text, statusFrom)), end: trimEnd(s.text, end) },
          g.possessive ? "possessive" : "subject",
          g.possessive ? "the State that the measure is said to be of" : "the subject of the clause",
        );
        for (const o of others) emit(o, found, (f) => ownReading(f), { start: clause.start, end: trimEnd(s.text, clause.end) }, "examples", "an example named in the clause");
        remember(found, status);
        clauseFound = found;
        any = true;
      } else if (focus.measures.length > 0 && !clauseLists.length && mayCarry(before, scopeText, focus)) {
        const anaphor = ANAPHOR.exec(scopeText);
        const at = anaphor === null ? scopeText.length : anaphor.index;
        const sameStatus = PROVERB_START.test(before) || /\b(?:similarly|likewise|the same)\b/i.test(before);
        const negated = PROVERB_START.test(before) && /\bnot\b|\bneither\b|\bnor\b/i.test(before);
        const status = emit(
          g,
          carried(from + at),
          (f) => {
            if (negated) return { status: "absent", certainty: "inferred", cue: "negated" };
            const text = before + plain.slice(g.start, end);
            const position = before.length + (g.end - g.start) + at;
            const r = isTreaty(f.measure) ? readTreatyStatus(text, text.length, text.length) : readStatus(text, Math.min(position, text.length), Math.min(position + (anaphor?.[0].length ?? 0), text.length));
            const own = r.cue === "" && sameStatus ? focus.status : r.status;
            return { status: isTreaty(f.measure) && sameStatus && r.status === null ? focus.status : own, certainty: "inferred", cue: r.cue };
          },
          { start: Math.min(g.start, firstWord(s.text, clause.start)), end: trimEnd(s.text, end) },
          "carried",
          "the subject of a clause that takes its measure from the one before",
        );
        if (status !== null) any = true;
      }
      focus.subject = g;
      focus.subjectStates = g.states;
    }
    const rest = open.filter((g) => g.position === "place" || g.position === "examples" || g.position === "exception");
    if (subjects.length === 0 && rest.length > 0 && clauseLists.length === 0) {
      const found = findWide(clause.start, clause.end);
      const use = found.length > 0 ? found : mayCarry("", text, focus) || rest.every((g) => g.position === "exception") || PROVERB_START.test(text) || /^\s*(?:and\s+|or\s+|but\s+)?(?:also\s+|similarly,?\s+|likewise,?\s+)?(?:in|by|of)\s/i.test(text) ? carried(clause.start) : [];
      rest.forEach((g, i) => {
        const until = rest[i + 1]?.start ?? clause.end;
        const quote = { start: firstWord(s.text, clause.start), end: trimEnd(s.text, Math.max(g.end, found.length > 0 ? Math.max(...found.map((f) => f.end)) : g.end)) };
        if (g.position === "exception") {
          const after = plain.slice(g.end, until);
          emit(
            g,
            use.length > 0 ? use : carried(g.start),
            () => {
              const r = readStatus(after, 0, 0);
              return { status: r.status === "ended" || r.status === "planned" || r.status === "in_progress" ? r.status : "absent", certainty: "inferred", cue: "exception" };
            },
            { start: quote.start, end: trimEnd(s.text, until) },
            "exception",
            "named as an exception",
          );
          return;
        }
        // With several places, each takes the measures that stand since the one before.
        const previous = rest[i - 1];
        const mine = previous === undefined || previous.position === "exception" ? use.filter((f) => f.match === null || f.start < g.start || i === rest.length - 1) : use.filter((f) => f.match === null || f.start >= previous.end || !use.some((o) => o.start >= previous.end && o.start < g.start));
        const status = emit(
          g,
          mine,
          (f) => (f.match === null && found.length === 0 ? carriedReading(plain.slice(clause.start, clause.end), f.measure, focus) : readOwn(clause.start, clause.end)(f)),
          quote,
          g.position === "examples" ? "examples" : "place",
          g.position === "examples" ? "an example named in the clause" : "the State named after the measure",
        );
        if (found.length > 0) remember(found, status);
      });
      if (use.length > 0) any = true;
      clauseFound = found;
    } else if (subjects.length > 0) {
      for (const g of rest.filter((r) => r.position === "exception")) {
        emit(g, clauseFound.length > 0 ? clauseFound : carried(g.start), () => ({ status: "absent", certainty: "inferred", cue: "exception" }), { start: firstWord(s.text, clause.start), end: trimEnd(s.text, clause.end) }, "exception", "named as an exception");
      }
    }

    // 3. "It", "they", "the latter": the subject of what went before.
    if (!any && open.length === 0 && clauseLists.length === 0) {
      const who = pronounStates(text, focus, groups.filter((g) => g.start < clause.start));
      const found = findWide(clause.start, clause.end);
      if (who !== null && who.states.length > 0 && found.length > 0 && focus.subject !== null) {
        const g: StateGroup = { ...focus.subject, states: who.states, mentions: [], position: "subject", illustrative: false };
        const status = emit(g, found, (f) => ({ ...readOwn(clause.start, clause.end)(f), certainty: "inferred" }), { start: firstWord(s.text, clause.start), end: trimEnd(s.text, clause.end) }, "pronoun", `“${who.words}” stands for the State named before`);
        remember(found, status);
        any = true;
      }
      clauseFound = found;
    }

    // 4. Unnamed States.
    if (clauseLists.length === 0 && !subjects.some((g) => g.position === "subject" && clauseFound.length > 0 && g.start < (clauseFound[0]?.start ?? 0))) {
      const q = findQuantifiers(text)[0];
      if (q !== undefined && !/\b(?:from|between|among|of other|in other|to other|with other|and other) *$/i.test(text.slice(0, q.start))) {
        const own = clauseFound.length > 0 ? clauseFound : find(clause.start, clause.end);
        const found = own.length > 0 ? own : /\b(?:such|these|this|the same|similar)\b/i.test(text) ? carried(clause.start) : [];
        for (const f of found) {
          const r = f.match === null ? carriedReading(text, f.measure, focus) : readOwn(clause.start, clause.end)(f);
          if (r.status === null) continue;
          out.collective.push({
            measure: f.measure,
            status: r.status,
            quantifier: q.text,
            quantifierClass: q.quantifierClass,
            rule: `${f.rule}/collective`,
            quote: { start: s.offset + firstWord(s.text, clause.start), end: s.offset + trimEnd(s.text, clause.end) },
          });
        }
        if (own.length > 0) {
          remember(own, null);
          focus.status = "in_place";
        }
      } else if (!any) {
        const found = clauseFound.length > 0 ? clauseFound : find(clause.start, clause.end);
        if (found.length > 0) {
          remember(found, null);
          focus.status = "in_place";
        }
      }
    }
    for (const g of inClause) if (g.states.length > 0) focus.groups = [...focus.groups.slice(-3), g.states];
  }
  return out;
}

function carriedReading(text: string, measure: string, focus: Focus): StatusReading {
  const anaphor = ANAPHOR.exec(text);
  const at = anaphor?.index ?? text.length;
  const r = isTreaty(measure) ? readTreatyStatus(text, at, at) : readStatus(text, at, at + (anaphor?.[0].length ?? 0));
  return { status: r.cue === "" && !isTreaty(measure) ? focus.status : (r.status ?? focus.status), certainty: "inferred", cue: r.cue };
}

/** "…, and of Mongolia, where …" goes on with the exceptions. */
function markExceptions(text: string, groups: StateGroup[]): void {
  groups.forEach((g, i) => {
    const before = groups[i - 1];
    if (before?.position === "exception" && g.position === "place" && /,?\s+(?:and|or|nor)\s+(?:of|in|for|by)\s+(?:the\s+)?$/i.test(text.slice(before.end, g.start))) g.position = "exception";
  });
}

/** Of the measures in a part, those of the last item that has any; items stand between semicolons. */
function nearestItem(plain: string, part: Span, found: readonly Found[]): Found[] {
  if (found.length === 0) return [];
  const last = Math.max(...found.map((f) => f.start));
  const itemStart = plain.slice(part.start, last).lastIndexOf(";") + part.start;
  return found.filter((f) => f.start > itemStart || f.end > itemStart);
}

/** A list that goes on with what the list before it was about: short, or led in by a joining word. */
function isContinuation(part: string): boolean {
  return /^\s*[,;]?\s*(?:and|or|as well as|including|also|in|for|on|of|to|with|from|while|whereas)\b/i.test(part) || /^\s*[,;]/.test(part);
}

/** Where the words after a list that still belong to it end. */
function tailOf(plain: string, from: number, clauseEnd: number, groups: readonly StateGroup[]): number {
  const next = groups.find((g) => g.start > from && g.start < clauseEnd);
  let end = next === undefined ? clauseEnd : next.outer.start;
  // Another list follows: its words begin at the next joining word or comma.
  if (next !== undefined) {
    const cut = /[,;]|\b(?:and|or|as well as|while)\b/i.exec(plain.slice(from, end));
    if (cut !== null) end = from + cut.index;
  }
  return end;
}

/**
 * Measures of a part that shares words with the part before it: "a law on X (…), or on Y (…)".
 * The head of the part before is put in front, up to the joint that fits.
 */
function composed(plain: string, before: Span, part: Span, topicNear: boolean): Found[] {
  const current = plain.slice(part.start, part.end);
  const own = current.replace(/^[\s,;]*(?:(?:and|or|as well as|also|but also|in addition to|plus|together with)\b[\s,]*)*/i, "");
  if (own.trim() === "" || own.length > 160) return [];
  const lead = part.end - own.length;
  const previous = plain.slice(before.start, before.end);
  const starts = [...previous.matchAll(PREPOSITION)];
  const ownPreposition = /^(\w+)\b/.exec(own)?.[1]?.toLowerCase() ?? "";
  const same = starts.filter((m) => m[0].toLowerCase() === ownPreposition).map((m) => previous.slice(0, m.index));
  const after = starts.map((m) => previous.slice(0, m.index + m[0].length) + " ");
  for (const head of [...same.reverse(), ...after.reverse()]) {
    const joined = head + own;
    const matches = findMeasures(joined, { context: joined, topicNear, lists: true }).filter((m) => m.end > head.length);
    if (matches.length > 0) {
      return matches.map((m) => ({ rule: m.rule.id, measure: m.measure, words: joined.slice(m.start, m.end), start: lead, end: part.end, match: m }));
    }
  }
  return [];
}

function shortTreaties(part: string, focus: Focus): Found[] {
  const out: Found[] = [];
  const known = focus.treaty;
  const namedHere = /convention against transnational/i.test(part);
  if (known === null && !namedHere) return out;
  if (known !== null && /untoc|trafficking_protocol|smuggling_protocol/.test(known)) {
    for (const m of part.matchAll(SHORT_CONVENTION)) out.push({ rule: "treaty.untoc:short", measure: "treaty.untoc", words: m[0], start: m.index, end: m.index + m[0].length, match: null });
  }
  if (namedHere || (known !== null && /untoc/.test(known))) {
    for (const m of part.matchAll(SHORT_PROTOCOLS)) {
      for (const measure of ["treaty.trafficking_protocol", "treaty.smuggling_protocol"]) out.push({ rule: `${measure}:short`, measure, words: m[0], start: m.index, end: m.index + m[0].length, match: null });
    }
  }
  return out;
}

/** True where a clause without a measure of its own speaks of the one before. */
function mayCarry(before: string, scope: string, focus: Focus): boolean {
  if (PROVERB_START.test(before) || PROVERB_START.test(scope)) return true;
  if (/\b(?:similarly|likewise|the same)\b/i.test(before)) return true;
  const anaphor = ANAPHOR.exec(scope);
  if (anaphor !== null) return true;
  const trimmed = scope.replace(/[\s,.;]+/g, " ").trim();
  if (trimmed === "" || /^(?:also|too|as well)$/i.test(trimmed)) return true;
  const heads = focus.measures.flatMap((m) => m.words.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((w) => !/^(?:traffick|human|person|being|women|child|girl|victim|nation|against|support|protect|with|their|have|that|from|which|government|state|measure)/.test(w));
  const words = new Set((scope.toLowerCase().match(/[a-z]{4,}/g) ?? []).map((w) => w.slice(0, 6)));
  return heads.some((h) => words.has(h.slice(0, 6)));
}

function pronounStates(text: string, focus: Focus, before: readonly StateGroup[]): { states: string[]; words: string } | null {
  const m = /^[\s,;]*(?:(?:and|but|while|whereas|in addition|moreover|furthermore|there|then|also),?\s+)*(the latter|the former|both(?: countries| States)?|they|these (?:States|countries)|the two (?:States|countries)|it|the (?:country|Government|State)|its\b|their\b)/i.exec(text);
  if (m === null) return null;
  const words = m[1] ?? "";
  const named = [...focus.groups, ...before.map((g) => g.states)].filter((g) => g.length > 0);
  const last = named[named.length - 1] ?? focus.subjectStates;
  if (/latter/i.test(words)) return { states: last.slice(-1), words };
  if (/former/i.test(words)) {
    const group = last.length > 1 ? last : (named[named.length - 2] ?? last);
    return { states: group.slice(0, 1), words };
  }
  if (/both|two/i.test(words)) {
    const two = last.length === 2 ? last : [...(named[named.length - 2] ?? []).slice(-1), ...last.slice(0, 1)];
    return two.length === 2 ? { states: two, words } : null;
  }
  if (/^(?:it|its|the )/i.test(words)) return focus.subjectStates.length === 1 ? { states: focus.subjectStates, words } : null;
  return focus.subjectStates.length > 1 ? { states: focus.subjectStates, words } : null;
}

function firstWord(text: string, from: number): number {
  const m = /^[\s,;]*/.exec(text.slice(from));
  return from + (m?.[0].length ?? 0);
}

function trimEnd(text: string, to: number): number {
  let end = to;
  while (end > 0 && /[\s,;]/.test(text.charAt(end - 1))) end--;
  return end;
}

export type { Bracket, Certainty };
