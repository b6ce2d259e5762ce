// Owns one paragraph on the reviewer's desk: its claims, what is chosen of them, the forms, and what is suggested besides.
// Must not send a decision; the desk does.
import { useEffect, useRef, useState } from "preact/hooks";
import { KIND_LABELS, type CellStatus } from "../../../model";
import type { DecisionRow, EvidenceClaim, ParagraphPage, QueueItem, Suggestion } from "../data";
import { to } from "../route";
import { W } from "../words";
import { Badge, MeasureLink, StateLink, short, useNames } from "./common";
import { AddForm, ChangeForm, RejectForm, draftOf, type Start } from "./decision-form";
import type { Draft, Save } from "./decisions";
import { Marked, type Span } from "./marked";
import { Headings, MarkKey, Surroundings, spansOf } from "./paragraph";
import { useKeys } from "./review-keys";
import { markedIn, nextSentence, type Place } from "./selection";

type Mode = "look" | "reject" | "change" | "add";

export interface JudgeProps {
  page: ParagraphPage;
  item: QueueItem;
  rows: readonly DecisionRow[];
  save: Save;
  /** Told whether a form is open. */
  open: { current: boolean };
}

/** What is marked in the paragraph, by mouse or by key. */
function useMarked(text: string): { element: preact.RefObject<HTMLQuoteElement>; place: Place | null; setPlace: (place: Place | null) => void } {
  const element = useRef<HTMLQuoteElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const marks = (): void => {
      const found = element.current === null ? null : markedIn(element.current, text);
      if (found !== null) setPlace(found);
    };
    document.addEventListener("selectionchange", marks);
    return () => document.removeEventListener("selectionchange", marks);
  }, [text]);
  return { element, place, setPlace };
}

/** Where the words of a suggestion stand, if it has any. */
function placeOf({ quote, start }: Suggestion, text: string): Place | null {
  if (quote === null || quote === "") return null;
  const at = text.startsWith(quote, start ?? 0) ? (start ?? 0) : text.indexOf(quote);
  return at < 0 ? null : { start: at, end: at + quote.length };
}

interface Judging {
  mode: Mode;
  start: Start;
  refused: string;
  set: (mode: Mode) => void;
  begin: (start: Start) => void;
  done: (drafts: Draft[], stay?: boolean) => Promise<void>;
}

/** Which form is open, with what it begins, and why the last try was refused. */
function useJudging(fresh: Start, save: Save): Judging {
  const [mode, setMode] = useState<Mode>("look");
  const [start, setStart] = useState<Start>(fresh);
  const [refused, setRefused] = useState("");
  const set = (wanted: Mode): void => {
    setRefused("");
    if (wanted === "add") setStart(fresh);
    setMode(wanted);
  };
  const begin = (wanted: Start): void => {
    set("add");
    setStart(wanted);
  };
  const done = async (drafts: Draft[], stay = false): Promise<void> => {
    const why = await save(drafts, stay);
    if (why === null) set("look");
    else setRefused(why);
  };
  return { mode, start, refused, set, begin, done };
}

