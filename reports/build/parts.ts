// Owns the small parts that every report is made of: numbered sections and tables, columns, rows, cells, texts.
// Must not ask a database or know what a report is about.
import type { Block, Cell, Column, ReportSection, ReportTable, TableRow } from "../model.js";

/** Numbers tables and sections as they are made. */
export class Outline {
  readonly sections: ReportSection[] = [];
  private tables = 0;

  section(level: 1 | 2 | 3, title: string, about: { id?: string; category?: string; measure?: string; annex?: boolean } = {}): ReportSection {
    const { id = slug(title), ...rest } = about;
    const same = this.sections.filter((section) => section.id === id || section.id.startsWith(`${id}--`)).length;
    const section: ReportSection = { id: same === 0 ? id : `${id}--${same + 1}`, level, title, ...rest, blocks: [] };
    this.sections.push(section);
    return section;
  }

  table(section: ReportSection, table: Omit<ReportTable, "number" | "notes" | "wide"> & { notes?: string[]; wide?: boolean }): ReportTable {
    this.tables += 1;
    const made: ReportTable = { notes: [], wide: false, ...table, number: this.tables };
    section.blocks.push({ kind: "table", table: made });
    return made;
  }
}

/** As many groups, with their total, stand beside each other on an upright page. */
export const GROUPS_UPRIGHT = 6;

export const text = (value: string): Block => ({ kind: "text", text: value });

export const list = (items: string[]): Block => ({ kind: "list", items });

/** Letters, digits and "-": safe as an anchor, a sheet key and a part of a file name. */
export function slug(value: string): string {
  return value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "report";
}

/** A column; width in characters. */
export function column(key: string, title: string, kind: Column["kind"], width: number, subtitle?: string): Column {
  return subtitle === undefined ? { key, title, kind, width } : { key, title, kind, width, subtitle };
}

export const cell = (value: Cell["value"], more: Omit<Cell, "value"> = {}): Cell => ({ value, ...more });

export function row(key: string, cells: Cell[], role: TableRow["role"] = "plain"): TableRow {
  return { key, role, cells };
}
