// Owns the page of a PDF file as printed, with words marked: drawn in the browser by pdfjs, its own text layer over it.
// Must not read anything but the file that the server gives for this document.
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
import { useEffect, useRef, useState } from "preact/hooks";
import { W } from "../words";
import { findWords, type Piece } from "./find-words";

/** A quote and the words in it that are marked apart. */
export interface Wanted { text: string; inner: { start: number; end: number; kind: "state" | "measure" }[] }

interface Library { lib: typeof import("pdfjs-dist"); worker: PDFWorker }

let library: Promise<Library> | undefined;

/** Loaded when the first page is shown. The worker's address is the one script address that the page's policy lets us make. One worker of our own reads all documents: what belonged to a document would go with it, under the next one's hands. */
function pdfjs(): Promise<Library> {
  library ??= Promise.all([import("pdfjs-dist"), import("pdfjs-dist/build/pdf.worker.min.mjs?url")]).then(([lib, { default: script }]) => {
    const types = (window as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }).trustedTypes;
    const address = types === undefined ? script : types.createPolicy("stocktake-worker", { createScriptURL: (url: string) => (url === script ? url : "") }).createScriptURL(script);
    return { lib, worker: new lib.PDFWorker({ port: new Worker(address, { type: "module" }) as unknown as null }) };
  });
  return library;
}

let opened: { id: string; task: Promise<PDFDocumentLoadingTask> } | undefined;

async function load(id: string): Promise<PDFDocumentLoadingTask> {
  const { lib, worker } = await pdfjs();
  const response = await fetch(`/api/file/${id}`);
  if (!response.ok) throw new Error(((await response.json().catch(() => ({}))) as { error?: string }).error ?? W.evidence.pdfNone);
  const data = new Uint8Array(await response.arrayBuffer());
  return lib.getDocument({ data, worker, isEvalSupported: false, useWasm: false, wasmUrl: "/pdfjs/wasm/", cMapUrl: "/pdfjs/cmaps/", standardFontDataUrl: "/pdfjs/standard_fonts/", iccUrl: "/pdfjs/iccs/", enableXfa: false });
}

/** The document that was asked for last; the one before is let go, also where it is still on its way. */
async function documentOf(id: string): Promise<PDFDocumentProxy> {
  if (opened?.id !== id) {
    opened?.task.then((task) => task.destroy()).catch(() => undefined);
    opened = { id, task: load(id) };
  }
  const mine = opened;
  try {
    return await (await mine.task).promise;
  } catch (error) {
    if (opened === mine) opened = undefined;
    throw error;
  }
}

export function PdfPage({ document: id, first, last, wanted }: { document: string; first: number; last: number; wanted: readonly Wanted[] }) {
  const [page, setPage] = useState(first);
  const [zoom, setZoom] = useState(1);
  const [state, setState] = useState<{ error: string | null; found: number; pages: number; ready: boolean }>({ error: null, found: 0, pages: 0, ready: false });
  const frame = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(wanted);
  useEffect(() => setPage(first), [id, first]);
  useEffect(() => {
    let live = true;
    setState((before) => ({ ...before, ready: false, error: null }));
    draw(id, page, zoom, frame.current as HTMLDivElement, JSON.parse(key) as Wanted[], () => live).then(
      (drawn) => {
        if (!live || drawn === null) return;
        // The quote may stand on the next page of its paragraph.
        if (drawn.found === 0 && page === first && last > first) setPage(first + 1);
        else setState({ error: null, found: drawn.found, pages: drawn.pages, ready: true });
      },
      (error: unknown) => live && setState({ error: error instanceof Error ? error.message : String(error), found: 0, pages: 0, ready: true }),
    );
    return () => void (live = false);
  }, [id, page, zoom, key]);
  return (
    <div class="pdf" data-ready={state.ready ? "yes" : "no"} data-found={state.found}>
      {state.error === null ? (
        <p class="pdf-bar">
          <button type="button" onClick={() => setPage(page - 1)} disabled={page <= 1} aria-label={W.evidence.earlier}>‹</button>
          <span>{state.pages === 0 ? W.page(page) : W.evidence.pageOf(page, state.pages)}</span>
          <button type="button" onClick={() => setPage(page + 1)} disabled={state.pages === 0 || page >= state.pages} aria-label={W.evidence.later}>›</button>
          <button type="button" onClick={() => setZoom(Math.max(0.6, zoom - 0.25))} aria-label={W.evidence.smaller}>−</button>
          <button type="button" onClick={() => setZoom(Math.min(3, zoom + 0.25))} aria-label={W.evidence.larger}>+</button>
          <span class="soft" role="status">{state.ready ? W.evidence.pdfMarked(state.found) : W.evidence.pdfLoading}</span>
        </p>
      ) : <p class="notes">{W.evidence.pdfNone} {state.error}</p>}
      <div class="pdf-frame" ref={frame} role="group" tabIndex={0} aria-label={W.evidence.pdfLabel(page)} hidden={state.error !== null} />
    </div>
  );
}

