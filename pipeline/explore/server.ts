// Owns the explorer's server: which address answers what. It listens on this machine alone.
// Must not know what a page shows: questions and formats are handed in by the command, which may import reports.
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { DatabaseError, type Database } from "../store/database.js";
import type { Assets } from "./assets.js";
import { apply, decide, listDecisions, Refused, undo, type Desk } from "./decide.js";
import { documentFile } from "./document-file.js";
import { guard } from "./guard.js";
import type { LiveDatabase, Snapshot } from "./live-database.js";
import { queue } from "./queue.js";

export type Parameters = Readonly<Record<string, string>>;
/** Answers a question of a page; null where there is no such thing. */
export type Question = (database: Database, parameters: Parameters) => Promise<unknown>;
export interface Exported {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  name: string;
}

export interface ExplorerParts {
  live: LiveDatabase;
  desk: Desk;
  token: string;
  assets: Assets;
  questions: Readonly<Record<string, Question>>;
  /** A file of what a page shows; null where the view or the format is not known. */
  exported: (database: Database, parameters: Parameters) => Promise<Exported | null>;
  /** Sets State, kind or year of a document and reads it anew, as `stocktake review document` does. @returns what was done, in a sentence */
  correct: (id: string, values: Correction) => Promise<string>;
  /** Told of faults of the program; a page only hears that there was one. */
  fault: (error: unknown) => unknown;
}

const CORRECTION = z.object({ state: z.string().max(80).optional(), kind: z.string().max(40).optional(), year: z.string().max(8).optional(), reason: z.string().trim().min(1).max(2000), reviewer: z.string().trim().min(1).max(120) });
export type Correction = z.infer<typeof CORRECTION>;

/** Answers kept for each state of the database; a page asks the same again and again. */
const KEPT = 200;
/** What a page may send at once. */
const MOST_SENT = 2 << 20;

/** Starts listening on 127.0.0.1. @param port 0 lets the system choose @throws Error where the port is taken */
export async function startExplorer(parts: ExplorerParts, port: number): Promise<{ port: number; stop: () => Promise<void> }> {
  let listening = port;
  // What is asked while the server ends finds its database closed; that is no fault.
  let ending = false;
  const app = explorerApp({ ...parts, fault: (error) => ending || parts.fault(error) }, () => listening);
  const server = await new Promise<Server>((resolve, reject) => {
    const made = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info: AddressInfo) => {
      listening = info.port;
      resolve(made as Server);
    });
    made.on("error", reject);
  });
  return {
    port: listening,
    stop: async () => {
      ending = true;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      parts.live.close();
    },
  };
}

/** The application without a socket, for tests as well. */
export function explorerApp(parts: ExplorerParts, port: () => number): Hono {
  const app = new Hono();
  app.use(guard(port, parts.token));
  app.use(bodyLimit({ maxSize: MOST_SENT, onError: (context) => context.json({ error: `More than ${MOST_SENT >> 20} MB at once is not taken.` }, 413) }));
  app.onError((error, context) => failed(parts, error, context));
  reading(app, parts);
  writing(app, parts);
  app.all("/api/*", (context) => context.json({ error: "There is no such thing here." }, 404));
  app.get("*", async (context) => {
    const path = new URL(context.req.url).pathname;
    const asset = (await parts.assets(path)) ?? (/\.[a-z0-9]{2,5}$/i.test(path) && path.startsWith("/assets/") ? null : await parts.assets("/index.html"));
    return asset === null ? context.text("There is no such file.", 404) : context.body(asset.bytes, 200, { "Content-Type": asset.type });
  });
  return app;
}

