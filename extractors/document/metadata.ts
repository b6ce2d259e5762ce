// Owns a document's metadata: symbol, title, kind, State, date, session, language, author.
// Must not guess silently: what rests on weak evidence leaves an issue.

import { franc } from "franc-min";
import type { DocumentMeta, Footnote, IssueRecord, Paragraph, Section } from "../contracts.js";
import { recogniseKind, type KindEvidence, type KindFinding } from "./kind.js";
import { governmentOf } from "./publisher.js";
import { respondentOf, type Respondent } from "./respondent.js";
import { withoutCalls, type ReadOptions, type SourceDocument, type SourceLine } from "./source.js";
import { bodySize, MASTHEAD_LINE, SYMBOL } from "./zones.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DATE = new RegExp(`\\b(\\d{1,2})\\s+(${MONTHS.join("|")})\\s+(19\\d{2}|20\\d{2})\\b`, "i");
const US_DATE = new RegExp(`\\b(${MONTHS.join("|")})\\s+(\\d{1,2}),\\s+(19\\d{2}|20\\d{2})\\b`, "i");
const MONTH_YEAR = new RegExp(`\\b(${MONTHS.join("|")}),?\\s+(19\\d{2}|20\\d{2})\\b`, "i");
const SESSION = /\b((?:\p{L}+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\s+(?:special\s+|substantive\s+|resumed\s+)?session|session of \d{4}|\d{4} session)\b/iu;

export interface MetadataInput {
  source: SourceDocument;
  masthead: SourceLine[];
  sections: Section[];
  paragraphs: Paragraph[];
  footnotes: Footnote[];
  options: ReadOptions;
  issues: IssueRecord[];
  /** Share of the text that was read. */
  textRead: number;
}

/** Reads the metadata; adds issues for what was not found or rests on the file name only. */
export function readMetadata(input: MetadataInput): DocumentMeta {
  const { source, masthead, sections, paragraphs, options, issues } = input;
  const printed = masthead.map((line) => withoutCalls(line.text)).join("\n");
  const lead = paragraphs.slice(0, 6).map((p) => p.text).join("\n").slice(0, 4000);
  const top = titleOf(input);
  const stateHeadings = sections.map((s) => options.resolveState(s.heading)).filter((code): code is string => code !== null);
  const headings = sections.map((s) => s.heading);
  const evidence: KindEvidence = { masthead: printed, title: top.title ?? "", opening: `${headings.slice(0, 5).join("\n")}\n${lead}`, headings, stateHeadings, declaredTitle: source.declaredTitle ?? "" };
  const cover = printed.trim() === "" ? coverOf(source.lines) : [];
  const byCover = cover.length > 1 || (cover.length === 1 && cover[0] !== top.title) ? recogniseKind({ ...evidence, masthead: cover.join("\n") }) : null;
  const known = recogniseKind(evidence);
  // Where nothing else tells, the lines before the text do.
  const useCover = known.kind === "other" && byCover !== null && byCover.sure;
  const found = useCover ? byCover : known;
  const mastheadText = useCover ? cover.join("\n") : printed;
  const { title, subtitle } = useCover ? titleUnder(top, cover, options) : top;
  const government = governmentOf(source.address, options.resolveState);
  // A page of a government that is no report of a known kind tells of that government's own acts.
  const byAddress = government !== null && isOwnAccount(found, title ?? "", headings);
  const respondent = byAddress ? null : respondentOf(openingOf(source, [printed, ...cover, title ?? "", ...headings.slice(0, 4)], paragraphs), options.resolveState);
  const answers = respondent !== null && isOwnAnswer(found, respondent, paragraphs, evidence.opening);
  const own = byAddress || answers;
  const kind = options.kind ?? (own ? "national_report" : found.kind);
  const kindBasis = options.kind ? "user" : answers ? `its own lines: ${respondent.line.replace(/\s+/g, " ")}`.slice(0, 120) : own ? `published by the Government (${source.address ?? ""})`.slice(0, 120) : found.basis;
  if (!options.kind && answers && respondent.by === "field") {
    issues.push({ kind: "metadata", severity: "notice", paragraph: null, excerpt: respondent.line.slice(0, 200), message: `Taken for ${respondent.state}'s own answer to a form, because the form names that State.`, next: "Set kind and State by hand if somebody else filled it in." });
  }
  if (!options.kind && !own && !found.sure) {
    issues.push({
      kind: "metadata", severity: found.kind === "other" ? "warning" : "notice", paragraph: null, excerpt: (title ?? "").slice(0, 200),
      message: found.kind === "other" ? "The kind of document could not be told from masthead, title or headings." : `The kind "${found.kind}" rests on weak wording (${found.basis}).`,
      next: "Check it, and set the kind by hand if it is wrong.",
    });
  }

  const { symbol, basis: symbolBasis } = symbolOf(input, mastheadText);
  const state = answers ? respondent.state : own || (government !== null && kind === "national_report") ? government : stateOf(input, kind, title, subtitle, mastheadText, lead);
  const { date, year } = dateOf(input, mastheadText, title);
  const session = SESSION.exec(mastheadText)?.[1] ?? (symbol !== null ? SESSION.exec(lead)?.[1] ?? null : null);
  const language = languageOf(paragraphs, issues);
  if (symbolBasis === "file_name") {
    issues.push({ kind: "metadata", severity: "notice", paragraph: null, excerpt: options.fileName.slice(0, 200), message: `The symbol ${symbol ?? ""} was taken from the file name; the text prints none as its own.`, next: "Check that the file is what its name says." });
  }
  return {
    symbol, symbolBasis, title, kind, kindBasis, state, date, year,
    session: session === null ? null : session.charAt(0).toUpperCase() + session.slice(1),
    language,
    author: authorOf(kind, mastheadText, title, source.declaredTitle ?? "", lead),
    pages: source.pages,
    textRead: input.textRead,
  };
}

/** Not where it reports on others, sets out a plan or gives guidance: those kinds are told by their own wording. */
function isOwnAccount(found: KindFinding, title: string, headings: string[]): boolean {
  if (found.kind === "other") return !/\bcountry reports?\b|trafficking in persons report/i.test(title);
  const factSheet = /\bfact ?sheet|press release|statement|remarks|briefing\b/i.test(`${title}\n${headings[0] ?? ""}`);
  return factSheet && (found.kind === "action_plan" || (found.kind === "third_party_report" && !found.sure));
}

const LONGEST_OPENING_LINE = 300;
const FORM_WORDS = /\b(?:questionnaires?|reply form|survey|reporting (?:form|template|format))\b/i;

/** Lines in which a document may say whose it is. */
function openingOf(source: SourceDocument, lines: readonly string[], paragraphs: readonly Paragraph[]): string[] {
  const first = paragraphs.slice(0, 8).map(({ text }) => text.slice(0, LONGEST_OPENING_LINE));
  return [...lines.flatMap((line) => line.split("\n")), source.declaredAuthor ?? "", ...first, ...first.flatMap((text) => text.split("\n"))].filter((line) => line.trim() !== "");
}

/** Is it the answer, or the page, of the State that its own lines name? What is told by plainer wording stays what it is. */
function isOwnAnswer(found: KindFinding, { by }: Respondent, paragraphs: readonly Paragraph[], opening: string): boolean {
  if (found.kind !== "other" && found.sure && found.kind !== "guidance") return false;
  const form = paragraphs.some((paragraph) => paragraph.question !== undefined) || FORM_WORDS.test(opening);
  if (by === "field") return form;
  return found.kind === "other" || form;
}

/** Most lines of a cover, and the longest line of one. */
const COVER = { lines: 15, length: 120 };

/** What stands before the first line of prose where no masthead was told: short lines that name author, title, place and date. */
function coverOf(lines: readonly SourceLine[]): string[] {
  const body = lines.filter((line) => line.zone === "body").map((line) => withoutCalls(line.text).trim()).filter((text) => text !== "");
  const prose = body.findIndex((text) => text.length > COVER.length || /^\W*\d{1,3}[.)]\s/.test(text) || /[a-z]{3}[.!]$/.test(text));
  return body.slice(0, Math.min(Math.max(prose, 0), COVER.lines));
}

