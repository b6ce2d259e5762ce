// Owns the proof that names of States are told apart: each trap that cost somebody a wrong State.
// Must not test attribution; it ends at the name.
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadAliases, loadNonStates, loadStates } from "../../datasets/states.js";
import { findStateMentions, resolveStateName } from "../../extractors/states/mentions.js";
import { buildStateIndex } from "../../extractors/states/index-names.js";

const index = buildStateIndex({ states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() });

/** Codes in order; non-States with "!", undecided ones with "?". */
function codes(text: string, year: number | null = null): string[] {
  return findStateMentions(text, index, { year }).map((m) => {
    expect(text.slice(m.start, m.end)).toBe(m.text);
    expect(m.iso3 === null || m.nonState === null).toBe(true);
    return m.iso3 ?? (m.nonState ? `!${m.nonState}` : `?${m.candidates.join("/")}`);
  });
}

const cases: [string, string[]][] = [
  // Names inside names
  ["Niger and Nigeria reported shelters", ["NER", "NGA"]],
  ["the Niger Delta in Nigeria", ["NGA"]],
  ["Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]],
  ["States of the Gulf of Guinea", []],
  ["the island of New Guinea", ["?PNG"]],
  ["Congo and the Democratic Republic of the Congo", ["COG", "COD"]],
  ["the Congo, Democratic Republic of the", ["COD"]],
  ["Congo, Democratic Republic of the Congo, Gabon", ["COG", "COD", "GAB"]],
  ["the Congo, the Democratic Republic of the Congo", ["COG", "COD"]],
  ["the Republic of the Congo", ["COG"]],
  ["in eastern Congo Basin forests", []],
  ["DR Congo; Congo (Brazzaville); Congo-Kinshasa", ["COD", "COG", "COD"]],
  ["the Republic of Korea and the Democratic People's Republic of Korea", ["KOR", "PRK"]],
  ["Democratic People’s\nRepublic of Korea", ["PRK"]],
  ["Democratic Peoples Republic of Korea", ["PRK"]],
  ["Korea reported", ["?KOR/PRK"]],
  ["North Korea and South Korea", ["PRK", "KOR"]],
  ["Korea (Republic of), Korea, Democratic People's Republic of", ["KOR", "PRK"]],
  ["Moldova, Republic of Korea", ["MDA", "KOR"]],
  ["Korea, Republic of; Moldova, Republic of", ["KOR", "MDA"]],
  ["Dominica and the Dominican Republic", ["DMA", "DOM"]],
  ["Dominican authorities", ["?DOM/DMA"]],
  ["the Sudan and South Sudan", ["SDN", "SSD"]],
  ["Samoa, American Samoa and Western Samoa", ["WSM", "!ASM", "WSM"]],
  ["Ireland and Northern Ireland", ["IRL", "!GB-NIR"]],
  ["the United Kingdom of Great Britain and Northern Ireland and Ireland", ["GBR", "IRL"]],
  ["England, Scotland and Wales", ["!GB-ENG", "!GB-SCT", "!GB-WLS"]],
  ["New South Wales and Australia", ["AUS"]],
  ["Mali, Malawi, Malaysia, Maldives and Malta", ["MLI", "MWI", "MYS", "MDV", "MLT"]],
  ["Oman; Romania; Roma people", ["OMN", "ROU"]],
  ["Indian Ocean islands; India; Indiana", ["IND"]],
  ["Netherlands Antilles and the Netherlands", ["!ANT", "NLD"]],
  // "and" inside names, in lists that end with "and"
  ["Suriname, Togo and Trinidad and Tobago", ["SUR", "TGO", "TTO"]],
  ["Bosnia and Herzegovina and Antigua and Barbuda", ["BIH", "ATG"]],
  ["Saint Kitts and Nevis, Saint Vincent and the Grenadines and Sao Tome and Principe", ["KNA", "VCT", "STP"]],
  ["St. Vincent & the Grenadines and São Tomé and Príncipe", ["VCT", "STP"]],
  // Persons
  ["Michael Jordan and Mr. Chad Smith met Ms. Israel", []],
  ["Mr. Gonzalo JORDAN, Secretary", []],
  ["Judge Israel and Professor Holland", []],
  ["According to Chad, Jordan and Israel", ["TCD", "JOR", "ISR"]],
  ["Chad noted. Jordan asked why Israel had not", ["TCD", "JOR", "ISR"]],
  ["Chad Brown told the court", []],
  ["Jordan National Commission for Women", ["JOR"]],
  ["of the Judiciary. India asked; of the ICESCR. Jordan was pleased", ["IND", "JOR"]],
  ["Mr. B. Jordan and Anna Georgia", []],
  ["Islamic State in Iraq and the Levant (ISIL) in Iraq", ["IRQ"]],
  ["Guinea-\n      Bissau", ["GNB"]],
  ["Although Jordan and, in particular, Chad agreed", ["JOR", "TCD"]],
  ["the Jordan River and the Jordan Valley", []],
  ["Lake Chad basin; Chad", ["TCD"]],
  // Places
  ["an organization in Atlanta, Georgia", []],
  ["Georgia State University", []],
  ["Alabama, Georgia and Florida", []],
  ["including in Croatia, Georgia, Germany", ["HRV", "GEO", "DEU"]],
  ["the state of Georgia and Georgia", ["?GEO", "GEO"]],
  ["South Georgia", []],
  ["a hospital in Lebanon, Pennsylvania", []],
  ["Lebanon, New York and Geneva", ["LBN"]],
  ["New Mexico, New Jersey, New England; Jersey and Mexico", ["!JEY", "MEX"]],
  ["Mexico City, Panama City and the Panama Canal", []],
  ["the South China Sea and the Gulf of Mexico", []],
  ["Geneva, Switzerland", ["CHE"]],
  ["roast turkey, fine china and chad", []],
  ["Micronesia as a region", ["?FSM"]],
  ["Micronesia (Federated States of) and the Federated States of Micronesia", ["FSM", "FSM"]],
  ["Central Macedonia in Greece", ["GRC"]],
  ["Macedonia; North Macedonia", ["MKD", "MKD"]],
  // Spelling, breaks, capitals
  ["Guinea-\nBissau and Guinea- Bissau and Guinea\u2011Bissau", ["GNB", "GNB", "GNB"]],
  ["Côte d’Ivoire, Cote d'Ivoire, COTE D'IVOIRE, CÔTE D’IVOIRE, Co\u0302te d'Ivoire, Cote D\u2019Ivoire, Côte d\u2018Ivoire", ["CIV", "CIV", "CIV", "CIV", "CIV", "CIV", "CIV"]],
  ["Türkiye, Turkiye, TÜRKİYE, Turkey", ["TUR", "TUR", "TUR", "TUR"]],
  ["Slo\u00advenia and Bosnia\u00a0and\n Herzegovina", ["SVN", "BIH"]],
  ["Trinidad  and\n\n   Tobago", ["TTO"]],
  ["SAUDI ARABIA AND THE UNITED ARAB EMIRATES", ["SAU", "ARE"]],
  ["REPUBLIC OF KOREA", ["KOR"]],
  ["Bolivia (Plurinational State of), Iran (Islamic Republic of), Venezuela (Bolivarian Republic of)", ["BOL", "IRN", "VEN"]],
  ["Iran(Islamic Republic of), Iran, Islamic Republic of", ["IRN", "IRN"]],
  ["the Czech Republic, Czechia", ["CZE", "CZE"]],
  ["Viet Nam, Vietnam, Laos, the Lao People's Democratic Republic, Brunei", ["VNM", "VNM", "LAO", "LAO", "BRN"]],
  ["the Holy See and the State of Palestine", ["VAT", "PSE"]],
  ["Kyrgystan, Phillipines", ["KGZ", "PHL"]],
  ["Austria1 and 12 Belgium", ["AUT", "BEL"]],
  // Former names
  ["Swaziland, Cape Verde, Burma, Zaire, Upper Volta, Ceylon and Ivory Coast", ["SWZ", "CPV", "MMR", "COD", "BFA", "LKA", "CIV"]],
  ["the former Yugoslav Republic of Macedonia, The former Yugoslav\nRepublic of Macedonia", ["MKD", "MKD"]],
  ["the Libyan Arab Jamahiriya, East Timor", ["LBY", "TLS"]],
  ["Czechoslovakia, Yugoslavia, the USSR and the German Democratic Republic", ["CSK", "YUG", "SUN", "DDR"]],
  // No States
  ["Kosovo, Hong Kong, Macao, Taiwan and the European Union", ["!XKX", "!HKG", "!MAC", "!TWN", "!EU"]],
  ["China, Hong Kong Special Administrative Region", ["!HKG"]],
  ["Hong Kong, China; Taiwan Province of China; the Republic of China", ["!HKG", "!TWN", "!TWN"]],
  ["the People's Republic of China", ["CHN"]],
  ["Puerto Rico, Guam, Gibraltar, Greenland, the Faroe Islands, Aruba, Curaçao", ["!PRI", "!GUM", "!GIB", "!GRL", "!FRO", "!ABW", "!CUW"]],
  ["the Organization of American States; Latin American States", []],
  // Abbreviations and currencies
  ["the UK, the USA, U.S. and DPRK", ["GBR", "USA", "USA", "PRK"]],
  ["US$ 5 million, $US 37, US dollars, en-US, $NZ 9", []],
  ["CONTACT US", []],
  // Adjectives
  ["Swedish, Slovenian and Thai authorities", ["SWE", "SVN", "THA"]],
  ["Original: French; in Spanish, and French-speaking; Arabic, English, French, Russian and Spanish", []],
  ["Afro-Colombian and inter-American", []],
  ["South African law, Polish courts, polish", ["ZAF", "POL"]],
];

describe("findStateMentions", () => {
  it.each(cases)("%s", (text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  it("tells possessive and article, and leaves both out of the span", () => {
    const [spain, congo, netherlands, sudan] = findStateMentions("Spain’s plan, the Congo's plan, the Netherlands’ plan and the\nSudan.", index);
    expect(spain).toMatchObject({ text: "Spain", possessive: true, article: false });
    expect(congo).toMatchObject({ text: "Congo", possessive: true, article: true });
    expect(netherlands).toMatchObject({ text: "Netherlands", possessive: true, article: true });
    expect(sudan).toMatchObject({ text: "Sudan", possessive: false, article: true });
  });

  it("marks names of other bodies, not the State's own organs", () => {
    const marks = (text: string) => findStateMentions(text, index).map((m) => m.inName);
    expect(marks("the University of Malawi")).toEqual([true]);
    expect(marks("the Kenya Red Cross")).toEqual([true]);
    expect(marks("the United States Agency for International Development")).toEqual([true]);
    expect(marks("the Turkmenistan Government; Jordan Penal Code; Kenya reported")).toEqual([false, false, false]);
  });

  it("reads Serbia and Montenegro by the year", () => {
    expect(codes("Romania, Serbia and Montenegro", 2005)).toEqual(["ROU", "SCG"]);
    expect(codes("Romania, Serbia and Montenegro", 2010)).toEqual(["ROU", "SRB", "MNE"]);
    expect(codes("Romania, Serbia and Montenegro")).toEqual(["ROU", "SRB", "MNE"]);
    expect(codes("the State Union of Serbia and Montenegro", 2010)).toEqual(["SCG"]);
  });

  it("finds every name of the alias table by itself and as that code", () => {
    for (const alias of loadAliases()) {
      if (alias.lang !== "en") continue;
      // A name that passed from one to another (Zanzibar) is asked for in a year in which this row held.
      const year = alias.validTo === null ? null : Number(alias.validTo.slice(0, 4)) - 1;
      const found = findStateMentions(`(${alias.name})`, index, { year });
      if (alias.kind === "none") expect(found, alias.name).toEqual([]);
      else if (alias.name === "Serbia and Montenegro" && year === null) expect(found).toHaveLength(2);
      else {
        expect(found, alias.name).toHaveLength(1);
        const one = found[0]!;
        expect([one.iso3, one.nonState, ...one.candidates], alias.name).toContain(alias.code);
        expect(one.text, alias.name).toBe(alias.name);
      }
    }
  });

  const present = loadStates().filter((s) => s.status !== "former");
  const article = /Republic|Kingdom|Emirates|States of America|Federation|Netherlands|Philippines|Bahamas|Comoros|Gambia|Sudan|Niger$|Congo$|Holy See|State of Palestine/;
  it("gives exactly the States of any list, however joined", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...present), { minLength: 1, maxLength: 12, selector: (s) => s.iso3 }),
        fc.constantFrom(", ", "; ", ",\n", ",  "),
        fc.constantFrom(" and ", ", and ", "; and ", " as well as ", ", ", " or "),
        fc.constantFrom<(n: string) => string>((n) => n, (n) => n.toUpperCase(), (n) => n.replaceAll("'", "\u2019"), (n) => n.replaceAll(" ", "\n"), (n) => (article.test(n) ? `the ${n}` : n)),
        fc.constantFrom(["(", ")"], ["Replies came from ", "."], ["", ""], ["(see ", ";"]),
        (states, comma, last, style, around) => {
          const names = states.map((s) => style(s.shortName));
          const text = around[0] + (names.length > 1 ? names.slice(0, -1).join(comma) + last + names.at(-1)! : names[0]!) + around[1];
          const found = findStateMentions(text, index);
          expect(found.map((m) => m.iso3)).toEqual(states.map((s) => s.iso3));
          for (const m of found) expect(text.slice(m.start, m.end)).toBe(m.text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("gives spans that hold and never overlap, in any text", () => {
    const piece = fc.oneof(fc.constantFrom("Guinea", "-", "\n", " ", "Bissau", "Republic of ", "Congo", ", ", "\u00ad", "\u0301", "Korea", "the ", "Jordan", "’s", "Georgia", "Atlanta", "(", "US"), fc.string({ unit: "binary", maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (all) => {
        const text = all.join("");
        let last = 0;
        for (const m of findStateMentions(text, index)) {
          expect(text.slice(m.start, m.end)).toBe(m.text);
          expect(m.start).toBeGreaterThanOrEqual(last);
          expect(m.end).toBeGreaterThan(m.start);
          last = m.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("finds French and Spanish names with an index for them", () => {
    const data = { states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() };
    const found = (lang: string, text: string) => findStateMentions(text, buildStateIndex(data, [lang])).map((m) => m.iso3);
    expect(found("fr", "la République de Corée, les États-Unis d’Amérique et l'Allemagne")).toEqual(["KOR", "USA", "DEU"]);
    expect(found("es", "Alemania, España y los Estados Unidos de América")).toEqual(["DEU", "ESP", "USA"]);
  });

  const corpus = "/work/shared/corpus/seeds/A-65-209.txt";
  const gold = "/work/shared/gold/A-65-209.respondents.csv";
  describe.skipIf(!existsSync(corpus) || !existsSync(gold))("over the 2010 report", () => {
    it("names every respondent of the labels", () => {
      const found = new Set(findStateMentions(readFileSync(corpus, "utf8"), index, { year: 2010 }).map((m) => m.iso3));
      const wanted = readFileSync(gold, "utf8").match(/\b[A-Z]{3}\b/g) ?? [];
      expect(wanted.length).toBeGreaterThanOrEqual(59);
      expect(wanted.filter((code) => loadStates().some((s) => s.iso3 === code) && !found.has(code))).toEqual([]);
    });
  });

  it("stays linear on text made to be slow", () => {
    for (const bad of ["Republic of ".repeat(20_000), "Guinea -  ".repeat(20_000), "Congo, ".repeat(20_000), "\u00ad".repeat(100_000), "A".repeat(200_000), `Korea${" ".repeat(100_000)}`]) {
      const start = performance.now();
      findStateMentions(bad, index);
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});

describe("resolveStateName", () => {
  it.each([
    ["niger", "NER"], ["the Gambia", "GMB"], ["Gambia (the)", "GMB"], ["cote d’ivoire", "CIV"], ["Iran, Islamic Republic of", "IRN"], ["KOR", "KOR"], ["410", "KOR"], ["CH", "CHE"],
    ["Zaire", "COD"], ["The former Yugoslav Republic of Macedonia", "MKD"], ["st. lucia", "LCA"], ["Czechoslovakia", "CSK"],
  ])("%s is %s", (name, iso3) => {
    expect(resolveStateName(name, index)).toMatchObject({ iso3, nonState: null });
  });

  it("says what is no State, what is ambiguous and what was perhaps meant", () => {
    expect(resolveStateName("Kosovo", index)).toMatchObject({ iso3: null, nonState: "XKX" });
    expect(resolveStateName("Korea", index)).toMatchObject({ iso3: null, nonState: null, suggestions: ["KOR", "PRK"] });
    expect(resolveStateName("Columbia", index)).toMatchObject({ iso3: null, how: "unknown", suggestions: ["Colombia"] });
    expect(resolveStateName("Afrika Korps of Nowhere", index).iso3).toBeNull();
    expect(resolveStateName("Mexico City", index)).toMatchObject({ iso3: null, nonState: null, how: "names no State" });
  });
});
