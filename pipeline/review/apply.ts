// Owns taking a file of decisions into a database: checked against the claims as extracted, written under the lock of an ingest, all rows or none.
// Must not print; the command and the explorer tell it in their own words.
import { Database } from "../store/database.js";
import { buildBeside, lockDatabase } from "../store/build.js";
import { writeDecisions } from "../store/decisions.js";
import { readReview, type ReviewImport, type ReviewResolver } from "./review.js";

/** Checks the text of a review file against a database. @param resolver of names of States, measures and documents, for the open database */
export async function checkReview(path: string, text: string, reviewer: string, day: string, resolver: (database: Database) => ReviewResolver): Promise<ReviewImport> {
  const database = await Database.open(path, "read");
  try {
    return await readReview(text, database, reviewer, day, resolver(database));
  } finally {
    database.close();
  }
}

/** Writes what {@link checkReview} found right. @throws DatabaseError where an ingest holds the database, or the disk refuses */
export async function writeReview(path: string, read: ReviewImport, notice: (message: string) => void): Promise<void> {
  const lock = await lockDatabase(path, notice);
  try {
    await buildBeside(path, false, (database) => writeDecisions(database, read.decisions, read.withdrawn));
  } finally {
    await lock.release();
  }
}
