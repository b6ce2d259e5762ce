// Owns what can be set of one run of requests, what it is unless told otherwise, and what a run needs of the world around it.
// Must not ask anything.
import type { lookup } from "node:dns";
import type { AddressPolicy } from "./addresses.js";

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
