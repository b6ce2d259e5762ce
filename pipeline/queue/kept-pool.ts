// Owns worker processes that stay between batches: a consumer starts them once, and stops them when what they work on is no longer its own.
// Must not know what a batch is.
import { WorkStopped, type Runner } from "../ingest/pool.js";

export class KeptPool {
  private pool: Promise<Runner> | null = null;
  private stopped = false;

  /** @param make starts a pool; called again after a stop */
  constructor(private readonly make: () => Promise<Runner>) {}

  /** The pool for one batch, whose end leaves the workers where they are. */
  async runner(): Promise<Runner> {
    this.stopped = false;
    this.pool ??= this.make().catch((error: unknown) => {
      this.pool = null;
      throw error;
    });
    const pool = await this.pool;
    return {
      parallel: pool.parallel,
      run: async (task) => {
        if (this.stopped) throw new WorkStopped();
        try {
          return await pool.run(task);
        } catch (error) {
          throw this.stopped ? new WorkStopped() : error;
        }
      },
      close: () => Promise.resolve(),
      ...(pool.warm === undefined ? {} : { warm: (files: number) => pool.warm?.(files) }),
      ...(pool.peakMegabytes === undefined ? {} : { peakMegabytes: () => pool.peakMegabytes?.() ?? null }),
    };
  }

  /** Ends what is in work: whoever waits for it gets a WorkStopped. */
  async stop(): Promise<void> {
    this.stopped = true;
    const { pool } = this;
    this.pool = null;
    await pool?.then((made) => made.close(), () => undefined);
  }
}
