// Owns the columns that tables of documents and of reference have in common. Must not name a table.
import { column } from "./shape.js";

export const documentId = column("document_id", "VARCHAR", "Document it stands in: first 16 hexadecimal digits of the SHA-256 of the file's bytes.");
export const state = column("state", "VARCHAR", "State, ISO 3166-1 alpha-3.");
export const measure = column("measure", "VARCHAR", "Code of the measure in the codebook (table measures).");
