// Owns opening the database for a command that reads.
import { Database } from "../store/database.js";
import { refuseOtherSchema } from "../store/schema-version.js";
import { SCHEMA_VERSION } from "../store/schema.js";
import { chooseDecisions } from "./decisions.js";
import { DEFAULT_DATABASE } from "../config.js";
import { CommandError } from "./io.js";

export { DEFAULT_DATABASE };

/**
 * Opens for reading and checks that the file is one of ours, of a version that is read.
 * @param oldest oldest version of the shape that is read
 * @throws CommandError or DatabaseError with the next step.
 */
export async function openDatabase(path: string, oldest = SCHEMA_VERSION): Promise<Database> {
  const database = await Database.open(path, "read");
  try {
    const [row] = await database.all<{ version: string }>("SELECT version FROM build_versions WHERE name = 'schema'").catch(async (error: unknown) => {
      const tables = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'build_versions'");
      if (tables.length > 0) throw error;
      throw new CommandError(`${path}: a DuckDB database without Stocktake's tables. Make one with: stocktake ingest FOLDER --db OTHER.duckdb`);
    });
    refuseOtherSchema(path, row?.version, oldest);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Opens for reading, with human decisions or without as the command was told, hands it to `work`, closes.
 * @param oldest oldest version of the shape that `work` reads
 * @throws CommandError or DatabaseError with the next step.
 */
export async function withDatabase<T>(path: string, work: (database: Database) => Promise<T>, oldest = SCHEMA_VERSION): Promise<T> {
  const database = await openDatabase(path, oldest);
  try {
    await chooseDecisions(database);
    return await work(database);
  } finally {
    database.close();
  }
}
