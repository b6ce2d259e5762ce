// Owns the tests of the HTML report as a file: what it may load, what it says, that its figures are the model's.
// Must not need a browser; test/browser has what does.
import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { barChart } from "../../reports/html/bar-chart.js";
import { renderHtml } from "../../reports/html/render.js";
import { step } from "../../reports/html/heat-map.js";
import { cellText, tablesOf } from "../../reports/model.js";
import { madeReport } from "../fixtures/html-models.js";

const HOSTILE = `</title></script><script>alert(1)</script><img src=http://example.org/x onerror=alert(2)>`;
const model = madeReport({ states: 80, measures: 30, respondents: 0.6, named: 0.5, quote: 120, hostile: HOSTILE });
const file = renderHtml(model);
const $ = load(file);

describe("one file that loads nothing", () => {
  test("its policy allows its own style and script by hash, and nothing else", () => {
    const policy = $("meta[http-equiv=Content-Security-Policy]").attr("content") ?? "";
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toBe(`default-src 'none'; style-src ${hash($("style").text())}; script-src ${hash($("script:not([type])").text())}; base-uri 'none'; form-action 'none'`);
    expect($("head").children().first().attr("charset")).toBe("utf-8");
  });

  test("no element points outside the file, none carries a style or a handler", () => {
    expect($("script:not([type])")).toHaveLength(1);
    expect($("link, img, iframe, object, embed, base, [src], [srcset], [action], [style]")).toHaveLength(0);
    const outside = $("[href]").toArray().map((element) => $(element).attr("href") ?? "").filter((href) => !href.startsWith("#"));
    expect(outside).toEqual([]);
    const handlers = $("*").toArray().flatMap((element) => Object.keys("attribs" in element ? element.attribs : {})).filter((name) => /^on/i.test(name));
    expect(handlers).toEqual([]);
    expect($("style").text()).not.toMatch(/url\((?!#)|@import/);
  });

  test("ships no chart library", () => {
    expect($("script:not([type])").text().length).toBeLessThan(40_000);
    expect(file).not.toContain("Plot.plot");
  });

  test("text of documents stays text", () => {
    expect($("title").text()).toContain(model.title);
    expect($("h1").text()).toBe(model.title);
    expect($("main script, main img")).toHaveLength(0);
  });
});

describe("the figures are the model's", () => {
  test("every table of the model, cell by cell", () => {
    let compared = 0;
    for (const table of tablesOf(model)) {
      const rows = $(`#${table.id} tbody tr`).toArray();
      expect(rows, table.id).toHaveLength(table.rows.length);
      table.rows.forEach((row, position) => {
        const cells = $(rows[position]).children("th, td").toArray();
        row.cells.forEach((cell, index) => {
          const column = table.columns[index] as (typeof table.columns)[number];
          const text = $(cells[index]).clone().find("[aria-hidden]").remove().end().text();
          expect(text, `${table.id} ${row.key} ${column.key}`).toBe(cellText(cell, column.kind));
          compared += 1;
        });
      });
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test("the heat map", () => {
    for (const row of model.counts.filter((item) => item.status === "in_place")) {
      const cell = $(`#heat button[data-h="${model.measures.findIndex((item) => item.code === row.measure)}|${model.groups.findIndex((item) => item.name === row.group)}"]`);
      expect(cell.text()).toBe(row.respondents === 0 ? "no report" : `${row.percentage} % ${row.count} of ${row.respondents}`);
      expect(cell.parent().attr("class")).toBe(row.respondents === 0 ? "nr" : `q${step(row.percentage ?? 0)}`);
    }
  });

  test("the charts have their figures in a table beside them", () => {
    const charts = $("figure.chart").toArray();
    expect(charts.length).toBeGreaterThan(2);
    expect($("figure.chart svg > g[text-anchor=start] text").length).toBeGreaterThanOrEqual(model.measures.length);
    for (const chart of charts) {
      const beside = $(chart).parent();
      expect(beside.find("table")).not.toHaveLength(0);
      for (const label of $(chart).find("svg > g[text-anchor=start] text").toArray()) expect(beside.find("table").text()).toContain(($(label).text().split(" of ")[0] ?? "").trim());
    }
  });
});

test("a report of all States is packed, and unpacks to the same evidence", () => {
  const all = madeReport({ states: 195, measures: 70, respondents: 0.9, named: 0.6, quote: 200 });
  const page = load(renderHtml(all));
  const data = page("#data");
  expect(data.attr("data-packed")).toBe("deflate-raw");
  const unpacked = JSON.parse(inflateRawSync(Buffer.from(data.text(), "base64")).toString("utf8")) as { evidence: [string, string, number, string][]; claims: { state: number[] }; grid: string[] };
  expect(unpacked.evidence.map((entry) => entry[3])).toEqual(all.evidence.map((entry) => entry.quote));
  expect(unpacked.claims.state).toHaveLength(all.claims.length);
  expect(unpacked.grid.every((row) => row.length === all.states.length && !row.includes("-"))).toBe(true);
});

test("any share above zero has a colour, and only zero has none", () => {
  expect([0, 0.1, 4.9, 50, 99.9, 100].map(step)).toEqual([0, 1, 1, 5, 10, 10]);
});

test("a chart holds no style and no script, and hostile labels as text", () => {
  const svg = barChart({ title: `A ${HOSTILE}`, axis: "States", bars: [{ label: HOSTILE, value: 3, text: "3 of 5", rest: 2 }, { label: "B", value: 0, text: "0 of 0", low: 0, high: 1 }] }).toString();
  const chart = load(svg);
  expect(chart("script, style, img, [style], [onerror]")).toHaveLength(0);
  expect(chart("svg").attr("aria-label")).toBe(`A ${HOSTILE}`);
  expect(chart("svg").attr("role")).toBe("img");
  expect(chart("text").text()).toContain("3 of 5");
});
