// Documents in shapes that people send: long tables of States, status columns, leaders, trails of links, forms that name who fills them in.
import { describe, expect, it } from "vitest";
import type { ReadDocument } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const resolveState = stateResolver();
const context = buildContext();
const read = (text: string | Uint8Array, fileName = "page"): Promise<ReadDocument> => readDocument(typeof text === "string" ? new TextEncoder().encode(text) : text, { fileName, resolveState });
const claimsOf = (document: ReadDocument): string[] => extract(document, context).claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`).sort().filter((claim, i, all) => claim !== all[i - 1]);
const issuesOf = (document: ReadDocument): string => [...document.issues, ...extract(document, context).issues].map((issue) => issue.message).join("\n");

const rows = (...given: string[][]): string => given.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
const compiled = (table: string): string => `<!doctype html><html><body><h1>Compilation of replies received from Member States on trafficking in persons</h1><table>${table}</table></body></html>`;
const report = (body: string, title = "National report submitted by Estonia"): string => `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;

const HOTLINE = "Hotline for victims of trafficking in persons";
const SHELTER = "Shelters for victims of trafficking in persons";
const PLAN = "National action plan against trafficking in persons";

describe("a table of State, measure and status", () => {
  it("gives each State its measure with the status beside it, never the bare name", async () => {
    const document = await read(compiled(rows(["State", "Measure", "Status"], ["Norway", SHELTER, "Planned"], ["Chile", HOTLINE, "In place"], ["Japan", PLAN, "Not yet adopted"], ["Austria", PLAN, "Adopted in 2015"], ["Belgium", SHELTER, "None"], ["Denmark", HOTLINE, "Under discussion"])));
    expect(document.meta.kind).toBe("multi_state");
    expect(claimsOf(document)).toEqual(["AUT policy.national_action_plan in_place", "CHL victims.hotline in_place", "JPN policy.national_action_plan absent", "NOR victims.shelter planned"]);
    expect(issuesOf(document)).toMatch(/1 of 6 cells in tables of States/);
  });

  it("reads a second line of heads as heads", async () => {
    const document = await read(compiled(rows(["State", "Steps against trafficking in persons", ""], ["", "What", "Status"], ["Norway", SHELTER, "In preparation"], ["Chile", HOTLINE, "Established"])));
    expect(claimsOf(document)).toEqual(["CHL victims.hotline in_place", "NOR victims.shelter in_progress"]);
    expect(issuesOf(document)).not.toMatch(/head that is no State/);
  });

  it("knows States below names of regions, under a head of both", async () => {
    const document = await read(compiled(rows(["Region / State", HOTLINE], ["Europe", ""], ["Norway", "Yes"], ["Asia", ""], ["Japan", "No"], ["Total", "1"])));
    expect(claimsOf(document)).toEqual(["JPN victims.hotline absent", "NOR victims.hotline in_place"]);
  });

  it("makes nothing of what has a deadline, and of a remark that it is not there", async () => {
    const dated = await read(compiled(rows(["State", "Measure", "Deadline"], ["Norway", SHELTER, "2031"], ["Chile", HOTLINE, "March 2032"])));
    expect(claimsOf(dated)).toEqual([]);
    expect(issuesOf(dated)).toMatch(/2 of 2 cells/);
    const remarked = await read(compiled(rows(["State", "Measure", "Remarks"], ["Norway", SHELTER, "Not yet operational"], ["Chile", HOTLINE, ""])));
    expect(claimsOf(remarked)).toEqual(["CHL victims.hotline in_place", "NOR victims.shelter absent"]);
  });

  it("still reads a column of what was done", async () => {
    const document = await read(compiled(rows(["State", "Measures taken", "Year"], ["Norway", "Opened a hotline for victims of trafficking in persons", "2010"], ["Chile", "Adopted a law criminalizing trafficking in persons", "2011"])));
    expect(claimsOf(document)).toEqual(["CHL legislation.criminal_offence in_place", "NOR victims.hotline in_place"]);
  });
});

