/* Makes pages personal, the part that every page of a glossary loads: the two buttons of a concept. Everything else comes on
   first use, by a script element from the same folder, so that it works from disk too. */
"use strict";

(function (cg) {
  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = new URL("..", source).href;
  const { learner, word } = cg;

  /** @type {Map<string, Promise<void>>} */
  const loads = new Map();

  /** Load a script that lies beside this one, once; scripts run in the order in which they were asked for.
   * @param {string} file @returns {Promise<void>} */
  function use(file) {
    let load = loads.get(file);
    if (!load) {
      load = new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: new URL(file, source).href, async: false });
        script.addEventListener("load", () => resolve());
        script.addEventListener("error", () => reject(new Error(`cannot load ${script.src}`)));
        document.head.append(script);
      });
      loads.set(file, load);
    }
    return load;
  }

  /** An element with attributes, listeners ("on...") and children; text is always text, never markup.
   * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children @returns {any} */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  /** The two buttons of a concept; pressed ones take their mark back. @param {string} id @param {(mark: string) => void} [after] */
  function buttons(id, after) {
    const made = [
      ["known", word("I know this")],
      ["learning", word("I am learning this")],
    ].map(([mark, label]) => {
      const press = () => {
        const next = learner.state(id) === mark ? "" : mark;
        learner.mark(id, next);
        if (after) after(next);
      };
      return element("button", { type: "button", class: `concept-mark-button concept-mark-${mark}`, "data-mark": mark, "data-id": id, onclick: press }, label);
    });
    show(made);
    return made;
  }

  /** @param {Iterable<any>} all */
  function show(all) {
    for (const button of all) button.setAttribute("aria-pressed", String(learner.state(button.dataset.id) === button.dataset.mark));
  }

  /** Say on the buttons, and beside links, what is known. */
  function paint() {
    show(document.querySelectorAll(".concept-mark-button"));
    if (cg.learning.paint) cg.learning.paint();
    else if (learner.ids("known").length || learner.ids("learning").length) use("concept-learning-marks.js");
  }

  /** The data of all concepts with the questions asked of it. @returns {Promise<any>} */
  function lessons() {
    const scripts = ["concept-paths.js", "concept-start.js", ...(cg.lessonData ? [] : ["learning-data.js"])];
    return Promise.all(scripts.map(use)).then(() => {
      cg.lessonData.index = cg.lessonData.index || new Map(cg.lessonData.ids.map((/** @type {string} */ id, /** @type {number} */ at) => [id, at]));
      return cg.lessonData;
    });
  }

  /** An address that says which path one follows. @param {string} href @param {string} query */
  function following(href, query) {
    const [page, fragment] = href.split("#");
    return `${page}?${query}${fragment ? `#${fragment}` : ""}`;
  }

  window.conceptgraphLearning = (/** @type {any} */ data) => {
    cg.lessonData = data;
  };

  function start() {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".concept-learner[data-concept]"))) {
      const id = String(place.dataset.concept);
      const told = element("div", { role: "status", class: "concept-told" });
      place.append(...buttons(id, (mark) => use("concept-learning-tools.js").then(() => cg.learning.offer(told, id, mark))), told);
    }
    paint();
    learner.onchange(paint);
    const has = (/** @type {string} */ selector) => document.querySelector(selector);
    if (has(".concept-learner-tools") || location.hash.startsWith("#learner=")) use("concept-learning-tools.js");
    if (has(".concept-path-steps")) use("concept-learning-steps.js");
    if (has(".concept-follow") && /[?&](path|to)=/.test(location.search)) use("concept-learning-follow.js");
    if (has(".concept-find, .concept-start")) use("concept-learning-find.js");
  }

  cg.element = cg.element || element;
  cg.use = cg.use || use;
  cg.learning = { root, use, element, buttons, following, lessons };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(window.conceptgraph);
