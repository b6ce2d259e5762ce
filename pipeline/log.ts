// Owns the log of a run: one JSON object a line, appended as it happens, so that a killed run loses at most its last line.
// Must not decide what is worth logging, and must not look at the clock itself.
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { UNSAFE_CHARACTERS } from "../datasets/unsafe-characters.js";
import { codeOf } from "./disk-fault.js";
import { CommandError } from "./command-error.js";

export type LogLevel = "info" | "warning" | "error";
export type LogFields = Record<string, string | number | boolean | null | string[] | Record<string, number>>;
/** Notes one event. Text of documents may stand in fields: JSON escapes what a terminal would act on. */
export type Log = (event: string, fields?: LogFields, level?: LogLevel) => void;

/** Raised before any work where the log cannot be written. */
export class LogError extends CommandError {}

/**
 * Opens a log for appending.
 * @param now the clock; `time` of each line is ISO 8601 in UTC
 * @returns the log, and what closes it; a line that cannot be written later (a full disk) is told to `lost` once and stops nothing
 * @throws LogError where the file cannot be opened, or holds something else than a log
 */
export function openLog(path: string, now: () => Date, lost: (message: string) => void): { log: Log; close: () => void } {
  let file: number;
  let atLineStart: boolean;
  try {
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(path, "a+");
  } catch (error) {
    throw new LogError(`${path}: the log cannot be written (${codeOf(error)}). Name another file with --log, or leave --log out.`);
  }
  try {
    atLineStart = endsWithLine(file, path);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  let told = false;
  return {
    log: (event, fields = {}, level = "info") => {
      try {
        // A line that was cut off, by a kill or a full disk, must not take the next one with it.
        const text = Buffer.from(`${atLineStart ? "" : "\n"}${line({ time: now().toISOString(), level, event, ...fields })}\n`);
        const written = writeSync(file, text);
        if (written > 0) atLineStart = written === text.length;
        if (written < text.length) writeSync(file, text, written);
        atLineStart = true;
      } catch (error) {
        if (!told) lost(`${path}: the log could not be written any more (${codeOf(error)}); the work goes on without it.`);
        told = true;
      }
    },
    close: () => closeSync(file),
  };
}

/** Whether what is written next begins a line. @throws LogError where the file is no log: a database or a report named by mistake must not be appended to */
function endsWithLine(file: number, path: string): boolean {
  const facts = fstatSync(file);
  // A terminal, a pipe: nothing to look at.
  if (!facts.isFile() || facts.size === 0) return true;
  const [first, last] = [Buffer.alloc(1), Buffer.alloc(1)];
  readSync(file, first, 0, 1, 0);
  readSync(file, last, 0, 1, facts.size - 1);
  if (first.toString("latin1") !== "{" && first.toString("latin1") !== "\n") throw new LogError(`${path}: holds something else than a log of Stocktake, so nothing was appended to it. Name another file with --log.`);
  return last.toString("latin1") === "\n";
}

const BEYOND_JSON = new RegExp(`[${UNSAFE_CHARACTERS}\\u2028\\u2029]`, "g");

/** JSON leaves the upper controls, line separators and marks of direction as they are; in a log they are escaped. */
function line(record: object): string {
  return JSON.stringify(record).replace(BEYOND_JSON, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

