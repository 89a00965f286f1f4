/* What a reader can do with the marks: undo, erase, save, load, carry in an address; and what is offered after a mark. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element, lessons } = cg.learning;
  const FILE = "what-i-know.json";
  const FRAGMENT = "#learner=";

  /** Ids as a short text: sorted, each as how many characters it shares with the one before (in base 36) and the rest.
   * @param {string[]} ids @returns {string} */
  function pack(ids) {
    let last = "";
    return [...ids].sort().map((id) => {
      let same = 0;
      while (same < 35 && same < id.length && id[same] === last[same]) same += 1;
      // Half a character cannot be written in an address.
      if (same && (id.charCodeAt(same - 1) & 0xfc00) === 0xd800) same -= 1;
      last = id;
      return same.toString(36) + encodeURIComponent(id.slice(same));
    }).join();
  }

  /** The ids of such a text. @param {string} text @returns {string[]} */
  function unpack(text) {
    let last = "";
    return text.split(",").filter(Boolean).map((part) => (last = last.slice(0, parseInt(part[0], 36)) + decodeURIComponent(part.slice(1))));
  }

  /** All marks as the fragment of an address; days stay behind. @returns {string} */
  function link() {
    return `${FRAGMENT}${pack(learner.ids("known"))};${pack(learner.ids("learning"))}`;
  }

  /** The marks that a fragment carries, as they are exported; null where it carries none. @param {string} hash */
  function unlink(hash) {
    if (!hash.startsWith(FRAGMENT)) return null;
    const today = Math.floor(Date.now() / 86400000);
    try {
      const [known, learning] = `${hash.slice(FRAGMENT.length)};`.split(";").map((part) => Object.fromEntries(unpack(part).map((id) => [id, today])));
      return { version: 1, known, learning };
    } catch {
      return null;
    }
  }

  const button = (/** @type {string} */ label, /** @type {() => void} */ press, kind = "") => element("button", { type: "button", class: `concept-tool ${kind}`, onclick: press }, label);

  /** What was done, with the way back; the focus goes on where the button that undoes stood.
   * @param {HTMLElement} place @param {string} text @param {...any} more */
  function tell(place, text, ...more) {
    const back = () => {
      learner.undo();
      place.replaceChildren(element("p", {}, word("Undone.")));
      const near = place.parentElement && place.parentElement.querySelector("button");
      if (near) near.focus();
    };
    const undo = learner.canUndo() ? button(word("Undo"), back, "concept-undo") : null;
    const problem = learner.problem() ? element("p", { class: "concept-problem" }, learner.problem()) : null;
    place.replaceChildren(element("p", {}, text, " ", undo), ...more.filter(Boolean), ...(problem ? [problem] : []));
    return undo;
  }

  /** After a mark: say what was done; where one knows a concept, offer what it builds on, listed.
   * @param {HTMLElement} place @param {string} id @param {string} mark */
  async function offer(place, id, mark) {
    if (mark !== "known") {
      tell(place, mark ? word("Marked as learning.") : word("The mark is taken back."));
      return;
    }
    const data = await lessons().catch(() => null);
    const index = data ? data.index.get(id) : undefined;
    const below = index === undefined ? [] : cg.paths.closure(data, index).filter((/** @type {number} */ other) => learner.state(data.ids[other]) !== "known");
    if (!below.length) {
      tell(place, word("Marked as known."));
      return;
    }
    const items = below.map((/** @type {number} */ other) => element("li", {}, element("a", { href: root + data.href[other] }, data.terms[other])));
    const all = () => {
      learner.mark(below.map((/** @type {number} */ other) => data.ids[other]), "known");
      const undo = tell(place, word("Marked as known too: {number}.", { number: below.length }));
      if (undo) undo.focus();
    };
    tell(
      place,
      word("Marked as known. It builds on others that are not marked: {number}.", { number: below.length }),
      element("details", {}, element("summary", {}, word("Show them")), element("ul", { class: "concept-offered" }, items)),
      button(word("Mark these as known too"), all, "concept-offer"),
    );
  }

  /** Give the marks as a file. */
  function save() {
    const href = URL.createObjectURL(new Blob([JSON.stringify(learner.export(), null, 1)], { type: "application/json" }));
    const anchor = element("a", { href, download: FILE });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  /** Add the marks of a file. @param {HTMLElement} told @param {HTMLInputElement} input */
  async function load(told, input) {
    const file = input.files && input.files[0];
    input.value = "";
    if (!file) return;
    let added = -1;
    try {
      added = learner.import(JSON.parse(await file.text()));
    } catch {
      // Told below, with every other fault.
    }
    if (added < 0) tell(told, word("{file} holds no marks; choose a file that was saved here.", { file: file.name }));
    else tell(told, word("Marks added: {number}.", { number: added }));
  }

  /** Show the address that carries the marks, and copy it where the browser lets us. @param {HTMLElement} told */
  function address(told) {
    const url = location.href.split("#")[0] + link();
    const field = element("input", { type: "text", readonly: true, class: "concept-address", "aria-label": word("Address that carries my marks"), value: url });
    told.replaceChildren(element("p", {}, word("Whoever opens this address is asked whether to add your marks.")), field);
    field.focus();
    field.select();
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(url).then(() => field.before(element("p", {}, word("Copied."))), () => undefined);
  }

  /** The tools of a page. @param {HTMLElement} place */
  function fill(place) {
    const told = element("div", { role: "status", class: "concept-told" });
    const count = element("p", { class: "concept-count" });
    const input = element("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => load(told, input) });
    const undo = button(word("Undo"), () => learner.undo() && told.replaceChildren(element("p", {}, word("Undone."))));
    const erase = button(word("Erase"), () => learner.erase() && tell(told, word("Erased: this browser keeps nothing any more.")));
    const tools = [
      undo,
      button(word("Save to a file"), save),
      button(word("Load from a file"), () => input.click()),
      button(word("Take along in an address"), () => address(told)),
      erase,
    ];
    const show = () => {
      const [known, learning] = [learner.ids("known").length, learner.ids("learning").length];
      const numbers = word("Known: {known}. Learning: {learning}.", { known, learning });
      count.textContent = `${numbers} ${learner.problem() || word("Only this browser keeps it; nothing is sent.")}`;
      count.classList.toggle("concept-problem", Boolean(learner.problem()));
      undo.setAttribute("aria-disabled", String(!learner.canUndo()));
      erase.setAttribute("aria-disabled", String(!(known + learning)));
    };
    place.replaceChildren(element("h2", { class: "concept-tools-title rubric" }, word("What I know")), count, element("div", { class: "concept-tool-row" }, tools, input), told);
    show();
    learner.onchange(show);
  }

  /** Ask before marks of an address are added; nothing is written until the reader says so. */
  function ask() {
    const carried = unlink(location.hash);
    if (!carried) return;
    const number = new Set([...Object.keys(carried.known), ...Object.keys(carried.learning)]).size;
    const text = element("p", {}, word("The address of this page carries marks: {number} concepts known or being learned. Add them to yours?", { number }));
    const box = element("section", { class: "concept-ask", "aria-label": word("Marks from an address"), tabindex: "-1" }, text);
    const done = (/** @type {string} */ said) => {
      history.replaceState(history.state, "", location.pathname + location.search);
      tell(box, said);
      box.focus();
    };
    const add = button(word("Add them"), () => done(word("Marks added: {number}.", { number: learner.import(carried) })), "concept-offer");
    const leave = button(word("Leave them"), () => {
      history.replaceState(history.state, "", location.pathname + location.search);
      box.remove();
    });
    box.append(element("div", { class: "concept-tool-row" }, add, leave));
    const title = document.querySelector("h1");
    if (title) title.after(box);
    else document.body.prepend(box);
    box.focus();
  }

  Object.assign(learner, { link, unlink });
  Object.assign(cg.learning, { offer, tell, button });
  for (const place of document.querySelectorAll(".concept-learner-tools")) fill(/** @type {HTMLElement} */ (place));
  ask();
  addEventListener("hashchange", ask);
})(window.conceptgraph);
