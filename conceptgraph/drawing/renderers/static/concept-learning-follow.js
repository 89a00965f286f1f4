/* Previous and next on a concept's page while one follows a path: `?path=NAME`, or `?to=a,b&known=c` for a path that was found. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element, buttons, following, lessons } = cg.learning;
  const place = /** @type {HTMLElement} */ (document.querySelector(".concept-follow"));
  const told = new URLSearchParams(location.search);
  const ids = (/** @type {string} */ name) => (told.get(name) || "").split(",").filter(Boolean);

  /** The path that the address names; null where there is none of this name.
   * @param {any} data @returns {{title: string, href: string, steps: number[], targets: number[], known: number[]} | null} */
  function followed(data) {
    const rows = (/** @type {string} */ name) => ids(name).map((id) => data.index.get(id)).filter((row) => row !== undefined);
    if (told.get("path")) return data.paths.find((/** @type {any} */ path) => path.name === told.get("path")) || null;
    const targets = rows("to");
    const terms = targets.map((row) => data.terms[row]).join(", ");
    const hash = `#to=${ids("to").map(encodeURIComponent).join()}${told.get("known") ? `&known=${ids("known").map(encodeURIComponent).join()}` : ""}`;
    if (!targets.length) return null;
    const known = rows("known");
    return { title: word("Path to {terms}", { terms }), href: data.find ? data.find + hash : "", steps: cg.paths.find(data, targets, known), targets, known };
  }

  /** A link to a neighbour on the path; an empty place where there is none, so that the other keeps its side.
   * @param {any} data @param {number | undefined} row @param {string} label @param {string} rel */
  function neighbour(data, row, label, rel) {
    if (row === undefined) return element("span", { class: `concept-follow-${rel}` });
    const href = following(root + data.href[row], location.search.slice(1));
    return element("a", { href, rel, class: `concept-follow-${rel}` }, element("span", {}, label), " ", data.terms[row]);
  }

  /** The first step behind a place that is still to be learned. @param {any} data @param {any} path @param {number} at */
  function nextOf(data, { steps, targets, known }, at) {
    const have = learner.ids("known").map((/** @type {string} */ id) => data.index.get(id)).filter((/** @type {number | undefined} */ row) => row !== undefined);
    const done = new Set([...have, ...cg.paths.spared(data, targets, known, have)]);
    return steps.slice(at + 1).find((/** @type {number} */ row) => !done.has(row)) ?? steps[at + 1];
  }

  /** @param {any} data @param {any} path @param {string} here */
  function fill(data, path, here) {
    const { title, href, steps } = path;
    const at = steps.indexOf(data.index.get(here));
    const numbered = word("step {step} of {steps}", { step: at + 1, steps: steps.length });
    const where = at < 0 ? "" : ` \u00b7 ${numbered}`;
    const middle = element("span", { class: "concept-follow-path" }, href ? element("a", { href: root + href }, title) : title, where);
    let next = element("span");
    place.replaceChildren(neighbour(data, at > 0 ? steps[at - 1] : undefined, word("Previous"), "prev"), middle, next);
    if (at >= 0) place.append(element("span", { class: "concept-follow-marks" }, buttons(here)));
    const show = () => {
      const link = neighbour(data, nextOf(data, path, at), word("Next"), "next");
      const held = document.activeElement === next;
      next.replaceWith(link);
      next = link;
      if (held) next.focus();
    };
    place.setAttribute("aria-label", word("Learning path"));
    place.hidden = false;
    show();
    learner.onchange(show);
  }

  lessons().then((data) => {
    const path = followed(data);
    if (path) fill(data, path, String(place.dataset.concept));
  }, () => undefined);
})(window.conceptgraph);