/** A first line that is only the State's name is no title where the next lines of the cover hold one. */
function titleUnder(found: { title: string | null; subtitle: string | null }, cover: readonly string[], options: ReadOptions): { title: string | null; subtitle: string | null } {
  if (found.title === null || cover.length < 2 || options.resolveState(found.title.replace(/^the /i, "")) === null) return found;
  const told = cover.find((line) => recogniseKind({ masthead: "", title: line, opening: "", headings: [], stateHeadings: [], declaredTitle: "" }).sure);
  return told === undefined ? found : { title: told, subtitle: found.title };
}

const NOT_TITLE = /^(?:[A-Z]|united|nations|\(?[EFS]\)?)$/iu;

function titleOf(input: MetadataInput): { title: string | null; subtitle: string | null } {
  const { masthead, source, sections, paragraphs } = input;
  const size = bodySize(source.lines);
  const proper = masthead.filter((line) => line.zone !== "furniture" && line.text !== "");
  // After the last of Distr./Original/session/agenda the title stands; its print is larger or bold.
  let lastCue = -1;
  proper.forEach((line, i) => {
    if (i < 30 && (/distr\.|original:/i.test(line.text) || (line.size <= size * 1.08 && MASTHEAD_LINE.test(withoutCalls(line.text).replace(/\*+$/, ""))))) lastCue = i;
  });
  let lines = proper.slice(lastCue + 1).filter((line) => !NOT_TITLE.test(withoutCalls(line.text)) && (line.size > size * 1.08 || !MASTHEAD_LINE.test(withoutCalls(line.text).replace(/\*+$/, ""))) && !SYMBOL.test(line.text.slice(0, 20)));
  const largest = Math.max(0, ...lines.map((line) => line.size));
  if (largest > size * 1.08) lines = lines.filter((line) => line.size > size * 1.08);
  else if (lines.some((line) => line.bold)) lines = lines.filter((line) => line.bold);
  if (lines.length > 0) {
    // Print of another size, or a gap, parts the title from the subtitle.
    const parts: string[] = [];
    lines.forEach((line, i) => {
      const above = lines[i - 1];
      const text = withoutCalls(line.text).replace(/\s*\*+$/, "");
      if (i > 0 && above && !line.blockStart && Math.abs(above.size - line.size) < 0.6) parts[parts.length - 1] += /\p{L}-$/u.test(parts[parts.length - 1] ?? "") ? text : ` ${text}`;
      else parts.push(text);
    });
    return { title: parts.join(" — ").slice(0, 400), subtitle: parts.length > 1 ? (parts[parts.length - 1] ?? null) : null };
  }
  if (source.declaredTitle !== null && source.declaredTitle.trim() !== "") return { title: source.declaredTitle.trim().slice(0, 400), subtitle: null };
  const first = source.lines.find((line) => line.zone === "body");
  const firstText = first ? withoutCalls(first.text).trim() : "";
  if (firstText.length > 2 && firstText.length <= 150 && !/[.;:]$/.test(firstText) && !/^(?:summary|introduction|contents)$/i.test(firstText)) return { title: firstText, subtitle: null };
  const section = sections[0];
  if (section && paragraphs[0] && (paragraphs[0].section === 0 || section.level === 1) && !/^(?:summary|introduction|executive summary|contents|overview)$/i.test(section.heading)) return { title: section.heading, subtitle: null };
  return { title: null, subtitle: null };
}

