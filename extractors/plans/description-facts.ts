// Owns the facts inside a plan's description: what it is built of, the bodies named with it, the addresses where it can be had. Pure.

export const FOCUS_KINDS = ["pillars", "principles", "priorities", "objectives", "activities"] as const;
/** What the text calls the parts: pillars (also elements, areas, issues, dimensions), principles, priorities, objectives, activities. */
export type FocusKind = (typeof FOCUS_KINDS)[number];

const LEADS: [FocusKind, RegExp][] = [
  ["pillars", /\b(?:pillars|elements|(?:substantive |key |focus )?areas|key issues|dimensions|components|strands|chapters|fields)\b/iu],
  ["priorities", /\bpriorit(?:y|ies)\b/iu],
  ["principles", /\b(?:principles|response is based on|rights)\b/iu],
  ["objectives", /\b(?:objectives?|goals?|aims|requires)\b/iu],
  ["activities", /\b(?:activities|actions|measures)\b/iu],
];
const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ITEM = /^\s*(?:[-–•*·]\s*)?(?:\(?[a-z]\)|\(?\d{1,2}[.)]|[-–•*·])\s*(?:\([a-z]\)\s*)?/u;

/**
 * The parts that a description names, with what it calls them. Lists in lines behind a lead-in come first; a list in a sentence counts
 * where the number that the text gives is the number of items, or where the items are single words.
 */
export function findFocus(sentences: readonly string[]): { focus: string[]; kind: FocusKind | null } {
  const found: { kind: FocusKind; items: string[] }[] = [];
  sentences.forEach((sentence, index) => {
    const kind = LEADS.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (kind === undefined) return;
    if (/:\s*$/u.test(sentence)) {
      const items: string[] = [];
      for (const line of sentences.slice(index + 1)) {
        if (!ITEM.test(line)) break;
        items.push(tidy(line.replace(ITEM, "")));
      }
      if (items.length > 1) found.push({ kind, items });
      return;
    }
    const inline = inlineItems(sentence, sentences[index + 1]);
    if (inline !== null) found.push({ kind, items: inline });
  });
  const order: FocusKind[] = ["pillars", "priorities", "principles", "activities", "objectives"];
  const best = found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0];
  return best === undefined ? { focus: [], kind: null } : { focus: best.items, kind: best.kind };
}

const tidy = (text: string): string => text.trim().replace(/(?:[\s;,.]|[;,] and)+$/iu, "").replace(/^(?:and|or) /iu, "");

function inlineItems(sentence: string, next: string | undefined): string[] | null {
  const stated = new RegExp(`\\b(${NUMBERS.slice(2).join("|")}|\\d{1,2})\\b (?:\\p{L}+ ){0,3}(?:pillars|elements|areas|issues|dimensions|components|principles|priorities|objectives|goals|strands)`, "iu").exec(sentence)?.[1]?.toLowerCase();
  const count = stated === undefined ? null : NUMBERS.includes(stated) ? NUMBERS.indexOf(stated) : Number(stated);
  const colon = /:\s+(.+)$/u.exec(sentence)?.[1];
  if (colon?.includes(";") === true) {
    // A page may cut the last item: "…; and capacity-" goes on in the next paragraph.
    const whole = /-$/u.test(colon.trim()) && next !== undefined ? colon.trim() + (/^\p{Ll}[\p{L}-]*/u.exec(next)?.[0] ?? "") : colon;
    const items = whole.split(";").map(tidy).filter((item) => item !== "");
    return count === null || count === items.length ? items : null;
  }
  const list = colon ?? /\b(?:pillars|elements|areas|issues|dimensions|components|principles|priorities|objectives|goals)(?: of)?(?: (?:are|include))? (.+?)[.]?$/iu.exec(sentence)?.[1];
  if (list === undefined) return null;
  const items = list.split(/, and |, | and (?=[^,]*$)/u).map(tidy).filter((item) => item !== "");
  if (count !== null && count === items.length) return items;
  return items.length >= 3 && items.every((item) => /^\p{L}[\p{L}-]*$/u.test(item)) ? items : null;
}

