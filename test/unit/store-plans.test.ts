// Owns the proof that plans and near-duplicates reach the database through an ingest, whatever the order of files, and leave it with their documents.
import { rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { ask, dump, temporaryFolder, write } from "../fixtures/databases.js";

const entry = (state: string, title: string): string => `${state}\n\nIn 2015, the Government of ${state} adopted the ${title} 2016-2020. It rests on three pillars: prevention; protection; prosecution. The Ministry of Justice is responsible for it.\n`;
const filler = (from: number): string => Array.from({ length: 40 }, (_, index) => `Sentence ${from + index} of this guide says that officials in province ${from + index} met ${index + 2} times about trafficking in persons.`).join(" ");
const guide = (more: string): string => `Guide to national action plans\n\nThis guide shows how States plan against trafficking in persons. ${filler(1)}\n\n${entry("Kenya", "National Action Plan against Trafficking in Persons")}\n${entry("Kosovo", "Strategy against Trafficking in Human Beings")}\n${more}`;

const quiet = { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date(0) };
const ingest = (db: string, ...paths: string[]): Promise<number> => main(["ingest", ...paths, "--db", db, "--no-cache", "--workers", "1", "--prune"], quiet);

describe("plans in the database", () => {
  const folder = temporaryFolder();
  const files = path.join(folder, "in");
  const db = path.join(folder, "x.duckdb");
  write(files, { "a-old.txt": guide(""), "b-new.txt": guide(entry("Peru", "National Plan against Trafficking in Persons")), "c-other.txt": `Guide to shelters\n\nThis guide is about shelters for victims of trafficking. ${filler(900)}\n` });

  it("stand once each in the list, near-duplicates are named on both documents, and Kosovo is no Member State", async () => {
    expect(await ingest(db, files)).toBe(0);
    const plans = await ask<{ state: string; member_state: boolean; adopted: string; period_to: string; features_partly: string[] }>(db, "SELECT state, member_state, adopted, period_to, features_partly FROM plan_list ORDER BY state");
    expect(plans.map((plan) => [plan.state, plan.member_state, plan.adopted, plan.period_to])).toEqual([["KEN", true, "2015", "2020"], ["PER", true, "2015", "2020"], ["XKX", false, "2015", "2020"]]);
    expect(plans[0]?.features_partly).toEqual(["responsibility_resources"]);
    expect(await ask(db, "SELECT count(*)::INTEGER AS n FROM plans")).toEqual([{ n: 5 }]);
    const near = await ask<{ left_out: string; kept: string; similarity: number }>(db, "SELECT a.file AS left_out, b.file AS kept, similarity FROM near_duplicates n JOIN documents a USING (document_id) JOIN documents b ON b.document_id = n.kept_document_id");
    expect(near).toEqual([{ left_out: "a-old.txt", kept: "b-new.txt", similarity: expect.any(Number) as number }]);
    const issues = await ask<{ file: string; kind: string }>(db, "SELECT d.file, i.kind FROM issues i JOIN documents d USING (document_id) WHERE i.kind = 'duplicate' ORDER BY d.file");
    expect(issues).toEqual([{ file: "a-old.txt", kind: "duplicate" }, { file: "b-new.txt", kind: "duplicate" }]);
  });

  it("are the same whatever the order of loading", async () => {
    const other = path.join(folder, "y.duckdb");
    await ingest(other, path.join(files, "c-other.txt"));
    await ingest(other, path.join(files, "b-new.txt"));
    await ingest(other, path.join(files, "a-old.txt"));
    const tables = (text: string): string[] => text.split("\n").filter((_, index, all) => ["plans", "near_duplicates", "text_sketches"].includes(all[index - 1] ?? ""));
    expect(tables(await dump(other))).toEqual(tables(await dump(db)));
    expect(tables(await dump(db))).toHaveLength(3);
  });

  it("go with their document", async () => {
    rmSync(path.join(files, "b-new.txt"));
    await ingest(db, files);
    expect(await ask(db, "SELECT state FROM plan_list ORDER BY state")).toEqual([{ state: "KEN" }, { state: "XKX" }]);
    expect(await ask(db, "SELECT * FROM near_duplicates")).toEqual([]);
    expect(await ask(db, "SELECT * FROM issues WHERE kind = 'duplicate'")).toEqual([]);
  });
});
