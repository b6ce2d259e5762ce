// Owns how text becomes HTML: everything put into a template is escaped unless it is markup made here.
// Must not know what a report is.
import { UNSAFE_CHARACTERS } from "../../datasets/unsafe-characters.js";

/** A piece of finished HTML. Only `html`, `join` and `trusted` make one; all else is text and gets escaped. */
export class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Content = Markup | string | number | null | undefined | false | Content[];

const UNSAFE = new RegExp(`[${UNSAFE_CHARACTERS}]`, "g");
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text without what must not reach a page: control characters and direction marks. */
export const plain = (text: string): string => text.replace(UNSAFE, "");

/** Text for element content or a quoted attribute. */
export const escapeText = (text: string): string => plain(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] as string);

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.toString();
  if (Array.isArray(content)) return content.map(render).join("");
  return escapeText(String(content));
}

/** Template for HTML: `html\`<td>${text}</td>\`` escapes text, keeps Markup, joins arrays. Attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  let text = parts[0] as string;
  contents.forEach((content, index) => {
    text += render(content) + (parts[index + 1] as string);
  });
  return new Markup(text);
}

/** Marks text as finished HTML: for our own files and for what the chart library drew, never for text of a document. */
export const trusted = (text: string): Markup => new Markup(text);

/** JSON that can stand in a script element: no character of it can end the element or open a comment. */
export function jsonForScript(value: unknown): Markup {
  return new Markup(JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? plain(item) : item)).replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
