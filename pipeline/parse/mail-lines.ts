// Owns mail (.eml) and web archives (.mht): MIME taken apart by postal-mime, the body into lines, attachments named.
// Must not read attachments, and never the raw source.

import type { SourceLine } from "../../extractors/document/source.js";
import { decoderOf } from "./charsets.js";
import { htmlLines } from "./html-lines.js";
import { textLines } from "./text-lines.js";

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
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: "arraybuffer" });
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
    const page = await htmlLines(mail.html);
    lines = page.lines;
    title ??= page.title;
  } else {
    const { own, quoted } = withoutQuoted(mail.text ?? "");
    if (quoted > 0) notRead.push({ message: `${quoted} lines quoted from another mail were not read.`, next: "Ingest that mail itself if it matters." });
    lines = textLines(own);
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

/** Lines behind ">" are another's words. */
function withoutQuoted(text: string): { own: string; quoted: number } {
  const lines = text.split(/\r?\n/);
  const own = lines.filter((line) => !/^\s*>/.test(line));
  return { own: own.join("\n"), quoted: lines.length - own.length };
}