function reading(app: Hono, parts: ExplorerParts): void {
  const { live } = parts;
  app.get("/api/version", (context) => live.read((snapshot) => Promise.resolve(context.json({ version: snapshot.version, trouble: live.trouble }))));
  app.get("/api/q/:name", (context) =>
    live.read(async (snapshot) => {
      const name = context.req.param("name");
      const question = Object.hasOwn(parts.questions, name) ? parts.questions[name] : undefined;
      if (question === undefined) return context.json({ error: "There is no such question." }, 404);
      const answer = await kept(snapshot, `${name} ${new URL(context.req.url).search}`, () => question(snapshot.database, context.req.query()));
      context.header("X-Database-Version", snapshot.version);
      return answer === null ? context.json({ error: "The database has no such thing. It may have been replaced since." }, 404) : context.body(answer, 200, { "Content-Type": "application/json; charset=utf-8" });
    }));
  app.get("/api/queue", (context) =>
    live.read(async (snapshot) => {
      // What does not hold any more is to be judged again.
      const rows = (await listDecisions(parts.desk, snapshot.database)).filter(({ standing }) => ["waits", "applied", "read_now"].includes(standing));
      return context.json(await queue(snapshot, parts.desk.database, context.req.query(), rows));
    }));
  app.get("/api/decisions", (context) => live.read(async (snapshot) => context.json({ rows: await listDecisions(parts.desk, snapshot.database) })));
  app.get("/api/export", (context) =>
    live.read(async (snapshot) => {
      const file = await parts.exported(snapshot.database, context.req.query());
      if (file === null) return context.json({ error: "There is no such view, or no such format: csv and xlsx are known." }, 404);
      return context.body(file.bytes, 200, { "Content-Type": file.type, "Content-Disposition": `attachment; filename="${file.name.replace(/[^\w.-]/g, "_")}"` });
    }));
  app.get("/api/file/:id", (context) =>
    live.read(async (snapshot) => {
      const file = await documentFile(snapshot.database, context.req.param("id"));
      return "bytes" in file ? context.body(file.bytes, 200, { "Content-Type": "application/pdf" }) : context.json({ error: file.reason }, 404);
    }));
}

function writing(app: Hono, parts: ExplorerParts): void {
  app.post("/api/decisions", async (context) => context.json({ ids: await decide(parts.desk, await context.req.json<unknown>().catch(() => null)) }));
  app.delete("/api/decisions/:ids", async (context) => context.json({ undone: await undo(parts.desk, context.req.param("ids").split(",").slice(0, 500)) }));
  app.post("/api/apply", async (context) => context.json({ applied: await parts.live.read(({ database }) => apply(parts.desk, database)) }));
  app.post("/api/document/:id", async (context) => {
    const id = context.req.param("id");
    const values = CORRECTION.safeParse(await context.req.json<unknown>().catch(() => null));
    if (!/^[0-9a-f]{16}$/.test(id) || !values.success) throw new Refused("A correction needs a document, a reason and a name.");
    return context.json({ said: await parts.correct(id, values.data) });
  });
  app.post("/api/token", (context) => context.json({ ok: true }));
}

/** The answer as text, from what was kept of this state of the database or asked anew. */
async function kept(snapshot: Snapshot, key: string, ask: () => Promise<unknown>): Promise<string | null> {
  const before = snapshot.kept.get(key);
  if (before !== undefined) return before as Promise<string | null>;
  if (snapshot.kept.size >= KEPT) {
    const oldest = [...snapshot.kept.keys()].find((one) => !one.startsWith("#"));
    if (oldest !== undefined) snapshot.kept.delete(oldest);
  }
  const answer = ask().then((value) => (value === null || value === undefined ? null : JSON.stringify(value)));
  // Kept while it is asked, so that two pages ask once; an error is not kept.
  snapshot.kept.set(key, answer);
  answer.catch(() => snapshot.kept.delete(key));
  return answer;
}

function failed(parts: ExplorerParts, error: Error, context: Context): Response {
  if (error instanceof Refused) return context.json({ error: error.message }, 400);
  if (error instanceof DatabaseError || error.name === "CommandError" || error.name === "WriteError") return context.json({ error: error.message, wait: /is writing it|holds it/.test(error.message) }, 409);
  parts.fault(error);
  return context.json({ error: "A fault of the program; the terminal says more." }, 500);
}
