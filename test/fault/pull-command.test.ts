// Owns the tests of `stocktake pull` and `stocktake catalogue` as a user calls them, against the server on loopback.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerCatalogue } from "../../pipeline/commands/catalogue.js";
import type { Io } from "../../pipeline/commands/io.js";
import { registerPull } from "../../pipeline/commands/pull.js";
import { readProvenance } from "../../pipeline/pull/provenance.js";
import { pdfBytes, serve, serveSymbols, startPullServer } from "./pull-server.js";
import type { PullServer } from "./pull-server.js";

let server: PullServer;
let folder: string;
beforeEach(async () => {
  server = await startPullServer();
  folder = await mkdtemp(join(tmpdir(), "stocktake-command-"));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function stocktake(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  let code = 0;
  const io: Io = { out: (text) => void (out += text), err: (text) => void (err += text), columns: 200, errIsTerminal: false, now: () => new Date("2026-03-01T00:00:00Z") };
  const program = new Command("stocktake").exitOverride().configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  registerCatalogue(program, io, (value) => { code = value; });
  registerPull(program, io, (value) => { code = value; });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, out, err };
    if (!(error instanceof Error) || !["CommandError", "DataFileError"].includes(error.name)) throw error;
    return { code: (error as { exitCode?: number }).exitCode ?? 1, out, err: err + error.message };
  }
  return { code, out, err };
}

/** The flags by which the real command talks to the server of the test. */
const local = (): string[] => ["--ods", `${server.origin}/api/symbol/access`, "--into", folder, "--allow-host", server.host, "--allow-http", "--allow-private", "--pause", "0", "--retries", "0", "--timeout", "2"];

