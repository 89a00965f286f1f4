/* What the panel says of a concept, with its edges and their sentences, and of a path. Loaded when one is first chosen. */
"use strict";

(function (cg) {
  const { element, dot, icon, word } = cg;
  const SHOWN = 10; // edges of a list that are shown at once

  /** Put text made into markup at build time (formulas as MathML, everything else escaped) into an element.
   * @param {any} node @param {string} html */
  function markup(node, html) {
    node.innerHTML = html;
    return node;
  }

  /** @param {string} name @param {() => void} onclick @param {{[name: string]: any}} [more] */
  function button(name, onclick, more = {}) {
    return element("button", { type: "button", class: "cg-button", onclick, ...more }, name);
  }

  /** @param {Panel} panel */
  function close(panel) {
    return element("button", { type: "button", class: "cg-close", "aria-label": word("Clear"), title: word("Clear (Esc)"), onclick: () => panel.act.clear() }, icon("M6 6l12 12M18 6L6 18", { size: 16 }));
  }

  /* One concept */

  /** @param {Panel} panel @param {Concept} concept */
  function showConcept(panel, concept) {
    const { model } = panel;
    const topic = model.topics[concept.topic];
    const level = concept.level ? word("level {level}", { level: concept.level }) : "";
    const tags = [level, ["", "reviewed", "wanted"].includes(concept.status) ? "" : word(concept.status)].filter(Boolean);
    panel.show(
      close(panel),
      element("p", { class: "cg-topic-line" }, dot(model, concept), topic ? topic.name : "", tags.map((tag) => element("span", { class: "cg-tag" }, tag))),
      element("h2", {}, concept.term),
      concept.aliases.length ? element("p", { class: "cg-aliases" }, word("also: ") + concept.aliases.join(", ")) : null,
      concept.wanted ? element("p", {}, word("This name has no entry yet. The entries below lean on it.")) : definition(model, concept),
      actions(panel, concept),
      lists(panel, concept),
    );
  }

  /** The definition, or the beginning of the whole entry and a way to read on. */
  function definition(model, concept) {
    const html = model.definition(concept);
    if (!html) return null;
    const text = markup(element("div", { class: "cg-definition" }), html);
    if (!html.startsWith("<p>")) return text;
    text.classList.add("cg-cut");
    const more = element("button", { type: "button", class: "cg-plain", onclick: () => (text.classList.remove("cg-cut"), more.remove()) }, word("Read the whole entry"));
    return element("div", {}, text, more);
  }

  function actions(panel, concept) {
    const page = concept.href ? element("a", { class: "cg-button cg-primary", href: panel.address(concept) }, word("Open page")) : null;
    if (concept.wanted) return null;
    const { term } = concept;
    const to = button(word("Path here"), () => panel.act.pathTo(concept), { title: word("What to learn first, for {term}", { term }), class: page ? "cg-button" : "cg-button cg-primary" });
    const from = button(word("Path to…"), () => choose(panel, concept), { title: word("From {term} to a goal", { term }) });
    const list = panel.act.listed(concept) ? button(word("In the list"), () => panel.act.list(concept), { title: word("Where {term} stands in the list below the map", { term }) }) : null;
    return element("div", { class: "cg-actions" }, page, to, from, concept.status === "foreign" ? null : knowing(panel, concept), list);
  }

  /** "I know this": pressed where it is marked; the marks are the reader's, shared by all pages of the site. */
  function knowing(panel, concept) {
    const known = Boolean(cg.learner) && cg.learner.state(concept.id) === "known";
    const press = (event) => {
      const pressed = event.currentTarget.getAttribute("aria-pressed") !== "true";
      event.currentTarget.setAttribute("aria-pressed", String(pressed));
      panel.act.know(concept, pressed);
    };
    return button(word("I know this"), press, { "aria-pressed": String(known), class: "cg-button cg-know" });
  }

  function lists(panel, concept) {
    const { model } = panel;
    const all = { needs: model.count(concept, "needs"), needed: model.count(concept, "needed") };
    const counted = (list) => (all[list] > concept[list].length ? word("{direct} direct, {total} in all", { direct: concept[list].length, total: all[list] }) : String(concept[list].length));
    const labelled = (edges) => edges.map((edge) => row(panel, edge, concept, edge.label));
    const related = concept.related.map((edge) => row(panel, edge, concept, edge.source === concept ? edge.kind : edge.inverse));
    return [
      section(panel, word("Builds on"), counted("needs"), "builds", ordered(panel, concept.needs, concept)),
      section(panel, word("Often useful"), "", "", labelled(concept.useful)),
      section(panel, word("Leads to"), counted("needed"), "leads", ordered(panel, concept.needed, concept)),
      section(panel, word("Often useful for"), "", "", labelled(concept.usefulFor)),
      section(panel, word("Related"), String(related.length), "dashed", related),
      folded(panel, word("Mentions"), concept.names, concept),
      folded(panel, concept.wanted ? word("Wanted by") : word("Mentioned in"), concept.namedBy, concept),
    ];
  }

  /** Direct edges, and after them those that another one implies, with the concept they go by. */
  function ordered(panel, edges, concept) {
    const kept = edges.filter((edge) => !edge.via).map((edge) => row(panel, edge, concept, edge.label));
    const implied = edges.filter((edge) => edge.via).map((edge) => row(panel, edge, concept, edge.label, word("also, via {term}", { term: edge.via.term })));
    return [...kept, ...implied];
  }

  function section(panel, name, count, kind, rows) {
    if (!rows.length) return null;
    const list = element("ul", { class: "cg-edges" }, rows.slice(0, SHOWN));
    const rest = rows.slice(SHOWN);
    const more = rest.length
      ? element("button", { type: "button", class: "cg-plain", onclick: (event) => (event.currentTarget.remove(), list.append(...rest)) }, word("Show all {number}", { number: rows.length }))
      : null;
    return element("section", {}, panel.heading(name, count, kind), list, more);
  }

  function folded(panel, name, edges, concept) {
    if (!edges.length) return null;
    const rows = edges.map((edge) => row(panel, edge, concept, ""));
    return element("details", { class: "cg-folded", open: concept.wanted }, element("summary", {}, `${name} `, element("span", { class: "cg-aside" }, String(rows.length))), element("ul", { class: "cg-edges" }, rows));
  }

  function row(panel, edge, concept, tag, note) {
    const other = edge.source === concept ? edge.target : edge.source;
    return element(
      "li",
      { onmouseenter: () => panel.act.hover(other), onmouseleave: () => panel.act.hover(null) },
      element("div", { class: "cg-edge" }, link(panel, other), tag ? element("span", { class: "cg-tag" }, word(tag)) : null),
      note ? element("div", { class: "cg-because" }, note) : null,
      why(panel, edge),
    );
  }

  function link(panel, concept, { goal = false, onclick = () => panel.act.select(concept) } = {}) {
    const badge = concept.status === "foreign" ? element("span", { class: "cg-tag" }, word("foreign")) : null;
    return element("button", { type: "button", class: `cg-link${goal ? " cg-goal" : ""}`, onclick }, dot(panel.model, concept), element("span", {}, concept.term), badge);
  }

  /** The sentence behind an edge, cut after two lines until it is pressed. */
  function why(panel, edge) {
    const [sentence, place] = edge ? panel.model.evidence(edge) : ["", ""];
    if (!sentence) return null;
    const toggle = ({ currentTarget: pressed }) => pressed.setAttribute("aria-expanded", pressed.getAttribute("aria-expanded") === "true" ? "false" : "true");
    return markup(element("button", { type: "button", class: "cg-why", "aria-expanded": "false", title: place || null, onclick: toggle }), sentence);
  }

  /* Paths */

  /** Ask for the goal of a path that starts at a concept.
   * @param {Panel} panel @param {Concept} concept */
  async function choose(panel, concept) {
    const { model, act } = panel;
    const start = (goal) => act.setPath({ known: [concept], targets: [goal] });
    await cg.part("search");
    const { box, input } = cg.search.combobox(model, {
      label: word("Goal of the path from {term}", { term: concept.term }),
      placeholder: word("Find a goal"),
      keep: (other) => !other.wanted && other !== concept,
      choose: start,
    });
    const later = [...model.reach(concept, "needed", Infinity, () => true).steps.keys()].sort((a, b) => b.rank - a.rank);
    const goals = later.slice(0, 8).map((goal) => element("li", {}, link(panel, goal, { onclick: () => start(goal) })));
    act.choosing(concept);
    panel.show(
      element("h2", {}, word("From {term} to…", { term: concept.term })),
      element("p", { class: "cg-lead" }, word("Choose a goal here, or on the map.")),
      box,
      goals.length ? [panel.heading(word("It leads to")), element("ul", { class: "cg-edges" }, goals)] : null,
      element("div", { class: "cg-actions" }, button(word("Cancel"), () => act.select(concept))),
    );
    input.focus();
  }

  /** @param {Panel} panel @param {{known: Concept[], targets: Concept[]}} path @param {Concept[]} order */
  function showPath(panel, { known, targets }, order) {
    const inside = new Set(order);
    const steps = order.map((concept, index) => step(panel, concept, { index, because: concept.needed.filter((edge) => inside.has(edge.source)), goal: targets.includes(concept) }));
    const names = (concepts) => concepts.map((concept) => concept.term).join(word(" and "));
    const start = known.length ? word("from {names}", { names: names(known) }) : word("from nothing known");
    const before = panel.model.path(targets, []);
    const beside = known.filter((concept) => !before.includes(concept));
    const length = order.length === 1 ? word("1 step") : word("{number} steps", { number: order.length });
    panel.show(
      close(panel),
      element("h2", {}, word("Path to {names}", { names: names(targets) })),
      element("p", { class: "cg-lead" }, `${length}, ${start}.`),
      beside.map((concept) => element("p", { class: "cg-lead" }, word("{term} is not needed for it.", { term: concept.term }))),
      order.length ? element("ol", { class: "cg-steps-list" }, steps) : element("p", {}, word("You know it already.")),
      panel.heading(word("What I know")),
      knowledge(panel, { known, targets, inside }),
      element("div", { class: "cg-actions" }, button(word("Back to the map"), () => panel.act.clear())),
    );
  }

  function step(panel, concept, { index, because, goal }) {
    const edge = because.find((candidate) => !candidate.via) || because[0];
    const named = because.slice(0, 3).map((item) => item.source.term).join(", ");
    const reason = because.length > 3 ? word("for {names} and {number} more", { names: named, number: because.length - 3 }) : word("for {names}", { names: named });
    return element(
      "li",
      { onmouseenter: () => panel.act.hover(concept), onmouseleave: () => panel.act.hover(null) },
      element("span", { class: "cg-number", "aria-hidden": "true" }, String(index + 1)),
      element("div", {}, link(panel, concept, { goal }), goal || edge ? element("div", { class: "cg-because" }, goal ? word("the goal") : reason) : null, goal ? null : why(panel, edge)),
    );
  }

  /** What is taken as known, each to be taken away, and a field to add to it. */
  function knowledge(panel, { known, targets, inside }) {
    const { model, act } = panel;
    const forget = (concept) => act.setPath({ targets, known: known.filter((other) => other !== concept) });
    const chips = known.map((concept) =>
      element("li", {}, element("button", { type: "button", class: "cg-chip", "aria-label": word("Forget {term}", { term: concept.term }), onclick: () => forget(concept) }, concept.term, icon("M6 6l12 12M18 6L6 18", { size: 12 }))),
    );
    const { box, input } = cg.field(word("Add what I know"), word("Add what I know"), "");
    const keep = (concept) => inside.has(concept) && !targets.includes(concept);
    cg.answer(model, { box, input, label: word("Add what I know"), keep, choose: (concept) => act.setPath({ targets, known: [...known, concept] }) });
    return [chips.length ? element("ul", { class: "cg-chips" }, chips) : null, box];
  }

  cg.details = { showConcept, showPath };
})(window.conceptgraph);