function symbolOf(input: MetadataInput, mastheadText: string): { symbol: string | null; basis: DocumentMeta["symbolBasis"] } {
  const clean = (text: string): string => text.replace(/\*+$/, "").replace(/[.\s]+$/, "");
  const inMasthead = SYMBOL.exec(mastheadText.split("\n").slice(0, 25).filter((line) => line.length < 60).join("\n"));
  const running = new Map<string, number>();
  for (const line of input.source.lines) {
    if (line.zone !== "furniture") continue;
    const match = SYMBOL.exec(line.text);
    if (match) running.set(clean(match[0]), (running.get(clean(match[0])) ?? 0) + 1);
  }
  const best = [...running].sort((p, q) => q[1] - p[1] || p[0].localeCompare(q[0]))[0];
  if (inMasthead) {
    const own = clean(inMasthead[0]);
    // A masthead may name another document first (a note to the agenda); the running header decides where it disagrees.
    if (best && best[0] !== own && best[1] >= 2) return { symbol: best[0], basis: "running_header" };
    return { symbol: own, basis: "masthead" };
  }
  // Where the format itself keeps running heads apart, one is enough; from pages it takes two.
  if (best && (best[1] >= 2 || input.source.format === "docx" || input.source.format === "rtf")) return { symbol: best[0], basis: "running_header" };
  const name = input.options.fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{2,5}$/, "").replace(/[._-](?:en|EN|E|fr|es)$/, "");
  // Only a name that is a symbol and nothing else: "digest-of-A-65-209" is another document.
  const fromName = SYMBOL.exec(name.replace(/[_-]/g, "/"));
  if (fromName && fromName[0].length === name.length && /\d/.test(fromName[0]) && fromName[0].split("/").length >= 3) return { symbol: clean(fromName[0]), basis: "file_name" };
  return { symbol: null, basis: null };
}