describe("a form's table", () => {
  it("takes a mark under Planned, and under In place, for what its head says", async () => {
    const planned = await read(report(`<h1>Replies of the Government of Estonia to the questionnaire</h1><table>${rows(["Measure", "Yes", "No", "Planned"], [HOTLINE, "☒", "☐", "☐"], [SHELTER, "☐", "☐", "☒"], [PLAN, "☐", "☒", "☐"], ["Law against trafficking in persons", "☒", "☐", "☒"])}</table>`));
    expect(claimsOf(planned)).toEqual(["EST policy.national_action_plan absent", "EST victims.hotline in_place", "EST victims.shelter planned"]);
    expect(issuesOf(planned)).toMatch(/1 of 4 questions without an answer/);
    const placed = await read(report(`<h1>Replies of the Government of Estonia to the questionnaire</h1><table>${rows(["Measure", "In place", "Not in place"], [HOTLINE, "✓", ""], [SHELTER, "", "✓"])}</table>`));
    expect(claimsOf(placed)).toEqual(["EST victims.hotline in_place", "EST victims.shelter absent"]);
  });

  it("reads Planned and Adopted in a column headed Status", async () => {
    const document = await read(report(`<h1>Measures</h1><table>${rows(["Measure", "Status"], [HOTLINE, "Planned"], [PLAN, "Adopted in 2019"], [SHELTER, "Choose an item."])}</table>`));
    expect(claimsOf(document)).toEqual(["EST policy.national_action_plan in_place", "EST victims.hotline planned"]);
  });

  it("reads pipe tables of Markdown by their cells", async () => {
    const document = await read(`# National report submitted by Estonia\n\n| Measure | Status |\n|--|--|\n| ${PLAN} | adopted in 2019 |\n| ${HOTLINE} | planned |\n| ${SHELTER} | no |\n`, "x.md");
    expect(claimsOf(document)).toEqual(["EST policy.national_action_plan in_place", "EST victims.hotline planned", "EST victims.shelter absent"]);
  });
});

describe("options and placeholders", () => {
  const form = (body: string): string => `Replies of the Government of Estonia to the questionnaire\n\n1. Is there a hotline for victims of trafficking in persons?\n\n${body}\n\n2. Are there shelters for victims of trafficking in persons?\n\nYes.\n`;
  it.each([
    ["( ) Yes  (x) No  ( ) Under consideration", "absent"], ["(x) Yes  ( ) No  ( ) Under consideration", "in_place"], ["☐ Yes ☐ No ☒ In progress", "in_progress"], ["☐ Yes ☐ No ☒ Under consideration", null],
    ["Choose an item.", null], ["Click or tap here to enter text.", null], ["-- Please select --", null], ["Select an answer", null],
  ] as const)("%s", async (answer, status) => {
    const document = await read(form(answer), "form.txt");
    expect(claimsOf(document)).toEqual([...(status === null ? [] : [`EST victims.hotline ${status}`]), "EST victims.shelter in_place"]);
    if (status === null) expect(issuesOf(document)).toMatch(/1 of 2 questions without an answer/);
  });
});

describe("dot leaders", () => {
  const dots = (name: string, value: string): string => `${name} ${".".repeat(60 - name.length)} ${value}`;
  it("part each name from its own answer, one line from the next", async () => {
    const text = `National report submitted by Estonia\n\n${dots(HOTLINE, "Yes")}\n${dots(SHELTER, "No")}\n${dots(PLAN, "2019")}\n${dots("Victims of trafficking in persons helped by the hotline", "1,200")}\n`;
    const document = await read(text, "form.txt");
    expect(claimsOf(document)).toEqual(["EST policy.national_action_plan in_place", "EST victims.hotline in_place", "EST victims.shelter absent"]);
    expect(issuesOf(document)).toMatch(/1 of 3 questions without an answer/);
  });

  it("belong to the contents also where an entry left room for few", async () => {
    const text = `National report submitted by Estonia\n\nContents\n\n${dots("I. Victims", "3")}\n${dots("II. Law", "5")}\nIII. ${PLAN} ... 12\n\n1. Judges were trained on trafficking in persons in all of the counties.\n`;
    expect(claimsOf(await read(text, "report.txt"))).toEqual(["EST justice.training in_place"]);
  });
});

