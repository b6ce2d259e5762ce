// Owns what of a web page is no text of the document: menus, cookie notices, breadcrumbs, related news.
// Must not build lines, and never drops what a second judge (Readability) takes for the main text, nor most of a page.

import type { CheerioAPI } from "cheerio";
import type { AnyNode, Element } from "domhandler";

const named = (words: string): RegExp => new RegExp(`(?:^|[\\s_-])(?:${words})(?:$|[\\s_-])`, "i");
/** Words in a class or id that mean nothing but furniture; a part so named is left out unless it is a third of the page or holds its title. */
const PLAINLY = named("cookies?|consent|gdpr|breadcrumbs?|crumbs?|menu|nav|navbar|navigation|sidebar|side-bar|related|recommended|share|sharing|social|newsletter|subscribe|subscription|footer|skip|skip-?link|pagination|pager|most-read|read-more|latest-news");
/** Words that are used for text as well; here the second judge decides. */
const PERHAPS = named("tags|tag-list|comments?|advert\\w*|ads?|promo\\w*|popup|modal|search|login|toolbar|widget|latest|teaser|banner");
const UNSEEN = "script, style, noscript, template, iframe, object, svg, canvas";
const HIDDEN = "[hidden], [aria-hidden=true]";
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const BY_TAG = "nav, footer, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], blockquote[type=cite], .gmail_quote";
const COOKIES = /\b(?:we|this (?:web)?site|our (?:web)?site|by continuing|accept|consent)\b[^.]{0,80}\bcookies?\b|\bcookies?\b[^.]{0,60}\b(?:policy|this (?:web)?site|settings|consent)\b/i;
const TRAIL = /^[^>›»]{1,60}(?:\s[>›»]\s[^>›»]{1,80}){2,}$/;

/** What a trail is parted with where its parts are links. */
const PARTS = /\s*[/|>›»→·]\s*/;
const LONGEST_PART = 90;
/** A menu of nothing but links, however much of a short page it is. */
const MENU = { links: 8, letters: 40, rest: 200 };

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

interface Suspect {
  node: Element;
  /** Left out whatever Readability says: on a short page it keeps everything. */
  plainly: boolean;
}

/** Elements that are, or may be, furniture by their name, kind or words. */
function suspects($: CheerioAPI, whole: number): Suspect[] {
  const found: Suspect[] = [];
  $("body *").each((_, node) => {
    const names = `${node.attribs["class"] ?? ""} ${node.attribs["id"] ?? ""}`;
    const plainly = names.length > 1 && PLAINLY.test(names);
    const perhaps = node.name === "aside" || (names.length > 1 && PERHAPS.test(names));
    if (!plainly && !perhaps && !isTextBlock(node)) return;
    const text = $(node).text().replace(/\s+/g, " ").trim();
    if (text === "" || lettersOf(text) > whole / 3) return;
    if (plainly) found.push({ node, plainly: $(node).find("h1, main, article").length === 0 });
    else if (COOKIES.test(text) || TRAIL.test(text) || isTrail($, node, text)) found.push({ node, plainly: true });
    else if (perhaps) found.push({ node, plainly: false });
  });
  return found;
}

function isTextBlock(node: Element): boolean {
  return ["p", "div", "li", "span", "section"].includes(node.name) && node.children.some((child: AnyNode) => "data" in child && child.data.trim() !== "");
}

/** "Home / Topics / Hotline": short parts between signs, all links but perhaps the last. */
function isTrail($: CheerioAPI, node: Element, text: string): boolean {
  const parts = text.split(PARTS);
  const links = $(node).find("a[href]").toArray().map((link) => $(link).text().replace(/\s+/g, " ").trim());
  if (parts.length < 2 || links.length < parts.length - 1 || parts.some((part) => part === "" || part.length > LONGEST_PART)) return false;
  return parts.slice(0, -1).every((part, i) => part === links[i]);
}

/**
 * Takes out menus, notices and teasers: what the page itself plainly calls so, lists of nothing but links, and what it may mean so
 * and Readability does not count as main text. Alone, Readability would lose what stands in an aside, and keep all of a short page.
 * @param html the page as it came
 */
export async function dropFurniture($: CheerioAPI, html: string, dropped: Dropped): Promise<void> {
  const whole = lettersOf($("body").text());
  dropLinks($, dropped, whole);
  const found = suspects($, whole);
  // A judge that keeps next to nothing has not found the text.
  const asked = found.some(({ plainly }) => !plainly) && html.length <= 5_000_000 ? await mainText(html) : "";
  const main = asked.length > whole * 0.3 ? asked : null;
  for (const { node, plainly } of found) {
    const text = $(node).text();
    if ($(node).closest("body").length === 0 || (!plainly && (main === null || main.includes(squeezed(text))))) continue;
    dropped.furniture += lettersOf(text);
    $(node).remove();
  }
}

/** Lists and paragraphs in which every word is a link to elsewhere: menus and teasers without a name. */
function dropLinks($: CheerioAPI, dropped: Dropped, whole: number): void {
  $("ul, ol, p, div").each((_, node) => {
    const letters = lettersOf($(node).text());
    if (letters === 0) return;
    const links = $(node).find("a[href]").toArray().filter((link) => !($(link).attr("href") ?? "").startsWith("#"));
    const linked = links.reduce((sum, link) => sum + lettersOf($(link).text()), 0);
    const isMenu = links.length >= MENU.links && linked / links.length <= MENU.letters && whole - letters >= MENU.rest;
    if (linked / letters < 0.9 || (letters > whole / 3 && !isMenu)) return;
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
