// Owns the plan that lies in a folder of parts whose batches a queue hands out: what consumers and parts have to agree on.
// Must not know the database of the queue: any queue that holds the run can be named.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { diskWords } from "../disk-fault.js";
import { PLAN_FILE } from "../shards/manifest.js";
import { writeFilesWhole } from "../write-file.js";
import { QueueError } from "./address.js";

/** What the last job makes, in the folder of the parts: the one place that every consumer sees. */
export const LOADED_DATABASE = "stocktake.duckdb";

const count = z.number().int().nonnegative();

const planSchema = z.object({
  record: z.literal("stocktake.queue/1"),
  /** Names the run in the queue. */
  run: z.string().regex(/^[0-9a-f]{12}$/u),
  program: z.string(),
  /** As in the table build_versions. */
  versions: z.record(z.string(), z.string()),
  /** Folder of the reports where the run was enqueued. */
  folder: z.string(),
  kind: z.string().nullable(),
  limits: z.object({ seconds: z.number(), megabytes: z.number() }),
  ocr: z.boolean(),
  /** Seconds after which a consumer that is not heard from has lost its batch. */
  lease: z.number().positive(),
  listing: z.object({ files: count, bytes: count, sha256: z.string(), shares: z.array(count) }),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  problems: z.array(z.object({ path: z.string(), message: z.string(), next: z.string() })),
});
export type Plan = z.infer<typeof planSchema>;

/** The plan in a folder of parts; null where there is none. @throws QueueError where it cannot be read */
export async function readPlan(parts: string): Promise<Plan | null> {
  const path = join(parts, PLAN_FILE);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new QueueError(`${path}: cannot be read: ${diskWords(error)}, then try again.`);
  }
  const parsed = planSchema.safeParse(jsonOf(path, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new QueueError(`${path}: is no plan of this version of Stocktake (${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}). Take the version that enqueued it, or another folder of parts.`);
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new QueueError(`${path}: is damaged: it is no JSON. Enqueue the reports anew into another folder of parts.`);
  }
}

export async function writePlan(parts: string, plan: Plan): Promise<void> {
  try {
    await mkdir(parts, { recursive: true });
    await writeFilesWhole(new Map([[join(parts, PLAN_FILE), () => Promise.resolve(`${JSON.stringify(plan, null, 2)}\n`)]]), false);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new QueueError(`${parts}: cannot be written: ${diskWords(cause)}, or name another folder with --parts.`);
  }
}

/** @throws QueueError (exit code 2) for a place that is no folder of this machine */
export function checkFolder(option: string, path: string): void {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(path) ?? [];
  if (scheme === undefined) return;
  throw new QueueError(`${option} ${path}: ${scheme}:// is not supported; parts are put in their place by renaming. Name a folder that all machines see, as of NFS or a mounted disk; what stands in it can be copied to object storage afterwards (docs/shards.md).`, 2);
}
