// Owns the reviewer's desk: where one stands in the queue, saving, going on, and taking back.
// Must not show what is judged; judge.tsx does.
import { useEffect, useRef, useState } from "preact/hooks";
import { address, useAnswer } from "../api";
import type { DecisionRow, ParagraphPage, QueueItem } from "../data";
import { W } from "../words";
import { Shown } from "./common";
import { decide, undo, useDecisions, type Save } from "./decisions";
import { Judge } from "./judge";
import { useKeys } from "./review-keys";

export interface DeskProps {
  items: readonly QueueItem[];
  total: number;
  offset: number;
  /** Begins with the last item: one came back from the page after. */
  fromEnd: boolean;
  /** Goes to the next page past the items that wait still, or back with -1. */
  turn: (left: number) => void;
  named: boolean;
}

const nameOf = (item: QueueItem): string => `${item.document_id} ${item.ordinal} ${item.why} ${item.claims.join()}`;

/** Whether the file of decisions has a word on all of it. */
const isDone = (item: QueueItem, rows: readonly DecisionRow[]): boolean =>
  item.claims.length > 0 ? item.claims.every((claim) => rows.some((row) => row.claim_id === claim)) : rows.some((row) => row.decision === "add" && row.document === item.document_id && row.paragraph === item.paragraph);

/** The place in the queue. When the database is replaced the queue is asked again: the item that was looked at stays. */
function usePlace(items: readonly QueueItem[], fromEnd: boolean): [number, (at: number) => void] {
  const [at, setAt] = useState(fromEnd ? items.length - 1 : 0);
  const looked = useRef("");
  useEffect(() => {
    const found = items.findIndex((item) => nameOf(item) === looked.current);
    if (found >= 0) setAt(found);
  }, [items]);
  const place = Math.min(at, items.length - 1);
  useEffect(() => void (looked.current = nameOf(items[place] as QueueItem)), [place]);
  return [place, setAt];
}

export function Desk({ items, total, offset, fromEnd, turn, named }: DeskProps) {
  const [at, setAt] = usePlace(items, fromEnd);
  const { rows } = useDecisions();
  const item = items[at] as QueueItem;
  const asked = useAnswer<ParagraphPage>(address("/api/q/paragraph", { id: item.document_id, ordinal: item.ordinal }));
  const desk = useSaving({ at, setAt, named, onward: (made) => go(1, made) });
  /** One further; after a decision past what was decided together with it. @param made claims that were decided just now */
  function go(by: number, made: ReadonlySet<string> = new Set()): void {
    let next = at + by;
    while (made.size > 0 && next < items.length && (items[next] as QueueItem).claims.length > 0 && (items[next] as QueueItem).claims.every((claim) => made.has(claim) || rows.some((row) => row.claim_id === claim))) next += 1;
    if (next >= items.length) turn(items.filter((one) => !isDone(one, rows) && !(one.claims.length > 0 && one.claims.every((claim) => made.has(claim)))).length);
    else if (next < 0) turn(-1);
    else setAt(next);
  }
  const first = at === 0 && offset === 0;
  const move = (by: number): void => (by < 0 && first ? undefined : go(by));
  // Also while the next paragraph is on its way; in an open form letters are not for going on.
  const form = useRef(false);
  useKeys({ j: () => !form.current && move(1), k: () => !form.current && move(-1), u: () => !form.current && void desk.back() });
  return (
    <div class="desk">
      <p class="desk-bar"><span class="position">{W.review.position(offset + at + 1, total)}</span>
        {item.why === "" ? null : <span class="tag" title={W.review.reasonMeans[item.why]}>{W.review.reasons[item.why]}</span>}
        <button type="button" onClick={() => go(-1)} disabled={first}>‹ {W.review.back} <kbd>K</kbd></button><button type="button" onClick={() => go(1)}>{W.review.skip} <kbd>J</kbd> ›</button>
        <button type="button" onClick={() => void desk.back()} disabled={!desk.canUndo}>{W.review.undo} <kbd>U</kbd></button>
        <span class="said" role="status">{desk.said}</span></p>
      <Shown asked={asked}>{(page) => page.paragraph.document_id === item.document_id && page.paragraph.ordinal === item.ordinal ? <Judge key={nameOf(item)} page={page} item={item} rows={rows} save={desk.save} open={form} /> : <p class="waiting">{W.loading}</p>}</Shown>
    </div>
  );
}

/** Saving one thing at a time, and the way back. What was taken back elsewhere is left behind, so that the one before it can be taken back. */
function useSaving({ at, setAt, named, onward }: { at: number; setAt: (at: number) => void; named: boolean; onward: (made: ReadonlySet<string>) => void }): { save: Save; back: () => Promise<void>; said: string; canUndo: boolean } {
  const [last, setLast] = useState<{ ids: string[]; at: number }[]>([]);
  const [said, setSaid] = useState("");
  const busy = useRef(false);
  const once = async <T,>(work: () => Promise<T>, other: T): Promise<T> => {
    // A key that is pressed twice decides once.
    if (busy.current) return other;
    busy.current = true;
    return work().finally(() => (busy.current = false));
  };
  const save: Save = (drafts, stay) => once(async () => {
    if (!named) {
      setSaid(W.review.whoNeeded);
      document.getElementById("reviewer")?.focus();
      return W.review.whoNeeded;
    }
    try {
      const ids = await decide(drafts);
      setLast([...last, { ids, at }]);
      setSaid(W.review.done(`${W.review.decided[drafts[0]?.decision ?? "accept"]}${drafts.length > 1 ? ` (${drafts.length})` : ""}`));
      if (!stay) onward(new Set(drafts.flatMap((draft) => draft.claim_id ?? [])));
      return null;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      setSaid(why);
      return why;
    }
  }, "");
  const back = (): Promise<void> => once(async () => {
    const before = last.at(-1);
    if (before === undefined) return;
    setLast(last.slice(0, -1));
    try {
      await undo(before.ids);
      setAt(before.at);
      setSaid(W.review.undone);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  }, undefined);
  return { save, back, said, canUndo: last.length > 0 };
}
