// Owns what is said of a PDF beside its text: fields and comments that were read, letters and files that were not, lists that are damaged.
// Must not read anything itself.

import type { IssueRecord } from "../../extractors/contracts.js";
import type { PdfContent } from "./pdf-content.js";

type Add = (kind: IssueRecord["kind"], severity: IssueRecord["severity"], message: string, next: string) => void;

/** What stands beside the drawing of the pages: fields and comments that were read, files that were not. */
export function pdfIssues(content: PdfContent): IssueRecord[] {
  const issues: IssueRecord[] = [];
  const add: Add = (kind, severity, message, next) => void issues.push({ kind, severity, paragraph: null, excerpt: "", message, next });
  const sum = (of: "filledFields" | "emptyFields" | "comments"): number => content.pages.reduce((total, page) => total + (page.added?.[of] ?? 0), 0);
  const [filled, empty, comments] = [sum("filledFields"), sum("emptyFields"), sum("comments")];
  if (filled > 0) add("segmentation", "notice", `${filled} filled form ${filled === 1 ? "field was" : "fields were"} read in ${filled === 1 ? "its" : "their"} place; ${empty} are empty.`, "Look at the page where an answer must be tied to its question.");
  else if (empty > 0) add("segmentation", "notice", `The form has ${empty} empty ${empty === 1 ? "field" : "fields"} and none that is filled.`, "If it was filled in, get the copy that was sent.");
  if (comments > 0) add("segmentation", "notice", `${comments} ${comments === 1 ? "text" : "texts"} typed onto the pages as comments ${comments === 1 ? "was" : "were"} read in place.`, "Check that the document's author typed them.");
  const unmapped = lettersWithoutMap(content);
  if (unmapped.letters > 0) add("not_read", "warning", `${unmapped.letters} ${unmapped.letters === 1 ? "letter has" : "letters have"} no map to text and ${unmapped.letters === 1 ? "was" : "were"} left out (${pagesOf(unmapped.pages)}): words with them are cut.`, "Look at the page; if words lack letters, get another copy, or print the file to a new PDF and ingest it with --ocr.");
  addDamaged(content, add);
  const files = content.attachments ?? [];
  if (files.length > 0) {
    const what = content.isPortfolio === true ? "The PDF is a portfolio, a cover for its files" : "The PDF has files attached to it";
    add("unreadable", content.isPortfolio === true ? "error" : "warning", `${what}; ${files.length} ${files.length === 1 ? "file was" : "files were"} not read: ${files.slice(0, 5).map((file) => file.name.slice(0, 80)).join(", ")}${files.length > 5 ? ", …" : ""}.`, "Ingest with --attachments, which reads them as documents of their own, or save them beside it.");
  }
  return issues;
}

/** What the file says that it holds, and which is damaged: nobody can tell whether a reply is in it. */
function addDamaged({ pages, attachmentsUnread, isPortfolio }: PdfContent, add: Add): void {
  const unread = pages.filter((page) => page.added?.unread !== undefined);
  const next = "Open the file in a PDF reader and look whether answers or comments stand on these pages; if so, print it to a new PDF and ingest that.";
  if (unread.length > 0) add("not_read", "warning", `The list of form fields and comments is damaged and was not read on ${unread.length} ${unread.length === 1 ? "page" : "pages"} (${pagesOf(unread.map(({ number }) => number))}: ${unread[0]?.added?.unread?.slice(0, 120)}).`, next);
  const damaged = pages.filter((page) => (page.added?.damaged ?? 0) > 0);
  const count = damaged.reduce((sum, page) => sum + (page.added?.damaged ?? 0), 0);
  if (count > 0) add("not_read", "warning", `${count} ${count === 1 ? "form field, comment or link is" : "form fields, comments or links are"} damaged and ${count === 1 ? "was" : "were"} not read (${pagesOf(damaged.map(({ number }) => number))}).`, next);
  if (attachmentsUnread !== undefined) add("unreadable", isPortfolio === true ? "error" : "warning", `The list of files attached to the PDF is damaged and was not read (${attachmentsUnread.slice(0, 120)}): which files there are is not known.`, "Open the file in a PDF reader, look for attached files, and save those that matter beside it.");
}

const pagesOf = (pages: readonly number[]): string => `pages ${pages.slice(0, 8).join(", ")}${pages.length > 8 ? ", …" : ""}`;

/** Letters that a font maps to nothing; signs of symbol fonts (bullets, arrows) are none. */
// eslint-disable-next-line no-control-regex
const WITHOUT_MAP = /[\u0000\ufffd\ue000-\uefff]/g;

function lettersWithoutMap(content: PdfContent): { letters: number; pages: number[] } {
  let letters = 0;
  const pages: number[] = [];
  for (const page of content.pages) {
    const found = page.runs.reduce((sum, run) => sum + (run.text.match(WITHOUT_MAP)?.length ?? 0), 0);
    if (found > 0) pages.push(page.number);
    letters += found;
  }
  return { letters, pages };
}
