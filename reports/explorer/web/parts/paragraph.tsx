// Owns a paragraph as evidence: headings above, the text with the words of a claim marked, and the page of the PDF beside it.
// Must not decide; the review page does.
import type { EvidenceClaim, Paragraph } from "../data";
import { to } from "../route";
import { W } from "../words";
import { Marked, type Span } from "./marked";
import { PdfPage, type Wanted } from "./pdf-page";

export function spansOf(claims: readonly EvidenceClaim[]): Span[] {
  return claims.flatMap((claim): Span[] => [
    { start: claim.quote_start, end: claim.quote_end, kind: "quote" },
    ...(claim.state_start === null || claim.state_end === null ? [] : [{ start: claim.state_start, end: claim.state_end, kind: "state" as const }]),
    ...(claim.measure_end > claim.measure_start && !claim.rule.startsWith("added/") ? [{ start: claim.measure_start, end: claim.measure_end, kind: "measure" as const }] : []),
  ]);
}

/** Each quote with the words inside it. */
function wantedOf(text: string, spans: readonly Span[]): Wanted[] {
  const quotes = new Map(spans.filter((span) => span.kind === "quote").map((span) => [`${span.start} ${span.end}`, span]));
  return [...quotes.values()].map((quote) => ({
    text: text.slice(quote.start, quote.end),
    inner: spans.flatMap((span) => (span.kind !== "quote" && span.start >= quote.start && span.end <= quote.end ? [{ start: span.start - quote.start, end: span.end - quote.start, kind: span.kind }] : [])),
  }));
}

export function Headings({ paragraph }: { paragraph: Paragraph }) {
  return <p class="headings">{paragraph.headings.length === 0 ? W.evidence.noHeadings : paragraph.headings.join(" › ")}</p>;
}

/** The text with its marks. Its element holds nothing else, so that what a person marks in it counts as in the paragraph. */
export function ParagraphText({ paragraph, spans, id }: { paragraph: Paragraph; spans: readonly Span[]; id: string }) {
  return <blockquote class="paragraph" id={id}><Marked text={paragraph.text} spans={spans} /></blockquote>;
}

export const MarkKey = () => <p class="notes mark-key">{W.evidence.legend} <mark class="m-quote">{W.evidence.quote}</mark> <mark class="m-quote m-state">{W.evidence.state}</mark> <mark class="m-quote m-measure">{W.evidence.measure}</mark></p>;

/** The printed page of a PDF; for other formats the paragraphs around. */
export function Surroundings({ paragraph, around, spans }: { paragraph: Paragraph; around: readonly { ordinal: number; number: string; numbered: boolean; headings: string[]; text: string }[]; spans: readonly Span[] }) {
  if (paragraph.format === "pdf" && paragraph.page_first !== null) {
    const wanted = wantedOf(paragraph.text, spans);
    return <section aria-label={W.evidence.page}><h2>{W.evidence.page}</h2><PdfPage document={paragraph.document_id} first={paragraph.page_first} last={paragraph.page_last ?? paragraph.page_first} wanted={wanted.length > 0 ? wanted : [{ text: paragraph.text, inner: [] }]} /></section>;
  }
  const before = around.filter((one) => one.ordinal < paragraph.ordinal);
  const after = around.filter((one) => one.ordinal > paragraph.ordinal);
  const other = (one: (typeof around)[number]) => <p key={one.ordinal} class="text"><a class="number" href={to.paragraph(paragraph.document_id, one.ordinal)} aria-label={`${W.document.open} ${one.number}`}>{one.numbered ? `${one.number}.` : "¶"}</a> {one.text}</p>;
  return <section aria-label={W.evidence.around} class="around"><h2>{W.evidence.around}</h2>{before.map(other)}<p class="text here"><span class="number">{paragraph.numbered ? `${paragraph.number}.` : "¶"}</span> <Marked text={paragraph.text} spans={spans} /></p>{after.map(other)}</section>;
}
