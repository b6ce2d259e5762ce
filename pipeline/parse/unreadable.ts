// Owns the one error for a file that cannot be read: why, and what to do. Must not decide when.

export const UNREADABLE_REASONS = ["not_a_document", "damaged", "encrypted", "no_text_layer", "empty", "too_large", "own_report"] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** A file that cannot be read. `reason` is for code, `message` says what, `next` what a person can do. */
export class UnreadableDocumentError extends Error {
  constructor(
    readonly reason: UnreadableReason,
    message: string,
    readonly next: string,
  ) {
    super(message);
    this.name = "UnreadableDocumentError";
  }
}
