// Owns how the files of a folder are put into batches: about so many files each, of like total size, copies of the same bytes always together.
// Must not read a file.
import { createHash } from "node:crypto";
import type { FoundFile } from "../ingest/discover.js";
import type { Listing } from "../shards/split.js";

/** A part has some twenty files, and its manifest a count for every batch: of more files, batches take more each. */
export const MOST_BATCHES = 1000;
/** What a file costs beside its bytes: opening, recognising its kind, writing its rows. */
const FILE_WEIGHT = 32 * 1024;

type Sized = Pick<FoundFile, "file" | "bytes">;

/**
 * Splits files into batches, the same ones for the same files: the heaviest first, each to the batch that has the least so far.
 * Files of one size stay together, as copies of the same bytes have to, so that they are counted once.
 */
export function makeBatches<F extends Sized>(files: readonly F[], perBatch: number): F[][] {
  const groups = [...bySize(files).values()].map((group) => ({ files: group, weight: group.reduce((sum, file) => sum + file.bytes + FILE_WEIGHT, 0) }));
  groups.sort((a, b) => b.weight - a.weight || (a.files[0]?.bytes ?? 0) - (b.files[0]?.bytes ?? 0));
  const batches = Array.from({ length: Math.max(1, Math.min(MOST_BATCHES, groups.length, Math.ceil(files.length / perBatch))) }, (_none, index) => ({ index, weight: 0, files: [] as F[] }));
  for (const { files: group, weight } of groups) {
    const lightest = batches[0] as (typeof batches)[number];
    lightest.files.push(...group);
    lightest.weight += weight;
    sink(batches);
  }
  // The heaviest is taken first, so that it is not the one that all wait for at the end.
  batches.sort((a, b) => b.weight - a.weight || a.index - b.index);
  return batches.map((batch) => batch.files.sort((a, b) => (a.file < b.file ? -1 : 1)));
}

function bySize<F extends Sized>(files: readonly F[]): Map<number, F[]> {
  const groups = new Map<number, F[]>();
  for (const file of files) {
    const group = groups.get(file.bytes);
    if (group === undefined) groups.set(file.bytes, [file]);
    else group.push(file);
  }
  return groups;
}

/** Restores the order of a heap whose first became heavier: the lightest comes first. */
function sink(heap: { index: number; weight: number }[]): void {
  const lighter = (a: number, b: number): boolean => {
    const [x, y] = [heap[a], heap[b]];
    return x !== undefined && y !== undefined && (x.weight < y.weight || (x.weight === y.weight && x.index < y.index));
  };
  for (let at = 0; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && lighter(child, least)) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least] as (typeof heap)[number], heap[at] as (typeof heap)[number]];
    at = least;
  }
}

/** What all parts of these batches have to agree on. The batch of a file is part of it: a part of another split is never taken for one of these. */
export function listingOfBatches(batches: readonly (readonly Sized[])[]): Listing {
  const hash = createHash("sha256").update("batches\n");
  const lines = batches.flatMap((batch, index) => batch.map((file) => `${file.file}\u0000${file.bytes}\u0000${index + 1}\n`));
  for (const line of lines.sort()) hash.update(line);
  return { files: lines.length, bytes: batches.flat().reduce((sum, file) => sum + file.bytes, 0), sha256: hash.digest("hex"), shares: batches.map((batch) => batch.length) };
}
