// Owns a server on loopback that behaves like the Official Document System, well and badly, for the tests of pull.
// Must not be used outside tests.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export interface Seen {
  path: string;
  headers: IncomingMessage["headers"];
  at: number;
  ended: number | null;
  status: number | null;
}

export interface PullServer {
  origin: string;
  host: string;
  /** Every request in the order of arrival, robots.txt included. */
  seen: Seen[];
  /** Requests for one path. */
  asked(path: string): Seen[];
  /** The most requests that were under way at once. */
  most(): number;
  robots: { status: number; text: string };
  /** Serves a path. `nth` counts the requests for it from 1. */
  on(path: string, handler: (request: IncomingMessage, response: ServerResponse, nth: number) => void): void;
  close(): Promise<void>;
}

/** Random numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Bytes with the marks of a PDF, the same for the same seed; not a document that anybody could read. */
export function pdfBytes(seed: number, size: number): Buffer {
  const next = seeded(seed);
  const body = Buffer.alloc(Math.max(0, size - 15));
  for (let i = 0; i < body.length; i++) body[i] = Math.floor(next() * 256);
  return Buffer.concat([Buffer.from("%PDF-1.4\n"), body, Buffer.from("\n%%EOF")]);
}

export function tagOf(bytes: Buffer): string {
  return `"${createHash("sha1").update(bytes).digest("hex").slice(0, 12)}"`;
}

export interface Manner {
  type?: string;
  etag?: string | null;
  lastModified?: string | null;
  ranges?: boolean;
  /** Announce the length. */
  length?: boolean;
  /** Break the connection off after so many bytes of this answer. */
  cutAfter?: number;
  /** Send nothing more after so many bytes, and keep the connection. */
  stallAfter?: number;
  /** Bytes every millisecond. */
  drip?: { bytes: number; everyMs: number };
  /** Ignore If-Range (a bad server). */
  ignoreIfRange?: boolean;
}

/** Answers a request for bytes as a good server does, or as badly as `manner` says. */
export function serve(request: IncomingMessage, response: ServerResponse, bytes: Buffer, manner: Manner = {}): void {
  const { type = "application/pdf", etag = tagOf(bytes), lastModified = "Mon, 02 Aug 2010 10:00:00 GMT", ranges = true, length = true } = manner;
  const headers: Record<string, string> = { "content-type": type };
  if (etag !== null) headers["etag"] = etag;
  if (lastModified !== null) headers["last-modified"] = lastModified;
  if (ranges) headers["accept-ranges"] = "bytes";
  if ((etag !== null && request.headers["if-none-match"] === etag) || (etag === null && lastModified !== null && request.headers["if-modified-since"] === lastModified)) {
    response.writeHead(304, headers).end();
    return;
  }
  let status = 200;
  let start = 0;
  const range = /^bytes=(\d+)-$/u.exec(request.headers.range ?? "");
  const ifRange = request.headers["if-range"];
  if (ranges && range && (ifRange === undefined || ifRange === etag || ifRange === lastModified || manner.ignoreIfRange === true)) {
    start = Number(range[1]);
    if (start >= bytes.length) {
      response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
      return;
    }
    status = 206;
    headers["content-range"] = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
  }
  const body = bytes.subarray(start);
  if (length) headers["content-length"] = String(body.length);
  response.writeHead(status, headers);
  if (manner.cutAfter !== undefined) {
    const sent = body.subarray(0, manner.cutAfter);
    // Without a length, an answer that ends early looks whole; with one, the connection breaks off.
    if (length) response.write(sent, () => response.socket?.end());
    else response.end(sent);
  } else if (manner.stallAfter !== undefined) {
    response.write(body.subarray(0, manner.stallAfter));
  } else if (manner.drip) {
    const { bytes: step, everyMs } = manner.drip;
    let at = 0;
    const timer = setInterval(() => {
      if (response.destroyed || at >= body.length) {
        clearInterval(timer);
        response.end();
        return;
      }
      response.write(body.subarray(at, (at += step)));
    }, everyMs);
    response.on("close", () => clearInterval(timer));
  } else {
    response.end(body);
  }
}

/** An answer packed by gzip though nobody asked for it. */
export function servePacked(response: ServerResponse, bytes: Buffer): void {
  const packed = gzipSync(bytes);
  response.writeHead(200, { "content-type": "application/pdf", "content-encoding": "gzip", "content-length": String(packed.length), etag: '"packed"' }).end(packed);
}

export async function startPullServer(): Promise<PullServer> {
  const seen: Seen[] = [];
  const handlers = new Map<string, (request: IncomingMessage, response: ServerResponse, nth: number) => void>();
  const counts = new Map<string, number>();
  const robots = { status: 404, text: "" };
  let busy = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const entry: Seen = { path, headers: request.headers, at: performance.now(), ended: null, status: null };
    seen.push(entry);
    most = Math.max(most, ++busy);
    response.on("close", () => {
      busy--;
      entry.ended = performance.now();
      entry.status = response.statusCode;
    });
    response.on("error", () => undefined);
    if (path === "/robots.txt" && !handlers.has(path)) {
      response.writeHead(robots.status, { "content-type": "text/plain" }).end(robots.text);
      return;
    }
    const handler = handlers.get(path) ?? handlers.get(path.replace(/\?.*$/u, ""));
    const nth = (counts.get(path) ?? 0) + 1;
    counts.set(path, nth);
    if (handler) handler(request, response, nth);
    else response.writeHead(404, { "content-type": "text/html" }).end("<html><title>Not found</title></html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    seen,
    asked: (path) => seen.filter((entry) => entry.path === path),
    most: () => most,
    robots,
    on: (path, handler) => void handlers.set(path, handler),
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** The service that resolves symbols, as the real one does: a redirect to the file, and a page for what it does not have. */
export function serveSymbols(server: PullServer, documents: ReadonlyMap<string, Buffer>, answer: (request: IncomingMessage, response: ServerResponse, symbol: string, nth: number) => void): void {
  server.on("/api/symbol/access", (request, response) => {
    const symbol = new URL(request.url ?? "/", server.origin).searchParams.get("s") ?? "";
    if (!documents.has(symbol)) {
      response.writeHead(404, { "content-type": "text/html" }).end("<html><title>Not found</title></html>");
      return;
    }
    response.writeHead(302, { location: `/doc/undoc/gen/${encodeURIComponent(symbol)}.pdf` }).end();
  });
  for (const symbol of documents.keys()) {
    server.on(`/doc/undoc/gen/${encodeURIComponent(symbol)}.pdf`, (request, response, nth) => answer(request, response, symbol, nth));
  }
}
