// Owns whose answer, or whose page, a document is by its own opening lines: "Reply of the Government of X", "Country: X", "Government of X".
// Must not decide a document's kind; metadata.ts does. A name that is no State's, or that speaks for an organization, is nobody's here.

export interface Respondent {
  state: string;
  /** The line that it was read from. */
  line: string;
  /** "reply": the line says that a State answers; "field": a form names the State that it is about; "author": a government's name stands alone. */
  by: "reply" | "field" | "author";
}

type Resolve = (name: string) => string | null;

const OFFICE = "(?:government|permanent mission|(?:federal |royal )?ministry [^,]{2,60}?|office of the (?:prime minister|president)|national (?:coordinator|rapporteur) [^,]{2,60}?|authorities|embassy)";
const REPLY = /^(?:(?:official|national|written|consolidated) )?(?:repl(?:y|ies)|responses?|answers?|submission|contribution|inputs?|comments|information (?:received|provided|submitted|transmitted))\b[^\n]{0,40}?\b(?:of|by|from) (?:the )?([^\n]{3,80})$/i;
const GIVEN_BY = /^(?:submitted|completed|filled (?:in|out)|prepared|provided|transmitted) by:?\s+(?:the )?([^\n]{3,80})$/i;
const FIELD = /^(?:\d{1,2}[.)]?\s+)?(?:name of (?:the )?)?(?:(?:reporting|responding|submitting|member) )?(?:state|country|government|state party|country or territory|country\/(?:state|territory)|member state)(?: name)?\s*(?:[:?–-]\s*|\n)\s*([^\n]{3,60})(?:$|\n)/i;
const OFFICE_OF = new RegExp(`^(?:the )?${OFFICE} (?:of|for) (?:the )?(.+)$`, "i");
const OFFICE_BEFORE = new RegExp(`^(?:the )?${OFFICE}, (.+)$`, "i");
/** Who fills in a form about a State and is not it. */
const ORGANIZATION = /\b(?:ngos?|non-governmental|civil society|human rights (?:institution|commission|council|cent(?:re|er)|association)|ombuds\w*|universit(?:y|ies)|coalition|network|amnesty|stakeholders?)\b/i;
const NAMED_ORGANIZATION = /^(?:name of (?:the )?)?(?:your )?organi[sz]ation(?: name)?\s*[:\n]\s*\S/i;

/** A State by its name alone, or by that of an office of its government. */
function stateOf(name: string, resolve: Resolve): { state: string; office: boolean } | null {
  const bare = name.replace(/\s+(?:to (?:the|a|an) |on |regarding |concerning |for the |in response )[^\n]*$/i, "").replace(/[.,;:*†\s]+$/g, "").trim();
  for (const office of [OFFICE_OF, OFFICE_BEFORE]) {
    const inside = office.exec(bare)?.[1];
    const state = inside === undefined ? null : resolve(inside.trim()) ?? resolve(inside.replace(/^the /i, "").trim());
    if (state !== null) return { state, office: true };
  }
  const state = resolve(bare) ?? resolve(bare.replace(/^the /i, ""));
  return state === null ? null : { state, office: false };
}

/**
 * Whose answer or page a document is.
 * @param lines its opening: masthead, title, first headings and paragraphs, a field and its value in one text behind "\n"
 * @returns null where no line says it, where lines name several States, or an organization that is no government
 */
export function respondentOf(lines: readonly string[], resolve: Resolve): Respondent | null {
  if (lines.some((line) => NAMED_ORGANIZATION.test(line) || (line.length <= 120 && ORGANIZATION.test(line)))) return null;
  const found: Respondent[] = [];
  for (const text of lines) {
    const line = text.trim();
    const answered = REPLY.exec(line) ?? GIVEN_BY.exec(line);
    const fields = FIELD.exec(line);
    const name = answered?.[1] ?? fields?.[1] ?? (line.length <= 100 ? line : null);
    const said = name === null || name === undefined ? null : stateOf(name, resolve);
    if (said === null) continue;
    if (answered !== null) found.push({ state: said.state, line, by: "reply" });
    else if (fields !== null) found.push({ state: said.state, line, by: "field" });
    else if (said.office) found.push({ state: said.state, line, by: "author" });
  }
  const [first] = found;
  return first !== undefined && found.every(({ state }) => state === first.state) ? first : null;
}
