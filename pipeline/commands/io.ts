// Owns what a command needs of the world: where output goes, how wide it is, what time it is. Handed in, so that tests need no mocks.

export interface Io {
  /** Data. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  columns: number;
  /** Whether progress may be drawn. */
  errIsTerminal: boolean;
  now: () => Date;
}

/** An error of the user's input or of a file, told in one line: what, where, what next. No stack is shown. */
export class CommandError extends Error {
  override name = "CommandError";
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The real world. A reader that goes away (`| head`) ends the program quietly. */
export function processIo(): Io {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stdout.columns ?? (Number(process.env["COLUMNS"]) || 100),
    errIsTerminal: process.stderr.isTTY === true,
    now: () => new Date(),
  };
}

export const EXIT_CODES = `
Exit codes:
  0  done
  1  could not be done; the message on stderr says why and what next
  2  the command was not understood`;
