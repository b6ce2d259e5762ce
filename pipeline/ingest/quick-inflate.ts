// Owns a DecompressionStream for worker processes, which pdfjs asks for at every stream of a PDF: the one of Node goes through
// five layers of streams and a thread for a few kilobytes. Must be installed only in a process that does nothing but read documents.
import { inflateRawSync, inflateSync } from "node:zlib";

/** What a single stream of a document may unpack to in one go, in bytes; pdfjs unpacks a larger one by itself, in pieces. */
const MOST = 256 * 1024 * 1024;

class QuickDecompressionStream {
  private bytes: Uint8Array = new Uint8Array(0);
  private failed: Error | null = null;

  constructor(private readonly format: string) {
    if (format !== "deflate" && format !== "deflate-raw") throw new TypeError(`quick inflate: no format ${format}`);
  }

  readonly writable = {
    getWriter: () => ({
      ready: Promise.resolve(),
      write: (bytes: Uint8Array): Promise<void> => {
        try {
          this.bytes = this.format === "deflate" ? inflateSync(bytes, { maxOutputLength: MOST }) : inflateRawSync(bytes, { maxOutputLength: MOST });
        } catch (error) {
          // The reader throws it, and pdfjs turns to its own, patient reader.
          this.failed = error instanceof Error ? error : new Error(String(error));
        }
        return Promise.resolve();
      },
      close: (): Promise<void> => Promise.resolve(),
    }),
  };

  readonly readable: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => {
      let done = false;
      return {
        next: () => {
          if (this.failed !== null) return Promise.reject(this.failed);
          if (done || this.bytes.length === 0) return Promise.resolve({ done: true as const, value: undefined });
          done = true;
          return Promise.resolve({ done: false as const, value: this.bytes });
        },
      };
    },
  };
}

/** Puts it in the place of Node's own. */
export function installQuickInflate(): void {
  Object.defineProperty(globalThis, "DecompressionStream", { value: QuickDecompressionStream, writable: true, configurable: true, enumerable: false });
}
