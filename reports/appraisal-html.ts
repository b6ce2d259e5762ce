// Owns an appraisal of plans as one HTML page, without scripts or anything from the network. Text of documents is escaped before it enters.
import { APPRAISAL_NOTES, denials, itemGroups, mannerNote, placeOf, planName, VERDICT_LABELS, VERDICT_SIGNS, wanting, type AppraisalView } from "./appraisal.js";
import { clean } from "./format.js";

const escape = (text: string): string => clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `:root{--ink:#1d2733;--soft:#5b6875;--line:#d5dbe1;--met:#1b6e53;--partly:#9a6b00;--none:#6b7682}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);max-width:70rem;margin:2rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .5rem}p.source,.small{color:var(--soft);font-size:.9rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{border-bottom:1px solid var(--line);padding:.45rem .6rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--ink);font-weight:600}tr.group th{background:#f1f4f6;font-weight:600}td.sign,.beside thead th+th{text-align:center;white-space:nowrap}.beside tbody tr:not(.group) th{font-weight:400}
.met{color:var(--met)}.partly_met{color:var(--partly)}.not_found,.not_asked{color:var(--none)}.verdict{white-space:nowrap;font-weight:600}
q{quotes:"“" "”";overflow-wrap:anywhere}.place{color:var(--soft);white-space:nowrap}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr{break-inside:avoid}}`;

/** The whole page. */
export function appraisalHtml(view: AppraisalView): string {
  const out: string[] = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="generator" content="Stocktake"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Appraisal: ${escape(view.framework.name)}</title><style>${STYLE}</style></head><body>`,
    `<h1>Appraisal against: ${escape(view.framework.name)}</h1><p class="source">Source: ${escape(view.framework.source)}. Items in our own words.${view.framework.note === null ? "" : ` ${escape(view.framework.note)}`}</p>`,
    ...APPRAISAL_NOTES.map((note) => `<p class="small">${escape(note)}</p>`),
    "<h2>Summary</h2><ul>",
    ...view.plans.map((plan) => `<li><b>${escape(plan.key)}</b> <a href="#${escape(plan.key)}">${escape(planName(plan))}</a>, ${escape(plan.file)}: ${escape(plan.summary)}. <span class="small">${escape(plan.basis)}</span></li>`),
    ...view.unreadable.map((failed) => `<li><b>Not read</b> ${escape(failed.file)}: ${escape(failed.reason)} ${escape(failed.next)}</li>`),
    "</ul>",
  ];
  // A document without a plan is no plan that lacks everything: it has no column.
  const told = view.plans.filter((plan) => plan.kind !== "none");
  if (told.length > 1) {
    out.push(`<h2>Side by side</h2><div class="wide"><table class="beside"><thead><tr><th scope="col">Item</th>${told.map((plan) => `<th scope="col" title="${escape(planName(plan))}">${escape(plan.key)}</th>`).join("")}</tr></thead><tbody>`);
    for (const { group, items } of itemGroups(view)) {
      if (group !== "") out.push(`<tr class="group"><th scope="rowgroup" colspan="${told.length + 1}">${escape(group)}</th></tr>`);
      for (const item of items) {
        out.push(`<tr><th scope="row">${escape(item.text)}</th>${told.map((plan) => {
          const verdict = plan.items.find((one) => one.id === item.id)?.verdict ?? "not_asked";
          return `<td class="sign ${verdict}" title="${VERDICT_LABELS[verdict]}"><span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span><span style="position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden">${VERDICT_LABELS[verdict]}</span></td>`;
        }).join("")}</tr>`);
      }
    }
    out.push(`</tbody></table></div><p class="small">${VERDICT_SIGNS.met} met · ${VERDICT_SIGNS.partly_met} partly met · ${VERDICT_SIGNS.not_found} not found</p>`);
  }
  for (const plan of view.plans) {
    out.push(`<h2 id="${escape(plan.key)}">${escape(plan.key)} ${escape(planName(plan))}</h2><p>${escape(plan.summary)}. <span class="small">${escape(plan.basis)}</span></p>`);
    if (plan.kind === "none") continue;
    out.push('<div class="wide"><table><thead><tr><th scope="col" style="width:24%">Item</th><th scope="col">Verdict</th><th scope="col">Words of the text</th><th scope="col" style="width:28%">What would have met it</th></tr></thead><tbody>');
    for (const { group, items } of itemGroups(view)) {
      if (group !== "") out.push(`<tr class="group"><th scope="rowgroup" colspan="4">${escape(group)}</th></tr>`);
      for (const about of items) {
        const item = plan.items.find((one) => one.id === about.id);
        if (item === undefined) continue;
        const quotes = item.parts.flatMap((part) => part.evidence.slice(0, 1)).map((quote) => `<q>${escape(quote.quote)}</q> <span class="place">(${escape([placeOf(quote), mannerNote(quote)].filter((text) => text !== "").join("; "))})</span>`);
        out.push(`<tr><th scope="row" style="font-weight:400">${escape(about.text)}</th><td class="verdict ${item.verdict}">${VERDICT_LABELS[item.verdict]}</td><td>${quotes.join("<br>")}</td><td>${escape(wanting(item.parts) + denials(item.parts))}</td></tr>`);
      }
    }
    out.push("</tbody></table></div>");
  }
  out.push("</body></html>");
  return `${out.join("\n")}\n`;
}
