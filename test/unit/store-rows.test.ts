// Owns the proof that no record is stored whose span does not hold, and that ids are stable and unique.
import { describe, expect, it } from "vitest";
import { rowsOfDocument, SpanError } from "../../pipeline/store/rows.js";
import { table } from "../../pipeline/store/schema.js";
import { plainReport, sha256 } from "../fixtures/plain-reports.js";

const facts = (text: string) => ({ sha256: sha256(text), file: "a.txt", userKind: null, corrections: null, readFingerprint: "r", extractFingerprint: "e" });
const TEXT = "year 2010\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned\nAUT victims.hotline in_place";
const column = (rows: unknown[][] | undefined, tableName: string, name: string) => (rows ?? []).map((row) => row[table(tableName).columns.findIndex((item) => item.name === name)]);

describe("rows of a document", () => {
  it("gives every claim an id of its own, the same each time and in whatever order the claims come", () => {
    const { document, extracted } = plainReport(TEXT);
    const first = column(rowsOfDocument(document, extracted, facts(TEXT))["claims"], "claims", "claim_id");
    const second = column(rowsOfDocument(document, { ...extracted, claims: [...extracted.claims].reverse() }, facts(TEXT))["claims"], "claims", "claim_id");
    expect(new Set(first).size).toBe(3);
    expect(second).toEqual(first);
    for (const id of first) expect(id).toMatch(/^[0-9a-f]{16}$/);
  });

  it("keeps the id when a rule trims the quote, so that decisions on it survive", () => {
    const { document, extracted } = plainReport(TEXT);
    const before = column(rowsOfDocument(document, extracted, facts(TEXT))["claims"], "claims", "claim_id");
    for (const claim of extracted.claims) {
      claim.quote = claim.quote.slice(0, -3);
      claim.quoteEnd -= 3;
    }
    expect(column(rowsOfDocument(document, extracted, facts(TEXT))["claims"], "claims", "claim_id")).toEqual(before);
  });

  it("gives other bytes other ids", () => {
    const { document, extracted } = plainReport(TEXT);
    const one = column(rowsOfDocument(document, extracted, facts(TEXT))["claims"], "claims", "claim_id");
    const other = column(rowsOfDocument(document, extracted, facts(`${TEXT} `))["claims"], "claims", "claim_id");
    expect(one.filter((id) => other.includes(id))).toEqual([]);
  });

  it("counts the same claim from the same words once", () => {
    const { document, extracted } = plainReport(TEXT);
    extracted.claims.push({ ...(extracted.claims[0] as (typeof extracted.claims)[number]) });
    expect(rowsOfDocument(document, extracted, facts(TEXT))["claims"]).toHaveLength(3);
  });

  it.each([
    ["a quote that is not the text there", (c: { quote: string }) => void (c.quote = "something else")],
    ["offsets beyond the text", (c: { quoteEnd: number }) => void (c.quoteEnd = 900)],
    ["a paragraph that does not exist", (c: { paragraph: number }) => void (c.paragraph = 99)],
    ["a State's span outside the text", (c: { stateSpan: { start: number; end: number } | null }) => void (c.stateSpan = { start: -1, end: 3 })],
    ["a span of the measure that ends before it begins", (c: { measureSpan: { start: number; end: number } }) => void (c.measureSpan = { start: 5, end: 4 })],
  ])("refuses %s", (_what, spoil) => {
    const { document, extracted } = plainReport(TEXT);
    spoil(extracted.claims[1] as never);
    expect(() => rowsOfDocument(document, extracted, facts(TEXT))).toThrow(SpanError);
  });

  it("refuses a detail that is not in the text", () => {
    const { document, extracted } = plainReport(TEXT);
    (extracted.claims[0] as (typeof extracted.claims)[number]).details = [{ kind: "year", value: "2009", unit: "year", text: "2009", start: 0, end: 4 }];
    expect(() => rowsOfDocument(document, extracted, facts(TEXT))).toThrow(/the detail year is not the text/);
  });
});
