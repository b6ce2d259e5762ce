// Owns one request from address to whole file: redirects, retries, manners, resumption, timeouts and limits.
// Must not decide which documents are asked for, and writes only its own .part file: pull.ts puts files in place.
import { diskFault } from "../disk-fault.js";
import { lookup } from "node:dns";
import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import pRetry from "p-retry";
import robotsParser from "robots-parser";
import { Agent, buildConnector, request } from "undici";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { checkAddress, hostKey, publicLookup, RefusedAddress, shown } from "./addresses.js";
import type { AddressPolicy } from "./addresses.js";
import { checkContent, WrongContent } from "./content.js";
import { createHosts } from "./hosts.js";
import type { PulledFormat } from "./names.js";

export interface ClientOptions {
  policy: AddressPolicy;
  /** "stocktake/0.1.0". Its first word is the name that robots.txt is read for. */
  userAgent: string;
  /** Milliseconds for the connection, for silence (before the answer and inside it), and for one attempt as a whole. */
  connectMs: number;
  stallMs: number;
  attemptMs: number;
  /** Bytes of one document, after decompression. */
  maxBytes: number;
  maxRedirects: number;
  /** Attempts after the first; the wait grows from `backoffMs` by 2 with jitter up to `backoffMaxMs`. */
  retries: number;
  backoffMs: number;
  backoffMaxMs: number;
  /** A server that asks for a longer wait than this is left alone for the rest of the run. */
  maxWaitMs: number;
  perHost: number;
  pauseMs: number;
  ignoreRobots: boolean;
}

/** Gentle with the host and patient with the line; what the command uses unless told otherwise. */
export const DEFAULT_CLIENT_OPTIONS = {
  connectMs: 15_000,
  stallMs: 60_000,
  attemptMs: 15 * 60_000,
  maxBytes: 100 * 1024 * 1024,
  maxRedirects: 5,
  retries: 4,
  backoffMs: 1_000,
  backoffMaxMs: 60_000,
  maxWaitMs: 120_000,
  perHost: 1,
  pauseMs: 1_000,
  ignoreRobots: false,
} as const satisfies Omit<ClientOptions, "policy" | "userAgent">;

export interface ClientEffects {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** One line for a person who follows the run. */
  log(line: string): void;
  /** How names are looked up; the system's resolver unless a test gives its own. */
  resolve?: typeof lookup;
}

/** Why a document was not had, and what a person can do. `again`: asking again may help. */
export class PullFailure extends Error {
  constructor(message: string, readonly next: string, readonly again: boolean, readonly status: number | null = null) {
    super(message);
  }
}

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

const partState = z.object({
  asked_url: z.string(),
  final_url: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  total: z.number().int().nullable(),
});
type PartState = z.infer<typeof partState>;

interface Robot {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
}
// The package's types describe an ES module; it is CommonJS, whose default import is the function itself.
const readRobots = robotsParser as unknown as (url: string, text: string) => Robot;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const TRY_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
const ROBOTS_BYTES = 512 * 1024;
/** The longest pause that a robots.txt can impose; a longer Crawl-delay is meant to keep everybody away. */
const LONGEST_CRAWL_DELAY_MS = 60_000;

