/* Marks beside the links of lists and panels that lead to what the reader knows or is learning. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element } = cg.learning;

  /** The concept a link leads to, by its address; empty for any other link. @param {Element} link @returns {string} */
  function conceptOf(link) {
    const url = new URL(link.getAttribute("href") || "", document.baseURI).href;
    const place = url.startsWith(root) && url.slice(root.length).match(/#concept-(.+)|^glossary\/([^.?#/]+)/);
    return place ? decodeURIComponent(place[1] || place[2]) : "";
  }

  /** Put marks beside the links of lists and panels; running text stays quiet. */
  function paint() {
    for (const old of document.querySelectorAll(".concept-mark")) old.remove();
    for (const old of document.querySelectorAll(".concept-is-known, .concept-is-learning")) old.classList.remove("concept-is-known", "concept-is-learning");
    const places = ["panels", "index", "definitions", "path", "paths", "a-to-z"].map((name) => `.concept-${name} a[href]`);
    for (const link of document.querySelectorAll(places.join())) {
      const state = learner.state(conceptOf(link));
      if (!state) continue;
      link.classList.add(`concept-is-${state}`);
      if (link.closest("svg, .step-name")) continue;
      const label = state === "known" ? word("known") : word("learning");
      link.after(element("span", { class: "concept-mark", role: "img", "aria-label": label, title: label }, state === "known" ? "\u2713" : "\u2026"));
    }
  }

  Object.assign(cg.learning, { conceptOf, paint });
  paint();
})(window.conceptgraph);
