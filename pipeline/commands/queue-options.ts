// Owns what the commands of a queue share: the option of its address, checks before anything is asked, and the way to it for one piece of work.
import type { Address } from "../queue/address.js";

/** The option of every command of a queue. */
export const QUEUE_OPTION = ["--queue <address>", "PostgreSQL database that keeps the queue: postgres://USER@HOST:5432/DATABASE; the password best in ~/.pgpass or PGPASSWORD"] as const;

/** The address of the queue, and the folder of parts looked at. @throws QueueError (exit code 2) before anything is loaded or asked */
export async function addressOf(options: { queue: string; parts?: string; from?: string }): Promise<Address> {
  const [{ parseAddress }, { checkFolder }] = await Promise.all([import("../queue/address.js"), import("../queue/plan.js")]);
  const address = parseAddress(options.queue);
  if (options.parts !== undefined) checkFolder("--parts", options.parts);
  if (options.from !== undefined) checkFolder("--from", options.from);
  return address;
}

/** Opens a queue for one piece of work; what the server then says is told in our words. */
export async function withEngine<T>(address: Address, work: (engine: import("../queue/engine.js").Engine) => Promise<T>): Promise<T> {
  const [{ openEngine }, { describeFault, isPassing }] = await Promise.all([import("../queue/engine.js"), import("../queue/address.js")]);
  const engine = await openEngine(address);
  try {
    return await work(engine);
  } catch (error) {
    throw isPassing(error) || (error instanceof Error && "severity" in error) ? describeFault(address, error) : error;
  } finally {
    await engine.close();
  }
}
