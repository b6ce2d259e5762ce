// Owns the tests of how text becomes HTML: nothing of a document can become markup.
// Must not test what a report looks like.
import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, jsonForScript, plain } from "../../reports/html/markup.js";

describe("text in a template", () => {
  test("comes back as the text that went in, as content and as an attribute", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const $ = load(html`<p title="${text}">${text}</p>`.toString());
      const normal = plain(text).replace(/\r\n?/g, "\n");
      expect($("p").text()).toBe(normal);
      expect($("p").attr("title")).toBe(normal);
      expect($("body").children()).toHaveLength(1);
    }));
  });

  test("markup made by the template stays markup, lists are joined, nothing is printed for what is not there", () => {
    expect(html`<ul>${["<a>", "b"].map((item) => html`<li>${item}</li>`)}${null}${undefined}${false}${0}</ul>`.toString()).toBe("<ul><li>&lt;a&gt;</li><li>b</li>0</ul>");
  });

  test("direction marks and control characters are dropped", () => {
    expect(html`${"a\u202eb\u0000c\u001b[31m\u2066d"}`.toString()).toBe("abc[31md");
  });
});

test("JSON in a script element cannot end it and reads back equal", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("</script>", "<!--", "]]>", "\u2028", "&lt;"))), (texts) => {
    const packed = jsonForScript(texts).toString();
    expect(packed).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(packed)).toEqual(texts.map(plain));
  }));
});
