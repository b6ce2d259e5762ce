// Owns the form in which the attribution of one sentence comes out, before it is a claim of a paragraph.
import type { QuantifierClass } from "../../datasets/quantifiers.js";
import type { Certainty, Extent, Span, Status } from "../contracts.js";

/** Offsets into the paragraph. */
export interface RawClaim {
  state: string;
  measure: string;
  status: Status;
  extent: Extent;
  certainty: Certainty;
  /** "measure-rule/attribution-rule". */
  rule: string;
  quote: Span;
  stateSpan: Span | null;
  stateReason: string;
  measureSpan: Span;
}

export interface RawCollective {
  measure: string;
  status: Status;
  quantifier: string;
  quantifierClass: QuantifierClass;
  rule: string;
  quote: Span;
}
