/* A combobox over concepts (ARIA 1.2, editable, with list autocomplete), used by the map's search and by paths. */
"use strict";

(function (cg) {
  let count = 0;

  /** An element with attributes, listeners ("on...") and children; text is always text, never markup. */
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

  /** A small drawing from path data, decorative. */
  function icon(d, { size = 18, width = 2 } = {}) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" }))
      svg.setAttribute(name, value);
    for (const [name, value] of Object.entries({ d, fill: "none", stroke: "currentColor", "stroke-width": width, "stroke-linecap": "round" }))
      path.setAttribute(name, value);
    svg.append(path);
    return svg;
  }

  /** The dot of a concept's topic; hollow for a wanted concept. */
  function dot(model, concept) {
    const topic = model.topics[concept.topic];
    return element("span", { class: `cg-dot cg-topic-${topic ? topic.color : 10}${concept.wanted ? " cg-hollow" : ""}`, "aria-hidden": "true" });
  }

  /** Build a combobox.

      @param {object} options label, placeholder, hint (a key shown at the end), keep(concept) -> boolean, choose(concept) */
  function combobox(model, { label, placeholder, hint, keep, choose }) {
    const id = `cg-combobox-${(count += 1)}`;
    const input = element("input", {
      type: "text",
      role: "combobox",
      class: "cg-input",
      placeholder,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    });
    const list = element("ul", { role: "listbox", id, class: "cg-options", "aria-label": label, hidden: true });
    const box = element("div", { class: "cg-combobox" }, icon("M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5L21 21"), input, hint ? element("kbd", { "aria-hidden": "true" }, hint) : null, list);
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
      found = model.find(query, 60).filter((hit) => !keep || keep(hit.concept)).slice(0, 12);
      const options = found.map((hit, index) =>
        element(
          "li",
          { role: "option", id: `${id}-${index}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => take(index) },
          dot(model, hit.concept),
          element("span", { class: "cg-option-term" }, hit.concept.term, hit.alias ? element("span", { class: "cg-option-alias" }, ` ${cg.word("also: ")}${hit.alias}`) : null),
          element("span", { class: "cg-option-topic" }, hit.concept.wanted ? cg.word("no entry yet") : (model.topics[hit.concept.topic] || { name: "" }).name),
        ),
      );
      if (!options.length) options.push(element("li", { role: "option", "aria-disabled": "true", class: "cg-nothing" }, cg.word("No concept of this name")));
      list.replaceChildren(...options);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(found.length ? 0 : -1);
    }

    input.addEventListener("input", show);
    input.addEventListener("focus", show);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const last = found.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return show();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(active + step > last ? 0 : active + step < 0 ? last : active + step);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        take(active);
      } else if (event.key === "Escape") {
        if (list.hidden && !input.value) return input.blur();
        event.stopPropagation();
        input.value = "";
        close();
      }
    });
    return { box, input };
  }

  cg.element = element;
  cg.icon = icon;
  cg.dot = dot;
  cg.combobox = combobox;
})(window.conceptgraph);
