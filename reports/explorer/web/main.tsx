// Owns the frame of every page: where one is, what is shown there, and hearing that the database was replaced.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "../../html/looks.css";
import "./explorer.css";
import { ask, onReplaced, takeToken, useAnswer, watchVersion } from "./api";
import type { Codebook } from "./data";
import { Book, Shown } from "./parts/common";
import { useDecisions } from "./parts/decisions";
import { Decisions } from "./pages/decisions";
import { DocumentView } from "./pages/document";
import { Evidence } from "./pages/evidence";
import { Documents, Measures, States } from "./pages/lists";
import { MeasureView } from "./pages/measure";
import { Overview } from "./pages/overview";
import { Review } from "./pages/review";
import { Search } from "./pages/search";
import { StateView } from "./pages/state";
import { followLinks, useRoute, type Route } from "./route";
import { W } from "./words";

const PAGES: Record<string, { title: string; part: string; view: (route: Route) => preact.JSX.Element }> = {
  "": { title: W.nav.overview, part: "", view: (route) => <Overview route={route} /> },
  states: { title: W.nav.states, part: "states", view: () => <States /> },
  state: { title: W.nav.states, part: "states", view: (route) => <StateView key={route.path[1]} route={route} /> },
  measures: { title: W.nav.measures, part: "measures", view: () => <Measures /> },
  measure: { title: W.nav.measures, part: "measures", view: (route) => <MeasureView key={route.path[1]} route={route} /> },
  documents: { title: W.nav.documents, part: "documents", view: () => <Documents /> },
  document: { title: W.nav.documents, part: "documents", view: (route) => <DocumentView key={route.path[1]} route={route} /> },
  paragraph: { title: W.evidence.title, part: "documents", view: (route) => <Evidence key={`${route.path[1]} ${route.path[2]}`} route={route} /> },
  search: { title: W.nav.search, part: "search", view: (route) => <Search route={route} /> },
  review: { title: W.nav.review, part: "review", view: (route) => <Review route={route} /> },
  decisions: { title: W.nav.decisions, part: "decisions", view: () => <Decisions /> },
};

const PARTS = ["", "states", "measures", "documents", "search", "review", "decisions"] as const;

function App() {
  const route = useRoute();
  const page = PAGES[route.path[0] ?? ""];
  const book = useAnswer<Codebook>("/api/q/codebook");
  const about = useAnswer<{ database: string }>("/api/q/about");
  const { rows } = useDecisions();
  const waiting = rows.filter((row) => !row.applied).length;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route.path.join("/"));
  const [notice, setNotice] = useState("");
  const [stale, setStale] = useState<string | null>(null);
  useEffect(() => watchVersion(setStale), []);
  // What lists of claims rest on is made while the first page is read.
  useEffect(() => void (book.data !== null && window.setTimeout(() => void ask("/api/q/prepare").catch(() => undefined), 1500)), [book.data === null]);
  useEffect(() => onReplaced(() => setNotice(W.replaced)), []);
  useEffect(() => {
    const path = route.path.join("/");
    const heading = document.querySelector("h1")?.textContent;
    document.title = `${page?.title ?? W.name}${heading === undefined || heading === page?.title ? "" : ` · ${heading}`} · ${W.name}`;
    // A screen reader goes on at the new page.
    if (path !== shown.current) main.current?.focus({ preventScroll: true });
    shown.current = path;
  });
  return (
    <div onClick={followLinks}>
      <a class="skip" href="#main">{W.skip}</a>
      <header class="bar">
        <a class="brand" href="/"><b>{W.name}</b></a>
        <nav aria-label={W.nav.label}><ul>{PARTS.map((part) => <li key={part}><a href={`/${part}`} aria-current={page?.part === part ? "page" : undefined}>{PAGES[part]?.title}{part === "decisions" && waiting > 0 ? <span class="count-badge">{waiting}</span> : null}</a></li>)}</ul></nav>
        <span class="database" title={about.data?.database ?? ""}>{about.data?.database ?? ""}</span>
      </header>
      <p class={notice === "" ? "notice empty" : "notice"} role="status">{notice}{notice === "" ? null : <button type="button" onClick={() => setNotice("")}>{W.close}</button>}</p>
      {stale === null ? null : <p class="warning" role="status">{W.away(stale)}</p>}
      <main id="main" tabIndex={-1} ref={main}>
        <Shown asked={book}>{(data) => <Book.Provider value={data}>{page === undefined ? <h1>{W.nothing}</h1> : page.view(route)}</Book.Provider>}</Shown>
      </main>
      <footer><p>{W.motto}</p></footer>
    </div>
  );
}

takeToken();
render(<App />, document.getElementById("page") as HTMLElement);