function stateOf(input: MetadataInput, kind: DocumentMeta["kind"], title: string | null, subtitle: string | null, masthead: string, lead: string): string | null {
  if (!["national_report", "pledge", "upr_working_group", "compilation", "stakeholder_summary", "third_party_report", "action_plan"].includes(kind)) return null;
  const { resolveState } = input.options;
  const tryName = (name: string | null | undefined): string | null => (name === null || name === undefined ? null : withOrWithoutThe(name.replace(/[*†]+$/g, "").replace(/\s+/g, " ").trim()));
  const withOrWithoutThe = (name: string): string | null => resolveState(name) ?? (/^the /i.test(name) ? resolveState(name.slice(4)) : null);
  const candidates: (string | null | undefined)[] = [subtitle];
  for (const line of masthead.split("\n").reverse()) candidates.push(line);
  if (title !== null) {
    candidates.push(title, ...title.split(/\s+[—–-]\s+|:\s+/));
    candidates.push(/\b(?:Permanent Mission|Government|Republic|Kingdom) of (?:the )?(.+?) (?:to the|addressed|for|,|$)/.exec(title)?.[1]);
  }
  for (const text of [title, ...input.sections.slice(0, 3).map((section) => section.heading)]) {
    candidates.push(/\b(?:candidature|pledges|report|plan|strategy) of (?:the )?(.+?)(?: to| for| on\b|,|:|$)/i.exec(text ?? "")?.[1]);
  }
  const all = `${title ?? ""}\n${masthead.replace(/\n/g, " ")}\n${lead}`;
  candidates.push(/Permanent\s+(?:Mission|Representative)\s+of\s+(?:the\s+)?(.+?)\s+to\s+the\s+United/i.exec(all)?.[1]);
  candidates.push(/Permanent\s+(?:Mission|Representative)\s+of\s+(the\s+.+?)\s+to\s+the\s+United/i.exec(all)?.[1]);
  candidates.push(/\breview of (?:the )?(.{3,60}?) was held\b/.exec(lead)?.[1], /\breview of (the .{3,60}?) was held\b/.exec(lead)?.[1]);
  candidates.push(/\bCandidature of (?:the )?(.{3,50}?) (?:to|for)\b/i.exec(all)?.[1]);
  candidates.push(/^(.{3,50}?)\s+\d{4}\s+(?:human rights report|country report)/im.exec(all)?.[1], /^(.{3,50}?) (?:is|are) (?:a|an|the) /m.exec(lead)?.[1]);
  for (const heading of input.sections.slice(0, 3)) candidates.push(heading.heading, ...heading.heading.split(/\s+[—–-]\s+|:\s+/));
  for (const name of candidates) {
    // "(the Democratic Republic of the)" is half of a name; what else stands in parentheses is not.
    const code = tryName(name) ?? tryName(name?.replace(/\s*\((?![^)]*\b(?:of|Republic|State|States|Kingdom)\b)[^)]*\)$/i, ""));
    if (code !== null) return code;
  }
  // The only State that the title names anywhere.
  const words = `${title ?? ""} ${input.source.declaredTitle ?? ""}`.split(/[\s,:;]+/);
  const named = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(5, words.length - at); length >= 1; length--) {
      const code = tryName(words.slice(at, at + length).join(" ").replace(/[’']s$/, ""));
      if (code !== null) {
        named.add(code);
        at += length - 1;
        break;
      }
    }
  }
  if (named.size === 1) return [...named][0] ?? null;
  const name = input.options.fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{2,5}$/, "");
  const parts = name.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[-_.\s\d]+/).filter((word) => word.length > 2);
  for (let length = Math.min(4, parts.length); length >= 1; length--) {
    for (let at = parts.length - length; at >= 0; at--) {
      const code = tryName(parts.slice(at, at + length).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" "));
      if (code !== null) {
        input.issues.push({ kind: "metadata", severity: "warning", paragraph: null, excerpt: input.options.fileName.slice(0, 200), message: `The State (${code}) was taken from the file name; masthead and title name none that is known.`, next: "Check it before using this document's claims." });
        return code;
      }
    }
  }
  input.issues.push({ kind: "metadata", severity: "warning", paragraph: null, excerpt: (title ?? "").slice(0, 200), message: "The State that this document is about could not be told.", next: "Set the State by hand; until then its own statements cannot be ascribed." });
  return null;
}

