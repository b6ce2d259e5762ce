// Owns attribution in texts that name many States: each measure to the States that the grammar gives it to.
// Must not decide whose text it is; extract.ts does.
import type { Certainty, Span, Status } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import { splitClauses } from "./clauses.js";
import { findBrackets, findGroups, type Bracket, type StateGroup } from "./groups.js";
import type { PartFound, PartReader, PartStatus as StatusReading } from "./part-reader.js";
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
  /** How measures and their status are read in a part of the sentence. */
  parts: PartReader;
}

export interface ListResult {
  claims: RawClaim[];
  collective: RawCollective[];
  /** Lists of States whose measure could not be told; spans in the paragraph. */
  unresolved: Span[];
  /** Names in lists of States that no alias knows. */
  unknown: { name: string; span: Span }[];
}

interface Found {
  rule: string;
  measure: string;
  words: string;
  /** Offsets into the sentence. */
  start: number;
  end: number;
  match: PartFound | null;
}

const ANAPHOR =
  /\b(?:such|similar|comparable|analogous|equivalent|the same|likewise|others|(?:an? |of |\w+ing |\w+ed |has |have |had |introduce |adopt |establish |develop |create )ones?(?=\s*(?:[,;.]|$|on\b|for\b|in \d{4}|by\b|and\b|but\b|with\b|to be\b|once\b))|(?:that|this) (?:purpose|end|effect)|(?:\w+(?:ed|ing|s)|ratify|grant|adopt|sign|provide|introduce|establish|do) (?:it|them)(?=\s*(?:[,;.]|$|by\b|in\b|yet\b|but\b|and\b|at\b|on\b|since\b))|that (?:it|they) (?:was|were|had|is|are)|(?:do|does|did|doing|done) so|(?:these|those|this) (?:measures?|services?|plans?|laws?|permits?|programmes?|courses?|provisions?|mechanisms?|practices?|bod(?:y|ies)|systems?|schemes?|campaigns?|periods?|instruments?|treaties|lines?|centres?|structures?)|they (?:are|were) (?:still |currently )?(?:being|under|planned|in)\b|(?:in \w+ |there )?it (?:lasts?|is|was|covers?)(?= )|(?:their|its) (?:establishment|creation|adoption|introduction|ratification|accession|appointment|setting up|conclusion|launch|own)|(?:has|have|had|do|does|did|is|are|was|were|will)(?:n[’']t| not)?\s*(?:yet|done so|neither|none)?\s*(?=[,;.]|$)|none|neither)\b/i;
const SHORT_CONVENTION = /\b(?:the|the parent|that|same|said|both the) (?:same )?convention\b(?!\s+(?:on|against|for|concerning|of|to|relating|No))/gi;
const SHORT_PROTOCOLS = /\b(?:its|the|both|two|three) (?:(?:two|three|supplementary|supplementing|additional|both) )*protocols\b(?: thereto)?(?!\s+(?:on|against|for|concerning|to the))/gi;
const FINITE = /\b(?:has|have|had|is|are|was|were|been|reported|adopted|established|carried|provides?|provided|\w+(?:ize|ise)[sd]?)\b/i;
/** A sentence that says what the measure before it consists of. */
const ELABORATION = /^\s*(?:Such|These|Those|They|This|The (?:range|scope|topics?|subjects?|areas?|content|contents|themes?))\b[^;]{0,80}?\b(?:(?:may|might|can|could) )?(?:includes?|included|covers?|covered|comprises?|comprised|consists? of|ranges? from|encompass(?:es)?|deals? with|concerns?|focus(?:es|ed)?)\b/i;
/** A body that is no State acts: what it did in a State is not that State's report. */
const ORGANIZATION_ACTS =
  /^[\s,;]*(?:(?:and|but|while|whereas|in addition|furthermore|moreover|also|similarly|for (?:example|instance)|in (?:19|20)\d\d|recently),?\s+)*(?:the )?(?:(?:regional |country |joint )?(?:office of the )?(?:United Nations|UN)\b(?! (?:Convention|Protocol|Trafficking Protocol))|UNODC|UNICEF|UNHCR|UNIFEM|UNFPA|UNDP|UNESCO|UNAIDS|UN-?Women|OHCHR|ILO|IOM|WHO|World Bank|INTERPOL|Interpol|Europol|OSCE|International (?:Organization|Labour Organi[sz]ation|Criminal Police)|Office of the (?:United Nations )?High Commissioner|Inter-Parliamentary Union|European (?:Union|Commission|Institute)|Council of Europe|African Union|Organization (?:of American States|for Security)|Association of South|Non-governmental organi[sz]ations?|NGOs?|civil society)\b[^,;]{0,120}?\b(?:has|have|had|is|are|was|were|supported|supports|conducted|trained|organized|organised|established|opened|funded|provided|provides|assisted|helped|developed|launched|carried|implemented|runs?|ran|\w+ed)\b/i;
const PROVERB_START = /^\s*(?:and\s+|or\s+)?(?:as|so) (?:they |it )?(?:are|is|do|does|did|has|have|had|was|were)\b/i;

function blank(text: string, spans: readonly Span[]): string {
  let out = text;
  for (const s of spans) out = out.slice(0, s.start) + " ".repeat(s.end - s.start) + out.slice(s.end);
  return out;
}

function isTreaty(measure: string): boolean {
  return measure.startsWith("treaty.");
}

/** What a State supports in other countries is not a measure of its own. */
const ABROAD = /^[^,;]{0,40}\b(?:in|of|for) (?:its )?(?:partner|other|third|neighbou?ring|foreign|developing|recipient) (?:countries|States)\b/i;
const PREPOSITION = /\b(?:on|for|in|to|of|at|against|with|by|within|from|through|as|under)\b/gi;

/** Reads one sentence of a text that names many States. Updates the focus. */
export function readListSentence(s: ListSentence, focus: Focus, usage: Record<string, number>): ListResult {
  const out: ListResult = { claims: [], collective: [], unresolved: [], unknown: [] };
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
  for (const g of lists) for (const name of g.unknown) out.unknown.push({ name, span: { start: s.offset + g.outer.start, end: s.offset + g.outer.end } });
  // Rules see the sentence without its lists and with brackets of remarks left in.
  const plain = blank(s.text, lists.map((g) => g.outer));
  const context = `${s.previous}\n${plain}`;

  const behindSubject = (from: number): boolean => groups.some((g) => g.position === "subject" && !g.possessive && g.end === from);
  const find = (from: number, to: number, extraContext = ""): Found[] => {
    const part = plain.slice(from, to);
    const matches = s.parts.find(part, { context: sideOf(plain, from, to) + extraContext, topicNear: s.topicNear, behindSubject: behindSubject(from) });
    const found: Found[] = matches.map((m) => ({ rule: m.rule, measure: m.measure, words: m.words ?? part.slice(m.start, m.end), start: from + m.start, end: from + m.end, match: m }));
    for (const t of shortTreaties(part, focus)) found.push({ ...t, start: from + t.start, end: from + t.end });
    return found;
  };
  const asFound = (m: PartFound, part: string, from: number): Found => ({ rule: m.rule, measure: m.measure, words: m.words ?? part.slice(m.start, m.end), start: from + m.start, end: from + m.end, match: m });
  /** What a rule asks for around its words may stand in the sentence or the headings before; only for a part that finds nothing by itself. */
  const findWide = (from: number, to: number): Found[] => {
    const own = find(from, to);
    if (own.length > 0) return own;
    const part = plain.slice(from, to);
    return s.parts.find(part, { context, topicNear: s.topicNear, behindSubject: behindSubject(from) }).map((m) => asFound(m, part, from));
  };
  /** In a report on the topic the words "for victims of trafficking" go without saying. */
  const onTopicFallback = (from: number, to: number): Found[] => {
    if (!s.topicNear) return [];
    const part = plain.slice(from, to).trimEnd();
    return s.parts.findOnTopic(part, context, behindSubject(from)).map((m) => asFound(m, part, from));
  };
  /** "X has a law on A, and Y has one on B": the head noun of the measure before, with its own complement. */
  const oneOn = (scope: string, from: number): Found[] => {
    const m = /\bones? ((?:on|against|for|to)\b[^,;.]{3,80})/i.exec(scope);
    const head = focus.measures[0]?.words.replace(/\s+(?:on|against|for|to)\b.*$/is, "");
    if (m === null || head === undefined) return [];
    const joined = `${head} ${m[1] ?? ""}`;
    const start = from + m.index;
    return s.parts.find(joined, { context: joined, topicNear: s.topicNear }).map((x) => ({ ...asFound(x, joined, start), start, end: start + m[0].length }));
  };
  const stateFirst = (g: StateGroup): { mention: StateMention; bracket: Bracket; found: Found[]; iso3: string }[] =>
    g.mentions.flatMap((mention) => {
      const bracket = brackets.find((b) => b.start >= mention.end && b.start <= mention.end + 2 && !lists.some((l) => l.outer.start === b.start));
      if (bracket === undefined || mention.iso3 === null) return [];
      const own = find(bracket.inner.start, bracket.inner.end);
      const more = onTopicFallback(bracket.inner.start, bracket.inner.end).filter((f) => !own.some((o) => o.measure === f.measure));
      const found = [...own, ...more];
      return found.length > 0 ? [{ mention, bracket, found, iso3: mention.iso3 }] : [];
    });
  const measureBefore = (from: number, to: number): boolean => to > from && find(from, to).length > 0;

  const emit = (g: StateGroup, found: readonly Found[], reading: (f: Found) => StatusReading | null, quote: Span, how: string, reason: string, only?: string[]): Status | null => {
    let last: Status | null = null;
    for (const f of found) {
      let r = reading(f);
      // "Ghana did so in respect of the Protocol …", "…; Tunisia to the Optional Protocol": the act is the one before.
      if (r !== null && r.status === null && isTreaty(f.measure) && r.cue === "named without an act" && focus.measures.some((m) => isTreaty(m.measure))) r = { status: focus.status, certainty: "inferred", cue: "as before" };
      if (r === null || r.status === null) continue;
      // A campaign or a partnership "under way" is being carried out.
      if (r.status === "in_progress" && /under ?way/i.test(r.cue) && /^(?:prevention|business|media|cooperation)\./.test(f.measure)) r = { ...r, status: "in_place" };
      if (ABROAD.test(plain.slice(f.end, f.end + 70)) && !/^(?:treaty|cooperation)\./.test(f.measure)) continue;
      const status = r.status;
      if (status === null) continue;
      last = status;
      usage[f.rule] = (usage[f.rule] ?? 0) + 1;
      for (const iso3 of only ?? g.states) {
        const mention = g.mentions.find((m) => m.iso3 === iso3);
        out.claims.push({
          state: iso3,
          measure: f.measure,
          status,
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
      const text = pronouns(plain, from, to, groups) + extra;
      const start = Math.max(0, f.start - from);
      const end = Math.max(start, Math.min(f.end - from, text.length));
      return s.parts.status(text, f.measure, start, end, f.match);
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
  let lastPart: string | null = null;
  let lastListMeasures: Found[] = [];
  const illustrativeSentence = /^\s*(?:for (?:example|instance)|examples?)\b|\bfor example\b,/i.test(s.text);
  if (illustrativeSentence) focus.illustrative = true;

  for (const clause of clauses) {
    if (ORGANIZATION_ACTS.test(plain.slice(clause.start, clause.end))) {
      partStart = clause.end;
      continue;
    }
    const inClause = groups.filter((g) => g.start >= clause.start && g.start < clause.end);
    const clauseLists = inClause.filter((g) => g.position === "list");
    // "Thailand (shelters and a hotline), Cambodia (a hotline)": each State has its own.
    const told = new Set<StateGroup>();
    for (const g of inClause) {
      if (g.position !== "subject" && g.position !== "place") continue;
      const own = stateFirst(g);
      if (own.length === 0 || own.length * 2 < g.mentions.length) continue;
      if (own.length < g.mentions.length && measureBefore(clause.start, g.start)) continue;
      for (const { mention, bracket, found, iso3 } of own) {
        emit(g, found, readOwn(bracket.inner.start, bracket.inner.end), { start: mention.start, end: bracket.end }, "state-first", "the measure stands in parentheses after the State", [iso3]);
      }
      told.add(g);
    }
    const open = inClause.filter((g) => g.position !== "list" && g.position !== "partner" && !told.has(g));
    const subjects = open.filter((g) => g.position === "subject");
    if (subjects.length > 0 || open.length > 0) {
      if (clauseLists.length === 0 || open.some((g) => g.start < (clauseLists[0]?.start ?? 0))) partStart = clause.start;
    }

    // 1. Lists in parentheses, and States named after the measure: the words since the group before belong to each.
    let clauseFound: Found[] = [];
    let any = told.size > 0;
    const rest = open.filter((g) => g.position !== "subject");
    const firstSubject = subjects[0]?.start ?? clause.end;
    const anchors = inClause.filter((g) => !told.has(g)).filter((g) => g.position === "list" || (g.position !== "partner" && g.position !== "subject" && g.start < firstSubject));
    anchors.forEach((g, i) => {
      if (g.position === "exception") {
        const until = anchors[i + 1]?.start ?? clause.end;
        emit(
          g,
          clauseFound.length > 0 ? clauseFound : carried(g.start),
          () => exceptionReading(s.parts, plain.slice(g.end, until)),
          { start: firstWord(s.text, clause.start), end: trimEnd(s.text, until) },
          "exception",
          "named as an exception",
        );
        any = true;
        return;
      }
      const previous = anchors[i - 1];
      const isList = g.position === "list";
      const part: Span = { start: previous !== undefined ? previous.outer.end : isList ? partStart : clause.start, end: g.outer.start };
      const subject = subjects.filter((x) => x.end <= g.outer.start && x.start >= part.start).pop();
      if (subject !== undefined) part.start = subject.start;
      const words = plain.slice(part.start, part.end);
      const tailEnd = tailOf(plain, g.outer.end, clause.end, groups, isList);
      const tail = plain.slice(g.outer.end, tailEnd);
      const gap = " ".repeat(g.outer.end - g.outer.start);

      let how: string = g.position === "examples" ? "examples" : isList ? "list" : "place";
      let reason = isList ? "in the list in parentheses after the measure" : g.position === "examples" ? "an example named in the clause" : "the State named after the measure";
      let reading: (f: Found) => StatusReading = (f) => {
        const text = words + gap + tail;
        const start = Math.max(0, f.start - part.start);
        const end = Math.max(start, f.end - part.start);
        return s.parts.status(text, f.measure, start, end, f.match);
      };
      const carriedOver = (f: Found): StatusReading => {
        const r = readCarried(s.parts, isTreaty(f.measure), words, tail);
        return { status: r.cue === "" || r.status === null ? focus.status : r.status, certainty: "inferred", cue: r.cue };
      };

      let found: Found[] = [];
      // "Such services may include …", "The topics include …": the sentence goes on with the measure before it.
      if (isList && focus.measures.length > 0 && ELABORATION.test(words)) {
        found = carried(part.end);
        how = "list-carried";
        reason = "in the list in parentheses; the measure is named in the sentence before";
        reading = () => ({ status: focus.status, certainty: /\b(?:may|might|can|could)\b/i.test(words) ? "hedged" : "inferred", cue: "" });
      }
      if (found.length === 0) found = nearestItem(plain, part, findWide(part.start, part.end));
      if (found.length === 0 && lastPart !== null && (isList || previous !== undefined)) {
        const c = composed(s.parts, plain, lastPart, part, s.topicNear);
        if (c !== null) {
          found = c.found;
          how = `${how}-ellipsis`;
          reason = "the measure's words are shared with the list before";
          const joined = c.text;
          reading = (f) => {
            const text = joined + gap + tail;
            const m = f.match;
            return m === null || isTreaty(f.measure) ? s.parts.status(text, "treaty.", joined.length, joined.length, null) : s.parts.status(text, f.measure, m.start, m.end, m);
          };
          lastPart = joined;
        }
      } else if (found.length > 0) {
        // A further item of an enumeration shares the verb of the first: its status too.
        const bare = previous !== undefined && isContinuation(words) && !FINITE.test(words);
        if (bare) {
          const own = reading;
          const shared = focus.status;
          reading = (f) => {
            const r = own(f);
            return r.status === "in_place" ? { ...r, status: shared } : r;
          };
          lastPart = `${lastPart ?? ""}${words}`.slice(-400);
        } else lastPart = words;
      }
      // "Shelters in A and B provide … with medical care": what the predicate adds belongs to them too.
      if (!isList && found.length > 0 && i === anchors.length - 1 && /^\s*(?:also )?(?:provides?|offers?|includes?|gives?|covers?)\b/i.test(plain.slice(g.outer.end, clause.end))) {
        found = [...found, ...find(g.outer.end, clause.end).filter((f) => !found.some((x) => x.measure === f.measure))];
        reading = readOwn(part.start, clause.end);
      }
      // The predicate may stand after the State, or after the last of several ("nurses in A and teachers in B attended courses").
      if (found.length === 0 && !isList && !FINITE.test(words)) {
        const lastAnchor = anchors[anchors.length - 1] ?? g;
        const predicate = plain.slice(lastAnchor.outer.end, clause.end);
        // "Some countries, such as A and B, plan to": without what leads in to the examples.
        const head = words.replace(/,?\s*\b(?:such as|including|among them|notably|for (?:example|instance),?)\s*(?:the\s*)?$/i, (lead) => " ".repeat(lead.length));
        const joined = `${head} ${predicate.replace(/^\s*,/, (comma) => " ".repeat(comma.length))}`;
        const matches = s.parts.find(joined, { context: plain, topicNear: s.topicNear });
        found = matches.map((m) => asFound(m, joined, part.start)).map((f) => ({ ...f, start: part.start, end: part.end }));
        if (found.length > 0) {
          reading = (f) => {
            const m = f.match;
            return m === null || isTreaty(f.measure) ? s.parts.status(joined, "treaty.", joined.length, joined.length, null) : s.parts.status(joined, f.measure, m.start, m.end, m);
          };
          reason = "the State named within the subject of the clause";
        }
      }
      if (found.length === 0 && !isList && previous === undefined) {
        found = findWide(clause.start, clause.end);
        reading = readOwn(clause.start, clause.end);
      }
      if (found.length === 0 && (isList || previous !== undefined) && lastListMeasures.length > 0 && isContinuation(words)) {
        found = lastListMeasures.map((f) => ({ ...f, start: part.start, end: part.end }));
        how = `${how}-continued`;
        reason = "in a further list of the measure named before";
        reading = carriedOver;
      }
      if (found.length === 0) {
        found = onTopicFallback(part.start, part.end);
      }
      if (found.length === 0 && focus.measures.length > 0 && !s.parts.ofAnother(words + tail) && (mayCarry("", words + tail, focus) || PROVERB_START.test(words) || (!isList && /^\s*(?:and\s+|or\s+|but\s+)?(?:also\s+|similarly,?\s+|likewise,?\s+)?(?:in|by|of)\s/i.test(words)))) {
        found = carried(part.end);
        how = `${how}-carried`;
        reason = "the measure is named before";
        reading = carriedOver;
      }
      if (found.length === 0) {
        if (isList && g.states.length > 0) out.unresolved.push({ start: s.offset + g.outer.start, end: s.offset + g.outer.end });
        lastPart = words;
      } else {
        const quoteEnd = Math.max(g.outer.end, ...found.map((f) => f.end));
        const own = reading;
        const status = emit(
          g,
          found,
          (f) => {
            const r = own(f);
            return subject !== undefined && r.certainty === "explicit" ? { ...r, certainty: "hedged" } : r;
          },
          { start: firstWord(s.text, part.start), end: trimEnd(s.text, quoteEnd) },
          how,
          reason,
        );
        if (status !== null || found.length > 0) remember(found, status);
        lastListMeasures = found;
        clauseFound = found;
        any = true;
      }
      partStart = g.outer.end;
    });

    // 2. States as subject: the words up to the next subject.
    const scopes = subjects.map((g, i) => ({ g, first: i === 0, from: g.end, to: subjects[i + 1]?.start ?? clause.end }));
    for (const { g, first, from, to } of scopes) {
      const listAfter = clauseLists.some((l) => l.outer.start > from && l.outer.start < to);
      if (listAfter) continue;
      const before = first ? plain.slice(clause.start, g.start) : "";
      const scopeText = plain.slice(from, to);
      // "With regard to the Protocol, X …": the clause's own lead-in is what it speaks of.
      const leadIn = first && before.trim() !== "" ? find(clause.start, g.start) : [];
      if (leadIn.length > 0) remember(leadIn, null);
      const occasion = leadIn.length > 0 && /^[\s,]*(?:in connection with|ahead of|before|during|around|on the occasion of|in the run-up to|prior to)\b/i.test(before);
      if (/\b(?:was|were|is|are) (?:mentioned|cited|named|thanked|singled out|identified as a)\b/i.test(scopeText.slice(0, 120))) continue;
      // "The rapporteur of X collects …", "The penal codes of X and Y cover …": the words before the State belong to it too.
      const governed = first && /\b(?!in\b)[a-z-]+ (?:of|in) (?:the |both )?$/i.test(before) && !/^[\s,]*(?:for example, |similarly, |likewise, )?in (?:the )?$/i.test(before);
      let found = governed ? findWide(clause.start, to).filter((f) => f.end > g.start || /\bof (?:the |both )?$/i.test(before)) : [];
      if (occasion) found = findWide(clause.start, to);
      if (found.length === 0) found = findWide(from, to);
      // "The penal codes of X and Y cover …": the words before the State belong to it too.
      if (found.length === 0 && first && before.trim() !== "") found = findWide(clause.start, to).filter((f) => f.end > g.start || /\b(?:of|in|by)\s+(?:the\s+)?$/i.test(before));
      if (found.length === 0) found = oneOn(scopeText, from);
      if (found.length === 0 && !mayCarry(before, scopeText, focus)) found = onTopicFallback(from, to);
      const examples = inClause.filter((o) => o.position === "examples" && o.start >= from && o.start < to);
      if (found.length > 0) {
        const statusFrom = first ? clause.start : g.start;
        const ownReading = readOwn(statusFrom, to);
        const quote = { start: Math.min(g.start, firstWord(s.text, statusFrom)), end: trimEnd(s.text, to) };
        if (/\brespectively\b/i.test(scopeText) && g.states.length > 1) {
          // One measure each, in order; where the numbers differ nobody is given anything.
          const inOrder = [...found].sort((a, b) => a.start - b.start);
          if (inOrder.length === g.states.length) inOrder.forEach((f, k) => emit(g, [f], ownReading, quote, "respectively", "one measure each, in the order of the States", [g.states[k] ?? ""]));
          else out.unresolved.push({ start: s.offset + g.start, end: s.offset + trimEnd(s.text, to) });
          any = true;
          continue;
        }
        const status = emit(g, found, ownReading, quote, g.possessive ? "possessive" : "subject", g.possessive ? "the State that the measure is said to be of" : "the subject of the clause");
        for (const o of examples) emit(o, found, ownReading, { start: quote.start, end: trimEnd(s.text, clause.end) }, "examples", "an example named in the clause");
        remember(found, status);
        clauseFound = found;
        any = true;
      } else if (focus.measures.length > 0 && !s.parts.ofAnother(scopeText) && mayCarry(before, scopeText, focus)) {
        const sameStatus = PROVERB_START.test(before) || /\b(?:similarly|likewise|the same)\b/i.test(before);
        const negated = PROVERB_START.test(before) && /\bnot\b|\bneither\b|\bnor\b/i.test(before);
        const status = emit(
          g,
          carried(from),
          (f) => {
            if (negated) return { status: "absent", certainty: "inferred", cue: "negated" };
            const r = readCarried(s.parts, isTreaty(f.measure), before, scopeText);
            const status = (r.cue === "" || r.status === null) && (sameStatus || r.status === null) ? focus.status : r.status;
            // "X's plan covers the period …" tells of the plan, not of what it plans.
            const ofPlan = f.measure.startsWith("policy.") && status === "planned" && /\b(?:plan|strategy|it|they)\b/i.test(r.cue);
            return { status: ofPlan ? "in_place" : status, certainty: "inferred", cue: r.cue };
          },
          { start: Math.min(g.start, firstWord(s.text, first ? clause.start : g.start)), end: trimEnd(s.text, to) },
          "carried",
          "the subject of a clause that takes its measure from the one before",
        );
        if (status !== null) any = true;
      }
      focus.subject = g;
      focus.subjectStates = g.states;
    }
    if (subjects.length > 0) {
      rest.filter((r) => r.position === "exception").forEach((g) => {
        emit(g, clauseFound.length > 0 ? clauseFound : carried(g.start), () => exceptionReading(s.parts, plain.slice(g.end, clause.end)), { start: firstWord(s.text, clause.start), end: trimEnd(s.text, clause.end) }, "exception", "named as an exception");
      });
    }
    const text = plain.slice(clause.start, clause.end);

    // 3. "It", "they", "the latter": the subject of what went before.
    if (!any && open.length === 0 && clauseLists.length === 0) {
      const who = pronounStates(text, focus, groups.filter((g) => g.start < clause.start));
      const found = findWide(clause.start, clause.end);
      const use = found.length > 0 ? found : who !== null && focus.measures.length > 0 && mayCarry("", text, focus) ? carried(clause.start) : [];
      if (who !== null && who.states.length > 0 && use.length > 0 && focus.subject !== null) {
        const g: StateGroup = { ...focus.subject, states: who.states, mentions: [], position: "subject", illustrative: false };
        const status = emit(g, use, (f) => ({ ...(found.length > 0 ? readOwn(clause.start, clause.end)(f) : readCarried(s.parts, isTreaty(f.measure), "", text)), certainty: "inferred" }), { start: firstWord(s.text, clause.start), end: trimEnd(s.text, clause.end) }, "pronoun", `“${who.words}” stands for the State named before`);
        if (found.length > 0) remember(found, status);
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
          const r = f.match === null ? carriedReading(s.parts, text, f.measure, focus) : readOwn(clause.start, clause.end)(f);
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
      } else if (!any && !ELABORATION.test(s.text)) {
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

function carriedReading(parts: PartReader, text: string, measure: string, focus: Focus): StatusReading {
  const anaphor = ANAPHOR.exec(text);
  const at = anaphor?.index ?? text.length;
  const r = parts.status(text, measure, at, isTreaty(measure) ? at : at + (anaphor?.[0].length ?? 0), null);
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

/** The side of a contrast in which the words stand: the law of "A has a law, while B grants permits" is A's alone. */
function sideOf(plain: string, from: number, to: number): string {
  let start = 0;
  let end = plain.length;
  for (const m of plain.matchAll(/\b(?:while|whilst|whereas|although)\b/gi)) {
    if (m.index <= from && m.index > 0) start = m.index;
    else if (m.index >= to && m.index < end) end = m.index;
  }
  return plain.slice(start, end);
}

/** Where the words after a list that still belong to it end. */
function tailOf(plain: string, from: number, clauseEnd: number, groups: readonly StateGroup[], isList: boolean): number {
  const next = groups.find((g) => g.start > from && g.start < clauseEnd && g.position !== "partner");
  let end = next === undefined ? clauseEnd : next.outer.start;
  if (next === undefined && !isList) return end;
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
 * @returns the measures, and the words they were read from; null where no joint fits
 */
function composed(parts: PartReader, plain: string, before: string, part: Span, topicNear: boolean): { found: Found[]; text: string } | null {
  const current = plain.slice(part.start, part.end);
  const own = current.replace(/^[\s,;]*(?:(?:and|or|as well as|also|but also|in addition to|plus|together with)\b[\s,]*)*/i, "").trimEnd();
  if (own.trim() === "" || own.length > 160) return null;
  // "…, and are being drafted in": a verb of its own says another thing of the same measure.
  if (/^(?:is|are|was|were|has|have|had|will)\b/i.test(own)) return null;
  const starts = [...before.matchAll(PREPOSITION)];
  const ownPreposition = /^(\w+)\b/.exec(own)?.[1]?.toLowerCase() ?? "";
  const same = starts.filter((m) => m[0].toLowerCase() === ownPreposition).map((m) => before.slice(0, m.index));
  const after = starts.map((m) => before.slice(0, m.index + m[0].length) + " ");
  for (const head of [...same.reverse(), ...after.reverse()]) {
    const joined = head + own;
    const matches = parts.find(joined, { context: joined, topicNear }).filter((m) => (m.until ?? m.end) > head.length);
    if (matches.length > 0) {
      return { found: matches.map((m) => ({ rule: m.rule, measure: m.measure, words: joined.slice(m.start, m.end), start: part.end - own.length, end: part.end, match: m })), text: joined };
    }
  }
  return null;
}

/** A stretch of the sentence in which States that are subjects are "they", at equal length, with their article. */
function pronouns(plain: string, from: number, to: number, groups: readonly StateGroup[]): string {
  let out = plain.slice(from, to);
  for (const g of groups) {
    if (g.position === "examples" && g.start >= from && g.end <= to) {
      // "Some countries, such as A and B, plan to": the verb is that of the countries.
      const lead = /,?\s*\b(?:such as|including|among them|notably) (?:the )?$/i.exec(plain.slice(from, g.start))?.[0].length ?? 0;
      const until = plain[g.end] === "," && g.end < to ? g.end + 1 : g.end;
      if (lead > 0) out = `${out.slice(0, g.start - lead - from)}${" ".repeat(until - g.start + lead)}${out.slice(until - from)}`;
      continue;
    }
    if (g.position !== "subject" || g.possessive || g.start < from || g.end > to || g.end - g.start < 4) continue;
    const start = g.start - (/\bthe $/i.exec(plain.slice(from, g.start))?.[0].length ?? 0);
    out = `${out.slice(0, start - from)}${"they".padEnd(g.end - start)}${out.slice(g.end - from)}`;
  }
  return out;
}

/** Reads the status of a measure that the clause does not name: from the words on both sides of where it would stand. */
function readCarried(parts: PartReader, treaty: boolean, lead: string, after: string): StatusReading {
  // What is left of "the Czech Republic plans to" without its name.
  const before = lead.replace(/\bthe\s*$/i, "they");
  const text = `${before} ${after}`;
  if (!treaty && /\bno (?:[\w-]+ ){0,3}[\w-]+ (?:is|are|was|were|has|have|had|exists?|existed)\b/i.test(text)) return { status: "absent", certainty: "inferred", cue: "no such measure" };
  const at = (start: number, end = start): StatusReading => parts.status(text, treaty ? "treaty." : "", start, end, null);
  if (treaty) return at(text.length);
  const readings = [at(text.length), at(before.length + 1), at(0)];
  const anaphor = ANAPHOR.exec(after);
  if (anaphor !== null) readings.unshift(at(before.length + 1 + anaphor.index, before.length + 1 + anaphor.index + anaphor[0].length));
  for (const status of ["ended", "mixed", "absent"] as const) {
    const r = readings.find((x) => x.status === status);
    if (r !== undefined) return r;
  }
  return readings.find((r) => r.cue !== "") ?? readings[0] ?? { status: "in_place", certainty: "inferred", cue: "" };
}

function exceptionReading(parts: PartReader, after: string): StatusReading {
  const r = readCarried(parts, false, "", after);
  const status = r.status === "ended" || r.status === "planned" || r.status === "in_progress" ? r.status : "absent";
  return { status, certainty: "inferred", cue: "exception" };
}

function shortTreaties(part: string, focus: Focus): Found[] {
  const out: Found[] = [];
  const known = focus.treaty;
  const namedHere = /convention against transnational/i.test(part);
  if (known === null && !namedHere) return out;
  if (known !== null && /untoc|trafficking_protocol|smuggling_protocol/.test(known)) {
    for (const m of part.matchAll(SHORT_CONVENTION)) out.push({ rule: "treaty.untoc:short", measure: "treaty.untoc", words: m[0], start: m.index, end: m.index + m[0].length, match: null });
  }
  // "the latter Protocol", "the Protocol": the last one named, or the one that the report is about.
  for (const m of part.matchAll(/\bthe (latter |same |said )?Protocol\b(?!s)(?!\s+(?:on|against|to|relating|of)\b)/gi)) {
    const protocols = focus.measures.filter((x) => x.measure.endsWith("_protocol") && isTreaty(x.measure));
    const measure = m[1] !== undefined && protocols.length > 0 ? (protocols[protocols.length - 1]?.measure ?? "treaty.trafficking_protocol") : "treaty.trafficking_protocol";
    if (/optional/.test(known ?? "") && protocols.length === 0) continue;
    out.push({ rule: `${measure}:short`, measure, words: m[0], start: m.index, end: m.index + m[0].length, match: null });
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
  if (/\b(?:from|by) the United Nations\b|contributed by other States/i.test(scope)) return false;
  const suchNoun = /\bsuch (?:an? )?([a-z-]+)/i.exec(scope)?.[1]?.toLowerCase() ?? "";
  // "no such research": research must have been spoken of.
  const anyBody = /^(?:bod|mechanism|institution|structure)/.test(suchNoun) && focus.measures.some((m) => m.measure.startsWith("coordination."));
  if (isHead(suchNoun) && !anyBody && !focus.measures.some((m) => m.words.toLowerCase().includes(suchNoun.slice(0, 5)))) return false;
  if (focus.measures.some((m) => isTreaty(m.measure)) && /\b(?:ratif\w*|acced\w*|accession|signed|(?:a |State )?part(?:y|ies))\b/i.test(scope)) return !OTHER_TREATY.test(scope);
  if (ANAPHOR.test(scope) || /\b(?:those|that) (?:of|in)\s+(?:the\s+)?$/i.test(before)) return true;
  const trimmed = scope.replace(/[\s,.;]+/g, " ").trim();
  if (trimmed === "" || /^(?:also|too|as well)$/i.test(trimmed) || (trimmed.split(" ").length <= 3 && !/\b(?:has|have|is|are|was|were|\w+ed)\b/i.test(trimmed))) return true;
  if (/\b(?:similarly|likewise)\b/i.test(scope) && trimmed.split(" ").length <= 7) return true;
  return sharesHead(`${before} ${scope}`, focus);
}

const HEADS = /\b(?:plans?|strateg(?:y|ies)|laws?|acts?|bills?|legislation|offences?|committees?|commissions?|task forces?|bod(?:y|ies)|mechanisms?|units?|desks?|rapporteurs?|cent(?:re|er)s?|shelters?|safe houses?|hotlines?|helplines?|lines?|periods?|permits?|campaigns?|courses?|research|stud(?:y|ies)|databases?|registers?|systems?|observator(?:y|ies)|codes?|agreements?|memorand(?:um|a)|networks?|guidelines|manuals?|protocols?|procedures?|programmes?|services?|funds?|inspections?|licen[cs]es?)\b/gi;

function isHead(word: string): boolean {
  return new RegExp(`^${HEADS.source}$`, "i").test(word);
}

/** "Togo is finalizing its plan", "the second plan of Bolivia": the head noun of the measure before, taken up with an article or possessive. */
function sharesHead(text: string, focus: Focus): boolean {
  const before = new Set(focus.measures.flatMap((m) => [...m.words.matchAll(HEADS)].map((x) => x[0].toLowerCase().slice(0, 5))));
  for (const m of text.matchAll(HEADS)) {
    if (!before.has(m[0].toLowerCase().slice(0, 5))) continue;
    if (/(?:\b(?:its|their|the|such|that|those|own|an?|no|any|only|first|second|third|fourth|new|national|two|same|[’']s|s[’'])\s+(?:[\w-]+\s+){0,2}|[’']s?\s+(?:[\w-]+\s+){0,2}|^\s*(?:[\w-]+\s+){0,2})$/i.test(text.slice(0, m.index))) return true;
  }
  return false;
}

/** Treaties of which this report's codebook knows nothing: what was said of the one before does not hold for them. */
const OTHER_TREATY = /\b(?:conventions?|covenants?|charters?)\b(?! against transnational)/i;

function pronounStates(text: string, focus: Focus, before: readonly StateGroup[]): { states: string[]; words: string } | null {
  const m = /^[\s,;]*(?:(?:and|but|while|whereas|in addition|moreover|furthermore|there|then|also),?\s+)*(the latter|the former|both(?: countries| States)?|they|these (?:States|countries)|the two (?:States|countries)|it|the (?:country|Government|State)|the (?:new |said |latter |same )?(?:Act|law|plan|strategy|committee|commission|task force|unit|centre|programme|code)|its\b|their\b)/i.exec(text);
  if (m === null) {
    // "X reported that …, and that …": the clause goes on with the same State.
    return /^[\s,;]*(?:and that\b|(?:but|and) (?:has|have|had|is|are|was|were|did|does|do)\b)/i.test(text) && focus.subjectStates.length > 0 ? { states: focus.subjectStates, words: "and that" } : null;
  }
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
