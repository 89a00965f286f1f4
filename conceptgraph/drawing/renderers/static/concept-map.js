/* The concept map: one state, kept in the address, shown on the stage and in the panel.

   What a first look does not need lies in files of its own that come on first use: `cg.part("search")`. */
"use strict";

(function (cg) {
  const { element, icon, states, word } = cg;
  const NARROW = 760; // as in the style sheet: the panel is a sheet over the stage
  const NAME = 18; // CSS pixels: the height of a topic's name above its island
  const KEYS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Enter", "Escape", "+", "=", "-", "0", "?"];
  const FOLDER = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src || document.baseURI).href;
  /** @type {Map<string, Promise<any>>} */
  const used = new Map();

  /** Parts that others need. @type {{[name: string]: string[]}} */
  const NEEDS = { focus: ["paths"], api: ["address", "focus"], tools: ["address"], keys: ["focus"], details: ["focus"] };
  const CALLS = ["select", "findPath", "showPath", "filter", "state"];
  const PURE = ["learner", "paths"]; // shared with pages that show no map
  const { promise: ready, resolve, reject } = settling();
  ready.catch(() => {}); // who waits for it is told; nobody else must be

  /** Load a part on its first use, with the style of all parts: "search" is cg.search in concept-map-search.js.
   * @param {string} name @returns {Promise<any>} */
  function part(name) {
    if (isHere(name)) return Promise.resolve();
    const file = `concept-${PURE.includes(name) ? "" : "map-"}${name}.js`;
    return Promise.all([load(file, "script", "src"), load("concept-map-more.css", "link", "href"), ...(NEEDS[name] || []).map(part)]);
  }

  /** @param {string} name @returns {boolean} */
  function isHere(name) {
    return Boolean(cg[name]) && (NEEDS[name] || []).every(isHere);
  }

  /** Do what needs a part: at once where it is there. @param {string} name @param {() => any} act */
  function later(name, act) {
    return isHere(name) ? act() : part(name).then(act, () => {}); // it was said already
  }

  function settling() {
    /** @type {any} */
    const made = {};
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  }

  /** @param {string} file @param {string} tag @param {string} where the attribute that holds the address */
  function load(file, tag, where) {
    if (!used.has(file)) used.set(file, new Promise((resolve, reject) => {
      const root = /** @type {HTMLElement} */ (document.querySelector(".cg-map[data-scripts]"));
      const onerror = () => {
        used.delete(file);
        for (const map of cg.onPage) map.say(word("A part of the map could not be loaded; reload the page."));
        reject(new Error(`could not load ${file}`));
      };
      const address = FOLDER + file + (root ? `?v=${root.dataset.scripts}` : "");
      document.head.append(element(tag, { [where]: address, rel: tag === "link" ? "stylesheet" : null, onload: resolve, onerror }));
    }));
    return used.get(file);
  }

  /** Make a field of `cg.field` a combobox once it is used.
   * @param {Model} model @param {any} options see search.attach */
  function answer(model, options) {
    let entered = false;
    const { input } = options;
    const wait = (event) => event.key === "Enter" && (entered = true);
    input.addEventListener("keydown", wait);
    input.addEventListener("focus", () => part("search").then(() => (input.removeEventListener("keydown", wait), cg.search.attach(model, { ...options, entered }))), { once: true });
  }

  class ConceptMap {
    /** @param {HTMLElement} root @param {Model} model */
    constructor(root, model) {
      this.root = root;
      this.model = model;
      this.embedded = root.hasAttribute("data-embedded");
      /** @type {MapState} */
      this.first = read(model, root.dataset.state || "") || states.start(model);
      this.state = (!this.embedded && read(model, window.location.hash)) || this.first;
      this.turn = 0;
      this.build();
      this.canvas = new cg.Canvas(root, this.stage, model, {
        select: (concept) => this.pick(concept),
        island: (topic) => this.canvas.fitIsland(topic),
      });
      cg.onPage.push(this);
      if (cg.api) cg.api.add(this);
      this.listen();
      /** @type {Promise<any>} */
      this.shown = Promise.all([this.render({ animate: false }), this.embedded && part("embedded").then(() => cg.embedded.guardWheel(this))]);
    }

    /* The page */

    build() {
      this.live = element("div", { class: "cg-live", "aria-live": "polite" });
      this.stage = element("div", { class: "cg-stage", tabindex: "0", role: "application", "aria-label": word("Concept map. Arrow keys go to the nearest related concept, Enter opens it, Escape clears, plus, minus and 0 zoom, question mark tells all keys. The list below the map says the same.") });
      const label = word("Find a concept");
      const search = cg.field(label, label, this.embedded ? "" : "/");
      cg.answer(this.model, { ...search, label, choose: (concept) => this.select(concept) });
      this.search = search.input;
      this.steps = this.buildSteps();
      this.legend = element("div", { class: "cg-legend", "data-cover": true });
      this.hint = element("p", { class: "cg-wheel", hidden: true, "aria-hidden": "true" }, word("Click the map or hold Ctrl to zoom"));
      this.panelBody = element("div", { class: "cg-panel-body" });
      this.handle = element("button", { type: "button", class: "cg-handle", "aria-label": word("More or less of the panel"), onclick: () => this.toggleSheet() });
      const aside = element("aside", { class: "cg-panel", "data-cover": true, "aria-label": word("About the map") }, this.handle, this.panelBody);
      const whole = this.embedded && this.root.dataset.page ? element("a", { class: "cg-whole", "data-cover": true, href: this.root.dataset.page }, word("Whole map")) : null;
      const tools = element("div", { class: "cg-tools" }, element("div", { class: "cg-search", "data-cover": true }, search.box), this.steps, whole, this.buildButtons());
      const stageWrap = element("div", { class: "cg-stage-wrap" }, this.stage, tools, this.legend, this.hint);
      this.app = /** @type {HTMLElement} */ (this.root.querySelector(".cg-map-app"));
      this.app.style.height = this.root.dataset.height || "";
      this.app.replaceChildren(stageWrap, aside, this.live);
      this.panelBox = aside;
      this.whole = whole;
      this.panel = new cg.Panel(this.model, this.panelBody, this.actions());
      this.panel.base = this.root.dataset.base || "";
    }

    toggleSheet() {
      this.root.toggleAttribute("data-open");
      this.canvas.covers = null;
      this.canvas.network.redraw();
    }

    buildSteps() {
      const buttons = [1, 2, 3].map((depth) => element("button", { type: "button", "aria-pressed": "false", onclick: () => this.change({ depth }) }, String(depth)));
      this.stepButtons = buttons;
      return element("div", { class: "cg-steps", role: "group", "aria-label": word("Steps around the concept"), "data-cover": true, hidden: true }, element("span", { "aria-hidden": "true" }, word("Steps")), buttons);
    }

    buildButtons() {
      const button = (label, drawing, onclick, kind) => element("button", { type: "button", class: kind || null, "aria-label": label, title: label, onclick }, icon(drawing));
      const tool = (label, drawing, name, kind) => button(label, drawing, () => later("tools", () => cg.tools[name](this)), kind);
      return element(
        "div",
        { class: "cg-zoom", role: "group", "aria-label": word("View"), "data-cover": true },
        button(word("Zoom in"), "M12 5v14M5 12h14", () => this.canvas.zoom(1.4)),
        button(word("Zoom out"), "M5 12h14", () => this.canvas.zoom(1 / 1.4)),
        button(word("Show the whole map"), "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", () => this.canvas.fitAll(true)),
        document.fullscreenEnabled ? tool(word("Full screen"), "M3 5h18v14H3zM7 9h10v6H7z", "fullScreen") : null,
        tool(word("Copy link"), "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1", "copyLink", this.embedded ? "" : "cg-wide"),
        this.embedded ? null : tool(word("Save as a picture"), "M12 4v11M7 11l5 5 5-5M5 20h14", "choosePicture", "cg-wide"),
        this.embedded ? null : tool(word("Keys"), "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01", "help", "cg-wide"),
        this.embedded ? null : tool(word("More tools"), "M4 12h1.5M11.3 12h1.5M18.6 12h1.5", "more", "cg-narrow"),
      );
    }

    actions() {
      return {
        select: (concept) => this.select(concept),
        toggle: (facet, value) => this.toggle(facet, value),
        allTopics: () => this.filter({ topics: this.state.hidden.topics.size ? [] : states.facets(this.model).topics }),
        pathTo: (concept) => this.change({ path: { known: [], targets: [concept] }, concept: null }),
        setPath: (path) => this.change({ path, concept: null }),
        clear: () => this.clear(),
        choosing: (concept) => (this.choosing = concept),
        hover: (concept) => this.hover(concept),
        // A map in a text may have no list, nor a page that has one.
        listed: ({ id }) => Boolean(document.getElementById(`cg-${id}`) || this.root.dataset.page || this.root.querySelector(".cg-all")),
        list: ({ id }) => later("list", () => cg.list.show(this.root, id)),
        know: (concept, known) => later("learner", () => cg.learner.mark([concept.id], known ? "known" : "")),
      };
    }

    /* Changes of state */

    /** @param {Concept | null} concept */
    pick(concept) {
      if (this.choosing && concept && !concept.wanted && concept !== this.choosing) this.change({ path: { known: [this.choosing], targets: [concept] }, concept: null });
      else if (concept) this.select(concept);
      else if (!this.state.path) this.change({ concept: null }, { camera: false });
    }

    select(concept, patch = {}) {
      this.change({ concept, path: null, hidden: states.revealing(this.model, this.state, concept), ...patch });
    }

    clear() {
      this.change({ concept: null, path: null });
    }

    toggle(facet, value) {
      const values = new Set(this.state.hidden[facet]);
      if (!values.delete(value)) values.add(value);
      this.filter({ [facet]: values });
    }

    /** Hide other values of some facets. */
    filter(hidden) {
      const values = Object.fromEntries(Object.entries(hidden).map(([facet, list]) => [facet, new Set(list)]));
      this.change({ hidden: { ...this.state.hidden, ...values } }, { push: false, camera: false, panel: false });
    }

    change(patch, { push = true, camera = true, panel = true } = {}) {
      this.state = { ...this.state, ...patch };
      this.choosing = null;
      if (!this.embedded) later("address", () => this.writeAddress(push));
      this.shown = this.render({ camera, panel });
      this.tellChange();
    }

    tellChange() {
      later("api", () => cg.api.tellChange(this));
    }

    hover(concept) {
      this.canvas.hovered = concept;
      this.canvas.network.redraw();
    }

    writeAddress(push) {
      const hash = cg.address.of(this.model, this.state);
      if (hash === window.location.hash) return;
      const address = window.location.pathname + window.location.search + hash;
      if (push) window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    }

    /* Showing the state */

    /** Show the state; what is given back is done when the panel says it too. */
    async render({ animate = true, camera = true, panel = true } = {}) {
      if (!cg.focus && (this.state.path || this.state.concept)) await part("focus").catch(() => {}); // it was said already
      const { concept, depth, path } = cg.focus ? this.state : { ...this.state, concept: null, path: null };
      const view = path ? cg.focus.pathOf(this, path) : concept ? cg.focus.viewOf(this, concept, depth) : this.wholeView();
      this.root.classList.toggle("cg-focused", Boolean(path || concept));
      this.steps.hidden = !concept;
      this.stepButtons.forEach((button, index) => button.setAttribute("aria-pressed", String(index + 1 === depth)));
      this.renderLegend();
      if (this.whole && cg.address) this.whole.href = this.root.dataset.page + cg.address.of(this.model, this.state);
      const told = panel ? this.renderPanel(view) : this.panel.refresh(this.state);
      this.canvas.insets = this.insets();
      this.canvas.show(view);
      if (camera) this.aim(view, animate);
      await told;
    }

    async renderPanel(view) {
      const { concept, path } = this.state;
      const turn = (this.turn += 1);
      this.root.toggleAttribute("data-open", false);
      this.announce(view);
      if (!path && !concept) return this.panel.explore(this.state);
      if (!cg.details) {
        this.panel.show(element("h2", {}, path ? word("Path to {names}", { names: names(path.targets) }) : concept.term));
        await part("details").catch(() => {}); // it was said already
      }
      if (turn !== this.turn || !cg.details) return;
      if (path) cg.details.showPath(this.panel, path, view.path);
      else cg.details.showConcept(this.panel, concept);
    }

    announce(view) {
      const { concept, path } = this.state;
      if (path) this.say(word("Path to {names}: {number} steps", { names: names(path.targets), number: view.path.length }));
      else if (concept) this.say(word("{term}: builds on {before}, leads to {after}, related to {related}", { term: concept.term, before: concept.needs.length, after: concept.needed.length, related: concept.related.length }));
      else this.say("");
    }

    /** What the colors of the edges in focus say; before there are any, that there is something to click. */
    renderLegend() {
      const { concept, path } = this.state;
      const entry = (kind, name) => element("span", {}, element("span", { class: `cg-stroke cg-${kind}`, "aria-hidden": "true" }), name);
      if (path) this.legend.replaceChildren(entry("path", word("comes before")));
      else if (concept) this.legend.replaceChildren(entry("builds", word("builds on")), entry("leads", word("leads to")), entry("dashed", word("related")));
      else this.legend.replaceChildren(word("Select a concept or a topic"));
    }

    wholeView() {
      return { ...this.filters(), selected: null, shown: new Map(), edges: [], path: null };
    }

    /** What is to be seen: what passes the filters, and what is asked for all the same. */
    filters(asked = []) {
      const { hidden } = this.state;
      const passes = states.passes(this.model, this.state);
      const shown = this.model.concepts.map(passes);
      const added = asked.filter((concept) => !shown[concept.index]);
      for (const concept of added) shown[concept.index] = true;
      const hiddenTopics = new Set(this.model.topics.flatMap((topic, index) => (hidden.topics.has(topic.name) ? [index] : [])));
      const key = states.FACETS.map((facet) => [...hidden[facet]].join()).join(";") + added.map((concept) => concept.id);
      return { visible: (concept) => shown[concept.index], key, hiddenTopics, hiddenKinds: hidden.relations };
    }

    /** How much of the stage is covered on each side. */
    insets() {
      const sheet = getComputedStyle(this.panelBox).position === "absolute";
      // The sheet may still be on its way: what counts is the height it will have, as in the style sheet.
      const focused = this.state.path || this.state.concept;
      const covered = sheet ? (focused ? this.stage.clientHeight * 0.44 : 64) : 0;
      return { top: sheet ? (focused ? 138 : 116) : 58, right: sheet ? 10 : 30, bottom: Math.max(covered, 20), left: sheet ? 10 : 20 };
    }

    aim(view, animate) {
      if (view.selected || view.path) this.canvas.fit([...view.shown.keys()], { animate, most: 1.45, room: this.stage.clientWidth > 620 ? 70 : 46 });
      else this.canvas.fitAll(animate);
    }

    /** @param {string} text */
    say(text) {
      this.live.textContent = text;
    }

    /* Listening */

    listen() {
      const inner = this.stage.querySelector(".vis-network");
      if (inner) inner.tabIndex = -1;
      this.stage.addEventListener("keydown", (event) => this.key(event));
      if (!this.embedded) {
        window.addEventListener("keydown", (event) => this.shortcut(event), true);
        for (const name of ["popstate", "hashchange"]) window.addEventListener(name, () => later("address", () => this.follow()));
      }
      document.addEventListener("conceptgraph:texts", () => (this.state.concept || this.state.path) && this.render({ camera: false }));
      document.addEventListener("conceptgraph:learner", () => this.render({ camera: false, panel: false }));
      const list = /** @type {HTMLDetailsElement} */ (this.root.querySelector(".cg-outline"));
      list.addEventListener("toggle", () => list.open && later("list", () => cg.list.attach(this.root)));
      window.addEventListener("beforeprint", () => (list.open = true));
      const repaint = () => this.canvas.readTheme();
      const themes = new MutationObserver(repaint);
      for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true, attributeFilter: ["data-theme", "data-mode", "class"] });
      for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) window.matchMedia(query).addEventListener("change", repaint);
    }

    /** Go where the address says: back, forward, or a link to a fragment. */
    follow() {
      const { hash } = window.location;
      toList(this.root);
      const state = cg.address.read(this.model, hash);
      if ((!state && hash) || hash === cg.address.of(this.model, this.state)) return;
      this.state = state || this.first;
      this.shown = this.render();
      this.tellChange();
    }

    /** "/" finds a concept, as on many sites; before a theme's own search takes it, while the map is in sight. */
    shortcut(event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
      const box = this.stage.getBoundingClientRect();
      if (box.bottom < 60 || box.top > window.innerHeight - 60) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.search.focus();
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation(); // else Sphinx's `navigation_with_keys` takes the arrows to leave the page
      later("keys", () => cg.keys.press(this, event.key));
    }
  }

  /** @param {Concept[]} concepts */
  function names(concepts) {
    return concepts.map((concept) => concept.term).join(word(" and "));
  }

  /** Give the map the shape of the stage it stands on first. */
  function shape(model, { clientWidth, clientHeight }) {
    const narrow = clientWidth <= NARROW;
    const [width, height] = narrow ? [clientWidth - 20, clientHeight - 168] : [clientWidth - 370, clientHeight - 78];
    if (height > width * 1.1) model.turn();
    cg.islands.fill(model.concepts, { width: Math.max(width, 80), height: Math.max(height, 80), name: NAME });
  }

  /** The marks of the reader, where this browser keeps some. */
  function learned() {
    try {
      return localStorage.getItem("conceptgraph:learner") ? part("learner") : null;
    } catch {
      return null;
    }
  }

  /** Without its data the map is what it is without scripts: a list, and a line that says why. */
  function fail(roots, fault) {
    for (const root of roots) {
      root.classList.remove("cg-scripted");
      root.querySelector(".cg-outline").open = true;
      root.querySelector(".cg-map-app").replaceChildren(element("p", { class: "cg-map-note", role: "status" }, word("The interactive map could not be loaded; the list below says the same.")));
    }
    reject(fault);
  }

  /** The state an address says, where one does: then the part that reads it is there.
   * @param {Model} model @param {string} text */
  function read(model, text) {
    return cg.address ? cg.address.read(model, text) : null;
  }

  /** What the addresses of a page ask for, before anything is shown. @param {HTMLElement[]} roots */
  function arrived(roots) {
    const asked = window.location.hash + roots.map((root) => root.dataset.state || "").join("");
    const parts = asked.includes("=") ? ["address", ...(/concept=|path=/.test(asked) ? ["focus", "details"] : [])] : [];
    return Promise.all(parts.map(part)).catch(() => {}); // it was said already
  }

  async function show(roots, model) {
    await Promise.all([learned(), arrived(roots)]);
    shape(model, roots[0].querySelector(".cg-map-app"));
    const maps = roots.map((root) => (root.conceptMap = new ConceptMap(root, model)));
    await Promise.all(maps.flatMap((map) => [map.shown, drawn(map)]));
    for (const map of maps) map.root.setAttribute("data-ready", "");
    performance.mark("conceptgraph:ready");
    resolve(cg);
  }

  /** An address may lead to the list, or to a row of it, which is folded. @param {Element} root */
  function toList(root) {
    const [, id] = window.location.hash.split(/^#cg-/);
    if (id) later("list", () => cg.list.show(root, decodeURIComponent(id)));
  }

  /** Once it is painted; a page in the background paints nothing. */
  function drawn(map) {
    return new Promise((resolve) => {
      map.canvas.network.once("afterDrawing", resolve);
      if (document.hidden) resolve(null);
    });
  }

  function start() {
    const roots = [...document.querySelectorAll(".cg-map:not(.cg-scripted)")];
    if (!roots.length) return;
    for (const root of roots) {
      root.classList.add("cg-scripted");
      /** @type {HTMLDetailsElement} */ (root.querySelector(".cg-outline")).open = false;
    }
    toList(roots[0]);
    cg.whenReady((model) => show(roots, model).catch((fault) => fail(roots, fault)));
    const late = () => cg.model || fail(roots, new Error("the data of the map is missing or incomplete"));
    if (document.readyState === "loading" || document.readyState === "interactive") document.addEventListener("DOMContentLoaded", late);
    else setTimeout(late);
  }

  /** All maps of the page. @type {ConceptMap[]} */
  const onPage = [];
  Object.assign(cg, { part, answer, onPage });
  for (const name of CALLS)
    cg[name] = cg[name] || (() => {
      throw new Error(`the map is not there yet; write: await conceptgraph.ready; conceptgraph.${name}(...)`);
    });
  /** @type {Promise<any>} what a page may call comes when this is first asked for */
  let asked;
  Object.defineProperty(cg, "ready", { get: () => (asked = asked || part("api").then(() => ready)) });
  start();
})(window.conceptgraph);
