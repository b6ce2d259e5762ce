// Owns the proof of what a folder sets and a shell completes: the config file and its faults, the one database of a folder, completion scripts, and what an interruption leaves.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { main } from "../../pipeline/cli.js";
import { COMMANDS } from "../../pipeline/commands/list.js";
import { holding, settleAll } from "../../pipeline/interrupt.js";
import { running } from "../fixtures/command.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const home = process.cwd();
const CONFIG = "stocktake.config.yaml";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date(0) });
  return { code, out, err };
}

beforeAll(async () => {
  write(join(folder, "in"), { "a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned" });
  await ingestPlain(join(folder, "reports.duckdb"), [join(folder, "in")]);
});
afterEach(() => process.chdir(home));

describe("the config file of a folder", () => {
  it("gives database, grouping, formats and the office of every kind of report; what is typed wins", async () => {
    writeFileSync(join(folder, CONFIG), "database: reports.duckdb\ngrouping: un-group\nformats: [md]\noffice:\n  name: Office of a Test\n  contact: test@example.org\n");
    process.chdir(folder);
    const kinds = [["annual", "--document", "A/65/1"], ["state", "AUT"], ["measure", "victims.hotline"], ["region", "Western European and other States"]];
    for (const [index, argv] of kinds.entries()) {
      const out = join(folder, `reports-${index}`);
      const result = await run("report", ...argv, "--out", out);
      expect(result.code, result.err).toBe(0);
      expect(readdirSync(out).every((name) => name.endsWith(".md"))).toBe(true);
      const text = readFileSync(join(out, readdirSync(out).find((name) => !name.includes("-evidence")) as string), "utf8");
      expect(text, argv[0]).toContain("Office of a Test");
      expect(text, argv[0]).toContain("test@example.org");
      expect(text, argv[0]).toMatch(/regional group|Western European/);
    }
    const typed = await run("report", "annual", "--document", "A/65/1", "--office", "Another office", "--format", "csv", "--out", join(folder, "typed"));
    expect(typed.code).toBe(0);
    expect(readdirSync(join(folder, "typed"))).toHaveLength(1);
  });

  it.each([["database: [", /no YAML that can be read/], ["databas: x.duckdb", /Known keys: database, grouping/], ["formats: pdf", /formats: /], ["grouping: regoin", /Unknown grouping 'regoin'/]])("%s is exit code 2, and names what is wrong", async (text, message) => {
    const place = join(folder, "faulty");
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, CONFIG), text);
    process.chdir(place);
    const result = await run("gaps", ...(text.startsWith("grouping") ? ["--db", join(folder, "reports.duckdb")] : []), ...(text.startsWith("formats") ? [] : []));
    expect(result.err).toMatch(message);
    expect(result.code).toBe(2);
  });

  it("is not needed where one database lies in the folder", async () => {
    const place = join(folder, "one");
    write(join(place, "in"), { "a.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place" });
    await ingestPlain(join(place, "mine.duckdb"), [join(place, "in")]);
    process.chdir(place);
    const result = await run("respondents");
    expect(result.code, result.err).toBe(0);
    expect(result.err).toContain("Reading mine.duckdb, the one database in this folder");
    expect(result.out).toContain("AUT");
  });
});

describe("completion", () => {
  it.each(["bash", "zsh", "fish"])("%s knows every command and the options of each", async (shell) => {
    const { code, out } = await run("completion", shell);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) if (name !== "completion") expect(out).toContain(name);
    for (const option of ["evidence", "page-numbers", "compact", "reviewer"]) expect(out).toMatch(new RegExp(`(--|-l )${option}\\b`));
  });

  it("works in bash: commands, commands under them, options", async () => {
    const { out } = await run("completion", "bash");
    const complete = (...words: string[]): string[] =>
      execFileSync("bash", ["--norc", "--noprofile", "-c", `${out}\ncompopt() { :; }\nCOMP_WORDS=(stocktake ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _stocktake; printf '%s\\n' "\${COMPREPLY[@]}"`], { encoding: "utf8", env: { ...process.env, BASH_ENV: "" } }).trim().split("\n");
    expect(complete("rep")).toEqual(["report"]);
    expect(complete("report", "")).toEqual(expect.arrayContaining(["annual", "state", "measure", "region", "change"]));
    expect(complete("report", "annual", "--evi")).toEqual(["--evidence"]);
  });

  it("of an unknown shell is exit code 2", async () => {
    expect((await run("completion", "tcsh")).code).toBe(2);
  });
});

describe("an interruption", () => {
  it("settles what is held, the latest first, says each thing once, and goes on after a fault", () => {
    const order: string[] = [];
    const hold = (name: string, sentence: string | null): (() => void) => holding(() => {
      order.push(name);
      if (name === "faulty") throw new Error("a fault");
      return sentence;
    });
    hold("first", "What was read is kept.");
    hold("faulty", null);
    const done = hold("done", "never said");
    hold("last", "What was read is kept.");
    done();
    expect(settleAll()).toEqual(["What was read is kept."]);
    expect(order).toEqual(["last", "faulty", "first"]);
    expect(settleAll()).toEqual([]);
  });

  it("of a pull is the pull's: what is whole is told, and the code says that the user stopped it", async () => {
    const server = createServer(() => pull.child.kill("SIGINT")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const pull = running("pull", "A/99/1", "--ods", `http://${origin}/api`, "--into", join(folder, "pulled"), "--allow-host", origin, "--allow-http", "--allow-private", "--retries", "0", "--timeout", "30");
    const { status, stderr } = await pull.ended;
    server.close();
    expect(stderr).toContain("Stopping; what is whole is kept.");
    expect(stderr).not.toContain("interrupted.");
    expect(status).toBe(130);
  });

  it("of an explorer is the explorer's: it ends in order", async () => {
    const explorer = running("explore", "--port", "0", "--db", join(folder, "reports.duckdb"));
    explorer.child.stderr?.once("data", () => setTimeout(() => explorer.child.kill("SIGINT"), 100));
    const { status, stdout, stderr } = await explorer.ended;
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(stderr).not.toContain("interrupted.");
    expect(status).toBe(0);
  });

  it("of anything else ends it at once, and says what was kept; also after a command that minded the signals has let them go", async () => {
    const program = `import { holding, listenForInterrupts, minding } from ${JSON.stringify(join(packageRoot(), "dist/pipeline/interrupt.js"))};
      listenForInterrupts(); holding(() => "What was read is kept."); minding(() => console.log("never"))(); setInterval(() => {}, 1000); console.log("ready");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (piece: Buffer) => (said += piece.toString(), child.kill("SIGINT")));
    child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect(said).toBe("ready\nstocktake: interrupted. What was read is kept.\n");
    expect(code).toBe(130);
  });
});
