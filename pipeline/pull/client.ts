// Owns one document from address to whole file: what is asked, what the answer means, and what of a cut transfer is kept.
// Must not decide which documents are asked for, and writes only its own .part file: pull.ts puts files in place.
import { stat } from "node:fs/promises";
import { createLine, failedStatus, follow, withRetries, type Asks, type Hop, type Line } from "./asking.js";
import { decoded } from "./body.js";
import { checkContent } from "./content.js";
import { PullFailure, tooLarge } from "./failures.js";
import { contentRange, header, wholeNumber } from "./headers.js";
import type { PulledFormat } from "./names.js";
import type { ClientEffects, ClientOptions } from "./options.js";
import { collect, dropPart, dropState, keepState, readPart, strongValidator, type HeldPart } from "./part-file.js";
import { createRobots } from "./robots.js";

export interface DocumentRequest {
  url: string;
  /** Where the bytes are collected; the state of a cut transfer lies beside it in `${part}.json`. */
  part: string;
  expected: readonly PulledFormat[];
  /** The copy on disk, for a conditional request; null for none. */
  previous: { final_url: string; etag: string | null; last_modified: string | null } | null;
  /** Aborted: ends the request and keeps what arrived. */
  signal?: AbortSignal;
  onBytes?(received: number, total: number | null): void;
}

export type Answer =
  | { kind: "unchanged"; final_url: string }
  | {
      kind: "received";
      final_url: string;
      redirects: { status: number; from: string; to: string }[];
      status: number;
      content_type: string | null;
      etag: string | null;
      last_modified: string | null;
      format: PulledFormat;
      bytes: number;
      /** Part of the bytes came from an earlier, cut transfer. */
      resumed: boolean;
    };

export interface PullClient {
  /** @throws PullFailure with the reason and the next step */
  fetchDocument(wanted: DocumentRequest): Promise<Answer>;
  close(): Promise<void>;
}

/** The client of one run: its connections, its manners and its memory of robots.txt. Close it at the end. */
export function createClient(options: ClientOptions, effects: ClientEffects): PullClient {
  const line = createLine(options, effects);
  const robots = createRobots(line);
  const fetchDocument = (wanted: DocumentRequest): Promise<Answer> => withRetries(line, wanted.url, wanted.signal, async (signal) => {
    const held = await readPart(wanted);
    const asked: Asked = { conditional: false, ranged: false };
    const asks: Asks = { allowed: (url) => robots.check(url, wanted.signal), headers: (url) => headersFor(url, wanted, held, asked) };
    return follow(line, wanted.url, signal, asks, (hop) => receive(line, hop, wanted, held, asked));
  });
  return { fetchDocument, close: () => line.agent.destroy() };
}

/** How the last address of a chain was asked. */
interface Asked {
  /** Only for what changed since the copy on disk. */
  conditional: boolean;
  /** Only for the rest of a cut transfer. */
  ranged: boolean;
}

/** Asks for the rest of a cut transfer, or for what changed, where the address is the one that it came from. */
function headersFor(url: URL, { previous }: DocumentRequest, held: HeldPart | null, asked: Asked): Record<string, string> {
  asked.ranged = held !== null && samePlace(url, held.state.final_url);
  asked.conditional = !asked.ranged && previous !== null && (previous.etag ?? previous.last_modified) !== null && samePlace(url, previous.final_url);
  if (asked.ranged && held !== null) return { range: `bytes=${held.size}-`, "if-range": held.validator };
  if (!asked.conditional || previous === null) return {};
  return { ...(previous.etag === null ? {} : { "if-none-match": previous.etag }), ...(previous.last_modified === null ? {} : { "if-modified-since": previous.last_modified }) };
}

/** What an answer brings: nothing new, or bytes that are collected, checked and counted. */
async function receive(line: Line, hop: Hop, wanted: DocumentRequest, held: HeldPart | null, asked: Asked): Promise<Answer> {
  const { url, answer, redirects } = hop;
  const status = answer.statusCode;
  if (status === 304 && asked.conditional) return { kind: "unchanged", final_url: url.href };
  if (status === 416 && asked.ranged) {
    await dropPart(wanted.part);
    throw new PullFailure("the server does not know the rest of the partial file", "Run the same command again: it starts afresh.", true);
  }
  if (status !== 200 && !(status === 206 && asked.ranged)) throw failedStatus(line, url, answer);
  const tags = { etag: header(answer, "etag"), last_modified: header(answer, "last-modified") };
  const start = await collectBody(line, hop, wanted, status === 206 ? held : null, tags);
  let format: PulledFormat;
  try {
    format = await checkContent(wanted.part, wanted.expected);
  } catch (error) {
    await dropPart(wanted.part);
    throw error;
  }
  await dropState(wanted.part);
  const { size } = await stat(wanted.part);
  return { kind: "received", final_url: url.href, redirects, status, content_type: header(answer, "content-type"), ...tags, format, bytes: size, resumed: start > 0 };
}

/** Collects the bytes into the .part file. @returns where they begin in the document: 0, or the end of what was held */
async function collectBody({ options }: Line, { url, answer, body }: Hop, wanted: DocumentRequest, held: HeldPart | null, tags: { etag: string | null; last_modified: string | null }): Promise<number> {
  const partial = answer.statusCode === 206;
  const rest = partial && held ? contentRange(header(answer, "content-range")) : null;
  if (partial && !goesOnWith(held, rest, tags.etag)) {
    await dropPart(wanted.part);
    throw new PullFailure("the server sent the rest of another version", "Run the same command again: it starts afresh.", true);
  }
  const start = held?.size ?? 0;
  const encoding = (header(answer, "content-encoding") ?? "identity").toLowerCase();
  const announced = encoding === "identity" ? wholeNumber(header(answer, "content-length")) : null;
  const total = partial ? (rest?.total ?? null) : announced;
  if (total !== null && total > options.maxBytes) throw tooLarge(options.maxBytes);
  await keepState(wanted.part, { asked_url: wanted.url, final_url: url.href, ...tags, total });
  try {
    await collect(decoded(body.chunks(), encoding), wanted, start, total, options.maxBytes);
  } catch (error) {
    // What arrived is worth keeping only where the rest can be asked for safely.
    if (strongValidator(tags) === null || encoding !== "identity" || (error instanceof PullFailure && !error.again)) await dropPart(wanted.part);
    throw error;
  }
  return start;
}

/** The rest that was sent begins where the held part ends, and is of the same version. */
function goesOnWith(held: HeldPart | null, rest: { start: number; total: number | null } | null, etag: string | null): boolean {
  if (held === null || rest?.start !== held.size) return false;
  const { state } = held;
  return (state.total === null || rest.total === null || rest.total === state.total) && (state.etag === null || etag === state.etag);
}

/** The same document on the server, whatever passing token the query carries; the symbol's own query is compared whole. */
function samePlace(url: URL, earlier: string): boolean {
  if (!URL.canParse(earlier)) return false;
  const before = new URL(earlier);
  if (url.origin !== before.origin || url.pathname !== before.pathname) return false;
  return url.searchParams.get("s") === before.searchParams.get("s") && url.searchParams.get("l") === before.searchParams.get("l");
}
