// Owns the proof of what the views say of recommendations: final answers from an addendum, and what was recommended and not reported since, with its denominator; and of the timeline.
import { beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { createSchema } from "../../pipeline/store/create.js";
import { Database, type Value } from "../../pipeline/store/database.js";
import { replaceReference } from "../../pipeline/store/load.js";
import { referenceRows } from "../../pipeline/store/reference.js";
import { table } from "../../pipeline/store/schema.js";
import { ask, temporaryFolder } from "../fixtures/databases.js";

const db = join(temporaryFolder(), "views.duckdb");
const row = (name: string, values: Record<string, Value>): Value[] =>
  table(name).columns.map((column) => values[column.name] ?? (column.nullable ? null : column.type === "INTEGER" ? 0 : column.type === "BOOLEAN" ? false : column.type === "VARCHAR[]" ? [] : ""));

beforeAll(async () => {
  const database = await Database.open(db, "write");
  await createSchema(database);
  await replaceReference(database, referenceRows({ reader: "t", extractors: "t" }));
  const document = (document_id: string, symbol: string, state: string, year: number, kind: string): Value[] => row("documents", { document_id, symbol, file: `${document_id}.pdf`, status: "read", state, year, event_year: year, kind, readable: true, claim_count: 1, respondent_count: 1 });
  await database.append(table("documents"), [
    document("nor1", "A/HRC/8/1", "NOR", 2009, "upr_working_group"), document("nor1add", "A/HRC/8/1/Add.1", "NOR", 2010, "other"), document("nor2", "A/HRC/WG.6/19/NOR/1", "NOR", 2014, "national_report"), document("per1", "A/HRC/9/1", "PER", 2010, "upr_working_group"),
  ]);
  await database.append(table("respondents"), [["nor1", "NOR"], ["nor2", "NOR"], ["per1", "PER"]].map(([document_id = "", state = ""]) => row("respondents", { document_id, state, source: "author" })));
  const asked = (document_id: string, state: string, number: string, by: string[], response: string, measures: string[]): Value[] =>
    row("recommendations", { recommendation_id: `${document_id}-${number}`, document_id, paragraph_id: `${document_id}-p0`, paragraph: number, state, recommended_by: by, year: 2008, session: 3, number, text: "t", response, measures, trafficking: true, action: 5, quote: "q" });
  await database.append(table("recommendations"), [
    asked("nor1", "NOR", "84.1", ["CHL", "PER"], "pending", ["victims.shelter"]), asked("nor1", "NOR", "84.2", ["CHL"], "not_supported", ["victims.hotline"]), asked("nor1", "NOR", "84.3", ["CHL"], "pending", []), asked("per1", "PER", "1.1", ["NOR"], "supported", ["victims.shelter"]),
  ]);
  const answer = (number: string, response: string): Value[] => row("recommendation_answers", { answer_id: `${number}-${response}`, document_id: "nor1add", state: "NOR", number, response, quote: "We answer." });
  await database.append(table("recommendation_answers"), [answer("84.1", "supported"), answer("84.3", "supported"), answer("84.3", "noted")]);
  await database.append(table("claims"), [row("claims", { claim_id: "c", document_id: "nor2", paragraph_id: "nor2-p1", paragraph: "1", state: "NOR", measure: "victims.shelter", status: "in_place", extent: "list", certainty: "explicit", basis: "self_reported", quote: "Shelters opened in 2011." })]);
  await database.append(table("claim_details"), [row("claim_details", { claim_id: "c", document_id: "nor2", ordinal: 0, kind: "year", value: "2011", role: "adopted", text: "in 2011" }), row("claim_details", { claim_id: "c", document_id: "nor2", ordinal: 1, kind: "period", value: "2012/2016", role: "period", text: "2012-2016" })]);
  database.close();
});

describe("recommendation_outcomes", () => {
  it("has the printed response, the one of the addendum where it answers in one way, and null where neither is final", async () => {
    expect(await ask(db, "SELECT number, recommended_by, final_response, answered_in FROM recommendation_outcomes WHERE state = 'NOR' ORDER BY ALL")).toEqual([
      { number: "84.1", recommended_by: "CHL", final_response: "supported", answered_in: "A/HRC/8/1/Add.1" }, { number: "84.1", recommended_by: "PER", final_response: "supported", answered_in: "A/HRC/8/1/Add.1" },
      { number: "84.2", recommended_by: "CHL", final_response: "not_supported", answered_in: null }, { number: "84.3", recommended_by: "CHL", final_response: null, answered_in: null },
    ]);
  });
});

describe("recommended_measures", () => {
  it("says what later documents report, and nothing where there is none", async () => {
    expect(await ask(db, "SELECT state, measure, recommendations, supported, later_document, reported, reported_in FROM recommended_measures ORDER BY state, measure")).toEqual([
      { state: "NOR", measure: "victims.hotline", recommendations: 1, supported: 0, later_document: true, reported: false, reported_in: null },
      { state: "NOR", measure: "victims.shelter", recommendations: 2, supported: 2, later_document: true, reported: true, reported_in: "A/HRC/WG.6/19/NOR/1" },
      { state: "PER", measure: "victims.shelter", recommendations: 1, supported: 1, later_document: false, reported: null, reported_in: null },
    ]);
  });
});

describe("measure_timeline", () => {
  it("has the years of the words with their role, periods, and the document itself", async () => {
    expect(await ask(db, "SELECT event, year, year_to FROM measure_timeline WHERE state = 'NOR' ORDER BY year")).toEqual([{ event: "adopted", year: 2011, year_to: null }, { event: "period", year: 2012, year_to: 2016 }, { event: "reported", year: 2014, year_to: null }]);
  });
});
