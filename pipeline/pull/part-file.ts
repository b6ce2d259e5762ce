// Owns the .part file in which a document is collected, and the state beside it that a cut transfer goes on from.
// Must not ask anything.
import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";
import { PullFailure, tooLarge } from "./failures.js";

const partState = z.object({
  asked_url: z.string(),
  final_url: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  total: z.number().int().nullable(),
});
type PartState = z.infer<typeof partState>;

/** A part that can be gone on with. */
export interface HeldPart {
  size: number;
  validator: string;
  state: PartState;
}

/** The state of a cut transfer that can be gone on with; anything else is deleted. */
export async function readPart(wanted: { url: string; part: string }): Promise<HeldPart | null> {
  try {
    const state = partState.parse(JSON.parse(await readFile(statePath(wanted.part), "utf8")));
    const { size } = await stat(wanted.part);
    const validator = strongValidator(state);
    if (state.asked_url === wanted.url && validator !== null && size > 0 && (state.total === null || size < state.total)) return { size, validator, state };
  } catch {
    // No state, or one that is not ours: start afresh.
  }
  await dropPart(wanted.part);
  return null;
}

/** Deletes a partial file and its state. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await dropState(part);
}

/** Keeps what a cut transfer needs to go on. */
export const keepState = (part: string, state: PartState): Promise<void> => writeFile(statePath(part), JSON.stringify(state));

/** The document is whole: its state is needed no more. */
export const dropState = (part: string): Promise<void> => rm(statePath(part), { force: true });

function statePath(part: string): string {
  return `${part}.json`;
}

/** What If-Range may carry (RFC 9110, 13.1.5): a strong tag, or a date. */
export function strongValidator(tags: { etag: string | null; last_modified: string | null }): string | null {
  if (tags.etag !== null) return tags.etag.startsWith("W/") ? null : tags.etag;
  return tags.last_modified;
}

/** Appends the body to the .part file, which is synced to disk when it is whole. */
export async function collect(body: AsyncIterable<Buffer>, wanted: { part: string; onBytes?(received: number, total: number | null): void }, start: number, total: number | null, maxBytes: number): Promise<void> {
  const handle = await open(wanted.part, start > 0 ? "a" : "w");
  let received = start;
  try {
    for await (const bytes of body) {
      received += bytes.length;
      if (received > maxBytes) throw tooLarge(maxBytes);
      await handle.writeFile(bytes);
      wanted.onBytes?.(received, total);
    }
    if (total !== null && received !== total) throw new PullFailure(`cut short: ${received} of ${total} bytes came`, "Run the same command again: it goes on where it stopped, where the server allows it.", true);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
