// Owns the proof that a wrong value of an option ends every command with exit code 2, that nothing goes to standard output then, and that no option is left out of the sweep.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { registerDecisions } from "../../pipeline/commands/decisions.js";
import { COMMANDS } from "../../pipeline/commands/list.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
const file = join(folder, "in/a.txt");
const labels = join(folder, "labels.csv");
const WRONG = "zzz wrong";

/** What a command needs beside the option that is tried. */
const QUEUE = ["--queue", "postgres://a@127.0.0.1:1/b", "--parts", join(folder, "parts")];
const NEEDED: Record<string, string[]> = {
  enqueue: [join(folder, "in"), ...QUEUE], work: QUEUE, queue: QUEUE.slice(0, 2),
  appraise: [file], diff: [db, db], evaluate: ["--gold", labels], explain: ["0000"], ingest: [file], load: [folder], publish: ["--out", join(folder, "release")], pull: ["A/65/1"], sql: ["SELECT 1"], states: ["Austria"], suggest: ["--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--dry-run"],
  "cache prune": ["--all"], "report annual": ["--year", "2010"], "report state": ["AUT"], "report measure": ["victims.hotline"], "report region": ["Europe"], "report change": ["--from", "2010", "--to", "2012"],
  "review document": [file, "--reviewer", "a", "--reason", "b", "--year", "2010"], "review import": [labels, "--reviewer", "a"], "review merge": [labels, labels],
};

/** Files, folders and free text: any value is well formed. What a file holds, or that it is not there, is no matter of the command line. */
const FREE = new Set([
  "--db", "--out", "--into", "--catalogue", "--cache", "--log", "--parts", "--gold", "--doubtful", "--file", "--treaties", "--office", "--title", "--source", "--model", "--reason", "--reviewer", "--settle", "--seed", "--symbol", "--session",
]);
const FREE_HERE = new Set(["work --from", "report annual --contact", "report state --contact", "report measure --contact", "report region --contact", "report change --contact", "suggest --from"]);

async function everyOption(): Promise<{ path: string; flag: string }[]> {
  const program = new Command("stocktake");
  const io = { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date(0) };
  for (const command of COMMANDS) if (!program.commands.some((one) => one.name() === command.name)) await command.register(program, io, () => undefined);
  registerDecisions(program);
  const read = (command: Command, path: string): { path: string; flag: string }[] => [
    ...command.options.filter((option) => option.required || option.optional).map((option) => ({ path, flag: option.long ?? "" })),
    ...command.commands.flatMap((one) => read(one, `${path} ${one.name()}`.trim())),
  ];
  return read(program, "");
}

beforeAll(async () => {
  write(join(folder, "in"), { "a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned", "b.txt": "year 2012\nsymbol A/67/1\nrespondents AUT\nAUT victims.hotline in_place" });
  writeFileSync(labels, "document,paragraph,state,measure,status\nA/65/1,1,AUT,victims.hotline,in_place\n");
  await ingestPlain(db, [join(folder, "in")]);
});

describe("a wrong value of an option", () => {
  it("is exit code 2 everywhere, with a word on stderr and nothing on stdout", async () => {
    const tried = (await everyOption()).filter(({ path, flag }) => !FREE.has(flag) && !FREE_HERE.has(`${path} ${flag}`));
    expect(tried.length).toBeGreaterThan(70);
    const wrong: string[] = [];
    for (const { path, flag } of tried) {
      let out = "";
      let err = "";
      const own = await takes(path);
      const argv = [...path.split(" "), ...without(NEEDED[path] ?? [], flag), ...(own.has("--db") ? ["--db", db] : []), ...(own.has("--out") && path.startsWith("report") ? ["--out", join(folder, "out")] : []), flag, WRONG];
      const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date(0) });
      if (code !== 2 || out !== "" || err === "") wrong.push(`${path} ${flag}: exit code ${code}, ${out.length} characters on stdout; ${err.split("\n")[0] ?? ""}`);
    }
    expect(wrong).toEqual([]);
  }, 180_000);
});

/** The arguments without an option that is tried itself. */
function without(argv: string[], flag: string): string[] {
  const at = argv.indexOf(flag);
  return at < 0 ? argv : [...argv.slice(0, at), ...argv.slice(at + 2)];
}

const known = new Map<string, Set<string>>();
async function takes(path: string): Promise<Set<string>> {
  if (known.size === 0) for (const { path: of, flag } of await everyOption()) known.set(of, (known.get(of) ?? new Set()).add(flag));
  return known.get(path) ?? new Set();
}
