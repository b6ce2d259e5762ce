// Owns the error that a user can mend: told in one line (what, where, what next), without a stack, with the exit code of the command.
// Must know no command and no file.

/** An error of the user's input, of a file or of a server. */
export class CommandError extends Error {
  override name = "CommandError";
  /** @param exitCode 2 for a wrong value of an option, 1 otherwise */
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
