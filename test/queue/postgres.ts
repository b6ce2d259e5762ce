// Owns a PostgreSQL server for tests: a cluster in a temporary folder, run by a user who is not root, on a free port of 127.0.0.1.
// Must leave nothing running: whoever starts it stops it.
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DEBIAN = "/usr/lib/postgresql";

/** Folder of the server's programs; null where there is no server. */
function programs(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => existsSync(join(DEBIAN, name, "bin/initdb"))).sort((a, b) => Number(b) - Number(a)) : [];
  if (versions[0] !== undefined) return join(DEBIAN, versions[0], "bin");
  const found = spawnSync("sh", ["-c", "command -v initdb"], { encoding: "utf8" }).stdout.trim();
  return found === "" ? null : join(found, "..");
}

/** Ids of the user "postgres"; null where we are no root, and run the server ourselves. */
function user(): { uid: number; gid: number } | null | "none" {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): string => spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim();
  const [uid, gid] = [id("-u"), id("-g")];
  return uid === "" ? "none" : { uid: Number(uid), gid: Number(gid) };
}

/** Why no server can be started here; null where one can. */
export function whyNoPostgres(): string | null {
  if (programs() === null) return "PostgreSQL is not installed (Debian: apt-get install postgresql-15; elsewhere: initdb and pg_ctl on the path)";
  return user() === "none" ? "there is no user 'postgres' to run PostgreSQL, which root may not" : null;
}

export interface Postgres {
  port: number;
  /** @param port of a proxy in front of it */
  url: (port?: number) => string;
  down: () => void;
  up: () => void;
  stop: () => void;
}

interface Client {
  connect(): Promise<void>;
  query<T>(sql: string, values: unknown[]): Promise<{ rows: T[] }>;
  end(): Promise<void>;
}

/** A connection by the driver that pg-boss brings. */
async function connected(url: string): Promise<Client> {
  const { Client } = createRequire(createRequire(import.meta.url).resolve("pg-boss"))("pg") as { Client: new (url: string) => Client };
  const client = new Client(url);
  await client.connect();
  return client;
}

/** Holds the table of jobs, so that nobody is given one until it is let go. */
export async function holdJobs(url: string): Promise<() => Promise<void>> {
  const client = await connected(url);
  await client.query("BEGIN", []);
  await client.query("LOCK TABLE stocktake_queue.job IN ACCESS EXCLUSIVE MODE", []);
  return () => client.end();
}

/** Asks the server itself. */
export async function ask<T>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = await connected(url);
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
});

export async function startPostgres(): Promise<Postgres> {
  const bin = programs();
  const who = user();
  if (bin === null || who === "none") throw new Error(whyNoPostgres() ?? "");
  const folder = mkdtempSync(join(tmpdir(), "stocktake-postgres-"));
  if (who !== null) chownSync(folder, who.uid, who.gid);
  const data = join(folder, "data");
  const run = (name: string, ...args: string[]): SpawnSyncReturns<string> => {
    const ended = spawnSync(join(bin, name), args, { encoding: "utf8", cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env["PATH"], LC_ALL: "C" }, ...(who === null ? {} : who) });
    if (ended.status !== 0) throw new Error(`${name}: ${ended.stderr} ${ended.stdout}`);
    return ended;
  };
  run("initdb", "-D", data, "-U", "stocktake", "--auth=trust", "-E", "UTF8", "--no-sync");
  const port = await freePort();
  // pg_ctl's child keeps what it inherits: its words go to a file.
  const up = (): void => void run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", join(folder, "log"), "-o", `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c shared_buffers=16MB -c max_connections=40`, "start");
  // As a crash: no connection is taken leave of.
  const down = (): void => void run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
  up();
  run("createdb", "-h", "127.0.0.1", "-p", String(port), "-U", "stocktake", "queue");
  return {
    port, up, down,
    url: (at = port) => `postgres://stocktake:not-to-be-shown@127.0.0.1:${at}/queue`,
    stop: () => {
      try {
        down();
      } catch {
        // It is down already.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
