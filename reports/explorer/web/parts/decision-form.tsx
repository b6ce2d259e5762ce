// Owns the form of a decision: why a claim is rejected, what it is changed to, or what is added on which words.
// Must not send anything; the page does.
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { STATUS_LABELS } from "../../../model";
import type { EvidenceClaim, Paragraph } from "../data";
import { W } from "../words";
import { Book, MeasureOptions, useNames } from "./common";
import type { Draft } from "./decisions";
import { nextSentence, stepped, type Place } from "./selection";

const STATUSES = ["in_place", "in_progress", "planned", "mixed", "absent", "ended"] as const;

function StatusSelect({ id, value, set, keep }: { id: string; value: string; set: (value: string) => void; keep: string | null }) {
  return <select id={id} value={value} onChange={(event) => set(event.currentTarget.value)} required={keep === null}><option value="">{keep ?? "–"}</option>{STATUSES.map((status) => <option key={status} value={status}>{STATUS_LABELS[status]}</option>)}</select>;
}

function Reason({ value, set, quick, required }: { value: string; set: (value: string) => void; quick: readonly string[]; required: boolean }) {
  return (
    <>
      <label for="reason">{W.review.reason}</label>
      <textarea id="reason" rows={2} value={value} required={required} onInput={(event) => set(event.currentTarget.value)} />
      {quick.length === 0 ? null : <p class="quick">{quick.map((one) => <button key={one} type="button" onClick={() => set(one)}>{one}</button>)}</p>}
    </>
  );
}

function Buttons({ cancel }: { cancel: () => void }) {
  return <p class="buttons"><button type="submit" class="primary">{W.review.save}</button> <button type="button" onClick={cancel}>{W.review.cancel}</button></p>;
}

/** Ctrl Enter saves from any field. */
const saves = (event: KeyboardEvent & { currentTarget: HTMLFormElement }): void => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
};

export const draftOf = (claim: EvidenceClaim, paragraph: Paragraph, decision: Draft["decision"]): Draft => ({
  decision, claim_id: claim.claim_id, document: paragraph.document_id, paragraph: paragraph.number, page: claim.page === null ? "" : String(claim.page), state: claim.state, measure: claim.measure, status: claim.status, basis: claim.basis, certainty: claim.certainty, rule: claim.rule, quote: claim.quote,
});

export function RejectForm({ claims, paragraph, save, cancel }: { claims: readonly EvidenceClaim[]; paragraph: Paragraph; save: (drafts: Draft[]) => void; cancel: () => void }) {
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  return (
    <form class="decide" ref={form} onKeyDown={saves} onSubmit={(event) => { event.preventDefault(); save(claims.map((claim) => ({ ...draftOf(claim, paragraph, "reject"), reason: reason.trim() }))); }} aria-label={W.review.reject}>
      <Reason value={reason} set={setReason} quick={W.review.quickReasons} required />
      <Buttons cancel={cancel} />
    </form>
  );
}

/** One change for all chosen claims; what is left as it is stays with each. */
export function ChangeForm({ claims, paragraph, save, cancel }: { claims: readonly EvidenceClaim[]; paragraph: Paragraph; save: (drafts: Draft[]) => void; cancel: () => void }) {
  const { states } = useContext(Book);
  const names = useNames();
  const [status, setStatus] = useState("");
  const [state, setState] = useState("");
  const [measure, setMeasure] = useState("");
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("select")?.focus(), []);
  const asIs = (name: (claim: EvidenceClaim) => string): string => (claims.length === 1 ? name(claims[0] as EvidenceClaim) : W.review.asItIs);
  const submit = (event: Event): void => {
    event.preventDefault();
    save(claims.map((claim) => ({ ...draftOf(claim, paragraph, "change"), new_status: status, new_state: state, new_measure: measure, reason: reason.trim() })));
  };
  return (
    <form class="decide" ref={form} onKeyDown={saves} onSubmit={submit} aria-label={W.review.change}>
      {claims.length > 1 ? <p class="notes">{W.review.changeAll(claims.length)}</p> : null}
      <label for="new-status">{W.review.status}</label><StatusSelect id="new-status" value={status} set={setStatus} keep={asIs((claim) => STATUS_LABELS[claim.status])} />
      <label for="new-measure">{W.review.measureLabel}</label><select id="new-measure" value={measure} onChange={(event) => setMeasure(event.currentTarget.value)}><option value="">{asIs((claim) => names.measure(claim.measure))}</option><MeasureOptions /></select>
      <label for="new-state">{W.review.stateLabel}</label><select id="new-state" value={state} onChange={(event) => setState(event.currentTarget.value)}><option value="">{asIs((claim) => names.state(claim.state))}</option>{states.map((one) => <option key={one.code} value={one.code}>{one.name}</option>)}</select>
      <Reason value={reason} set={setReason} quick={[]} required />
      <Buttons cancel={cancel} />
    </form>
  );
}

