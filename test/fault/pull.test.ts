// Owns the tests of the real pull client against a server that behaves well and badly. Must not reach beyond loopback.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CLIENT_OPTIONS } from "../../pipeline/pull/options.js";
import { ODS_SERVICE } from "../../pipeline/pull/names.js";
import { hashOf, readProvenance } from "../../pipeline/pull/provenance.js";
import { hostsOf, onDisk, pullDocuments, wantedSymbol } from "../../pipeline/pull/pull.js";
import type { PullEffects, PullOptions, PullResult, Wanted } from "../../pipeline/pull/pull.js";
import { pdfBytes, serve, servePacked, serveSymbols, startPullServer, tagOf } from "./pull-server.js";
import type { PullServer } from "./pull-server.js";

let server: PullServer;
let folder: string;
let log: string[];
/** Milliseconds that the run would have slept; no test sleeps for real. */
let slept: number[];
let clock: number;

beforeEach(async () => {
  server = await startPullServer();
  folder = await mkdtemp(join(tmpdir(), "stocktake-fault-"));
  log = [];
  slept = [];
  clock = Date.parse("2026-03-01T00:00:00Z");
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const DOCUMENT = pdfBytes(7, 60_000);

function wanted(path: string, more: Partial<Wanted> = {}): Wanted {
  return { symbol: path.slice(1), title: null, kind: null, state: null, language: "en", url: server.origin + path, expected: ["pdf"], ...more };
}

async function pull(documents: Wanted[], more: Partial<PullOptions> = {}, resolve?: PullEffects["resolve"]): Promise<PullResult[]> {
  return pullDocuments(documents, {
    ...DEFAULT_CLIENT_OPTIONS,
    policy: { allowedHosts: hostsOf(documents), allowHttp: true, privateHosts: new Set([server.host]) },
    userAgent: "stocktake/0.0.0-test", tool: "stocktake/0.0.0-test", folder,
    retries: 3, backoffMs: 1, backoffMaxMs: 3, stallMs: 400, connectMs: 3000, attemptMs: 10_000, pauseMs: 0, onlyMissing: false, replace: false,
    ...more,
  }, {
    now: () => clock,
    sleep: (ms) => { slept.push(ms); clock += ms; return Promise.resolve(); },
    log: (line) => void log.push(line),
    progress: { start: () => undefined, bytes: () => undefined, done: () => undefined, stop: () => undefined },
    ...(resolve ? { resolve } : {}),
  });
}

async function one(path: string, more: Partial<PullOptions> = {}, document: Partial<Wanted> = {}): Promise<PullResult> {
  const [result] = await pull([wanted(path, document)], more);
  if (!result) throw new Error("no result");
  return result;
}

/** Nothing of a failed document may be left but what the next run goes on from. */
async function leftovers(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.endsWith(".pdf") && !name.endsWith(".pdf.provenance.json"));
}

async function bytesOf(name: string): Promise<Buffer> {
  return readFile(join(folder, name));
}

describe("a good server", () => {
  it("gives the document, byte for byte, with its record", async () => {
    const documents = new Map([["A/65/209", DOCUMENT]]);
    serveSymbols(server, documents, (request, response) => serve(request, response, DOCUMENT));
    const document = wantedSymbol("A/65/209", { language: "en", format: "pdf", service: ODS_SERVICE.replace("https://documents.un.org", server.origin) });
    const [result] = await pull([document]);
    expect(result).toMatchObject({ symbol: "A/65/209", outcome: "fetched", file: "A-65-209.pdf", bytes: DOCUMENT.length, reason: null });
    expect((await bytesOf("A-65-209.pdf")).equals(DOCUMENT)).toBe(true);
    const file = `${server.origin}/doc/undoc/gen/${encodeURIComponent("A/65/209")}.pdf`;
    expect(await readProvenance(join(folder, "A-65-209.pdf"))).toEqual({
      record: "stocktake.provenance/1", symbol: "A/65/209", title: null, kind: null, state: null, language: "en",
      asked_url: `${server.origin}/api/symbol/access?s=A%2F65%2F209&l=en&t=pdf`, final_url: file,
      redirects: [{ status: 302, from: `${server.origin}/api/symbol/access?s=A%2F65%2F209&l=en&t=pdf`, to: file }],
      retrieved_at: "2026-03-01T00:00:00.000Z", checked_at: "2026-03-01T00:00:00.000Z", status: 200, content_type: "application/pdf", format: "pdf", bytes: DOCUMENT.length,
      sha256: await hashOf(join(folder, "A-65-209.pdf")), etag: tagOf(DOCUMENT), last_modified: "Mon, 02 Aug 2010 10:00:00 GMT", tool: "stocktake/0.0.0-test", replaced: [],
    });
    expect(await leftovers()).toEqual([]);
    expect(await onDisk(folder)).toEqual([{ symbol: "A/65/209", language: "en", file: "A-65-209.pdf", retrieved_at: "2026-03-01T00:00:00.000Z" }]);
    expect(server.seen[0]?.headers["user-agent"]).toBe("stocktake/0.0.0-test");
  });

  it("is asked conditionally the second time, and for nothing with onlyMissing", async () => {
    server.on("/a.pdf", (request, response) => serve(request, response, DOCUMENT));
    await one("/a.pdf");
    clock += 86_400_000;
    expect(await one("/a.pdf")).toMatchObject({ outcome: "unchanged", file: "a.pdf.pdf" });
    expect(server.asked("/a.pdf").map(({ status }) => status)).toEqual([200, 304]);
    expect(await readProvenance(join(folder, "a.pdf.pdf"))).toMatchObject({ retrieved_at: "2026-03-01T00:00:00.000Z", checked_at: "2026-03-02T00:00:00.000Z" });
    expect(await one("/a.pdf", { onlyMissing: true })).toMatchObject({ outcome: "on_disk" });
    expect(server.asked("/a.pdf")).toHaveLength(2);
  });

  it("says unchanged by the hash where the server has no tags", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT, { etag: null, lastModified: null }));
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await one("/a")).outcome).toBe("unchanged");
    expect(server.asked("/a").map(({ status }) => status)).toEqual([200, 200]);
  });

  it("gives a new version, and the record keeps the hash of the old one", async () => {
    const newer = pdfBytes(8, 50_000);
    server.on("/a", (request, response, nth) => serve(request, response, nth === 1 ? DOCUMENT : newer));
    await one("/a");
    const before = await hashOf(join(folder, "a.pdf"));
    clock += 1000;
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(newer)).toBe(true);
    expect((await readProvenance(join(folder, "a.pdf")))?.replaced).toEqual([{ sha256: before, bytes: DOCUMENT.length, retrieved_at: "2026-03-01T00:00:00.000Z", etag: tagOf(DOCUMENT) }]);
  });

  it("may pack what it sends", async () => {
    server.on("/a", (_request, response) => servePacked(response, DOCUMENT));
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
  });

  it("is asked once for a document wanted twice, also where only the case differs", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    expect(await pull([wanted("/a"), wanted("/a"), wanted("/a", { symbol: "A" })])).toHaveLength(1);
    expect(server.asked("/a")).toHaveLength(1);
  });
});

