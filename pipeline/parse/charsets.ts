// Owns decoding by a charset that is named. Must not guess one; text-lines.ts does.
import { windows1252 } from "./text-lines.js";

/** Bytes in a named charset; an unknown name is taken as Windows-1252. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  if (/^(?:windows-1252|iso-8859-1|latin-?1|us-ascii|ascii)$/i.test(charset)) return windows1252(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}
