// Owns hard sentences, written for the purpose: whose measure, which status, and whose it is not. What they say of States is invented.
// Each row names the trap; `open` marks what is not read rightly yet.
import { describe, expect, it } from "vitest";
import type { DocumentKind, SectionRole } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { documentOf } from "../property/grammar.js";

interface Case {
  trap: string;
  text: string;
  /** "State measure status". */
  claims: string[];
  open?: true;
}
const context = buildContext();

function claimsOf(text: string, options: { kind?: DocumentKind; role?: SectionRole; state?: string; headings?: string[] } = {}): string[] {
  return [...new Set(extract(documentOf(text, options), context).claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`))].sort();
}

function check(cases: Case[], options: Parameters<typeof claimsOf>[1] = {}): void {
  for (const { trap, text, claims, open } of cases) {
    (open === true ? it.fails : it)(`${trap}: ${text}`, () => {
      expect(claimsOf(text, options)).toEqual([...claims].sort());
    });
  }
}

const SHELTER = "victims.shelter";
const HOTLINE = "victims.hotline";
const PERIOD = "victims.reflection_period";
const PLAN = "policy.national_action_plan";

describe("whose measure, in a report that compiles replies", () => {
  check([
    { trap: "while, other status", text: "A reflection period is granted to victims of trafficking in Norway, while in Ireland its introduction is being considered.", claims: [`NOR ${PERIOD} in_place`, `IRL ${PERIOD} planned`] },
    { trap: "has not, after a list", text: "Shelters for victims of trafficking have been opened in Norway and Italy; Greece has not yet opened one.", claims: [`NOR ${SHELTER} in_place`, `ITA ${SHELTER} in_place`, `GRC ${SHELTER} absent`] },
    { trap: "but not", text: "Shelters for victims of trafficking exist in Chile and Peru, but not in Bolivia (Plurinational State of).", claims: [`CHL ${SHELTER} in_place`, `PER ${SHELTER} in_place`, `BOL ${SHELTER} absent`] },
    { trap: "with the exception of", text: "With the exception of Malta, Cyprus and Greece have set up hotlines for victims of trafficking.", claims: [`CYP ${HOTLINE} in_place`, `GRC ${HOTLINE} in_place`], open: true },
    { trap: "the former and the latter", text: "Kenya and Uganda reported on assistance. The former has opened shelters for victims of trafficking, and the latter has set up a hotline for them.", claims: [`KEN ${SHELTER} in_place`, `UGA ${HOTLINE} in_place`] },
    { trap: "both", text: "Kenya and Uganda replied. Both have opened shelters for victims of trafficking.", claims: [`KEN ${SHELTER} in_place`, `UGA ${SHELTER} in_place`] },
    { trap: "both, before the names", text: "Both Kenya and Uganda have opened shelters for victims of trafficking.", claims: [`KEN ${SHELTER} in_place`, `UGA ${SHELTER} in_place`] },
    { trap: "neither nor", text: "Neither Kenya nor Uganda has opened shelters for victims of trafficking.", claims: [`KEN ${SHELTER} absent`, `UGA ${SHELTER} absent`] },
    { trap: "similarly", text: "Finland has opened shelters for victims of trafficking. Similarly, Estonia has established safe houses for trafficked women.", claims: [`FIN ${SHELTER} in_place`, `EST ${SHELTER} in_place`] },
    { trap: "similar programmes", text: "Finland runs a hotline for victims of trafficking. Similar services are offered in Estonia and Latvia.", claims: [`FIN ${HOTLINE} in_place`, `EST ${HOTLINE} in_place`, `LVA ${HOTLINE} in_place`] },
    { trap: "list inside a list", text: "Hotlines for victims of trafficking were set up in Africa (Kenya and Uganda) and Europe (Finland and Estonia).", claims: [`KEN ${HOTLINE} in_place`, `UGA ${HOTLINE} in_place`, `FIN ${HOTLINE} in_place`, `EST ${HOTLINE} in_place`] },
    { trap: "measures in parentheses", text: "Assistance to victims of trafficking was reported by Thailand (shelters and hotline), Cambodia (hotline) and Nepal (shelters).", claims: [`THA ${SHELTER} in_place`, `THA ${HOTLINE} in_place`, `KHM ${HOTLINE} in_place`, `NPL ${SHELTER} in_place`] },
    { trap: "respectively", text: "Kenya and Uganda have set up shelters and a hotline for victims of trafficking, respectively.", claims: [`KEN ${SHELTER} in_place`, `UGA ${HOTLINE} in_place`] },
    { trap: "two clauses with and", text: "Kenya has opened shelters for victims of trafficking and Uganda has adopted a national action plan against trafficking in persons.", claims: [`KEN ${SHELTER} in_place`, `UGA ${PLAN} in_place`] },
    { trap: "semicolons", text: "Steps taken include: in Kenya, shelters for victims of trafficking; in Uganda, a hotline for victims of trafficking; and in Malawi, a national action plan against trafficking in persons.", claims: [`KEN ${SHELTER} in_place`, `UGA ${HOTLINE} in_place`, `MWI ${PLAN} in_place`] },
    { trap: "following the example of", text: "Following the example of Sweden, Lithuania has opened shelters for victims of trafficking.", claims: [`LTU ${SHELTER} in_place`] },
  ]);
});

describe("a State that is named and has no part in it", () => {
  check([
    { trap: "victims' origin", text: "Victims of trafficking from the Republic of Moldova and Ukraine were assisted in shelters in Italy.", claims: [`ITA ${SHELTER} in_place`] },
    { trap: "destination", text: "Nepal has opened shelters for women who were trafficked to India.", claims: [`NPL ${SHELTER} in_place`] },
    { trap: "origin of victims, then places", text: "Shelters were run for trafficked women from Nigeria in Italy and Spain.", claims: [`ITA ${SHELTER} in_place`, `ESP ${SHELTER} in_place`] },
    { trap: "trainees", text: "Uganda trained police officers from Kenya on trafficking in persons.", claims: ["UGA justice.training in_place"] },
    { trap: "who was asked to pay", text: "The Government of Kenya asked the United Kingdom to fund shelters for victims of trafficking.", claims: [] },
    { trap: "donor", text: "With financial support from Norway, Moldova has opened shelters for victims of trafficking.", claims: [`MDA ${SHELTER} in_place`] },
    { trap: "nationality of victims", text: "Austria has opened shelters for Romanian and Bulgarian victims of trafficking.", claims: [`AUT ${SHELTER} in_place`] },
    { trap: "place of a meeting", text: "Under the protocol signed in Palermo, Italy, Ghana has adopted a national action plan against trafficking in persons.", claims: [`GHA ${PLAN} in_place`] },
    { trap: "UN body as actor", text: "The United Nations Children’s Fund supported the opening of a shelter for victims of trafficking in Nepal.", claims: [] },
    { trap: "UN body runs it", text: "UNODC has established a database on trafficking in persons in Viet Nam.", claims: [] },
    { trap: "NGO alone", text: "Non-governmental organizations in Serbia run shelters for victims of trafficking without support from the State.", claims: [] },
    { trap: "recommendation", text: "Kenya should establish shelters for victims of trafficking.", claims: [] },
    { trap: "call", text: "The Committee urged Kenya to adopt a national action plan against trafficking in persons.", claims: [] },
    { trap: "recommended that", text: "It was recommended that Kenya and Uganda establish shelters for victims of trafficking.", claims: [] },
    { trap: "quoted recommendation, accepted", text: "Kenya accepted a recommendation to establish shelters for victims of trafficking.", claims: [] },
  ]);
});

describe("status", () => {
  check([
    { trap: "not yet launched", text: "Kenya has not yet launched awareness-raising campaigns on trafficking in persons.", claims: ["KEN prevention.awareness_campaign absent"] },
    { trap: "not yet concluded", text: "Kenya has not yet concluded bilateral agreements on trafficking in persons.", claims: ["KEN cooperation.bilateral absent"] },
    { trap: "there is as yet no", text: "In Kenya there is as yet no shelter for victims of trafficking.", claims: [`KEN ${SHELTER} absent`] },
    { trap: "has yet to", text: "Kenya has yet to adopt a national action plan against trafficking in persons.", claims: [`KEN ${PLAN} absent`] },
    { trap: "no", text: "Kenya has no hotline for victims of trafficking.", claims: [`KEN ${HOTLINE} absent`] },
    { trap: "lacks", text: "Kenya lacks shelters for victims of trafficking.", claims: [`KEN ${SHELTER} absent`] },
    { trap: "without", text: "Kenya remains without a national referral mechanism for victims of trafficking.", claims: ["KEN victims.referral_mechanism absent"] },
    { trap: "planned and not set up", text: "In Kenya, a shelter for victims of trafficking planned for 2013 has not been set up for lack of funds.", claims: [`KEN ${SHELTER} absent`] },
    { trap: "no longer", text: "Kenya no longer operates a hotline for victims of trafficking.", claims: [`KEN ${HOTLINE} ended`] },
    { trap: "closure", text: "Following the closure of its only shelter for victims of trafficking in 2011, Kenya has referred victims to hospitals.", claims: [`KEN ${SHELTER} ended`] },
    { trap: "limits, does not deny", text: "Kenya has two shelters for victims of trafficking; no shelter accepts men.", claims: [`KEN ${SHELTER} in_place`] },
    { trap: "not only", text: "Kenya offers not only a hotline for victims of trafficking, but also shelters for them.", claims: [`KEN ${HOTLINE} in_place`, `KEN ${SHELTER} in_place`], open: true },
    { trap: "will continue", text: "Kenya will continue to operate shelters for victims of trafficking.", claims: [`KEN ${SHELTER} in_place`] },
    { trap: "will", text: "Kenya will open shelters for victims of trafficking in 2014.", claims: [`KEN ${SHELTER} planned`] },
    { trap: "undertakes", text: "Kenya undertook to adopt a national action plan against trafficking in persons.", claims: [`KEN ${PLAN} planned`] },
    { trap: "pilot", text: "Kenya is piloting a national referral mechanism for victims of trafficking.", claims: ["KEN victims.referral_mechanism in_progress"] },
    { trap: "before parliament", text: "In Kenya, a bill on trafficking in persons is before parliament.", claims: ["KEN legislation.reform in_progress", "KEN legislation.specific_law in_progress"] },
    { trap: "mixed", text: "Kenya and Uganda provide, or are preparing to provide, shelters for victims of trafficking.", claims: [`KEN ${SHELTER} mixed`, `UGA ${SHELTER} mixed`] },
    { trap: "signed, not ratified", text: "Kenya has signed but not ratified the Trafficking in Persons Protocol.", claims: ["KEN treaty.trafficking_protocol in_progress"] },
    { trap: "to plan is no plan", text: "Kenya plans to adopt a law on trafficking in children.", claims: ["KEN legislation.reform planned"], open: true },
    { trap: "to commission is no commission", text: "Kenya has yet to commission a research project on trafficking in persons.", claims: ["KEN data.research absent"] },
    { trap: "a denial of a lack", text: "Kenya denied that it had failed to adopt a national action plan against trafficking in persons.", claims: [], open: true },
    { trap: "failed to", text: "Kenya failed to establish shelters for victims of trafficking.", claims: [`KEN ${SHELTER} absent`] },
    { trap: "in the absence of", text: "In the absence of a hotline, victims of trafficking in Kenya call the police.", claims: [`KEN ${HOTLINE} absent`] },
    { trap: "conditional", text: "If funds permit, Kenya will open shelters for victims of trafficking.", claims: [`KEN ${SHELTER} planned`] },
    { trap: "under consideration", text: "The establishment of shelters for victims of trafficking is under consideration in Kenya.", claims: [`KEN ${SHELTER} planned`] },
    { trap: "not a party", text: "Kenya is not a party to the Trafficking in Persons Protocol.", claims: ["KEN treaty.trafficking_protocol absent"] },
    { trap: "ended there, running here", text: "Kenya closed its hotline for victims of trafficking in 2011, whereas that of Uganda is still in operation.", claims: [`KEN ${HOTLINE} ended`, `UGA ${HOTLINE} in_place`] },
    { trap: "other trafficking", text: "Kenya and Uganda have established a database on drug trafficking.", claims: [] },
    { trap: "other violence", text: "Kenya has opened shelters for victims of domestic violence.", claims: [] },
  ]);
});

describe("a report of one State", () => {
  const own = { kind: "national_report" as const, role: "state_report" as const, state: "SVN", headings: ["Trafficking in human beings"] };
  check([
    { trap: "the Government", text: "The Government has adopted a national action plan against trafficking in human beings.", claims: [`SVN ${PLAN} in_place`] },
    { trap: "passive", text: "A hotline for victims of trafficking in human beings was set up in 2009.", claims: [`SVN ${HOTLINE} in_place`] },
    { trap: "another State's measure", text: "In Croatia, a hotline for victims of trafficking in human beings was set up in 2009.", claims: [] },
    { trap: "partner", text: "An agreement on cooperation against trafficking in human beings was signed with Croatia and Italy.", claims: ["SVN cooperation.bilateral in_place"] },
    { trap: "origin", text: "Victims from Ukraine were accommodated in shelters for victims of trafficking in human beings.", claims: [`SVN ${SHELTER} in_place`] },
    { trap: "a committee's recommendation", text: "The Committee recommended the establishment of shelters for victims of trafficking in human beings.", claims: [] },
    { trap: "intention", text: "The Ministry intends to set up a hotline for victims of trafficking in human beings.", claims: [`SVN ${HOTLINE} planned`] },
    { trap: "a foreign body's programme", text: "The German Government finances shelters for victims of trafficking in Kosovo.", claims: [] },
    { trap: "a foreign authority, by adjective", text: "Italian authorities established a hotline for victims of trafficking in human beings.", claims: [] },
    { trap: "a foreign ministry, by adjective", text: "The Italian Ministry of the Interior trained police officers on trafficking in human beings.", claims: [] },
    { trap: "a foreign State as subject", text: "Italy established a hotline for victims of trafficking in human beings.", claims: [] },
    { trap: "an organization of States", text: "The European Union adopted a strategy against trafficking in human beings.", claims: [] },
    { trap: "an agency of the United Nations", text: "UNHCR published a manual on the identification of victims of trafficking in human beings.", claims: [] },
    { trap: "unlike", text: "Unlike in Italy, no hotline for victims of trafficking in human beings exists.", claims: [`SVN ${HOTLINE} absent`] },
    { trap: "a bill that failed", text: "Parliament rejected a bill on trafficking in human beings.", claims: [] },
    { trap: "a proposal", text: "The working group proposed that a national rapporteur on trafficking in human beings be appointed.", claims: [] },
    { trap: "run with the State's money", text: "The organization Key runs a shelter for victims of trafficking in human beings with funds from the Ministry.", claims: [`SVN ${SHELTER} in_place`] },
  ], own);
});

describe("a dialogue of the Universal Periodic Review", () => {
  const dialogue = { kind: "upr_working_group" as const, role: "dialogue" as const, state: "NGA", headings: ["Interactive dialogue and responses by the State under review"] };
  check([
    { trap: "a fact noted by another State", text: "Canada noted the adoption of the 2003 law on trafficking in persons.", claims: ["NGA legislation.specific_law in_place"] },
    { trap: "praise of efforts", text: "Canada welcomed the efforts to combat trafficking in persons.", claims: [] },
    { trap: "a recommendation in the dialogue", text: "Canada recommended that Nigeria establish shelters for victims of trafficking.", claims: [] },
    { trap: "a question", text: "Canada asked what steps had been taken to set up shelters for victims of trafficking.", claims: [] },
    { trap: "the delegation's reply", text: "The delegation of Nigeria stated that shelters for victims of trafficking had been opened in eight cities.", claims: [`NGA ${SHELTER} in_place`] },
    { trap: "own experience of the commenting State", text: "Norway shared that it had adopted its own national action plan against trafficking in persons.", claims: [] },
    { trap: "an offer to share", text: "Germany offered to share its experience with its national action plan against trafficking in persons.", claims: [] },
    { trap: "a hope", text: "Germany hoped that shelters for victims of trafficking would be opened.", claims: [] },
    { trap: "a lack noted", text: "Germany noted that shelters for victims of trafficking were lacking.", claims: [`NGA ${SHELTER} absent`] },
    { trap: "a question with whether", text: "Germany asked whether a national action plan against trafficking in persons had been adopted.", claims: [] },
    { trap: "own measure in a relative clause", text: "Germany, which had itself established a hotline for victims of trafficking, welcomed the progress made.", claims: [] },
  ], dialogue);
  check([
    { trap: "recommendations section", text: "Establish shelters for victims of trafficking (Norway);", claims: [] },
    { trap: "continue, in recommendations", text: "Continue to operate the hotline for victims of trafficking (Norway, Canada).", claims: [] },
    { trap: "supported", text: "Adopt a national action plan against trafficking in persons (Norway), which enjoys the support of Nigeria.", claims: [] },
  ], { ...dialogue, role: "recommendations" });
});

describe("a report about one State by another", () => {
  check([
    { trap: "a third State", text: "India opened shelters for victims of trafficking from Nepal.", claims: [] },
    { trap: "organizations alone", text: "NGOs operated shelters for victims of trafficking; the government provided no funds.", claims: [] },
    { trap: "the law does not", text: "The law does not criminalize trafficking in persons.", claims: ["NPL legislation.criminal_offence absent"] },
    { trap: "did not have", text: "The government did not have a national referral mechanism for victims of trafficking.", claims: ["NPL victims.referral_mechanism absent"] },
  ], { kind: "third_party_report", role: "third_party", state: "NPL", headings: ["Trafficking in Persons"] });
});
