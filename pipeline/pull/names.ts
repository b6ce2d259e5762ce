// Owns how a symbol becomes a file name and an address, and how a file name is read back.
// Must not touch disk or network.

/** Formats that a pulled file can have, by what its bytes are. */
export const PULLED_FORMATS = ["pdf", "docx", "doc", "html", "text"] as const;
export type PulledFormat = (typeof PULLED_FORMATS)[number];

const EXTENSIONS: Record<PulledFormat, string> = { pdf: ".pdf", docx: ".docx", doc: ".doc", html: ".html", text: ".txt" };

/** Where the record of a file's origin lies: beside it. */
export function recordPath(filePath: string): string {
  return `${filePath}.provenance.json`;
}

/** Longest file name, in bytes, that every common file system takes with the suffixes of a record behind it. */
const LONGEST_STEM = 180;

/** The ending of a file of this format (".pdf"). */
export function extensionOf(format: PulledFormat): string {
  return EXTENSIONS[format];
}

/**
 * File name without its ending for a symbol and a language: "A/HRC/WG.6/7/SVN/1", "en" → "A-HRC-WG.6-7-SVN-1".
 * "/" is written "-"; letters, digits, "." and parentheses stand for themselves; every other byte is written "_" and two
 * hexadecimal digits, so that no two symbols share a name and none is a path. A language other than English is added: ".fr".
 * @throws RangeError where the name would be longer than file systems take
 */
export function stemOf(symbol: string, language = "en"): string {
  let stem = "";
  const bytes = Buffer.from(symbol, "utf8");
  bytes.forEach((byte, index) => {
    const letter = String.fromCharCode(byte);
    if (letter === "/") stem += "-";
    else if (/[A-Za-z0-9()]/u.test(letter)) stem += letter;
    // A dot at either end hides a file or is dropped by Windows; ".fr" at the end would read as a language.
    else if (letter === "." && index > 0 && index < bytes.length - 1 && !/^\.[a-z]{2}$/u.test(symbol.slice(index))) stem += letter;
    else stem += escapeByte(byte);
  });
  // Names of devices on Windows, with or without an ending.
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(stem)) stem = escapeByte(bytes[0] ?? 0) + stem.slice(1);
  if (language !== "en") stem += `.${language}`;
  if (stem === "" || stem.length > LONGEST_STEM) throw new RangeError(`The symbol '${symbol.slice(0, 60)}' gives a file name that is empty or longer than ${LONGEST_STEM} bytes. Give it a shorter symbol in the catalogue.`);
  return stem;
}

/**
 * The symbol and language of a file name made by `stemOf` (with its ending), or null where the name was not made by it.
 */
export function symbolOfName(name: string): { symbol: string; language: string } | null {
  const ending = Object.values(EXTENSIONS).find((candidate) => name.endsWith(candidate));
  if (ending === undefined) return null;
  let stem = name.slice(0, -ending.length);
  let language = "en";
  const suffix = /\.([a-z]{2})$/u.exec(stem);
  if (suffix) {
    language = suffix[1] ?? "en";
    stem = stem.slice(0, -3);
  }
  const bytes: number[] = [];
  for (let i = 0; i < stem.length; i++) {
    const letter = stem.charAt(i);
    if (letter === "-") bytes.push(0x2f);
    else if (letter !== "_") bytes.push(letter.charCodeAt(0));
    else {
      const code = stem.slice(i + 1, i + 3);
      if (!/^[0-9A-F]{2}$/u.test(code)) return null;
      bytes.push(Number.parseInt(code, 16));
      i += 2;
    }
  }
  const symbol = Buffer.from(bytes).toString("utf8");
  try {
    return stemOf(symbol, language) + ending === name ? { symbol, language } : null;
  } catch {
    return null;
  }
}

/** Where the Official Document System is asked for a document by its symbol. */
export const ODS_SERVICE = "https://documents.un.org/api/symbol/access";

/** How the Official Document System is asked. */
export interface OdsRequest {
  /** ISO 639-1 of an official language. */
  language: string;
  /** "pdf": the typeset file; "doc": Word. */
  format: "pdf" | "doc";
  /** `ODS_SERVICE`, or a mirror of it. */
  service: string;
}

/** Address of a document in the Official Document System, by its UN symbol. */
export function odsAddress(symbol: string, { language, format, service }: OdsRequest): string {
  const address = new URL(service);
  address.searchParams.set("s", symbol);
  address.searchParams.set("l", language);
  address.searchParams.set("t", format);
  return address.href;
}

function escapeByte(byte: number): string {
  return `_${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
