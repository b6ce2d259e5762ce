// Questions with their answers, boxes to tick, tables of States: what becomes a claim, and above all what does not.
import { describe, expect, it } from "vitest";
import { basisOf } from "../../extractors/basis.js";
import { classifyAnswer, isPolar, questionEnd } from "../../extractors/document/answers.js";
import { readChoice, readMark, readTickBoxes } from "../../extractors/document/tick-boxes.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { roleAround } from "../../extractors/questions.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";

/** Claims, and beside them how each question of the form was read: no claims say something only where the questions were found. */
async function readForm(text: string): Promise<{ claims: string[]; answers: string[]; states: string[] }> {
  const document = await readDocument(new TextEncoder().encode(text), { fileName: "form", resolveState: stateResolver() });
  const result = extract(document, buildContext());
  for (const claim of result.claims) {
    const paragraph = document.paragraphs[claim.paragraph]!;
    expect(paragraph.text.slice(claim.quoteStart, claim.quoteEnd)).toBe(claim.quote);
    expect(claim.basis).toBe(basisOf(document.meta.kind, paragraph.role, roleAround(document, paragraph)));
  }
  for (const { text: whole, question } of document.paragraphs) {
    if (!question) continue;
    expect(whole.slice(0, question.end).trim()).not.toBe("");
    expect(question.answerStart === whole.length || whole[question.answerStart - 1] === "\n").toBe(true);
  }
  return {
    claims: result.claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`),
    answers: document.paragraphs.flatMap(({ role, question }) => (role === "question_unit" && question ? [question.answer] : [])),
    states: document.paragraphs.flatMap(({ cells }) => (cells ?? []).flatMap((cell) => cell.state ?? [])),
  };
}

const claimsOf = async (text: string): Promise<string[]> => (await readForm(text)).claims;

const FORM = "National report submitted by Estonia\n\nQuestionnaire on trafficking in persons\n\n";
const page = (body: string): string => `<!doctype html><html><body><h1>National report submitted by Estonia</h1><h2>Trafficking in persons</h2>${body}</body></html>`;

describe("answers", () => {
  it.each([
    ["Yes.", "yes"], ["yes", "yes"], ["Yes, in 2014.", "yes"], ["No", "no"], ["No.", "no"], ["Not yet.", "no"], ["Reply: No", "no"],
    ["", "none"], ["n/a", "none"], ["N.A.", "none"], ["Not applicable", "none"], ["See annex 2.", "none"], ["Please see annex II", "none"], ["–", "none"], ["None", "none"], ["No information available.", "none"],
    ["No, but a bill is being drafted.", "text"], ["Yes, but only for children", "text"], ["Yes, partly", "text"], ["Yes; it will be adopted in 2026", "text"], ["… Yes", "yes"], ["Oui.", "yes"], ["Nein", "no"], ["Sí", "yes"], ["Oui, mais pas encore", "text"], ["Sans objet", "none"], ["No aplica", "none"], ["No fewer than three shelters are open.", "text"], ["North Estonia has two.", "text"], ["Yes/No", "none"], ["YES / NO", "none"], ["Yes No", "none"], ["X Yes No", "none"], ["Yes X No", "none"], ["Yes, no problem", "yes"],
  ] as const)("%j is %s", (answer, kind) => expect(classifyAnswer(answer)).toBe(kind));

  it("tells what asks from what states", () => {
    expect(isPolar("Does the State operate a hotline?")).toBe(true);
    expect(isPolar("3. (a) In your country, are there shelters?")).toBe(true);
    expect(isPolar("Which services exist?")).toBe(false);
    expect(isPolar("If yes, is it funded?")).toBe(false);
    expect(questionEnd("Please see annex 2.", false)).toBe(0);
    expect(questionEnd("The law was adopted in 2010. Is it enough?", false)).toBe(0);
    const text = "Has a plan been adopted? If yes, when? In 2014.";
    expect(text.slice(0, questionEnd(text, false))).toBe("Has a plan been adopted? If yes, when?");
  });
});

describe("boxes to tick", () => {
  it.each([
    ["☒ Yes ☐ No National hotline", "yes", "", "National hotline"], ["Hotline: ☐ Yes ☑ No", "no", "Hotline:", ""], ["Hotline Yes ☒ No ☐", "yes", "Hotline", ""], ["Hotline [ ] Yes [x] No", "no", "Hotline", ""],
    ["Hotline ☐ Yes ☐ No", "none", "Hotline", ""], ["Hotline ☒ Yes ☒ No", "none", "Hotline", ""], ["Hotline ☐ Yes ☐ No ☒ Not applicable", "none", "Hotline", ""],
    ["Hotline Yes ___ No _X_", "no", "Hotline", ""], ["Hotline Yes ___ No ___", "none", "Hotline", ""], ["Hotline ◉ Yes ○ No", "yes", "Hotline", ""], ["Hotline ⬜ Yes ✅ No", "no", "Hotline", ""], ["Hotline Oui ☒ Non ☐", "yes", "Hotline", ""],
  ] as const)("%s", (line, answer, before, after) => expect(readTickBoxes(line)).toMatchObject({ answer, before, after }));

  it("takes bullets for no boxes", () => {
    expect(readTickBoxes("✓ Training of police")).toBeNull();
    expect(readChoice("✓ Training of police")).toBeNull();
    expect(readChoice("☒ Legal aid")).toEqual({ label: "Legal aid", ticked: true });
    expect([readMark("X"), readMark("☐"), readMark("Xenia")]).toEqual([true, false, null]);
  });
});

describe("whose word it is", () => {
  it.each([
    ["sg_report", "table_row", "member_states", "self_reported"], ["sg_report", "table_row", "annex", "self_reported"], ["sg_report", "annex", "annex", "secretariat"], ["sg_report", "table_row", "un_system", "secretariat"], ["sg_report", "un_system", "un_system", "secretariat"],
    ["national_report", "question_unit", "state_report", "self_reported"], ["upr_working_group", "question_unit", "dialogue", "self_reported"], ["compilation", "dialogue", "dialogue", "secretariat"], ["stakeholder_summary", "question_unit", "third_party", "third_party"],
    ["compilation", "third_party", "third_party", "secretariat"], ["guidance", "table_row", "other", "secretariat"], ["multi_state", "table_row", "state_section", "third_party"],
  ] as const)("in a %s, a %s of the section %s: %s", (kind, role, around, basis) => expect(basisOf(kind, role, around)).toBe(basis));
});

describe("forms in text", () => {
  it.each([
    ["a plan asked after stays a plan", "1. Does your Government plan to adopt a national action plan against trafficking in persons?\n\nYes.", ["EST policy.national_action_plan planned"], "yes"],
    ["“No” to a plan says nothing of the measure", "1. Does your Government plan to adopt a national action plan against trafficking in persons?\n\nNo.", [], "no"],
    ["what is missing is no measure", "1. Are there any obstacles to shelters for victims of trafficking in persons?\n\nYes.", [], "yes"],
    ["“or” with “Yes” leaves open which", "1. Is there a hotline or a shelter for victims of trafficking in persons?\n\nYes", [], "yes"],
    ["“and” with “No” leaves open which", "1. Does your State operate shelters and a hotline for victims of trafficking in persons?\n\nNo", [], "no"],
    ["a word set like a heading is the answer", "1. Is there a national rapporteur on trafficking in persons?\n\nUnder preparation\n\n2. Is there a hotline for victims of trafficking in persons?\n\nNo", ["EST coordination.national_rapporteur in_progress", "EST victims.hotline absent"], "text no"],
    ["a text is read, its question is not", "1. Is there a hotline, and how are police officers trained?\n\nA national hotline for victims of trafficking in persons will be opened in 2030.", ["EST victims.hotline planned"], "text"],
    ["ticked options of a list", "Which of these services are available to victims of trafficking in persons?\n☒ Legal aid for victims of trafficking\n☐ Shelters for victims of trafficking", ["EST victims.services in_place"], "none yes none"],
    ["ticked options of what is not there", "Which of these are not available?\n☒ Shelters for victims of trafficking", [], "none none"],
    ["boxes in brackets", "National hotline for victims of trafficking in persons: [ ] Yes [X] No", ["EST victims.hotline absent"], "no"],
  ])("%s", async (_, body, claims, answers) => expect(await readForm(FORM + body)).toEqual({ claims, answers: answers.split(" "), states: [] }));

  it.each([
    ["lines that are nobody's choice", "1. Is there a hotline for victims of trafficking in persons? Yes ___ No ___\n\n2. Are there shelters for victims of trafficking in persons? Yes / No", []],
    ["the same lines, chosen", "1. Is there a hotline for victims of trafficking in persons? Yes _X_ No ___\n\n2. Are there shelters for victims of trafficking in persons? No", ["EST victims.hotline in_place", "EST victims.shelter absent"]],
    ["a name with its word of answer", "1. Existence of shelters for victims of trafficking in persons: No\n\n2. National hotline for victims of trafficking in persons: none\n\n3. National action plan against trafficking in persons: n/a\n\n4. National rapporteur on trafficking in persons: Yes", ["EST victims.shelter absent", "EST coordination.national_rapporteur in_place"]],
    ["orders ask, and what leads up to them", "1. The Protocol requires shelters for victims of trafficking in persons. Indicate whether they were set up.\n\nNot applicable.\n\n2. State if a national hotline for victims of trafficking in persons exists.\n\nNo.", ["EST victims.hotline absent"]],
    ["question and labelled answer, one below the other", "Q: Is there a hotline for victims of trafficking in persons?\nA: Yes\n\nQ: Are there shelters for victims of trafficking in persons?\nA: No\n\nQ: Is there a national rapporteur on trafficking in persons?\nA: -", ["EST victims.hotline in_place", "EST victims.shelter absent"]],
  ])("%s", async (_, body, expected) => expect(await claimsOf(FORM + body)).toEqual(expected));

  it("leaves prose with a figure of speech as it is", async () => {
    const text = "National report submitted by Estonia\n\nTrafficking in persons\n\n1. The Government adopted a national action plan against trafficking in persons in 2010. Is that enough? The Government believes that more must be done.\n\n2. The Government runs a national hotline for victims of trafficking in persons.\n\n3. Are there shelters for victims of trafficking in persons?";
    expect(await claimsOf(text)).toEqual(["EST policy.national_action_plan in_place", "EST victims.hotline in_place"]);
  });
});

describe("forms and tables of pages", () => {
  it("reads columns headed Yes and No, whatever else is headed otherwise", async () => {
    const rows = [["National hotline for victims of trafficking in persons", "X", "", "Since 2004"], ["Shelters for victims of trafficking in persons", "", "X", ""], ["National action plan against trafficking in persons", "", "", ""]];
    const table = `<table><tr><th>Measure</th><th>Yes</th><th>No</th><th>Remarks</th></tr>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
    expect(await claimsOf(page(table))).toEqual(["EST victims.hotline in_place", "EST victims.shelter absent"]);
    const needed = "<table><tr><th>Measure</th><th>Assistance needed</th></tr><tr><td>Shelters for victims of trafficking in persons</td><td>Yes</td></tr><tr><td>National hotline for victims of trafficking in persons</td><td>No</td></tr></table>";
    expect(await readForm(page(needed))).toEqual({ claims: [], answers: ["none", "none"], states: [] });
    // The same table under a head that says so is read.
    expect(await claimsOf(page(needed.replace("Assistance needed", "Available")))).toEqual(["EST victims.shelter in_place", "EST victims.hotline absent"]);
  });

  const table = (...rows: string[][]): string => `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
  const [hotline, shelters, plan] = ["National hotline for victims of trafficking in persons", "Shelters for victims of trafficking in persons", "National action plan against trafficking in persons"];

  // Beside each that states nothing: the like of it that does, and what. Else a table that is not read at all would pass.
  it.each<[string, string, string[], [like: string, claims: string[]]?]>([
    ["marks under a head that says something else", table(["Service", "Available", "Needed"], [shelters, "", "X"], [hotline, "X", ""]), [], [table(["Service", "Available", "Needed"], [shelters, "", "Yes"], [hotline, "Yes", ""]), ["EST victims.hotline in_place"]]],
    ["degrees", table(["Measure", "Fully", "Partly", "Not at all"], [hotline, "X", "", ""], [shelters, "", "", "X"]), [], [table(["Measure", "Yes", "Partly", "No"], [hotline, "X", "", ""], [shelters, "", "", "X"]), ["EST victims.hotline in_place", "EST victims.shelter absent"]]],
    ["figures, dashes, empty cells, a few words", table(["Measure", "Status"], [hotline, "Under discussion"], [shelters, "0"], [plan, "Not available"], ["Training of police on trafficking in persons", "–"]), [], [table(["Measure", "Status"], [hotline, "Yes"], [shelters, "No"], [plan, "Not available"]), ["EST victims.hotline in_place", "EST victims.shelter absent"]]],
    ["no head at all", table([shelters, ""], [plan, "2012"]), [], [table([shelters, ""], [plan, "Yes"]), ["EST policy.national_action_plan in_place"]]],
    ["what a plan is to do", table(["Objective", "Activity", "Responsible", "Deadline"], ["Prevention", "Launch of a national hotline for victims of trafficking in persons", "Police", "2017"]), [], [table(["Objective", "Activity", "Responsible", "Year"], ["Prevention", "The police launched a national hotline for victims of trafficking in persons.", "Police", "2017"]), ["EST victims.hotline in_place"]]],
    ["a sentence is read, the name beside it is not", table(["Measure", "Description"], [plan, "There is none so far."], [shelters, "The Government opened two shelters for victims of trafficking in persons."]), ["EST victims.shelter in_place"]],
    ["tables in cells", table(["Measures", table([hotline, "Yes"], [shelters, "No"])]), ["EST victims.hotline in_place", "EST victims.shelter absent"]],
    ["the answer in the row below", table(["1", `Is there a hotline for victims of trafficking in persons?`], ["", "Yes."], ["2", "Are there shelters for victims of trafficking in persons?"], ["", "No."]), ["EST victims.hotline in_place", "EST victims.shelter absent"]],
    ["columns in another language", table(["Question", "Oui", "Non"], [hotline, "X", ""], [shelters, "", "X"]), ["EST victims.hotline in_place", "EST victims.shelter absent"]],
  ])("a name in a table states nothing by itself: %s", async (_, body, expected, [like, claims] = [body, expected]) => {
    expect(await claimsOf(page(body))).toEqual(expected);
    expect(claims).not.toEqual([]);
    expect(await claimsOf(page(like))).toEqual(claims);
  });

  it("counts the rows of which nothing was made", async () => {
    const document = await readDocument(new TextEncoder().encode(page(table(["Service", "Needed"], [shelters, "X"], [hotline, "X"]))), { fileName: "form", resolveState: stateResolver() });
    expect(document.issues.map((issue) => issue.message).join(" ")).toMatch(/2 rows of tables name something/);
  });

  it("reads controls of a form", async () => {
    expect(await claimsOf(page('<p>Is there a hotline for victims of trafficking in persons? <input type="radio" checked> Yes <input type="radio"> No</p><p>National rapporteur on trafficking in persons: <select><option>Yes</option><option selected>No</option></select></p>'))).toEqual(["EST victims.hotline in_place", "EST coordination.national_rapporteur absent"]);
  });

  const report = (table: string): string => `<!doctype html><html><body><h1>Trafficking in women and girls</h1><p>Report of the Secretary-General</p><h2>I. Measures taken by Member States</h2><p>1. The table shows the measures.</p>${table}</body></html>`;
  const cells = (tag: string, row: string[]): string => `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;

  it("gives each State its own row: yes, no, marks, dates, what is under way; never the row above, nothing for a dash", async () => {
    const head = ["Country", "National hotline for victims of trafficking", "Shelters for victims of trafficking", "National action plan against trafficking"];
    const rows = [["Austria", "Yes", "No", "In progress"], ["Belgium", "✓", "", "2014"], ["", "Yes", "Yes", "Yes"], ["Atlantis", "Yes", "Yes", "Yes"], ["Chile", "✗", "n/a", "–"]];
    expect(await claimsOf(report(`<table>${cells("th", head)}${rows.map((row) => cells("td", row)).join("")}</table>`))).toEqual([
      "AUT victims.hotline in_place", "AUT victims.shelter absent", "AUT policy.national_action_plan in_progress", "BEL victims.hotline in_place", "BEL policy.national_action_plan in_place", "CHL victims.hotline absent",
    ]);
  });

  it("reads a table whose columns are States", async () => {
    const table = `<table>${cells("th", ["Measure", "Denmark", "Estonia"])}${cells("td", ["Shelters for victims of trafficking in persons", "Yes", "No"])}${cells("td", ["National hotline for victims of trafficking in persons", "No", ""])}</table>`;
    expect(await claimsOf(report(table))).toEqual(["DNK victims.shelter in_place", "DNK victims.hotline absent", "EST victims.shelter absent"]);
  });

  it("gives nothing of other States' rows in the report of one State", async () => {
    const table = `<table>${cells("th", ["Country", "Measure"])}${cells("td", ["Latvia", "Runs a national hotline for victims of trafficking in persons."])}${cells("td", ["Finland", "Operates shelters for victims of trafficking in persons."])}</table>`;
    expect(await readForm(page(table))).toEqual({ claims: [], answers: [], states: ["LVA", "FIN"] });
    expect(await claimsOf(page(table.replace("Finland", "Estonia")))).toEqual(["EST victims.shelter in_place"]);
  });
});
