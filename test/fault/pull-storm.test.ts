// Owns the storm: many documents, faults at random, and a process that is killed on the way.
// `npm test` runs a shorter one; `npm run test:faults` (STOCKTAKE_FAULTS=full) 200 documents and ten kills.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { hashOf, isPullsOwnFile, readProvenance } from "../../pipeline/pull/provenance.js";
import type { PullResult, Wanted } from "../../pipeline/pull/pull.js";
import { pdfBytes, seeded, serve, startPullServer } from "./pull-server.js";
import type { PullServer } from "./pull-server.js";
import type { StormRun } from "./pull-storm-run.js";

const FULL = process.env["STOCKTAKE_FAULTS"] === "full";
const COUNT = FULL ? 200 : 60;
const KILLS = FULL ? 10 : 4;
const SEED = Number(process.env["STOCKTAKE_SEED"] ?? 20260301);

/** The runner needs JavaScript: it and each module that it imports are translated, without checking, into a folder inside the package. */
let program: string;
beforeAll(async () => {
  const root = packageRoot();
  await mkdir(join(root, "node_modules", ".stocktake-test"), { recursive: true });
  program = await mkdtemp(join(root, "node_modules", ".stocktake-test", "storm-"));
  await writeFile(join(program, "package.json"), JSON.stringify({ name: "stocktake", version: "0.0.0", type: "module" }));
  const translated = new Set<string>();
  const toTranslate = ["test/fault/pull-storm-run.ts"];
  for (let file = toTranslate.pop(); file !== undefined; file = toTranslate.pop()) {
    if (translated.has(file)) continue;
    translated.add(file);
    const source = await readFile(join(root, file), "utf8");
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true } });
    const target = join(program, file.replace(/\.ts$/u, ".js"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
    // What the translated text still imports: types are gone from it.
    for (const { fileName } of ts.preProcessFile(outputText).importedFiles) {
      if (fileName.startsWith(".")) toTranslate.push(join(dirname(file), fileName.replace(/\.js$/u, ".ts")));
    }
  }
});
afterAll(() => rm(program, { recursive: true, force: true }));

interface Storm {
  server: PullServer;
  folder: string;
  documents: Wanted[];
  /** Bytes of the documents that can be had, by file name. */
  good: Map<string, Buffer>;
  faults: Map<string, number>;
  /** Bodies begun for a document that lay on disk whole at that moment. */
  twice: string[];
}

/** A server whose every answer may be bad, at most four times for a document that can be had. */
async function storm(seed: number): Promise<Storm> {
  const next = seeded(seed);
  const server = await startPullServer();
  const folder = await mkdtemp(join(tmpdir(), "stocktake-storm-"));
  const good = new Map<string, Buffer>();
  const faults = new Map<string, number>();
  const twice: string[] = [];
  const documents: Wanted[] = [];
  let drawn = 0;
  const tell = (fault: string): void => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  for (let index = 0; index < COUNT; index++) {
    const symbol = `A/HRC/WG.6/${index}/TST/1`;
    const file = `A-HRC-WG.6-${index}-TST-1.pdf`;
    const path = `/doc/${index}.pdf`;
    documents.push({ symbol, title: null, kind: null, state: null, language: "en", url: `${server.origin}/symbol/${index}`, expected: ["pdf"] });
    server.on(`/symbol/${index}`, (_request, response) => void response.writeHead(302, { location: path }).end());
    if (index % 12 === 5) {
      const kind = Math.floor(next() * 3);
      server.on(path, (_request, response) => {
        tell("never there");
        if (kind === 0) response.writeHead(404).end();
        else if (kind === 1) response.writeHead(403).end("<html>no</html>");
        else response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Not here</title></html>");
      });
      continue;
    }
    const bytes = pdfBytes(seed + index, 1_000 + Math.floor(next() * 150_000));
    good.set(file, bytes);
    const slow = next() < 0.3;
    // Drawn now, so that a seed gives the same storm whatever the order of requests; the kinds go round, so that each comes.
    const toCome = Array.from({ length: Math.max(0, Math.floor(next() * 8) - 3) }, () => ({ kind: drawn++, cut: Math.floor(next() * bytes.length) }));
    server.on(path, (request, response) => {
      const manner = slow ? { drip: { bytes: 16_384, everyMs: 2 } } : {};
      if (existsSync(join(folder, file)) && request.headers["if-none-match"] === undefined) twice.push(file);
      const fault = toCome.shift();
      if (fault) {
        const { kind, cut } = fault;
        const faulty: [string, () => void][] = [
          ["500", () => void response.writeHead(500).end("error")],
          ["503", () => void response.writeHead(503, { "retry-after": "0" }).end()],
          ["429", () => void response.writeHead(429, { "retry-after": "0" }).end()],
          ["reset", () => void request.socket.destroy()],
          ["cut, Range", () => serve(request, response, bytes, { cutAfter: cut })],
          ["cut, no Range", () => serve(request, response, bytes, { cutAfter: cut, ranges: false })],
          ["cut, no length", () => serve(request, response, bytes, { cutAfter: Math.min(cut, bytes.length - 10), length: false, ranges: false })],
          ["stall", () => serve(request, response, bytes, { stallAfter: cut })],
          ["empty", () => void response.writeHead(200, { "content-type": "application/pdf" }).end()],
        ];
        const [name, act] = faulty[kind % faulty.length] ?? ["", () => undefined];
        tell(name);
        act();
      } else {
        serve(request, response, bytes, manner);
      }
    });
  }
  return { server, folder, documents, good, faults, twice };
}

