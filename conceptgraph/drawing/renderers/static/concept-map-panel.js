/* The panel beside the stage: topics and relations to choose from, a concept with its edges and their sentences, a path. */
"use strict";

(function (cg) {
  const { element, dot, icon, word } = cg;
  const SHOWN = 10; // edges of a list that are shown at once

  class Panel {
    /** @param {object} act what the panel may ask for: select, toggle, showAll, pathTo, pathFrom, setPath, clear, hover */
    constructor(model, body, act) {
      Object.assign(this, { model, body, act });
      this.base = "";
    }

    /** Put text made into markup at build time (formulas as MathML, everything else escaped) into an element. */
    markup(node, html) {
      node.innerHTML = html;
      return node;
    }

    show(...children) {
      const focused = this.body.contains(document.activeElement);
      this.body.replaceChildren(...children.flat().filter(Boolean));
      this.body.scrollTop = 0;
      // What had the focus is gone: who works by keyboard goes on at the new heading.
      const title = this.body.querySelector("h2");
      title.tabIndex = -1;
      if (focused) title.focus({ preventScroll: true });
    }

    /* Explore: the legend is the filter */

    explore(state) {
      const { model } = this;
      const sizes = model.topics.map((_, topic) => model.concepts.filter((concept) => concept.topic === topic && !concept.wanted).length);
      const topics = model.topics
        .map((topic, index) => ({ topic, index }))
        .sort((a, b) => a.topic.name.localeCompare(b.topic.name, undefined, { numeric: true }))
        .map(({ topic, index }) =>
          this.check(topic.name, sizes[index], !state.hiddenTopics.has(index), () => this.act.toggle("hiddenTopics", index), element("span", { class: `cg-dot cg-topic-${topic.color}`, "aria-hidden": "true" })),
        );
      const hidden = state.hiddenTopics.size > 0;
      this.show(
        element("h2", {}, word("Explore")),
        element("p", { class: "cg-lead" }, word("Select a concept to see what it builds on and what it leads to.")),
        this.heading(word("Topics"), hidden ? element("button", { type: "button", class: "cg-plain", onclick: () => this.act.showAll() }, word("show all")) : null),
        element("ul", { class: "cg-checks" }, topics),
        this.heading(word("Relations")),
        element("ul", { class: "cg-checks" }, this.kinds(state)),
      );
    }

    kinds(state) {
      const counts = new Map(this.model.kinds.map((kind) => [kind.name, 0]));
      for (const edge of this.model.edges) if (!edge.target.wanted) counts.set(edge.kind, counts.get(edge.kind) + 1);
      const rows = [...counts].filter(([, count]) => count).map(([kind, count]) =>
        this.check(word(kind), count, !state.hiddenKinds.has(kind), () => this.act.toggle("hiddenKinds", kind), element("span", { class: `cg-stroke${kind === cg.REQUIRES ? "" : " cg-dashed"}`, "aria-hidden": "true" })),
      );
      const wanted = this.model.concepts.filter((concept) => concept.wanted).length;
      if (wanted) {
        const count = this.model.wantedTotal > wanted ? word("{number} of {total}", { number: wanted, total: this.model.wantedTotal }) : wanted;
        rows.push(this.check(word("wanted: no entry yet"), count, !state.hiddenKinds.has("wanted"), () => this.act.toggle("hiddenKinds", "wanted"), element("span", { class: "cg-dot cg-topic-10 cg-hollow", "aria-hidden": "true" })));
      }
      return rows;
    }

    check(name, count, checked, change, mark) {
      const box = element("input", { type: "checkbox", onchange: change });
      box.checked = checked;
      return element("li", {}, element("label", {}, box, mark, element("span", { class: "cg-check-name" }, name), element("span", { class: "cg-count" }, String(count))));
    }

    heading(name, aside, kind) {
      const stroke = kind ? element("span", { class: `cg-stroke cg-${kind}`, "aria-hidden": "true" }) : null;
      return element("div", { class: "cg-heading" }, stroke, element("h3", {}, name), aside ? element("span", { class: "cg-aside" }, aside) : null);
    }

    /* One concept */

    concept(concept) {
      const { model } = this;
      const topic = model.topics[concept.topic];
      const tags = [concept.level ? word("level {level}", { level: concept.level }) : "", ["reviewed", "wanted"].includes(concept.status) ? "" : word(concept.status)];
      this.show(
        this.close(),
        element("p", { class: "cg-topic-line" }, dot(model, concept), topic ? topic.name : "", tags.filter(Boolean).map((tag) => element("span", { class: "cg-tag" }, tag))),
        element("h2", {}, concept.term),
        concept.aliases.length ? element("p", { class: "cg-aliases" }, word("also: ") + concept.aliases.join(", ")) : null,
        concept.wanted ? element("p", {}, word("This name has no entry yet. The entries below lean on it.")) : this.definition(concept),
        this.actions(concept),
        this.lists(concept),
      );
    }

    /** The definition, or the beginning of the whole entry and a way to read on. */
    definition(concept) {
      const html = this.model.definition(concept);
      if (!html) return null;
      const text = this.markup(element("div", { class: "cg-definition" }), html);
      if (!html.startsWith("<p>")) return text;
      text.classList.add("cg-cut");
      const more = element("button", { type: "button", class: "cg-plain", onclick: () => (text.classList.remove("cg-cut"), more.remove()) }, word("Read the whole entry"));
      return element("div", {}, text, more);
    }

    close() {
      return element("button", { type: "button", class: "cg-close", "aria-label": word("Clear"), title: word("Clear (Esc)"), onclick: () => this.act.clear() }, icon("M6 6l12 12M18 6L6 18", { size: 16 }));
    }

    /** The address of a concept: from this page, or on another site. */
    address(concept) {
      return concept.href.includes("://") ? concept.href : this.base + concept.href;
    }

    actions(concept) {
      const page = concept.href ? element("a", { class: "cg-button cg-primary", href: this.address(concept) }, word("Open page")) : null;
      const to = element("button", { type: "button", class: `cg-button${page ? "" : " cg-primary"}`, title: word("What to learn first, for {term}", { term: concept.term }), onclick: () => this.act.pathTo(concept) }, word("Path here"));
      const from = element("button", { type: "button", class: "cg-button", title: word("From {term} to a goal", { term: concept.term }), onclick: () => this.choose(concept) }, word("Path to…"));
      return element("div", { class: "cg-actions" }, page, concept.wanted ? null : [to, from]);
    }

    lists(concept) {
      const { model } = this;
      const all = { needs: model.count(concept, "needs"), needed: model.count(concept, "needed") };
      const counted = (list) => (all[list] > concept[list].length ? word("{direct} direct, {total} in all", { direct: concept[list].length, total: all[list] }) : String(concept[list].length));
      const related = concept.related.map((edge) => this.row(edge, concept, edge.source === concept ? edge.kind : edge.inverse));
      return [
        this.section(word("Builds on"), counted("needs"), "builds", this.ordered(concept.needs, concept)),
        this.section(word("Often useful"), "", "", concept.useful.map((edge) => this.row(edge, concept, edge.label))),
        this.section(word("Leads to"), counted("needed"), "leads", this.ordered(concept.needed, concept)),
        this.section(word("Often useful for"), "", "", concept.usefulFor.map((edge) => this.row(edge, concept, edge.label))),
        this.section(word("Related"), String(related.length), "dashed", related),
        this.folded(word("Mentions"), concept.names, concept),
        this.folded(concept.wanted ? word("Wanted by") : word("Mentioned in"), concept.namedBy, concept),
      ];
    }

    /** Direct edges, and after them those that another one implies, with the concept they go by. */
    ordered(edges, concept) {
      const kept = edges.filter((edge) => !edge.via).map((edge) => this.row(edge, concept, edge.label));
      const folded = edges.filter((edge) => edge.via).map((edge) => this.row(edge, concept, edge.label, word("also, via {term}", { term: edge.via.term })));
      return [...kept, ...folded];
    }

    section(name, count, kind, rows) {
      if (!rows.length) return null;
      const list = element("ul", { class: "cg-edges" }, rows.slice(0, SHOWN));
      const rest = rows.slice(SHOWN);
      const more = rest.length
        ? element("button", { type: "button", class: "cg-plain", onclick: (event) => (event.currentTarget.remove(), list.append(...rest)) }, word("Show all {number}", { number: rows.length }))
        : null;
      return element("section", {}, this.heading(name, count, kind), list, more);
    }

    folded(name, edges, concept) {
      if (!edges.length) return null;
      const rows = edges.map((edge) => this.row(edge, concept, ""));
      return element("details", { class: "cg-folded", open: concept.wanted }, element("summary", {}, `${name} `, element("span", { class: "cg-aside" }, String(rows.length))), element("ul", { class: "cg-edges" }, rows));
    }

    row(edge, concept, tag, note) {
      const other = edge.source === concept ? edge.target : edge.source;
      const [sentence, place] = this.model.evidence(edge);
      const why = sentence ? this.markup(element("button", { type: "button", class: "cg-why", "aria-expanded": "false", "aria-label": null, title: place || null, onclick: toggle }), sentence) : null;
      return element(
        "li",
        { onmouseenter: () => this.act.hover(other), onmouseleave: () => this.act.hover(null) },
        element("div", { class: "cg-edge" }, element("button", { type: "button", class: "cg-link", onclick: () => this.act.select(other) }, dot(this.model, other), element("span", {}, other.term)), tag ? element("span", { class: "cg-tag" }, word(tag)) : null),
        note ? element("div", { class: "cg-because" }, note) : null,
        why,
      );
    }

    /* Paths */

    /** Ask for the goal of a path that starts at a concept. */
    choose(concept) {
      const { box, input } = cg.combobox(this.model, {
        label: word("Goal of the path from {term}", { term: concept.term }),
        placeholder: word("Find a goal"),
        keep: (other) => !other.wanted && other !== concept,
        choose: (goal) => this.act.setPath({ known: [concept], targets: [goal] }),
      });
      const later = [...this.model.reach(concept, "needed", Infinity, () => true).steps.keys()].sort((a, b) => b.rank - a.rank);
      const goals = later.slice(0, 8).map((goal) => element("li", {}, element("button", { type: "button", class: "cg-link", onclick: () => this.act.setPath({ known: [concept], targets: [goal] }) }, dot(this.model, goal), element("span", {}, goal.term))));
      this.act.choosing(concept);
      this.show(
        element("h2", {}, word("From {term} to…", { term: concept.term })),
        element("p", { class: "cg-lead" }, word("Choose a goal here, or on the map.")),
        box,
        goals.length ? [this.heading(word("It leads to")), element("ul", { class: "cg-edges" }, goals)] : null,
        element("div", { class: "cg-actions" }, element("button", { type: "button", class: "cg-button", onclick: () => this.act.select(concept) }, word("Cancel"))),
      );
      input.focus();
    }

    path({ known, targets }, order) {
      const { model } = this;
      const inside = new Set(order);
      const last = new Set(targets);
      const steps = order.map((concept, index) => this.step(concept, index, concept.needed.filter((edge) => inside.has(edge.source)), last.has(concept)));
      const names = targets.map((concept) => concept.term).join(word(" and "));
      const start = known.length ? word("from {names}", { names: known.map((concept) => concept.term).join(word(" and ")) }) : word("from nothing known");
      const before = model.path(targets, []);
      const beside = known.filter((concept) => !before.includes(concept));
      this.show(
        this.close(),
        element("h2", {}, word("Path to {names}", { names })),
        element("p", { class: "cg-lead" }, `${countSteps(order.length)}, ${start}.`),
        beside.map((concept) => element("p", { class: "cg-lead" }, word("{term} is not needed for it.", { term: concept.term }))),
        order.length ? element("ol", { class: "cg-steps-list" }, steps) : element("p", {}, word("You know it already.")),
        this.heading(word("What I know")),
        this.knowledge(known, targets, inside),
        element("div", { class: "cg-actions" }, element("button", { type: "button", class: "cg-button", onclick: () => this.act.clear() }, word("Back to the map"))),
      );
    }

    step(concept, index, because, goal) {
      const edge = because.find((candidate) => !candidate.via) || because[0];
      const reason = goal || !edge ? "" : because.length > 3 ? word("for {names} and {number} more", { names: named(because), number: because.length - 3 }) : word("for {names}", { names: named(because) });
      const [sentence, place] = edge ? this.model.evidence(edge) : ["", ""];
      return element(
        "li",
        { onmouseenter: () => this.act.hover(concept), onmouseleave: () => this.act.hover(null) },
        element("span", { class: "cg-number", "aria-hidden": "true" }, String(index + 1)),
        element("div", {},
          element("button", { type: "button", class: `cg-link${goal ? " cg-goal" : ""}`, onclick: () => this.act.select(concept) }, dot(this.model, concept), element("span", {}, concept.term)),
          reason ? element("div", { class: "cg-because" }, reason) : goal ? element("div", { class: "cg-because" }, word("the goal")) : null,
          sentence && !goal ? this.markup(element("button", { type: "button", class: "cg-why", "aria-expanded": "false", title: place || null, onclick: toggle }), sentence) : null,
        ),
      );
    }

    /** What is taken as known, each to be taken away, and a field to add to it. */
    knowledge(known, targets, inside) {
      const chips = known.map((concept) =>
        element("li", {}, element("button", { type: "button", class: "cg-chip", "aria-label": word("Forget {term}", { term: concept.term }), onclick: () => this.act.setPath({ targets, known: known.filter((other) => other !== concept) }) }, concept.term, icon("M6 6l12 12M18 6L6 18", { size: 12 }))),
      );
      const { box } = cg.combobox(this.model, {
        label: word("Add what I know"),
        placeholder: word("Add what I know"),
        keep: (concept) => inside.has(concept) && !targets.includes(concept),
        choose: (concept) => this.act.setPath({ targets, known: [...known, concept] }),
      });
      return [chips.length ? element("ul", { class: "cg-chips" }, chips) : null, box];
    }
  }

  /** The first three of the concepts that need one. */
  function named(because) {
    return because.slice(0, 3).map((item) => item.source.term).join(", ");
  }

  function countSteps(number) {
    return number === 1 ? word("1 step") : word("{number} steps", { number });
  }

  /** Show a long sentence whole, or its beginning again. */
  function toggle(event) {
    const button = event.currentTarget;
    button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") === "true" ? "false" : "true");
  }

  cg.Panel = Panel;
})(window.conceptgraph);
