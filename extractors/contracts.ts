// Owns the typed contracts between the stages: what a read document, a claim and an issue are.
// Must not hold logic; the stages hold it.

import type { YearRole } from "../datasets/year-roles.js";

/** What the text says of the measure. Never merged with `silent`, `not_read` or `no_report`, which are states of a gap cell. */
export const STATUSES = ["in_place", "in_progress", "planned", "mixed", "absent", "ended"] as const;
export type Status = (typeof STATUSES)[number];

/** `list`: the source means to name all; `including`: it gives examples ("such as", "including"). */
export const EXTENTS = ["list", "including"] as const;
export type Extent = (typeof EXTENTS)[number];

export const CERTAINTIES = ["explicit", "hedged", "inferred"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Whose word the claim rests on: the State's own (also as relayed in a Secretary-General's report), a UN secretariat's, or another party's. */
export const BASES = ["self_reported", "secretariat", "third_party"] as const;
export type Basis = (typeof BASES)[number];

export const DOCUMENT_KINDS = [
  "sg_report", // report of the Secretary-General that compiles replies of Member States
  "national_report", // State-authored report to a treaty body or the Universal Periodic Review
  "pledge", // voluntary pledges of a candidate State, a note verbale of one State
  "upr_working_group", // Report of the Working Group on the Universal Periodic Review
  "compilation", // OHCHR compilation of United Nations information on one State
  "stakeholder_summary", // OHCHR summary of stakeholders' submissions on one State
  "third_party_report", // report about one State by another government or a non-governmental organization
  "multi_state", // sections headed by States' names
  "action_plan", // national action plan or strategy of one State
  "guidance", // toolkit, guidelines, module: says what States should do
  "other",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const FORMATS = ["pdf", "docx", "html", "text", "doc", "rtf", "odt", "mail"] as const;
export type Format = (typeof FORMATS)[number];

/** Decides whose acts a section tells. */
export const SECTION_ROLES = [
  "member_states", // measures reported by Member States (Secretary-General's reports)
  "un_system", // activities of the United Nations system and other organizations
  "conclusions", // conclusions, recommendations of the report's own author
  "introduction",
  "summary",
  "annex",
  "state_report", // a State telling of itself: national report, pledge, plan; presentation by the State under review
  "dialogue", // interactive dialogue: other States comment, the State under review replies
  "recommendations", // recommendations made to a State, and its responses to them
  "state_section", // section whose heading names the State it is about
  "third_party", // somebody else telling of a State
  "procedure", // how the report or the meeting came about: methodology, troika, contents
  "question_unit", // a question of a form with its answer (a paragraph only, never a section)
  "table_row", // a row of a table of States and measures (a paragraph only, never a section)
  "other",
] as const;
export type SectionRole = (typeof SECTION_ROLES)[number];

export interface DocumentMeta {
  /** UN symbol, for example "A/65/209"; null where none was found. */
  symbol: string | null;
  /** Where the symbol was found. `file_name` is the weakest. */
  symbolBasis: "masthead" | "running_header" | "text" | "file_name" | "provenance" | "user" | null;
  title: string | null;
  kind: DocumentKind;
  /** Why this kind: the wording it was recognised from, or "user". */
  kindBasis: string;
  /** ISO 3166-1 alpha-3 of the State that wrote it or that it is about (kinds with one State); null otherwise. */
  state: string | null;
  /** ISO 8601 date ("2010-08-02"), year-month, or year; null where not found. */
  date: string | null;
  year: number | null;
  /** For example "Sixty-fifth session". */
  session: string | null;
  /** ISO 639-1 of the text ("en"), by statistics over the text. */
  language: string | null;
  /** Author as printed ("Report of the Secretary-General", "United States Department of State"). */
  author: string | null;
  pages: number | null;
  /** Share of the text that was read, 0 to 1: less where pages hold no text, could not be read, or passages were left out. */
  textRead?: number;
}

export interface Section {
  /** 0-based, in reading order. */
  ordinal: number;
  /** 1 for the top level ("II."), 2 for "A.", 3 for "1.", 4 for "(a)" or unnumbered below. */
  level: number;
  /** Heading without its number ("Measures reported by Member States"). */
  heading: string;
  /** Printed number ("II", "A", "1"); null where unnumbered. */
  number: string | null;
  role: SectionRole;
  /** The rule that gave the role, for `explain`. */
  roleRule: string;
  /** For `state_section`: the State of the heading (ISO 3166-1 alpha-3, or a non-State code such as XKX). */
  state: string | null;
}

/** What stands as answer: `none` is empty, "n/a", "see annex", boxes that are all blank or contradict each other. */
export const ANSWERS = ["yes", "no", "text", "none"] as const;
export type Answer = (typeof ANSWERS)[number];

/** A question of a form with its answer; only the two together say something. Offsets into the paragraph's text. */
export interface QuestionUnit {
  /** End of the question, which begins at 0. */
  end: number;
  answer: Answer;
  /** Where the answer begins; the text's length where there is none. */
  answerStart: number;
}

/** A cell of a table of States and measures with the heads that it is read with. Offsets into the paragraph's text. */
export interface TableCell {
  /** The State of its own row (or column): ISO 3166-1 alpha-3, or a non-State code; null where the head names none that is known. */
  state: string | null;
  stateSpan: Span;
  /** The other head, which may name the measure; null where the table has none. */
  head: Span | null;
  /** Null where the cell is empty. */
  value: Span | null;
  /** As of a question; `yes` also for a date alone. */
  answer: Answer;
}

/** A treaty that a row of a table of treaties names, with what the row says that the State did. Offsets into the paragraph's text. */
export interface TreatyRow {
  name: Span;
  /** End of the words that say it; they begin with the name. */
  end: number;
  status: Extract<Status, "in_place" | "in_progress" | "absent">;
}

export interface FootnoteCall {
  /** UTF-16 offset into the paragraph's text at which the mark stood (the mark itself is not in the text). */
  offset: number;
  label: string;
}

/** The unit of evidence. All offsets in the project are UTF-16 offsets into `text`. */
export interface Paragraph {
  /** 0-based position in the document. */
  ordinal: number;
  /** Printed number ("37", "104.12"), or for unnumbered text "b" + 1-based index of the block among the blank-line-separated blocks. */
  number: string;
  /** False where `number` was counted by us. */
  numbered: boolean;
  /** Ordinal of the section it stands in; null before the first heading. */
  section: number | null;
  /** Headings above it, outermost first. */
  headings: string[];
  role: SectionRole;
  /** 1-based; null for formats without pages. */
  pageFirst: number | null;
  pageLast: number | null;
  /** One line a printed paragraph; sub-items ((a), bullets) of a numbered paragraph stand behind "\n". */
  text: string;
  calls: FootnoteCall[];
  /** How surely (0–100) its text was recognised from a picture of the page; null or left out where the file itself has the text. */
  recognised?: number | null;
  /** For the role `question_unit`: text = question + "\n" + answer. */
  question?: QuestionUnit | null;
  /** For the role `table_row`: text = the State, then each other head and its cell, behind "\n". */
  cells?: TableCell[] | null;
  /** For the role `table_row`, in a table of treaties: those that the row tells of. */
  treaties?: TreatyRow[] | null;
  /** Cells of a row of any other table that only name something: no statement stands in them alone. Offsets into `text`. */
  labels?: Span[] | null;
}

export interface Footnote {
  ordinal: number;
  label: string;
  page: number | null;
  text: string;
  /** Where it is called: paragraph ordinal and offset; null where the mark was not found (an issue says so). */
  calledIn: { paragraph: number; offset: number } | null;
}

export const ISSUE_KINDS = [
  "unreadable", // not a document, damaged, no text layer, encrypted, over a limit
  "language", // not a language that the extractors read
  "metadata", // symbol, kind, State or date not found or doubtful
  "segmentation", // numbers out of order, footnote without mark, words that stayed split
  "unknown_state", // a name in a State's position that the alias table does not know, or an ambiguous one
  "unresolved_list", // a list of States whose measure could not be told
  "roster", // stated number of respondents against names found; State in the body and not among the respondents
  "conflict", // the same State and measure with statuses that exclude each other
  "duplicate", // the same or nearly the same document twice
  "not_read", // known to be there and not read as a statement: hidden text, questions without answer, attachments
  "not_a_state", // a name that is recognised and is not a Member State
  "depositary", // a claim on a treaty that contradicts what the depositary has
  "no_claims", // a document on the topic that gave nothing
] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

export interface IssueRecord {
  kind: IssueKind;
  severity: "error" | "warning" | "notice";
  /** Ordinal of the paragraph; null for the whole document. */
  paragraph: number | null;
  /** The text that it is about, at most 200 characters; "" where there is none. */
  excerpt: string;
  /** What and where, one sentence. */
  message: string;
  /** What a person can do next, one sentence. */
  next: string;
}

export interface ReadDocument {
  meta: DocumentMeta;
  format: Format;
  sections: Section[];
  paragraphs: Paragraph[];
  footnotes: Footnote[];
  issues: IssueRecord[];
  /** Pages without text (scans, blank ones) or that could not be read; not there where all gave text. */
  unreadPages?: number;
}

export interface Span {
  start: number;
  end: number;
}

/** What a claim says beyond its status: a year, a length, a penalty, a name, a body. Offsets into the paragraph. */
export interface ClaimDetail extends Span {
  kind: "year" | "period" | "duration" | "penalty" | "law_name" | "plan_name" | "body";
  value: string;
  /** "year", "day", "month", "year_of_imprisonment", … ; null for names. */
  unit: string | null;
  /** What a year is to the claim (datasets/year-roles.ts); null for other kinds, and where the words do not say. */
  role?: YearRole | null;
  text: string;
}

export interface Claim {
  /** Ordinal of the paragraph. */
  paragraph: number;
  /** ISO 3166-1 alpha-3. */
  state: string;
  /** Code of the codebook. */
  measure: string;
  status: Status;
  extent: Extent;
  certainty: Certainty;
  basis: Basis;
  /** Id of the measure rule and of the attribution rule, "measure-rule/attribution-rule". */
  rule: string;
  /** `text.slice(quoteStart, quoteEnd) === quote`. The sentence, or the part of it, that carries the claim. */
  quote: string;
  quoteStart: number;
  quoteEnd: number;
  /** Where the State is named; null where it is the author or the heading. */
  stateSpan: Span | null;
  /** Why this State, one phrase for `explain` ("in the list in parentheses after the measure"). */
  stateReason: string;
  /** Where the words of the measure stand. */
  measureSpan: Span;
  details: ClaimDetail[];
}

export interface CollectiveClaim {
  paragraph: number;
  measure: string;
  status: Status;
  /** As printed: "The majority of reporting States". */
  quantifier: string;
  quantifierClass: "all" | "majority" | "many" | "several" | "some" | "group" | "others";
  rule: string;
  quote: string;
  quoteStart: number;
  quoteEnd: number;
}

export interface Respondent {
  state: string;
  /** As written. */
  name: string;
  /** Where it was found. */
  source: "footnote" | "body" | "author" | "state_under_review";
  /** Ordinal of the paragraph or of the footnote; null for an author. */
  paragraph: number | null;
  footnote: number | null;
}

/** A recommendation made to a State, and its response. Never a claim. */
export interface Recommendation {
  paragraph: number;
  /** Recommended to. */
  state: string;
  /** Recommended by (ISO 3166-1 alpha-3). */
  by: string[];
  /** Session of the Working Group on the Universal Periodic Review at which it was made, and that session's year; null where the report does not say. */
  session: number | null;
  year: number | null;
  /** As printed ("84.2"), or of the paragraph and the item's own ("64.1"); null where it has none. */
  number: string | null;
  /** What is recommended, without number and States; may run over paragraphs, which the quote does not. */
  text: string;
  response: "supported" | "partly_supported" | "not_supported" | "noted" | "pending" | "implemented" | "unknown";
  /** Codes that the recommendation is about; may be empty. */
  measures: string[];
  /** Whether it names trafficking in persons, the sale of children, or a treaty against either. */
  trafficking: boolean;
  /** Kind of action: 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific. */
  action: 1 | 2 | 3 | 4 | 5;
  quote: string;
  quoteStart: number;
  quoteEnd: number;
}

/** A State's later answer to a recommendation, from an addendum to the report that has it. */
export interface RecommendationAnswer {
  paragraph: number;
  /** Whose answer it is. */
  state: string;
  /** Number of the recommendation in the report ("84.2"). */
  number: string;
  response: Recommendation["response"];
  quote: string;
  quoteStart: number;
  quoteEnd: number;
}

/** The steps that can lose a measure on its way to a claim, in their order. */
export const CANDIDATE_STEPS = ["role", "topic", "concept", "predicate", "actor", "status", "outscored"] as const;
export type CandidateStep = (typeof CANDIDATE_STEPS)[number];

/** A measure that was considered in a paragraph and became no claim. */
export interface Candidate {
  /** Ordinal of the paragraph. */
  paragraph: number;
  /** ISO 3166-1 alpha-3; null where the actor was not told. */
  state: string | null;
  measure: string;
  status: Status | null;
  /** 0 to 1: how near it came to being a claim. */
  score: number;
  /** The step that rejected it. */
  step: CandidateStep;
  /** One phrase: what was missing or in the way. */
  reason: string;
  quoteStart: number;
  quoteEnd: number;
}

export interface ExtractResult {
  claims: Claim[];
  collective: CollectiveClaim[];
  respondents: Respondent[];
  recommendations: Recommendation[];
  /** Only of addenda. */
  answers?: RecommendationAnswer[];
  issues: IssueRecord[];
  /** What was considered and not claimed; missing where a reader keeps no such record. */
  candidates?: Candidate[];
  /** How often each measure rule and each alias matched. */
  usage: {
    rules: Record<string, number>;
    aliases: Record<string, number>;
    /** Verbs above a measure that no table of predicates knows, with how often each was met: their status is inferred. */
    unknownPredicates?: Record<string, number>;
  };
}
