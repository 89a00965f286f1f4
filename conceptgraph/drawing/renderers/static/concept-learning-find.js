/* The page that finds a path: goals and what one knows go in by name, the steps come out, and the address carries both
   (`#to=adam,lstm&known=gradient`). */
"use strict";

(function (cg) {
  const { word } = cg;
  const { root, element, lessons, use } = cg.learning;
  let count = 0;

  // What the map's search asks for, where the map is not loaded.
  cg.fold =
    cg.fold ||
    ((/** @type {string} */ text) =>
      text
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[\s\-‐‑–—_'’]+/g, " ")
        .trim());
  cg.dot = cg.dot || (() => null);

  /** The goals and the known concepts that an address names, as indices. @param {any} data @param {string} hash */
  function read(data, hash) {
    const told = new URLSearchParams(hash.replace(/^#/, ""));
    const rows = (/** @type {string} */ name) => [...new Set((told.get(name) || "").split(",").map((id) => data.index.get(id)))].filter((row) => row !== undefined);
    return { targets: rows("to"), known: rows("known") };
  }

  /** The fragment that names them. @param {any} data @param {{targets: number[], known: number[]}} state */
  function written(data, { targets, known }) {
    const ids = (/** @type {number[]} */ rows) => rows.map((row) => encodeURIComponent(data.ids[row])).join();
    return `#to=${ids(targets)}${known.length ? `&known=${ids(known)}` : ""}`;
  }

  /** A field with the concepts chosen in it, each with a button that takes it out.
   * @param {any} model @param {string} label @param {string} hint @param {(row: number) => void} add @param {(row: number) => void} drop */
  function chooser(model, label, hint, add, drop) {
    const id = `concept-find-${(count += 1)}`;
    const input = element("input", {
      type: "text", id, role: "combobox", class: "cg-input", placeholder: hint, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false",
    });
    const box = element("div", { class: "cg-combobox" }, input);
    const chips = element("ul", { class: "concept-chips", "aria-label": label });
    cg.search.attach(model, { box, input, label, choose: (/** @type {any} */ concept) => add(concept.index) });
    const show = (/** @type {number[]} */ rows) => {
      const kept = rows.map((row) => {
        const term = model.concepts[row].term;
        const take = () => {
          drop(row);
          input.focus();
        };
        return element("li", {}, term, element("button", { type: "button", "aria-label": word("Take out {term}", { term }), onclick: take }, "\u00d7"));
      });
      chips.replaceChildren(...kept);
      chips.hidden = !kept.length;
    };
    return { box: element("div", { class: "concept-chooser" }, element("label", { for: id }, label), chips, box), show, input };
  }

  /** The steps of a path as the server writes them. @param {any} data @param {number[]} steps @param {{targets: number[], known: number[]}} state */
  function listed(data, steps, { targets, known }) {
    const ids = (/** @type {number[]} */ rows) => rows.map((row) => data.ids[row]).join();
    const why = reasons(data, steps);
    const link = (/** @type {number} */ row) => element("a", { class: "concept-link reference internal", href: root + data.href[row] }, data.terms[row]);
    const items = steps.map((row) => {
      const goal = targets.includes(row) ? [" ", element("span", { class: "concept-badge goal" }, word("goal"))] : [];
      const time = data.minutes[row] ? [" ", element("span", { class: "concept-note step-minutes" }, word("{minutes} min", { minutes: data.minutes[row] }))] : [];
      const definition = element("p", { class: "step-definition" });
      // Made at build time, from what the entry's author wrote.
      definition.innerHTML = data.definition[row] || "";
      const served = why.get(row) || [];
      const told = served.flatMap((other, at) => [at === 0 ? word("needed for ") : at === 1 ? word("; also for ") : ", ", link(other)]);
      return element(
        "li",
        { "data-concept": data.ids[row], "data-minutes": data.minutes[row] || 0 },
        element("p", {}, element("span", { class: "step-name" }, link(row)), ...goal, ...time),
        data.definition[row] ? definition : null,
        told.length ? element("p", { class: "step-why", "data-needs": served[0], "data-step": row }, told) : null,
      );
    });
    return element("ol", { class: "concept-steps concept-path-steps", "data-targets": ids(targets), "data-known": ids(known), "data-path": "" }, items);
  }

  /** For each step the others that need it directly, the surest first. @param {any} data @param {number[]} steps @returns {Map<number, number[]>} */
  function reasons(data, steps) {
    /** @type {Map<number, [number, number][]>} */
    const why = new Map(steps.map((row) => [row, []]));
    for (const row of steps) for (const [below, score] of data.needs[row]) (why.get(below) || []).push([row, score]);
    return new Map([...why].map(([row, pairs]) => [row, pairs.sort((a, b) => b[1] - a[1] || (data.ids[a[0]] < data.ids[b[0]] ? -1 : 1)).map(([other]) => other)]));
  }

  /** Say in a list why the first concept that needs a step builds on it. The reasons come with the first path.
   * @param {any} data @param {Element} list */
  async function explain(data, list) {
    if (!cg.reasons) await use("learning-reasons.js").catch(() => {}); // the path stands without them
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (cg.reasons ? list.querySelectorAll(".step-why") : [])) {
      const [row, step] = [Number(line.dataset.needs), Number(line.dataset.step)];
      const why = cg.reasons[row][data.needs[row].findIndex((/** @type {[number, number]} */ pair) => pair[0] === step)];
      if (!why) continue;
      const told = element("span", { class: typeof why === "string" ? "concept-reason" : "concept-sentence" });
      // Made at build time: formulas as MathML, everything else escaped.
      told.innerHTML = String(why);
      line.querySelector("a").after(": ", told);
    }
  }

  window.conceptgraphReasons = (/** @type {any} */ reasons) => {
    cg.reasons = reasons;
  };

  /** @param {any} data @param {HTMLElement} place */
  function fill(data, place) {
    const state = { targets: /** @type {number[]} */ ([]), known: /** @type {number[]} */ ([]) };
    const { needed } = cg.paths.neighbours(data);
    const concepts = data.ids.map((/** @type {string} */ id, /** @type {number} */ index) => ({
      index, id, term: data.terms[index], aliases: data.aliases[index], topic: data.topic[index], wanted: false, rank: needed[index].length,
    }));
    const model = { concepts, topics: data.topics.map((/** @type {string} */ name) => ({ name })) };
    const result = element("div", { class: "concept-path" });
    const told = element("p", { role: "status", class: "concept-count" });
    const change = (/** @type {"targets" | "known"} */ list, /** @type {number[]} */ rows) => {
      state[list] = rows;
      history.pushState(null, "", written(data, state));
      show();
    };
    const field = (/** @type {"targets" | "known"} */ list, /** @type {string} */ label, /** @type {string} */ hint) =>
      chooser(model, label, hint, (row) => change(list, [...new Set([...state[list], row])]), (row) => change(list, state[list].filter((other) => other !== row)));
    const goals = field("targets", word("What do you want to understand?"), word("A concept, or several"));
    const have = field("known", word("What do you know already?"), word("Beside what you marked as known"));

    function show() {
      goals.show(state.targets);
      have.show(state.known);
      const steps = cg.paths.find(data, state.targets, state.known);
      const list = steps.length ? listed(data, steps, state) : null;
      result.replaceChildren(...(list ? [list] : []));
      if (list) cg.learning.personal(list);
      if (list) explain(data, list);
      const minutes = steps.reduce((/** @type {number} */ sum, /** @type {number} */ row) => sum + (data.minutes[row] || 0), 0);
      told.textContent = !state.targets.length
        ? word("Choose a goal, and the path to it stands here.")
        : steps.length
          ? word("{number} steps, about {time} in all.", { number: steps.length, time: cg.learning.duration(minutes) })
          : word("You know all of it already.");
      document.dispatchEvent(new CustomEvent("conceptgraph:found", { detail: state }));
      if (cg.learning.paint) cg.learning.paint();
    }

    function follow() {
      if (location.hash.startsWith("#learner=")) return;
      Object.assign(state, read(data, location.hash));
      show();
    }

    const rest = element("details", { class: "concept-fold" }, element("summary", {}, word("All concepts as a list")), ...place.childNodes);
    // The questions stand before the steps, which may be many.
    const questions = document.querySelector(".concept-start");
    place.replaceChildren(goals.box, have.box, told, ...(questions ? [questions] : []), result, rest);
    cg.learning.goals = state;
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    follow();
  }

  const place = /** @type {HTMLElement | null} */ (document.querySelector(".concept-find"));
  const start = document.querySelector(".concept-start");
  Promise.all([lessons(), use("concept-map-search.js"), use("concept-learning-steps.js")]).then(
    ([data]) => {
      if (place) fill(data, place);
      if (start) use("concept-learning-start.js");
    },
    () => place && place.prepend(element("p", { class: "concept-problem", role: "alert" }, word("The data of the paths cannot be loaded; the list below leads to each of them."))),
  );
})(window.conceptgraph);