describe("pages", () => {
  const done = "<p>The Government trained judges on trafficking in persons. It took two years and reached all of the courts.</p>";
  it("have trails of links and menus in boxes without a name, which state nothing and are counted", async () => {
    const trail = `<div><a href="/">Home</a> / <a href="/t">Topics</a> / <a href="/s">${SHELTER}</a></div>`;
    const menu = `<div>${Array.from({ length: 40 }, (_, i) => `<a href="/${i}">Chapter ${i} of it</a> `).join("")}</div>`;
    const document = await read(report(`${trail}${menu}<h1>Trafficking in persons</h1>${done}${done}${done}`));
    expect(claimsOf(document)).toEqual(["EST justice.training in_place"]);
    expect(issuesOf(document)).toMatch(/letters of menus, notices and other furniture/);
  });

  it("keep a sentence with a link and a stroke", async () => {
    const document = await read(report(`<h1>Trafficking in persons</h1><div>The Government runs a <a href="/h">hotline</a> / <a href="/c">chat</a> for victims of trafficking in persons.</div>${done}`));
    expect(claimsOf(document)).toContain("EST victims.hotline in_place");
  });

  it("have lists of terms: a term heads its description, and takes a short one as its answer", async () => {
    const document = await read(report(`<h1>Trafficking in persons</h1><dl><dt>Shelters</dt><dd>They are run by two parishes with money of the Church.</dd><dt>${HOTLINE}</dt><dd>No</dd></dl><details><summary>${PLAN}</summary><p>Work on it has not been begun by anybody so far.</p></details>`));
    expect(document.sections.map((section) => section.heading)).toEqual(expect.arrayContaining(["Shelters", PLAN]));
    expect(claimsOf(document)).not.toContain("EST victims.shelter in_place");
    expect(claimsOf(document)).toContain("EST victims.hotline absent");
  });
});

