// Owns what the report's page does in the browser: search, filters, the map's measure, evidence windows and their addresses, keys, print.
// Must not compute a figure, load anything, or write text as markup: every text goes in as textContent.
/* global document, window, atob, Blob, Response, DecompressionStream, HTMLElement, ResizeObserver, IntersectionObserver */
(async () => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (tag, content, className) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    for (const item of [content].flat()) if (item !== undefined && item !== null && item !== "") element.append(item);
    return element;
  };

  async function load() {
    const holder = byId("data");
    if (!holder.dataset.packed) return JSON.parse(holder.textContent);
    const text = atob(holder.textContent);
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(holder.dataset.packed));
    return new Response(stream).json();
  }

  let data;
  try {
    data = await load();
  } catch {
    document.body.prepend(make("p", "This browser cannot unpack the evidence of this page. Open it in a browser of 2023 or later; all tables can be read here.", "warning"));
    return;
  }
  const look = new Map(data.looks.map((item, number) => [item.key, number]));
  const SILENT = look.get("silent");
  const NO_REPORT = look.get("no_report");
  const NOT_READ = look.get("not_read");
  /** Cells with nothing to quote. */
  const isUnsaid = (look) => look === SILENT || look === NOT_READ || look === NO_REPORT;
  /** The group of all States; the last one in reports that have no such group. */
  const TOTAL = data.groups.some((group) => group[3] === 1) ? data.groups.findIndex((group) => group[3] === 1) : data.groups.length - 1;
  /** A cell of the grid is one character: the number of its look in base 36. */
  const signOf = (number) => number.toString(36);
  const lookOf = (cell) => parseInt(cell, 36);
  const NAMED = signOf(look.get("named_only"));
  /** The group that the States of the page make up: one region in a report on a region, else all. */
  const OWN = data.ofOneGroup;
  const marks = new Map(data.marks.map(([measure, state, signs]) => [`${measure} ${state}`, signs]));
  const signsOf = (measure, state) => (marks.get(`${measure} ${state}`) ?? "") + (data.grid[measure][state] === NAMED ? " ¶" : "");
  const byName = (a, b) => data.states[a][0].localeCompare(data.states[b][0], "en");
  /** Whether a State's cell counts under a status: one that is named and did not reply has no report as well, as the counts have it. */
  const counts = (cell, status) => cell === signOf(status) || (status === NO_REPORT && cell === NAMED);
  const say = (text) => { byId("status").textContent = text; };
  const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const badge = (number) => {
    const item = data.looks[number];
    const sign = make("span", item.sign, "sign");
    sign.setAttribute("aria-hidden", "true");
    return make("span", [sign, item.label], `badge s-${item.key}`);
  };

  // Claims by measure, once.
  const claimsOf = data.measures.map(() => []);
  data.claims.measure.forEach((measure, position) => claimsOf[measure].push(position));
  const isAll = (group) => group === "" || data.groups[group][3] === 1;
  const inGroup = (state, group) => isAll(group) || data.states[state][1] === group;

  // ---- Evidence windows ----
  const dialog = byId("evidence");
  let opener = null;

  /** Claims grouped by quote: one quote of a report often names twenty States. */
  function quotes(claims, withStatus = false) {
    const found = new Map();
    for (const claim of claims) {
      const key = data.claims.evidence[claim];
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(claim);
    }
    return [...found].sort((a, b) => a[0] - b[0]).map(([evidence, members]) => quote(evidence, members, withStatus));
  }

  function quote(evidence, claims, withStatus = false) {
    const [id, source, year, text, file, page] = data.evidence[evidence];
    const item = make("article", undefined, "quote");
    item.append(make("p", [make("b", source), year === "" ? "" : ` (${year})`, ` · ${id}`, file < 0 ? "" : " · ", file < 0 ? "" : toPage(file, page)], "source"), make("blockquote", text));
    if (claims.length > 0) {
      const names = [...new Set(claims.map((claim) => data.claims.state[claim]))].sort(byName).map((state) => data.states[state][0]);
      item.append(make("p", [make("b", names.length === 1 ? "State: " : `States (${names.length}): `), names.join("; ")]));
      if (withStatus) item.append(make("p", [...new Set(claims.map((claim) => data.claims.status[claim]))].map(badge)));
      const notes = new Set();
      for (const claim of claims) {
        const certainty = data.certainty[data.claims.certainty[claim]];
        const basis = data.basis[data.claims.basis[claim]];
        if (certainty === "hedged") notes.add("Hedged wording.");
        if (certainty === "inferred") notes.add("Inferred, not said outright.");
        if (basis === "secretariat") notes.add("Word of a United Nations secretariat.");
        if (basis === "third_party") notes.add("Word of another party.");
        if (data.claims.examples[claim] === 1) notes.add("The States named are examples.");
        if (data.claims.decides[claim] === 0) notes.add("Does not decide the cell: an earlier document, or another's word.");
      }
      if (notes.size > 0) item.append(make("p", [...notes].join(" "), "remark"));
    }
    return item;
  }

  /** Link to the document, at the page where it is known; addresses are made when the report is written. */
  function toPage(file, page) {
    const link = make("a", page === "" ? "open the PDF" : `open the PDF at page ${page}`, "to-page");
    link.href = data.files[file] + (page === "" ? "" : `#page=${page}`);
    link.target = "_blank";
    link.rel = "noopener";
    return link;
  }

  function nameList(states, measure) {
    return make("p", states.length === 0 ? "None." : states.sort(byName).map((state) => data.states[state][0] + signsOf(measure, state)).join("; "), "names");
  }

  const claimLook = (claim) => (data.claims.cell[claim] === NO_REPORT && data.claims.status[claim] !== NO_REPORT ? look.get("named_only") : data.claims.cell[claim]);

  /** Everything on a measure in a group: per status the States and their quotes. */
  function aboutGroup(measure, group, status) {
    const body = [];
    const figures = data.counts[measure][group];
    data.looks.forEach((item, number) => {
      if (status !== "" && number !== status) return;
      const states = [...data.grid[measure]].flatMap((cell, state) => (counts(cell, number) && inGroup(state, group) ? [state] : []));
      if (figures[number] === 0 && states.length === 0) return;
      const share = data.percent[measure][group][number];
      const part = make("section", make("h3", [badge(number), `: ${plural(figures[number], "State")}${share === "" ? "" : ` (${share} of respondents)`}`]));
      if (isUnsaid(number)) {
        const fold = make("details", [make("summary", "Which States"), nameList(states, measure)]);
        if (status !== "" || states.length <= 12) fold.open = true;
        part.append(make("p", number === SILENT ? "They answered, and the text does not name them with the measure. This is not a no; there is nothing to quote." : number === NOT_READ ? "They reported, and their reports could not be read or are in a language that is not read. Nothing is known; there is nothing to quote." : "Not among the respondents. Nothing is known from the documents; there is nothing to quote."), fold);
      } else {
        part.append(...quotes(claimsOf[measure].filter((claim) => data.claims.decides[claim] === 1 && claimLook(claim) === number && inGroup(data.claims.state[claim], group))));
        const others = claimsOf[measure].filter((claim) => data.claims.decides[claim] === 0 && claimLook(claim) === number && inGroup(data.claims.state[claim], group));
        if (others.length > 0) part.append(make("details", [make("summary", `Also said, and not counted: ${plural(others.length, "claim")}`), ...quotes(others)]));
      }
      if (states.length !== figures[number]) part.append(make("p", `${states.length} of the ${figures[number]} are States of this report; only they are listed here.`, "remark"));
      body.push(part);
    });
    if (body.length === 0) body.push(make("p", status === "" ? "No State of this group is in the table for this measure." : `No State of this group stands under “${data.looks[status].label}” for this measure.`));
    return body;
  }

  function aboutState(state, measure) {
    const body = [];
    const cell = measure === "" ? "-" : data.grid[measure][state];
    if (cell !== "-") body.push(make("p", badge(lookOf(cell))));
    const claims = (measure === "" ? claimsOf.flat() : claimsOf[measure]).filter((claim) => data.claims.state[claim] === state);
    const found = quotes(claims, true);
    body.push(...(found.length > 0 ? found : [make("p", cell === signOf(NOT_READ) ? "Its report was not read. There is nothing to quote." : cell === signOf(NO_REPORT) ? "Not among the respondents. There is nothing to quote." : "The text does not name the State with the measure. There is nothing to quote.")]));
    return body;
  }

  function open(title, subtitle, body, from, address) {
    opener = from;
    byId("evidence-link").setAttribute("href", address);
    goTo(address);
    const heading = byId("evidence-title");
    heading.replaceChildren(title, ...(subtitle === "" ? [] : [make("span", subtitle, "sub")]));
    byId("evidence-body").replaceChildren(...body);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    heading.focus();
  }
  dialog.addEventListener("close", () => { opener?.focus(); opener = null; goTo(""); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  byId("evidence-close").addEventListener("click", () => dialog.close());

  const number = (text) => (text === undefined || text === "" ? "" : Number(text));

  /** What a button is about; an empty text stands for what is not said. */
  function placeOf(button) {
    if (button.dataset.h !== undefined) {
      const [measure, group] = button.dataset.h.split("|").map(Number);
      return { measure, group, state: "", status: filters.status === "" ? "" : look.get(filters.status), evidence: [] };
    }
    const [measure, group, state, status] = (button.dataset.r ?? "|||").split("|").map(number);
    return { measure, group, state, status, evidence: button.dataset.e === undefined ? [] : button.dataset.e.split(",").map(Number) };
  }

  // ---- Addresses: "#at=measure/group/State/status/quotes", by codes and names, so that they can be sent ----
  const AT = "#at=";
  function addressOf({ measure, group, state, status, evidence }) {
    const parts = [measure === "" ? "" : data.measures[measure][0], group === "" ? "" : data.groups[group][0], state === "" ? "" : data.states[state][3], status === "" ? "" : data.looks[status].key, evidence.map((item) => data.evidence[item][0]).join(",")];
    return AT + parts.map(encodeURIComponent).join("/").replace(/\/+$/, "");
  }
  /** The place of an address; null where the report has no such place. */
  function placeAt(hash) {
    const parts = hash.slice(AT.length).split("/").map((part) => { try { return decodeURIComponent(part); } catch { return "?"; } });
    const find = (value, list, key) => (value === undefined || value === "" ? "" : list.findIndex((item) => key(item) === value));
    const place = { measure: find(parts[0], data.measures, (item) => item[0]), group: find(parts[1], data.groups, (item) => item[0]), state: find(parts[2], data.states, (item) => item[3]), status: find(parts[3], data.looks, (item) => item.key) };
    const evidence = (parts[4] ?? "") === "" ? [] : parts[4].split(",").map((id) => data.evidence.findIndex((item) => item[0] === id));
    const known = Object.values(place).every((value) => value !== -1) && !evidence.includes(-1) && (place.measure !== "" || place.state !== "" || evidence.length > 0);
    return known ? { ...place, evidence } : null;
  }
  function goTo(address) {
    try { window.history.replaceState(null, "", window.location.href.split("#")[0] + address); } catch { /* A page in a frame may not change its address. */ }
  }

  function show(place, from) {
    const { measure, group, state, status, evidence } = place;
    const title = measure === "" ? (state === "" ? "Evidence" : data.states[state][0]) : data.measures[measure][1];
    const where = [state !== "" && measure !== "" ? data.states[state][0] : "", group === "" ? "" : data.groups[group][0]].filter((item) => item !== "").join(", ");
    let body;
    if (evidence.length > 0) {
      const pool = measure === "" ? claimsOf.flat() : claimsOf[measure];
      const members = (one) => pool.filter((claim) => data.claims.evidence[claim] === one && (state === "" || data.claims.state[claim] === state) && (group === "" || inGroup(data.claims.state[claim], group)) && (status === "" || data.claims.cell[claim] === status || data.claims.status[claim] === status));
      body = evidence.map((one) => quote(one, members(one), true));
    } else if (state !== "") body = aboutState(state, measure);
    else if (measure !== "") body = aboutGroup(measure, group === "" ? TOTAL : group, status);
    if (body) open(title, where, body, from, addressOf(place));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-h], button[data-r], button[data-e]");
    if (button) show(placeOf(button), button);
  });

  // ---- Search over States, measures and quotes ----
  const box = byId("search-box");
  const found = byId("found");
  const MOST = 30;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let texts = null;
  const buttonFor = (text, ref) => {
    const button = make("button", text);
    button.type = "button";
    button.dataset.r = ref;
    return button;
  };
  function search() {
    const words = fold(box.value).split(/\s+/).filter((word) => word !== "");
    if (words.join("").length < 2) {
      found.hidden = true;
      found.replaceChildren();
      say("");
      return;
    }
    texts ??= { states: data.states.map((item) => fold(item[0])), measures: data.measures.map((item) => fold(`${item[1]} ${data.categories[item[2]]} ${item[0]}`)), quotes: data.evidence.map((item) => fold(`${item[3]} ${item[1]}`)) };
    const matching = (list) => list.flatMap((text, position) => (words.every((word) => text.includes(word)) ? [position] : []));
    const [states, measures, quoted] = [matching(texts.states), matching(texts.measures), matching(texts.quotes)];
    const parts = [["State", states, (list) => make("p", list.map((state) => [buttonFor(data.states[state][0], `||${state}|`), " "]).flat(), "hits")], ["measure", measures, (list) => make("p", list.map((measure) => [buttonFor(data.measures[measure][1], `${measure}|${OWN}||`), " "]).flat(), "hits")], ["quote", quoted, (list) => make("div", list.map((evidence) => quote(evidence, data.claims.evidence.flatMap((item, claim) => (item === evidence ? [claim] : [])), true)))]];
    const body = parts.flatMap(([word, list, draw]) => (list.length === 0 ? [] : [make("h2", plural(list.length, word)), draw(list.slice(0, MOST)), list.length > MOST ? make("p", `The first ${MOST} are shown. More words narrow the search.`, "remark") : undefined]));
    found.replaceChildren(...(body.length === 0 ? [make("p", "Nothing in this report has all these words.")] : body.filter((item) => item !== undefined)));
    found.hidden = false;
    say(`${plural(states.length, "State")}, ${plural(measures.length, "measure")}, ${plural(quoted.length, "quote")} found.`);
  }
  let waiting = 0;
  box.addEventListener("input", () => { window.clearTimeout(waiting); waiting = window.setTimeout(search, 150); });
  box.form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  box.form.addEventListener("reset", () => window.setTimeout(search));

  // ---- Annex, built when it is opened ----
  function fillAnnex(details) {
    const holder = details.querySelector("div");
    if (holder.firstChild) return;
    const claims = claimsOf[Number(details.dataset.annex)].filter((claim) => data.claims.decides[claim] === 1);
    data.looks.forEach((item, position) => {
      const found = claims.filter((claim) => claimLook(claim) === position);
      if (found.length > 0) holder.append(make("h4", badge(position)), ...quotes(found));
    });
  }
  for (const details of all("details[data-annex]")) details.addEventListener("toggle", () => { if (details.open) fillAnnex(details); });

  byId("unfold")?.addEventListener("click", (event) => {
    const parts = all("details.annex");
    const open = parts.some((details) => !details.open);
    for (const details of parts) {
      if (open && details.dataset.annex !== undefined) fillAnnex(details);
      details.open = open;
    }
    event.target.textContent = open ? "Fold all" : "Unfold all";
    say(open ? `${plural(parts.length, "part")} of the annex unfolded.` : "The annex is folded.");
  });

  // ---- Filters ----
  const filters = { region: "", category: "", status: "" };
  const form = byId("filters");
  const heat = byId("heat");
  const map = byId("map");
  const chooser = byId("map-measure");

  const step = (text) => { const value = parseFloat(text); return !(value > 0) ? 0 : Math.max(1, Math.round(value / 10)); };

  function paintHeat() {
    if (!heat) return;
    const status = filters.status === "" ? "in_place" : filters.status;
    if (heat.dataset.status === status) return;
    heat.dataset.status = status;
    const position = look.get(status);
    byId("heat-status").textContent = data.looks[position].label;
    for (const button of all("button[data-h]", heat)) {
      const [measure, group] = button.dataset.h.split("|").map(Number);
      const [, states, respondents] = data.groups[group];
      const count = data.counts[measure][group][position];
      const ofStates = status === "not_read" || status === "no_report" || status === "named_only";
      if (!ofStates && respondents === 0) {
        button.parentElement.className = "nr";
        button.textContent = "no report";
      } else if (ofStates) {
        button.parentElement.className = status !== "named_only" ? "nr" : count === 0 ? "q0" : "q3";
        button.replaceChildren(make("b", String(count)), " ", make("span", `of ${plural(states, "State")}`));
      } else {
        button.parentElement.className = `q${step(data.percent[measure][group][position])}`;
        button.replaceChildren(make("b", data.percent[measure][group][position] || "–"), " ", make("span", `${count} of ${respondents}`));
      }
    }
  }

  // Tables of States by status, for one region: the same cells with the region's figures and names; the first content comes back with "all".
  const whole = new Map();
  function narrow() {
    const group = filters.region === "" ? OWN : Number(filters.region);
    for (const row of all(".role-states_by_status tr[data-m], .role-states_by_status[data-m] tbody tr")) {
      if (row.dataset.g !== String(OWN)) continue;
      const measure = Number(row.dataset.m ?? row.closest("[data-m]").dataset.m);
      const [count, names] = [...row.children].slice(-2);
      if (!whole.has(row)) whole.set(row, [[...count.childNodes], [...names.childNodes]]);
      if (group === OWN) {
        count.replaceChildren(...whole.get(row)[0]);
        names.replaceChildren(...whole.get(row)[1]);
        continue;
      }
      const position = look.get(row.dataset.t);
      const states = [...data.grid[measure]].flatMap((cell, state) => (cell === signOf(position) && inGroup(state, group) ? [state] : [])).sort(byName);
      const share = data.percent[measure][group][position];
      const press = (text) => {
        const button = make("button", text);
        button.type = "button";
        button.dataset.r = `${measure}|${group}||${position}`;
        return button;
      };
      const figure = data.counts[measure][group][position];
      const text = `${figure}${share === "" ? "" : ` (${share})`}`;
      count.replaceChildren(figure === 0 ? text : press(text));
      names.replaceChildren(states.length === 0 ? "–" : press(states.map((state) => data.states[state][0] + signsOf(measure, state)).join("; ")));
    }
  }

  function apply(announce = true) {
    const region = filters.region;
    const shown = (group) => region === "" || group === region || data.groups[Number(group)][3] === 1;
    for (const cell of all("[data-g]")) cell.hidden = !shown(cell.dataset.g);
    for (const part of all("[data-c]")) part.hidden = filters.category !== "" && part.dataset.c !== filters.category;
    if (heat) for (const heading of all("tr.category th", heat)) heading.colSpan = region === "" ? data.groups.length + 1 : 2 + (data.groups.some((group) => group[3] === 1) ? 1 : 0);
    // A row can be left out by its group, its category and its status.
    const byStatus = ".role-measures_by_group, .role-states_by_status, .role-state_measures, .role-history, .role-change_states, .role-evidence, .map-table";
    for (const row of all("main table:not(#heat) tbody tr")) {
      const ofStatus = filters.status === "" || row.dataset.t === undefined || !row.closest(byStatus) || row.dataset.t.split(" ").includes(filters.status);
      const ofCategory = filters.category === "" || row.dataset.c === undefined || row.dataset.c === filters.category;
      row.hidden = !ofStatus || !ofCategory || (row.dataset.g !== undefined && !shown(row.dataset.g));
    }
    document.body.dataset.filtered = filters.status === "" ? "" : "status";
    narrow();
    for (const frame of all("figure.table")) frame.classList.toggle("empty", all("tbody tr:not([hidden])", frame).length === 0);
    paintHeat();
    paintMap();
    roving();
    if (!announce) return;
    const measures = data.measures.filter((measure) => filters.category === "" || String(measure[2]) === filters.category).length;
    say(`${plural(measures, "measure")}; ${region === "" ? "all groups" : data.groups[Number(region)][0]}; ${filters.status === "" ? "all statuses" : data.looks[look.get(filters.status)].label}.`);
  }

  if (form) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      filters.region = byId("f-region")?.value ?? "";
      filters.category = byId("f-category")?.value ?? "";
      filters.status = byId("f-status")?.value ?? "";
      // The map follows the category.
      for (const option of all("#map-measure option")) option.disabled = filters.category !== "" && String(data.measures[Number(option.value)][2]) !== filters.category;
      if (chooser?.selectedOptions[0]?.disabled) {
        const fitting = all("option:not(:disabled)", chooser).sort((a, b) => named(Number(b.value)) - named(Number(a.value)))[0];
        if (fitting) chooser.value = fitting.value;
      }
      apply();
    });
    form.addEventListener("reset", () => window.setTimeout(() => {
      filters.region = filters.category = filters.status = "";
      for (const option of all("#map-measure option")) option.disabled = false;
      apply();
    }));
  }

  // ---- Map ----
  const named = (measure) => [...data.grid[measure]].filter((cell) => cell !== "-" && !isUnsaid(lookOf(cell))).length;
  function paintMap() {
    if (!map) return;
    const measure = Number(chooser.value);
    const row = data.grid[measure];
    const visible = (state) => filters.region === "" || data.states[state][1] === Number(filters.region);
    for (const shape of all("[data-i]", map)) {
      const state = Number(shape.dataset.i);
      const cell = row[state];
      const key = cell === "-" ? "other" : data.looks[lookOf(cell)].key;
      const dim = !visible(state) || (filters.status !== "" && key !== filters.status);
      shape.setAttribute("class", `${key === "other" ? "other" : `s-${key}`}${dim ? " dim" : ""}`);
      shape.querySelector("title").textContent = cell === "-" ? data.states[state][0] : `${data.states[state][0]}: ${data.looks[lookOf(cell)].label} ${data.looks[lookOf(cell)].sign}`;
    }
    byId("map-name").textContent = data.measures[measure][1];
    const rows = data.looks.flatMap((item, position) => {
      const chosen = [...row].flatMap((cell, state) => (counts(cell, position) && visible(state) ? [state] : [])).sort(byName);
      const figure = data.counts[measure][filters.region === "" ? OWN : Number(filters.region)][position];
      if (chosen.length === 0) return [];
      const head = make("th", badge(position));
      head.scope = "row";
      const names = make("td", undefined, "names");
      chosen.forEach((state, at) => {
        const end = at < chosen.length - 1 ? ";" : "";
        if (isUnsaid(position)) names.append(make("span", data.states[state][0] + signsOf(measure, state) + end), " ");
        else {
          const button = make("button", data.states[state][0]);
          button.type = "button";
          button.dataset.r = `${measure}||${state}|`;
          names.append(make("span", [button, (marks.get(`${measure} ${state}`) ?? "") + end]), " ");
        }
      });
      const line = make("tr", [head, make("td", String(figure), "num"), names]);
      line.dataset.t = item.key;
      line.hidden = filters.status !== "" && item.key !== filters.status;
      return [line];
    });
    byId("map-rows").replaceChildren(...rows);
    map.setAttribute("aria-label", `World map: ${data.measures[measure][1]}. ${data.looks.map((item, position) => [item.label, data.counts[measure][OWN][position]]).filter((pair) => pair[1] > 0).map((pair) => pair.join(": ")).join("; ")}. The table below it names the States.`);
  }

  if (map) {
    chooser.addEventListener("change", () => { paintMap(); say(`Map: ${data.measures[Number(chooser.value)][1]}.`); });
    map.addEventListener("click", (event) => {
      const shape = event.target.closest("[data-i]");
      if (!shape) return;
      const state = Number(shape.dataset.i);
      const measure = Number(chooser.value);
      if (data.grid[measure][state] !== "-") show({ measure, group: "", state, status: "", evidence: [] }, null);
    });
  }

  // ---- Keys in the heat map: one stop for Tab, arrows inside ----
  const cellRows = () => all("tbody:not([hidden]) tr:not(.category)", heat).map((row) => all("td:not([hidden]) button", row)).filter((row) => row.length > 0);
  function roving(target) {
    if (!heat) return;
    const buttons = all("button[data-h]", heat);
    const chosen = target ?? buttons.find((button) => button.tabIndex === 0 && button.offsetParent !== null) ?? cellRows()[0]?.[0];
    for (const button of buttons) if (button.tabIndex !== (button === chosen ? 0 : -1)) button.tabIndex = button === chosen ? 0 : -1;
  }
  heat?.addEventListener("focusin", (event) => { if (event.target.matches("button[data-h]")) roving(event.target); });
  heat?.addEventListener("keydown", (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("button[data-h]")) return;
    const rows = cellRows();
    const y = rows.findIndex((row) => row.includes(event.target));
    const x = rows[y].indexOf(event.target);
    const clamp = (value, most) => Math.max(0, Math.min(most, value));
    const goal = {
      ArrowLeft: () => rows[y][clamp(x - 1, rows[y].length - 1)],
      ArrowRight: () => rows[y][clamp(x + 1, rows[y].length - 1)],
      ArrowUp: () => rows[clamp(y - 1, rows.length - 1)][x],
      ArrowDown: () => rows[clamp(y + 1, rows.length - 1)][x],
      Home: () => (event.ctrlKey ? rows[0][0] : rows[y][0]),
      End: () => (event.ctrlKey ? rows.at(-1).at(-1) : rows[y].at(-1)),
      PageUp: () => rows[clamp(y - 10, rows.length - 1)][x],
      PageDown: () => rows[clamp(y + 10, rows.length - 1)][x],
    }[event.key]?.();
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  // ---- Frames that scroll can be reached with the keyboard, and only those ----
  function markScroller(frame) {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
    if (scrolls === frame.hasAttribute("tabindex")) return;
    if (scrolls) { frame.tabIndex = 0; frame.setAttribute("role", "region"); } else { frame.removeAttribute("tabindex"); frame.removeAttribute("role"); }
  }
  const sizes = new ResizeObserver((entries) => { for (const entry of entries) markScroller(entry.target); });
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); sizes.observe(entry.target); }
  }, { rootMargin: "600px" });
  for (const frame of all(".scroll")) near.observe(frame);

  // ---- Links and print ----
  /** What a link points into is shown, even if it was folded. */
  const unfold = () => {
    if (window.location.hash.startsWith(AT)) {
      const place = placeAt(window.location.hash);
      if (place) show(place, null);
      else say("The address names nothing that is in this report.");
      return;
    }
    const goal = window.location.hash.length > 1 ? byId(decodeURIComponent(window.location.hash.slice(1))) : null;
    for (let part = goal; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details.key-details:not([open]), main details:not(.annex):not([open])");
    for (const details of folded) details.open = true;
  });
  window.addEventListener("afterprint", () => { for (const details of folded) details.open = false; });

  roving();
  document.documentElement.dataset.ready = "yes";
})();
