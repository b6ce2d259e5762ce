// Owns the proof that each question put to plans is answered by its examples and by no other wording that it names.
import { describe, expect, it } from "vitest";
import { loadFrameworks, loadPlanQuestions } from "../../datasets/frameworks.js";
import { askHeading, askSentence, mannerOf } from "../../extractors/plans/questions.js";

const questions = [...new Set([...loadPlanQuestions(), ...loadFrameworks().flatMap((framework) => framework.items.flatMap((item) => item.parts.flatMap((part) => part.questions)))])];
const plainly = (id: string, sentence: string): string => {
  const found = askSentence(questions.find((question) => question.id === id)!, sentence);
  return found === null ? "none" : found.manner === "plain" ? found.answer : found.manner;
};

describe("questions put to a plan", () => {
  it.each(questions.map((question) => [question.id, question] as const))("%s: its examples, both ways", (id, question) => {
    for (const text of question.examples.met) expect(plainly(id, text), text).toBe("met");
    for (const text of question.examples.partly) expect(plainly(id, text), text).toBe("partly");
    for (const text of question.examples.not) expect(["none", "negated"], text).toContain(plainly(id, text));
  });

  it("do not take a denial, a recommendation or something left open for an answer", () => {
    for (const [id, sentence, manner] of [
      ["budget", "The plan has no budget.", "negated"],
      ["budget", "No budget was set aside.", "negated"],
      ["budget", "The budget has not been approved.", "negated"],
      ["timelines", "The plan does not set deadlines.", "negated"],
      ["evaluation", "An evaluation of the plan is missing.", "negated"],
      ["responsibilities", "The plan fails to say which ministry is responsible.", "negated"],
      ["budget", "The budget is to be determined later.", "open"],
      ["monitoring", "The Government should monitor the implementation of the plan.", "recommended"],
      ["goals", "It would be useful if the plan had strategic goals.", "recommended"],
      ["timelines", "Courses end no later than May 2020.", "met"],
      ["budget", "Not only the ministries but also donors are named; a budget is attached.", "met"],
      ["budget", "The first plan had no evaluation, but this one has a budget.", "met"],
    ] as const) {
      expect(plainly(id, sentence), sentence).toBe(manner);
    }
  });

  it("read headings with and without their numbers", () => {
    const question = questions.find((one) => one.id === "goals")!;
    for (const heading of ["Strategic goals", "3. Strategic goals", "II. Objectives", "Goals and objectives", "3.1 Specific objectives"]) expect(askHeading(question, heading), heading).toBe(true);
    for (const heading of ["Goalkeepers", "Own goals of the police team", "Sustainable Development Goals"]) expect(askHeading(question, heading), heading).toBe(false);
  });

  it("see a negation in the same clause only", () => {
    const text = "There is no shelter; the budget is two million.";
    const at = text.indexOf("budget");
    expect(mannerOf(text, at, at + 6)).toBe("plain");
  });
});
