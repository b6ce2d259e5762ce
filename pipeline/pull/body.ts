// Owns the bytes of an answer: taken out of the stream as they come, unpacked, and left where nobody wants the rest.
// Must not write them anywhere.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { shown } from "./addresses.js";
import { PullFailure } from "./failures.js";

/** The bytes as they were before the server packed them. @throws PullFailure for a way of packing that is not read */
export function decoded(chunks: AsyncGenerator<Buffer>, encoding: string): AsyncIterable<Buffer> {
  if (encoding === "identity") return chunks;
  const decoder = encoding === "gzip" || encoding === "x-gzip" ? createGunzip() : encoding === "deflate" ? createInflate() : encoding === "br" ? createBrotliDecompress() : null;
  if (decoder === null) throw new PullFailure(`the server packs the file in a way that is not read ('${shown(encoding)}')`, "Fetch it in a browser and put it into the folder by hand.", false);
  // The error of either end reaches whoever reads the decoder.
  pipeline(Readable.from(chunks), decoder).catch(() => undefined);
  return decoder;
}

export interface Tap {
  /** The bytes as they came; the error that ended them is thrown only after the last of them. */
  chunks(): AsyncGenerator<Buffer>;
  /** Leaves the rest: a short one is read so that the connection can be used again, a long one is broken off. */
  leave(): Promise<void>;
}

const TAP_HOLDS = 1024 * 1024;
const LEAVE_BYTES = 16_384;
const LEAVE_MS = 1_000;

/**
 * Takes the bytes of a body out of its stream at once. A stream that ends with an error throws away what was not read yet,
 * and with it what a cut transfer could go on from.
 */
export function tap(body: Readable): Tap {
  const held: Buffer[] = [];
  let size = 0;
  let ended = false;
  let error: Error | null = null;
  let wake: () => void = () => undefined;
  const finish = (cause: Error | null): void => {
    if (ended) return;
    ended = true;
    error = cause;
    wake();
  };
  body.on("data", (chunk: Buffer) => {
    held.push(chunk);
    size += chunk.length;
    if (size > TAP_HOLDS) body.pause();
    wake();
  });
  body.on("end", () => finish(null));
  body.on("error", (cause: Error) => finish(cause));
  body.on("close", () => finish(Object.assign(new Error("closed"), { code: "UND_ERR_SOCKET" })));
  async function* chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = held.shift();
      if (chunk) {
        size -= chunk.length;
        if (size <= TAP_HOLDS) body.resume();
        yield chunk;
      } else if (!ended) {
        await new Promise<void>((resolve) => (wake = resolve));
      } else if (error) {
        throw error;
      } else {
        return;
      }
    }
  }
  return {
    chunks,
    async leave() {
      const timer = setTimeout(() => body.destroy(), LEAVE_MS);
      let left = 0;
      while (!ended && left <= LEAVE_BYTES) {
        left += size;
        size = held.length = 0;
        body.resume();
        if (left <= LEAVE_BYTES) await new Promise<void>((resolve) => (wake = resolve));
      }
      clearTimeout(timer);
      if (!ended) body.destroy();
    },
  };
}
