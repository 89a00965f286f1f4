/* Search: names and aliases compared without accents, and a combobox over them (ARIA 1.2, editable, with list autocomplete). */
"use strict";

(function (cg) {
  const SHOWN = 12; // options
  const PLAIN = /^[ -~]*$/;
  /** @type {WeakMap<Model, {names: string[][], query: string, hits: number[]}>} */
  const indexes = new WeakMap();

  /** Names as they are compared; plain letters need no normalizing, which would take most of the time. @param {string} name */
  const folded = (name) => (PLAIN.test(name) ? name.toLowerCase().replace(/[\s\-_']+/g, " ").trim() : cg.fold(name));

  /** @param {Model} model */
  function indexOf(model) {
    let index = indexes.get(model);
    if (!index) indexes.set(model, (index = { names: model.concepts.map((concept) => [concept.term, ...concept.aliases].map(folded)), query: "", hits: [...model.concepts.keys()] }));
    return index;
  }

  /** How well one of a concept's names fits, the less the better: [score, which name]; null where none does.
   * @param {string[]} names @param {string} wanted @returns {[number, number] | null} */
  function fit(names, wanted) {
    let [best, which] = [Infinity, 0];
    names.forEach((name, position) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const place = name === wanted ? -3 : at === 0 ? 0 : name[at - 1] === " " ? 2 : 4;
      const score = place + (position ? 1 : 0);
      if (score < best) [best, which] = [score, position];
    });
    return best < Infinity ? [best, which] : null;
  }

  /** Concepts whose term or an alias fits what was typed, best first, each with the alias that fits, if it was one.
   *
   * A query that goes on where the last one ended looks only at what fitted that one.
   * @param {Model} model @param {string} query @param {number} [limit] @returns {{concept: Concept, alias: string}[]} */
  function find(model, query, limit = SHOWN, keep = (/** @type {Concept} */ _concept) => true) {
    const wanted = cg.fold(query);
    if (!wanted) return [];
    const index = indexOf(model);
    const among = index.query && wanted.startsWith(index.query) ? index.hits : [...model.concepts.keys()];
    const fitting = among.map((row) => ({ row, fit: fit(index.names[row], wanted) })).filter((hit) => hit.fit);
    Object.assign(index, { query: wanted, hits: fitting.map((hit) => hit.row) });
    const found = fitting.map(({ row, fit: [score, which] }) => ({ concept: model.concepts[row], score, which })).filter(({ concept }) => keep(concept));
    found.sort((a, b) => a.score - b.score || b.concept.rank - a.concept.rank || a.concept.index - b.concept.index);
    return found.slice(0, limit).map(({ concept, which }) => ({ concept, alias: which ? concept.aliases[which - 1] : "" }));
  }

  let count = 0;

  /** Build a combobox.
   * @param {Model} model @param {{label: string, placeholder: string, keep?: (concept: Concept) => boolean, choose: (concept: Concept) => void}} options */
  function combobox(model, { label, placeholder, keep, choose }) {
    const { box, input } = cg.field(label, placeholder, "");
    attach(model, { box, input, label, keep, choose });
    return { box, input };
  }

  /** Make a field of `cg.field` answer what is typed.
   * @param {Model} model @param {any} options */
  function attach(model, { box, input, label, keep, choose, entered = false }) {
    const id = `cg-combobox-${(count += 1)}`;
    const list = cg.element("ul", { role: "listbox", id, class: "cg-options", "aria-label": label, hidden: true });
    box.append(list);
    input.setAttribute("aria-controls", id);
    let found = [];
    let active = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      active = -1;
    }

    function take(index) {
      const hit = found[index];
      if (!hit) return;
      input.value = "";
      close();
      choose(hit.concept);
    }

    function mark(index) {
      active = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === index ? "true" : "false"));
      const option = list.children[index];
      if (option && option.id) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function show() {
      const query = input.value.trim();
      if (!query) return close();
      found = find(model, query, SHOWN, keep);
      const options = found.map((hit, index) => option(model, hit, { id: `${id}-${index}`, take: () => take(index) }));
      if (!options.length) options.push(cg.element("li", { role: "option", "aria-disabled": "true", class: "cg-nothing" }, cg.word("No concept of this name")));
      list.replaceChildren(...options);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(found.length ? 0 : -1);
    }

    function key(event) {
      if (event.isComposing) return;
      const last = found.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return show();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(active + step > last ? 0 : active + step < 0 ? last : active + step);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        take(Math.max(active, 0));
      } else if (event.key === "Escape") {
        if (list.hidden && !input.value) return input.blur();
        event.stopPropagation();
        input.value = "";
        close();
      }
    }

    for (const [name, listener] of Object.entries({ input: show, focus: show, blur: close, keydown: key })) input.addEventListener(name, listener);
    indexOf(model);
    if (document.activeElement === input) show();
    if (entered) take(0);
  }

  function option(model, { concept, alias }, { id, take }) {
    const topic = model.topics[concept.topic];
    return cg.element(
      "li",
      { role: "option", id, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: take },
      cg.dot(model, concept),
      cg.element("span", { class: "cg-option-term" }, concept.term, alias ? cg.element("span", { class: "cg-option-alias" }, ` ${cg.word("also: ")}${alias}`) : null),
      cg.element("span", { class: "cg-option-topic" }, concept.wanted ? cg.word("no entry yet") : topic ? topic.name : ""),
    );
  }

  cg.search = { find, combobox, attach };
})(window.conceptgraph);
