// Owns the words in which the shape of the database is written: what a table, a column and a view are.
// Must not name one; schema.ts and views.ts do.

export type ColumnType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "VARCHAR[]";

export interface Column {
  name: string;
  type: ColumnType;
  nullable: boolean;
  comment: string;
}

export interface Table {
  name: string;
  comment: string;
  /** `document`: rows of one document, replaced with it. `reference`: rewritten at each build. `corpus`: computed over all documents. `log`: kept out of everything reproducible. */
  scope: "document" | "reference" | "corpus" | "log";
  /** Columns that identify a row, in the order that makes a dump the same whatever the order of loading. */
  key: string[];
  columns: Column[];
}

export interface View {
  name: string;
  comment: string;
  /** Comment of each column, in the order of the SELECT. */
  columns: [name: string, comment: string][];
  sql: string;
}

export const column = (name: string, type: ColumnType, comment: string): Column => ({ name, type, nullable: false, comment });
export const optional = (name: string, type: ColumnType, comment: string): Column => ({ name, type, nullable: true, comment });

/** A question with parameters. */
export interface TableMacro {
  name: string;
  comment: string;
  parameters: string;
  sql: string;
}