function dateOf(input: MetadataInput, masthead: string, title: string | null): { date: string | null; year: number | null } {
  for (const line of masthead.split("\n")) {
    // The date of distribution stands alone in its line.
    const alone = DATE.exec(line);
    if (alone && line.trim().length <= alone[0].length + 24) return iso(alone[1]!, alone[2]!, alone[3]!);
  }
  const inMasthead = DATE.exec(masthead);
  if (inMasthead) return iso(inMasthead[1]!, inMasthead[2]!, inMasthead[3]!);
  const us = US_DATE.exec(`${title ?? ""}\n${masthead}`);
  if (us) return iso(us[2]!, us[1]!, us[3]!);
  // "Suva, June 2024"
  const month = masthead.split("\n").map((line) => (line.trim().length <= 40 ? MONTH_YEAR.exec(line) : null)).find((found) => found !== null);
  if (month) return { date: `${month[2]!}-${String(MONTHS.indexOf(month[1]!.toLowerCase()) + 1).padStart(2, "0")}`, year: Number(month[2]) };
  const year = /\b(19[5-9]\d|20[0-4]\d)\b/.exec(`${title ?? ""} ${input.source.declaredTitle ?? ""}`) ?? /(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)/.exec(input.options.fileName);
  if (year) return { date: year[1]!, year: Number(year[1]) };
  return { date: null, year: null };
}

function iso(day: string, month: string, year: string): { date: string; year: number } {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return { date: `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`, year: Number(year) };
}

