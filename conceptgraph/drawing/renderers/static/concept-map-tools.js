/* The tools beside the stage: full screen, the link to this view, a picture of it, and what each key does. */
"use strict";

(function (cg) {
  const { element, icon, word } = cg;
  const SHOWN = 2000; // milliseconds for which an answer stands on the stage

  /** Say something for a moment, on the stage and to screen readers. @param {any} map a ConceptMap @param {string} text */
  function tell(map, text) {
    const note = element("p", { class: "cg-wheel", "aria-hidden": "true" }, text);
    map.hint.after(note);
    map.say(text);
    setTimeout(() => note.remove(), SHOWN);
  }

  /** Give the map the whole screen, or its place back. @param {any} map */
  function fullScreen(map) {
    if (document.fullscreenElement) return document.exitFullscreen();
    return map.app.requestFullscreen().catch(() => tell(map, word("This browser gives no full screen here")));
  }

  /** The address of what is shown: of an embedded map, on the page with the whole one. @param {any} map */
  function addressOf(map) {
    const state = cg.address.of(map.model, map.state);
    const page = map.embedded && map.root.dataset.page ? map.root.dataset.page : window.location.href.split("#")[0];
    return new URL(page, document.baseURI).href.split("#")[0] + state;
  }

  /** @param {any} map */
  async function copyLink(map) {
    const address = addressOf(map);
    try {
      await navigator.clipboard.writeText(address);
      tell(map, word("Link copied"));
    } catch {
      const field = element("input", { class: "cg-address", readonly: true, value: address, "aria-label": word("Link to this view") });
      dialog(map, word("Link to this view"), field);
      field.select();
    }
  }

  /** The tools that a narrow stage has no room for. @param {any} map */
  function more(map) {
    const choice = (name, use) => element("button", { type: "button", class: "cg-button", onclick: (event) => (event.currentTarget.closest("dialog").close(), use(map)) }, name);
    dialog(map, word("More tools"), element("div", { class: "cg-actions" }, choice(word("Copy link"), copyLink), choice(word("Save as a picture"), choosePicture), choice(word("Keys"), help)));
  }

  /** Ask as what the view is to be saved. @param {any} map */
  function choosePicture(map) {
    const choice = (name, format) =>
      element("button", { type: "button", class: "cg-button", onclick: (event) => (event.currentTarget.closest("dialog").close(), cg.part("picture").then(() => cg.picture.save(map, format))) }, name);
    const lead = element("p", { class: "cg-lead" }, word("What is in sight now becomes a file."));
    dialog(map, word("Save as a picture"), lead, element("div", { class: "cg-actions" }, choice(word("SVG, for any size"), "svg"), choice(word("PNG, as on the screen"), "png")));
  }

  /** What each key does. @param {any} map */
  function help(map) {
    /** @type {[string[], string][]} */
    const rows = [
      [["/"], word("find a concept")],
      [["←", "→", "↑", "↓"], word("to the nearest related concept in that direction")],
      [["Enter"], word("open the page of the selected concept")],
      [["Esc"], word("clear the selection or the path")],
      [["+", "-"], word("zoom in and out")],
      [["0"], word("show the whole map")],
      [["?"], word("this help")],
    ];
    const list = rows.map(([keys, does]) => [element("dt", {}, keys.map((key) => element("kbd", {}, key))), element("dd", {}, does)]);
    const lead = element("p", { class: "cg-lead" }, word("Keys work while the map has the focus; the tab key leads to it."));
    dialog(map, word("Keys"), element("dl", { class: "cg-help" }, list.flat()), lead);
  }

  /** A dialog over the map that gives the focus back where it came from.
   * @param {any} map @param {string} name @param {any[]} contents */
  function dialog(map, name, ...contents) {
    const close = element("button", { type: "button", class: "cg-close", "aria-label": word("Close"), onclick: () => box.close() }, icon("M6 6l12 12M18 6L6 18", { size: 16 }));
    const box = element("dialog", { class: "cg-dialog", "aria-label": name, onclose: () => box.remove() }, element("h2", {}, name), close, contents);
    box.addEventListener("keydown", (event) => event.stopPropagation());
    box.addEventListener("click", (event) => event.target === box && box.close());
    map.app.append(box);
    box.showModal();
  }

  cg.tools = { fullScreen, copyLink, choosePicture, help, more, addressOf };
})(window.conceptgraph);
