// Owns `stocktake explore`: a local web application to look around in a database and to judge its claims.
// Must not listen anywhere but on this machine; pipeline/explore answers, reports/explorer holds questions and pages.
import type { Command } from "commander";
import type { Correction } from "../explore/server.js";
import { minding } from "../interrupt.js";
import type { Database } from "../store/database.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, openDatabase } from "./open.js";

const DEFAULT_PORT = 4180;

export function registerExplore(program: Command, io: Io): void {
  program
    .command("explore")
    .description(descriptionOf("explore"))
    .option("--db <file>", "database to look at; it is opened for reading only", DEFAULT_DATABASE)
    .option("--port <number>", "port on 127.0.0.1; 0 lets the system choose", String(DEFAULT_PORT))
    .option("--open", "open the page in the browser")
    .addHelpText("after", `\nIt listens on 127.0.0.1 only and uses no network. Decisions are appended to FILE.decisions.csv beside the database; "Apply" on the page\ntakes them in as \`stocktake review import\` does. The address holds a token: who has it can write decisions. Ctrl-C ends it.\n\nExample:\n  stocktake explore --db my.duckdb --open\n${EXIT_CODES}`)
    .action(async (options: { db: string; port: string; open?: boolean }) => {
      if (!/^\d{1,5}$/.test(options.port) || Number(options.port) > 65535) throw new CommandError(`--port '${options.port}': give a number from 0 to 65535.`, 2);
      const running = await startFor(options.db, Number(options.port), io);
      io.out(`${running.address}\n`);
      io.err("Open this address in a browser. It is for this machine alone; the token in it gives the right to write decisions. Ctrl-C ends.\n");
      if (options.open === true) await openInBrowser(running.address, io);
      let release = (): void => undefined;
      await new Promise<void>((resolve) => (release = minding(resolve)));
      release();
      await running.stop();
    });
}

/** Starts the explorer of a database; for the command and for tests. */
export async function startFor(db: string, port: number, io: Io): Promise<{ address: string; port: number; token: string; stop: () => Promise<void> }> {
  const [{ randomBytes }, paths, { packageRoot }, { startExplorer }, { LiveDatabase }, { assetsOf }, { QUESTIONS }, { exportedFile }, { resolverOf }] = await Promise.all([
    import("node:crypto"), import("node:path"), import("../../datasets/paths.js"), import("../explore/server.js"), import("../explore/live-database.js"), import("../explore/assets.js"),
    import("../../reports/explorer/questions.js"), import("../../reports/explorer/exported.js"), import("./review.js"),
  ]);
  const { PATTERNS } = await import("../../reports/html/statuses.js");
  const path = paths.resolve(db);
  const live = new LiveDatabase(path, openAsDecided, (message) => io.err(`${message}\n`));
  // A wrong name or an old database is told at once.
  await live.read(() => Promise.resolve());
  const token = randomBytes(24).toString("base64url");
  const about = { database: paths.basename(path) };
  const parts = {
    live, token, assets: assetsOf(paths.join(packageRoot(), "dist", "explorer"), PATTERNS.toString()), exported: exportedFile,
    questions: { ...QUESTIONS, about: () => Promise.resolve(about) },
    desk: { database: path, now: io.now, resolver: resolverOf, notice: (message: string) => io.err(`${message}\n`) },
    correct: (id: string, values: Correction) => correct(path, id, values, io),
    fault: (error: unknown) => io.err(`stocktake: a fault of the program; please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  };
  const started = await startExplorer(parts, port).catch((error: unknown) => {
    live.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EADDRINUSE") throw new CommandError(`Port ${port} of 127.0.0.1 is taken, perhaps by another explorer. Give another with --port, or --port 0.`);
    if (code === "EACCES") throw new CommandError(`Port ${port} may not be used by you. Give one above 1023 with --port.`);
    throw error;
  });
  return { address: `http://127.0.0.1:${started.port}/?token=${token}`, port: started.port, token, stop: started.stop };
}

/** As `stocktake review document`, with what it says on stdout as the answer. */
async function correct(db: string, id: string, { state, kind, year, reason, reviewer }: Correction, io: Io): Promise<string> {
  const { setDocuments } = await import("./review-document.js");
  const said: string[] = [];
  const given = { ...(state === undefined || state === "" ? {} : { state }), ...(kind === undefined || kind === "" ? {} : { kind }), ...(year === undefined || year === "" ? {} : { year }) };
  await setDocuments([id], { db, reason, reviewer, cache: `${db}.cache`, ...given }, { ...io, out: (text) => void said.push(text), errIsTerminal: false });
  return said.join("").trim();
}

/** The database with human decisions applied, as every table is made. */
async function openAsDecided(path: string): Promise<Database> {
  const { readAsDecided, standingOf } = await import("../store/decisions.js");
  const database = await openDatabase(path);
  if ((await standingOf(database)) !== null) await readAsDecided(database);
  return database;
}

async function openInBrowser(address: string, io: Io): Promise<void> {
  const { spawn } = await import("node:child_process");
  const [program, ...before] = process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  const child = spawn(program, [...before, address], { stdio: "ignore", detached: true });
  child.on("error", () => io.err("No browser could be opened; open the address by hand.\n"));
  child.unref();
}
