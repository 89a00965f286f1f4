/* A map inside a text leaves the wheel and the finger to the page until it is clicked, or Ctrl is held. */
"use strict";

(function (cg) {
  const SHOWN = 1200; // milliseconds for which it is said how to zoom

  /** @param {MapOnPage} map */
  function guardWheel({ root, stage, canvas, hint }) {
    let timer = 0;
    const active = () => root.hasAttribute("data-active");
    stage.addEventListener("click", (event) => {
      if (active()) return;
      const frame = stage.getBoundingClientRect();
      // On touch screens the style sheet keeps the first tap from the canvas: it counts as a click all the same.
      if (!(/** @type {Element} */ (event.target).closest(".vis-network"))) canvas.click({ x: event.clientX - frame.left, y: event.clientY - frame.top });
      root.setAttribute("data-active", "");
    });
    document.addEventListener("pointerdown", (event) => root.contains(/** @type {Node} */ (event.target)) || root.removeAttribute("data-active"), true);
    stage.parentElement.addEventListener("wheel", (event) => {
      if (active() || event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      hint.hidden = false;
      clearTimeout(timer);
      timer = window.setTimeout(() => (hint.hidden = true), SHOWN);
    }, { capture: true, passive: true });
  }

  cg.embedded = { guardWheel };
})(window.conceptgraph);