export function Judge({ page, item, rows, save, open }: JudgeProps) {
  const { paragraph } = page;
  const state = item.state ?? paragraph.state ?? "";
  const { mode: asked, start, refused, set, begin, done } = useJudging({ measure: "", state, status: "" }, save);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(item.claims));
  const { element, place, setPlace } = useMarked(paragraph.text);
  const claims = page.claims.filter((claim) => chosen.has(claim.claim_id));
  // A claim may be gone when the database was replaced.
  const mode = claims.length === 0 && (asked === "reject" || asked === "change") ? "look" : asked;
  const accept = (): void => void (claims.length > 0 && done(claims.map((claim) => draftOf(claim, paragraph, "accept"))));
  const take = (suggestion: Suggestion): void => {
    begin({ measure: suggestion.measure, state: suggestion.state ?? state, status: suggestion.status ?? "" });
    setPlace(placeOf(suggestion, paragraph.text) ?? place);
  };
  open.current = mode !== "look";
  useEffect(() => () => void (open.current = false), []);
  const several = (wanted: Mode) => (): void => void (claims.length > 0 && set(wanted));
  const picks = Object.fromEntries(item.suggestions.map((one, index) => [String(index + 1), () => take(one)]));
  useKeys({
    escape: () => set("look"), q: (grow) => setPlace(nextSentence(paragraph.text, place, grow)),
    ...(mode === "look" ? { a: accept, r: several("reject"), c: several("change"), n: () => set("add"), ...picks } : {}),
  });
  const spans: Span[] = place !== null && (mode === "add" || claims.length === 0) ? [{ ...place, kind: "quote" }] : spansOf(claims);
  const form = { paragraph, save: (drafts: Draft[]) => void done(drafts), cancel: () => set("look") };
  return (
    <div class="two">
      <div>
        <p class="kind"><a href={to.document(paragraph.document_id)}>{short(paragraph.document)}</a> · {KIND_LABELS[paragraph.kind ?? "other"]}{paragraph.year === null ? "" : `, ${paragraph.year}`} · <a href={to.paragraph(paragraph.document_id, paragraph.ordinal)}>{W.para(paragraph.number, paragraph.numbered)}</a></p>
        <Headings paragraph={paragraph} />
        <blockquote class="paragraph" ref={element}><Marked text={paragraph.text} spans={spans} /></blockquote>
        <MarkKey />
        <ClaimsHere claims={page.claims} chosen={chosen} choose={setChosen} rows={rows} />
        <AddedHere rows={rows.filter((row) => row.decision === "add" && !row.applied && row.document === paragraph.document_id && row.paragraph === paragraph.number)} />
        {mode === "look" ? <Buttons chosen={claims.length} accept={accept} set={set} /> : mode === "reject" ? <RejectForm {...form} claims={claims} /> : mode === "change" ? <ChangeForm {...form} claims={claims} />
          : <AddForm {...form} key={`${start.measure} ${start.status}`} place={place} mark={setPlace} start={start} save={(drafts) => void done(drafts, true)} />}
        {refused === "" ? null : <p class="warning" role="alert">{refused}</p>}
        <Suggestions list={item.suggestions} take={take} />
      </div>
      <Surroundings paragraph={paragraph} around={page.around} spans={spans} />
    </div>
  );
}

function Buttons({ chosen, accept, set }: { chosen: number; accept: () => void; set: (mode: Mode) => void }) {
  return (
    <p class="buttons">
      <button type="button" class="primary" onClick={accept} disabled={chosen === 0}>{W.review.accept} <kbd>A</kbd></button>
      <button type="button" onClick={() => set("reject")} disabled={chosen === 0}>{W.review.reject} <kbd>R</kbd></button>
      <button type="button" onClick={() => set("change")} disabled={chosen === 0}>{W.review.change} <kbd>C</kbd></button>
      <button type="button" onClick={() => set("add")}>{W.review.add} <kbd>N</kbd></button>
    </p>
  );
}

function ClaimsHere({ claims, chosen, choose, rows }: { claims: readonly EvidenceClaim[]; chosen: ReadonlySet<string>; choose: (ids: ReadonlySet<string>) => void; rows: readonly DecisionRow[] }) {
  if (claims.length === 0) return <p class="notes">{W.evidence.noClaims}</p>;
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <fieldset class="judge"><legend>{W.evidence.claims}</legend>
      {claims.map((claim) => <div key={claim.claim_id} class={chosen.has(claim.claim_id) ? "row chosen" : "row"}><input type="checkbox" id={`c-${claim.claim_id}`} checked={chosen.has(claim.claim_id)} onChange={() => toggle(claim.claim_id)} /><label for={`c-${claim.claim_id}`}><b>{claim.state_name}</b> · {<MeasureName code={claim.measure} />} · <Badge look={claim.status} />{claim.certainty === "explicit" ? null : <span class="tag">{W.certainty[claim.certainty]}</span>}<Word row={rows.find((row) => row.claim_id === claim.claim_id)} /><span class="soft why">{claim.state_reason}</span></label></div>)}
      {claims.length > 1 ? <p class="notes"><button type="button" class="link" onClick={() => choose(new Set(claims.map((claim) => claim.claim_id)))}>{W.review.chooseAll}</button> · {W.review.several(chosen.size)}</p> : null}
    </fieldset>
  );
}

/** Claims that were added here and wait to be applied. */
function AddedHere({ rows }: { rows: readonly DecisionRow[] }) {
  const names = useNames();
  if (rows.length === 0) return null;
  return <ul class="added" aria-label={W.review.addedHere}>{rows.map((row) => <li key={row.id}><span class="tag first word">{W.review.decidedBy(W.review.decided.add ?? "", row.reviewer)}</span> <b>{names.state(row.state)}</b> · {names.measure(row.measure)} · <Badge look={row.status as CellStatus} /> <q>{row.quote}</q></li>)}</ul>;
}

/** What somebody decided of the claim already. */
const Word = ({ row }: { row: DecisionRow | undefined }) => (row === undefined ? null : <span class="tag word">{W.review.decidedBy(W.review.decided[row.decision] ?? row.decision, row.reviewer)}</span>);

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
