// Owns values of options as a user types them: checked, and alike however they are written. Must not look at the disk.
import { CommandError } from "./io.js";

/** @throws CommandError (exit code 2) for what is no number above 0 */
export function positive(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new CommandError(`${option} '${value}': give a number above 0.`, 2);
  return number;
}

/** A folder's path without slashes at its end, to put an ending to it or a name behind it; the root stays what it is. */
export const withoutEndSlash = (path: string): string => path.replace(/(?<=.)[/\\]+$/, "");
