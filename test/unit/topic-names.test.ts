// Owns the proof of the words of other topics: trafficking in things is blanked out at equal length, trafficking in persons is not; other subjects and other victims are told.
import { describe, expect, it } from "vitest";
import { isOnTopic, maskOtherTraffic, namesOtherSubject, namesOtherVictims } from "../../extractors/topic/names.js";

describe("trafficking in things", () => {
  it.each([
    ["Police fight drug trafficking and human trafficking.", "drug trafficking"], ["A law on arms-smuggling is in force.", "arms-smuggling"], ["Units against drug and arms trafficking exist.", "drug and arms trafficking"],
    ["Trafficking in illicit narcotics and weapons is punished.", "Trafficking in illicit narcotics and weapons"], ["Illicit trafficking of cultural property rose.", "Illicit trafficking of cultural"],
  ])("%s", (text, blank) => expect(maskOtherTraffic(text)).toBe(text.replace(blank, "·".repeat(blank.length))));

  it.each(["A law on trafficking in persons is in force.", "Smuggling of migrants is punished.", "The vehicle of the victims was found."])("%s: is left", (text) => expect(maskOtherTraffic(text)).toBe(text));

  it("is not the topic", () => {
    expect([isOnTopic(maskOtherTraffic("Units against drug trafficking exist.")), isOnTopic(maskOtherTraffic("Units against trafficking exist."))]).toEqual([false, true]);
  });
});

it.each([
  ["Shelters for victims of domestic and sexual violence", true, false], ["Help for battered women", false, true], ["Violence against women is a crime.", true, true], ["Prisoners were released.", true, false], ["A hotline was opened.", false, false],
])("%s: another subject %s, other victims %s", (text, subject, victims) => expect([namesOtherSubject(text), namesOtherVictims(text)]).toEqual([subject, victims]));
