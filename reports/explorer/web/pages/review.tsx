// Owns the review queue: one paragraph at a time with what to judge in it, by keyboard throughout. Nothing counts until a person accepts it.
import { useEffect, useRef, useState } from "preact/hooks";
import { KIND_LABELS } from "../../../model";
import { address, useAnswer } from "../api";
import type { EvidenceClaim, ParagraphPage, Queue, QueueItem, Suggestion } from "../data";
import { to, withSearch, type Route } from "../route";
import { W } from "../words";
import { Badge, MeasureLink, Shown, StateLink, short, useNames } from "../parts/common";
import { AddForm, ChangeForm, RejectForm, draftOf, type Start } from "../parts/decision-form";
import { decide, mayWrite, reviewer, undo, type Draft } from "../parts/decisions";
import { Headings, MarkKey, Surroundings, spansOf } from "../parts/paragraph";
import { Marked, type Span } from "../parts/marked";
import { markedIn, sentencesOf, type Place } from "../parts/selection";



export function Review({ route }: { route: Route }) {
  const { search } = route;
  const filters = { why: search["why"] ?? null, documents: search["documents"] ?? null, states: search["states"] ?? null, measures: search["measures"] ?? null };
  const single = search["at"] !== undefined && search["documents"] !== undefined;
  // The queue as it was when it was opened: what is decided stays in its place, so that one can go back to it.
  const [round, setRound] = useState(0);
  const asked = useAnswer<Queue>(single ? null : address("/api/queue", { ...filters, offset: search["offset"] ?? null, round }));
  const [allowed, setAllowed] = useState<boolean | null>(null);
  const [name, setName] = useState(reviewer.get());
  useEffect(() => void mayWrite().then(setAllowed), []);
  const one = (documents: string, at: string): QueueItem => ({ why: "", document_id: documents, document: "", ordinal: Number(at), paragraph: "", year: null, claims: [], state: null, measure: null, score: 0, suggestions: [] });
  return (
    <>
      <h1>{W.review.title}</h1>
      {allowed === false ? <p class="warning">{W.review.noToken}</p> : null}
      <div class="choices">
        <p class="choice"><label for="reviewer">{W.review.who}</label><input id="reviewer" value={name} autocomplete="name" onInput={(event) => { setName(event.currentTarget.value); reviewer.set(event.currentTarget.value.trim()); }} aria-describedby="who-help" /></p>
        <p class="notes" id="who-help">{W.review.whoHelp}</p>
        <details class="keys"><summary>{W.review.keys}</summary><dl>{W.review.keysHelp.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl></details>
      </div>
      {single ? <Desk items={[one(search["documents"] ?? "", search["at"] ?? "0")]} total={1} offset={0} more={() => undefined} named={name.trim() !== ""} /> : (
        <>
          <Reasons counts={asked.data?.counts ?? {}} chosen={search["why"] ?? ""} />
          {Object.keys(asked.data?.left ?? {}).length === 0 ? null : <p class="notes">{W.review.left(Object.entries(asked.data?.left ?? {}))}</p>}
          {asked.data === null && asked.busy ? <p class="waiting" role="status">{W.review.preparing}</p> : (
            <Shown asked={asked}>{(queue) => queue.items.length === 0 ? <p class="notes">{W.review.empty}</p> : <Desk key={`${JSON.stringify(filters)} ${round}`} items={queue.items} total={queue.total} offset={Number(search["offset"] ?? "0") || 0} more={() => setRound(round + 1)} named={name.trim() !== ""} />}</Shown>
          )}
        </>
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

type Mode = "look" | "reject" | "change" | "add";

function Desk({ items, total, offset, more, named }: { items: readonly QueueItem[]; total: number; offset: number; more: () => void; named: boolean }) {
  const [at, setAt] = useState(0);
  const item = items[Math.min(at, items.length - 1)] as QueueItem;
  const asked = useAnswer<ParagraphPage>(address("/api/q/paragraph", { id: item.document_id, ordinal: item.ordinal }));
  const [last, setLast] = useState<{ ids: string[]; at: number }[]>([]);
  const [said, setSaid] = useState("");
  const move = (by: number): void => {
    if (at + by >= items.length) more();
    else setAt(Math.max(0, at + by));
  };
  const save = async (drafts: Draft[], stay: boolean): Promise<boolean> => {
    if (!named) {
      setSaid(W.review.whoNeeded);
      document.getElementById("reviewer")?.focus();
      return false;
    }
    try {
      const ids = await decide(drafts);
      setLast([...last, { ids, at }]);
      setSaid(W.review.done(`${W.review.decided[drafts[0]?.decision ?? "accept"]}${drafts.length > 1 ? ` (${drafts.length})` : ""}`));
      if (!stay) move(1);
      return true;
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const back = async (): Promise<void> => {
    const before = last.at(-1);
    if (before === undefined) return;
    try {
      await undo(before.ids);
      setLast(last.slice(0, -1));
      setAt(before.at);
      setSaid(W.review.undone);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div class="desk">
      <p class="desk-bar"><span class="position">{W.review.position(offset + at + 1, total)}</span>
        {item.why === "" ? null : <span class="tag" title={W.review.reasonMeans[item.why]}>{W.review.reasons[item.why]}</span>}
        <button type="button" onClick={() => move(-1)} disabled={at === 0}>‹ {W.review.back} <kbd>K</kbd></button><button type="button" onClick={() => move(1)}>{W.review.skip} <kbd>J</kbd> ›</button>
        <button type="button" onClick={() => void back()} disabled={last.length === 0}>{W.review.undo} <kbd>U</kbd></button>
        <span class="said" role="status">{said}</span></p>
      <Shown asked={asked}>{(page) => page.paragraph.document_id === item.document_id && page.paragraph.ordinal === item.ordinal ? <Judge key={`${item.document_id} ${item.ordinal} ${item.claims.join()}`} page={page} item={item} save={save} move={move} back={() => void back()} /> : <p class="waiting">{W.loading}</p>}</Shown>
    </div>
  );
}

function Judge({ page, item, save, move, back }: { page: ParagraphPage; item: QueueItem; save: (drafts: Draft[], stay: boolean) => Promise<boolean>; move: (by: number) => void; back: () => void }) {
  const { paragraph } = page;
  const [mode, setMode] = useState<Mode>("look");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(item.claims));
  const [place, setPlace] = useState<Place | null>(null);
  const [start, setStart] = useState<Start>({ measure: "", state: item.state ?? paragraph.state ?? "", status: "" });
  const text = useRef<HTMLQuoteElement>(null);
  const claims = page.claims.filter((claim) => chosen.has(claim.claim_id));
  const done = async (drafts: Draft[], stay = false): Promise<void> => {
    if (await save(drafts, stay)) setMode("look");
  };
  const accept = (): void => void (claims.length > 0 && done(claims.map((claim) => draftOf(claim, paragraph, "accept"))));
  const take = (suggestion: Suggestion): void => {
    setStart({ measure: suggestion.measure, state: suggestion.state ?? item.state ?? paragraph.state ?? "", status: suggestion.status ?? "" });
    const at = suggestion.quote === null ? -1 : paragraph.text.startsWith(suggestion.quote, suggestion.start ?? 0) ? (suggestion.start ?? 0) : paragraph.text.indexOf(suggestion.quote);
    setPlace(at >= 0 && suggestion.quote !== null ? { start: at, end: at + suggestion.quote.length } : (markedIn(text.current as HTMLElement, paragraph.text) ?? place));
    setMode("add");
  };
  useEffect(() => {
    const marks = (): void => {
      const found = text.current === null ? null : markedIn(text.current, paragraph.text);
      if (found !== null) setPlace(found);
    };
    document.addEventListener("selectionchange", marks);
    return () => document.removeEventListener("selectionchange", marks);
  }, [paragraph]);
  const nextSentence = (grow: boolean): void => {
    const sentences = sentencesOf(paragraph.text);
    const from = place === null ? -1 : sentences.findIndex((one) => one.end >= place.end);
    const next = sentences[(from + 1) % Math.max(1, sentences.length)];
    if (next !== undefined) setPlace(grow && place !== null && next.start > place.start ? { start: place.start, end: next.end } : next);
  };
  useKeys(mode, { accept, move, back, nextSentence, pick: (index) => { const one = item.suggestions[index]; if (one !== undefined) take(one); }, set: (wanted) => { if (wanted === "add" || claims.length > 0) setMode(wanted); } });
  const spans: Span[] = place !== null && (mode === "add" || claims.length === 0) ? [{ ...place, kind: "quote" }] : spansOf(claims.length > 0 ? claims : []);
  const save1 = (drafts: Draft[]): void => void done(drafts);
  return (
    <div class="two">
      <div>
        <p class="kind"><a href={to.document(paragraph.document_id)}>{short(paragraph.document)}</a> · {KIND_LABELS[paragraph.kind ?? "other"]}{paragraph.year === null ? "" : `, ${paragraph.year}`} · <a href={to.paragraph(paragraph.document_id, paragraph.ordinal)}>{W.para(paragraph.number, paragraph.numbered)}</a></p>
        <Headings paragraph={paragraph} />
        <blockquote class="paragraph" ref={text}><Marked text={paragraph.text} spans={spans} /></blockquote>
        <MarkKey />
        <ClaimsHere claims={page.claims} chosen={chosen} choose={setChosen} />
        {mode === "look" ? (
          <p class="buttons">
            <button type="button" class="primary" onClick={accept} disabled={claims.length === 0}>{W.review.accept} <kbd>A</kbd></button>
            <button type="button" onClick={() => setMode("reject")} disabled={claims.length === 0}>{W.review.reject} <kbd>R</kbd></button>
            <button type="button" onClick={() => setMode("change")} disabled={claims.length !== 1}>{W.review.change} <kbd>C</kbd></button>
            <button type="button" onClick={() => setMode("add")}>{W.review.add} <kbd>N</kbd></button>
          </p>
        ) : mode === "reject" ? <RejectForm claims={claims} paragraph={paragraph} save={save1} cancel={() => setMode("look")} />
          : mode === "change" && claims[0] !== undefined ? <ChangeForm claim={claims[0]} paragraph={paragraph} save={save1} cancel={() => setMode("look")} />
            : <AddForm key={`${start.measure} ${start.status}`} paragraph={paragraph} place={place} start={start} save={(drafts) => void done(drafts, true)} cancel={() => setMode("look")} whole={() => setPlace({ start: 0, end: paragraph.text.length })} />}
        <Suggestions list={item.suggestions} take={take} />
      </div>
      <Surroundings paragraph={paragraph} around={page.around} spans={spans} />
    </div>
  );
}

function ClaimsHere({ claims, chosen, choose }: { claims: readonly EvidenceClaim[]; chosen: ReadonlySet<string>; choose: (ids: ReadonlySet<string>) => void }) {
  if (claims.length === 0) return <p class="notes">{W.evidence.noClaims}</p>;
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <fieldset class="judge"><legend>{W.evidence.claims}</legend>
      {claims.map((claim) => <div key={claim.claim_id} class={chosen.has(claim.claim_id) ? "row chosen" : "row"}><input type="checkbox" id={`c-${claim.claim_id}`} checked={chosen.has(claim.claim_id)} onChange={() => toggle(claim.claim_id)} /><label for={`c-${claim.claim_id}`}><b>{claim.state_name}</b> · {<MeasureName code={claim.measure} />} · <Badge look={claim.status} />{claim.certainty === "explicit" ? null : <span class="tag">{W.certainty[claim.certainty]}</span>}<span class="soft why">{claim.state_reason}</span></label></div>)}
      {claims.length > 1 ? <p class="notes"><button type="button" class="link" onClick={() => choose(new Set(claims.map((claim) => claim.claim_id)))}>{W.review.chooseAll}</button> · {W.review.several(chosen.size)}</p> : null}
    </fieldset>
  );
}

const MeasureName = ({ code }: { code: string }) => <>{useNames().measure(code)}</>;

function Suggestions({ list, take }: { list: readonly Suggestion[]; take: (one: Suggestion) => void }) {
  if (list.length === 0) return null;
  return (
    <section><h2 class="quiet">{W.evidence.suggestions}</h2>
      <ol class="suggestions">{list.map((one, index) => (
        <li key={`${one.source} ${one.measure} ${index}`}><button type="button" onClick={() => take(one)} aria-label={`${W.review.pick}: ${index + 1}`}><kbd>{index + 1}</kbd></button> <span><MeasureLink code={one.measure} />{one.status === null ? null : <> · <Badge look={one.status} /></>}{one.state === null ? null : <> · <StateLink code={one.state} /></>} <span class="soft">{W.review.from[one.source] ?? one.source}, {W.review.score(one.score)}{one.step === null ? "" : `, ${W.evidence.steps[one.step] ?? one.step}`}{one.reason === null ? "" : `: ${one.reason}`}</span></span></li>
      ))}</ol></section>
  );
}

interface Actions { accept: () => void; move: (by: number) => void; back: () => void; nextSentence: (grow: boolean) => void; pick: (index: number) => void; set: (mode: Mode) => void }

/** Single keys, where no field is being filled in. */
function useKeys(mode: Mode, actions: Actions): void {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { current: act } = now;
      if (event.key === "Escape") return act.set("look");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !(target instanceof HTMLInputElement && target.type === "checkbox")) return;
      const key = event.key.toLowerCase();
      const known: Record<string, () => void> = {
        ...(mode === "look" ? { a: act.accept, r: () => act.set("reject"), c: () => act.set("change"), n: () => act.set("add"), j: () => act.move(1), k: () => act.move(-1), u: act.back } : {}),
        q: () => act.nextSentence(event.shiftKey),
      };
      const run = known[key] ?? (mode === "look" && /^[1-9]$/.test(key) ? () => act.pick(Number(key) - 1) : undefined);
      if (run === undefined) return undefined;
      event.preventDefault();
      return run();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [mode]);
}

