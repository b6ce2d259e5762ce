// Owns how each status looks in HTML: the sign that stands with its word, and its pattern. Colours stand in looks.css under the same names.
// Must not count; words and meanings are the model's.
import { CELL_STATUSES, STATUS_LABELS, STATUS_MEANINGS, type CellStatus } from "../model.js";
import { html, trusted, type Markup } from "./markup.js";

/** What a shape or a cell can be: a status, or named without being a respondent. */
export type Look = CellStatus | "named_only";
export const LOOKS: readonly Look[] = [...CELL_STATUSES, "named_only"];

/** One character each; no status is told by colour alone. */
export const SIGNS: Readonly<Record<Look, string>> = {
  in_place: "●", in_progress: "◐", planned: "○", mixed: "◍", absent: "✕", ended: "■", conflict: "≠", silent: "–", not_read: "?", no_report: "╱", named_only: "¶",
};

export const NAMED_ONLY_LABEL = "Named, not a respondent";
export const lookLabel = (look: Look): string => (look === "named_only" ? NAMED_ONLY_LABEL : STATUS_LABELS[look]);
export const lookMeaning = (look: Look): string => (look === "named_only" ? "The text names the State with the measure, and it is not among the respondents. In no percentage." : STATUS_MEANINGS[look]);

/** Sign and word. */
export const badge = (look: Look, label: string = lookLabel(look)): Markup => html`<span class="badge s-${look}"><span class="sign" aria-hidden="true">${SIGNS[look]}</span>${label}</span>`;

const swatch = (look: Look): Markup => html`<svg class="swatch" viewBox="0 0 26 16" aria-hidden="true"><rect class="s-${look}" x="1" y="1" width="24" height="14"></rect></svg>`;

/** The key: swatch as on the map, sign as in tables, word, meaning. */
export const legend = (looks: readonly Look[] = LOOKS): Markup =>
  html`<dl class="legend">${looks.map((look) => html`<div><dt>${swatch(look)}${badge(look)}</dt><dd>${lookMeaning(look)}</dd></div>`)}</dl>`;

/** The key without meanings, for beside a picture. */
export const shortLegend = (looks: readonly Look[] = LOOKS): Markup => html`<ul class="key">${looks.map((look) => html`<li>${swatch(look)}${SIGNS[look]} ${lookLabel(look)}</li>`)}<li><svg class="swatch" viewBox="0 0 26 16" aria-hidden="true"><rect class="other" x="1" y="1" width="24" height="14"></rect></svg>Not a State of this table</li></ul>`;

/** Fills of the map. Blue is said to be there or coming, orange is said to be lacking, plain grey is not said, hatched is not heard. */
export const PATTERNS = trusted(`<svg class="defs" width="0" height="0" aria-hidden="true"><defs>
<pattern id="p-in_progress" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#9ecae1"/><rect width="2.4" height="6" fill="#08519c"/></pattern>
<pattern id="p-planned" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#deebf7"/><circle cx="3" cy="3" r="1.5" fill="#2171b5"/></pattern>
<pattern id="p-mixed" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#9ecae1"/><path d="M0 3H6M3 0V6" stroke="#08519c" stroke-width="1.1"/></pattern>
<pattern id="p-ended" width="6" height="5" patternUnits="userSpaceOnUse"><rect width="6" height="5" fill="#fdd0a2"/><rect width="6" height="2" fill="#8c2d04"/></pattern>
<pattern id="p-conflict" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#fff3b0"/><path d="M0 0H4V4H0zM4 4H8V8H4z" fill="#5e3c99"/></pattern>
<pattern id="p-absent" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#e6550d"/><path d="M2 2L6 6M6 2L2 6" stroke="#fff" stroke-width="1.1"/></pattern>
<pattern id="p-not_read" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.1" fill="#6b6b6b"/></pattern>
<pattern id="p-no_report" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="5" height="5" fill="#fff"/><rect width="0.9" height="5" fill="#9a9a9a"/></pattern>
<pattern id="p-named_only" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="5" height="5" fill="#e7d4f0"/><rect width="1.6" height="5" fill="#5e3c99"/></pattern>
</defs></svg>`);
