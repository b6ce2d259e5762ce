// Owns the words of a release: its README, its citation (CITATION.cff) and its DataCite fields.
// Must not measure; every figure is handed in.
import type { Accuracy } from "../../datasets/accuracy.js";

export interface ReleaseSummary {
  version: string;
  program: string;
  codebook: { version: string; topic: string; measures: number; categories: number };
  accuracy: Accuracy;
  counts: { documents: number; failed: number; missing_shards: number; copies: number; claims: number; collective: number; respondents: number; states: number; measures: number; from: number | null; to: number | null };
  kinds: { kind: string; documents: number; claims: number }[];
  bases: { basis: string; claims: number }[];
  doubtful: number;
  /** Human decisions on claims; they are applied to the claims of the release. */
  decisions: number;
  tables: { name: string; rows: number; comment: string }[];
  views: { name: string; comment: string }[];
  /** Tables left out by the user's wish. */
  leftOut: string[];
  /** Foreign keys that the rows do not keep, told and not declared. */
  broken: string[];
  date: string | null;
}

export const title = (summary: ReleaseSummary): string => `Stocktake: measures against ${summary.codebook.topic} reported by Member States${period(summary.counts)}`;
const period = ({ from, to }: ReleaseSummary["counts"]): string => (from === null ? "" : from === to ? `, ${from}` : `, ${from}–${to}`);
const number = (value: number): string => value.toLocaleString("en-GB");
const share = ({ right, of }: { right: number; of: number }): string => `${number(right)} of ${number(of)} (${((100 * right) / of).toFixed(1)}%)`;

export const description = (summary: ReleaseSummary): string =>
  `${number(summary.counts.claims)} claims, read by program from ${number(summary.counts.documents)} documents: which document reports which status of which of ${summary.codebook.measures} measures for which State, with the sentence that says so. It codes reports, not countries.`;

/** README.md of a release. */
export function readme(summary: ReleaseSummary): string {
  const { counts, accuracy, codebook } = summary;
  return `# ${title(summary)}

Release ${summary.version}${summary.date === null ? "" : `, ${summary.date}`}. ${description(summary)}

**Read this first.** A row says that a document reports something, never that a country has it. \`silent\` (the State answered and the text does not name it with the measure), \`absent\` (the text says that the measure is lacking), \`not_read\` (its report could not be read) and \`no_report\` (the State is no respondent) are four different things and must not be added up. A plan (\`planned\`) is not a law. Where a document says "many countries" (table \`collective_claims\`) or names States as examples (extent \`including\`), a State's silence says little.

## What was read

${number(counts.documents)} documents${counts.copies > 0 ? ` (${number(counts.copies)} of them further copies of a report that is here already, told by their UN symbol)` : ""}; ${number(counts.failed)} could not be read and stand in \`documents\` with the reason. ${number(counts.claims)} claims about ${number(counts.states)} States and ${number(counts.measures)} of ${codebook.measures} measures; ${number(counts.collective)} measures ascribed to unnamed States; ${number(counts.respondents)} respondents, counted once a document. ${number(summary.doubtful)} claims are hedged or inferred.
${counts.missing_shards === 0 ? "" : `
**Incomplete.** The database was loaded from parts without all that ${number(counts.missing_shards)} ${counts.missing_shards === 1 ? "shard was" : "shards were"} to read; what these documents say is in no figure. The table \`missing_shards\` names them.
`}
| kind of document | documents | claims |
|---|---:|---:|
${summary.kinds.map((row) => `| ${row.kind} | ${number(row.documents)} | ${number(row.claims)} |`).join("\n")}

| whose word | claims |
|---|---:|
${summary.bases.map((row) => `| ${row.basis} | ${number(row.claims)} |`).join("\n")}

## Method

