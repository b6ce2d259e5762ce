// Owns the shape of a sheet before it is styled: title, columns, rows. Must not write anything.

/** A sheet with one table. */
export interface Sheet {
  name: string;
  /** In full; the name of a sheet may be cut. */
  title: string;
  /** What it holds, for the contents. */
  about: string;
  notes: string[];
  columns: { title: string; kind: "text" | "number" | "percent"; width: number }[];
  rows: Iterable<SheetRow>;
}

export interface SheetRow {
  cells: (string | number | null)[];
  links: (string | null)[];
  lead: boolean;
  total: boolean;
}
