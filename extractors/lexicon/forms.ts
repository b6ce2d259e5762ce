// Owns how a dictionary form bends: plurals of nouns, forms of verbs. Must not look at texts.

export type VerbForm = "base" | "s" | "past" | "participle" | "ing";

export interface IrregularVerb {
  past: string;
  participle: string;
}

const IRREGULAR_PLURALS: Readonly<Record<string, readonly string[]>> = {
  person: ["persons", "people"], man: ["men"], woman: ["women"], child: ["children"], memorandum: ["memoranda", "memorandums"], analysis: ["analyses"],
  curriculum: ["curricula", "curriculums"], people: ["people", "peoples"], basis: ["bases"], index: ["indexes", "indices"], crisis: ["crises"], life: ["lives"], staff: ["staff", "staffs"],
  policeman: ["policemen"], policewoman: ["policewomen"], lawman: ["lawmen"], fisherman: ["fishermen"], syllabus: ["syllabuses", "syllabi"], diagnosis: ["diagnoses"], addendum: ["addenda"],
};

/** Plural forms of a noun in its one spelling. */
export function plurals(noun: string): readonly string[] {
  const irregular = IRREGULAR_PLURALS[noun];
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/.test(noun)) return [`${noun.slice(0, -1)}ies`];
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return [`${noun}es`];
  return [`${noun}s`];
}

const doubles = (verb: string): boolean => /^(?:.*[^aeiouw])?[aeiou][bdglmnprt]$/.test(verb);

/** All forms of a verb in its one spelling, with what each form is; a form can be two ("set" is base, past and participle). */
export function verbForms(verb: string, irregular: ReadonlyMap<string, IrregularVerb>): [string, VerbForm][] {
  const stem = verb.endsWith("e") ? verb.slice(0, -1) : verb.endsWith("ic") ? `${verb}k` : verb;
  const out: [string, VerbForm][] = [[verb, "base"]];
  const ies = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}i` : null;
  out.push([ies !== null ? `${ies}es` : /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`, "s"]);
  out.push([/(?:ee|ye|oe)$/.test(verb) ? `${verb}ing` : verb === "lie" || verb === "tie" ? `${verb.slice(0, -2)}ying` : `${stem}ing`, "ing"]);
  const known = irregular.get(verb);
  if (known !== undefined) out.push([known.past, "past"], [known.participle, "participle"]);
  else for (const form of [ies !== null ? `${ies}ed` : `${stem}ed`]) out.push([form, "past"], [form, "participle"]);
  if (doubles(verb)) {
    const twice = verb + verb.slice(-1);
    out.push([`${twice}ing`, "ing"]);
    if (known === undefined) out.push([`${twice}ed`, "past"], [`${twice}ed`, "participle"]);
  }
  return out;
}
