// Owns the list of gold sets: which labels, which documents, who labelled, and which rows may never be named.
// Must not score.
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageRoot } from "../../datasets/paths.js";

export interface GoldSet {
  id: string;
  /** One phrase for the printed table. */
  what: string;
  /** Folder that the documents' names are relative to. */
  documents: string;
  /** CSV files of labels of claims; rows marked in a column `doubtful`, or standing in `doubtful`, count neither right nor wrong. */
  gold: string[];
  doubtful?: string[];
  respondents?: string;
  collective?: string[];
  collectiveDoubtful?: string[];
  /** File to read for a UN symbol, and for a name that the labels use. */
  file?: Record<string, string>;
  /** Printed paragraphs that were labelled; all where not given. */
  paragraphs?: { from: number; to: number };
  /** CSV (file, paragraph) of the paragraphs that the coder read: a claim in another one is not scored. */
  read?: string;
  /** All documents of the set, where some of them carry no label. */
  files?: string[];
  /** Compared by State × measure in the document; the default is by paragraph. */
  by?: "cell";
  /** State × measure is printed beside the figures by paragraph. */
  cells?: true;
  /** Each document is by one State (or under review): the State that its labels name is the respondent. */
  ownState?: true;
  /** The same labels on another file of the same report: scored and printed, left out of what is summed over sets. */
  repeats?: true;
  /** Figures only; rows are named where the run asks for the rows of this set. Left out of sums, and of claims in the baseline. */
  guarded?: true;
  /** Figures only, whatever is asked; scored only by `--sealed`, and each such run is a line of the log. */
  sealed?: true;
  /** Scored by `--quick`. */
  quick?: true;
}

/** Whether rows of a set may be named: never of a sealed one, of a guarded one where its rows were asked for. */
export function mayName(set: GoldSet, rowsOf: ReadonlySet<string>): boolean {
  return set.sealed !== true && (set.guarded !== true || rowsOf.has(set.id));
}

const own = join(packageRoot(), "test", "accuracy");
const samples = join(packageRoot(), "datasets", "samples");

/** Where documents and labels lie that are not part of the repository. */
export const sharedFolder = (): string => resolve(packageRoot(), "..", "shared");

const filesOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith("README")).sort() : []);

