// Owns a paragraph with words marked in it. Text stays text: nothing of it becomes markup.
import type { ComponentChildren } from "preact";

export type MarkKind = "quote" | "state" | "measure";
export interface Span { start: number; end: number; kind: MarkKind }

/** Text cut at every border of a span; a piece carries the classes of all spans over it. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const valid = spans.filter((span) => span.start >= 0 && span.end <= text.length && span.start < span.end);
  const borders = [...new Set([0, text.length, ...valid.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const pieces: ComponentChildren[] = [];
  for (let index = 0; index < borders.length - 1; index += 1) {
    const [start, end] = [borders[index] as number, borders[index + 1] as number];
    const kinds = new Set(valid.filter((span) => span.start <= start && span.end >= end).map((span) => span.kind));
    const piece = text.slice(start, end);
    pieces.push(kinds.size === 0 ? piece : <mark key={start} class={[...kinds].map((kind) => `m-${kind}`).join(" ")}>{piece}</mark>);
  }
  return <>{pieces}</>;
}
