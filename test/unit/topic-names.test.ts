// Owns the proof of the words of other topics: trafficking in things is blanked out at equal length, trafficking in persons is not; other subjects and other victims are told.
import { describe, expect, it } from "vitest";
import { sharedReader } from "../../extractors/reader/reader.js";

const { names } = sharedReader();

describe("trafficking in things", () => {
  it.each([
    ["Police fight drug trafficking and human trafficking.", "drug trafficking"], ["A law on arms-smuggling is in force.", "arms-smuggling"], ["Units against drug and arms trafficking exist.", "drug and arms trafficking"],
    ["Trafficking in illicit narcotics and weapons is punished.", "Trafficking in illicit narcotics and weapons"], ["Illicit trafficking of cultural property rose.", "Illicit trafficking of cultural"],
  ])("%s", (text, blank) => expect(names.mask(text)).toBe(text.replace(blank, "·".repeat(blank.length))));

  it.each(["A law on trafficking in persons is in force.", "Smuggling of migrants is punished.", "The vehicle of the victims was found."])("%s: is left", (text) => expect(names.mask(text)).toBe(text));

  it("is not the topic", () => {
    expect([names.isOnTopic(names.mask("Units against drug trafficking exist.")), names.isOnTopic(names.mask("Units against trafficking exist."))]).toEqual([false, true]);
  });
});

it.each([
  ["Shelters for victims of domestic and sexual violence", true, false], ["Help for battered women", false, true], ["Violence against women is a crime.", true, true], ["Prisoners were released.", true, false], ["A hotline was opened.", false, false],
])("%s: another subject %s, other victims %s", (text, subject, victims) => expect([names.otherSubject(text), names.otherSufferers(text)]).toEqual([subject, victims]));
