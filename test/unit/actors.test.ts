// Owns the proof that the table of actors is refused with file and line where a row is wrong, and that each class acts as it is said to.
import { describe, expect, it } from "vitest";
import { ACTOR_GROUPS, actorsOf, loadActors } from "../../datasets/actors.js";
import { loadWordTables } from "../../datasets/concepts.js";
import { classifyWords } from "../../extractors/actors/actor.js";
import { buildContext } from "../../extractors/extract.js";

const HEADER = "class,concept,word,note";
const whole = [HEADER, ...ACTOR_GROUPS.map((group) => `${group},,some ${group},`), "ngo,NGO,,"];
const read = (lines: readonly string[]): unknown => actorsOf(lines.join("\n"), "actors.csv", new Set(["NGO", "GOVERNMENT"]));

describe("the table of actors", () => {
  it("has every class, and no concept without words", () => {
    const concepts = new Set(loadWordTables().concepts.map((term) => term.concept));
    const classes = new Set([...concepts].map((concept) => loadActors().classOf(concept)));
    for (const group of ACTOR_GROUPS) expect(classes.has(group) || loadActors().words[group].length > 0, group).toBe(true);
    expect(loadActors().classOf("SHELTER")).toBeUndefined();
  });

  it.each([
    ["a class that nothing asks for", [...whole, "organs,GOVERNMENT,,"], `actors.csv line ${whole.length + 1}: unknown class 'organs'. Did you mean 'organ'?`],
    ["a concept without words", [...whole, "organ,GOVERMENT,,"], `actors.csv line ${whole.length + 1}: unknown concept 'GOVERMENT'. Did you mean 'GOVERNMENT'?`],
    ["a concept of two classes", [...whole, "company,NGO,,"], `actors.csv line ${whole.length + 1}: concept 'NGO' is of class 'ngo' already`],
    ["a row that stands twice", [...whole, "ngo,NGO,,"], `actors.csv line ${whole.length + 1}: 'ngo concept NGO' stands twice`],
    ["a row of both", [...whole, "organ,GOVERNMENT,our State,"], `actors.csv line ${whole.length + 1}: class 'organ' needs a concept or a word`],
    ["a row of neither", [...whole, "organ,,,"], `actors.csv line ${whole.length + 1}: class 'organ' needs a concept or a word`],
    ["a word with a blank at its end", [...whole, "organ,,our State ,"], `actors.csv line ${whole.length + 1}: word 'our State '`],
    ["a class without a row", whole.filter((line) => !line.startsWith("victim,")), "actors.csv: the class 'victim' has no word"],
  ])("refuses %s", (_what, lines, message) => {
    expect(() => read(lines)).toThrow(message);
  });
});

describe("whoever acts", () => {
  const { reader } = buildContext();
  const actorOf = (subject: string): string => {
    const sentence = reader.read(`${subject} opened a shelter.`);
    const verb = sentence.tokens.findIndex((token) => token.word === "opened");
    return classifyWords({ sentence, mentions: [], state: "AUT" }, { from: 0, to: verb }).actor;
  };

  it.each([
    ["The ministry", "state"], ["Our country", "state"], ["The municipality of the capital", "state"],
    ["A foundation", "non_state"], ["The regional office of UNICEF", "non_state"], ["A hotel chain", "non_state"], ["The traffickers", "non_state"], ["The Special Rapporteur", "non_state"],
    ["Each party", "other_state"], ["The neighbours", "unknown"],
  ])("%s is %s", (subject, actor) => {
    expect(actorOf(subject)).toBe(actor);
  });
});
