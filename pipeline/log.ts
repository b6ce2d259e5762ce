// Owns the log of a run: one JSON object a line, appended as it happens, so that a killed run loses at most its last line.
// Must not decide what is worth logging, and must not look at the clock itself.
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

export type LogLevel = "info" | "warning" | "error";
export type LogFields = Record<string, string | number | boolean | null | string[] | Record<string, number>>;
/** Notes one event. Text of documents may stand in fields: JSON escapes what a terminal would act on. */
export type Log = (event: string, fields?: LogFields, level?: LogLevel) => void;

/** Raised before any work where the log cannot be written. */
export class LogError extends Error {
  override name = "CommandError";
}

/**
 * Opens a log for appending.
 * @param now the clock; `time` of each line is ISO 8601 in UTC
 * @returns the log, and what closes it; a line that cannot be written later (a full disk) is told to `lost` once and stops nothing
 * @throws LogError where the file cannot be opened
 */
export function openLog(path: string, now: () => Date, lost: (message: string) => void): { log: Log; close: () => void } {
  let file: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(path, "a");
  } catch (error) {
    throw new LogError(`${path}: the log cannot be written (${code(error)}). Name another file with --log, or leave --log out.`);
  }
  let told = false;
  return {
    log: (event, fields = {}, level = "info") => {
      try {
        writeSync(file, `${line({ time: now().toISOString(), level, event, ...fields })}\n`);
      } catch (error) {
        if (!told) lost(`${path}: the log could not be written any more (${code(error)}); the work goes on without it.`);
        told = true;
      }
    },
    close: () => closeSync(file),
  };
}

/** JSON leaves the upper controls, line separators and marks of direction as they are; in a log they are escaped. */
function line(record: object): string {
  return JSON.stringify(record).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const code = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : String(error));
