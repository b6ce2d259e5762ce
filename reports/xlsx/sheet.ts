// Owns the shape of a sheet before it is styled: title, columns, rows. Must not write anything.

/** Row of the head of a table: title, source and notes stand above it. */
export const HEAD_ROW = 4;

/** A sheet with one table. */
export interface Sheet {
  name: string;
  /** In full; the name of a sheet may be cut. */
  title: string;
  /** What it holds, for the contents. */
  about: string;
  notes: string[];
  /** Those for the screen only stand last: they are not printed. */
  columns: { title: string; kind: "text" | "number" | "percent"; width: number; screenOnly?: true }[];
  rows: Iterable<SheetRow>;
}

export interface SheetRow {
  cells: (string | number | null)[];
  links: (string | null)[];
  lead: boolean;
  total: boolean;
}
