// Owns the proof that rows of tables of treaties are read without a verb: by the column's head, the row's, a word or a date, and that other rows are not.
import { describe, expect, it } from "vitest";
import type { SourceRow } from "../../extractors/document/source.js";
import { treatyRow } from "../../extractors/document/treaty-rows.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";

const tableOf = (...lines: string[][]): SourceRow[] =>
  lines.map((cells, i) => ({ table: 1, head: i === 0, cells: cells.map((text, column) => ({ text, column, span: 1, continued: false })) }));

/** What the last row says: "name status". */
const told = (...lines: string[][]): string[] | null => {
  const rows = tableOf(...lines);
  return treatyRow(rows[rows.length - 1] as SourceRow, rows)?.map(({ name, status }) => `${name} ${status}`) ?? null;
};

const PERIODS = ["", "Status during previous cycle", "Action after review", "Not ratified/not accepted"];

describe("a row of treaties", () => {
  it.each<[string, string[][], string[] | null]>([
    ["lists what binds, what is signed and what is lacking", [PERIODS, ["Ratification, accession or succession", "CAT (1999)\nOP-CRC-AC (2005)", "OP-CRC-SC (2011)", "ICRMW\nCPED (signature, 2007)"]], ["CAT in_place", "OP-CRC-AC in_place", "OP-CRC-SC in_place", "ICRMW absent", "CPED in_progress"]],
    ["lists run together in print", [PERIODS, ["Ratification, accession or succession", "CAT (1999) CRC (1990)", "", ""]], ["CAT in_place", "CRC in_place"]],
    ["tells of procedures, by the article that was accepted", [PERIODS, ["Complaints procedures, inquiries and urgent action", "OP-CEDAW, art. 8 (2006)\nICERD", "", "CAT, art. 22"]], ["OP-CEDAW in_place"]],
    ["with a date", [["Treaty", "Date of ratification, accession or succession"], ["OP-CEDAW", "14 Mar. 2002"]], ["OP-CEDAW in_place"]],
    ["with Yes", [["Other instruments", "Ratification, accession or succession"], ["Palermo Protocol", "Yes"]], ["Palermo Protocol in_place"]],
    ["with No", [["Other instruments", "Ratification, accession or succession"], ["Palermo Protocol", "No"]], ["Palermo Protocol absent"]],
    ["with a word and a date", [["Treaty", "Ratification or accession"], ["OP-CRC-SC", "Accession, 2004"]], ["OP-CRC-SC in_place"]],
    ["signed, in a column of its own", [["Treaty", "Signature", "Ratification"], ["OP-CRC-SC", "7 Sept. 2000", ""]], ["OP-CRC-SC in_progress"]],
    ["signed only", [["Treaty", "Ratification or accession"], ["OP-CRC-SC", "Signature only, 2000"]], ["OP-CRC-SC in_progress"]],
    ["not ratified", [["Treaty", "Status"], ["OP-CRC-SC", "Not yet ratified"]], ["OP-CRC-SC absent"]],
    ["across all columns", [["Treaty", "Ratification"], ["Core treaties to which Utopia is not a party: OP-CEDAW, ICRMW and CED (signature only, 2007)."]], ["OP-CEDAW absent", "ICRMW absent", "CED in_progress"]],
    // Near to them, and none.
    ["with reservations", [PERIODS, ["Reservations and/or declarations", "OP-CRC-AC (declaration, art. 3, 2005)", "", ""]], null],
    ["whose reports are due", [["Treaty body", "Latest report", "Reporting status"], ["OP-CRC-SC", "2007", "Second report due in 2014"]], null],
    ["with a dash", [["Treaty", "Date of ratification"], ["OP-CRC-SC", "–"]], null],
    ["being ratified", [["Treaty", "Ratification"], ["OP-CRC-SC", "Ratification is being examined"]], null],
    ["with one date for two acts", [["Treaty", "Signature / ratification"], ["OP-CRC-SC", "2003"]], null],
    ["of another table", [["Service", "Available"], ["Hotline for victims", "Yes"]], null],
    ["with limits", [["Other instruments", "Ratification"], ["Refugees and stateless persons", "Yes, except the 1961 Convention"]], null],
  ])("%s", (_, lines, wanted) => expect(told(...lines)).toEqual(wanted));
});

describe("a compilation with a table of treaties", () => {
  it("gives the State's own status, and nothing of treaties that are no measure", async () => {
    const cell = (text: string): string => `<td>${text}</td>`;
    const row = (...cells: string[]): string => `<tr>${cells.map(cell).join("")}</tr>`;
    const html = `<html><body><p>A/HRC/WG.6/20/NOR/2</p><h1>Compilation prepared by the Office of the United Nations High Commissioner for Human Rights</h1><h2>Norway</h2><table>${row("Treaty", "Ratification, accession or succession")}${row("Palermo Protocol", "23 Sept. 2003")}${row("OP-CRC-SC", "Signature only, 2000")}${row("OP-CEDAW", "No")}${row("CAT", "1986")}</table><p>1. The Committee noted the report.</p></body></html>`;
    const document = await readDocument(new TextEncoder().encode(html), { fileName: "compilation.html", resolveState: stateResolver() });
    document.meta.kind = "compilation";
    document.meta.state = "NOR";
    for (const paragraph of document.paragraphs) if (paragraph.section !== null) (document.sections[paragraph.section] as { role: string }).role = "third_party";
    const { claims } = extract(document, buildContext());
    expect(claims.map(({ state, measure, status, quote }) => `${state} ${measure} ${status}: ${quote.replace(/\n/g, " | ")}`)).toEqual([
      "NOR treaty.trafficking_protocol in_place: Palermo Protocol | 23 Sept. 2003",
      "NOR treaty.crc_optional_protocol in_progress: OP-CRC-SC | Signature only, 2000",
      "NOR treaty.cedaw_optional_protocol absent: OP-CEDAW | No",
    ]);
  });
});
