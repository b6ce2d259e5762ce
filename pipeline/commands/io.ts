// Owns what a command needs of the world: where output goes, how wide it is, what time it is. Handed in, so that tests need no mocks.
import { CommandError } from "../command-error.js";
import { diskWords } from "../disk-fault.js";
import { harmless, UNSAFE_CHARACTERS } from "../../datasets/unsafe-characters.js";

export interface Io {
  /** Data. */
  out(text: string): void;
  /** Data in UTF-8, much of it; waits while whoever reads it is slower. False where it may not leave as it is, and nothing of it did: then it has to go to `out`. */
  bytes?: (bytes: Uint8Array) => Promise<boolean>;
  /** Everything else. */
  err(text: string): void;
  columns: number;
  /** Whether progress may be drawn. */
  errIsTerminal: boolean;
  now: () => Date;
}

export { CommandError };

/** The real world. A reader that goes away (`| head`) ends the program quietly; output that cannot be written ends it with the reason. */
export function processIo(): Io {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`stocktake: standard output cannot be written: ${diskWords(error, "Check where it is sent to")}, and run the command again; what was written of it is not whole.\n`);
    process.exit(1);
  });
  // There is nowhere left to say anything.
  process.stderr.on("error", () => undefined);
  return {
    out: (text) => void process.stdout.write(text),
    bytes: (bytes) => new Promise((resolve) => (process.stdout.write(bytes) ? resolve(true) : void process.stdout.once("drain", () => resolve(true)))),
    err: (text) => void process.stderr.write(text),
    columns: process.stdout.columns ?? (Number(process.env["COLUMNS"]) || 80),
    errIsTerminal: process.stderr.isTTY === true,
    now: () => new Date(),
  };
}

const SCREEN = new RegExp(`[${UNSAFE_CHARACTERS}]|\\r(?!\\n)`, "g");

/**
 * The border to the terminal: whatever a command prints, nothing of a document, a name or an error reaches it that a terminal would obey.
 * The formats clean what they write as well, where it ends up in files; JSON escapes such characters and so loses nothing here.
 */
export function guarded(io: Io): Io {
  const { bytes } = io;
  return {
    ...io,
    out: (text) => io.out(text.replace(SCREEN, "")),
    err: (text) => io.err(text.replace(SCREEN, "")),
    ...(bytes === undefined ? {} : { bytes: async (piece: Uint8Array) => harmless(piece) && bytes(piece) }),
  };
}

export const EXIT_CODES = `
Exit codes:
  0  done
  1  could not be done; the message on stderr says why and what next
  2  the command was not understood`;
