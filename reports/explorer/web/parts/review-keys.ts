// Owns listening to the single keys of the reviewer's desk. Must not know what they do to a claim.
import { useEffect, useRef } from "preact/hooks";

/** What a key does, by its small letter. @param shift whether Shift was held */
export type Keys = Readonly<Record<string, (shift: boolean) => void>>;

/** Single keys, where no field is being filled in; Esc everywhere. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (key !== "escape" && (event.ctrlKey || event.metaKey || event.altKey || isField(event.target))) return;
      if (!Object.hasOwn(now.current, key)) return;
      event.preventDefault();
      now.current[key]?.(event.shiftKey);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** Something that takes letters itself. */
const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !(target instanceof HTMLInputElement && target.type === "checkbox");
