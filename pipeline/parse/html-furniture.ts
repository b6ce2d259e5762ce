// Owns what of a web page is no text of the document: menus, cookie notices, breadcrumbs, related news.
// Must not build lines, and never drops what a second judge (Readability) takes for the main text, nor most of a page.

import type { CheerioAPI } from "cheerio";
import type { AnyNode, Element } from "domhandler";

/** Words in a class or id that pages use for their furniture. */
const NAMED = new RegExp(
  "(?:^|[\\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|crumbs?|menu|nav|navbar|navigation|sidebar|side-bar|related|recommended|share|sharing|social|newsletter|subscribe|" +
  "subscription|footer|skip|skip-?link|pagination|pager|tags|tag-list|comments?|advert\\w*|ads?|promo\\w*|popup|modal|search|login|toolbar|widget|latest|most-read|read-more|teaser|banner)(?:$|[\\s_-])",
  "i",
);
const UNSEEN = "script, style, noscript, template, iframe, object, svg, canvas";
const HIDDEN = "[hidden], [aria-hidden=true]";
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const BY_TAG = "nav, footer, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], blockquote[type=cite], .gmail_quote";
const COOKIES = /\bcookies?\b/i;
const TRAIL = /^[^>›»]{1,60}(?:\s[>›»]\s[^>›»]{1,80}){2,}$/;

export interface Dropped {
  /** Letters of furniture, and of text that the page hides. */
  furniture: number;
  hidden: number;
}

const lettersOf = (text: string): number => text.replace(/\s/g, "").length;
const squeezed = (text: string): string => text.replace(/\s+/g, "").toLowerCase();

/** Takes out of the page what is never text, what is hidden, and what plainly is furniture. */
export function dropPlain($: CheerioAPI): Dropped {
  $(UNSEEN).remove();
  const dropped: Dropped = { furniture: 0, hidden: 0 };
  const whole = lettersOf($("body").text());
  $("[style]").each((_, node) => {
    if (HIDDEN_STYLE.test($(node).attr("style") ?? "")) $(node).attr("hidden", "hidden");
  });
  for (const [selector, kind] of [[HIDDEN, "hidden"], [BY_TAG, "furniture"]] as const) {
    $(selector).each((_, node) => {
      const letters = lettersOf($(node).text());
      // Whatever it is called, most of a page is no furniture.
      if (letters > whole / 2 || $(node).parents(selector).length > 0) return;
      dropped[kind] += letters;
      $(node).remove();
    });
  }
  // A header of the page is furniture; the header of an article holds its title.
  $("body > header").each((_, node) => {
    if ($(node).find("h1").length > 0 || lettersOf($(node).text()) > whole / 2) return;
    dropped.furniture += lettersOf($(node).text());
    $(node).remove();
  });
  return dropped;
}

/** Elements that may be furniture by their name, kind or words, each with its text squeezed. */
function suspects($: CheerioAPI, whole: number): Element[] {
  const found: Element[] = [];
  $("body *").each((_, node) => {
    const names = `${node.attribs["class"] ?? ""} ${node.attribs["id"] ?? ""}`;
    const named = names.length > 1 && NAMED.test(names);
    if (!named && node.name !== "aside" && !isTextBlock(node)) return;
    const text = $(node).text().replace(/\s+/g, " ").trim();
    if (text === "" || lettersOf(text) > whole / 3) return;
    if (named || node.name === "aside" || COOKIES.test(text) || TRAIL.test(text)) found.push(node);
  });
  return found;
}

function isTextBlock(node: Element): boolean {
  return ["p", "div", "li", "span", "section"].includes(node.name) && node.children.some((child: AnyNode) => "data" in child && child.data.trim() !== "");
}

/**
 * Takes out menus, notices and teasers that Readability does not count as main text, and lists of nothing but links.
 * Readability alone would lose what stands in an aside, or short pages; here it only confirms what the page's own names say.
 * @param html the page as it came
 */
export async function dropFurniture($: CheerioAPI, html: string, dropped: Dropped): Promise<void> {
  const whole = lettersOf($("body").text());
  dropLinks($, dropped, whole);
  const found = suspects($, whole);
  if (found.length === 0 || html.length > 5_000_000) return;
  const main = await mainText(html);
  // A judge that keeps next to nothing has not found the text.
  const trusted = main.length > whole * 0.3;
  for (const node of found) {
    const text = $(node).text();
    if ($(node).closest("body").length === 0) continue;
    if (trusted ? main.includes(squeezed(text)) : !COOKIES.test(text)) continue;
    dropped.furniture += lettersOf(text);
    $(node).remove();
  }
}

/** Lists and paragraphs in which every word is a link to elsewhere: menus and teasers without a name. */
function dropLinks($: CheerioAPI, dropped: Dropped, whole: number): void {
  $("ul, ol, p").each((_, node) => {
    const letters = lettersOf($(node).text());
    if (letters === 0 || letters > whole / 3) return;
    let linked = 0;
    $(node).find("a[href]").each((__, link) => {
      if (!($(link).attr("href") ?? "").startsWith("#")) linked += lettersOf($(link).text());
    });
    if (linked / letters < 0.9) return;
    dropped.furniture += letters;
    $(node).remove();
  });
}

async function mainText(html: string): Promise<string> {
  const [library, { parseHTML }] = await Promise.all([import("@mozilla/readability"), import("linkedom")]);
  // Its types want the browser's Document, which linkedom's stands for.
  const Judge = library.Readability as unknown as new (document: unknown, options: { charThreshold: number }) => { parse(): { textContent?: string | null } | null };
  try {
    const page = parseHTML(html) as unknown as { document: unknown };
    return squeezed(new Judge(page.document, { charThreshold: 100 }).parse()?.textContent ?? "");
  } catch {
    return "";
  }
}
