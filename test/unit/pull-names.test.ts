// Owns the tests of file names, addresses, content checks and provenance records of pull, without a server.
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAddress, publicLookup, isPublicAddress, RefusedAddress } from "../../pipeline/pull/addresses.js";
import type { AddressPolicy } from "../../pipeline/pull/addresses.js";
import { checkContent } from "../../pipeline/pull/content.js";
import { odsAddress, ODS_SERVICE, stemOf, symbolOfName } from "../../pipeline/pull/names.js";
import { hashOf, install, isPullsOwnFile, pendingPath, readProvenance, recordPath, recover, writeRecord } from "../../pipeline/pull/provenance.js";
import type { Provenance } from "../../pipeline/pull/provenance.js";
import { retryAfter } from "../../pipeline/pull/headers.js";
import { pdfBytes } from "../fault/pull-server.js";

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "stocktake-pull-")); });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("file names", () => {
  it("writes symbols as people do", () => {
    expect(stemOf("A/HRC/WG.6/7/SVN/1")).toBe("A-HRC-WG.6-7-SVN-1");
    expect(stemOf("A/65/209", "fr")).toBe("A-65-209.fr");
    expect(symbolOfName("A-HRC-WG.6-7-SVN-1.pdf")).toEqual({ symbol: "A/HRC/WG.6/7/SVN/1", language: "en" });
    expect(symbolOfName("A-65-209.fr.docx")).toEqual({ symbol: "A/65/209", language: "fr" });
  });
  it("keeps apart what looks alike, and makes no path of anything", () => {
    const alike = ["A/80/179-S/2025/468", "A/80/179/S/2025/468", "A/80/179_S/2025/468", "A/65/209.fr", "A/65/209 fr", "..", "../..", "a\\b", "CON", "NUL/1", ".hidden", "x\u0000y"];
    const names = alike.map((symbol) => stemOf(symbol));
    expect(new Set(names).size).toBe(alike.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_(][A-Za-z0-9_().-]*$/u);
    expect(stemOf("CON")).not.toBe("CON");
    expect(stemOf("A/65/209.fr")).not.toBe(stemOf("A/65/209", "fr"));
  });
  it("is reversible for any text in any language", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }).filter((text) => Buffer.from(text).toString() === text), fc.constantFrom("en", "fr", "zh"), (symbol, language) => {
      let stem: string;
      try { stem = stemOf(symbol, language); } catch { return; }
      expect(stem).not.toMatch(/[/\\\p{Cc}]|^\.|\.$/u);
      expect(symbolOfName(`${stem}.pdf`)).toEqual({ symbol, language });
    }), { numRuns: 2000 });
  });
  it("refuses a symbol whose name no file system takes", () => {
    expect(() => stemOf("A/".repeat(120))).toThrow(/shorter symbol/u);
  });
  it("asks the Official Document System by symbol, escaped", () => {
    expect(odsAddress("A/65/209", { language: "en", format: "pdf", service: ODS_SERVICE })).toBe("https://documents.un.org/api/symbol/access?s=A%2F65%2F209&l=en&t=pdf");
    expect(new URL(odsAddress("A/1&l=fr#x", { language: "es", format: "doc", service: ODS_SERVICE })).searchParams.get("l")).toBe("es");
  });
});

