// Owns the lists of States, measures and documents: what there is, found by typing.
import { useContext, useState } from "preact/hooks";
import { KIND_LABELS } from "../../../model";
import { useAnswer } from "../api";
import { to } from "../route";
import { W } from "../words";
import { Book, Scroll, Shown, Take, categoriesOf, short } from "../parts/common";

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function Find({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return <p class="choice"><label for="find">{label}</label><input id="find" type="search" value={value} onInput={(event) => set(event.currentTarget.value)} autocomplete="off" /></p>;
}

export function States() {
  const { states, regions } = useContext(Book);
  const [words, set] = useState("");
  const said = useAnswer<Record<string, number>>("/api/q/state-counts");
  const wanted = states.filter((state) => state.membership !== "not_a_state" && fold(`${state.name} ${state.code}`).includes(fold(words)));
  return (
    <>
      <h1>{W.state.list}</h1>
      <Find label={W.state.filter} value={words} set={set} />
      {[...regions, null].map((region) => {
        const list = wanted.filter((state) => (region === null ? state.region === null || !regions.includes(state.region) : state.region === region));
        if (list.length === 0) return null;
        return <section key={region}><h2>{region ?? W.membership["former"]}</h2><ul class="plain columns-3">{list.map((state) => <li key={state.code}><a href={to.state(state.code)}>{state.name}</a> <span class="soft">{said.data?.[state.code] === undefined ? "–" : W.count(said.data[state.code] as number, "claim")}</span></li>)}</ul></section>;
      })}
    </>
  );
}

export function Measures() {
  const { measures } = useContext(Book);
  const [words, set] = useState("");
  const wanted = measures.filter((measure) => fold(`${measure.label} ${measure.code} ${measure.definition}`).includes(fold(words)));
  return (
    <>
      <h1>{W.measure.list}</h1>
      <Find label={W.measure.filter} value={words} set={set} />
      {wanted.length === 0 ? <p class="notes">{W.nothing}</p> : categoriesOf(wanted).map(([category, list]) => <section key={category}><h2>{category}</h2><dl class="measures">{list.map((measure) => <div key={measure.code}><dt><a href={to.measure(measure.code)}>{measure.label}</a></dt><dd>{measure.definition}</dd></div>)}</dl></section>)}
    </>
  );
}

interface DocumentRow { document_id: string; document: string; file: string; status: string; failure_reason: string | null; kind: string | null; state_name: string | null; year: number | null; language: string | null; copy: boolean | null; pages: number | null; paragraphs: number; claims: number; respondents: number }

export function Documents() {
  const asked = useAnswer<DocumentRow[]>("/api/q/documents");
  const [shown, setShown] = useState(500);
  const [words, set] = useState("");
  return (
    <>
      <h1>{W.document.list}</h1>
      <Find label={W.document.filter} value={words} set={set} />
      <Shown asked={asked}>{(rows) => {
        const wanted = rows.filter((row) => fold(`${row.document} ${row.file} ${row.state_name ?? ""} ${row.year ?? ""} ${KIND_LABELS[row.kind ?? ""] ?? ""}`).includes(fold(words)));
        return (
          <>
            <p class="notes" role="status">{W.of(wanted.length, rows.length)}</p>
            <Scroll label={W.document.list}><table><thead><tr><th scope="col">{W.nav.documents}</th><th scope="col">{W.document.kind}</th><th scope="col">{W.document.state}</th><th scope="col" class="num">{W.overview.heatYear}</th><th scope="col" class="num">{W.document.paragraphs}</th><th scope="col" class="num">{W.document.claims}</th></tr></thead>
              <tbody>{wanted.slice(0, shown).map((row) => <tr key={row.document_id}><th scope="row"><a href={to.document(row.document_id)}>{short(row.document)}</a>{row.copy === true ? <span class="tag">{W.document.copy}</span> : null}</th>{row.status === "failed" ? <td colSpan={5} class="bad">{W.document.failed}: {row.failure_reason}</td> : <><td>{KIND_LABELS[row.kind ?? "other"]}{row.language === "en" ? null : <span class="tag">{row.language}</span>}</td><td>{row.state_name}</td><td class="num">{row.year}</td><td class="num">{row.paragraphs.toLocaleString("en-GB")}</td><td class="num">{row.claims.toLocaleString("en-GB")}</td></>}</tr>)}</tbody></table></Scroll>
            {wanted.length > shown ? <p><button type="button" onClick={() => setShown(shown + 2000)}>{W.count(wanted.length - shown, W.more, W.more)}</button></p> : null}
            <Take view="documents" parameters={{}} />
          </>
        );
      }}</Shown>
    </>
  );
}
