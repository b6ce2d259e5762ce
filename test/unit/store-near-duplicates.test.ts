// Owns the proof that near-duplicates are found as by comparing every pair, also where hundreds are alike, and that what is said of them stays short.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSketches, sketchOf } from "../../extractors/near-duplicates.js";
import { createSchema } from "../../pipeline/store/create.js";
import { Database, type Value } from "../../pipeline/store/database.js";
import { findNearDuplicates } from "../../pipeline/store/near-duplicates.js";
import { table } from "../../pipeline/store/schema.js";

interface Text {
  id: string;
  symbol: string | null;
  words: string[];
}

/** What a database of these texts says of near-duplicates. */
async function foundIn(texts: Text[]): Promise<{ pairs: string[]; rows: Record<string, Value>[]; issues: { document_id: string; message: string }[] }> {
  const database = await Database.open(":memory:", "write");
  try {
    await createSchema(database);
    const value = ({ id, symbol, words }: Text, name: string, type: string, nullable: boolean): Value => {
      if (name === "document_id") return id;
      if (name === "file") return `${id}.txt`;
      if (name === "symbol") return symbol;
      if (name === "status") return "read";
      if (name === "year") return words.length;
      return nullable ? null : type === "VARCHAR" ? "" : type === "BOOLEAN" ? false : type === "VARCHAR[]" ? [] : 0;
    };
    await database.append(table("documents"), texts.map((text) => table("documents").columns.map((column) => value(text, column.name, column.type, column.nullable === true))));
    await database.append(table("text_sketches"), texts.map(({ id, words }) => {
      const { shingles, hashes } = sketchOf([words.join(" ")]);
      return [id, shingles, hashes];
    }));
    const issues = (await findNearDuplicates(database)).map(({ document_id, issue }) => ({ document_id, message: issue.message }));
    const pairs = new Set<string>();
    for (const { document_id, message } of issues) {
      const other = /^Nearly the same text as (\w+)\.txt:/u.exec(message)?.[1];
      if (other !== undefined) pairs.add([document_id, other].sort().join(" "));
    }
    return { pairs: [...pairs].sort(), rows: await database.all("SELECT * FROM near_duplicates ORDER BY document_id"), issues };
  } finally {
    database.close();
  }
}

const run = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => `word${from + index}`);

describe("near-duplicates in a database", () => {
  it("are those that a comparison of every pair finds", { timeout: 120_000 }, async () => {
    // Texts made of pieces that others have too, so that pairs of every likeness come.
    const text = fc.record({ symbol: fc.constantFrom(null, null, "A/1", "A/2"), pieces: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 40, max: 240 })), { minLength: 1, maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 8 }), async (made) => {
        const texts = made.map(({ symbol, pieces }, index): Text => ({ id: `d${String(index)}`, symbol, words: pieces.flatMap(([from, count]) => run(from * 1000, count)) }));
        const wanted: string[] = [];
        for (const [index, a] of texts.entries()) {
          for (const b of texts.slice(index + 1)) {
            if (a.symbol !== null && a.symbol === b.symbol) continue;
            if (compareSketches(sketchOf([a.words.join(" ")]), sketchOf([b.words.join(" ")])).near) wanted.push(`${a.id} ${b.id}`);
          }
        }
        expect((await foundIn(texts)).pairs).toEqual(wanted.sort());
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it("are found among more copies than a set phrase has documents, with few issues each", { timeout: 120_000 }, async () => {
    const copies = Array.from({ length: 260 }, (_, index): Text => ({ id: `d${String(index).padStart(3, "0")}`, symbol: null, words: [...run(0, 400), `own${index}`, ...run(index * 1000 + 100_000, 5)] }));
    const stranger: Text = { id: "stranger", symbol: null, words: run(50_000, 400) };
    const { rows, issues } = await foundIn([...copies, stranger]);
    expect(new Set(rows.flatMap((row) => [row["document_id"], row["kept_document_id"]])).size).toBe(260);
    expect(rows.length).toBeGreaterThanOrEqual(130);
    expect(issues.some(({ document_id }) => document_id === "stranger")).toBe(false);
    const each = new Map<string, number>();
    for (const { document_id } of issues) each.set(document_id, (each.get(document_id) ?? 0) + 1);
    expect(Math.max(...each.values())).toBeLessThanOrEqual(11);
    expect(each.size).toBe(260);
  });

  it("beyond ten are told by their number", async () => {
    const copies = Array.from({ length: 15 }, (_, index): Text => ({ id: `d${String(index).padStart(2, "0")}`, symbol: null, words: [...run(0, 300), `own${index}`] }));
    const { issues } = await foundIn(copies);
    const first = issues.filter(({ document_id }) => document_id === "d00").map(({ message }) => message);
    expect(first).toHaveLength(11);
    expect(first.at(-1)).toMatch(/^Nearly the same text as 4 more documents, the most alike of them d\d\d\.txt\.$/u);
  });
});
