/* "Where do I start?": a few questions find out what the reader knows of what leads to the goals. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element, lessons, use } = cg.learning;
  const MOST = 12; // questions

  /** @param {any} data @param {HTMLElement} place */
  function fill(data, place) {
    /** @type {{concept: number, knows: boolean}[]} */
    let answers = [];
    /** @type {Set<number>} */
    const flipped = new Set();
    let stopped = false;
    let asking = false;
    let goals = "";

    const told = element("div", { class: "concept-question", role: "group", "aria-labelledby": "concept-question", hidden: true });
    const text = element("p", { id: "concept-question", "aria-live": "polite" });
    const hint = element("p", { class: "concept-note" });
    const says = element("div", { class: "concept-inferred" });
    const done = element("div", { role: "status", class: "concept-told" });
    const button = (/** @type {string} */ label, /** @type {() => void} */ press, kind = "") => element("button", { type: "button", class: `concept-tool ${kind}`, onclick: press }, label);

    const known = () => [...cg.learning.goals.known, ...learner.ids("known").map((/** @type {string} */ id) => data.index.get(id)).filter((/** @type {number | undefined} */ row) => row !== undefined)];
    /** What was known when the questions began: marks made meanwhile change no inference. @type {number[]} */
    let before = [];
    const settled = () => cg.paths.settle(data, cg.learning.goals.targets, before, answers, flipped);
    const next = (/** @type {any} */ { open }) => (stopped || answers.length >= MOST ? -1 : cg.paths.question(data, open));

    const answer = (/** @type {boolean} */ knows) => {
      const concept = next(settled());
      if (concept < 0) return;
      answers = [...answers, { concept, knows }];
      show();
      if (yes.hidden) text.focus();
    };
    const yes = button(word("Yes"), () => answer(true), "concept-offer");
    const no = button(word("No"), () => answer(false), "concept-offer");
    const back = button(word("Take back the last answer"), () => {
      answers = answers.slice(0, -1);
      stopped = false;
      show();
      yes.focus();
    });
    const stop = button(word("Stop here"), () => {
      stopped = true;
      show();
      text.focus();
    });
    text.tabIndex = -1;
    told.append(text, hint, element("div", { class: "concept-tool-row" }, yes, no, back, stop), done, says);
    const begin = button(word("Ask me"), () => {
      [answers, stopped, asking, before] = [[], false, true, known()];
      flipped.clear();
      done.replaceChildren();
      show();
      yes.focus();
    }, "concept-begin");
    const lead = element("p", {}, word("At most {most} questions find out where you can start on the way to your goals.", { most: MOST }));

    /** The question, or what was found. */
    function show() {
      const state = settled();
      const concept = next(state);
      const over = concept < 0;
      told.hidden = !asking;
      begin.hidden = asking && !over;
      begin.textContent = asking ? word("Ask again from the beginning") : word("Ask me");
      yes.hidden = no.hidden = stop.hidden = over;
      back.hidden = !answers.length;
      hint.textContent = over ? "" : word("Question {number} of at most {most}; still open: {open}.", { number: answers.length + 1, most: MOST, open: state.open.length });
      if (over) text.replaceChildren(...found(state));
      else text.replaceChildren(...around(word("Could you explain {term}?"), element("strong", {}, data.terms[concept])));
      says.replaceChildren(...inferred(state), ...(over && state.known.length ? [store(state)] : []));
    }

    /** A text with an element in the place of its term. @param {string} sentence @param {any} node */
    function around(sentence, node) {
      const [left, right] = sentence.split("{term}");
      return [left, node, right || ""];
    }

    /** @param {{known: number[]}} state */
    function found(state) {
      const [first] = cg.paths.find(data, cg.learning.goals.targets, [...before, ...state.known]);
      if (first === undefined) return [word("You know all of it already.")];
      return around(word("Start with {term}."), element("a", { href: cg.learning.following(root + data.href[first], cg.learning.queryOf({ targets: ids(cg.learning.goals.targets), known: ids(cg.learning.goals.known) })) }, data.terms[first]));
    }

    const ids = (/** @type {number[]} */ rows) => rows.map((row) => data.ids[row]).join();

    /** All that the answers say, each with a box that says the opposite. @param {any} state */
    function inferred(state) {
      const goal = new Set(cg.learning.goals.targets);
      const rows = [...state.known, ...state.unknown].filter((row) => !goal.has(row));
      if (!rows.length) return [];
      const known = new Set(state.known);
      const items = rows.map((row) => {
        const why = state.why.get(row);
        const box = element("input", { type: "checkbox", checked: known.has(row), "data-row": row, onchange: () => flip(row, why) });
        const note = why === row ? word("your answer") : goal.has(why) ? word("builds on the goal") : word("because of {term}", { term: data.terms[why] });
        return element("li", {}, element("label", {}, box, " ", data.terms[row]), " ", element("span", { class: "concept-note" }, note));
      });
      const title = word("What your answers say: known {known}, not known {unknown}", { known: state.known.length, unknown: rows.length - state.known.length });
      const open = Boolean(says.querySelector("details[open]"));
      return [element("details", { open }, element("summary", {}, title), element("ul", {}, items))];
    }

    /** Say the opposite of what was inferred, or answered. @param {number} row @param {number} why */
    function flip(row, why) {
      if (why === row) answers = answers.map((one) => (one.concept === row ? { concept: row, knows: !one.knows } : one));
      else if (!flipped.delete(row)) flipped.add(row);
      show();
      const box = says.querySelector(`[data-row="${row}"]`);
      if (box) /** @type {HTMLElement} */ (box).focus();
    }

    /** @param {{known: number[]}} state */
    function store(state) {
      const keep = async () => {
        learner.mark(state.known.map((row) => data.ids[row]), "known");
        await use("concept-learning-tools.js");
        cg.learning.tell(done, word("Marked as known: {number}.", { number: state.known.length }));
        const undo = done.querySelector("button");
        if (undo) undo.focus();
      };
      return button(word("Mark what I know: {number}", { number: state.known.length }), keep, "concept-offer");
    }

    place.replaceChildren(element("h2", { class: "rubric" }, word("Where do I start?")), lead, told, begin);
    const follow = () => {
      const now = ids(cg.learning.goals.targets) + ids(cg.learning.goals.known);
      place.hidden = !cg.learning.goals.targets.length;
      if (now !== goals) asking = false;
      goals = now;
      if (!asking) show();
    };
    document.addEventListener("conceptgraph:found", follow);
    follow();
  }

  const place = /** @type {HTMLElement | null} */ (document.querySelector(".concept-start"));
  if (place && cg.learning.goals) lessons().then((data) => fill(data, place));
})(window.conceptgraph);
