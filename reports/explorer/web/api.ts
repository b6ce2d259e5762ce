// Owns talking to the server: questions, writes with the token, and hearing that the database was replaced.
// Must not know a page.
import { useEffect, useState } from "preact/hooks";
import { W } from "./words";

const KEY = "stocktake-token";

/** The token comes in the address once; from there on it stays out of addresses that are sent to others. */
export function takeToken(): void {
  const address = new URL(window.location.href);
  const token = address.searchParams.get("token");
  if (token === null) return;
  localStorage.setItem(KEY, token);
  address.searchParams.delete("token");
  window.history.replaceState(null, "", address.pathname + address.search);
}

export class Failed extends Error {
  constructor(message: string, readonly wait: boolean) {
    super(message);
  }
}

async function answered<T>(response: Response): Promise<T> {
  const version = response.headers.get("X-Database-Version");
  if (version !== null) heard(version);
  const body = (await response.json().catch(() => ({}))) as { error?: string; wait?: boolean };
  if (!response.ok) throw new Failed(body.error ?? String(response.status), body.wait === true);
  return body as T;
}

const unreachable = (): never => {
  throw new Failed(W.gone, false);
};

/** An address of the server with its parameters; empty ones are left out. */
export function address(path: string, parameters: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

export const ask = async <T>(path: string, parameters?: Record<string, string | number | null | undefined>): Promise<T> => answered<T>(await fetch(address(path, parameters)).catch(unreachable));

export async function write<T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "X-Stocktake-Token": localStorage.getItem(KEY) ?? "", "Content-Type": "application/json" };
  return answered<T>(await fetch(path, { method, headers, ...(body === undefined ? (method === "POST" ? { body: "{}" } : {}) : { body: JSON.stringify(body) }) }).catch(unreachable));
}

// ---- The state of the database ----
let version: string | null = null;
const listeners = new Set<() => void>();

function heard(now: string): void {
  const changed = version !== null && version !== now;
  version = now;
  if (changed) for (const listener of listeners) listener();
}

/** Calls back when the database was replaced. */
export function onReplaced(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param trouble hears why the page shows an earlier state of the file; null once it shows the file as it is */
export function watchVersion(trouble: (why: string | null) => void): () => void {
  const timer = window.setInterval(() => {
    if (document.hidden) return;
    void ask<{ version: string; trouble: string | null }>("/api/version").then((found) => {
      heard(found.version);
      trouble(found.trouble);
    }, () => undefined);
  }, 4000);
  return () => window.clearInterval(timer);
}

export interface Asked<T> {
  data: T | null;
  error: string | null;
  /** Asked again, while the answer before is still shown. */
  busy: boolean;
}

/** The answer to a question, asked again when it changes or the database was replaced. Null: nothing to ask. */
export function useAnswer<T>(question: string | null): Asked<T> {
  const [state, setState] = useState<Asked<T> & { of: string | null }>({ data: null, error: null, busy: true, of: null });
  const [round, setRound] = useState(0);
  useEffect(() => onReplaced(() => setRound((before) => before + 1)), []);
  useEffect(() => {
    if (question === null) return undefined;
    let live = true;
    setState((before) => ({ ...before, busy: true }));
    ask<T>(question).then(
      (data) => live && setState({ data, error: null, busy: false, of: question }),
      (error: unknown) => live && setState({ data: null, error: error instanceof Error ? error.message : String(error), busy: false, of: question }),
    );
    return () => void (live = false);
  }, [question, round]);
  // An answer to a question of another kind has another shape: it is not shown, not even until the new one is there.
  return pathOf(state.of) === pathOf(question) ? state : { data: null, error: null, busy: true };
}

const pathOf = (question: string | null): string => (question ?? "").split("?")[0] ?? "";
