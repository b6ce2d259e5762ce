// Owns what happens on Ctrl-C (or when the system ends the program): what is unfinished is cleared away, what was kept is said, the log has it.
// Must not know commands; each holds what it would have to clear while it works, or minds the signals itself.

/** Clears away at once, without waiting, and gives a sentence on what was kept; null for none. */
export type Settle = () => string | null;

const held = new Set<Settle>();

/** Holds work that an interruption would leave unfinished. @returns to be called when the work is done */
export function holding(settle: Settle): () => void {
  held.add(settle);
  return () => void held.delete(settle);
}

/** Settles all that is held, the latest first, and gives what they say. A fault of one does not keep the others. */
export function settleAll(): string[] {
  const said: string[] = [];
  for (const settle of [...held].reverse()) {
    held.delete(settle);
    try {
      const sentence = settle();
      if (sentence !== null && !said.includes(sentence)) said.push(sentence);
    } catch {
      // The next run clears what is left.
    }
  }
  return said;
}

/** Says a word to others before the end, which takes a moment; gives a sentence, or null. */
export type Farewell = () => Promise<string | null>;

const farewells = new Set<Farewell>();
/** Milliseconds that farewells may take altogether. */
const MOMENT = 8000;

/** Has a word said before an interruption ends the program. @returns to be called when it is no longer needed */
export function beforeTheEnd(farewell: Farewell): () => void {
  farewells.add(farewell);
  return () => void farewells.delete(farewell);
}

async function sayFarewells(): Promise<string[]> {
  const moment = new Promise<string>((resolve) => void setTimeout(() => resolve(`Not all was said to others within ${MOMENT / 1000} s: what was in work goes to another when it is heard of no more.`), MOMENT).unref());
  const said = await Promise.all([...farewells].map((farewell) => Promise.race([farewell().catch((error: unknown) => `Others could not be told (${error instanceof Error ? error.message : String(error)}): what was in work goes to another when it is heard of no more.`), moment])));
  return said.filter((sentence) => sentence !== null);
}

const EXIT: Record<string, number> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const minded: { onSignal: () => void; signals: readonly NodeJS.Signals[] }[] = [];

/**
 * Takes signals over from {@link listenForInterrupts}: for commands that end their work in order, or are ended by no other means.
 * @returns to be called when the work is done
 */
export function minding(onSignal: () => void, signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"]): () => void {
  const one = { onSignal, signals };
  minded.push(one);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    const place = minded.indexOf(one);
    if (place >= 0) minded.splice(place, 1);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** Listens for signals of this process that no command minds; a second one ends it at once. */
export function listenForInterrupts(): void {
  for (const signal of Object.keys(EXIT) as NodeJS.Signals[]) {
    const interrupted = (): void => {
      if (minded.some(({ signals }) => signals.includes(signal))) return;
      process.off(signal, interrupted);
      if (farewells.size === 0) end([]);
      else void sayFarewells().then(end);
    };
    const end = (farewell: string[]): void => {
      const said = [...farewell, ...settleAll()];
      // A bar of progress hides the cursor.
      const cursor = process.stderr.isTTY ? "\r\u001b[2K\u001b[?25h" : "";
      process.stderr.write(`${cursor}stocktake: interrupted. ${said.length > 0 ? said.join(" ") : "Nothing was being written."}\n`, () => process.exit(EXIT[signal]));
    };
    process.on(signal, interrupted);
  }
}
