// Owns the package of a DOCX: its parts found by relationships, decoded, with one spelling of names and prefixes.
// Must not know what stands in a part, and must not unpack more than the limit.

import * as cheerio from "cheerio";
import type { AnyNode, Element } from "domhandler";
import { unzipSync } from "fflate";
import { decodeText } from "./text-lines.js";

export type Xml = cheerio.CheerioAPI;
export type Node = cheerio.Cheerio<Element>;

/** The archive is a ZIP without Word's main part, or unpacks beyond the limit. */
export class DocxError extends Error {
  constructor(
    readonly code: "not_docx" | "damaged" | "too_large",
    message: string,
  ) {
    super(message);
    this.name = "DocxError";
  }
}

export interface Relation {
  id: string;
  /** Last part of the type's address ("styles", "footnotes", "aFChunk"), in small letters; the same in the strict form. */
  type: string;
  /** Path in the package; the address itself where it is external. */
  target: string;
  external: boolean;
}

/** Prefixes by the last words of their namespace's address, transitional or strict. */
const NAMESPACES: [RegExp, string][] = [
  [/\/wordprocessingml\/(?:2006\/)?main$/, "w"],
  [/\/office\/word\/2010\/wordml$/, "w14"],
  [/\/officeDocument\/(?:2006\/)?relationships$/, "r"],
  [/\/markup-compatibility\/2006$/, "mc"],
  [/\/package\/2006\/relationships$/, ""],
  [/\/dc\/elements\/1\.1\/$/, "dc"],
  [/^urn:schemas-microsoft-com:office:office$/, "o"],
];

/** A package whose parts are unpacked when they are first asked for. Names are matched without regard to case, "\" is "/". */
export class DocxPackage {
  private readonly names = new Map<string, { name: string; size: number }>();
  private total = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly maxBytes: number,
  ) {
    this.unzip((file) => {
      this.names.set(spelled(file.name), { name: file.name, size: file.originalSize });
      return false;
    });
  }

  get size(): number {
    return this.names.size;
  }

  has(path: string): boolean {
    return this.names.has(spelled(path));
  }

  paths(): string[] {
    return [...this.names.keys()];
  }

  /** @throws DocxError where the parts asked for so far unpack to more than the limit */
  part(path: string): Uint8Array | null {
    const found = this.names.get(spelled(path));
    if (found === undefined) return null;
    this.total += found.size;
    if (this.total > this.maxBytes) throw new DocxError("too_large", `the parts of the archive unpack to more than ${this.maxBytes} bytes`);
    return this.unzip((file) => file.name === found.name)[found.name] ?? null;
  }

  xml(path: string): Xml | null {
    const data = this.part(path);
    return data === null ? null : withKnownPrefixes(cheerio.load(decodeText(data).text, { xml: true }));
  }

  /** Relationships of a part; of the package itself for "". */
  relations(path: string): Relation[] {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
    const xml = this.xml(`${folder}_rels/${path.slice(folder.length)}.rels`);
    if (xml === null) return [];
    return xml("Relationship").toArray().map((node) => {
      const at = (name: string): string => xml(node).attr(name) ?? "";
      const external = /^external$/i.test(at("TargetMode"));
      return { id: at("Id"), type: at("Type").replace(/^.*\//, "").toLowerCase(), target: external ? at("Target") : resolved(folder, at("Target")), external };
    });
  }

  private unzip(filter: (file: { name: string; originalSize: number }) => boolean): Record<string, Uint8Array> {
    try {
      return unzipSync(this.bytes, { filter });
    } catch (error) {
      if (error instanceof DocxError) throw error;
      throw new DocxError("damaged", error instanceof Error ? error.message : String(error));
    }
  }
}

const spelled = (name: string): string => name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();

function resolved(folder: string, target: string): string {
  const path = target.replaceAll("\\", "/");
  const parts = path.startsWith("/") ? [] : folder.split("/").filter((part) => part !== "");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Writers may call Word's namespace what they like; where they do, the names are put into the usual form. */
function withKnownPrefixes(xml: Xml): Xml {
  const root = xml.root().children().get(0);
  if (root === undefined || isUsual(root)) return xml;
  rename(root, new Map());
  return xml;
}

function isUsual(root: Element): boolean {
  return Object.entries(root.attribs).every(([name, value]) => !name.startsWith("xmlns") || (usualPrefix(value) ?? prefixOf(name)) === prefixOf(name)) && (root.name.includes(":") || !("xmlns" in root.attribs) || usualPrefix(root.attribs["xmlns"]) === "");
}

const prefixOf = (declaration: string): string => (declaration === "xmlns" ? "" : declaration.slice(6));
const usualPrefix = (address: string): string | undefined => NAMESPACES.find(([pattern]) => pattern.test(address))?.[1];

function rename(node: AnyNode, above: ReadonlyMap<string, string>): void {
  if (!("attribs" in node)) return;
  let known = above;
  for (const [name, value] of Object.entries(node.attribs)) {
    if (!/^xmlns(?::|$)/.test(name)) continue;
    if (known === above) known = new Map(above);
    (known as Map<string, string>).set(prefixOf(name), usualPrefix(value) ?? prefixOf(name));
  }
  node.name = renamed(node.name, known);
  const attribs: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attribs)) attribs[name.includes(":") && !name.startsWith("xmlns") ? renamed(name, known) : name] = value;
  node.attribs = attribs;
  for (const child of node.children) rename(child, known);
}

function renamed(name: string, known: ReadonlyMap<string, string>): string {
  const at = name.indexOf(":");
  const prefix = known.get(at < 0 ? "" : name.slice(0, at));
  if (prefix === undefined) return name;
  const local = at < 0 ? name : name.slice(at + 1);
  return prefix === "" ? local : `${prefix}:${local}`;
}
