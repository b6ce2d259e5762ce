// Owns what the user says of a report: who issues it, whom to ask, when.
// Must not lay it out.

/** What the user says of the report: who issues it and whom to ask. */
export interface Issuer {
  office?: string | undefined;
  contact?: string | undefined;
  /** Title in place of the report's own. */
  title?: string | undefined;
  /** Day of issue, ISO 8601. */
  date?: string | undefined;
}
