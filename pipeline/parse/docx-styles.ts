// Owns what a DOCX says beside its text: styles with what they inherit, and the numbers that Word computes.
// Must not read text.

import type { Node, Xml } from "./docx-package.js";

interface StyleFacts {
  basedOn: string | null;
  name: string;
  bold: boolean | null;
  italic: boolean | null;
  hidden: boolean | null;
  size: number | null;
  outline: number | null;
  numId: string | null;
  level: number | null;
}

interface LevelFacts {
  start: number;
  format: string;
  text: string;
  style: string | null;
}

/** Whether a switch of WordprocessingML is on; null where it is not there. */
export function onOff(node: Node): boolean | null {
  if (node.length === 0) return null;
  const value = node.attr("w:val");
  return !(value === "0" || value === "false" || value === "off" || value === "none");
}

export class DocxStyles {
  private readonly styles = new Map<string, StyleFacts>();
  defaultStyle: string | null = null;
  defaultSize = 10;

  constructor(xml: Xml | null) {
    if (xml === null) return;
    const size = Number(xml("w\\:docDefaults w\\:rPrDefault w\\:rPr > w\\:sz").attr("w:val"));
    if (size > 0) this.defaultSize = size / 2;
    xml("w\\:style").each((_, node) => {
      const style = xml(node);
      const id = style.attr("w:styleId") ?? "";
      const r = style.children("w\\:rPr");
      const p = style.children("w\\:pPr");
      const outline = p.children("w\\:outlineLvl").attr("w:val");
      const level = p.find("w\\:numPr > w\\:ilvl").attr("w:val");
      const points = Number(r.children("w\\:sz").attr("w:val"));
      this.styles.set(id, {
        basedOn: style.children("w\\:basedOn").attr("w:val") ?? null,
        name: style.children("w\\:name").attr("w:val") ?? "",
        bold: onOff(r.children("w\\:b")),
        italic: onOff(r.children("w\\:i")),
        hidden: onOff(r.children("w\\:vanish")),
        size: points > 0 ? points / 2 : null,
        outline: outline === undefined ? null : Number(outline),
        numId: p.find("w\\:numPr > w\\:numId").attr("w:val") ?? null,
        level: level === undefined ? null : Number(level),
      });
      if (style.attr("w:type") === "paragraph" && /^(?:1|true|on)$/.test(style.attr("w:default") ?? "")) this.defaultStyle = id;
    });
  }

  name(id: string | null): string {
    return this.styles.get(id ?? "")?.name ?? "";
  }

  /** A fact of a style, its own or inherited. */
  get<K extends keyof StyleFacts>(id: string | null, key: K): StyleFacts[K] | null {
    let at = id;
    for (let depth = 0; at !== null && depth < 12; depth++) {
      const style = this.styles.get(at);
      if (!style) return null;
      if (style[key] !== null) return style[key];
      at = style.basedOn;
    }
    return null;
  }
}

export class DocxNumbers {
  private readonly abstracts = new Map<string, Map<number, LevelFacts>>();
  private readonly nums = new Map<string, { abstract: string; starts: Map<number, number> }>();
  private readonly counters = new Map<string, number[]>();
  private readonly started = new Set<string>();
  private automatic = 0;

