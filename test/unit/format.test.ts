// Owns the proof that untrusted text is harmless in every format and that nothing is lost.
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { clean, formatRows, toCsv, toJson } from "../../reports/format.js";

const HOSTILE = ["=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "a\u001b[2Jb", "c\u009b31md", "\u202egnp.exe", "x | y", "<script>alert(1)</script>", "[a](javascript:b)", "line\nbreak", "\"quoted\", with comma"];

describe("csv", () => {
  it("lets no text cell begin a formula, and keeps numbers numbers", () => {
    const out = toCsv(HOSTILE.map((text) => ({ text, number: -1.5, list: ["=A1", "b"], none: null, yes: true })), ["text", "number", "list", "none", "yes"]);
    const { data } = Papa.parse<string[]>(out.trimEnd(), { newline: "\r\n" });
    expect(data).toHaveLength(HOSTILE.length + 1);
    for (const [text = "", number, list, none, yes] of data.slice(1)) {
      expect(text).not.toMatch(/^\s*[=+\-@\t]/);
      expect([number, list, none, yes]).toEqual(["-1.5", "'=A1; b", "", "true"]);
    }
    expect(data.at(-1)?.[0]).toBe("\"quoted\", with comma");
  });
});

describe("every format", () => {
  it.each(["table", "csv", "md"] as const)("%s passes no control character or direction mark on", (format) => {
    // eslint-disable-next-line no-control-regex
    expect(formatRows(HOSTILE.map((text) => ({ text })), format).replaceAll("\r\n", "\n")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("json keeps the text whole and escapes what could harm a terminal", () => {
    const text = toJson(HOSTILE);
    expect(JSON.parse(text)).toEqual(HOSTILE);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("markdown keeps one row a line, without HTML or links", () => {
    const lines = formatRows(HOSTILE.map((text) => ({ text })), "md").trimEnd().split("\n");
    expect(lines).toHaveLength(HOSTILE.length + 2);
    for (const line of lines.slice(2)) {
      expect(line.match(/(?<!\\)\|/g)).toHaveLength(2);
      expect(line).not.toMatch(/<script|(?<!\\)\[a\]/);
    }
  });

  it("table fits the width and loses no word", () => {
    const text = "word ".repeat(60) + "averylongwordwithoutanyspaceinitthatdoesnotfitanycolumn".repeat(2);
    const out = formatRows([{ a: 1, text, b: "short" }], "table", { width: 60 });
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(out.match(/word\b/g)?.length).toBeGreaterThanOrEqual(60);
  });

  it("table prints long text under its row, whole, within the width", () => {
    const quote = Array.from({ length: 80 }, (_, index) => `word${index}`).join(" ");
    const out = formatRows([{ id: "a", state: "AUT", quote }, { id: "bbbbbbbb", state: "BEL", quote: "short" }], "table", { width: 60, below: ["quote"] });
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(out.match(/word\d+/g)).toHaveLength(80);
    expect(out.replace(/\s+/g, " ")).toContain(`AUT ${quote} bbbbbbbb`);
    expect(out.split("\n")[0]).toMatch(/^id +state$/);
    expect(formatRows([{ id: "a", quote }], "table", { width: 60, below: ["quote"], cut: 20 })).toMatch(/word0 word1 word2 w…/);
  });

  it("table breaks no id, symbol or code: what does not fit beside the others stands whole under its row", () => {
    const rows = ["A/HRC/WG.6/20/SVN/1", "A/65/209"].map((document, at) => ({ claim_id: `7fba34dd8dee06f${at}`, document, paragraph: "107", state: "SVN", measure: "coordination.national_mechanism", status: "in_progress", quote: "A word or two." }));
    for (const width of [50, 80, 100, 140]) {
      const out = formatRows(rows, "table", { width, below: ["quote"] });
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
      for (const row of rows) for (const word of Object.values(row)) expect(out, `${word} at ${width}`).toContain(word);
    }
    const [head = "", first = ""] = formatRows([{ file: "a-long-name-of-a-file-2010.pdf", document: "A/HRC/WG.6/20/SVN/1", kind: "upr_working_group", claims: 7 }], "table", { width: 50, below: [] }).split("\n");
    expect(head.length).toBe(first.length);
    expect(head).toMatch(/ kind {15}claims$/);
  });

  it("clean keeps letters of every script", () => {
    expect(clean("Côte d’Ivoire, Türkiye, 中国, العربية, 𝒳")).toBe("Côte d’Ivoire, Türkiye, 中国, العربية, 𝒳");
  });
});