describe("addresses", () => {
  const policy: AddressPolicy = { allowedHosts: new Set(["documents.un.org", "127.0.0.1", "2130706433", "[::1]", "10.0.0.1:8080"]), allowHttp: true, privateHosts: new Set() };
  it.each(["127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1", "not an address"])("takes %s for private", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(["157.150.185.48", "2606:4700::1111", "::ffff:157.150.185.48", "64:ff9b::9d96:b930"])("takes %s for public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    ["http://127.0.0.1/", /private or loopback/u], ["http://2130706433/", /private or loopback|not one that/u], ["http://0x7f.1/", /private or loopback/u], ["http://0177.0.0.1/", /private or loopback/u],
    ["https://[::1]/", /private or loopback|not one that/u], ["https://[::ffff:127.0.0.1]/", /private or loopback|not one that/u], ["http://10.0.0.1:8080/", /private or loopback/u],
    ["file:///etc/passwd", /scheme 'file:'/u], ["ftp://documents.un.org/", /scheme/u], ["javascript:alert(1)", /scheme/u], ["https://evil.example/", /--allow-host evil.example/u],
    ["https://documents.un.org.evil.example/", /not one that/u], ["https://user:pw@documents.un.org/", /password/u], ["https://documents.un.org:8443/", /not one that/u], ["no address", /not an address/u],
  ])("refuses %s", (address, reason) => {
    expect(() => checkAddress(address, policy)).toThrow(RefusedAddress);
    expect(() => checkAddress(address, policy)).toThrow(reason);
  });
  it("refuses plain http, and a step down from https by redirect", () => {
    const strict = { ...policy, allowHttp: false };
    expect(() => checkAddress("http://documents.un.org/", strict)).toThrow(/--allow-http/u);
    expect(() => checkAddress("http://documents.un.org/x", strict, new URL("https://documents.un.org/"))).toThrow(/--allow-http/u);
    expect(checkAddress("/doc/x.pdf", strict, new URL("https://documents.un.org/a")).href).toBe("https://documents.un.org/doc/x.pdf");
  });
  it("gives sockets public addresses only, whatever a name leads to", async () => {
    const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => done(null, [{ address: "127.0.0.1", family: 4 }, { address: "157.150.185.48", family: 4 }])) as never;
    const ask = (all: boolean, found = resolve) => new Promise((done) => publicLookup(found)("documents.un.org", { all }, (error, address) => done(error ?? address)));
    expect(await ask(true)).toEqual([{ address: "157.150.185.48", family: 4 }]);
    expect(await ask(false)).toBe("157.150.185.48");
    const inside = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => done(null, [{ address: "::ffff:10.0.0.1", family: 6 }])) as never;
    expect(await ask(true, inside)).toBeInstanceOf(RefusedAddress);
  });
});

describe("content", () => {
  const check = async (bytes: Buffer | string, expected: Parameters<typeof checkContent>[1] = ["pdf"]): Promise<string> => {
    const path = join(folder, "content");
    await writeFile(path, bytes);
    return checkContent(path, expected).catch((error: Error & { again: boolean }) => `${error.again ? "again" : "final"}: ${error.message}`);
  };
  const zip = (name: string, whole = true): Buffer => Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(300), Buffer.from(name), ...(whole ? [Buffer.from("PK\u0005\u0006"), Buffer.alloc(18)] : [])]);
  const ole = (sectors: number, named: number): Buffer => {
    const file = Buffer.alloc(512 * (sectors + 1), 1);
    Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
    file.writeUInt16LE(9, 0x1e); file.writeUInt32LE(1, 0x2c); file.writeUInt32LE(1, 0x30); file.writeUInt32LE(0, 0x4c);
    for (let entry = 0; entry < 128; entry++) file.writeUInt32LE(entry < named ? 0xffff_fffe : 0xffff_ffff, 512 + entry * 4);
    return file;
  };
  it("knows a whole document", async () => {
    expect(await check(pdfBytes(1, 3000))).toBe("pdf");
    expect(await check(Buffer.concat([Buffer.from("\r\n"), pdfBytes(1, 3000), Buffer.alloc(2000)]))).toBe("pdf");
    expect(await check(zip("word/document.xml"), ["docx", "doc"])).toBe("docx");
    expect(await check(ole(20, 15), ["docx", "doc"])).toBe("doc");
    expect(await check("<!DOCTYPE html><html><title>Plan</title><body>x</body></html>", ["html"])).toBe("html");
    expect(await check("Plain words, accents: é\n", ["text"])).toBe("text");
  });
  it.each<[string, Buffer | string, Parameters<typeof checkContent>[1], RegExp]>([
    ["nothing", "", ["pdf"], /^again: .*empty/u],
    ["a cut PDF", pdfBytes(1, 9000).subarray(0, 8000), ["pdf"], /^again: .*cut short/u],
    ["a cut Word file", zip("word/document.xml", false), ["docx"], /^again: .*cut short/u],
    ["a cut old Word file", ole(10, 15), ["doc"], /^again: .*cut short/u],
    ["another archive", zip("xl/workbook.xml"), ["docx"], /^final: .*not a Word file/u],
    ["an error page", "<html><head><title>404 Not Found</title></head></html>", ["pdf"], /^final: an HTML page \("404 Not Found"\)/u],
    ["a login page", "<!doctype html><form><input type=password></form>", ["pdf"], /login page.*by hand/u],
    ["a page that wants a person", "<html><title>Just a moment...</title></html>", ["pdf"], /wants to see a person/u],
    ["a login page where a page is wanted", "<html><body><input type='password'></body></html>", ["html"], /^final: a login page/u],
    ["an error page where a page is wanted", "<html><title>Error 500</title><body></body></html>", ["html"], /^final: an error page/u],
    ["a cut page", "<html><body><p>half", ["html"], /^again: .*cut short/u],
    ["an image", Buffer.from("89504e470d0a1a0a0000", "hex"), ["pdf"], /^final: an image/u],
    ["JSON", '{"error":"no"}', ["pdf"], /^final: JSON/u],
    ["RTF", "{\\rtf1 x}", ["docx", "doc"], /^final: an RTF file/u],
    ["text for a PDF", "words", ["pdf"], /^final: plain text came instead of a PDF/u],
  ])("refuses %s", async (_name, bytes, expected, reason) => {
    expect(await check(bytes, expected)).toMatch(reason);
  });
  it("shows no control characters of a title", async () => {
    expect(await check("<html><title>a\u001b[31mb</title></html>")).not.toContain("\u001b");
  });
});

