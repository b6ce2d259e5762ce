// Owns the single keys of the reviewer's desk. Must not know what they do to a claim.
import { useEffect, useRef } from "preact/hooks";

export type Mode = "look" | "reject" | "change" | "add";

export interface Actions {
  accept: () => void;
  move: (by: number) => void;
  back: () => void;
  /** Marks the next sentence. @param grow adds it to what is marked */
  sentence: (grow: boolean) => void;
  pick: (index: number) => void;
  set: (mode: Mode) => void;
}

/** Single keys, where no field is being filled in; Esc everywhere. */
export function useKeys(mode: Mode, actions: Actions): void {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { current: act } = now;
      if (event.key === "Escape") return act.set("look");
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      const key = event.key.toLowerCase();
      const known: Record<string, () => void> = {
        ...(mode === "look" ? { a: act.accept, r: () => act.set("reject"), c: () => act.set("change"), n: () => act.set("add"), j: () => act.move(1), k: () => act.move(-1), u: act.back } : {}),
        q: () => act.sentence(event.shiftKey),
      };
      const run = known[key] ?? (mode === "look" && /^[1-9]$/.test(key) ? () => act.pick(Number(key) - 1) : undefined);
      if (run === undefined) return undefined;
      event.preventDefault();
      return run();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [mode]);
}

/** Something that takes letters itself. */
const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !(target instanceof HTMLInputElement && target.type === "checkbox");
