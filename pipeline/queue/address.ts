// Owns the address of a queue (--queue) and the words for a database server that does not let us in.
// Must never give a password on: not in a message, not in a log.
import { CommandError } from "../command-error.js";
import { codeOf } from "../disk-fault.js";

/** An error of the queue or of what was asked of it: what, where, what next. */
export class QueueError extends CommandError {}

export interface Address {
  /** As it is given to the driver. */
  url: string;
  /** For messages: no password, nothing after a question mark. */
  shown: string;
}

/**
 * Reads the value of --queue.
 * @throws QueueError (exit code 2) for what is no address of a PostgreSQL database
 */
export function parseAddress(text: string): Address {
  const wrong = (why: string): QueueError => new QueueError(`--queue: ${why}. Give the address of a PostgreSQL database: postgres://USER@HOST:5432/DATABASE (the password in ~/.pgpass, in PGPASSWORD or behind the user's name).`, 2);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong("what is given is no address");
  }
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:") throw wrong(`addresses that begin with '${url.protocol}' are not known here`);
  if (url.pathname.replace(/^\//, "") === "") throw wrong("the address names no database");
  const user = url.username === "" ? "" : `${decoded(url.username)}@`;
  return { url: text, shown: `postgres://${user}${url.host}${url.pathname}` };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What the system or the server says, and what to do; by the code that it gives. */
const FAULTS: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ECONNREFUSED: ["no server answers there", "Start PostgreSQL, or check host and port"],
  ENOTFOUND: ["there is no host of this name", "Check the host"],
  EAI_AGAIN: ["the name of the host cannot be looked up now", "Check the host and the network"],
  ETIMEDOUT: ["the server did not answer in time", "Check host, port and firewall"],
  EHOSTUNREACH: ["there is no way to this host", "Check host and network"],
  ENETUNREACH: ["there is no way to this network", "Check host and network"],
  "28P01": ["the server does not accept the password", "Check user and password (~/.pgpass, PGPASSWORD, or in the address)"],
  "28000": ["the server does not let this user in", "Check user and database, or ask who runs the server (pg_hba.conf)"],
  "3D000": ["the server has no database of this name", "Make it (createdb), or check the name"],
  "42501": ["the user may not make tables in this database", "Ask for the right to create a schema there, or name another database"],
  "53300": ["the server has no place for another connection", "Try again later, or raise max_connections"],
};

/** Losses that may pass: a server that restarts, a network that is away. */
const PASSING = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EAI_AGAIN|ENOTFOUND|08|57P|53)|timeout|terminated|not queryable|closed/i;

const codeIn = (error: unknown): string => {
  const code = codeOf(error instanceof AggregateError && error.errors.length > 0 && !("code" in error) ? error.errors[0] : error);
  return withoutPasswords(code.split("\n")[0] ?? "");
};

/** Whether the database may be there again in a moment. */
export const isPassing = (error: unknown): boolean => !(error instanceof Error && error.name === "CommandError") && (PASSING.test(codeIn(error)) || (error instanceof Error && PASSING.test(error.message)));

/** What went wrong with the server, as a message that names the address without its password. */
export function describeFault(address: Address, error: unknown): QueueError {
  if (error instanceof QueueError) return error;
  const code = codeIn(error);
  const known = FAULTS[code] ?? (/timeout/i.test(code) ? FAULTS["ETIMEDOUT"] : undefined);
  if (known !== undefined) return new QueueError(`${address.shown}: ${known[0]} (${code}). ${known[1]}.`);
  const said = error instanceof Error ? error.message : String(error);
  if (/password must be a string/i.test(said)) return new QueueError(`${address.shown}: the server asks for a password and none was given. Put it into ~/.pgpass or PGPASSWORD.`);
  return new QueueError(`${address.shown}: ${withoutPasswords(said.split("\n")[0] ?? "").replace(/\.$/, "")}${error instanceof Error && "code" in error ? ` (${code})` : ""}. Check the address and the server.`);
}

/** A text without the passwords of addresses in it. */
export const withoutPasswords = (text: string): string => text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#"'@]*):[^\s"'/]*@/gi, "$1:…@").replace(/([?&]password=)[^&\s"']*/gi, "$1…");
