// Owns the review page: who decides, which part of the queue, and its pages one after the other. Nothing counts until a person accepts it.
import { useEffect, useState } from "preact/hooks";
import { address, useAnswer } from "../api";
import type { Queue, QueueItem } from "../data";
import { go, withSearch, type Route } from "../route";
import { W } from "../words";
import { Shown } from "../parts/common";
import { mayWrite, reviewer } from "../parts/decisions";
import { Desk } from "../parts/desk";

/** Items that the server gives at once. */
const PAGE = 50;

export function Review({ route }: { route: Route }) {
  const { search } = route;
  const single = search["at"] !== undefined && search["documents"] !== undefined;
  const [allowed, setAllowed] = useState<boolean | null>(null);
  const [name, setName] = useState(reviewer.get());
  useEffect(() => void mayWrite().then(setAllowed), []);
  const named = name.trim() !== "";
  return (
    <>
      <h1>{W.review.title}</h1>
      {allowed === false ? <p class="warning">{W.review.noToken}</p> : null}
      <div class="choices">
        <p class="choice"><label for="reviewer">{W.review.who}</label><input id="reviewer" value={name} autocomplete="name" onInput={(event) => { setName(event.currentTarget.value); reviewer.set(event.currentTarget.value.trim()); }} aria-describedby="who-help" /></p>
        <p class="notes" id="who-help">{W.review.whoHelp}</p>
        <details class="keys"><summary>{W.review.keys}</summary><dl>{W.review.keysHelp.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl></details>
      </div>
      {single ? <Desk items={[paragraphItem(search["documents"] ?? "", search["at"] ?? "0")]} total={1} offset={0} fromEnd={false} turn={() => undefined} named={named} /> : <Waiting search={search} named={named} />}
    </>
  );
}

/** A paragraph that was asked for by its address and not by the queue. */
const paragraphItem = (documents: string, at: string): QueueItem => ({ why: "", document_id: documents, document: "", ordinal: Number(at), paragraph: "", year: null, claims: [], state: null, measure: null, score: 0, suggestions: [] });

function Waiting({ search, named }: { search: Route["search"]; named: boolean }) {
  const filters = { why: search["why"] ?? null, documents: search["documents"] ?? null, states: search["states"] ?? null, measures: search["measures"] ?? null };
  const offset = Number(search["offset"] ?? "0") || 0;
  // The queue as it was when the page of it was opened: what is decided stays in its place, so that one can go back to it.
  const [round, setRound] = useState({ number: 0, fromEnd: false });
  const asked = useAnswer<Queue>(address("/api/queue", { ...filters, offset: offset === 0 ? null : offset, round: round.number }));
  /** @param left items of this page that wait still; they stand before the next page. Negative: one page back */
  const turn = (left: number): void => {
    const next = left < 0 ? Math.max(0, offset - PAGE) : offset + left;
    setRound({ number: round.number + 1, fromEnd: left < 0 });
    go(withSearch({ offset: next === 0 ? null : String(next) }), true);
  };
  return (
    <>
      <Reasons counts={asked.data?.counts ?? {}} chosen={search["why"] ?? ""} />
      {Object.keys(asked.data?.left ?? {}).length === 0 ? null : <p class="notes">{W.review.left(Object.entries(asked.data?.left ?? {}))}</p>}
      {asked.data === null && asked.busy ? <p class="waiting" role="status">{W.review.preparing}</p> : (
        <Shown asked={asked}>{(queue) => queue.items.length > 0 ? <Desk key={`${JSON.stringify(filters)} ${offset} ${round.number}`} items={queue.items} total={queue.total} offset={offset} fromEnd={round.fromEnd} turn={turn} named={named} />
          : queue.total > 0 ? <p class="notes" role="status">{W.review.passed(queue.total)} <a href={withSearch({ offset: null })}>{W.review.again}</a></p> : <p class="notes">{W.review.empty}</p>}</Shown>
      )}
    </>
  );
}

function Reasons({ counts, chosen }: { counts: Record<string, number>; chosen: string }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <p class="tabs"><a href={withSearch({ why: null, offset: null })} aria-current={chosen === "" ? "true" : undefined}>{W.all} <span class="number">{total.toLocaleString("en-GB")}</span></a>
      {Object.entries(W.review.reasons).map(([why, label]) => <a key={why} href={withSearch({ why, offset: null })} aria-current={chosen === why ? "true" : undefined} title={W.review.reasonMeans[why]}>{label} <span class="number">{(counts[why] ?? 0).toLocaleString("en-GB")}</span></a>)}</p>
  );
}
