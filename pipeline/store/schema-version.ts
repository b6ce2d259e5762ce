// Owns what is said of a database file that another version of Stocktake made: one message, wherever such a file is met.
// Must not open a file.
import { DatabaseError } from "./database.js";
import { SCHEMA_VERSION } from "./schema.js";

/**
 * Refuses a file whose tables are of another version than this program's.
 * @param found what `build_versions` of the file says of the schema; undefined where it says nothing
 * @param oldest oldest version that will do
 * @throws DatabaseError that says whether the file is older or newer and what to do
 */
export function refuseOtherSchema(path: string, found: string | undefined, oldest = SCHEMA_VERSION): void {
  const version = Number(found);
  if (version >= oldest && version <= SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION) throw new DatabaseError(`${path}: made by a newer version of Stocktake (schema ${version}; this one knows ${SCHEMA_VERSION}). Use that version, or name another file with --db.`);
  throw new DatabaseError(`${path}: made by an older version of Stocktake (schema ${found ?? "unknown"}; this one needs ${SCHEMA_VERSION}). Name a new file with --db and ingest again. Decisions of people are carried over: stocktake review export --decided --db ${path} > decisions.csv, then stocktake review import decisions.csv --db NEW.duckdb.`);
}

/** The same for a table that has other columns than this version writes, whatever the file says of itself. */
export function refuseOtherColumns(path: string, table: string): never {
  throw new DatabaseError(`${path.replace(/\.building$/, "")}: made by another version of Stocktake (its table ${table} has other columns). Name a new file with --db and ingest again; parsed documents come from the cache.`);
}
