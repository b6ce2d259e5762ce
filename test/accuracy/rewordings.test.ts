// Tests how rewordings are judged and printed, on rows written here; the real files are scored by npm run accuracy -- --rewordings.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rewordingsReport } from "./print-rewordings.js";
import { documentOfRow, judge, judgeFile, readRewordings, rewordingFigures, type Rewording } from "./rewordings.js";

const HEAD = "id,measure,status,genre,states,heading,before,sentence,also,doubtful\n";
const folder = mkdtempSync(join(tmpdir(), "stocktake-rewordings-"));
const OPEN = [
  "o-1,policy.national_action_plan,in_place,national,PAN,,,The Government adopted a national action plan against trafficking in persons.,,",
  "o-2,policy.national_action_plan,in_place,upr_state,PAN,,,The delegation stated that Panama had adopted a national action plan against trafficking in persons.,,",
  "o-3,legislation.specific_law,in_place,upr_comment,PAN,,,Norway welcomed the adoption by Panama of a law against trafficking in persons.,,",
  "o-4,victims.hotline,in_place,sg,AUT;NOR,,,Hotlines for victims of trafficking were set up (Austria and Norway).,,",
  "o-5,victims.shelter,in_place,national,PAN,Trafficking in persons,The Government takes the matter seriously.,The moon is made of cheese.,,",
];
writeFileSync(join(folder, "open.csv"), `${HEAD}${OPEN.join("\n")}\n`);
writeFileSync(join(folder, "held.csv"), `${HEAD}h-1,victims.shelter,in_place,national,PAN,,,The quick brown fox lodges nobody.,,\n`);
writeFileSync(join(folder, "none.csv"), `${HEAD}n-abroad-1,victims.hotline,,sg,NOR,,,Hotlines for victims of trafficking were set up (Austria).,,\nn-abroad-2,victims.hotline,,sg,AUT,,,Hotlines for victims of trafficking were set up (Austria).,,\n`);

describe("rewordings", () => {
  it("are put into the document of their genre", async () => {
    const places = await Promise.all((readRewordings(folder, "open") ?? []).map(async (row) => {
      const { document, paragraph, offset } = await documentOfRow(row);
      const at = document.paragraphs[paragraph];
      return [document.meta.kind, at?.role, document.meta.state, at?.text.slice(offset) === row.sentence];
    }));
    expect(places).toEqual([
      ["national_report", "state_report", "PAN", true], ["upr_working_group", "state_report", "PAN", true], ["upr_working_group", "dialogue", "PAN", true], ["sg_report", "member_states", null, true], ["national_report", "state_report", "PAN", true],
    ]);
  });

  it("are found, missed and listed; a trap is claimed or not", async () => {
    const outcomes = await judgeFile(readRewordings(folder, "open") ?? []);
    expect(outcomes.map((one) => one.right)).toEqual([true, true, true, true, false]);
    expect(rewordingFigures(await judgeFile(readRewordings(folder, "none") ?? []))).toMatchObject({ rows: 2, right: 1, wrong: 0 });
    const printed = rewordingsReport(new Map([["open", outcomes], ["held", await judgeFile(readRewordings(folder, "held") ?? [])], ["none", null]]), true);
    expect(printed).toContain("moon is made of cheese");
    expect(printed).not.toMatch(/quick brown fox|h-1/);
    expect(printed).toContain("SKIPPED none");
  });

  it("are judged by State, status and what else is claimed", () => {
    const row: Rewording = { id: "o", measure: "victims.shelter", status: "planned", genre: "sg", states: ["AUT", "NOR"], heading: "", before: "", sentence: "", also: new Map([["victims.services", "planned"]]), doubtful: new Set(["data.research"]) };
    const claim = (text: string) => {
      const [state = "", measure = "", status = ""] = text.split(" ");
      return { state, measure, status: status as "planned" };
    };
    const both = ["AUT victims.shelter planned", "NOR victims.shelter planned"].map(claim);
    expect(judge(row, both)).toEqual({ found: true, right: true, wrong: [] });
    expect(judge(row, both.slice(1))).toMatchObject({ found: false, right: false });
    expect(judge(row, [...both, claim("AUT victims.shelter in_place")])).toMatchObject({ found: true, right: false });
    expect(judge(row, [...both, ...["AUT victims.services planned", "AUT data.research planned", "AUT data.database planned", "CHE victims.shelter planned"].map(claim)]).wrong).toEqual(["AUT data.database planned", "CHE victims.shelter planned"]);
    expect(judge({ ...row, status: null }, [claim("CHE victims.shelter planned")])).toEqual({ found: true, right: true, wrong: [] });
    expect(judge({ ...row, status: null }, both)).toMatchObject({ found: false, right: false });
  });

  it("with an unknown genre are refused, with file and row", () => {
    const other = mkdtempSync(join(tmpdir(), "stocktake-rewordings-"));
    writeFileSync(join(other, "open.csv"), `${HEAD}x,victims.shelter,in_place,poem,PAN,,,A.,,\n`);
    expect(() => readRewordings(other, "open")).toThrow(/open\.csv row 1 \(x\): unknown genre 'poem'/);
  });
});
