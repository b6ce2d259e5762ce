// Owns giving back the memory of results that were read: DuckDB's driver frees them when JavaScript's objects for them are collected, and JavaScript does not see how large they are.
// Must only be called between large results; it stops the program for some milliseconds.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/** Collects what nobody refers to, and lets the driver free what belonged to it. */
export async function freeMemory(): Promise<void> {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  await new Promise((resolve) => setImmediate(resolve));
}