const CAP = "\\p{Lu}[\\p{L}'’-]*";
const BODY = new RegExp(
  `(?:${CAP} )*?(?:Ministr(?:y|ies)|Special Secretariats?|Secretariat|(?:Special|National|State|Steering|Inter-?ministerial) Committee|Committee|Council|Commission|Home Office|(?:Advisory )?Office|State Coordinator|National Coordinator|Congress|Parliament|Provisional Institutions|Administration Mission|Task Force|Directorate|Department)(?:(?: ${CAP})* (?:of|for|on|in|to) (?:the )?${CAP}(?:(?:,|,? and|(?: (?:of|for|in|on)(?: the)?))? ${CAP})*|(?: ${CAP})*)`,
  "gu",
);
const GROUPS: [RegExp, string][] = [
  [/\bnon-governmental organi[sz]ations\b|\bNGOs\b/u, "non-governmental organizations"],
  [/\bUnited Nations agencies\b/u, "United Nations agencies"],
  [/\binternational organi[sz]ations\b|\binternational,? and national non-governmental/u, "international organizations"],
  [/\blaw enforcement officials\b/u, "law enforcement officials"],
  [/\bcivil society\b/iu, "civil society"],
  [/\bprivate sector\b/u, "private sector"],
  [/\brepresentatives of the judiciary\b/u, "judiciary"],
  [/\bintergovernmental working group\b/u, "intergovernmental working group"],
  [/\bministries\b/u, "ministries"],
];
const ACRONYM = /\b(?:UN[A-Z]{2,6}|IOM|ILO|OSCE|ICMPD)\b/gu;
/** Sentences that say where a text is, or what others published: their names take no part in the plan. */
const ABOUT_TEXTS = /\b(?:available|obtained|consulted|found) (?:\([^)]*\) )?(?:at|on)\b|^See\b|\bVisit www|^\W*(?:https?:|www\.)|\bOSCE report\b/iu;

/** Bodies and groups that the description names with the plan, as printed, each once, in order. */
export function findBodies(sentences: readonly string[], title: string): string[] {
  const found: string[] = [];
  const add = (name: string): void => {
    const clean = name.replace(/^(?:The|A|An|In|On|By) /u, "").trim();
    if (clean.length < 3 || title.includes(clean)) return;
    if (!found.some((other) => other.includes(clean))) found.push(clean);
  };
  for (const whole of sentences) {
    // A sentence without end is a table read as one: its beginning will do.
    const sentence = whole.slice(0, 4000);
    if (ABOUT_TEXTS.test(sentence) && !/\b(?:Government|Office) of .{3,60} aims\b/u.test(sentence)) continue;
    for (const match of sentence.matchAll(BODY)) if (/ |^Congress$/u.test(match[0])) add(match[0]);
    for (const [pattern, name] of GROUPS) if (pattern.test(sentence)) add(name);
    for (const match of sentence.matchAll(ACRONYM)) add(match[0]);
  }
  return found;
}

const ADDRESS = /<?((?:https?:\/\/|www\.)[^\s<>]+[^\s<>.,;)])>?/giu;

/** Addresses: of the plan itself, and of what is not the plan (a report on it, its operational plan, further information). */
export function findObtain(sentences: readonly string[]): { obtain: string[]; further: string[] } {
  const obtain: string[] = [];
  const further: string[] = [];
  sentences.forEach((sentence, index) => {
    for (const match of sentence.matchAll(ADDRESS)) {
      const lead = `${/^\W*(?:https?:|www\.)/iu.test(sentence) ? (sentences[index - 1] ?? "") : ""} ${sentence.slice(0, match.index)}`;
      const other = /^\W*(?:a report|the report|further information|more information|see\b|information)|\boperational plan\b|\breport \*/iu.test(lead.trim());
      const list = other ? further : obtain;
      if (!list.includes(match[1] as string)) list.push(match[1] as string);
    }
  });
  return { obtain, further };
}
