// Owns the words that tell whether a State's name stands for the State: places, persons, bodies.
// Must not hold names of States; datasets/states/aliases.csv holds them.

/** States of the United States, without Georgia (a State's name), New York and Washington (cities in UN documents). */
export const US_STATES: readonly string[] = [
  "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa",
  "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada",
  "New Hampshire", "New Jersey", "New Mexico", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina",
  "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "West Virginia", "Wisconsin", "Wyoming",
];

export const US_CITIES_IN_GEORGIA: readonly string[] = ["Atlanta", "Savannah", "Augusta", "Macon", "Athens", "Marietta", "Decatur", "Alpharetta", "Fulton County"];

/** Names of States that persons bear as given name or surname. */
export const PERSON_NAMES: ReadonlySet<string> = new Set(["Jordan", "Chad", "Israel", "Georgia", "Kenya", "India", "Ireland", "Holland", "England", "Wales", "Jersey"]);

/** Words that open with a capital before a State's name without being a person's given name. */
export const LEAD_WORDS: ReadonlySet<string> = new Set(
  (
    "A An The And Or But Nor Yet In On At By To From For Of With Within Without Into Onto Over Under Upon Per Via As If That This These Those Than Then Thus So " +
    "While Whilst When Where Whereas Whether Since Because Although Though Unless Until Once After Before During Between Among Amongst Against About Across Along Around " +
    "Both Either Neither Each Every All Any Some Many Most Several Other Others Another Only Even Also Additionally Again Like Unlike Similarly Likewise Moreover Furthermore However " +
    "Meanwhile Today Now Here There Recently Currently Previously Finally Including Include Includes Regarding Concerning Following According Despite Besides Beyond Throughout Toward Towards Outside Inside Near Behind " +
    "North South East West Northern Southern Eastern Western Central Upper Lower Greater Mainland Inner Outer " +
    "Urge Urges Urged Encourage Encourages Encouraged Commend Commends Commended Congratulate Congratulated Thank Thanks Thanked Ask Asked Asks Invite Invited Recommend Recommended Noting Note Noted Notes " +
    "Has Have Had Is Are Was Were Be Been Does Do Did May Might Can Could Shall Should Will Would Must How What Which Who Why " +
    "Whose Its Their Our His Her It They We I He She No Not Yes Visit Table Figure Annex Box Part Section Chapter Source Country State States"
  ).split(" "),
);

/** Words of offices, bodies, laws and treaties that follow or precede a State's name within a longer name. */
export const BODY_WORDS: ReadonlySet<string> = new Set(
  (
    "Academy Accord Accords Act Action Administration Agency Agreement Airlines Airways Alliance Anti Anti-Trafficking Armed Army Assembly Association Attorney Authority Bank Bar Basic Border Broadcasting Bureau Cabinet Centre Center Centres Central Chamber " +
    "Child Children Church Civil Coalition Code College Commission Commissioner Committee Community Conference Congress Constitution Convention Corporation Council Country Court Criminal Customs Declaration Defence Defense Delegation Department Development Directorate " +
    "Embassy Emergency Executive Family Federal Federation Fellowship Force Forces Foreign Forum Foundation Fund General Government Governorate Guard Health High Hospital House Human Immigration Independent Initiative Institute Institution International Joint Judicial Justice " +
    "Kingdom Labour Law Legal Legislative Mission Ministry Minister Museum National Navy Network Observatory Office Ombudsman Organization Organisation Parliament Parliamentary Partnership Party Peace Penal Permanent Plan Platform Police Policy President Press Prime Principles Prison Process Programme Program " +
    "Project Prosecutor Protocol Public Radio Red Refugee Report Republic Research Royal School Secretariat Security Senate Social Society State Statistics Statute Strategic Strategy Supreme Task Team Television Times Trade Training Treaty Tribunal Trust Union United University Volunteer Women Work Workers Youth Anti-Human"
  ).split(" "),
);

/** Those of BODY_WORDS after which the State itself is meant: its government, organs and laws. */
export const ORGANS: ReadonlySet<string> = new Set(
  (
    "Act Action Administration Anti Anti-Trafficking Anti-Human Armed Army Assembly Attorney Authority Basic Border Cabinet Child Children Civil Code Commission Commissioner Committee Congress Constitution Country Court Criminal Customs Defence Defense Delegation Department Development Directorate " +
    "Emergency Executive Family Federal Force Forces Foreign General Government Governorate Guard Health High Human Immigration Joint Judicial Justice Kingdom Labour Law Legal Legislative Ministry Minister National Navy Office Ombudsman Parliament Parliamentary Penal Permanent Plan Police Policy President Prime " +
    "Prison Programme Program Project Prosecutor Public Report Republic Royal Secretariat Security Senate Social State Statistics Statute Strategic Strategy Supreme Task Team Training Tribunal Women Work Workers Youth"
  ).split(" "),
);
