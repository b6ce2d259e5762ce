// Owns reading a YAML file of the project into validated values, with the line of each place in it.
// Must not know what the values mean; each data set brings its own schema.
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { DataFileError, readDataFile } from "./load-csv.js";

/** A YAML file, validated. */
export interface LoadedYaml<T> {
  value: T;
  /** Its name, for messages. */
  file: string;
  /** Line (1-based) of a place, by keys and indexes from the outside in; of the nearest place around it where it is not there. */
  lineOf: (place: readonly PropertyKey[]) => number;
}

/**
 * Reads and validates a YAML file.
 * @param path absolute path
 * @param help file that says which keys there are, for messages
 * @throws DataFileError with file and line: a file that cannot be read, YAML that does not parse, unknown keys, wrong values
 */
export function loadYaml<S extends z.ZodType>(path: string, schema: S, help: string): LoadedYaml<z.output<S>> {
  const { file, text } = readDataFile(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const fault = document.errors[0];
  if (fault !== undefined) throw new DataFileError(`${file} line ${lines.linePos(fault.pos[0]).line}: ${fault.message.split("\n")[0]?.replace(/ at line \d+.*$/, "")}. Correct the YAML.`);
  const lineOf = (place: readonly PropertyKey[]): number => lineIn(document, lines, place);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    const where = issue.path.filter((part) => typeof part === "string").at(-1) ?? "the file";
    if (issue.code === "unrecognized_keys") {
      const key = issue.keys[0] as string;
      throw new DataFileError(`${file} line ${lineOf([...issue.path, key])}: unknown key '${key}'. See ${help} for the keys.`);
    }
    throw new DataFileError(`${file} line ${lineOf(issue.path)}: ${String(where)}: ${issue.message}. Correct it; ${help} says what each key holds.`);
  }
  return { value: parsed.data, file, lineOf };
}

function lineIn(document: Document, lines: LineCounter, place: readonly PropertyKey[]): number {
  for (let depth = place.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(place.slice(0, depth).map(String).map((key) => (/^\d+$/.test(key) ? Number(key) : key)), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
