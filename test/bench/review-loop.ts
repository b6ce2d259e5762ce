// Owns the reviewer's loop: a person is played from hand labels over the queue's paragraphs, and the curve is printed of what was looked at against what was recovered.
// Run: npm run bench:review -- DATABASE LABELS.csv [PARAGRAPHS.csv]. Must not be part of `npm test`, and must not learn from the documents that it measures.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { Database } from "../../pipeline/store/database.js";
import { learn, rankParagraphs, type KnownParagraph } from "../../pipeline/review/suggestions.js";

interface Label { file: string; paragraph: string; measure: string; state: string; status: string }

const [path, labelFile, paragraphFile] = process.argv.slice(2);
if (path === undefined || labelFile === undefined) throw new Error("Usage: review-loop DATABASE LABELS.csv [PARAGRAPHS.csv]");
const table = <T>(file: string): T[] => Papa.parse<T>(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true }).data;
const labels = table<Label>(labelFile);
const judged = paragraphFile === undefined ? null : new Set(table<{ file: string; paragraph: string }>(paragraphFile).map((row) => `${row.file} ${row.paragraph}`));
const files = new Set(labels.map((row) => row.file));

const database = await Database.open(path, "read");
type Row = KnownParagraph & { file: string; number: string };
const rows = (await database.all<Row>(`SELECT p.document_id, p.ordinal, p.number, split_part(d.file, '/', -1) AS file, d.state, p.text, coalesce(list(DISTINCT c.measure) FILTER (c.measure IS NOT NULL), []) AS measures
FROM paragraphs p JOIN documents d USING (document_id) LEFT JOIN claims c USING (paragraph_id) WHERE d.language = 'en' AND p.role IN (SELECT DISTINCT role FROM paragraphs SEMI JOIN claims USING (paragraph_id)) GROUP BY ALL ORDER BY p.document_id, p.ordinal`));
type Claim = { file: string; number: string; state: string; measure: string };
const claims = await database.all<Claim>("SELECT DISTINCT split_part(d.file, '/', -1) AS file, c.paragraph AS number, c.state, c.measure FROM claims c JOIN documents d USING (document_id)");
database.close();

// Weights come from the other documents alone. Copies of the measured ones under another name go as well, told by their text.
const measured = rows.filter((row) => files.has(row.file));
const texts = new Set(measured.map((row) => row.text));
const learned = await learn(rows.filter((row) => !files.has(row.file) && !texts.has(row.text)), () => Promise.resolve());
const ranked = await rankParagraphs(learned, measured, () => Promise.resolve());

const key = (file: string, paragraph: string, state: string, measure: string): string => [file, paragraph, state, measure].join(" ");
const gold = new Set(labels.map((row) => key(row.file, row.paragraph, row.state, row.measure)));
const inScope = (file: string, paragraph: string): boolean => judged === null || judged.has(`${file} ${paragraph}`);
const read = new Set(claims.filter((row) => files.has(row.file) && inScope(row.file, row.number)).map((row) => key(row.file, row.number, row.state, row.measure)));
const numberOf = new Map(measured.map((row) => [`${row.document_id} ${row.ordinal}`, row]));
const goldOf = new Map<string, Label[]>();
for (const label of labels) goldOf.set(`${label.file} ${label.paragraph}`, [...(goldOf.get(`${label.file} ${label.paragraph}`) ?? []), label]);

/** What stands after a person has judged every paragraph with a claim, and so many further ones a document. */
function after(further: number, rejectsWrong: boolean, onlySuggested: boolean): { looked: number; precision: number; recall: number; f1: number; recovered: number } {
  const stand = new Set([...read].filter((one) => !rejectsWrong || gold.has(one)));
  const taken = new Map<string, number>();
  let looked = 0;
  let recovered = 0;
  const look = (file: string, paragraph: string, offered: ReadonlySet<string> | null): void => {
    looked += 1;
    for (const label of goldOf.get(`${file} ${paragraph}`) ?? []) {
      const one = key(label.file, label.paragraph, label.state, label.measure);
      if (stand.has(one) || (offered !== null && !offered.has(label.measure))) continue;
      stand.add(one);
      recovered += 1;
    }
  };
  for (const one of ranked.sort((a, b) => b.score - a.score)) {
    const row = numberOf.get(`${one.document_id} ${one.ordinal}`);
    if (row === undefined) continue;
    const offered = onlySuggested ? new Set(one.suggestions.map((suggestion) => suggestion.measure)) : null;
    if (row.measures.length > 0) {
      if (rejectsWrong) look(row.file, row.number, offered);
      continue;
    }
    const count = taken.get(row.file) ?? 0;
    if (count >= further) continue;
    taken.set(row.file, count + 1);
    look(row.file, row.number, offered);
  }
  const right = [...stand].filter((one) => gold.has(one)).length;
  const [precision, recall] = [right / stand.size, right / gold.size];
  return { looked, precision, recall, f1: (2 * precision * recall) / (precision + recall), recovered };
}

const share = (value: number): string => value.toFixed(3);
const documents = new Set(measured.map((row) => row.file)).size;
console.log(`${documents} documents, ${gold.size} labelled rows; weights from ${new Set(rows.filter((row) => !files.has(row.file)).map((row) => row.file)).size} other documents.`);
const start = after(0, false, false);
console.log(`As read: precision ${share(start.precision)}, recall ${share(start.recall)}, F1 ${share(start.f1)}\n`);
console.log("Judged: every paragraph with claims, and N further ones a document, the likeliest first.");
console.log("  N  paragraphs a document   rows recovered   precision  recall  F1     of these by one of the five suggestions: recovered, recall, F1");
for (const further of [0, 1, 2, 3, 4, 5, 6, 8]) {
  const [all, five] = [after(further, true, false), after(further, true, true)];
  console.log(`${String(further).padStart(3)}  ${(all.looked / documents).toFixed(1).padStart(22)}   ${String(all.recovered).padStart(14)}   ${share(all.precision).padStart(9)}  ${share(all.recall)}  ${share(all.f1)}  ${String(five.recovered).padStart(40)}, ${share(five.recall)}, ${share(five.f1)}`);
}