function start(config: string): { child: ChildProcess; ended: Promise<{ signal: string | null; results: PullResult[] }> } {
  const child = spawn(process.execPath, [join(program, "test/fault/pull-storm-run.js"), config], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (err += chunk.toString()));
  const ended = new Promise<{ signal: string | null; results: PullResult[] }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal !== null) resolve({ signal, results: [] });
      else if (code === 0) resolve({ signal, results: JSON.parse(out) as PullResult[] });
      else reject(new Error(`run ended with ${code}: ${err}`));
    });
  });
  return { child, ended };
}

async function runOnce(made: Storm, onlyMissing: boolean, killAfter: number | null): Promise<{ signal: string | null; results: PullResult[] }> {
  const request: StormRun = { folder: made.folder, host: made.server.host, documents: made.documents, onlyMissing };
  const config = join(program, "config.json");
  await writeFile(config, JSON.stringify(request));
  const { child, ended } = start(config);
  if (killAfter !== null) {
    const before = made.server.seen.length;
    const watch = setInterval(() => {
      if (made.server.seen.length - before >= killAfter) {
        clearInterval(watch);
        child.kill("SIGKILL");
      }
    }, 1);
    void ended.finally(() => clearInterval(watch)).catch(() => undefined);
  }
  return ended;
}

/** Every document on disk is whole, at every moment at which one looks. */
async function onlyWhole(made: Storm): Promise<number> {
  const files = (await readdir(made.folder)).filter((name) => !isPullsOwnFile(name));
  for (const file of files) expect((await readFile(join(made.folder, file))).equals(made.good.get(file) ?? Buffer.alloc(0)), file).toBe(true);
  return files.length;
}

async function allThere(made: Storm): Promise<void> {
  expect(await onlyWhole(made)).toBe(made.good.size);
  for (const file of made.good.keys()) {
    const record = await readProvenance(join(made.folder, file));
    expect(record?.sha256).toBe(await hashOf(join(made.folder, file)));
  }
  expect((await readdir(made.folder)).length).toBe(made.good.size * 2);
}

describe(`${COUNT} documents with faults at random`, () => {
  it("all that can be had arrive, byte for byte, and nothing twice", async () => {
    const made = await storm(SEED);
    try {
      const { results } = await runOnce(made, false, null);
      expect(results.filter(({ outcome }) => outcome === "fetched")).toHaveLength(made.good.size);
      expect(results.filter(({ outcome }) => outcome === "failed")).toHaveLength(COUNT - made.good.size);
      await allThere(made);
      expect(made.twice).toEqual([]);
      // A storm without faults would prove nothing.
      expect(made.faults.size).toBe(10);
      const again = await runOnce(made, true, null);
      expect(again.results.filter(({ outcome }) => outcome === "on_disk")).toHaveLength(made.good.size);
      expect(made.twice).toEqual([]);
      if (FULL) console.log(`pull storm, seed ${SEED}: ${COUNT} documents, ${made.good.size} to be had and had, faults ${JSON.stringify(Object.fromEntries(made.faults))}, ${made.server.seen.length} requests`);
    } finally {
      await made.server.close();
      await rm(made.folder, { recursive: true, force: true });
    }
  });

  it(`and the same when killed ${KILLS} times on the way`, async () => {
    const made = await storm(SEED + 1);
    const next = seeded(SEED + 2);
    try {
      const whole: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const { signal } = await runOnce(made, true, 5 + Math.floor((0.7 + next()) * 1.6 * (COUNT / KILLS)));
        expect(signal).toBe("SIGKILL");
        whole.push(await onlyWhole(made));
      }
      expect(whole.at(-1)).toBeGreaterThan(0);
      expect(whole.at(-1)).toBeLessThan(made.good.size);
      const { results } = await runOnce(made, true, null);
      expect(results.filter(({ outcome }) => outcome === "failed")).toHaveLength(COUNT - made.good.size);
      await allThere(made);
      expect(made.twice).toEqual([]);
      if (FULL) console.log(`pull storm, seed ${SEED + 1}: killed ${KILLS} times with ${whole.join(", ")} documents whole; ${made.good.size} of ${made.good.size} had, faults ${JSON.stringify(Object.fromEntries(made.faults))}`);
    } finally {
      await made.server.close();
      await rm(made.folder, { recursive: true, force: true });
    }
  });
});
