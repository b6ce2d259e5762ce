// Owns the two ends of a message port inside one thread: what one end posts, the other hears soon after, without a copy.
// Must not look into the messages further than to keep arrays that their sender empties.
// Why: pdfjs' own port copies every glyph of every page with structuredClone, though both ends live in this thread.

type Listener = (event: { data: unknown }) => void;

/** What pdfjs asks of a port (the part of `MessagePort` that it uses). */
export interface PortEnd {
  postMessage(message: unknown): void;
  addEventListener(name: "message", listener: Listener, options?: { signal?: AbortSignal }): void;
  removeEventListener(name: "message", listener: Listener): void;
}

/** Told how many operators a chunk of a drawing list brings, and whether it is the list's last. */
type Seen = (operators: number, isLast: boolean) => void;

class End implements PortEnd {
  peer: End | undefined;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly seen: Seen) {}

  postMessage(message: unknown): void {
    const { peer } = this;
    if (peer === undefined) throw new Error("A port end without its peer");
    const event = { data: kept(message, this.seen) };
    // By a promise: what a listener throws is then a rejection, which pdfjs' own messages to itself may leave unheard, and not the end of the process.
    void Promise.resolve().then(() => {
      for (const listener of [...peer.listeners]) listener.call(peer, event);
    });
  }

  addEventListener(_name: "message", listener: Listener, options?: { signal?: AbortSignal }): void {
    this.listeners.add(listener);
    options?.signal?.addEventListener("abort", () => this.listeners.delete(listener));
  }

  removeEventListener(_name: "message", listener: Listener): void {
    this.listeners.delete(listener);
  }
}

/** pdfjs goes on filling the object of a chunk after it sent it, and empties the two arrays of a drawing list. */
function kept(message: unknown, seen: Seen): unknown {
  if (typeof message !== "object" || message === null || !("chunk" in message)) return message;
  const { chunk } = message;
  if (typeof chunk !== "object" || chunk === null || Array.isArray(chunk) || ArrayBuffer.isView(chunk)) return message;
  const copy: Record<string, unknown> = { ...chunk };
  for (const name of ["fnArray", "argsArray"]) if (Array.isArray(copy[name])) copy[name] = [...(copy[name] as unknown[])];
  if (Array.isArray(copy["fnArray"])) seen(copy["fnArray"].length, copy["lastChunk"] === true);
  return { ...message, chunk: copy };
}

/**
 * Two ends that hear each other.
 * @param seen told of each chunk of a drawing list
 */
export function portPair(seen: Seen = () => undefined): [PortEnd, PortEnd] {
  const [first, second] = [new End(seen), new End(seen)];
  first.peer = second;
  second.peer = first;
  return [first, second];
}
