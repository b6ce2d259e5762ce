// Owns what recognition of a picture does to a claim: it is inferred at best. Must not read text.

import type { Claim, ReadDocument } from "./contracts.js";

/** Claims from paragraphs that were recognised are never more than inferred: a letter may be misread. */
export function noSurerThanRead(document: ReadDocument, claims: readonly Claim[]): Claim[] {
  return claims.map((claim) => {
    const { recognised } = document.paragraphs[claim.paragraph] ?? {};
    return recognised === undefined || recognised === null ? claim : { ...claim, certainty: "inferred" };
  });
}