/** The client of one run: its connections, its manners and its memory of robots.txt. Close it at the end. */
export function createClient(options: ClientOptions, effects: ClientEffects): PullClient {
  const hosts = createHosts(options, effects);
  const resolve = effects.resolve ?? lookup;
  const toPublic = buildConnector({ timeout: options.connectMs, lookup: publicLookup(resolve) });
  const toAny = buildConnector({ timeout: options.connectMs, lookup: resolve });
  const agent = new Agent({
    connect: (to, done) => (options.policy.privateHosts.has((to.host ?? to.hostname).toLowerCase()) ? toAny : toPublic)(to, done),
    headersTimeout: options.stallMs,
    bodyTimeout: options.stallMs,
  });
  const robots = new Map<string, Promise<Robot>>();
  const agentName = options.userAgent.split("/")[0] ?? options.userAgent;

  interface Hop {
    url: URL;
    answer: Dispatcher.ResponseData;
    body: Tap;
    redirects: { status: number; from: string; to: string }[];
  }

  /** Follows redirects by hand, checking each address, and hands the last answer over while the host's turn lasts. */
  async function follow<T>(
    address: string,
    signal: AbortSignal,
    asks: { headers(url: URL): Record<string, string>; allowed(url: URL): Promise<void> },
    receive: (hop: Hop) => Promise<T>,
  ): Promise<T> {
    const redirects: Hop["redirects"] = [];
    let url = checked(address);
    for (;;) {
      await asks.allowed(url);
      keepAway(url);
      const endTurn = await hosts.turn(hostKey(url), signal);
      let body: Tap | undefined;
      try {
        keepAway(url);
        const answer = await request(url, {
          method: "GET",
          dispatcher: agent,
          signal,
          headers: { "user-agent": options.userAgent, "accept-encoding": "identity", accept: "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/msword, text/html;q=0.5, */*;q=0.1", ...asks.headers(url) },
        });
        body = tap(answer.body);
        const location = header(answer, "location");
        if (!REDIRECTS.has(answer.statusCode) || location === null) return await receive({ url, answer, body, redirects });
        if (redirects.length >= options.maxRedirects) throw new PullFailure(`more than ${options.maxRedirects} redirects`, "Look at the address in a browser and put the last address into a catalogue of your own.", false);
        const to = checked(location, url);
        redirects.push({ status: answer.statusCode, from: url.href, to: to.href });
        url = to;
      } finally {
        await body?.leave();
        endTurn();
      }
    }
  }

  function checked(address: string, base?: URL): URL {
    try {
      return checkAddress(address, options.policy, base);
    } catch (error) {
      if (base && error instanceof RefusedAddress) throw new PullFailure(`redirect refused: ${error.message}`, "Nothing was asked there.", false);
      throw error;
    }
  }

  /** A host that asked for a longer wait than we are ready for is not asked again in this run. */
  function keepAway(url: URL): void {
    const until = hosts.awayUntil(hostKey(url));
    if (until - effects.now() > options.maxWaitMs) throw new PullFailure(`${url.host} asks not to be asked before ${new Date(until).toISOString()}`, "Run the same command again after that time: what is already there is kept.", false);
  }

  function robotsOf(url: URL, signal: AbortSignal | undefined): Promise<Robot> {
    let found = robots.get(url.origin);
    if (!found) {
      found = withRetries(`${url.origin}/robots.txt`, signal, (attempt) => follow(`${url.origin}/robots.txt`, attempt, { headers: () => ({}), allowed: () => Promise.resolve() }, async ({ url: at, answer, body }) => {
        if (answer.statusCode >= 500 || answer.statusCode === 429) throw failedStatus(at, answer);
        // RFC 9309: no rules where there is no file, all forbidden where it cannot be reached.
        if (answer.statusCode !== 200) return readRobots(`${url.origin}/robots.txt`, "");
        let text = "";
        for await (const chunk of body.chunks()) {
          text += chunk.toString("utf8");
          if (text.length > ROBOTS_BYTES) break;
        }
        return readRobots(`${url.origin}/robots.txt`, text);
      })).then((rules) => {
        const delay = rules.getCrawlDelay(agentName);
        if (delay !== undefined && Number.isFinite(delay)) hosts.slowDown(hostKey(url), Math.min(delay * 1000, LONGEST_CRAWL_DELAY_MS));
        return rules;
      });
      robots.set(url.origin, found);
    }
    return found;
  }

  /** `signal`: of the run, not of one attempt: the rules are read once for all documents of the host. */
  async function allowedByRobots(url: URL, signal: AbortSignal | undefined): Promise<void> {
    if (options.ignoreRobots) return;
    let rules: Robot;
    try {
      rules = await robotsOf(url, signal);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const why = asFailure(error);
      // No answer at all says nothing of rules: the plain reason helps more.
      if (why.status === null) throw new PullFailure(`${url.host}: ${why.message}`, why.next, false);
      throw new PullFailure(`the rules of ${url.host} (robots.txt) could not be read: ${why.message}`, why.next, false);
    }
    if (rules.isAllowed(url.href, agentName) === false) throw new PullFailure(`robots.txt of ${url.host} asks programs not to fetch this address`, "Fetch it in a browser, or use --ignore-robots where the host's owner has agreed.", false);
  }

  async function withRetries<T>(what: string, signal: AbortSignal | undefined, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return pRetry(async () => {
      const limit = AbortSignal.timeout(options.attemptMs);
      try {
        return await attempt(signal ? AbortSignal.any([signal, limit]) : limit);
      } catch (error) {
        if (signal?.aborted === true) throw new PullFailure("stopped", "Run the same command again: it goes on where it stopped.", false);
        if (limit.aborted) throw new PullFailure(`not whole after ${seconds(options.attemptMs)}`, "Run the same command again, or allow more time with --attempt-timeout.", true);
        throw asFailure(error);
      }
    }, {
      retries: options.retries,
      minTimeout: options.backoffMs,
      maxTimeout: options.backoffMaxMs,
      factor: 2,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof PullFailure && error.again,
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (error instanceof PullFailure && error.again && retriesLeft > 0) effects.log(`${shown(what)}: ${error.message}; trying again (${retriesLeft} left)`);
      },
    });
  }

  /** The failure for a status; a wait that the server asks for is remembered for the host. */
  function failedStatus(url: URL, answer: Dispatcher.ResponseData): PullFailure {
    const status = answer.statusCode;
    const wait = retryAfter(header(answer, "retry-after"), effects.now());
    if (wait !== null && (status === 429 || status === 503)) {
      hosts.stayAway(hostKey(url), effects.now() + wait);
      if (wait > options.maxWaitMs) return new PullFailure(`${url.host} asks to wait ${seconds(wait)} (${status})`, "Run the same command again after that time: what is already there is kept.", false, status);
    }
    if (TRY_AGAIN.has(status)) return new PullFailure(`${url.host} answered ${status} (${REASONS[status] ?? "error"})`, "Run the same command again later.", true, status);
    const next = status === 404 || status === 410 ? "Check the symbol and the language; the document may not exist, or not in this language."
      : status === 401 || status === 403 ? "Fetch it in a browser and put it into the folder by hand, or ask the host's owner."
      : "Look at the address in a browser.";
    return new PullFailure(`${url.host} answered ${status} (${REASONS[status] ?? "unexpected"})`, next, false, status);
  }

  async function fetchDocument(wanted: DocumentRequest): Promise<Answer> {
    return withRetries(wanted.url, wanted.signal, async (signal) => {
      const held = await readPart(wanted);
      let conditional = false;
      let ranged = false;
      return follow(wanted.url, signal, {
        allowed: (url) => allowedByRobots(url, wanted.signal),
        headers: (url): Record<string, string> => {
          conditional = ranged = false;
          if (held && samePlace(url, held.state.final_url)) {
            ranged = true;
            return { range: `bytes=${held.size}-`, "if-range": held.validator };
          }
          const { previous } = wanted;
          if (previous && (previous.etag ?? previous.last_modified) !== null && samePlace(url, previous.final_url)) {
            conditional = true;
            return { ...(previous.etag === null ? {} : { "if-none-match": previous.etag }), ...(previous.last_modified === null ? {} : { "if-modified-since": previous.last_modified }) };
          }
          return {};
        },
      }, async ({ url, answer, body, redirects }) => {
        const status = answer.statusCode;
        if (status === 304 && conditional) return { kind: "unchanged", final_url: url.href };
        if (status === 416 && ranged) {
          await dropPart(wanted.part);
          throw new PullFailure("the server does not know the rest of the partial file", "Run the same command again: it starts afresh.", true);
        }
        if (status !== 200 && !(status === 206 && ranged)) throw failedStatus(url, answer);
        const tags = { etag: header(answer, "etag"), last_modified: header(answer, "last-modified") };
        const rest = status === 206 && held ? contentRange(header(answer, "content-range")) : null;
        if (status === 206 && (!held || rest?.start !== held.size || (held.state.total !== null && rest.total !== null && rest.total !== held.state.total) || (held.state.etag !== null && tags.etag !== held.state.etag))) {
          await dropPart(wanted.part);
          throw new PullFailure("the server sent the rest of another version", "Run the same command again: it starts afresh.", true);
        }
        const start = status === 206 && held ? held.size : 0;
        const encoding = (header(answer, "content-encoding") ?? "identity").toLowerCase();
        const announced = encoding === "identity" ? wholeNumber(header(answer, "content-length")) : null;
        const total = status === 206 ? (rest?.total ?? null) : announced;
        if (total !== null && total > options.maxBytes) throw tooLarge(options.maxBytes);
        await writeFile(statePath(wanted.part), JSON.stringify({ asked_url: wanted.url, final_url: url.href, ...tags, total } satisfies PartState));
        try {
          await collect(decoded(body.chunks(), encoding), wanted, start, total);
        } catch (error) {
          // What arrived is worth keeping only where the rest can be asked for safely.
          if (strongValidator(tags) === null || encoding !== "identity" || (error instanceof PullFailure && !error.again)) await dropPart(wanted.part);
          throw error;
        }
        let format: PulledFormat;
        try {
          format = await checkContent(wanted.part, wanted.expected);
        } catch (error) {
          await dropPart(wanted.part);
          throw error;
        }
        await rm(statePath(wanted.part), { force: true });
        const { size } = await stat(wanted.part);
        return { kind: "received", final_url: url.href, redirects, status, content_type: header(answer, "content-type"), ...tags, format, bytes: size, resumed: start > 0 };
      });
    });
  }

  /** Appends the body to the .part file, which is synced to disk when it is whole. */
  async function collect(body: AsyncIterable<Buffer>, wanted: DocumentRequest, start: number, total: number | null): Promise<void> {
    const handle = await open(wanted.part, start > 0 ? "a" : "w");
    let received = start;
    try {
      for await (const bytes of body) {
        received += bytes.length;
        if (received > options.maxBytes) throw tooLarge(options.maxBytes);
        await handle.writeFile(bytes);
        wanted.onBytes?.(received, total);
      }
      if (total !== null && received !== total) throw new PullFailure(`cut short: ${received} of ${total} bytes came`, "Run the same command again: it goes on where it stopped, where the server allows it.", true);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return { fetchDocument, close: () => agent.destroy() };
}

/** The state of a cut transfer that can be gone on with; anything else is deleted. */
async function readPart(wanted: DocumentRequest): Promise<{ size: number; validator: string; state: PartState } | null> {
  try {
    const state = partState.parse(JSON.parse(await readFile(statePath(wanted.part), "utf8")));
    const { size } = await stat(wanted.part);
    const validator = strongValidator(state);
    if (state.asked_url === wanted.url && validator !== null && size > 0 && (state.total === null || size < state.total)) return { size, validator, state };
  } catch {
    // No state, or one that is not ours: start afresh.
  }
  await dropPart(wanted.part);
  return null;
}

/** Deletes a partial file and its state. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(statePath(part), { force: true });
}

function statePath(part: string): string {
  return `${part}.json`;
}

/** What If-Range may carry (RFC 9110, 13.1.5): a strong tag, or a date. */
function strongValidator(tags: { etag: string | null; last_modified: string | null }): string | null {
  if (tags.etag !== null) return tags.etag.startsWith("W/") ? null : tags.etag;
  return tags.last_modified;
}

/** The same document on the server, whatever passing token the query carries; the symbol's own query is compared whole. */
function samePlace(url: URL, earlier: string): boolean {
  if (!URL.canParse(earlier)) return false;
  const before = new URL(earlier);
  if (url.origin !== before.origin || url.pathname !== before.pathname) return false;
  return url.searchParams.get("s") === before.searchParams.get("s") && url.searchParams.get("l") === before.searchParams.get("l");
}

function decoded(chunks: AsyncGenerator<Buffer>, encoding: string): AsyncIterable<Buffer> {
  if (encoding === "identity") return chunks;
  const decoder = encoding === "gzip" || encoding === "x-gzip" ? createGunzip() : encoding === "deflate" ? createInflate() : encoding === "br" ? createBrotliDecompress() : null;
  if (decoder === null) throw new PullFailure(`the server packs the file in a way that is not read ('${shown(encoding)}')`, "Fetch it in a browser and put it into the folder by hand.", false);
  // The error of either end reaches whoever reads the decoder.
  pipeline(Readable.from(chunks), decoder).catch(() => undefined);
  return decoder;
}

interface Tap {
  /** The bytes as they came; the error that ended them is thrown only after the last of them. */
  chunks(): AsyncGenerator<Buffer>;
  /** Leaves the rest: a short one is read so that the connection can be used again, a long one is broken off. */
  leave(): Promise<void>;
}

const TAP_HOLDS = 1024 * 1024;
const LEAVE_BYTES = 16_384;
const LEAVE_MS = 1_000;

/**
 * Takes the bytes of a body out of its stream at once. A stream that ends with an error throws away what was not read yet,
 * and with it what a cut transfer could go on from.
 */
function tap(body: Readable): Tap {
  const held: Buffer[] = [];
  let size = 0;
  let ended = false;
  let error: Error | null = null;
  let wake: () => void = () => undefined;
  const finish = (cause: Error | null): void => {
    if (ended) return;
    ended = true;
    error = cause;
    wake();
  };
  body.on("data", (chunk: Buffer) => {
    held.push(chunk);
    size += chunk.length;
    if (size > TAP_HOLDS) body.pause();
    wake();
  });
  body.on("end", () => finish(null));
  body.on("error", (cause: Error) => finish(cause));
  body.on("close", () => finish(Object.assign(new Error("closed"), { code: "UND_ERR_SOCKET" })));
  async function* chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = held.shift();
      if (chunk) {
        size -= chunk.length;
        if (size <= TAP_HOLDS) body.resume();
        yield chunk;
      } else if (!ended) {
        await new Promise<void>((resolve) => (wake = resolve));
      } else if (error) {
        throw error;
      } else {
        return;
      }
    }
  }
  return {
    chunks,
    async leave() {
      const timer = setTimeout(() => body.destroy(), LEAVE_MS);
      let left = 0;
      while (!ended && left <= LEAVE_BYTES) {
        left += size;
        size = held.length = 0;
        body.resume();
        if (left <= LEAVE_BYTES) await new Promise<void>((resolve) => (wake = resolve));
      }
      clearTimeout(timer);
      if (!ended) body.destroy();
    },
  };
}