  constructor(
    xml: Xml | null,
    private readonly styles: DocxStyles,
  ) {
    if (xml === null) return;
    const linked = new Map<string, string>();
    const links = new Map<string, string>();
    xml("w\\:abstractNum").each((_, node) => {
      const abstract = xml(node);
      const id = abstract.attr("w:abstractNumId") ?? "";
      const levels = new Map<number, LevelFacts>();
      abstract.children("w\\:lvl").each((__, lvl) => void levels.set(Number(xml(lvl).attr("w:ilvl") ?? 0), levelOf(xml(lvl))));
      this.abstracts.set(id, levels);
      const own = abstract.children("w\\:styleLink").attr("w:val");
      const other = abstract.children("w\\:numStyleLink").attr("w:val");
      if (own !== undefined) linked.set(own, id);
      if (other !== undefined && levels.size === 0) links.set(id, other);
    });
    xml("w\\:num").each((_, node) => {
      const starts = new Map<number, number>();
      xml(node).children("w\\:lvlOverride").each((__, over) => {
        const value = xml(over).children("w\\:startOverride").attr("w:val");
        if (value !== undefined) starts.set(Number(xml(over).attr("w:ilvl") ?? 0), Number(value));
      });
      this.nums.set(xml(node).attr("w:numId") ?? "", { abstract: xml(node).children("w\\:abstractNumId").attr("w:val") ?? "", starts });
    });
    // A list that only names a list style has the levels of the list that defines that style, and counts with it.
    for (const num of this.nums.values()) {
      for (let depth = 0; links.has(num.abstract) && depth < 5; depth++) {
        const style = links.get(num.abstract)!;
        num.abstract = linked.get(style) ?? this.nums.get(this.styles.get(style, "numId") ?? "")?.abstract ?? "";
      }
    }
  }

  /** The label that Word prints before a paragraph of a list ("7.", "(a)", "•"); null where it prints none. */
  label(p: Node, style: string | null): { label: string; bullet: boolean } | null {
    const own = p.children("w\\:pPr").children("w\\:numPr");
    const numId = own.children("w\\:numId").attr("w:val") ?? this.styles.get(style, "numId");
    if (numId === null || numId === undefined || numId === "0") return null;
    const num = this.nums.get(numId);
    const levels = num ? this.abstracts.get(num.abstract) : undefined;
    if (!num || !levels) return null;
    let level = Number(own.children("w\\:ilvl").attr("w:val") ?? this.styles.get(style, "level") ?? 0);
    if (own.length === 0) for (const [at, facts] of levels) if (facts.style !== null && facts.style === style) level = at;
    const facts = levels.get(level);
    if (!facts || facts.format === "none") return null;
    const counts = this.counters.get(num.abstract) ?? [];
    const begin = num.starts.get(level);
    // A start override holds the first time this list instance is used.
    if (begin !== undefined && !this.started.has(`${numId}:${level}`)) counts[level] = begin - 1;
    this.started.add(`${numId}:${level}`);
    counts[level] = (counts[level] ?? facts.start - 1) + 1;
    counts.length = level + 1;
    this.counters.set(num.abstract, counts);
    if (facts.format === "bullet") return { label: "•", bullet: true };
    const label = facts.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return formatCount(counts[at] ?? levels.get(at)?.start ?? 1, levels.get(at)?.format ?? "decimal");
    });
    return label.trim() === "" ? null : { label: label.trim(), bullet: false };
  }

  /** The next number of a field AUTONUM, with which older files number their paragraphs. */
  nextAutomatic(): string {
    this.automatic++;
    return `${this.automatic}.`;
  }
}

function levelOf(level: Node): LevelFacts {
  return {
    start: Number(level.children("w\\:start").attr("w:val") ?? 1),
    format: level.children("w\\:numFmt").attr("w:val") ?? "decimal",
    text: level.children("w\\:lvlText").attr("w:val") ?? "",
    style: level.children("w\\:pStyle").attr("w:val") ?? null,
  };
}

function formatCount(count: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return letters(count);
    case "upperLetter":
      return letters(count).toUpperCase();
    case "lowerRoman":
      return roman(count).toLowerCase();
    case "upperRoman":
      return roman(count);
    case "decimalZero":
      return String(count).padStart(2, "0");
    default:
      return String(count);
  }
}

function letters(count: number): string {
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.floor((count - 1) / 26) + 1);
}

function roman(count: number): string {
  const table: [number, string][] = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let rest = count;
  let out = "";
  for (const [value, sign] of table) {
    while (rest >= value) {
      out += sign;
      rest -= value;
    }
  }
  return out;
}
