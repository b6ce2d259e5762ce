// Owns the index of the names of States and other bodies, built once. Must not read texts.
import type { AliasRecord, NonStateRecord, StateRecord } from "../../datasets/states.js";
import { foldName, insert, LETTERS, parts, source, spellings, type Trie } from "./spelling.js";

interface StateData {
  states: readonly StateRecord[];
  aliases: readonly AliasRecord[];
  nonStates: readonly NonStateRecord[];
}

export interface StateIndex {
  /** Aliases by folded name. */
  byKey: ReadonlyMap<string, readonly AliasRecord[]>;
  /** Names with the case they were given in, for suggestions. */
  names: readonly string[];
  /** Small words that open an alias ("former …"), as a pattern for the text before. */
  leads: ReadonlyMap<string, RegExp>;
  /** Keys of spellings met, so that each is folded once. */
  folded: Map<string, string>;
  codes: ReadonlyMap<string, string>;
  states: ReadonlySet<string>;
  find: RegExp;
  here: RegExp;
}

/**
 * Builds what `findStateMentions` looks with: one pattern for all names, longest first, and a table of what each means.
 * Takes some tens of milliseconds; build it once a process.
 * @param data States, aliases and non-States, as the loaders of datasets/states.ts give them
 * @param languages languages of names to find; English alone by default
 */
export function buildStateIndex(data: StateData, languages: readonly string[] = ["en"]): StateIndex {
  const byKey = new Map<string, AliasRecord[]>();
  const names: string[] = [];
  const leads = new Map<string, RegExp>();
  const trie: Trie = new Map();
  for (const alias of data.aliases) {
    if (!languages.includes(alias.lang)) continue;
    if (alias.kind !== "none" && alias.kind !== "adjective") names.push(alias.name);
    // The pattern opens with a capital, which makes it fast; words before it are taken in afterwards.
    const core = alias.name.replace(/^(?:[a-z]+ )+/, "");
    if (core !== alias.name) {
      const words = alias.name.slice(0, alias.name.length - core.length).trim();
      leads.set(alias.name, new RegExp(`\\b${words.replace(/ /g, "\\s+")}\\s+$`, "i"));
    }
    for (const spelling of spellings(core)) {
      const key = foldName(spelling);
      const rows = byKey.get(key);
      if (!rows) byKey.set(key, [alias]);
      else if (!rows.some((r) => r.code === alias.code && r.kind === alias.kind)) rows.push(alias);
      insert(trie, parts(spelling));
      if (alias.kind !== "adjective" && alias.kind !== "abbreviation") insert(trie, parts(spelling.toUpperCase()));
    }
  }
  for (const [key, rows] of byKey) {
    // A name that safely means something is not made doubtful by an unsafe row.
    if (rows.some((r) => r.safe) && rows.some((r) => !r.safe)) byKey.set(key, rows.filter((r) => r.safe));
  }
  // The look at the first letter is for speed alone: it lets the engine skip small letters nine times faster.
  const pattern = `(?=[A-Z\\u00c0-\\u00de])${source(trie)}(?![${LETTERS}])`;
  const codes = new Map<string, string>();
  for (const s of data.states) {
    codes.set(s.iso3, s.iso3);
    if (s.status !== "former") {
      codes.set(s.m49, s.iso3);
      if (s.iso2) codes.set(s.iso2, s.iso3);
    }
  }
  for (const n of data.nonStates) codes.set(n.code, n.code);
  return { byKey, folded: new Map(), leads, names: [...new Set(names)], codes, states: new Set(data.states.map((s) => s.iso3)), find: new RegExp(pattern, "g"), here: new RegExp(pattern, "y") };
}

export function foldOnce(name: string, index: StateIndex): string {
  let key = index.folded.get(name);
  if (key === undefined) {
    key = foldName(name);
    // Spellings are few; blanks and line breaks inside names are not, so that the table has a limit.
    if (index.folded.size < 5000) index.folded.set(name, key);
  }
  return key;
}
