// Owns the proof that kinds and roles come from wording in general, on sentences of our own.
import { describe, expect, it } from "vitest";
import type { DocumentKind, SectionRole } from "../../extractors/contracts.js";
import { documentFromLines } from "../../extractors/document/document.js";
import { recogniseKind, type KindEvidence } from "../../extractors/document/kind.js";
import { textLines } from "../../pipeline/parse/text-lines.js";

const none: KindEvidence = { masthead: "", title: "", opening: "", headings: [], stateHeadings: [], declaredTitle: "" };
const states: Record<string, string> = { Norlandia: "NOR", Sudania: "SDN", Estia: "EST", Kosovo: "XKX" };
const resolveState = (name: string): string | null => states[name] ?? null;

describe("kind", () => {
  const cases: [Partial<KindEvidence>, DocumentKind][] = [
    [{ masthead: "Trafficking in women\nReport of the Secretary-General" }, "sg_report"],
    [{ masthead: "Progress report by the Secretary-General of UNCTAD" }, "other"],
    [{ masthead: "Report of the Working Group on the Universal\nPeriodic Review*\nNorlandia" }, "upr_working_group"],
    [{ title: "National report submitted in accordance with paragraph 15 (a) of the annex — Norlandia" }, "national_report"],
    [{ title: "Combined seventh and eighth periodic reports of States parties due in 2014" }, "national_report"],
    [{ title: "Beijing+30 National Report: Norlandia" }, "national_report"],
    [{ title: "Comprehensive national-level review of the Beijing Declaration — Norlandia" }, "national_report"],
    [{ title: "Voluntary National Review 2023: Norlandia" }, "national_report"],
    [{ title: "Mid-term report of Norlandia on the recommendations of the second cycle" }, "national_report"],
    [{ masthead: "Replies of Norlandia to the list of issues in relation to its sixth periodic report" }, "national_report"],
    [{ title: "Responses of the Government of Norlandia to the questionnaire on trafficking in women and girls" }, "national_report"],
    [{ title: "Information received from Norlandia on follow-up to the concluding observations" }, "national_report"],
    [{ masthead: "List of issues in relation to the sixth periodic report of Norlandia" }, "other"],
    [{ title: "Shadow report to the sixth national report of Norlandia" }, "third_party_report"],
    [{ title: "Responses of civil society to the questionnaire" }, "other"],
    [{ masthead: "Compilation prepared by the Office of the United Nations High Commissioner for Human Rights" }, "compilation"],
    [{ masthead: "Summary prepared by the Office of the High Commissioner for Human Rights" }, "stakeholder_summary"],
    [{ masthead: "Note verbale dated 1 May 2020 from the Permanent Mission of Norlandia to the United Nations" }, "pledge"],
    [{ title: "2016 Country Reports on Human Rights Practices: Norlandia" }, "third_party_report"],
    [{ title: "National Action Plan to Combat Trafficking in Persons 2020–2024" }, "action_plan"],
    [{ title: "Tool 2.7 National action plans and strategies" }, "guidance"],
    [{ title: "Guidelines for national plans of action" }, "guidance"],
    [{ headings: ["ADVANCE QUESTIONS TO NORLANDIA", "Estia"], stateHeadings: ["EST", "SDN", "NOR"] }, "other"],
    [{ stateHeadings: ["EST", "SDN", "NOR"] }, "multi_state"],
    [{ title: "Minutes" }, "other"],
  ];
  it.each(cases)("%j → %s", (evidence, kind) => {
    expect(recogniseKind({ ...none, ...evidence }).kind).toBe(kind);
  });
  it("quotes the wording that it rests on", () => {
    expect(recogniseKind({ ...none, masthead: "Report of the\nSecretary-General" }).basis).toBe("masthead: Report of the Secretary-General");
  });
});

describe("a report without a masthead", () => {
  const read = (text: string) => documentFromLines({ format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "x.txt", resolveState }).meta;
  const body = "\n\n1. We are a country of many islands and report here on what was done in the past five years.\n\n2. A hotline for victims of trafficking was opened in the capital.\n";

  it("is told by the lines before its text: kind, State, month", () => {
    expect(read(`Norlandia\nMinistry of Women\n\nNational review of the implementation of the Platform for Action\n\nPort Town, June 2024${body}`)).toMatchObject({ kind: "national_report", state: "NOR", date: "2024-06", year: 2024, title: "National review of the implementation of the Platform for Action" });
  });
  it("that names no kind stays what it was", () => {
    expect(read(`Norlandia\nMinistry of Women\n\nOn our islands\n\nPort Town, June 2024${body}`)).toMatchObject({ kind: "other", state: null });
  });
});

function roles(kind: DocumentKind, ...headings: string[]): [string, SectionRole, string | null][] {
  const text = headings.map((heading) => `${heading}\n\nA sentence of prose stands under this heading so that it is read as a heading and nothing else.`).join("\n\n");
  const document = documentFromLines(
    { format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null },
    { fileName: "x.txt", resolveState, kind },
  );
  return document.sections.map((section) => [section.heading, section.role, section.state]);
}

describe("roles", () => {
  it("of a Secretary-General's report", () => {
    expect(roles("sg_report", "## Introduction", "## II. Measures taken by Member States", "### A. Legislation", "### B. Support by the United Nations to victims", "## III. Activities undertaken within the United Nations system", "### A. National efforts supported", "## IV. Conclusions and recommendations").map(([, role]) => role))
      .toEqual(["introduction", "member_states", "member_states", "un_system", "un_system", "un_system", "conclusions"]);
    expect(roles("sg_report", "## Information received from Governments", "## Action taken by specialized agencies", "## The way forward").map(([, role]) => role)).toEqual(["member_states", "un_system", "conclusions"]);
    expect(roles("sg_report", "## The situation by country", "### Norlandia", "#### Recommendation").map(([, role, state]) => [role, state])).toEqual([["other", null], ["state_section", "NOR"], ["conclusions", null]]);
  });
  it("of a Working Group report", () => {
    expect(roles("upr_working_group", "## Introduction", "## I. Summary of the proceedings of the review process", "### A. Presentation by the State under review", "### B. Interactive dialogue and responses by the State under review", "## II. Conclusions and/or recommendations", "## III. Voluntary commitments", "## Annex").map(([, role]) => role))
      .toEqual(["procedure", "procedure", "state_report", "dialogue", "recommendations", "state_report", "annex"]);
  });
  it("of a State's own report", () => {
    expect(roles("national_report", "## I. Methodology and consultation process", "## II. Legal framework", "## III. Follow-up to recommendations", "## Annex").map(([, role]) => role)).toEqual(["procedure", "state_report", "state_report", "annex"]);
  });
  it("of others' reports and of documents in sections by State", () => {
    expect(roles("compilation", "## A. Scope").map(([, role]) => role)).toEqual(["third_party"]);
    expect(roles("guidance", "## Overview", "## Norlandia", "## Kosovo").map(([, role, state]) => [role, state])).toEqual([["other", null], ["state_section", "NOR"], ["state_section", "XKX"]]);
    expect(roles("other", "## Norlandia").map(([, role]) => role)).toEqual(["other"]);
  });
});