function asFailure(error: unknown): PullFailure {
  if (error instanceof PullFailure) return error;
  if (error instanceof WrongContent) return new PullFailure(error.message, error.again ? "Run the same command again later; if it stays so, fetch the document in a browser." : "Look at the address in a browser; correct the symbol, the language or the url.", error.again);
  const refused = causes(error).find((cause) => cause instanceof RefusedAddress);
  if (refused) return new PullFailure(`address refused: ${refused.message}`, "Nothing was asked there.", false);
  const fault = causes(error).map(diskFault).find((found) => found !== null);
  if (fault) return new PullFailure(`the file could not be written: ${fault.what}`, `${fault.next}, and run the same command again.`, false);
  const codes = causes(error).map((cause) => (cause as { code?: unknown }).code).filter((code): code is string => typeof code === "string");
  for (const code of codes) {
    const known = NETWORK[code];
    if (known) return new PullFailure(known.what, known.next, known.again);
    if (/^Z_/u.test(code)) return new PullFailure("the packed answer is damaged", "Run the same command again later.", true);
    if (/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/u.test(code)) return new PullFailure(`the certificate of the host is not valid (${code})`, "Check the date of this computer and the way to the host; certificates are never ignored.", false);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new PullFailure(`no answer: ${shown(message)}${codes.length > 0 ? ` (${codes.join(", ")})` : ""}`, "Check the connection and run the same command again.", codes.some((code) => code.startsWith("UND_ERR") || code.startsWith("HPE_")));
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && found.length < 10) {
    const next = queue.shift();
    if (!(next instanceof Error)) continue;
    found.push(next);
    queue.push(next.cause, ...(next instanceof AggregateError ? (next.errors as unknown[]) : []));
  }
  return found;
}

