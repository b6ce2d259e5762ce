// Owns the words and signs of answers as pieces of patterns, from datasets/answers.csv. Must not read a text.
import { loadAnswers, type AnswerRow } from "../../datasets/answers.js";

const rows = loadAnswers();

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("'", "[’']");
const either = (wanted: (row: AnswerRow) => boolean, kind: AnswerRow["kind"] = "word"): string => rows.filter((row) => row.kind === kind && wanted(row)).map(({ text }) => escaped(text)).sort((a, b) => b.length - a.length).join("|");
/** Inside a class of characters. */
const signs = (wanted: (row: AnswerRow) => boolean): string => rows.filter((row) => row.kind !== "word" && row.kind !== "done" && wanted(row)).map(({ text }) => escaped(text)).join("");

/** Alternatives of a pattern (flags iu): words that answer yes and no, in all languages and in English, and all that may stand beside a box. */
export const YES_WORDS = either(({ says }) => says === "yes");
export const NO_WORDS = either(({ says }) => says === "no");
export const ENGLISH_YES = either(({ says, lang }) => says === "yes" && lang === "en");
export const ENGLISH_NO = either(({ says, lang }) => says === "no" && lang === "en");
export const OPTION_WORDS = either(() => true);
/** Words by which a short answer says that something is there. */
export const DONE_WORDS = either(() => true, "done");

/** Members of classes of characters (flag u). */
export const BALLOTS = signs(({ kind }) => kind === "ballot");
/** Boxes and all that counts as one beside a word of answer, bullets apart. */
export const BOX_SIGNS = signs(({ kind }) => kind === "ballot" || kind === "sign");
export const BULLETS = signs(({ kind }) => kind === "bullet");
export const TICKED_SIGNS = signs(({ says }) => says === "ticked");
/** What is typed into brackets or on a line. */
export const TYPED_SIGNS = signs(({ typed }) => typed === "yes");
/** Alone, as an answer: yes, no. */
export const YES_SIGNS = signs(({ alone }) => alone === "yes");
export const NO_SIGNS = signs(({ alone }) => alone === "no");
/** Alone, in the cell of a table: set, not set. */
export const SET_SIGNS = signs(({ alone }) => alone === "yes" || alone === "cell");
export const OPEN_SIGNS = signs(({ alone }) => alone === "open");
/** Where a table ticks, its crosses say no; where it only crosses, they may be its ticks. */
export const TICKS = signs(({ shape }) => shape === "tick");
export const CROSSES = signs(({ shape }) => shape === "cross");
