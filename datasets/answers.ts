// Owns the loader of the words and signs by which forms are answered: yes and no in several languages, boxes, ticks and crosses.
// Must not read an answer; extractors/document does.
import { z } from "zod";
import { DataFileError, loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";

/** `ballot`: a box wherever it stands. `sign`, `bullet`: as often the mark of a list, and a box only beside a word of answer, a bullet only before it. `letter`: a box where it is typed into brackets or on a line. `done`: says of a measure that it is there; with "not" before it, that it is not. */
const KINDS = ["word", "done", "ballot", "sign", "bullet", "letter"] as const;
/** Of a word what it answers, `option` where that is neither; of a box whether it is ticked. */
const SAYS = ["yes", "no", "option", "ticked", "open"] as const;
/** What a sign says where nothing else stands: as an answer anywhere, or (`cell`: yes) only in the cell of a table; `open`: nothing. */
const ALONE = ["yes", "no", "cell", "open", ""] as const;

const schema = z.object({ text: z.string().min(1), kind: z.enum(KINDS), says: z.enum(SAYS), alone: z.enum(ALONE), typed: z.enum(["yes", ""]), shape: z.enum(["tick", "cross", ""]), lang: z.string().regex(/^(?:[a-z]{2})?$/) });
export type AnswerRow = Readonly<z.output<typeof schema>>;

let loaded: readonly AnswerRow[] | undefined;

/** Loads and checks the table once a process. @throws DataFileError with file and line */
export function loadAnswers(): readonly AnswerRow[] {
  if (loaded !== undefined) return loaded;
  const { rows, lines, file } = loadCsv(datasetPath("answers.csv"), schema);
  const seen = new Set<string>();
  rows.forEach(({ text, kind, says, lang }, index) => {
    const wrong = (what: string): DataFileError => new DataFileError(`${file} line ${lines[index]}: '${text}' ${what}.`);
    const word = kind === "word" || kind === "done";
    if (seen.has(text)) throw wrong("stands there twice. Remove one");
    if (word !== (says !== "ticked" && says !== "open")) throw wrong(`is a ${kind} and says '${says}'. Words say yes, no or option, signs ticked or open`);
    if (word ? lang === "" || text !== text.toLowerCase() : [...text].length !== 1) throw wrong(word ? "needs its language, and small letters" : "is more than one sign. Give each a line");
    if (kind === "done" && says !== "yes") throw wrong("says of a measure that it is there, which is a yes");
    seen.add(text);
  });
  loaded = rows;
  return rows;
}
