// Owns one request with manners: redirects followed by hand, the host's turn, retries, and waits that a server asks for.
// Must not read robots.txt or bytes of documents.
import { lookup } from "node:dns";
import pRetry from "p-retry";
import { Agent, buildConnector, request } from "undici";
import type { Dispatcher } from "undici";
import { checkAddress, hostKey, publicLookup, RefusedAddress, shown } from "./addresses.js";
import { tap, type Tap } from "./body.js";
import { asFailure, PullFailure, REASONS, seconds } from "./failures.js";
import { header, retryAfter } from "./headers.js";
import { createHosts, type Hosts } from "./hosts.js";
import type { ClientEffects, ClientOptions } from "./options.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const TRY_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
const ACCEPT = "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/msword, text/html;q=0.5, */*;q=0.1";

/** What the requests of one run share. */
export interface Line {
  options: ClientOptions;
  effects: ClientEffects;
  hosts: Hosts;
  agent: Agent;
}

/** The last answer of a chain of redirects. */
export interface Hop {
  url: URL;
  answer: Dispatcher.ResponseData;
  body: Tap;
  redirects: { status: number; from: string; to: string }[];
}

/** What is asked of each address of a chain: its headers, and whether it may be asked at all. */
export interface Asks {
  headers(url: URL): Record<string, string>;
  allowed(url: URL): Promise<void>;
}

/** The connections and the manners of one run. Destroy its agent at the end. */
export function createLine(options: ClientOptions, effects: ClientEffects): Line {
  const resolve = effects.resolve ?? lookup;
  const toPublic = buildConnector({ timeout: options.connectMs, lookup: publicLookup(resolve) });
  const toAny = buildConnector({ timeout: options.connectMs, lookup: resolve });
  const agent = new Agent({
    connect: (to, done) => (options.policy.privateHosts.has((to.host ?? to.hostname).toLowerCase()) ? toAny : toPublic)(to, done),
    headersTimeout: options.stallMs,
    bodyTimeout: options.stallMs,
  });
  return { options, effects, hosts: createHosts(options, effects), agent };
}

/** Follows redirects by hand, checking each address, and hands the last answer over while the host's turn lasts. */
export async function follow<T>(line: Line, address: string, signal: AbortSignal, asks: Asks, receive: (hop: Hop) => Promise<T>): Promise<T> {
  const { options, hosts, agent } = line;
  const redirects: Hop["redirects"] = [];
  let url = checked(line, address);
  for (;;) {
    await asks.allowed(url);
    keepAway(line, url);
    const endTurn = await hosts.turn(hostKey(url), signal);
    let body: Tap | undefined;
    try {
      keepAway(line, url);
      const headers = { "user-agent": options.userAgent, "accept-encoding": "identity", accept: ACCEPT, ...asks.headers(url) };
      const answer = await request(url, { method: "GET", dispatcher: agent, signal, headers });
      body = tap(answer.body);
      const location = header(answer, "location");
      if (!REDIRECTS.has(answer.statusCode) || location === null) return await receive({ url, answer, body, redirects });
      if (redirects.length >= options.maxRedirects) throw new PullFailure(`more than ${options.maxRedirects} redirects`, "Look at the address in a browser and put the last address into a catalogue of your own.", false);
      const to = checked(line, location, url);
      redirects.push({ status: answer.statusCode, from: url.href, to: to.href });
      url = to;
    } finally {
      await body?.leave();
      endTurn();
    }
  }
}

function checked({ options }: Line, address: string, base?: URL): URL {
  try {
    return checkAddress(address, options.policy, base);
  } catch (error) {
    if (base && error instanceof RefusedAddress) throw new PullFailure(`redirect refused: ${error.message}`, "Nothing was asked there.", false);
    throw error;
  }
}

/** A host that asked for a longer wait than we are ready for is not asked again in this run. */
function keepAway({ options, effects, hosts }: Line, url: URL): void {
  const until = hosts.awayUntil(hostKey(url));
  if (until - effects.now() > options.maxWaitMs) throw new PullFailure(`${url.host} asks not to be asked before ${new Date(until).toISOString()}`, "Run the same command again after that time: what is already there is kept.", false);
}

/** Attempts until one succeeds or asking again would not help. `signal`: of the run; each attempt has a limit of its own. */
export async function withRetries<T>({ options, effects }: Line, what: string, signal: AbortSignal | undefined, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
export function failedStatus({ options, effects, hosts }: Line, url: URL, answer: Dispatcher.ResponseData): PullFailure {
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
