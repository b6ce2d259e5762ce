// Owns the list of what the reader considered and did not claim: measure, State, words, the step at which it fell and why.
// Must not let a candidate look like a claim: it carries no status badge.
import type { ComponentChildren } from "preact";
import { STATUS_LABELS, type CellStatus } from "../../../model";
import type { Candidate } from "../data";
import { W } from "../words";
import { Scroll, useNames } from "./common";

/** @param first heading and cell of the first column: the measure on a paragraph's page, the place on a State's */
export function Candidates<T extends Candidate>({ list, label, first, cell }: { list: readonly T[]; label: string; first: string; cell: (one: T, index: number) => ComponentChildren }) {
  const names = useNames();
  const status = (one: T): string => (one.status === null ? "" : (STATUS_LABELS[one.status as CellStatus] ?? one.status));
  return (
    <Scroll label={label}><table class="candidates"><thead><tr><th scope="col">{first}</th><th scope="col">{W.document.state}</th><th scope="col">{W.evidence.step}</th><th scope="col">{W.evidence.because}</th><th scope="col" class="num">{W.evidence.score}</th></tr></thead>
      <tbody>{list.map((one, index) => (
        <tr key={index}><th scope="row">{cell(one, index)}</th><td>{names.state(one.state)}</td><td>{W.evidence.steps[one.step] ?? one.step}</td>
          <td>{one.reason}{status(one) === "" ? null : <span class="soft"> ({status(one)})</span>}{one.quote === null ? null : <q class="words">{one.quote}</q>}</td><td class="num">{one.score === null ? "" : one.score.toFixed(2)}</td></tr>
      ))}</tbody></table></Scroll>
  );
}
