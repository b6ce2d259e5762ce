// Owns the page of one paragraph: its claims with the words they rest on, the rule and the reason, the printed page, and why nothing else was read from it.
import { KIND_LABELS } from "../../../model";
import { address, useAnswer } from "../api";
import type { EvidenceClaim, ParagraphPage } from "../data";
import { to, withSearch, type Route } from "../route";
import { W } from "../words";
import { Candidates } from "../parts/candidates";
import { Badge, MeasureLink, Shown, StateLink, short, useNames } from "../parts/common";
import type { Span } from "../parts/marked";
import { Headings, MarkKey, ParagraphText, Surroundings, spansOf } from "../parts/paragraph";

export function Evidence({ route }: { route: Route }) {
  const [, id = "", ordinal = "0"] = route.path;
  const asked = useAnswer<ParagraphPage>(address("/api/q/paragraph", { id, ordinal }));
  return (
    <Shown asked={asked}>{(page) => {
      const { paragraph } = page;
      const chosen = page.claims.find((claim) => claim.claim_id === route.search["claim"]);
      const spans = marked(page, route.search["claim"], route.search["candidate"]);
      const others = page.around.map((one) => one.ordinal);
      return (
        <>
          <p class="kind"><a href={to.document(id)}>{short(paragraph.document)}</a> · {KIND_LABELS[paragraph.kind ?? "other"]}{paragraph.year === null ? "" : `, ${paragraph.year}`}</p>
          <h1>{W.evidence.paragraph} {paragraph.numbered ? paragraph.number : `(${W.para(paragraph.number, false)})`}{paragraph.page_first === null ? "" : `, ${W.page(paragraph.page_first)}`}</h1>
          <p class="pager">{others.includes(paragraph.ordinal - 1) ? <a href={to.paragraph(id, paragraph.ordinal - 1)} rel="prev">‹ {W.evidence.before}</a> : null} {others.includes(paragraph.ordinal + 1) ? <a href={to.paragraph(id, paragraph.ordinal + 1)} rel="next">{W.evidence.after} ›</a> : null}</p>
          <div class="two">
            <div>
              <Headings paragraph={paragraph} />
              <ParagraphText paragraph={paragraph} spans={spans} id="paragraph" />
              <MarkKey />
              <p><a href={address("/review", { documents: id, at: paragraph.ordinal })}>{W.nav.review}</a></p>
              <h2>{W.evidence.claims}</h2>
              {page.claims.length === 0 ? <p class="notes">{W.evidence.noClaims}</p> : page.claims.map((claim) => <ClaimCard key={claim.claim_id} claim={claim} chosen={claim === chosen} page={page} />)}
              <Others page={page} />
              <Silent page={page} chosen={route.search["candidate"] ?? null} />
            </div>
            <Surroundings paragraph={paragraph} around={page.around} spans={spans} />
          </div>
        </>
      );
    }}</Shown>
  );
}

function ClaimCard({ claim, chosen, page }: { claim: EvidenceClaim; chosen: boolean; page: ParagraphPage }) {
  const facts: [string, string][] = [
    [W.evidence.reason, claim.state_reason], [W.evidence.rule, claim.rule],
    [W.evidence.certainty, `${W.certainty[claim.certainty] ?? claim.certainty}: ${W.certaintyMeans[claim.certainty] ?? ""}`], [W.evidence.basis, W.basis[claim.basis] ?? claim.basis],
    [W.evidence.respondent, claim.respondent_source === null ? W.evidence.notRespondent : `${W.yes} (${W.respondentSources[claim.respondent_source] ?? claim.respondent_source})`],
    [W.evidence.role, `${W.roles[page.paragraph.role] ?? page.paragraph.role}${page.paragraph.role_rule === null ? "" : ` (${page.paragraph.role_rule})`}`],
  ];
  return (
    <article class={chosen ? "card chosen" : "card"} id={claim.claim_id}>
      <p class="what"><StateLink code={claim.state} /> · <MeasureLink code={claim.measure} /> · <Badge look={claim.status} /></p>
      <blockquote>{claim.quote}</blockquote>
      <dl class="small">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p class="where"><a href={to.paragraph(claim.document_id, claim.ordinal, claim.claim_id)}><code>{claim.claim_id}</code></a></p>
    </article>
  );
}

function Others({ page }: { page: ParagraphPage }) {
  const names = useNames();
  return (
    <>
      {page.collective.length === 0 ? null : <><h2>{W.evidence.collective}</h2><ul class="plain">{page.collective.map((one, index) => <li key={index}><b>{one.quantifier}</b> · <MeasureLink code={one.measure} /> · <Badge look={one.status} /></li>)}</ul></>}
      {page.recommendations.length === 0 ? null : <><h2>{W.evidence.recommendations}</h2><ul class="plain">{page.recommendations.map((one, index) => <li key={index}><StateLink code={one.state} />: <q>{one.quote}</q> <span class="soft">{W.response[one.response] ?? one.response}{one.recommended_by.length === 0 ? "" : ` (${one.recommended_by.map(names.state).join(", ")})`}</span></li>)}</ul></>}
    </>
  );
}

/** Why nothing else was read from the paragraph; a candidate's words are marked in the text above when it is chosen. */
function Silent({ page, chosen }: { page: ParagraphPage; chosen: string | null }) {
  const names = useNames();
  const list = page.candidates ?? [];
  return (
    <section><h2>{W.evidence.silent}</h2>
      {page.candidates === null ? <p class="notes">{W.evidence.noCandidates}</p> : list.length === 0 ? <p class="notes">{W.evidence.nothingConsidered}</p> : (
        <><p class="notes">{W.evidence.silentHelp}</p>
          <Candidates list={list} label={W.evidence.silent} first={W.overview.measure} cell={(one, index) => one.quote_start === null ? names.measure(one.measure) : <a href={withSearch({ candidate: chosen === String(index) ? null : String(index), claim: null })} aria-current={chosen === String(index) ? "true" : undefined} title={W.evidence.mark(index + 1)}>{names.measure(one.measure)}</a>} /></>
      )}
      {page.issues.map((one, index) => <p key={index} class="notes">{W.severity[one.severity]}: {one.message} {one.next}</p>)}</section>
  );
}

/** The words that are marked: those of the chosen claim or candidate, otherwise of all claims. */
function marked(page: ParagraphPage, claim: string | undefined, candidate: string | undefined): Span[] {
  const one = candidate === undefined ? undefined : page.candidates?.[Number(candidate)];
  if (one !== undefined && one.quote_start !== null && one.quote_end !== null) return [{ start: one.quote_start, end: one.quote_end, kind: "quote" }];
  const chosen = page.claims.find((found) => found.claim_id === claim);
  return spansOf(chosen === undefined ? page.claims : [chosen]);
}
