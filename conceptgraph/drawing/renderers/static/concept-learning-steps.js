/* Learning paths that follow what the reader knows: known steps fold away, the rest counts down, and one goes on where one was. */
"use strict";

(function (cg) {
  const { learner, word } = cg;
  const { root, element, buttons, following, lessons, use } = cg.learning;
  const SHOWN = 4; // concepts that are ready, or to be reviewed

  /** Minutes in words. @param {number} minutes */
  function duration(minutes) {
    const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
    if (!hours) return word("{minutes} min", { minutes: rest });
    return rest ? word("{hours} h {minutes} min", { hours, minutes: rest }) : word("{hours} h", { hours });
  }

  const split = (/** @type {string | undefined} */ ids) => (ids || "").split(",").filter(Boolean);

  /** What a path's list says in the address of its steps. @param {DOMStringMap} told */
  function queryOf({ path, targets, known }) {
    if (path) return `path=${encodeURIComponent(path)}`;
    const list = (/** @type {string | undefined} */ ids) => split(ids).map(encodeURIComponent).join();
    return `to=${list(targets)}${known ? `&known=${list(known)}` : ""}`;
  }

  /** The rows of some ids. @param {any} data @param {string[]} ids @returns {number[]} */
  const rowsOf = (data, ids) => ids.map((id) => data.index.get(id)).filter((row) => row !== undefined);

  /** Make one list personal. @param {HTMLElement} list */
  async function personal(list) {
    const query = queryOf(list.dataset);
    const [targets, taken] = [split(list.dataset.targets), split(list.dataset.known)];
    const items = /** @type {HTMLElement[]} */ ([...list.children]).filter((item) => item.dataset.concept);
    const told = element("div", { role: "status", class: "concept-told" });
    const view = panel();
    /** Steps that were marked on this page stay in sight, as a line. @type {Set<string>} */
    const fresh = new Set();
    let all = false;
    items.forEach((item, position) => {
      const id = String(item.dataset.concept);
      const link = item.querySelector("a[href]");
      if (link) link.setAttribute("href", following(String(link.getAttribute("href")), query));
      const after = (/** @type {string} */ mark) => {
        fresh.add(id);
        show();
        item.append(told);
        use("concept-learning-tools.js").then(() => cg.learning.offer(told, id, mark));
      };
      item.append(element("div", { class: "concept-step-tools", role: "group", "aria-label": link ? link.textContent : id }, buttons(id, after)));
      // A folded step counts: the number of a step is its place on the path.
      item.style.counterSet = `step ${position + 1}`;
    });
    view.toggle.addEventListener("click", () => {
      all = !all;
      fresh.clear();
      show();
    });

    const data = await lessons().catch(() => null);

    function show() {
      const free = new Set(data ? [...cg.paths.spared(data, ...[targets, taken, learner.ids("known")].map((ids) => rowsOf(data, ids)))].map((row) => data.ids[row]) : []);
      const known = items.filter((item) => learner.state(String(item.dataset.concept)) === "known");
      const open = items.filter((item) => !known.includes(item) && !free.has(item.dataset.concept));
      for (const item of items) {
        const done = !open.includes(item);
        item.classList.toggle("concept-step-done", done);
        item.classList.toggle("concept-step-spared", free.has(item.dataset.concept));
        item.classList.toggle("concept-step-folded", done && !all && !fresh.has(String(item.dataset.concept)));
      }
      count(view, items.length, known.length, items.length - known.length - open.length, open);
      view.toggle.textContent = all ? word("Fold known steps") : word("Show known steps: {number}", { number: items.length - open.length });
      view.toggle.setAttribute("aria-expanded", String(all));
      view.toggle.hidden = open.length === items.length;
      if (data) advise(view, data, { targets, taken, query, items });
    }

    list.before(view.box);
    show();
    learner.onchange(show);
  }

  /** The place above a list. */
  function panel() {
    const bar = element("progress", { max: 1, "aria-label": word("Known steps") });
    const text = element("p", { class: "concept-progress-text" });
    const go = element("p", { class: "concept-continue" });
    const toggle = element("button", { type: "button", class: "concept-tool" });
    const advice = element("div", { class: "concept-advice" });
    return { box: element("div", { class: "concept-progress" }, bar, text, go, toggle, advice), bar, text, go, toggle, advice };
  }

  /** How far one is, and what comes next.
   * @param {any} view @param {number} total @param {number} known @param {number} free @param {HTMLElement[]} open */
  function count({ bar, text, go }, total, known, free, open) {
    const minutes = open.reduce((sum, item) => sum + Number(item.dataset.minutes || 0), 0);
    bar.max = total;
    bar.value = total - open.length;
    bar.hidden = !bar.value;
    const parts = [word("{known} of {total} steps known", { known, total })];
    if (free) parts.push(word("no longer needed: {number}", { number: free }));
    if (open.length && minutes) parts.push(word("about {time} to go", { time: duration(minutes) }));
    text.textContent = open.length ? parts.join(" \u00b7 ") : word("Nothing is left to learn on this path.");
    const next = open.length && open[0].querySelector("a[href]");
    go.hidden = !next;
    if (next) {
      const link = element("a", { href: next.getAttribute("href") }, next.textContent);
      go.replaceChildren(known + free ? word("Continue with ") : word("Start with "), link);
    }
  }

  /** What can be learned now, and what to review.
   * @param {any} view @param {any} data @param {{targets: string[], taken: string[], query: string, items: HTMLElement[]}} path */
  function advise({ advice }, data, { targets, taken, query, items }) {
    const [goals, known] = [rowsOf(data, targets), rowsOf(data, learner.ids("known"))];
    const have = [...rowsOf(data, taken), ...known];
    const steps = cg.paths.find(data, goals, have);
    const inside = new Set(rowsOf(data, items.map((item) => String(item.dataset.concept))));
    const ready = cg.paths.ready(data, goals, have).filter((/** @type {number} */ row) => inside.has(row));
    const oldest = (/** @type {number} */ row) => learner.day(data.ids[row]);
    const review = cg.paths.review(data, known, goals).sort((/** @type {number} */ a, /** @type {number} */ b) => oldest(a) - oldest(b));
    const link = (/** @type {number} */ row) => element("a", { href: following(root + data.href[row], query) }, data.terms[row]);
    const gain = (/** @type {number} */ row) => {
      const number = cg.paths.unlocks(data, steps, row);
      return number ? element("span", { class: "concept-note" }, " ", word("leads to {number} more", { number })) : null;
    };
    advice.replaceChildren(
      ...short(word("Ready to learn now"), ready, (row) => [link(row), gain(row)]),
      ...short(word("Review these"), review, (row) => [link(row)]),
    );
  }

  /** A heading with the first few of some concepts. @param {string} title @param {number[]} rows @param {(row: number) => any[]} tell */
  function short(title, rows, tell) {
    if (!rows.length) return [];
    return [element("div", {}, element("p", { class: "concept-advice-title" }, title), element("ul", {}, rows.slice(0, SHOWN).map((row) => element("li", {}, tell(row)))))];
  }

  Object.assign(cg.learning, { personal, duration, queryOf });
  for (const list of document.querySelectorAll(".concept-path-steps[data-targets]")) personal(/** @type {HTMLElement} */ (list));
})(window.conceptgraph);