describe("manners", () => {
  it("one request at a time, with the pause, and robots.txt once", async () => {
    const paths = Array.from({ length: 6 }, (_, index) => `/m${index}`);
    for (const path of paths) server.on(path, (request, response) => void setTimeout(() => serve(request, response, DOCUMENT), 10));
    const results = await pull(paths.map((path) => wanted(path)), { pauseMs: 1000 });
    expect(results.map(({ outcome }) => outcome)).toEqual(paths.map(() => "fetched"));
    expect(server.most()).toBe(1);
    expect(server.asked("/robots.txt")).toHaveLength(1);
    expect(slept).toEqual(paths.map(() => 1000));
  });

  it("more at once only when told so", async () => {
    const paths = Array.from({ length: 6 }, (_, index) => `/m${index}`);
    for (const path of paths) server.on(path, (request, response) => void setTimeout(() => serve(request, response, DOCUMENT), 30));
    await pull(paths.map((path) => wanted(path)), { perHost: 3 });
    expect(server.most()).toBeGreaterThan(1);
    expect(server.most()).toBeLessThanOrEqual(3);
  });

  it("a 429 with Retry-After is obeyed for the whole host", async () => {
    server.on("/a", (request, response, nth) => nth === 1 ? void response.writeHead(429, { "retry-after": "30" }).end() : serve(request, response, DOCUMENT));
    server.on("/b", (request, response) => serve(request, response, DOCUMENT));
    const results = await pull([wanted("/a"), wanted("/b")]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["fetched", "fetched"]);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
  });

  it("a date in Retry-After is obeyed too", async () => {
    server.on("/a", (request, response, nth) => nth === 1 ? void response.writeHead(503, { "retry-after": "Sun, 01 Mar 2026 00:01:00 GMT" }).end() : serve(request, response, DOCUMENT));
    expect((await one("/a")).outcome).toBe("fetched");
    expect(slept).toEqual([60_000]);
  });

  it("a host that asks for hours is left alone for the rest of the run", async () => {
    server.on("/a", (_request, response) => void response.writeHead(429, { "retry-after": "7200" }).end());
    server.on("/b", (request, response) => serve(request, response, DOCUMENT));
    const [a, b] = await pull([wanted("/a"), wanted("/b")]);
    expect(a).toMatchObject({ outcome: "failed", reason: expect.stringMatching(/asks to wait 7200 seconds \(429\)/u) as string });
    expect(b).toMatchObject({ outcome: "failed", reason: expect.stringMatching(/not to be asked before 2026-03-01T02:00:00/u) as string });
    expect(server.asked("/b")).toHaveLength(0);
    expect(slept).toEqual([]);
  });

  it("robots.txt is obeyed: what it forbids is not asked, its delay is kept", async () => {
    server.robots.status = 200;
    server.robots.text = "User-agent: *\nDisallow: /private\nCrawl-delay: 5\n\nUser-agent: other\nDisallow: /";
    for (const path of ["/private/a", "/b", "/c"]) server.on(path, (request, response) => serve(request, response, DOCUMENT));
    const results = await pull([wanted("/private/a"), wanted("/b"), wanted("/c")], { pauseMs: 10 });
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "fetched", "fetched"]);
    expect(results[0]?.reason).toMatch(/robots\.txt of .* asks programs not to/u);
    expect(server.asked("/private/a")).toHaveLength(0);
    expect(slept.filter((ms) => ms === 5000).length).toBeGreaterThanOrEqual(1);
    expect((await pull([wanted("/private/a")], { ignoreRobots: true }))[0]?.outcome).toBe("fetched");
  });

  it("a robots.txt that cannot be read stops all requests to the host", async () => {
    server.robots.status = 503;
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    const results = await pull([wanted("/a"), wanted("/b")]);
    for (const result of results) expect(result.reason).toMatch(/robots\.txt\) could not be read: .* 503/u);
    expect(server.asked("/a")).toHaveLength(0);
    expect(server.asked("/robots.txt")).toHaveLength(4);
  });
});

