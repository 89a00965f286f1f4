/* Previous and next on a concept's page while one follows a path: `?path=NAME`, or `?to=a,b&known=c` for a path that was found. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element, following, lessons } = cg.learning;
  const place = /** @type {HTMLElement} */ (document.querySelector(".concept-follow"));
  const told = new URLSearchParams(location.search);
  const ids = (/** @type {string} */ name) => (told.get(name) || "").split(",").filter(Boolean);

  /** The path that the address names; null where there is none of this name.
   * @param {any} data @returns {{title: string, href: string, steps: number[]} | null} */
  function followed(data) {
    const rows = (/** @type {string} */ name) => ids(name).map((id) => data.index.get(id)).filter((row) => row !== undefined);
    if (told.get("path")) return data.paths.find((/** @type {any} */ path) => path.name === told.get("path")) || null;
    const targets = rows("to");
    const terms = targets.map((row) => data.terms[row]).join(", ");
    const hash = `#to=${ids("to").map(encodeURIComponent).join()}${told.get("known") ? `&known=${ids("known").map(encodeURIComponent).join()}` : ""}`;
    return targets.length ? { title: word("Path to {terms}", { terms }), href: data.find ? data.find + hash : "", steps: cg.paths.find(data, targets, rows("known")) } : null;
  }

  /** @param {any} data @param {{title: string, href: string, steps: number[]}} path @param {string} here */
  function fill(data, { title, href, steps }, here) {
    const at = steps.indexOf(data.index.get(here));
    const open = (/** @type {number} */ row) => learner.state(data.ids[row]) !== "known";
    const link = (/** @type {number | undefined} */ row, /** @type {string} */ label, /** @type {string} */ rel) =>
      row === undefined
        ? element("span", { class: `concept-follow-${rel}` })
        : element("a", { href: following(root + data.href[row], location.search.slice(1)), rel, class: `concept-follow-${rel}` }, element("span", {}, label), " ", data.terms[row]);
    const show = () => {
      const next = steps.slice(at + 1).find(open) ?? steps[at + 1];
      const where = at < 0 ? "" : ` \u00b7 ${word("step {step} of {steps}", { step: at + 1, steps: steps.length })}`;
      const middle = element("span", { class: "concept-follow-path" }, href ? element("a", { href: root + href }, title) : title, where);
      const had = document.activeElement && place.contains(document.activeElement) ? document.activeElement.className : "";
      place.replaceChildren(link(at > 0 ? steps[at - 1] : undefined, word("Previous"), "prev"), middle, link(next, word("Next"), "next"));
      const again = had ? place.querySelector(`.${had}`) : null;
      if (again) /** @type {HTMLElement} */ (again).focus();
    };
    place.setAttribute("aria-label", word("Learning path"));
    place.hidden = false;
    show();
    learner.onchange(show);
  }

  const owner = /** @type {HTMLElement | null} */ (place.closest("[data-concept]") || document.querySelector(".concept-learner[data-concept]"));
  lessons().then((data) => {
    const path = followed(data);
    if (path) fill(data, path, String(place.dataset.concept || (owner && owner.dataset.concept)));
  }, () => undefined);
})(window.conceptgraph);