const ISO_639_1: Record<string, string> = { eng: "en", fra: "fr", spa: "es", rus: "ru", arb: "ar", cmn: "zh", por: "pt", deu: "de", ita: "it", nld: "nl", pol: "pl", ukr: "uk", ron: "ro", ces: "cs", hun: "hu", swe: "sv", tur: "tr", srp: "sr", hrv: "hr", bos: "bs", slv: "sl", bel: "be", bul: "bg", fas: "fa", pes: "fa", hin: "hi", urd: "ur", ind: "id", vie: "vi", jpn: "ja", kor: "ko", tha: "th", ell: "el", heb: "he", ben: "bn", swh: "sw", som: "so", hau: "ha", yor: "yo", ibo: "ig", zlm: "ms", tgl: "tl", mya: "my", nep: "ne", uzn: "uz", kaz: "kk", azj: "az", amh: "am" };
const ENGLISH = /\b(?:the|of|and|to|in|that|for|with|was|were|by|on|is|has|had|its|which|from)\b/gi;

/** Language of the body: English by the share of its function words, otherwise by trigram statistics. */
function languageOf(paragraphs: Paragraph[], issues: IssueRecord[]): string | null {
  const text = paragraphs.map((p) => p.text).join(" ");
  if (text.length < 80) return null;
  // A sample from the whole body: the opening may quote another language.
  const step = Math.max(1, Math.floor(text.length / 12));
  let sample = "";
  for (let at = 0; at < text.length && sample.length < 6000; at += step) sample += ` ${text.slice(at, at + 500)}`;
  const words = sample.split(/\s+/).length;
  const share = (sample.match(ENGLISH) ?? []).length / Math.max(1, words);
  const language = share > 0.17 ? "en" : languageByTrigrams(sample, share);
  if (language !== "en") {
    issues.push({ kind: "language", severity: "warning", paragraph: null, excerpt: text.slice(0, 200), message: language === null ? "The language of the text could not be told." : `The text is in the language "${language}"; the rules read English only.`, next: "Look for the English version of this document; claims from this text will be missing." });
  } else {
    const foreign = paragraphs.filter((p) => p.text.length > 150 && (p.text.match(ENGLISH) ?? []).length / p.text.split(/\s+/).length < 0.06);
    if (foreign.length >= 5 && foreign.length > paragraphs.length * 0.15) {
      issues.push({ kind: "language", severity: "notice", paragraph: foreign[0]!.ordinal, excerpt: foreign[0]!.text.slice(0, 200), message: `${foreign.length} of ${paragraphs.length} paragraphs seem to be in another language than English.`, next: "The rules read only the English part of a bilingual document." });
    }
  }
  return language;
}

/** Language by trigram statistics, which take a hundred times longer than counting words: only where these do not say English. */
function languageByTrigrams(sample: string, share: number): string | null {
  const guess = ISO_639_1[franc(sample, { minLength: 60 })] ?? null;
  return guess === "en" && share < 0.08 ? null : guess;
}

function authorOf(kind: DocumentMeta["kind"], masthead: string, title: string | null, declared: string, lead: string): string | null {
  const all = `${title ?? ""}\n${masthead.replace(/\n/g, " ")}`;
  const printed = /\b(?:Reports? of the Secretary-General|Note by the Secretary-General|Report of the Working Group on the Universal\s+Periodic Review|Summary prepared by the Office of the (?:United Nations )?High Commissioner for Human Rights|Compilation prepared by the Office of the (?:United Nations )?High Commissioner for Human Rights|Permanent Mission of .{3,60}? to the United Nations)/.exec(all);
  if (printed) return printed[0].replace(/\s+/g, " ");
  const body = /\b(?:United States Department of State|U\.S\. Department of State|United Nations Office on Drugs and Crime|Human Rights Watch|Amnesty International)\b/.exec(`${all}\n${declared}`);
  if (body) return body[0];
  const government = /\bGovernment of (?:the )?[\p{Lu}][\p{L} ]{2,40}/u.exec(`${title ?? ""}`);
  if (government) return government[0];
  return kind === "sg_report" && /the Secretary-General/.test(lead) ? "Report of the Secretary-General" : null;
}