export interface Start { measure: string; state: string; status: string }

/** Marks words without a mouse: by sentences, and by a word at either end. */
function Marking({ text, place, mark }: { text: string; place: Place | null; mark: (place: Place | null) => void }) {
  const by = (edge: "start" | "end", step: 1 | -1): void => void (place !== null && mark(stepped(text, place, edge, step)));
  return (
    <p class="marking" role="group" aria-label={W.review.marking}>
      <button type="button" onClick={() => mark(nextSentence(text, place, false))}>{W.review.nextSentence} <kbd>Q</kbd></button>
      <button type="button" onClick={() => mark(nextSentence(text, place, true))} disabled={place === null}>{W.review.oneSentenceMore} <kbd>⇧ Q</kbd></button>
      {W.review.edges.map(([edge, step, label]) => <button key={label} type="button" onClick={() => by(edge, step)} disabled={place === null}>{label}</button>)}
      <button type="button" onClick={() => mark({ start: 0, end: text.length })}>{W.review.wholeParagraph}</button>
    </p>
  );
}

export interface AddProps {
  paragraph: Paragraph;
  place: Place | null;
  mark: (place: Place | null) => void;
  start: Start;
  save: (drafts: Draft[]) => void;
  cancel: () => void;
}

export function AddForm({ paragraph, place, mark, start, save, cancel }: AddProps) {
  const { states } = useContext(Book);
  const names = useNames();
  const [measure, setMeasure] = useState(start.measure);
  const [state, setState] = useState(names.state(start.state === "" ? null : start.state));
  const [status, setStatus] = useState(start.status);
  const [reason, setReason] = useState<string>(W.review.missed);
  const form = useRef<HTMLFormElement>(null);
  const quote = place === null ? "" : paragraph.text.slice(place.start, place.end);
  useEffect(() => form.current?.querySelector<HTMLElement>(place === null ? ".marking button" : start.measure === "" ? "#add-measure" : "#add-status")?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const wanted = states.some((one) => one.name === state.trim()) ? [state.trim()] : state.split(/[;,]/).map((one) => one.trim()).filter((one) => one !== "");
    save(wanted.map((one) => ({ decision: "add", document: paragraph.document_id, paragraph: paragraph.number, page: paragraph.page_first === null ? "" : String(paragraph.page_first), state: one, measure, status, quote, reason: reason.trim() })));
  };
  return (
    <form class="decide" ref={form} onKeyDown={saves} onSubmit={submit} aria-label={W.review.addTitle}>
      <p class="notes">{W.review.addHelp}</p>
      <p class="marked-words" aria-live="polite"><b>{W.review.marked}:</b> {quote === "" ? <span class="soft">{W.review.nothingMarked}</span> : <q>{quote}</q>}</p>
      <Marking text={paragraph.text} place={place} mark={mark} />
      <label for="add-measure">{W.review.measureLabel}</label><select id="add-measure" value={measure} required onChange={(event) => setMeasure(event.currentTarget.value)}><option value="">–</option><MeasureOptions /></select>
      <label for="add-status">{W.review.status}</label><StatusSelect id="add-status" value={status} set={setStatus} keep={null} />
      <label for="add-state">{W.review.stateLabel} <span class="soft">({W.review.splitHelp})</span></label><input id="add-state" list="state-names" value={state} required onInput={(event) => setState(event.currentTarget.value)} autocomplete="off" />
      <datalist id="state-names">{states.map((one) => <option key={one.code} value={one.name} />)}</datalist>
      <Reason value={reason} set={setReason} quick={[]} required />
      <Buttons cancel={cancel} />
    </form>
  );
}
