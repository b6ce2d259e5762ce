// Owns the page of one document: what it is, what was read from it, its paragraphs with the quotes marked.
import { useContext, useState } from "preact/hooks";
import { KIND_LABELS, type CellStatus } from "../../../model";
import { address, useAnswer, write } from "../api";
import type { Claim } from "../data";
import { to, type Route } from "../route";
import { W } from "../words";
import { Badge, Book, MeasureLink, Scroll, Shown, StateLink, short } from "../parts/common";
import { Marked } from "../parts/marked";
import { reviewer } from "../parts/decisions";

interface DocumentPage {
  document: { document_id: string; file: string; status: string; failure_reason: string | null; failure_next: string | null; document: string; title: string | null; kind: string | null; kind_basis: string | null; state: string | null; date: string | null; year: number | null; language: string | null; author: string | null; format: string | null; pages: number | null; retrieved_from: string | null; retrieved_at: string | null };
  paragraphs: { ordinal: number; number: string; numbered: boolean; headings: string[]; role: string; page_first: number | null; text: string }[];
  claims: Claim[];
  respondents: { state: string; name: string | null; source: string }[];
  issues: { kind: string; severity: string; paragraph: string | null; excerpt: string; message: string; next: string }[];
  collective: { measure: string; status: CellStatus; quantifier: string; ordinal: number }[];
}

/** Paragraphs drawn at once; more come with a button, so that a document of thousands opens at once. */
const SHOWN = 150;

export function DocumentView({ route }: { route: Route }) {
  const asked = useAnswer<DocumentPage>(address("/api/q/document", { id: route.path[1] ?? "" }));
  const [only, setOnly] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  return (
    <Shown asked={asked}>{(page) => {
      const { document } = page;
      const by = new Map<number, Claim[]>();
      for (const claim of page.claims) by.set(claim.ordinal, [...(by.get(claim.ordinal) ?? []), claim]);
      const wanted = page.paragraphs.filter((paragraph) => !only || by.has(paragraph.ordinal));
      const facts: [string, string | number | null][] = [[W.document.kind, KIND_LABELS[document.kind ?? "other"] ?? document.kind], [W.document.basisOfKind, document.kind_basis], [W.document.date, document.date ?? document.year], [W.document.language, document.language], [W.document.format, document.format], [W.document.pages, document.pages], [W.document.file, document.file], [W.document.retrieved, document.retrieved_from === null ? null : `${document.retrieved_at?.slice(0, 10)} ${document.retrieved_from}`]];
      return (
        <>
          <p class="kind">{KIND_LABELS[document.kind ?? "other"]}</p>
          <h1>{document.title ?? short(document.document)}</h1>
          <p class="subtitle">{document.title === null ? "" : short(document.document)}{document.state === null ? null : <> · <StateLink code={document.state} /></>}</p>
          {document.status === "failed" ? <p class="warning">{W.document.failed}: {document.failure_reason} {document.failure_next}</p> : null}
          <dl class="facts">{facts.filter(([, value]) => value !== null && value !== "").map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          <p><a href={address("/search", { documents: document.document_id })}>{W.count(page.claims.length, "claim")}</a> · <a href={address("/review", { documents: document.document_id })}>{W.nav.review}</a></p>
          {page.respondents.length === 0 ? null : <details><summary>{W.document.respondents} ({page.respondents.length})</summary><p>{page.respondents.map((one, index) => <span key={one.state + one.source}><StateLink code={one.state} />{index < page.respondents.length - 1 ? "; " : ""}</span>)}</p></details>}
          {page.issues.length === 0 ? null : <details><summary>{W.document.issues} ({page.issues.length})</summary><Scroll label={W.document.issues}><table><tbody>{page.issues.map((one, index) => <tr key={index}><td>{W.severity[one.severity]}</td><td>{one.paragraph}</td><td>{one.message} <span class="soft">{one.excerpt}</span></td><td>{one.next}</td></tr>)}</tbody></table></Scroll></details>}
          <Correct id={document.document_id} />
          <h2>{W.document.text}</h2>
          <p class="notes"><label class="check"><input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} /> {W.document.only}</label></p>
          <ol class="paragraphs">{wanted.slice(0, shown).map((paragraph, index) => {
            const claims = by.get(paragraph.ordinal) ?? [];
            const heading = paragraph.headings.at(-1);
            const new_ = heading !== undefined && heading !== wanted[index - 1]?.headings.at(-1);
            return (
              <li key={paragraph.ordinal} class={claims.length > 0 ? "told" : ""}>
                {new_ ? <h3>{heading}</h3> : null}
                <p class="text"><a class="number" href={to.paragraph(document.document_id, paragraph.ordinal)} aria-label={`${W.document.open} ${paragraph.number}`}>{paragraph.numbered ? `${paragraph.number}.` : "¶"}</a> <Marked text={paragraph.text} spans={claims.map((claim) => ({ start: claim.quote_start, end: claim.quote_end, kind: "quote" }))} /></p>
                {claims.length === 0 ? null : <ul class="margin">{claims.map((claim) => <li key={claim.claim_id}><a href={to.paragraph(document.document_id, paragraph.ordinal, claim.claim_id)}><Badge look={claim.status} /></a> <StateLink code={claim.state} />: <MeasureLink code={claim.measure} /></li>)}</ul>}
              </li>
            );
          })}</ol>
          {wanted.length > shown ? <p><button type="button" onClick={() => setShown(shown + 500)}>{W.count(wanted.length - shown, "more paragraph", "more paragraphs")}</button></p> : null}
        </>
      );
    }}</Shown>
  );
}

/** Sets State, kind and year where they were read wrongly. */
function Correct({ id }: { id: string }) {
  const { states } = useContext(Book);
  const [said, setSaid] = useState("");
  const send = (event: Event & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]));
    reviewer.set(fields["reviewer"] ?? "");
    setSaid(W.document.reading);
    write<{ said: string }>("POST", `/api/document/${id}`, fields).then((answer) => setSaid(answer.said), (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };
  return (
    <details><summary>{W.document.correct}</summary>
      <form class="decide" onSubmit={send}>
        <p class="notes">{W.document.correctHelp}</p>
        <label for="d-state">{W.document.state}</label><select id="d-state" name="state"><option value="">–</option>{states.map((one) => <option key={one.code} value={one.code}>{one.name}</option>)}</select>
        <label for="d-kind">{W.document.kind}</label><select id="d-kind" name="kind"><option value="">–</option>{Object.entries(KIND_LABELS).map(([code, label]) => <option key={code} value={code}>{label}</option>)}</select>
        <label for="d-year">{W.document.year}</label><input id="d-year" name="year" inputMode="numeric" pattern="(19|20)[0-9]{2}" />
        <label for="d-reason">{W.review.reason}</label><input id="d-reason" name="reason" required />
        <label for="d-who">{W.review.who}</label><input id="d-who" name="reviewer" required defaultValue={reviewer.get()} />
        <p class="buttons"><button type="submit" class="primary">{W.review.save}</button> <span role="status">{said}</span></p>
      </form></details>
  );
}
