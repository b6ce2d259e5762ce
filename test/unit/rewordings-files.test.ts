// Owns the proof that the files of reworded sentences have their form: known codes, statuses and States, enough rows a measure, no id or sentence twice.
// Must not say how well they are read, nor print a sentence of held.csv.
import { readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";

type Row = Record<"id" | "measure" | "status" | "genre" | "states" | "heading" | "before" | "sentence" | "also" | "doubtful", string>;

const columns = ["id", "measure", "status", "genre", "states", "heading", "before", "sentence", "also", "doubtful"];
const statuses = ["in_place", "in_progress", "planned", "mixed", "absent", "ended"];
const genres = ["national", "upr_state", "upr_comment", "sg"];
const rowsPerMeasure = 5;

/** The records of a CSV file of this repository; a file that does not parse fails the test that asked for it. */
function records<T>(file: string): { fields: string[]; rows: T[] } {
  const text = readFileSync(path.join(packageRoot(), file), "utf8");
  const { data, errors, meta } = Papa.parse<T>(text, { header: true, skipEmptyLines: true });
  expect(errors, file).toEqual([]);
  return { fields: meta.fields ?? [], rows: data };
}

const rewordings = (name: string) => records<Row>(`test/accuracy/rewordings/${name}.csv`);
const codes = new Set(records<{ code: string }>("datasets/measures.csv").rows.map((row) => row.code));
const parts = (list: string): string[] => list.split(";").filter((part) => part !== "");
const ids = (rows: Row[]): string[] => rows.map((row) => row.id);

/** Whether each part of `also` is a known code other than the row's own, with a known status where it has one. */
function alsoIsValid(row: Row): boolean {
  return parts(row.also).every((part) => {
    const [code, status, ...rest] = part.split("=");
    const known = codes.has(code ?? "") && code !== row.measure && rest.length === 0;
    return known && (status === undefined || statuses.includes(status));
  });
}

/** Whether the doubtful codes are known and none of them is expected by the same row. */
function doubtfulIsValid(row: Row): boolean {
  const expected = [row.measure, ...parts(row.also).map((part) => part.split("=")[0])];
  return parts(row.doubtful).every((code) => codes.has(code) && !expected.includes(code));
}

describe.each(["open", "held", "none"])("%s.csv", (name) => {
  const { fields, rows } = rewordings(name);

  it("has the columns that its README names", () => expect(fields).toEqual(columns));

  it("names only codes of measures.csv", () => {
    expect(ids(rows.filter((row) => !codes.has(row.measure)))).toEqual([]);
    expect(ids(rows.filter((row) => !alsoIsValid(row)))).toEqual([]);
    expect(ids(rows.filter((row) => !doubtfulIsValid(row)))).toEqual([]);
  });

  it("has a known genre, and one State wherever a State speaks or is reviewed", () => {
    expect(ids(rows.filter((row) => !genres.includes(row.genre)))).toEqual([]);
    const wrong = rows.filter((row) => parts(row.states).length === 0 || (row.genre !== "sg" && parts(row.states).length !== 1));
    expect(ids(wrong)).toEqual([]);
  });

  it("has a sentence in each row, without space around it", () => {
    expect(ids(rows.filter((row) => !/^\S.*[.?]$/.test(row.sentence)))).toEqual([]);
  });
});

describe("statuses and numbers", () => {
  it.each(["open", "held"])("%s.csv: a status in each row, and at least five rows a measure", (name) => {
    const { rows } = rewordings(name);
    expect(ids(rows.filter((row) => !statuses.includes(row.status)))).toEqual([]);
    const few = [...codes].filter((code) => rows.filter((row) => row.measure === code).length < rowsPerMeasure);
    expect(few).toEqual([]);
  });

  it("none.csv: no status, 200 rows or more, a trap for every measure", () => {
    const { rows } = rewordings("none");
    expect(ids(rows.filter((row) => row.status !== ""))).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(200);
    expect([...codes].filter((code) => !rows.some((row) => row.measure === code))).toEqual([]);
  });
});

describe("over all files", () => {
  const all = ["open", "held", "none"].flatMap((name) => rewordings(name).rows);

  it("names each State by a code of the list of States", () => {
    const states = new Set(records<{ iso3: string }>("datasets/states/states.csv").rows.map((row) => row.iso3));
    const unknown = all.filter((row) => !parts(row.states).every((state) => states.has(state)));
    expect(ids(unknown)).toEqual([]);
  });

  it("has no id and no sentence twice", () => {
    expect(new Set(ids(all)).size).toBe(all.length);
    const seen = new Set<string>();
    const twice = all.filter((row) => seen.size === seen.add(row.sentence.toLowerCase()).size);
    expect(ids(twice)).toEqual([]);
  });
});