describe("records", () => {
  const record = async (path: string): Promise<Provenance> => ({
    record: "stocktake.provenance/1", symbol: "A/65/209", title: null, kind: null, state: null, language: "en", asked_url: "https://documents.un.org/a", final_url: "https://documents.un.org/b",
    redirects: [], retrieved_at: "2026-01-02T03:04:05.000Z", checked_at: "2026-01-02T03:04:05.000Z", status: 200, content_type: "application/pdf", format: "pdf", bytes: 3000,
    sha256: (await hashOf(path)) ?? "", etag: '"x"', last_modified: null, tool: "stocktake/0.1.0", replaced: [],
  });
  it("reads back what was written, and null where there is none", async () => {
    const file = join(folder, "A-65-209.pdf");
    await writeFile(file, pdfBytes(2, 3000));
    expect(await readProvenance(file)).toBeNull();
    await writeRecord(recordPath(file), await record(file));
    expect(await readProvenance(file)).toEqual(await record(file));
  });
  it("says which record is damaged and what to do", async () => {
    const file = join(folder, "damaged.pdf");
    await writeFile(recordPath(file), "{");
    await expect(readProvenance(file)).rejects.toThrow(/damaged\.pdf\.provenance\.json is not JSON.*pull the document again/u);
    await writeFile(recordPath(file), '{"record":"stocktake.provenance/1"}');
    await expect(readProvenance(file)).rejects.toThrow(/not a provenance record/u);
  });
  it("completes or undoes an installation cut off at any step", async () => {
    const part = join(folder, "B.part");
    const file = join(folder, "B.pdf");
    const old = pdfBytes(3, 2000);
    const fresh = pdfBytes(4, 2500);
    for (const steps of [1, 2, 3]) {
      await writeFile(file, old);
      await writeRecord(recordPath(file), await record(file));
      await writeFile(part, fresh);
      const made = await record(part);
      // The steps of install, up to the kill.
      await writeRecord(pendingPath(file), made);
      if (steps >= 2) await rename(part, file);
      if (steps >= 3) await rename(pendingPath(file), recordPath(file));
      await recover(part, file);
      expect((await readFile(file)).equals(fresh)).toBe(true);
      expect((await readProvenance(file))?.sha256).toBe(made.sha256);
      await rm(part, { force: true });
    }
    // Killed before the record was whole: the old pair stays.
    await writeFile(file, old);
    await writeRecord(recordPath(file), await record(file));
    await writeFile(pendingPath(file), "{");
    await recover(part, file);
    expect((await readProvenance(file))?.sha256).toBe(await hashOf(file));
    await writeFile(part, fresh);
    await install(part, file, await record(part));
    expect((await readFile(file)).equals(fresh)).toBe(true);
  });
  it("tells its own files from documents", () => {
    for (const name of ["A.pdf.provenance.json", "A.pdf.provenance.pending.json", "A.part", "A.part.json", ".stocktake-pull.lock", "A.pdf.provenance.json.tmp"]) expect(isPullsOwnFile(name)).toBe(true);
    for (const name of ["A.pdf", "parts.pdf", "provenance.docx"]) expect(isPullsOwnFile(name)).toBe(false);
  });
});

describe("Retry-After", () => {
  it("reads seconds and dates, and nothing else", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfter("120", now)).toBe(120_000);
    expect(retryAfter("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60_000);
    expect(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    expect(retryAfter("soon", now)).toBeNull();
    expect(retryAfter(null, now)).toBeNull();
  });
});
