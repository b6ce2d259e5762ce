// Owns the proof of what becomes of decisions after they are applied: they leave the queue whoever made the file, can be taken back, and one whose claim is gone is said so and holds up no other.
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { Database } from "../../pipeline/store/database.js";
import { BUILT, NOT_BUILT, quietIo, startedExplorer, type Explorer } from "../fixtures/explorer.js";

type Claim = Record<"claim_id" | "document" | "paragraph" | "state" | "measure" | "status" | "quote", string>;
type Row = Record<"id" | "decision" | "claim_id" | "standing" | "reason", string>;

let explorer: Explorer;
let claims: Claim[];

const send = async <T>(method: string, path: string, body?: unknown): Promise<T & { error?: string }> =>
  (await (await fetch(explorer.base + path, { method, headers: { "content-type": "application/json", "x-stocktake-token": explorer.token }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).json()) as T & { error?: string };
const decide = (decision: string, claim: Partial<Claim>, more: Record<string, string> = {}) => send<{ ids: string[] }>("POST", "/api/decisions", { reviewer: "A. Person", decisions: [{ decision, reason: "for a test", ...claim, ...more }] });
const rows = async (): Promise<Row[]> => (await send<{ rows: Row[] }>("GET", "/api/decisions")).rows;
const standing = async (id: string): Promise<string | undefined> => (await rows()).find((row) => row.claim_id === id)?.standing;
const apply = () => send<{ applied: number }>("POST", "/api/apply", {});
const decided = async (where: string): Promise<number> => {
  const database = await Database.open(explorer.db, "read");
  const [row] = await database.all<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM claims_decided WHERE ${where}`);
  database.close();
  return row?.n ?? -1;
};
/** Claims of the whole queue. */
async function waiting(): Promise<Set<string>> {
  const found = new Set<string>();
  for (let offset = 0; ; offset += 50) {
    const { items } = await send<{ items: { claims: string[] }[] }>("GET", `/api/queue?why=conflict,inferred,hedged,explicit&offset=${offset}`);
    if (items.length === 0) return found;
    for (const item of items) for (const claim of item.claims) found.add(claim);
  }
}

describe.skipIf(!BUILT)(`decisions after they are applied${BUILT ? "" : ` (${NOT_BUILT})`}`, () => {
  beforeAll(async () => {
    explorer = await startedExplorer();
    const database = await Database.open(explorer.db, "read");
    claims = await database.all<Claim>("SELECT claim_id, document_id AS document, paragraph, state, measure, status, quote FROM claims ORDER BY claim_id LIMIT 4");
    database.close();
  }, 120_000);
  afterAll(() => explorer.stop());

  it("applies what waits alone, and says so when nothing does", async () => {
    const [one] = claims as [Claim];
    expect((await apply()).error).toContain("no decisions");
    await decide("reject", one);
    expect(await standing(one.claim_id)).toBe("waits");
    expect(await apply()).toEqual({ applied: 1 });
    expect(await standing(one.claim_id)).toBe("applied");
    expect((await apply()).error).toContain("applied already");
    expect(await decided(`claim_id = '${one.claim_id}'`)).toBe(0);
  });

  it("takes an applied rejection back by the opposite, which waits to be applied", async () => {
    const [one] = claims as [Claim];
    await decide("accept", one);
    expect(await standing(one.claim_id)).toBe("waits");
    expect(await apply()).toEqual({ applied: 1 });
    expect(await decided(`claim_id = '${one.claim_id}'`)).toBe(1);
  });

  it("takes an applied addition back, and the row of that waits no longer than until it is applied", async () => {
    const added = { claim_id: "", document: claims[1]?.document ?? "", paragraph: claims[1]?.paragraph ?? "", state: "NZL", measure: "data.database", status: "planned", quote: claims[1]?.quote ?? "" };
    await decide("add", added);
    expect(await apply()).toEqual({ applied: 1 });
    expect(await decided("rule = 'added/by a person'")).toBe(1);
    await decide("reject", added);
    expect((await rows()).find((row) => row.claim_id === "")?.standing).toBe("waits");
    expect(await apply()).toEqual({ applied: 1 });
    expect(await decided("rule = 'added/by a person'")).toBe(0);
    expect((await rows()).every((row) => row.standing === "applied")).toBe(true);
  });

  it("leaves out of the queue what a file decided that was imported elsewhere", async () => {
    const [, two, three] = claims as [Claim, Claim, Claim];
    expect([...(await waiting())]).toEqual(expect.arrayContaining([two.claim_id, three.claim_id]));
    const file = `${explorer.db}.other.csv`;
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(file, `claim_id,quote,decision,new_status,reason,reviewer\n${two.claim_id},${cell(two.quote)},accept,,,B. Person\n${three.claim_id},${cell(three.quote)},change,ended,it ended,B. Person\n`);
    expect(await main(["review", "import", file, "--reviewer", "B. Person", "--db", explorer.db], quietIo())).toBe(0);
    const left = await waiting();
    expect([two.claim_id, three.claim_id].filter((id) => left.has(id))).toEqual([]);
  });

  it("says of a claim that is gone that it is, offers nothing on it, and applies the others all the same", async () => {
    const [one, , , four] = claims as [Claim, Claim, Claim, Claim];
    const copy = `${explorer.db}.next`;
    (await import("node:fs")).copyFileSync(explorer.db, copy);
    const database = await Database.open(copy, "write");
    await database.run(`DELETE FROM claims WHERE claim_id = '${one.claim_id}'`);
    await database.run("CHECKPOINT");
    database.close();
    for (const more of [".wal"]) if (existsSync(copy + more)) rmSync(copy + more);
    renameSync(copy, explorer.db);
    expect(await standing(one.claim_id)).toBe("claim_gone");
    await decide("accept", four);
    expect(await apply()).toEqual({ applied: 1 });
    expect(await standing(four.claim_id)).toBe("applied");
  });
});
