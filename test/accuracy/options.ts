// Owns the options of `npm run accuracy`. Must not run anything.

export const HELP = `npm run accuracy [-- OPTIONS]
  --sets A,B       only these gold sets (also: --set A B)
  --quick          only the sets worked on (d1, d2, state reports, third party, two styles, A/65/209), short tables
  --list           print every claim missed, wrongly given, or given with another status
  --why            for each labelled row that was lost, the step that lost it; wrong rows by measure and by document; counts a step a set
  --rows-of d3a    let --list and --why name the rows of a set that is otherwise figures only; never of a sealed one
  --sealed         score the sealed set as well, figures only; adds a line to test/accuracy/sealed-log.jsonl
  --metamorphic    changes of meaning and of wording over every example sentence; with --list the failures, with --update the floor
  --rewordings     score test/accuracy/rewordings: open, held (figures only) and none (false claims); with --list the failures of open and none
  --rewordings-in FOLDER  the same from another folder
  --unlisted N     N claims in paragraphs of d1 and d2 that no coder listed, with their text, to be judged by a person; --seed M (7) draws others
  --update         write the baseline anew, and the figures in docs/accuracy.md (all sets have to be there)
`;

export interface AccuracyOptions {
  sets: string[];
  rowsOf: Set<string>;
  flags: Set<string>;
  values: Map<string, string>;
}

const WITH_LIST = ["--set", "--sets", "--rows-of"];
const WITH_VALUE = ["--rewordings-in", "--unlisted", "--seed"];
const PLAIN = ["--help", "--quick", "--list", "--why", "--metamorphic", "--rewordings", "--sealed", "--update"];

/** @throws Error naming the word that is no option, or the option without its value */
export function parseOptions(argv: string[]): AccuracyOptions {
  const options: AccuracyOptions = { sets: [], rowsOf: new Set(), flags: new Set(), values: new Map() };
  let current: string | null = null;
  for (const word of argv) {
    if (word.startsWith("--")) {
      if (![...WITH_LIST, ...WITH_VALUE, ...PLAIN].includes(word)) throw new Error(`Unknown option ${word}.\n${HELP}`);
      options.flags.add(word);
      current = PLAIN.includes(word) ? null : word;
    } else if (current === null) throw new Error(`'${word}' belongs to no option.\n${HELP}`);
    else if (WITH_VALUE.includes(current)) {
      options.values.set(current, word);
      current = null;
    } else {
      const ids = word.split(",").filter((part) => part !== "");
      if (current === "--rows-of") for (const id of ids) options.rowsOf.add(id);
      else options.sets.push(...ids);
    }
  }
  for (const name of [...WITH_LIST, ...WITH_VALUE]) {
    if (!options.flags.has(name)) continue;
    const missing = name === "--rows-of" ? options.rowsOf.size === 0 : WITH_LIST.includes(name) ? options.sets.length === 0 : !options.values.has(name);
    if (missing) throw new Error(`${name} needs a value.\n${HELP}`);
  }
  for (const name of ["--unlisted", "--seed"]) {
    const value = options.values.get(name);
    if (value !== undefined && !/^\d{1,9}$/.test(value)) throw new Error(`${name} '${value}': write a whole number.\n${HELP}`);
  }
  return options;
}
