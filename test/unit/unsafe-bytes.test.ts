// Owns the proof that the look at bytes finds what the pattern for texts finds.
import { describe, expect, it } from "vitest";
import { harmless, UNSAFE_CHARACTERS } from "../../datasets/unsafe-characters.js";

describe("bytes that may leave as they are", () => {
  it("are those of texts without an unsafe character and without a carriage return inside of a line", () => {
    const unsafe = new RegExp(`[${UNSAFE_CHARACTERS}]|\\r(?!\\n)`);
    const wrong: string[] = [];
    for (let code = 0; code < 0x11000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const text = `a${String.fromCodePoint(code)}“b”\r\n`;
      if (harmless(Buffer.from(text)) === unsafe.test(text)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
    expect(harmless(Buffer.from("at the end\r"))).toBe(false);
    expect(harmless(new Uint8Array())).toBe(true);
  });
});
