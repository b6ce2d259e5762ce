// Owns the map of one measure: shapes and patterns of the HTML report. Must not tell a status by colour alone; the table beside it has the words.
import { LOOKS, SIGNS, lookLabel, type Look } from "../../../html/statuses";
import { address, useAnswer } from "../api";
import type { CellRow } from "../data";
import { go, to } from "../route";
import { W } from "../words";
import { Badge, Shown, StateLink, Swatch, useNames } from "./common";

interface Shapes {
  width: number;
  height: number;
  sphere: string;
  other: string;
  shapes: { state: string; path: string; dot: { x: number; y: number } | null; from: { x: number; y: number } | null }[];
}

export const lookOf = (cell: CellRow): Look => (cell.cell === "no_report" && cell.reported_status !== null ? "named_only" : cell.cell);

export function WorldMap({ measure, cells }: { measure: string; cells: readonly CellRow[] }) {
  const shapes = useAnswer<Shapes>("/world.json");
  const looks = new Map(cells.map((cell) => [cell.state, lookOf(cell)]));
  const names = useNames();
  const title = (state: string): string => `${names.state(state)}${looks.has(state) ? `: ${lookLabel(looks.get(state) as Look)} ${SIGNS[looks.get(state) as Look]}` : ""}`;
  return (
    <figure class="map">
      <Shown asked={shapes}>{(world) => (
        <svg viewBox={`0 0 ${world.width} ${world.height}`} role="img" aria-label={W.overview.mapLabel(names.measure(measure))} class="world">
          <clipPath id="map-edge"><rect width={world.width} height={world.height} /></clipPath>
          <g clip-path="url(#map-edge)">
            <path class="sea" d={world.sphere} /><path class="other" d={world.other} />
            {world.shapes.map((shape) => shape.path === "" ? null : <path key={shape.state} class={`land s-${looks.get(shape.state) ?? "other"}${looks.has(shape.state) ? "" : " other"}`} d={shape.path} onClick={() => go(to.state(shape.state))}><title>{title(shape.state)}</title></path>)}
            {world.shapes.map((shape) => shape.dot === null ? null : <g key={shape.state}>{shape.from === null ? null : <path class="lead" d={`M${shape.from.x},${shape.from.y}L${shape.dot.x},${shape.dot.y}`} />}<circle class={`land s-${looks.get(shape.state) ?? "other"}${looks.has(shape.state) ? "" : " other"}`} cx={shape.dot.x} cy={shape.dot.y} r="3.2" onClick={() => go(to.state(shape.state))}><title>{title(shape.state)}</title></circle></g>)}
          </g>
        </svg>
      )}</Shown>
      <figcaption>
        <ul class="key">{LOOKS.map((look) => <li key={look}><Swatch look={look} />{SIGNS[look]} {lookLabel(look)}</li>)}<li><Swatch look="other" />{W.overview.notState}</li></ul>
        <p>{W.overview.mapNote}</p>
      </figcaption>
    </figure>
  );
}

/** What a State in a cell rests on: its claims, or why it is silent. */
export const cellLink = (state: string, measure: string, look: Look): string => (look === "silent" ? address(to.state(state), { why: measure }) : address("/search", { states: state, measures: measure }));

/** States by status: the map as a table. */
export function StatesByStatus({ cells, link }: { cells: readonly CellRow[]; link: (state: string, look: Look) => string | null }) {
  return (
    <table class="by-status"><thead><tr><th scope="col">{W.overview.status}</th><th scope="col" class="num">{W.overview.number}</th><th scope="col">{W.overview.which}</th></tr></thead>
      <tbody>{LOOKS.map((look) => {
        const states = cells.filter((cell) => lookOf(cell) === look);
        if (states.length === 0) return null;
        return <tr key={look}><th scope="row"><Badge look={look} /></th><td class="num">{states.length}</td><td class="names">{states.map((cell, index) => { const goal = link(cell.state, look); return <span key={cell.state}>{goal === null ? <StateLink code={cell.state} /> : <a href={goal}>{cell.name}</a>}{cell.doubtful ? "‡" : ""}{cell.differs_elsewhere ? "§" : ""}{index < states.length - 1 ? "; " : ""}</span>; })}</td></tr>;
      })}</tbody></table>
  );
}
