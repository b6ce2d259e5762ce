// Owns the words for what a disk refuses: full, read-only, no permission, gone. One place, so that every command says it alike.
// Must not touch the disk.

/** What the disk says and what to do about it, each without a full stop at its end. */
export interface DiskFault {
  /** "the disk is full". */
  what: string;
  /** "Free some space there". */
  next: string;
}

const FAULTS: Readonly<Record<string, DiskFault>> = {
  ENOSPC: { what: "the disk is full", next: "Free some space there" },
  EDQUOT: { what: "your share of the disk is used up", next: "Free some space there" },
  EFBIG: { what: "the file would be larger than is allowed there", next: "Raise the limit" },
  EROFS: { what: "the disk is read-only", next: "Make it writable" },
  EACCES: { what: "there is no permission", next: "Ask for permission" },
  EPERM: { what: "there is no permission", next: "Ask for permission" },
  ENOENT: { what: "the folder is not there, or was removed meanwhile", next: "Make it" },
  EEXIST: { what: "a part of the path is a file and no folder", next: "Check the path" },
  ENOTDIR: { what: "a part of the path is a file and no folder", next: "Check the path" },
  EISDIR: { what: "it is a folder", next: "Name a file in it" },
  ENAMETOOLONG: { what: "the name is too long", next: "Give it a shorter one" },
  EMFILE: { what: "too many files are open", next: "Close other programs" },
  ENFILE: { what: "too many files are open", next: "Close other programs" },
  EIO: { what: "the disk cannot be read or written", next: "Have the disk checked" },
  ESTALE: { what: "the folder is not there any more", next: "Make it again" },
};

/** As DuckDB words what the operating system said. */
const WORDS: readonly [RegExp, string][] = [
  [/No space left on device|not enough space|ENOSPC|failed to offload data block|max_temp_directory_size/i, "ENOSPC"],
  [/Disk quota exceeded/i, "EDQUOT"],
  [/File too large/i, "EFBIG"],
  [/Read-only file system/i, "EROFS"],
  [/Permission denied|Operation not permitted/i, "EACCES"],
  [/Input\/output error/i, "EIO"],
  [/Too many open files/i, "EMFILE"],
  [/No such file or directory/i, "ENOENT"],
];

/** The system's code of an error ("ENOENT"); of one without, its text. */
export const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : String(error));

/**
 * The fault of a disk behind an error of Node or of DuckDB; null where the error is of another kind.
 * @param error whatever was thrown
 */
export function diskFault(error: unknown): DiskFault | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  if (code !== null && FAULTS[code] !== undefined) return FAULTS[code];
  // Only what speaks of input and output: an SQL text may quote anything.
  if (!/^(?:IO|TransactionContext|Permission|FATAL|Out of Memory)\b/.test(error.message)) return null;
  const found = WORDS.find(([words]) => words.test(error.message));
  return found === undefined ? null : (FAULTS[found[1]] ?? null);
}

/** "the disk is full. Free some space there", or the error's own words with `next`, for the middle of a message. */
export function diskWords(error: unknown, next = "Check the folder and its permissions"): string {
  const fault = diskFault(error);
  if (fault !== null) return `${fault.what}. ${fault.next}`;
  return `${error instanceof Error && "code" in error ? String(error.code) : error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}. ${next}`;
}
