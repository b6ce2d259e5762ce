// Owns the open database of a server that runs on while an ingest replaces the file: the newest whole file is asked, the old one is closed when nobody reads it any more.
// Must not know what is asked.
import { stat } from "node:fs/promises";
import type { Database } from "../store/database.js";

/** One state of the file, with what was worked out from it. */
export interface Snapshot {
  database: Database;
  /** Another one for every state of the file. */
  version: string;
  /** Answers that hold as long as this state does, by question. */
  kept: Map<string, unknown>;
}

interface Counted extends Snapshot {
  readers: number;
  retired: boolean;
}

export class LiveDatabase {
  private current: Counted | undefined;
  private opening: Promise<void> | undefined;
  /** Why an earlier state is shown and not the file as it is now; null where they are one. */
  trouble: string | null = null;

  /**
   * @param open opens and checks the file for reading, with decisions applied
   * @param path file that an ingest may replace by another at any time
   * @param told hears once of each reason why the file as it is now cannot be shown
   */
  constructor(readonly path: string, private readonly open: (path: string) => Promise<Database>, private readonly told: (message: string) => void = () => undefined) {}

  /**
   * Hands the newest state of the file to `work`, and keeps it open until it ends.
   * @throws DatabaseError or CommandError where the file cannot be opened and no earlier state is open
   */
  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    await this.renew();
    const snapshot = this.current;
    if (snapshot === undefined) throw new Error(`${this.path}: asked after the end`);
    snapshot.readers += 1;
    try {
      return await work(snapshot);
    } finally {
      snapshot.readers -= 1;
      if (snapshot.retired && snapshot.readers === 0) snapshot.database.close();
    }
  }

  /** Opens the file again if it is another one than before. While it is away or cannot be read, the earlier state stays, and `trouble` says why. */
  private async renew(): Promise<void> {
    const version = await versionOf(this.path);
    if (this.current !== undefined && version === null) {
      this.stale(`${this.path} is not there any more.`);
      return;
    }
    if (this.current !== undefined && version === this.current.version) {
      this.trouble = null;
      return;
    }
    this.opening ??= this.reopen(version ?? "none").finally(() => (this.opening = undefined));
    await this.opening;
  }

  private async reopen(version: string): Promise<void> {
    let database: Database;
    try {
      database = await this.open(this.path);
    } catch (error) {
      if (this.current === undefined) throw error;
      this.stale(error instanceof Error ? error.message : String(error));
      return;
    }
    this.trouble = null;
    const before = this.current;
    this.current = { database, version, kept: new Map(), readers: 0, retired: false };
    if (before === undefined) return;
    before.retired = true;
    if (before.readers === 0) before.database.close();
  }

  private stale(why: string): void {
    if (this.trouble !== why) this.told(`The database as it was before is shown: ${why}`);
    this.trouble = why;
  }

  /** Ends it: at once, or when the last question under way has its answer. A database that is closed under a question takes the process with it. */
  close(): void {
    const last = this.current;
    this.current = undefined;
    if (last === undefined) return;
    last.retired = true;
    if (last.readers === 0) last.database.close();
  }
}

/** Changes with every replacement and every write; null where there is no file. */
async function versionOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? null : `${found.ino.toString(36)}-${found.mtimeNs.toString(36)}-${found.size.toString(36)}`;
}