/** Every gold set, those that the repository carries first. */
export function goldSets(): GoldSet[] {
  const shared = sharedFolder();
  const corpus = join(shared, "corpus");
  const gold = (name: string): string => join(own, "gold", name);
  const invented = (id: string): GoldSet => ({
    id, what: `invented report (${id}.txt)`, documents: join(own, "reports"),
    gold: [gold(`${id}.csv`)], respondents: gold(`${id}.respondents.csv`), collective: [gold(`${id}.collective.csv`)],
  });
  const firstHalf = (id: string, file: string, what: string): GoldSet => ({
    id, what, documents: corpus, file: { "A/65/209": file }, paragraphs: { from: 3, to: 17 },
    gold: [join(shared, "gold", "A-65-209.paragraphs-3-17.csv")], doubtful: [join(shared, "gold", "A-65-209.doubtful.csv")], respondents: join(shared, "gold", "A-65-209.respondents.csv"),
    collective: [join(shared, "gold", "A-65-209.collective.paragraphs-3-17.csv")], collectiveDoubtful: [join(shared, "gold", "A-65-209.collective.doubtful.csv")],
  });
  const secondHalf = (id: string, file: string, what: string): GoldSet => ({
    id, what, documents: corpus, file: { "seeds/A-65-209.txt": file }, paragraphs: { from: 18, to: 33 },
    gold: [gold("A-65-209.paragraphs-18-33.csv")], collective: [gold("A-65-209.collective.paragraphs-18-33.csv")],
  });
  const country = (id: string, what: string): GoldSet => ({ id, what, documents: corpus, gold: [gold(`${id}.csv`)] });
  const upr = (id: string, folder: string, what: string): GoldSet => {
    const file = (part: string): string => join(shared, "gold", "upr", `set-${id}.${part}.csv`);
    return { id, what, documents: join(corpus, folder), gold: [file("gold")], doubtful: [file("doubtful")], read: file("paragraphs"), cells: true, ownState: true };
  };
  /** Invented reports of a genre, written and labelled by somebody who knew nothing of the reader; of the guarded ones nobody who works on it has read a row. */
  const written = (id: string, what: string, more: Partial<GoldSet>): GoldSet => ({ id, what, documents: join(own, "reports"), gold: [gold(`${id}.csv`)], read: gold(`${id}.paragraphs.csv`), ...more });
  const dev = (id: string, folder: string, what: string): GoldSet => ({
    id, what, documents: join(corpus, folder), gold: [join(shared, "gold", id, "dev.gold.csv")], doubtful: [join(shared, "gold", id, "dev.doubtful.csv")], files: filesOf(join(corpus, folder)), quick: true,
  });
  return [
    { id: "samples", what: "the sample corpus", documents: join(samples, "documents"), gold: [join(samples, "gold.csv")], doubtful: [join(samples, "gold.doubtful.csv")], respondents: join(samples, "respondents.csv"), collective: [join(samples, "collective.csv")], collectiveDoubtful: [join(samples, "collective.doubtful.csv")] },
    ...["style-1", "style-2", "style-3", "style-4", "style-5", "style-6"].map(invented).map((set): GoldSet => (["style-2", "style-4"].includes(set.id) ? { ...set, quick: true } : set)),
    ...["style-7", "national-1", "national-2"].map((id) => ({ id, what: `invented report (${id}.txt)`, documents: join(own, "reports"), gold: [gold(`${id}.csv`)] })),
    written("invented-upr-1", "three invented UPR Working Group reports", { cells: true, ownState: true, quick: true }),
    written("invented-upr-2", "three more invented UPR Working Group reports", { cells: true, ownState: true, quick: true }),
    written("invented-upr-3", "three more invented UPR Working Group reports", { cells: true, ownState: true, quick: true }),
    written("invented-upr-4", "three more invented UPR Working Group reports, rows not read while working", { cells: true, ownState: true, guarded: true }),
    written("invented-national-1", "invented UPR national report", { by: "cell", ownState: true, quick: true }),
    written("invented-national-2", "invented report to CEDAW, rows not read while working", { by: "cell", ownState: true, guarded: true }),
    written("invented-national-3", "invented review of the Beijing Platform for Action", { by: "cell", ownState: true, quick: true }),
    written("invented-sg-1", "invented Secretary-General's report, lists in brackets", { quick: true }),
    written("invented-sg-2", "invented Secretary-General's report, running text", { quick: true }),
    written("invented-sg-3", "invented Secretary-General's report, rows not read while working", { guarded: true }),
    written("invented-sg-4", "invented Secretary-General's report, States in running text", { quick: true }),
    written("invented-sg-5", "invented Secretary-General's report, lists in brackets, rows not read while working", { guarded: true }),
    { ...firstHalf("A-65-209.3-17", "seeds/A-65-209.txt", "A/65/209, paragraphs 3-17, two coders"), quick: true },
    { ...firstHalf("A-65-209.3-17.pdf", "seeds/A-65-209.pdf", "the same from the PDF"), repeats: true },
    { ...firstHalf("A-65-209.3-17.docx", "seeds/A-65-209.docx", "the same from the DOCX"), repeats: true },
    secondHalf("A-65-209.18-33", "seeds/A-65-209.txt", "A/65/209, paragraphs 18-33, one coder"),
    { ...secondHalf("A-65-209.18-33.pdf", "seeds/A-65-209.pdf", "the same from the PDF"), repeats: true },
    { ...upr("d1", "upr-working-group", "62 UPR Working Group reports, one coder"), quick: true },
    { ...upr("d2", "upr-working-group-2", "50 UPR Working Group reports, one coder"), quick: true },
    { ...upr("d3a", "upr-working-group-2", "50 UPR Working Group reports, one coder; rows only where asked for"), guarded: true },
    { ...upr("d3b", "upr-working-group-2", "48 UPR Working Group reports, one coder; sealed"), sealed: true },
    { ...dev("state-reports", "state-reports", "four national reports, two fact sheets, one coder"), by: "cell", ownState: true },
    { ...dev("third-party", "third-party-text", "eight compilations and summaries, one coder"), cells: true },
    { id: "country-reports", quick: true, what: "six country documents, two coders", documents: corpus, gold: [join(shared, "gold", "country-reports.gold.csv")], doubtful: [join(shared, "gold", "country-reports.doubtful.csv")] },
    country("upr-1", "three UPR Working Group reports"),
    country("upr-2", "five UPR Working Group reports"),
    country("country-mixed", "seven UPR, three US human rights reports"),
    country("country-mixed-2", "seven UPR, three US human rights reports"),
    country("country-mixed-3", "four UPR Working Group reports"),
    country("us-2016-1", "three US human rights reports"),
    country("us-2016-2", "two US human rights reports"),
    country("third-party-slovenia", "compilation and summary on Slovenia"),
    country("pledge-chile", "one pledge"),
  ];
}
