// Owns why a document was not had, and what a person can do: faults of the network, the disk, an address, the content.
// Must not ask anything or decide whether to ask again; it says whether that may help.
import { diskFault } from "../disk-fault.js";
import { RefusedAddress, shown } from "./addresses.js";
import { WrongContent } from "./content.js";

/** Why a document was not had, and what a person can do. `again`: asking again may help. */
export class PullFailure extends Error {
  constructor(message: string, readonly next: string, readonly again: boolean, readonly status: number | null = null) {
    super(message);
  }
}

/** Any error as a failure with its reason and the next step. */
export function asFailure(error: unknown): PullFailure {
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

/** What a status means, in words. */
export const REASONS: Record<number, string | undefined> = {
  400: "bad request", 401: "login needed", 403: "access refused", 404: "not found", 408: "timeout", 410: "gone", 416: "no such part", 425: "too early", 429: "too many requests",
  500: "server error", 502: "bad gateway", 503: "not available now", 504: "gateway timeout",
};

/** More bytes than are allowed. */
export function tooLarge(limit: number): PullFailure {
  return new PullFailure(`larger than ${Math.round(limit / 1024 / 1024 * 10) / 10} MB`, "If it is the document, allow more with --max-size.", false);
}

/** A time as a person reads it. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} seconds`;
}
