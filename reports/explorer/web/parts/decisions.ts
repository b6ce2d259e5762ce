// Owns what the page knows of the file of decisions: read again after every write, by whichever page wrote.
import { useEffect, useState } from "preact/hooks";
import { ask, onReplaced, write } from "../api";
import type { DecisionKind, DecisionRow } from "../data";

const changed = new EventTarget();
const NAME = "stocktake-reviewer";

/** One decision as it is sent; what is empty is left out. */
export interface Draft {
  decision: DecisionKind;
  claim_id?: string;
  document: string;
  paragraph: string;
  page?: string;
  state: string;
  measure: string;
  status: string;
  basis?: string;
  certainty?: string;
  rule?: string;
  quote: string;
  new_status?: string;
  new_state?: string;
  new_measure?: string;
  reason?: string;
}

/** @returns why it was refused; null where it is done */
export type Save = (drafts: Draft[], stay: boolean) => Promise<string | null>;

export const reviewer = { get: (): string => localStorage.getItem(NAME) ?? "", set: (name: string): void => localStorage.setItem(NAME, name) };

export function useDecisions(): { rows: DecisionRow[]; error: string | null } {
  const [state, setState] = useState<{ rows: DecisionRow[]; error: string | null }>({ rows: [], error: null });
  useEffect(() => {
    const renew = (): void => void ask<{ rows: DecisionRow[] }>("/api/decisions").then(({ rows }) => setState({ rows, error: null }), (error: unknown) => setState((before) => ({ ...before, error: error instanceof Error ? error.message : String(error) })));
    renew();
    changed.addEventListener("change", renew);
    const off = onReplaced(renew);
    return () => {
      changed.removeEventListener("change", renew);
      off();
    };
  }, []);
  return state;
}

const tell = (): void => void changed.dispatchEvent(new Event("change"));

/** @returns names of the decisions, for taking them back */
export async function decide(decisions: readonly Draft[]): Promise<string[]> {
  const { ids } = await write<{ ids: string[] }>("POST", "/api/decisions", { reviewer: reviewer.get(), decisions });
  tell();
  return ids;
}

export async function undo(ids: readonly string[]): Promise<void> {
  await write("DELETE", `/api/decisions/${ids.join(",")}`);
  tell();
}

export async function applyAll(): Promise<number> {
  const { applied } = await write<{ applied: number }>("POST", "/api/apply");
  tell();
  return applied;
}

/** Whether the server takes writes from this page. */
export const mayWrite = (): Promise<boolean> => write("POST", "/api/token").then(() => true, () => false);
