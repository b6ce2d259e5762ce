// Owns the short hash used for versions and fingerprints. Not for ids of records; rows.ts makes those.
import { createHash } from "node:crypto";

/** First 16 hexadecimal digits of the SHA-256 of a text. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