describe("who answers", () => {
  const asked = "\n\n1. Is there a hotline for victims of trafficking in persons?\n\nYes.\n\n2. Are there shelters for victims of trafficking in persons?\n\nNo.\n";
  it.each([
    ["Questionnaire on trafficking in persons\n\nReply of the Government of Norway", "NOR"], ["Questionnaire on trafficking in persons\n\nCountry: Norway", "NOR"], ["Questionnaire on trafficking in persons\n\nName of State: the Netherlands", "NLD"],
    ["Questionnaire on trafficking in persons\n\nSubmitted by: Ministry of Justice of Chile", "CHL"], ["Survey on trafficking in persons\n\nResponse from the Permanent Mission of Chile to the United Nations", "CHL"],
  ])("%j", async (opening, state) => {
    const document = await read(opening + asked, "form.txt");
    expect([document.meta.kind, document.meta.state]).toEqual(["national_report", state]);
    expect(claimsOf(document)).toEqual([`${state} victims.hotline in_place`, `${state} victims.shelter absent`]);
  });

  it.each([
    "Questionnaire on trafficking in persons\n\nCountry: Norway\n\nOrganization: Lantern Network", "Questionnaire on trafficking in persons\n\nReply of the National Human Rights Institution of Norway",
    "Questionnaire on trafficking in persons\n\nCountry: Norway\n\nReply of the Government of Sweden", "Questionnaire on trafficking in persons",
  ])("%j is no State's own answer", async (opening) => expect(claimsOf(await read(opening + asked, "form.txt"))).toEqual([]));

  it("says for whom a form was taken where only a field names the State", async () => {
    expect(issuesOf(await read(`Questionnaire on trafficking in persons\n\nCountry: Norway${asked}`, "form.txt"))).toMatch(/Taken for NOR's own answer to a form/);
  });

  it("is the government whose name heads a fact sheet, or that its front matter names", async () => {
    const text = `${"Norway has opened a hotline for victims of trafficking in persons."}\n`;
    const headed = await read(`Government of Norway\n====================\n\nFact sheet on trafficking in persons\n------------------------------------\n\n${text}`, "sheet.md");
    const authored = await read(`---\ntitle: Fact sheet on trafficking in persons\nauthor: Government of Norway\n---\n\n${text}`, "sheet.md");
    for (const document of [headed, authored]) expect([document.meta.kind, document.meta.state, claimsOf(document)]).toEqual(["national_report", "NOR", ["NOR victims.hotline in_place"]]);
  });
});

it("a heading with the letter A is no answer", async () => {
  const document = await read("National report submitted by Estonia\n\n1. The Government opened shelters for victims of trafficking in persons.\n\nA. International instruments\n\n2. Judges were trained on trafficking in persons.\n\n3. The law was adopted.\n", "report.txt");
  expect(document.sections.map((section) => section.heading)).toContain("International instruments");
});

describe("plain text with tabs", () => {
  it("is a table where lines have as many cells, and no table where a tab stands behind a number", async () => {
    const tabs = (...lines: string[][]): string => lines.map((cells) => cells.join("\t")).join("\n");
    const document = await read(`Compilation of replies received from Governments on trafficking in persons\n\n${tabs(["State", HOTLINE, SHELTER], ["Norway", "Yes", "No"], ["Chile", "", "Yes"])}\n`, "table.txt");
    expect(claimsOf(document)).toEqual(["CHL victims.shelter in_place", "NOR victims.hotline in_place", "NOR victims.shelter absent"]);
    const numbered = await read(`National report submitted by Estonia\n\n${tabs(["1.", "The Government opened shelters for victims of trafficking in persons."], ["2.", "Judges were trained on trafficking in persons."], ["3.", "The law was adopted."])}\n`, "report.txt");
    expect(numbered.paragraphs.map((paragraph) => paragraph.number)).toEqual(["1", "2", "3"]);
  });
});

describe("questions and answers line by line", () => {
  it("are parted by their marks where no blank line parts them", async () => {
    const document = await read("Reply of the Government of Norway to the questionnaire\n\nQ1: Is there a hotline for victims of trafficking in persons?\nA1: Yes.\nQ2: Are there shelters for victims of trafficking in persons?\nA2: No.\nQ3: Has a national action plan against trafficking in persons been adopted?\nA3: n/a\n", "form.txt");
    expect(claimsOf(document)).toEqual(["NOR victims.hotline in_place", "NOR victims.shelter absent"]);
    expect(issuesOf(document)).toMatch(/1 of 3 questions without an answer/);
  });
});

describe("signs and bytes", () => {
  it("reads boxes of RTF that are letters of Wingdings", async () => {
    const document = await read(String.raw`{\rtf1\ansi{\fonttbl{\f0 Times;}{\f1\fnil\fcharset2 Wingdings;}}\pard Replies of the Government of Estonia to the questionnaire\par Is there a hotline for victims of trafficking in persons?\par {\f1 \'a8} Yes {\f1 \'fe} No\par Are there shelters for victims of trafficking in persons?\par {\f1\u-3842 ?} Yes {\f1\u-3928 ?} No\par}`, "x.rtf");
    expect(claimsOf(document)).toEqual(["EST victims.hotline absent", "EST victims.shelter in_place"]);
  });

  it("takes a letter that the file's end cut in two for no other encoding", async () => {
    const whole = new TextEncoder().encode("National report submitted by Estonia\n\nThe café of the Ministry is open on Sundays. It is called É");
    const document = await read(whole.subarray(0, whole.length - 1), "cut.txt");
    expect(document.paragraphs.map((paragraph) => paragraph.text).join(" ")).toMatch(/café/);
    expect(issuesOf(document)).toMatch(/1 byte/);
  });
});
