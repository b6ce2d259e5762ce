// Owns the shape of what the server answers, as the pages use it. Must not compute anything.
import type { CellStatus } from "../../model";

export interface Measure { code: string; label: string; definition: string; category: string; category_code: string }
export interface StateName { code: string; name: string; region: string | null; un_group: string | null; membership: string }
export interface Counted { value: string; number: number }

export interface Codebook {
  measures: Measure[];
  states: StateName[];
  regions: string[];
  kinds: Counted[];
  years: Counted[];
}

export type HeatRow = { measure: string; group: string; states: number; respondents: number; collective: boolean; illustrative: boolean } & Record<CellStatus | "named_only", number>;

export interface CellRow { state: string; name: string; region: string | null; measure?: string; cell: CellStatus; respondent: boolean; reported_status: CellStatus | null; year: number | null; doubtful: boolean; claims: number; differs_elsewhere: boolean; collective: boolean }

export interface Claim {
  claim_id: string; state: string; state_name: string | null; measure: string; status: CellStatus; certainty: string; extent: string; basis: string; quote: string; paragraph: string; page: number | null;
  document_id: string; document: string; kind: string | null; year: number | null; ordinal: number; numbered: boolean; quote_start: number; quote_end: number;
}

export interface EvidenceClaim extends Claim {
  rule: string; state_reason: string; state_start: number | null; state_end: number | null; measure_start: number; measure_end: number; respondent_source: string | null;
}

export interface Paragraph {
  document_id: string; ordinal: number; number: string; numbered: boolean; headings: string[]; role: string; role_rule: string | null; page_first: number | null; page_last: number | null; text: string;
  document: string; file: string; title: string | null; kind: string | null; kind_basis: string | null; year: number | null; state: string | null; state_name: string | null; format: string | null; pages: number | null; language: string | null;
}

export interface Candidate { document_id: string; ordinal: number; state: string | null; measure: string; status: string | null; score: number | null; step: string; reason: string | null; quote: string | null; quote_start: number | null; quote_end: number | null }
/** One of a State's cell, with where it stands. */
export interface CellCandidate extends Candidate { document: string; kind: string | null; year: number | null; paragraph: string; numbered: boolean; page: number | null }

export interface ParagraphPage {
  paragraph: Paragraph;
  around: { ordinal: number; number: string; numbered: boolean; headings: string[]; text: string }[];
  claims: EvidenceClaim[];
  recommendations: { state: string; response: string; recommended_by: string[]; measures: string[]; quote: string }[];
  collective: { measure: string; status: CellStatus; quantifier: string; quote: string }[];
  candidates: Candidate[] | null;
  issues: { kind: string; severity: string; message: string; next: string }[];
}

export interface Suggestion { source: string; measure: string; state: string | null; status: string | null; score: number; step: string | null; reason: string | null; quote: string | null; start: number | null }
export interface QueueItem { why: string; document_id: string; document: string; ordinal: number; paragraph: string; year: number | null; claims: string[]; state: string | null; measure: string | null; score: number; suggestions: Suggestion[] }
export interface Queue { total: number; counts: Record<string, number>; items: QueueItem[]; left: Record<string, number> }

export type DecisionKind = "accept" | "reject" | "change" | "add";
export type Standing = "waits" | "applied" | "quote_changed" | "claim_gone" | "read_now" | "document_gone";
export interface DecisionRow { id: string; applied: boolean; standing: Standing; claim_id: string; document: string; paragraph: string; state: string; measure: string; status: string; quote: string; decision: DecisionKind; new_state: string; new_measure: string; new_status: string; reason: string; reviewer: string; decided: string }
