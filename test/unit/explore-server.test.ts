// Owns the proof that the explorer's server answers this machine's pages alone, writes only with the token, and never gives a file that it was not asked to hold.
import { existsSync, readFileSync, truncateSync, writeFileSync, closeSync, openSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { Database } from "../../pipeline/store/database.js";
import { BUILT, NOT_BUILT, quietIo, startedExplorer, type Explorer } from "../fixtures/explorer.js";

let explorer: Explorer;
let claim: Record<string, string>;

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A raw request: fetch would tidy the path and forbid the headers that are tried here. */
function raw(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(explorer.base);
    const sent = request({ host: "127.0.0.1", port: url.port, path, method: options.method ?? "GET", headers: options.headers ?? {} }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (text += piece));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end(options.body);
  });
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => raw(path, { method: "POST", headers: { "content-type": "application/json", "x-stocktake-token": explorer.token, ...headers }, body: JSON.stringify(body) });
const decision = (more: Record<string, string> = {}): unknown => ({ reviewer: "A. Person", decisions: [{ decision: "accept", ...claim, ...more }] });

describe.skipIf(!BUILT)(`the explorer's server${BUILT ? "" : ` (${NOT_BUILT})`}`, () => {
  beforeAll(async () => {
    explorer = await startedExplorer();
    const database = await Database.open(explorer.db, "read");
    const [row] = await database.all<Record<string, string>>("SELECT claim_id, document_id AS document, paragraph, state, measure, status, basis, quote FROM claims ORDER BY claim_id LIMIT 1");
    database.close();
    claim = row as Record<string, string>;
  });
  afterAll(() => explorer.stop());

  it("listens on the loopback address alone", async () => {
    const { networkInterfaces } = await import("node:os");
    // The rest of the loopback range is this machine as well, so that there is always an address to be refused at, network or none.
    const outside = Object.values(networkInterfaces()).flat().flatMap((one) => (one !== undefined && one.family === "IPv4" && !one.internal ? [one.address] : []));
    for (const address of ["127.0.0.2", ...outside]) await expect(fetch(`http://${address}:${new URL(explorer.base).port}/api/version`, { signal: AbortSignal.timeout(2000) }), address).rejects.toThrow();
    expect((await fetch(`${explorer.base}/api/version`)).status).toBe(200);
  });

  it("refuses names that were pointed at this machine (DNS rebinding) and pages of other sites", async () => {
    expect((await raw("/api/version", { headers: { host: "evil.example:80" } })).status).toBe(403);
    expect((await raw("/api/version", { headers: { host: `127.0.0.1.evil.example:${new URL(explorer.base).port}` } })).status).toBe(403);
    expect((await raw("/api/version", { headers: { origin: "http://evil.example" } })).status).toBe(403);
    expect((await raw("/api/version", { headers: { origin: "null" } })).status).toBe(403);
    expect((await raw("/api/version", { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } })).status).toBe(403);
    expect((await raw("/api/version")).status).toBe(200);
  });

  it("takes writes with the token alone, and only as JSON", async () => {
    const before = existsSync(`${explorer.db}.decisions.csv`);
    expect((await post("/api/decisions", decision(), { "x-stocktake-token": "" })).status).toBe(403);
    expect((await post("/api/decisions", decision(), { "x-stocktake-token": `${explorer.token}x` })).status).toBe(403);
    expect((await post("/api/decisions", decision(), { "content-type": "text/plain" })).status).toBe(403);
    expect((await raw("/api/decisions", { method: "PUT", headers: { "x-stocktake-token": explorer.token } })).status).toBe(405);
    expect(existsSync(`${explorer.db}.decisions.csv`)).toBe(before);
  });

  it("sends a policy without inline scripts and keeps other origins out", async () => {
    const { headers, text } = await raw("/");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(text).not.toMatch(/\son\w+=|\sstyle=/);
  });

  it("never lets an address become a path", async () => {
    for (const path of ["/../../package.json", "/assets/../../../package.json", "/assets/%2e%2e/%2e%2e/package.json", "/..%2f..%2fpackage.json", "/assets/..\\..\\package.json", "/pdfjs/cmaps/../../../../package.json", "/api/file/..%2f..%2fetc%2fpasswd", "/api/file/%00"]) {
      const { status, text } = await raw(path);
      expect(text, path).not.toContain('"dependencies"');
      expect(text, path).not.toContain("root:");
      expect([200, 400, 404], path).toContain(status);
    }
  });

  it("says plainly what is not there", async () => {
    expect((await raw("/api/q/none")).status).toBe(404);
    expect((await raw("/api/q/toString")).status).toBe(404);
    expect((await raw("/api/q/state?id=XXX")).status).toBe(404);
    expect((await raw(`/api/q/document?id=${encodeURIComponent("' OR 1=1 --")}`)).status).toBe(404);
    expect((await raw("/api/export?view=constructor&format=csv")).status).toBe(404);
    expect((await raw("/api/elsewhere")).status).toBe(404);
  });

  it("refuses what is no decision, in the words of an import, and writes nothing", async () => {
    for (const [more, word] of [[{ decision: "reject" }, "reason"], [{ decision: "change", reason: "x" }, "new_status"], [{ claim_id: "0000000000000000" }, "no claim"], [{ quote: "other words" }, "quote"], [{ decision: "add", claim_id: "", quote: "words that stand nowhere", reason: "x" }, ""]] as [Record<string, string>, string][]) {
      const { status, text } = await post("/api/decisions", decision(more));
      expect(status, text).toBe(400);
      expect(text).toContain(word);
    }
    expect((await post("/api/decisions", { reviewer: "", decisions: [] })).status).toBe(400);
    expect(existsSync(`${explorer.db}.decisions.csv`)).toBe(false);
  });

  it("keeps each decision at once, lets a later one take its place, and takes it back", async () => {
    const first = JSON.parse((await post("/api/decisions", decision())).text) as { ids: string[] };
    expect(readFileSync(`${explorer.db}.decisions.csv`, "utf8").trim().split("\r\n")).toHaveLength(2);
    await post("/api/decisions", decision({ decision: "reject", reason: "another State" }));
    const rows = JSON.parse((await raw("/api/decisions")).text) as { rows: { id: string; decision: string; reviewer: string; applied: boolean }[] };
    expect(rows.rows).toMatchObject([{ decision: "reject", reviewer: "A. Person", applied: false }]);
    expect(rows.rows[0]?.id).not.toBe(first.ids[0]);
    const undone = await raw(`/api/decisions/${rows.rows[0]?.id}`, { method: "DELETE", headers: { "x-stocktake-token": explorer.token } });
    expect(JSON.parse(undone.text)).toEqual({ undone: 1 });
    expect((JSON.parse((await raw("/api/decisions")).text) as { rows: unknown[] }).rows).toEqual([]);
  });

  it("applies as `review import` does, and the pages see the new database", async () => {
    const before = JSON.parse((await raw("/api/version")).text) as { version: string };
    const q = `/api/q/claims?documents=${claim["document"]}`;
    const total = (JSON.parse((await raw(q)).text) as { total: number }).total;
    await post("/api/decisions", decision({ decision: "reject", reason: "not what the text says" }));
    expect(JSON.parse((await post("/api/apply", {})).text)).toEqual({ applied: 1 });
    const after = JSON.parse((await raw("/api/version")).text) as { version: string };
    expect(after.version).not.toBe(before.version);
    expect((JSON.parse((await raw(q)).text) as { total: number }).total).toBe(total - 1);
    expect((JSON.parse((await raw("/api/decisions")).text) as { rows: { applied: boolean }[] }).rows.map((row) => row.applied)).toEqual([true]);
    let list = "";
    await main(["review", "list", "--db", explorer.db, "--format", "csv"], { ...quietIo(), out: (text) => (list += text) });
    expect(list).toContain("not what the text says");
  });

  it("says that it must wait while an ingest holds the database", async () => {
    expect((await post("/api/decisions", decision({ decision: "accept" }))).status).toBe(200);
    writeFileSync(`${explorer.db}.lock`, JSON.stringify({ pid: process.pid, host: (await import("node:os")).hostname(), born: null }));
    const { status, text } = await post("/api/apply", {});
    expect(status).toBe(409);
    expect(JSON.parse(text)).toMatchObject({ wait: true });
    (await import("node:fs")).rmSync(`${explorer.db}.lock`);
  });

  it("gives what is on the screen as CSV and XLSX, without formulas", async () => {
    const csv = await raw("/api/export?view=claims&format=csv&states=AUT");
    expect(csv.headers["content-disposition"]).toContain("attachment");
    expect(csv.text).toContain("claim_id,document");
    expect(csv.text.split("\r\n").slice(1).filter((line) => line !== "" && !line.includes(",AUT,"))).toEqual([]);
    expect((await raw("/api/export?view=heat&format=xlsx")).text.slice(0, 2)).toBe("PK");
    expect((await raw("/api/export?view=claims&format=exe")).status).toBe(404);
  });

  it("ends in the middle of a question without calling that a fault", async () => {
    const other = await startedExplorer();
    const asked = Array.from({ length: 12 }, (_one, index) => fetch(`${other.base}/api/q/paragraphs?q=word${index}`).catch(() => null));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await other.stop();
    await Promise.all(asked);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(other.told.join("")).not.toContain("fault");
  });

  it("refuses a file of decisions that no hand wrote, and bodies beyond measure", async () => {
    closeSync(openSync(`${explorer.db}.decisions.csv`, "w"));
    truncateSync(`${explorer.db}.decisions.csv`, 100 << 20);
    const { status, text } = await raw("/api/decisions");
    expect(status).toBe(409);
    expect(text).toContain("100 MB");
    expect((await post("/api/decisions", decision())).status).toBe(409);
    writeFileSync(`${explorer.db}.decisions.csv`, "a,b\r\n1,2\r\n");
    expect((await raw("/api/decisions")).text).toContain("no column");
    (await import("node:fs")).rmSync(`${explorer.db}.decisions.csv`);
    expect((await post("/api/decisions", { reviewer: "x".repeat(3 << 20), decisions: [] })).status).toBe(413);
  });
});
