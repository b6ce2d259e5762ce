// Owns the loader of the classes of actors: the concepts and words of each.
// Must not say whose an act is; extractors/actors does.
import { z } from "zod";
import { loadWordTables } from "./concepts.js";
import { DataFileError, parseCsv, readDataFile, unknownValue } from "./load-csv.js";
import { datasetPath } from "./paths.js";
import { byGroup } from "./word-groups.js";

/** Classes that the reading of actors asks for; the notes of the table say what each is for. */
export const ACTOR_GROUPS = ["organ", "sub_national", "spokesperson", "ngo", "intergovernmental", "treaty_body", "company", "trafficker", "other_state", "private_person", "victim"] as const;
export type ActorGroup = (typeof ACTOR_GROUPS)[number];

export interface Actors {
  /** The class of a concept; undefined for one that is no actor. */
  classOf(concept: string): ActorGroup | undefined;
  /** Words of a class that are none of its concepts', as they stand. */
  words: Readonly<Record<ActorGroup, readonly string[]>>;
}

const schema = z.object({ class: z.string(), concept: z.string().regex(/^(?:[A-Z][A-Z_]*)?$/, "a name in capitals with underscores, or empty"), word: z.string().regex(/^(?:\S(?:.*\S)?)?$/, "a word without space at its ends"), note: z.string() });

/**
 * Reads the table from its text.
 * @param concepts those that have words
 * @throws DataFileError that names file, line and value: an unknown class or concept, a concept of two classes, a row with both concept and word or neither
 */
export function actorsOf(text: string, file: string, concepts: ReadonlySet<string>): Actors {
  const table = parseCsv(text, file, schema);
  const classes = new Map<string, ActorGroup>();
  const groups = byGroup({ ...table, file }, ACTOR_GROUPS, "class", (row) => (row.concept === "" ? row.word : `concept ${row.concept}`));
  table.rows.forEach((row, i) => {
    const line = table.lines[i] ?? 0;
    if ((row.concept === "") === (row.word === "")) throw new DataFileError(`${file} line ${line}: class '${row.class}' needs a concept or a word, one of the two. Fill one cell and leave the other empty.`);
    if (row.concept === "") return;
    if (!concepts.has(row.concept)) throw unknownValue(file, line, "concept", row.concept, concepts);
    const other = classes.get(row.concept);
    if (other !== undefined) throw new DataFileError(`${file} line ${line}: concept '${row.concept}' is of class '${other}' already. Remove one of the two lines.`);
    classes.set(row.concept, row.class as ActorGroup);
  });
  const words = Object.fromEntries(ACTOR_GROUPS.map((group): [ActorGroup, string[]] => [group, groups[group].map((row) => row.word).filter((word) => word !== "")])) as Record<ActorGroup, string[]>;
  return { classOf: (concept) => classes.get(concept), words };
}

let loaded: Actors | undefined;

/** Loads the table once a process. @throws DataFileError */
export function loadActors(): Actors {
  if (loaded === undefined) {
    const { file, text } = readDataFile(datasetPath("actors.csv"));
    loaded = actorsOf(text, file, new Set(loadWordTables().concepts.map((term) => term.concept)));
  }
  return loaded;
}