/** Draws one page into the frame. @returns null where another page was asked for meanwhile */
async function draw(id: string, number: number, zoom: number, frame: HTMLDivElement, wanted: readonly Wanted[], live: () => boolean): Promise<{ found: number; pages: number } | null> {
  const file = await documentOf(id);
  const { lib } = await pdfjs();
  const page = await file.getPage(Math.max(1, Math.min(number, file.numPages)));
  if (!live()) return null;
  const plain = page.getViewport({ scale: 1 });
  const scale = (Math.max(260, frame.clientWidth - 2) / plain.width) * zoom;
  const viewport = page.getViewport({ scale });
  const sharp = Math.min(2.5, window.devicePixelRatio || 1) * (zoom < 1.5 ? 1.4 : 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  canvas.style.width = `${viewport.width}px`;
  canvas.style.height = `${viewport.height}px`;
  canvas.setAttribute("aria-hidden", "true");
  const layer = document.createElement("div");
  layer.className = "textLayer";
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.style.width = `${viewport.width}px`;
  sheet.style.height = `${viewport.height}px`;
  sheet.style.setProperty("--scale-factor", String(scale));
  sheet.style.setProperty("--total-scale-factor", String(scale));
  sheet.append(canvas, layer);
  const text = new lib.TextLayer({ textContentSource: await page.getTextContent(), container: layer, viewport });
  await Promise.all([page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] }).promise, text.render()]);
  if (!live()) return null;
  frame.replaceChildren(sheet);
  const found = mark(text.textDivs as HTMLElement[], text.textContentItemsStr, wanted);
  const first = layer.querySelector<HTMLElement>("mark");
  if (first !== null) frame.scrollTo({ top: Math.max(0, first.getBoundingClientRect().top - sheet.getBoundingClientRect().top - frame.clientHeight / 3) });
  return { found, pages: file.numPages };
}

/** Puts marks into the text layer; inside the quote, the State's and the measure's words apart. @returns how many pieces of the quote */
function mark(divs: readonly HTMLElement[], items: readonly string[], wanted: readonly Wanted[]): number {
  const kinds = new Map<number, (Set<string> | undefined)[]>();
  let found = 0;
  const put = (pieces: readonly Piece[], kind: string): void => {
    for (const piece of pieces) {
      const list = kinds.get(piece.item) ?? new Array<Set<string> | undefined>(items[piece.item]?.length ?? 0);
      kinds.set(piece.item, list);
      for (let at = piece.start; at < piece.end; at += 1) (list[at] ??= new Set()).add(kind);
    }
  };
  for (const one of wanted) {
    const places = findWords(items, one.text, one.inner);
    found += places.quote.length;
    put(places.quote, "quote");
    for (const [index, pieces] of places.inner.entries()) put(pieces, one.inner[index]?.kind ?? "state");
  }
  for (const [item, list] of kinds) {
    const div = divs[item];
    const text = items[item];
    if (div === undefined || text === undefined) continue;
    const parts: Node[] = [];
    for (let start = 0; start < text.length; ) {
      const names = [...(list[start] ?? [])].sort().join(" ");
      let end = start + 1;
      while (end < text.length && [...(list[end] ?? [])].sort().join(" ") === names) end += 1;
      const piece = document.createTextNode(text.slice(start, end));
      if (names === "") parts.push(piece);
      else {
        const marked = document.createElement("mark");
        marked.className = names.split(" ").map((name) => `m-${name}`).join(" ");
        marked.append(piece);
        parts.push(marked);
      }
      start = end;
    }
    div.replaceChildren(...parts);
  }
  return found;
}
