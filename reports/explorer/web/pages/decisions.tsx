// Owns the list of decisions: what was decided by whom, what the database has of it, and applying the rest.
import { useEffect, useState } from "preact/hooks";
import { STATUS_LABELS, type CellStatus } from "../../../model";
import { Failed } from "../api";
import type { DecisionRow } from "../data";
import { W } from "../words";
import { Scroll, useNames } from "../parts/common";
import { applyAll, decide, reviewer, undo, useDecisions } from "../parts/decisions";

export function Decisions() {
  const { rows, error } = useDecisions();
  const waiting = rows.filter((row) => !row.applied).length;
  return (
    <>
      <h1>{W.decisions.title}</h1>
      <p class="subtitle">{W.decisions.help}</p>
      {error === null ? null : <p class="warning" role="alert">{error}</p>}
      <Apply waiting={waiting} />
      {rows.length === 0 ? <p class="notes">{W.decisions.none}</p> : (
        <Scroll label={W.decisions.title}><table class="decisions"><thead><tr><th scope="col">{W.decisions.when}</th><th scope="col">{W.decisions.who}</th><th scope="col">{W.decisions.what}</th><th scope="col">{W.decisions.claim}</th><th scope="col">{W.decisions.why}</th><th scope="col">{W.decisions.standing}</th></tr></thead>
          <tbody>{rows.slice(0, 1000).map((row) => <Row key={row.id} row={row} />)}</tbody></table></Scroll>
      )}
    </>
  );
}

function Row({ row }: { row: DecisionRow }) {
  const names = useNames();
  const status = (code: string): string => STATUS_LABELS[code as CellStatus] ?? code;
  const becomes = [row.new_state === "" ? "" : names.state(row.new_state), row.new_measure === "" ? "" : names.measure(row.new_measure), row.new_status === "" ? "" : status(row.new_status)].filter((part) => part !== "").join(", ");
  return (
    <tr><td class="when"><time dateTime={row.decided}>{row.decided.slice(0, 16).replace("T", " ")}</time></td><td>{row.reviewer}</td><td>{W.review.decided[row.decision]}{becomes === "" ? "" : ` → ${becomes}`}</td>
      <td class="quote-cell">{names.state(row.state)} · {names.measure(row.measure)} · {status(row.status)} <q>{row.quote}</q></td><td>{row.reason}</td>
      <td>{W.decisions.standings[row.standing]} <Back row={row} /></td></tr>
  );
}

/** A decision that waits goes out of the file; of one that is applied the opposite is put into it, and waits. */
function Back({ row }: { row: DecisionRow }) {
  const [said, setSaid] = useState("");
  const tell = (error: unknown): void => setSaid(error instanceof Error ? error.message : String(error));
  if (!row.applied) return <><button type="button" class="link" onClick={() => undo([row.id]).catch(tell)}>{W.review.undo}</button> <span role="status">{said}</span></>;
  if (row.standing !== "applied" || row.decision === "accept" || (row.decision === "reject" && row.claim_id === "")) return null;
  const { claim_id, document, paragraph, state, measure, status, quote } = row;
  const run = (): void => {
    if (reviewer.get() === "") return setSaid(W.review.whoNeeded);
    return void decide([{ decision: row.decision === "add" ? "reject" : "accept", claim_id, document, paragraph, state, measure, status, quote, reason: W.decisions.tookBack(row.reviewer) }]).catch(tell);
  };
  return <><button type="button" class="link" onClick={run}>{W.decisions.takeBack}</button> <span role="status">{said}</span></>;
}

function Apply({ waiting }: { waiting: number }) {
  const [state, setState] = useState<{ text: string; again: boolean; busy: boolean }>({ text: "", again: false, busy: false });
  const run = (): void => {
    setState({ text: W.decisions.applying, again: false, busy: true });
    applyAll().then(
      (applied) => setState({ text: W.decisions.applied(applied), again: false, busy: false }),
      (error: unknown) => {
        const wait = error instanceof Failed && error.wait;
        const reason = error instanceof Error ? error.message : String(error);
        setState({ text: wait ? W.decisions.wait(reason) : reason, again: wait, busy: wait });
      },
    );
  };
  useEffect(() => {
    if (!state.again) return undefined;
    const timer = window.setTimeout(run, 3000);
    return () => window.clearTimeout(timer);
  }, [state]);
  return <p class="apply"><b>{W.decisions.waiting(waiting)}</b> <button type="button" class="primary" onClick={run} disabled={waiting === 0 || state.busy}>{W.decisions.apply}</button> <span role="status">{state.text}</span></p>;
}
