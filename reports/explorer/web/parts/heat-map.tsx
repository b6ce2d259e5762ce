// Owns the heat map of the page: the same cells, words and colours as the HTML report's. Must not count.
import { useContext, useEffect, useRef } from "preact/hooks";
import { STATUS_LABELS, isUnheard, percentText, type CellStatus } from "../../../model";
import { step } from "../../../html/heat-map";
import { NAMED_ONLY_LABEL } from "../../../html/statuses";
import type { HeatRow } from "../data";
import { W } from "../words";
import { Book, categoriesOf, MeasureLink, Scroll } from "./common";

type Status = CellStatus | "named_only";
export const statusLabel = (status: Status): string => (status === "named_only" ? NAMED_ONLY_LABEL : STATUS_LABELS[status]);

const share = (count: number, whole: number): number | null => (whole === 0 ? null : Math.round((1000 * count) / whole) / 10);

export function HeatMap({ rows, status, by, open, byYear }: { rows: readonly HeatRow[]; status: Status; by: string; open: (measure: string, group: string) => void; byYear: boolean }) {
  const { measures } = useContext(Book);
  const table = useRef<HTMLTableElement>(null);
  const groups = [...new Map(rows.map((row) => [row.group, row])).values()];
  const found = new Map(rows.map((row) => [`${row.measure} ${row.group}`, row]));
  useEffect(() => enterOnce(table.current));
  return (
    <Scroll label={W.overview.heat} tall>
      <table class="heat" data-status={status} ref={table} onKeyDown={moved}>
        <caption><span>{W.overview.caption(statusLabel(status), by)}</span></caption>
        <thead><tr><th scope="col">{W.overview.measure}</th>{groups.map((group) => <th scope="col" key={group.group}>{group.group}<span class="sub">{byYear ? W.overview.spoke(group.respondents) : W.overview.replied(group.respondents, group.states)}</span></th>)}</tr></thead>
        {categoriesOf(measures).map(([category, list]) => (
          <tbody key={category}>
            <tr class="category"><th scope="rowgroup" colSpan={groups.length + 1}>{category}</th></tr>
            {list.map((measure) => {
              const first = found.get(`${measure.code} ${groups.at(-1)?.group ?? ""}`);
              return (
                <tr key={measure.code}>
                  <th scope="row"><MeasureLink code={measure.code} />{first?.collective === true ? " *" : ""}{first?.illustrative === true ? " †" : ""}</th>
                  {groups.map((group) => <HeatCell key={group.group} row={found.get(`${measure.code} ${group.group}`)} status={status} label={`${measure.label}, ${group.group}`} open={() => open(measure.code, group.group)} />)}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

function HeatCell({ row, status, label, open }: { row: HeatRow | undefined; status: Status; label: string; open: () => void }) {
  if (row === undefined) return <td class="none">–</td>;
  if (row.respondents === 0) return <td class="nr"><button type="button" tabIndex={-1} onClick={open} aria-label={`${label}: ${W.overview.noReport}`}>{W.overview.noReport}</button></td>;
  const outside = isUnheard(status) || status === "named_only";
  const whole = outside ? row.states : row.respondents;
  const percent = share(row[status], whole);
  return <td class={`q${step(percent ?? 0)}`}><button type="button" tabIndex={-1} onClick={open} aria-label={`${label}: ${percentText(percent)}, ${W.of(row[status], whole)}`}><b>{percentText(percent)}</b> <span>{W.of(row[status], whole)}</span></button></td>;
}

/** One cell of the table is reached by Tab. */
function enterOnce(table: HTMLTableElement | null): void {
  if (table !== null && table.querySelector("td button[tabindex='0']") === null) table.querySelector("td button")?.setAttribute("tabindex", "0");
}

const STEPS: Readonly<Record<string, [down: number, right: number]>> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [10, 0], PageUp: [-10, 0], Home: [0, -999], End: [0, 999] };

function moved(event: KeyboardEvent): void {
  const move = STEPS[event.key];
  const button = event.target instanceof HTMLElement ? event.target.closest("td button") : null;
  const table = button?.closest("table");
  if (move === undefined || button === null || table === null || table === undefined) return;
  event.preventDefault();
  const grid = [...table.querySelectorAll("tbody tr:not(.category)")].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.querySelector("button")));
  const at = grid.findIndex((row) => row.includes(button as HTMLButtonElement));
  const down = Math.max(0, Math.min(grid.length - 1, at + move[0]));
  const across = grid[at]?.indexOf(button as HTMLButtonElement) ?? 0;
  const goal = grid[down]?.[Math.max(0, Math.min((grid[down]?.length ?? 1) - 1, across + move[1]))];
  if (goal === null || goal === undefined) return;
  button.setAttribute("tabindex", "-1");
  goal.setAttribute("tabindex", "0");
  goal.focus();
}