const NETWORK: Record<string, { what: string; next: string; again: boolean } | undefined> = {
  UND_ERR_CONNECT_TIMEOUT: { what: "no connection in time", next: "Check the connection and run the same command again.", again: true },
  UND_ERR_HEADERS_TIMEOUT: { what: "stalled: no answer in time", next: "Run the same command again later.", again: true },
  UND_ERR_BODY_TIMEOUT: { what: "stalled: the answer stopped on the way", next: "Run the same command again: it goes on where it stopped, where the server allows it.", again: true },
  UND_ERR_SOCKET: { what: "the connection broke off", next: "Run the same command again: it goes on where it stopped, where the server allows it.", again: true },
  ECONNRESET: { what: "the connection broke off", next: "Run the same command again: it goes on where it stopped, where the server allows it.", again: true },
  EPIPE: { what: "the connection broke off", next: "Run the same command again.", again: true },
  ETIMEDOUT: { what: "no connection in time", next: "Check the connection and run the same command again.", again: true },
  ECONNREFUSED: { what: "the host refuses the connection", next: "Check the address, or run the same command again later.", again: true },
  EHOSTUNREACH: { what: "no way to the host", next: "Check the connection.", again: true },
  ENETUNREACH: { what: "no way to the network", next: "Check the connection.", again: true },
  EAI_AGAIN: { what: "the host's name could not be looked up", next: "Check the connection and run the same command again.", again: true },
  ENOTFOUND: { what: "the host's name is not known", next: "Check the address and the connection.", again: false },
};

const REASONS: Record<number, string | undefined> = {
  400: "bad request", 401: "login needed", 403: "access refused", 404: "not found", 408: "timeout", 410: "gone", 416: "no such part", 425: "too early", 429: "too many requests",
  500: "server error", 502: "bad gateway", 503: "not available now", 504: "gateway timeout",
};

function tooLarge(limit: number): PullFailure {
  return new PullFailure(`larger than ${Math.round(limit / 1024 / 1024 * 10) / 10} MB`, "If it is the document, allow more with --max-size.", false);
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now; null where there is none. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/u.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function contentRange(value: string | null): { start: number; total: number | null } | null {
  const parts = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(value ?? "");
  return parts ? { start: Number(parts[1]), total: parts[2] === "*" ? null : Number(parts[2]) } : null;
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d{1,15}$/u.test(value) ? Number(value) : null;
}

function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined ? null : text.slice(0, 2000);
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} seconds`;
}