describe("a bad server", () => {
  it.each<[string, number, number, RegExp]>([["not found", 404, 1, /404 \(not found\)/u], ["refused", 403, 1, /403 \(access refused\)/u], ["gone", 410, 1, /410/u], ["broken for good", 500, 4, /500 \(server error\)/u]])("%s (%i) is asked %i times", async (_name, status, times, reason) => {
    server.on("/a", (_request, response) => void response.writeHead(status).end("no"));
    const result = await one("/a");
    expect(result).toMatchObject({ outcome: "failed", file: null });
    expect(result.reason).toMatch(reason);
    expect(result.next).toMatch(/\w/u);
    expect(server.asked("/a")).toHaveLength(times);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([500, 502, 503, 504, 408])("%i and then the document", async (status) => {
    server.on("/a", (request, response, nth) => nth < 3 ? void response.writeHead(status).end() : serve(request, response, DOCUMENT));
    expect((await one("/a")).outcome).toBe("fetched");
    expect(server.asked("/a")).toHaveLength(3);
    expect(log).toHaveLength(2);
  });

  it("a chain of redirects is followed up to the limit, a loop is not", async () => {
    for (let hop = 0; hop < 5; hop++) server.on(`/r${hop}`, (_request, response) => void response.writeHead([301, 302, 303, 307, 308][hop] ?? 302, { location: `r${hop + 1}` }).end("moved"));
    server.on("/r5", (request, response) => serve(request, response, DOCUMENT));
    expect((await one("/r0")).outcome).toBe("fetched");
    expect((await readProvenance(join(folder, "r0.pdf")))?.redirects.map(({ status }) => status)).toEqual([301, 302, 303, 307, 308]);
    server.on("/loop", (_request, response) => void response.writeHead(302, { location: "/loop" }).end());
    expect((await one("/loop")).reason).toBe("more than 5 redirects");
    expect(server.asked("/loop")).toHaveLength(6);
  });

  it.each([["file:///etc/passwd", /scheme 'file:'/u], ["http://169.254.169.254/latest", /not one that the catalogue names/u], ["https://evil.example/x.pdf", /--allow-host evil\.example/u], ["http://u:p@127.0.0.1/", /password/u], ["http://[", /not an address/u]])("a redirect to %s is refused and not asked", async (location, reason) => {
    server.on("/a", (_request, response) => void response.writeHead(302, { location }).end());
    const result = await one("/a");
    expect(result.reason).toMatch(/^redirect refused/u);
    expect(result.reason).toMatch(reason);
    expect(server.asked("/a")).toHaveLength(1);
  });

  it.each(["http://127.0.0.1:PORT/secret", "http://2130706433:PORT/secret", "http://0x7f000001:PORT/secret", "http://[::ffff:127.0.0.1]:PORT/secret", "http://inside.example:PORT/secret"])("a redirect to %s is refused though the host is allowed", async (target) => {
    const inside = await startPullServer();
    try {
      inside.on("/secret", (request, response) => serve(request, response, DOCUMENT));
      const port = (origin: string): string => new URL(origin).port;
      // Both names lead to loopback; only the first host is one that may have a private address.
      const resolve = ((_name: string, options: { all?: boolean }, done: (...found: unknown[]) => void) => options.all === true ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4)) as never;
      const first = `documents.example:${port(server.origin)}`;
      const location = target.replace("PORT", port(inside.origin));
      server.on("/a", (_request, response) => void response.writeHead(302, { location }).end());
      server.on("/b", (request, response) => serve(request, response, DOCUMENT));
      const documents = ["/a", "/b"].map((path) => wanted(path, { url: `http://${first}${path}` }));
      const results = await pull(documents, { policy: { allowedHosts: new Set([first, new URL(location).host]), allowHttp: true, privateHosts: new Set([first]) }, retries: 1 }, resolve);
      expect(results[0]?.reason).toMatch(/private or loopback address/u);
      expect(results[1]?.outcome).toBe("fetched");
      expect(inside.seen).toHaveLength(0);
    } finally {
      await inside.close();
    }
  });

  it("a literal loopback address is refused without --allow-private, before anything is asked", async () => {
    const documents = [wanted("/a")];
    const [result] = await pull(documents, { policy: { allowedHosts: hostsOf(documents), allowHttp: true, privateHosts: new Set() } });
    expect(result?.reason).toMatch(/private or loopback address/u);
    expect(server.seen).toHaveLength(0);
  });

  it("a stall before the answer and inside it ends, and is tried again", async () => {
    server.on("/a", (request, response, nth) => { if (nth > 1) serve(request, response, DOCUMENT); });
    expect((await one("/a")).outcome).toBe("fetched");
    server.on("/b", (request, response, nth) => serve(request, response, DOCUMENT, nth === 1 ? { stallAfter: 20_000 } : {}));
    expect((await one("/b")).outcome).toBe("fetched");
    expect((await bytesOf("b.pdf")).equals(DOCUMENT)).toBe(true);
    expect(server.asked("/b")[1]?.headers.range).toBe("bytes=20000-");
    expect(log.filter((line) => line.includes("stalled"))).toHaveLength(2);
  });

  it("a slow drip ends at the limit of time, and goes on by Range where it can", async () => {
    server.on("/slow", (request, response) => serve(request, response, DOCUMENT, { drip: { bytes: 10, everyMs: 20 } }));
    const result = await one("/slow", { attemptMs: 300, retries: 1 });
    expect(result.reason).toMatch(/not whole after 0\.3 seconds/u);
    expect(server.asked("/slow")[1]?.headers.range).toMatch(/^bytes=\d+-$/u);
  });

  it("a cut body goes on where it stopped, with If-Range, and each byte is asked once", async () => {
    server.on("/a", (request, response, nth) => serve(request, response, DOCUMENT, nth <= 3 ? { cutAfter: 15_000 } : {}));
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
    expect(server.asked("/a").map(({ headers }) => headers.range)).toEqual([undefined, "bytes=15000-", "bytes=30000-", "bytes=45000-"]);
    expect(server.asked("/a")[1]?.headers["if-range"]).toBe(tagOf(DOCUMENT));
    expect((await readProvenance(join(folder, "a.pdf")))?.status).toBe(206);
    expect(await leftovers()).toEqual([]);
  });

  it("a part that is shorter than what was asked for is gone on from, not taken for the whole", async () => {
    server.on("/a", (request, response, nth) => {
      if (nth === 1) return serve(request, response, DOCUMENT, { cutAfter: 15_000 });
      const start = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? "")?.[1]);
      const end = Math.min(start + 25_000, DOCUMENT.length);
      response.writeHead(206, { "content-range": `bytes ${start}-${end - 1}/${DOCUMENT.length}`, "content-length": String(end - start), etag: tagOf(DOCUMENT) }).end(DOCUMENT.subarray(start, end));
    });
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
    expect(server.asked("/a").map(({ headers }) => headers.range)).toEqual([undefined, "bytes=15000-", "bytes=40000-"]);
  });

  it("the next run goes on where this one stopped", async () => {
    server.on("/a", (request, response, nth) => serve(request, response, DOCUMENT, nth === 1 ? { cutAfter: 25_000 } : {}));
    expect((await one("/a", { retries: 0 })).reason).toMatch(/broke off|cut short/u);
    expect((await leftovers()).sort()).toEqual(["a.part", "a.part.json"]);
    expect((await one("/a")).outcome).toBe("fetched");
    expect(server.asked("/a")[1]?.headers.range).toBe("bytes=25000-");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
    expect(await leftovers()).toEqual([]);
  });

  it.each<[string, Parameters<typeof serve>[3]]>([["without Range", { ranges: false }], ["without tags", { etag: null, lastModified: null }], ["with a weak tag", { etag: 'W/"x"' }]])("a cut body %s starts afresh", async (_name, manner) => {
    server.on("/a", (request, response, nth) => serve(request, response, DOCUMENT, nth === 1 ? { ...manner, cutAfter: 15_000 } : manner));
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
  });

  it("a version that changes between two parts is never mixed", async () => {
    // Of the same size: nothing but the tag tells the two apart.
    const newer = pdfBytes(9, DOCUMENT.length);
    for (const [path, ignoreIfRange] of [["/a", false], ["/b", true]] as const) {
      server.on(path, (request, response, nth) => serve(request, response, nth === 1 ? DOCUMENT : newer, nth === 1 ? { cutAfter: 15_000 } : { ignoreIfRange }));
      expect((await one(path)).outcome).toBe("fetched");
      expect((await bytesOf(`${path.slice(1)}.pdf`)).equals(newer)).toBe(true);
    }
  });

  it("a body cut short without any sign but its end is an error, not a document", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT, { length: false, cutAfter: 15_000 }));
    const result = await one("/a");
    expect(result.reason).toBe("the PDF is cut short (no end mark)");
    expect(server.asked("/a")).toHaveLength(4);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each<[string, string, string | Buffer, RegExp]>([
    ["an error page with status 200", "text/html", "<html><title>Error</title><body>No such document</body></html>", /an HTML page \("Error"\) came instead of a PDF/u],
    ["an error page that says it is a PDF", "application/pdf", "<!DOCTYPE html><html><title>Oops</title></html>", /an HTML page \("Oops"\)/u],
    ["a login page", "text/html", "<html><form><input type=\"password\"></form></html>", /login page/u],
    ["an image", "application/pdf", Buffer.from("89504e470d0a1a0a", "hex"), /an image/u],
    ["JSON", "application/json", "{\"message\":\"none\"}", /JSON/u],
  ])("%s is not a document, and is not asked again", async (_name, type, body, reason) => {
    server.on("/a", (_request, response) => void response.writeHead(200, { "content-type": type }).end(body));
    const result = await one("/a");
    expect(result.outcome).toBe("failed");
    expect(result.reason + (result.next ?? "")).toMatch(reason);
    expect(server.asked("/a")).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("an empty answer is an error", async () => {
    server.on("/a", (_request, response) => void response.writeHead(200, { "content-type": "application/pdf", "content-length": "0" }).end());
    expect((await one("/a")).reason).toBe("the answer was empty");
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([["announced", true], ["unannounced", false]])("more than the limit, %s, is an error and leaves nothing", async (_name, length) => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT, { length }));
    const result = await one("/a", { maxBytes: 50_000 });
    expect(result.reason).toMatch(/larger than 0 MB|larger than/u);
    expect(server.asked("/a")).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("a packed answer that unpacks to more than the limit is an error", async () => {
    server.on("/a", (_request, response) => servePacked(response, Buffer.concat([Buffer.from("%PDF-1.4"), Buffer.alloc(5_000_000), Buffer.from("%%EOF")])));
    expect((await one("/a", { maxBytes: 1_000_000 })).reason).toMatch(/larger than 1 MB/u);
    expect(await readdir(folder)).toEqual([]);
  });

  it("a host that is not there is an error with what to do", async () => {
    await server.close();
    const result = await one("/a", { ignoreRobots: true });
    expect(result).toMatchObject({ reason: "the host refuses the connection", next: expect.stringContaining("run the same command again later") as string });
    server = await startPullServer();
  });

  it("never stops the others", async () => {
    server.on("/good", (request, response) => serve(request, response, DOCUMENT));
    server.on("/page", (_request, response) => void response.writeHead(200).end("<html>"));
    const results = await pull([wanted("/none"), wanted("/page"), wanted("/good"), wanted("/long", { symbol: "x/".repeat(150) })]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["failed", "failed", "failed", "fetched"]);
  });
});

describe("the folder", () => {
  it("keeps a file that it did not fetch, unless told to replace it", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    await writeFile(join(folder, "a.pdf"), "by hand");
    expect((await one("/a")).reason).toMatch(/a\.pdf is there already and was not fetched by this tool/u);
    expect((await bytesOf("a.pdf")).toString()).toBe("by hand");
    expect((await one("/a", { replace: true })).outcome).toBe("fetched");
    expect((await bytesOf("a.pdf")).equals(DOCUMENT)).toBe(true);
    await writeFile(join(folder, "a.pdf"), DOCUMENT.subarray(0, 100));
    expect((await one("/a")).reason).toMatch(/was changed since/u);
  });

  it("gives a record to a file put there by hand whose bytes are the same", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    await writeFile(join(folder, "a.pdf"), DOCUMENT);
    expect((await one("/a")).outcome).toBe("fetched");
    expect((await readProvenance(join(folder, "a.pdf")))?.sha256).toBe(await hashOf(join(folder, "a.pdf")));
  });

  it("is kept by one run at a time, and a lock of a dead run is taken over", async () => {
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    await writeFile(join(folder, ".stocktake-pull.lock"), "1");
    await expect(one("/a")).rejects.toThrow(/Another pull \(process 1\) is writing/u);
    await writeFile(join(folder, ".stocktake-pull.lock"), "4194303");
    expect((await one("/a")).outcome).toBe("fetched");
    expect(await leftovers()).toEqual([]);
  });

  it("stops when told, keeps what is whole, and says what is not", async () => {
    const stop = new AbortController();
    server.on("/a", (request, response) => serve(request, response, DOCUMENT));
    server.on("/b", (request, response) => { serve(request, response, DOCUMENT, { stallAfter: 10_000 }); setTimeout(() => stop.abort(), 30); });
    server.on("/c", (request, response) => serve(request, response, DOCUMENT));
    const results = await pull([wanted("/a"), wanted("/b"), wanted("/c")], { signal: stop.signal });
    expect(results.map(({ outcome, reason }) => `${outcome} ${reason ?? ""}`)).toEqual(["fetched ", "failed stopped", "failed stopped"]);
    expect(server.asked("/c")).toHaveLength(0);
    server.on("/b", (request, response) => serve(request, response, DOCUMENT));
    expect((await pull([wanted("/a"), wanted("/b"), wanted("/c")])).map(({ outcome }) => outcome)).toEqual(["unchanged", "fetched", "fetched"]);
    expect(server.asked("/b")[1]?.headers.range).toBe("bytes=10000-");
  });
});
