// Owns mail (.eml) and web archives (.mht): MIME taken apart by postal-mime, the body into lines, attachments named.
// Must not read attachments, and never the raw source.

import type { SourceLine } from "../../extractors/document/source.js";
import { decoderOf } from "./charsets.js";
import { htmlLines } from "./html-lines.js";
import { textLines, withWindowsLetters } from "./text-lines.js";

export interface MailContent {
  /** A web archive is a page saved with its pictures; a mail has a sender. */
  archive: boolean;
  lines: SourceLine[];
  title: string | null;
  notRead: { message: string; next: string }[];
  /** Charsets that parts name and that are not known, where letters beyond ASCII stand in the text. */
  unknown: string[];
}

/** @param bytes of the file; postal-mime undoes base64, quoted-printable and charsets */
export async function mailLines(bytes: Uint8Array): Promise<MailContent> {
  const { default: PostalMime } = await import("postal-mime");
  // A mail inside the mail is somebody else's: named as an attachment, never joined to the text.
  const mail = await PostalMime.parse(withPageCharset(bytes), { attachmentEncoding: "arraybuffer", forceRfc822Attachments: true });
  const archive = mail.from === undefined && (mail.to ?? []).length === 0;
  const notRead: MailContent["notRead"] = [];
  const files = mail.attachments.filter((file) => file.disposition !== "inline" && !file.related && !/^(?:image|text\/css|font|application\/(?:x-)?javascript)/.test(file.mimeType));
  if (!archive && files.length > 0) {
    const names = files.slice(0, 5).map((file) => file.filename ?? file.mimeType).join(", ");
    notRead.push({ message: `${files.length} ${files.length === 1 ? "attachment was" : "attachments were"} not read (${names}${files.length > 5 ? ", …" : ""}).`, next: "Save the attachments as files and ingest them; the reply is often in one of them." });
  }
  let title = archive ? null : (mail.subject ?? null);
  let lines: SourceLine[];
  if (mail.html !== undefined && mail.html.trim() !== "") {
    const page = await htmlLines(withWindowsLetters(mail.html));
    const own = archive ? page.lines : beforeQuoted(page.lines);
    if (own.length < page.lines.length) notRead.push(quotedMail(page.lines.length - own.length));
    lines = own;
    title ??= page.title;
  } else {
    const { own, quoted } = withoutQuoted(withWindowsLetters(mail.text ?? ""));
    const all = textLines(own);
    lines = archive ? all : beforeQuoted(all);
    if (quoted + all.length > lines.length) notRead.push(quotedMail(quoted + all.length - lines.length));
  }
  const isPlain = lines.every((line) => !/\P{ASCII}/u.test(line.text));
  return { archive, lines, title, notRead, unknown: isPlain ? [] : unknownCharsets(bytes) };
}

/** Of parts of text; names that only differ from a known one by a prefix ("cp1251", "x-big5") are known. */
function unknownCharsets(bytes: Uint8Array): string[] {
  const raw = new TextDecoder("latin1").decode(bytes);
  const named = [...raw.matchAll(/^content-type:\s*text\/[^\r\n]*?(?:\r?\n[ \t][^\r\n]*?)*?charset\s*=\s*"?([\w.:-]{1,40})/gim)].map((found) => (found[1] ?? "").toLowerCase());
  const isKnown = (name: string): boolean => [name, name.replace(/^x-/, ""), name.replace(/^(?:x-)?cp-?/, "windows-")].some((one) => decoderOf(one) !== null) || /^(?:ansi_x3|cp65001|cp9[345]\d|utf8)/.test(name);
  return [...new Set(named)].filter((name) => !isKnown(name));
}

const quotedMail = (count: number): { message: string; next: string } => ({ message: `${count} ${count === 1 ? "line" : "lines"} quoted from another mail were not read.`, next: "Ingest that mail itself if it matters." });

const ORIGINAL = /^[-_\s]*(?:original message|forwarded message|message d.origine|urspr.ngliche nachricht|mensaje original)[-_\s]*$/i;

/** The mail's own lines: what an answering program put below them is another's. */
function beforeQuoted(lines: SourceLine[]): SourceLine[] {
  const at = lines.findIndex((line, i) => i > 0 && (ORIGINAL.test(line.text) || isHeaderBlock(lines.slice(i, i + 5).map((each) => each.text).join("\n"))));
  return at < 0 ? lines : lines.slice(0, at);
}

/** "From: … Sent: … To: …", one below the other. */
function isHeaderBlock(text: string): boolean {
  return /^(?:from|de|von):\s/i.test(text) && /\n(?:sent|date|envoyé|gesendet|enviado)( el)?:\s/i.test(text) && /\n(?:to|à|an|para):\s/i.test(text);
}

/**
 * A saved page whose part names no charset says so in the page: "Content-Type: text/html" gets what the page declares.
 * Bytes are looked at as Latin-1, and nothing else of them changes.
 */
function withPageCharset(bytes: Uint8Array): Uint8Array {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const bare = /^content-type:[ \t]*text\/html[ \t]*;?[ \t]*$/im.exec(raw);
  const declared = bare === null ? undefined : /charset=(?:3D)?["']?([\w-]{3,20})/i.exec(raw.slice(bare.index, bare.index + 8000))?.[1];
  if (bare === null || declared === undefined || /^utf-?8$/i.test(declared)) return bytes;
  return Buffer.from(`${raw.slice(0, bare.index)}Content-Type: text/html; charset=${declared}${raw.slice(bare.index + bare[0].length)}`, "latin1");
}

/** Lines behind ">" are another's words. */
function withoutQuoted(text: string): { own: string; quoted: number } {
  const lines = text.split(/\r?\n/);
  const own = lines.filter((line) => !/^\s*>/.test(line));
  return { own: own.join("\n"), quoted: lines.length - own.length };
}