describe("stocktake pull", () => {
  it("gets symbols and filters' reports, with title, kind and State from the catalogue, and says what next", async () => {
    const documents = new Map(["A/HRC/WG.6/7/SVN/1", "A/HRC/WG.6/20/SVN/1", "A/99/1"].map((symbol, index) => [symbol, pdfBytes(index + 1, 5000)]));
    serveSymbols(server, documents, (request, response, symbol) => serve(request, response, documents.get(symbol) ?? Buffer.alloc(0)));
    const first = await stocktake("pull", "A/99/1", "--kind", "national_report", "--state", "Slovenia", "--year", "2008-2014", ...local());
    expect(first.err).toContain("3 fetched, 0 unchanged, 0 failed");
    expect(first.err).toContain(`Next: stocktake ingest ${folder}`);
    expect(first.code).toBe(0);
    expect((await readFile(join(folder, "A-HRC-WG.6-7-SVN-1.pdf"))).equals(documents.get("A/HRC/WG.6/7/SVN/1") ?? Buffer.alloc(0))).toBe(true);
    expect(await readProvenance(join(folder, "A-HRC-WG.6-7-SVN-1.pdf"))).toMatchObject({ symbol: "A/HRC/WG.6/7/SVN/1", kind: "national_report", state: "SVN", title: expect.stringContaining("Slovenia") as string });
    expect(await readProvenance(join(folder, "A-99-1.pdf"))).toMatchObject({ symbol: "A/99/1", kind: null, title: null });
    expect(server.seen.at(-1)?.headers["user-agent"]).toMatch(/^stocktake\/\d+\.\d+\.\d+ \(/u);
    const second = await stocktake("pull", "A/99/1", ...local());
    expect(second.err).toContain("0 fetched, 1 unchanged, 0 failed");
  });

  it("keeps the others when one fails, says why and what next, and does not end with 0", async () => {
    const documents = new Map([["A/65/209", pdfBytes(1, 5000)]]);
    serveSymbols(server, documents, (request, response) => serve(request, response, documents.get("A/65/209") ?? Buffer.alloc(0)));
    const { code, out, err } = await stocktake("pull", "A/65/209", "A/65/999", ...local());
    expect(code).toBe(1);
    expect(out).toMatch(/A\/65\/209\s.*fetched\s.*A-65-209\.pdf/u);
    expect(out).toMatch(/A\/65\/999\s.*failed\s.*404/u);
    expect(out).toMatch(/Check the symbol/u);
    expect(err).toContain("1 fetched, 0 unchanged, 1 failed");
  });

  it("shows what it would ask, and asks nothing", async () => {
    const { code, out, err } = await stocktake("pull", "A/65/209", "A/HRC/21/13", "--language", "fr", "--dry-run", "--into", folder);
    expect(code).toBe(0);
    expect(out).toContain("https://documents.un.org/api/symbol/access?s=A%2F65%2F209&l=fr&t=pdf");
    expect(out).toContain("A-65-209.fr");
    expect(err).toContain("2 documents; nothing was asked");
    expect(server.seen).toHaveLength(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it("takes a catalogue of the user's own, keeps its good rows and tells of the bad ones", async () => {
    server.on("/plan.pdf", (request, response) => serve(request, response, pdfBytes(1, 4000)));
    server.on("/page.html", (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Plan</title><body>Text</body></html>"));
    const file = join(folder, "mine.csv");
    await writeFile(file, `symbol,title,kind,url\nNAP-SVN-2012,"Plan, of action",action_plan,${server.origin}/plan.pdf\n../../x,Page,action_plan,${server.origin}/page.html\nBad,Bad,action-plans,${server.origin}/x\nWorse,Worse,action_plan,file:///etc/passwd\n`);
    const { code, err } = await stocktake("pull", "--catalogue", file, ...local());
    expect(code).toBe(1);
    expect(err).toMatch(/mine\.csv line 4: unknown kind 'action-plans'\. Did you mean 'action_plan'\?/u);
    expect(err).toMatch(/mine\.csv line 5: 'file:\/\/\/etc\/passwd' is not an http or https address/u);
    expect(err).toContain("2 fetched");
    expect((await readdir(folder)).filter((name) => !name.endsWith(".json")).sort()).toEqual(["NAP_2DSVN_2D2012.pdf", "_2E.-..-x.html", "mine.csv"].sort());
  });

  it.each<[string[], RegExp, number]>([
    [[], /Nothing was asked for\. Give symbols/u, 2],
    [["A-65-209"], /not written like a UN symbol.*Did you mean 'A\/65\/209'/u, 2],
    [["--kind", "sg_reprot"], /Unknown kind 'sg_reprot'\. Did you mean 'sg_report'/u, 2],
    [["--state", "Sloveniaa"], /Unknown State 'Sloveniaa'.*Did you mean 'Slovenia'/u, 2],
    [["--year", "20x"], /give a year \(2010\) or a range/u, 2],
    [["--kind", "guidance"], /Nothing in the catalogue fits/u, 1],
    [["A/65/209", "--pause", "-1"], /--pause '-1'/u, 2],
    [["A/65/209", "--allow-host", "http://x/y"], /--allow-host 'http:\/\/x\/y'/u, 2],
    [["--catalogue", "/nowhere.csv"], /\/nowhere\.csv: cannot be read \(ENOENT\)/u, 1],
  ])("%j is told what is wrong", async (argv, message, code) => {
    const found = await stocktake("pull", ...argv, "--into", folder);
    expect(found.err).toMatch(message);
    expect(found.code).toBe(code);
    expect(server.seen).toHaveLength(0);
  });

  it("gives JSON for programs", async () => {
    server.on("/doc", (request, response) => serve(request, response, pdfBytes(1, 4000)));
    const file = join(folder, "mine.csv");
    await writeFile(file, `symbol,title,kind,url\nX,x,other,${server.origin}/doc\nY,y,other,${server.origin}/none\n`);
    const { out, code } = await stocktake("pull", "--catalogue", file, "--format", "json", ...local());
    expect(code).toBe(1);
    expect((JSON.parse(out) as { symbol: string; outcome: string }[]).map(({ symbol, outcome }) => `${symbol} ${outcome}`)).toEqual(["X fetched", "Y failed"]);
  });

  it("asks no host that was not named, though the catalogue's row redirects there", async () => {
    const other = await startPullServer();
    try {
      server.on("/a.pdf", (_request, response) => void response.writeHead(302, { location: `${other.origin}/b.pdf` }).end());
      other.on("/b.pdf", (request, response) => serve(request, response, pdfBytes(1, 4000)));
      const file = join(folder, "mine.csv");
      await writeFile(file, `symbol,title,kind,url\nX,x,other,${server.origin}/a.pdf\n`);
      expect((await stocktake("pull", "--catalogue", file, ...local())).out).toMatch(new RegExp(`redirect refused: the host ${other.host.replaceAll(".", "\\.")} is not one that the catalogue names`, "u"));
      expect(other.seen).toHaveLength(0);
      expect((await stocktake("pull", "--catalogue", file, ...local(), "--allow-host", other.host)).code).toBe(0);
    } finally {
      await other.close();
    }
  });
});

describe("stocktake catalogue", () => {
  it("lists by kind, State and year, and what is on disk", async () => {
    const documents = new Map([["A/HRC/WG.6/7/SVN/1", pdfBytes(1, 5000)]]);
    serveSymbols(server, documents, (request, response) => serve(request, response, pdfBytes(1, 5000)));
    await stocktake("pull", "A/HRC/WG.6/7/SVN/1", ...local());
    const { out, code } = await stocktake("catalogue", "--kind", "national_report", "--state", "svn", "--into", folder, "--format", "json");
    expect(code).toBe(0);
    const rows = JSON.parse(out) as { symbol: string; on_disk: string[]; verified: string; basis: string }[];
    expect(rows.map(({ symbol, on_disk }) => [symbol, on_disk])).toEqual([
      ["A/HRC/WG.6/7/SVN/1", ["A-HRC-WG.6-7-SVN-1.pdf"]], ["A/HRC/WG.6/20/SVN/1", []], ["A/HRC/WG.6/34/SVN/1", []], ["A/HRC/WG.6/48/SVN/1", []],
    ]);
    const table = await stocktake("catalogue", "--kind", "sg_report", "--verified", "symbol", "--into", folder);
    expect(table.out).toContain("A/65/209");
    expect(table.out).not.toContain("A/67/170");
    expect(table.err).toMatch(/6 of \d+ entries, 0 on disk/u);
  });

  it("works without a folder, and says so when nothing fits", async () => {
    expect((await stocktake("catalogue", "--year", "1999", "--into", join(folder, "none"))).err).toContain("Nothing in the catalogue fits");
  });
});
