// Owns what opens a report that is sent: the cover, and one page of summary with findings, a chart and a map.
// Must not count: findings are made from figures of the same report.
import type { Cover } from "../model.js";
import type { QueryRunner } from "../query.js";
import type { ReportBase } from "./base.js";
import { findingsOf } from "./findings.js";
import type { Issuer } from "./issuer.js";
import type { Lookup } from "./lookup.js";
import { list, text, type Outline } from "./parts.js";

/** Sources longer than this are counted, not listed: the list of documents follows in the report. */
const SOURCES = 6;

/** "2 August 2010" of an ISO 8601 day; anything else as it is. */
export function issueDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  const name = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][(month ?? 0) - 1];
  return name === undefined || date === undefined ? day : `${date} ${name} ${year}`;
}

/** Who issues the report, when, whom to ask: as label and value, for formats without a cover of their own. Nothing where nothing was said. */
export function issuerLines({ office, date, contact }: Cover): { label: string; value: string }[] {
  const lines = [{ label: "Issued by", value: office }, { label: "Date of issue", value: date === null ? null : issueDay(date) }, { label: "Contact", value: contact }];
  return lines.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}

/** Each name once; of a report that was read from several files it says so. */
function named(names: readonly string[]): string[] {
  return [...new Set(names)].map((name) => {
    const files = names.filter((other) => other === name).length;
    return files === 1 ? name : `${name} (${files} files)`;
  });
}

/** The cover; `date` comes from the caller, so that a report made twice is the same. @param listedUnder title of the section that lists the documents */
export function coverOf(base: ReportBase, issuer: Issuer, title: string, subtitle: string, listedUnder: string): Cover {
  const years = [...new Set(base.documents.flatMap((item) => (item.event_year === null ? [] : [item.event_year])))].sort();
  const span = years.length === 0 ? "" : years.length === 1 ? `, ${years[0]}` : `, ${years[0]}–${years.at(-1)}`;
  const sources = base.documents.length <= SOURCES ? named(base.documents.map((item) => item.document)) : [`${base.documents.length} documents${span}; they are listed under “${listedUnder}”`];
  const year = (issuer.date ?? "").slice(0, 4);
  return {
    office: issuer.office ?? null, contact: issuer.contact ?? null, date: issuer.date ?? null, sources,
    cite: `${issuer.office === undefined ? "" : `${issuer.office}. `}${title}. ${subtitle}.${year === "" ? "" : ` ${year}.`} Made with Stocktake ${base.question.programVersion}, codebook ${base.codebookVersion}.`,
    disclaimer: "This report codes what documents say, not what countries do. A State that a document does not name with a measure did not say no; a State without a report is not a State without the measure. The designations employed and the presentation of material do not imply any opinion on the legal status of any country or territory.",
  };
}

/** The one page that says it all. */
export async function summarySection(outline: Outline, database: QueryRunner, base: ReportBase, lookup: Lookup): Promise<void> {
  const section = outline.section(1, "Summary", { id: "summary" });
  const findings = await findingsOf(database, base, lookup);
  if (findings.length === 0) {
    section.blocks.push(text("No respondents could be told, so there is no share to sum up. The tables give what the documents name."));
    return;
  }
  section.blocks.push(list(findings));
  section.blocks.push(
    { kind: "picture", picture: { id: "chart-most-reported", what: "bars", caption: "Measures reported in place by most respondents, in per cent of respondents" } },
    { kind: "picture", picture: { id: "map-respondents", what: "map", caption: "States by what was read" } },
  );
}
