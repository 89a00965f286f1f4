/* The panel beside the stage: its frame, and what it holds at first, the legend that is the filter. The rest comes on first use. */
"use strict";

(function (cg) {
  const { word } = cg;

  /** An element with attributes, listeners ("on...") and children; text is always text, never markup.
   * @param {string} tag @param {{[name: string]: any}} [attributes] @param {any[]} children @returns {any} */
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

  /** A small drawing from path data, decorative. @param {string} d */
  function icon(d, { size = 18, width = 2 } = {}) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" }))
      svg.setAttribute(name, String(value));
    for (const [name, value] of Object.entries({ d, fill: "none", stroke: "currentColor", "stroke-width": width, "stroke-linecap": "round" }))
      path.setAttribute(name, String(value));
    svg.append(path);
    return svg;
  }

  /** A field to search in; what it does with what is typed comes with concept-map-search.js.
   * @param {string} label @param {string} placeholder @param {string} hint a key shown at the end */
  function field(label, placeholder, hint) {
    const fixed = { type: "text", role: "combobox", class: "cg-input", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
    const input = element("input", { ...fixed, placeholder, "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false" });
    const lens = icon("M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5L21 21");
    return { input, box: element("div", { class: "cg-combobox" }, lens, input, hint ? element("kbd", { "aria-hidden": "true" }, hint) : null) };
  }

  /** The dot of a topic; hollow for a wanted concept.
   * @param {Topic | undefined} topic @param {boolean} [hollow] */
  function spot(topic, hollow) {
    return element("span", { class: `cg-dot cg-topic-${topic ? topic.color : 10}${hollow ? " cg-hollow" : ""}`, "aria-hidden": "true" });
  }

  /** The dot of a concept. @param {Model} model @param {Concept} concept */
  const dot = (model, concept) => spot(model.topics[concept.topic], concept.wanted);

  class Panel {
    /** @param {Model} model @param {HTMLElement} body @param {PanelActions} act what the panel may ask for */
    constructor(model, body, act) {
      this.model = model;
      this.body = body;
      this.act = act;
      this.base = "";
      /** @type {[HTMLInputElement, string, string | number][]} */
      this.boxes = [];
    }

    /** @param {any[]} children */
    show(...children) {
      const focused = this.body.contains(document.activeElement);
      this.body.replaceChildren(...children.flat().filter(Boolean));
      this.body.scrollTop = 0;
      // What had the focus is gone: who works by keyboard goes on at the new heading.
      const title = this.body.querySelector("h2");
      title.tabIndex = -1;
      if (focused) title.focus({ preventScroll: true });
    }

    /** The address of a concept: from this page, or on another site. @param {Concept} concept */
    address(concept) {
      return concept.href.includes("://") ? concept.href : this.base + concept.href;
    }

    /** The legend: each row is a filter. @param {MapState} state */
    explore(state) {
      this.boxes = [];
      this.all = element("button", { type: "button", class: "cg-plain", onclick: () => this.act.allTopics() });
      const counts = this.counts();
      const topics = this.model.topics
        .map((topic) => this.check("topics", topic.name, topic.name, counts.topics, spot(topic)))
        .sort((a, b) => a.textContent.localeCompare(b.textContent, undefined, { numeric: true }));
      this.show(
        element("h2", {}, word("Explore")),
        element("p", { class: "cg-lead" }, word("Select a concept to see what it builds on and what it leads to.")),
        this.heading(word("Topics"), this.all),
        element("ul", { class: "cg-checks" }, topics),
        this.heading(word("Relations")),
        element("ul", { class: "cg-checks" }, this.relations(counts.relations)),
        this.facet(word("Levels"), "levels", counts, (level) => (level ? String(level) : word("none"))),
        this.facet(word("Status"), "statuses", counts, word),
        this.facet(word("What I know"), "learned", counts, (mark) => (mark === "new" ? word("not yet") : word(mark))),
      );
      this.refresh(state);
    }

    /** How many there are of each value. @returns {{[facet: string]: Map<any, number>}} */
    counts() {
      const counts = Object.fromEntries(cg.states.FACETS.map((facet) => [facet, new Map()]));
      const add = (facet, value) => counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
      for (const concept of this.model.concepts)
        if (concept.wanted) add("relations", cg.states.WANTED);
        else for (const [facet, value] of Object.entries(cg.states.valuesOf(this.model, concept))) add(facet, value);
      for (const edge of this.model.edges) if (!edge.target.wanted) add("relations", edge.kind);
      return counts;
    }

    relations(counts) {
      return cg.states.facets(this.model).relations.filter((kind) => counts.has(kind)).map((kind) => {
        if (kind !== cg.states.WANTED) return this.check("relations", kind, word(kind), counts, element("span", { class: `cg-stroke${kind === cg.REQUIRES ? "" : " cg-dashed"}`, "aria-hidden": "true" }));
        const [number, total] = [counts.get(kind), this.model.wantedTotal];
        const shown = new Map([[kind, total > number ? word("{number} of {total}", { number, total }) : number]]);
        return this.check("relations", kind, word("wanted: no entry yet"), shown, spot(undefined, true));
      });
    }

    /** A facet as one row of boxes; nothing where there is nothing to choose. */
    facet(name, facet, counts, label) {
      const values = cg.states.facets(this.model)[facet].filter((value) => counts[facet].has(value));
      if (values.length < 2) return null;
      return [this.heading(name), element("ul", { class: "cg-checks cg-inline" }, values.map((value) => this.check(facet, value, label(value), counts[facet])))];
    }

    check(facet, value, name, counts, mark) {
      const box = element("input", { type: "checkbox", onchange: () => this.act.toggle(facet, value) });
      this.boxes.push([box, facet, value]);
      return element("li", {}, element("label", {}, box, mark, element("span", { class: "cg-check-name" }, name), element("span", { class: "cg-count" }, String(counts.get(value) || 0))));
    }

    /** Let the legend say what is filtered now. @param {MapState} state */
    refresh({ hidden }) {
      for (const [box, facet, value] of this.boxes) box.checked = !hidden[facet].has(value);
      this.all.textContent = hidden.topics.size ? word("show all") : word("hide all");
    }

    heading(name, aside, kind) {
      const stroke = kind ? element("span", { class: `cg-stroke cg-${kind}`, "aria-hidden": "true" }) : null;
      return element("div", { class: "cg-heading" }, stroke, element("h3", {}, name), aside ? element("span", { class: "cg-aside" }, aside) : null);
    }
  }

  Object.assign(cg, { element, icon, field, dot, Panel });
})(window.conceptgraph);