Documents are read into paragraphs; sentences are matched by rules to the measures of a codebook, and States to measures by the grammar of the sentence. Nothing is trained or guessed: the same document gives the same claims. Each claim keeps its quote, the offsets of the quote in the paragraph (UTF-16 units), the page, the rule, and why this State. What could not be resolved stands in \`issues\` and is not guessed.
${summary.decisions === 0 ? "" : `
People looked at claims: ${number(summary.decisions)} decisions stand in \`tables/decisions.csv\` and \`.parquet\`, with who and why, and are applied to \`claims\` here: a rejected claim is not in it, a changed one is as it was changed to and says so in \`state_reason\`. \`documents.claim_count\` counts the claims as read.
`}
Codebook ${codebook.version}: ${codebook.measures} measures in ${codebook.categories} categories on ${codebook.topic}, in \`measures\` and, for mapping to other schemes, as SKOS in \`codebook.ttl\`. Made by Stocktake ${summary.program}; \`build_versions\` has the fingerprints of the rules.

## How good it is

Against hand labels (${accuracy.date}): of the claims given, ${share(accuracy.precision)} are right; of the claims labelled, ${share(accuracy.recall)} are found. ${accuracy.source} The figures are of those documents, not of the ones in this release.

Who labelled: A/65/209, paragraphs 3 to 17, and six country documents, two coders working apart (over the whole of A/65/209 they had 592 and 551 pairs of State and measure, 547 shared, F1 0.957); the other sets, one coder. Every set was looked at while the rules were written, so for a document never seen the error may be larger. The labels and the command stand in the program's repository under \`test/accuracy\`.

## Known limits

- English only. Other languages are read into paragraphs and named in \`issues\`.
- Scans are not read. Tables in PDF files whose cells run over several lines may come out interleaved.
- The topic is ${codebook.topic}. A shelter for victims of domestic violence alone does not count.
- Groupings (region, least developed …) are those of one year, not of the year of each document.
- Respondents are what the document says. Where no list was found, silence cannot be told from no report; \`issues\` (kind roster) names such documents.
${summary.broken.map((line) => `- ${line}\n`).join("")}${summary.leftOut.length > 0 ? `- Left out of this release: ${summary.leftOut.map((name) => `\`${name}\``).join(", ")} (the texts of the documents). Offsets count in those texts.\n` : ""}
## Files

\`datapackage.json\` describes every table and column (Data Package v2). \`tables/\` has each table as Parquet and as CSV; \`stocktake.duckdb\` has all of them with views and comments; \`codebook.ttl\` the codebook; \`CITATION.cff\` and \`datacite.json\` how to cite. \`checksums.txt\` has the SHA-256 of each file and is the same for the same input (\`sha256sum -c checksums.txt\`). DuckDB writes random bytes into its own file, so \`stocktake.duckdb\` differs from one making to the next although its rows do not; its checksum stands apart in \`stocktake.duckdb.sha256\`.

| table | rows | |
|---|---:|---|
${summary.tables.map((row) => `| ${row.name} | ${number(row.rows)} | ${row.comment.replaceAll("|", "\\|")} |`).join("\n")}

Views in the DuckDB file:

${summary.views.map((view) => `- \`${view.name}\`: ${view.comment.replace(/ Example: [\s\S]*$/, "")}`).join("\n")}

In the CSV files an empty field is a missing value, lists are JSON, and text that a spreadsheet would run as a formula (it begins with = + - @), or that begins with an apostrophe, has one apostrophe in front: take one leading apostrophe off to have the text as it was. Control characters and marks that turn the direction of text are left out. In Excel, open them with Data > From Text/CSV and UTF-8. The Parquet files need none of this.

\`\`\`sql
-- DuckDB: who reports a hotline, and where does it say so?
ATTACH 'stocktake.duckdb' AS s (READ_ONLY); USE s;
SELECT state_name, cited_as, quote FROM claim_evidence WHERE measure = 'victims.hotline' AND NOT copy;
\`\`\`

\`\`\`python
import duckdb  # or: pandas.read_parquet("tables/claims.parquet")
duckdb.connect("stocktake.duckdb", read_only=True).sql("FROM cells WHERE state = 'AUT'").df()
\`\`\`

\`\`\`r
library(DBI)
con <- dbConnect(duckdb::duckdb(), "stocktake.duckdb", read_only = TRUE)
dbGetQuery(con, "FROM cells WHERE state = 'AUT'")
\`\`\`

## Terms

The coding is under the MIT licence. Quotes${summary.leftOut.includes("paragraphs") ? "" : ", paragraphs and footnotes"} are taken from the documents, which have their own terms (those of the United Nations: © United Nations); look at them before passing texts on.
`;
}

/** CITATION.cff of a release, version 1.2.0 of the format. */
export function citation(summary: ReleaseSummary): string {
  return `cff-version: 1.2.0
message: If you use this release, please cite it, and the documents that it codes.
type: dataset
title: ${JSON.stringify(title(summary))}
version: ${JSON.stringify(summary.version)}
${summary.date === null ? "" : `date-released: ${summary.date}\n`}authors:
  - name: Stocktake contributors
license: MIT
keywords: [trafficking in persons, Member States, reporting, United Nations]
abstract: ${JSON.stringify(description(summary))}
`;
}

/** Fields of DataCite's metadata schema 4. Without a date the year of publication, which DataCite asks for, is left for the one who registers a DOI. */
export function datacite(summary: ReleaseSummary): Record<string, unknown> {
  return {
    creators: [{ name: "Stocktake contributors", nameType: "Organizational" }],
    titles: [{ title: title(summary), lang: "en" }],
    publisher: "Stocktake contributors",
    ...(summary.date === null ? {} : { publicationYear: Number(summary.date.slice(0, 4)), dates: [{ date: summary.date, dateType: "Issued" }] }),
    types: { resourceTypeGeneral: "Dataset", resourceType: "Coded reports" },
    subjects: ["trafficking in persons", "Member States", "reporting", "women and girls"].map((subject) => ({ subject })),
    version: summary.version,
    language: "en",
    rightsList: [{ rights: "MIT License", rightsUri: "https://opensource.org/license/mit", rightsIdentifier: "MIT", rightsIdentifierScheme: "SPDX" }],
    descriptions: [{ description: description(summary), descriptionType: "Abstract" }],
    formats: ["text/csv", "application/vnd.apache.parquet", "application/vnd.duckdb"],
    schemaVersion: "http://datacite.org/schema/kernel-4",
  };
}
