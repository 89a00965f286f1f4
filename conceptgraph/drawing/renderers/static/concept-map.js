/* The concept map: one state, kept in the address, shown on the stage and in the panel. */
"use strict";

(function (cg) {
  const { element, icon, word } = cg;
  const NARROW = 760; // as in the style sheet: the panel is a sheet over the stage
  const NAME = 18; // CSS pixels: the height of a topic's name above its island
  const HIDDEN_AT_FIRST = [cg.MENTIONS, cg.USEFUL];

  class ConceptMap {
    constructor(root, model) {
      this.root = root;
      this.model = model;
      this.embedded = root.hasAttribute("data-embedded");
      this.state = this.startState();
      this.build();
      this.canvas = new cg.Canvas(root, this.stage, model, {
        select: (concept) => this.pick(concept),
        island: (topic) => this.canvas.fitIsland(topic),
      });
      this.listen();
      const read = this.embedded ? null : this.readAddress();
      const focus = model.byId.get(root.dataset.focus || "");
      if (read) this.state = read;
      else if (focus) this.state.concept = focus;
      this.render({ animate: false });
      root.setAttribute("data-ready", "");
    }

    startState() {
      const kinds = this.model.kinds.map((kind) => kind.name);
      return { concept: null, depth: 1, path: null, hiddenTopics: new Set(), hiddenKinds: new Set(HIDDEN_AT_FIRST.filter((kind) => kinds.includes(kind))) };
    }

    /* The page */

    build() {
      this.live = element("div", { class: "cg-live", "aria-live": "polite" });
      this.stage = element("div", { class: "cg-stage", tabindex: "0", role: "application", "aria-label": word("Concept map. Arrow keys go to the nearest related concept, Enter opens it, Escape clears, plus, minus and 0 zoom. The list below the map says the same.") });
      const search = cg.combobox(this.model, { label: word("Find a concept"), placeholder: word("Find a concept"), hint: "/", choose: (concept) => this.select(concept) });
      this.search = search.input;
      this.steps = this.buildSteps();
      this.legend = element("div", { class: "cg-legend", "data-cover": true, hidden: true });
      this.hint = element("p", { class: "cg-wheel", hidden: true, "aria-hidden": "true" }, word("Click the map or hold Ctrl to zoom"));
      this.panelBody = element("div", { class: "cg-panel-body" });
      this.handle = element("button", { type: "button", class: "cg-handle", "aria-label": word("More or less of the panel"), onclick: () => this.toggleSheet() });
      const aside = element("aside", { class: "cg-panel", "data-cover": true, "aria-label": word("About the map") }, this.handle, this.panelBody);
      const whole = this.embedded && this.root.dataset.page ? element("a", { class: "cg-whole", "data-cover": true, href: this.root.dataset.page }, word("Whole map")) : null;
      const tools = element("div", { class: "cg-tools" }, element("div", { class: "cg-search", "data-cover": true }, search.box), this.steps, whole);
      const stageWrap = element("div", { class: "cg-stage-wrap" }, this.stage, tools, this.buildZoom(), this.legend, this.hint);
      this.root.querySelector(".cg-map-app").replaceChildren(stageWrap, aside, this.live);
      this.panelBox = aside;
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

    buildZoom() {
      const button = (label, drawing, onclick) => element("button", { type: "button", "aria-label": label, title: label, onclick }, icon(drawing));
      return element(
        "div",
        { class: "cg-zoom", role: "group", "aria-label": word("Zoom"), "data-cover": true },
        button(word("Zoom in"), "M12 5v14M5 12h14", () => this.canvas.zoom(1.4)),
        button(word("Zoom out"), "M5 12h14", () => this.canvas.zoom(1 / 1.4)),
        button(word("Show the whole map"), "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", () => this.canvas.fitAll(true)),
      );
    }

    actions() {
      return {
        select: (concept) => this.select(concept),
        toggle: (name, value) => this.toggle(name, value),
        showAll: () => this.change({ hiddenTopics: new Set() }, { push: false, camera: true }),
        pathTo: (concept) => this.change({ path: { known: [], targets: [concept] }, concept: null }),
        setPath: (path) => this.change({ path, concept: null }),
        clear: () => this.clear(),
        choosing: (concept) => (this.choosing = concept),
        hover: (concept) => this.hover(concept),
      };
    }

    /* Changes of state */

    pick(concept) {
      if (this.choosing && concept && !concept.wanted && concept !== this.choosing) this.change({ path: { known: [this.choosing], targets: [concept] }, concept: null });
      else if (concept) this.select(concept);
      else if (!this.state.path) this.change({ concept: null }, { camera: false });
    }

    select(concept) {
      const hiddenTopics = new Set(this.state.hiddenTopics);
      hiddenTopics.delete(concept.topic);
      const hiddenKinds = new Set(this.state.hiddenKinds);
      if (concept.wanted) hiddenKinds.delete("wanted");
      this.change({ concept, path: null, hiddenTopics, hiddenKinds });
    }

    clear() {
      this.change({ concept: null, path: null });
    }

    toggle(name, value) {
      const set = new Set(this.state[name]);
      if (!set.delete(value)) set.add(value);
      this.change({ [name]: set }, { push: false, camera: false, panel: false });
    }

    change(patch, { push = true, camera = true, panel = true } = {}) {
      this.state = { ...this.state, ...patch };
      this.choosing = null;
      if (!this.embedded) this.writeAddress(push);
      this.render({ camera, panel });
    }

    hover(concept) {
      this.canvas.hovered = concept;
      this.canvas.network.redraw();
    }

    /* The address: #concept=adam&depth=2, #path=gradient..adam, &hide=topic,topic &relations=kind,kind */

    writeAddress(push) {
      const { concept, depth, path, hiddenTopics, hiddenKinds } = this.state;
      const ids = (concepts) => concepts.map((one) => encodeURIComponent(one.id)).join(",");
      const parts = [];
      if (path) parts.push(`path=${ids(path.known)}..${ids(path.targets)}`);
      else if (concept) parts.push(`concept=${ids([concept])}`);
      if (concept && depth > 1) parts.push(`depth=${depth}`);
      if (hiddenTopics.size) parts.push(`hide=${[...hiddenTopics].map((topic) => encodeURIComponent(this.model.topics[topic].name)).join(",")}`);
      const usual = this.startState().hiddenKinds;
      if ([...hiddenKinds].sort().join() !== [...usual].sort().join()) parts.push(`without=${[...hiddenKinds].map(encodeURIComponent).join(",")}`);
      const hash = parts.length ? `#${parts.join("&")}` : "";
      if (hash === window.location.hash) return;
      const address = window.location.pathname + window.location.search + hash;
      if (push) window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    }

    /** The state an address describes; null where it describes none. Unknown names are passed over. */
    readAddress() {
      const pairs = new Map(window.location.hash.slice(1).split("&").filter(Boolean).map((part) => [part.split("=")[0], part.slice(part.indexOf("=") + 1)]));
      if (!["concept", "path", "hide", "without", "depth"].some((key) => pairs.has(key))) return null;
      const list = (text) => (text || "").split(",").filter(Boolean).map(decode);
      const concepts = (text) => list(text).map((id) => this.model.byId.get(id)).filter(Boolean);
      const state = this.startState();
      state.concept = concepts(pairs.get("concept"))[0] || null;
      state.depth = Math.min(Math.max(Number.parseInt(pairs.get("depth"), 10) || 1, 1), 3);
      if (pairs.has("path")) {
        const [known, targets] = pairs.get("path").split("..");
        const path = { known: concepts(known), targets: concepts(targets) };
        if (path.targets.length) Object.assign(state, { path, concept: null });
      }
      const names = list(pairs.get("hide"));
      this.model.topics.forEach((topic, index) => names.includes(topic.name) && state.hiddenTopics.add(index));
      if (pairs.has("without")) state.hiddenKinds = new Set(list(pairs.get("without")));
      return state;
    }

    /* Showing the state */

    render({ animate = true, camera = true, panel = true } = {}) {
      const { concept, depth, path } = this.state;
      const view = path ? this.pathView(path) : concept ? this.conceptView(concept, depth) : this.wholeView();
      if (panel) this.renderPanel(view);
      this.root.classList.toggle("cg-focused", Boolean(path || concept));
      this.steps.hidden = !concept;
      this.stepButtons.forEach((button, index) => button.setAttribute("aria-pressed", String(index + 1 === depth)));
      this.renderLegend();
      this.canvas.insets = this.insets();
      this.canvas.show(view);
      if (camera) this.aim(view, animate);
    }

    renderPanel(view) {
      const { concept, path } = this.state;
      if (path) this.panel.path(path, view.path);
      else if (concept) this.panel.concept(concept);
      else this.panel.explore(this.state);
      this.root.toggleAttribute("data-open", false);
      if (path) this.say(word("Path to {names}: {number} steps", { names: path.targets.map((target) => target.term).join(word(" and ")), number: view.path.length }));
      else if (concept) this.say(word("{term}: builds on {before}, leads to {after}, related to {related}", { term: concept.term, before: concept.needs.length, after: concept.needed.length, related: concept.related.length }));
      else this.say("");
    }

    renderLegend() {
      const { concept, path } = this.state;
      const entry = (kind, name) => element("span", {}, element("span", { class: `cg-stroke cg-${kind}`, "aria-hidden": "true" }), name);
      this.legend.hidden = !(concept || path);
      if (path) this.legend.replaceChildren(entry("path", word("comes before")));
      else if (concept) this.legend.replaceChildren(entry("builds", word("builds on")), entry("leads", word("leads to")), entry("dashed", word("related")));
    }

    wholeView() {
      return { ...this.filters(), selected: null, shown: new Map(), edges: [], path: null };
    }

    conceptView(concept, depth) {
      const { hiddenTopics, hiddenKinds } = this.state;
      const shows = (edge) => !hiddenKinds.has(edge.kind) && [edge.source, edge.target].every((end) => end === concept || (!hiddenTopics.has(end.topic) && !(end.wanted && hiddenKinds.has("wanted"))));
      const around = this.model.neighbourhood(concept, depth, concept.wanted ? () => true : shows);
      const shown = new Map([[concept, "own"]]);
      for (const name of ["builds", "leads", "related"]) for (const other of around[name].keys()) if (!shown.has(other)) shown.set(other, name);
      return { ...this.filters(), selected: concept, shown, edges: around.edges, path: null };
    }

    pathView({ known, targets }) {
      const order = this.model.path(targets, known);
      const start = known.filter((concept) => order.some((step) => step.needs.some((edge) => edge.target === concept)));
      const edges = this.model.pathEdges([...start, ...order]).map((edge) => ({ edge, role: "path" }));
      return { ...this.filters(), hiddenTopics: new Set(), selected: null, shown: new Map([...start, ...order].map((concept) => [concept, "path"])), edges, path: order };
    }

    filters() {
      return { hiddenTopics: this.state.hiddenTopics, hiddenKinds: this.state.hiddenKinds };
    }

    /** How much of the stage is covered on each side. */
    insets() {
      const sheet = getComputedStyle(this.panelBox).position === "absolute";
      // The sheet may still be on its way: what counts is the height it will have, as in the style sheet.
      const focused = this.state.path || this.state.concept;
      const covered = sheet ? (focused ? this.stage.clientHeight * 0.44 : 64) : 0;
      return { top: sheet ? (focused ? 138 : 104) : 58, right: sheet ? 10 : 30, bottom: Math.max(covered, 20), left: sheet ? 10 : 20 };
    }

    aim(view, animate) {
      if (view.selected || view.path) this.canvas.fit([...view.shown.keys()], { animate, most: 1.45, room: this.stage.clientWidth > 620 ? 90 : 46 });
      else this.canvas.fitAll(animate);
    }

    say(text) {
      this.live.textContent = text;
    }

    /* Listening */

    listen() {
      const inner = this.stage.querySelector(".vis-network");
      if (inner) inner.tabIndex = -1;
      this.stage.addEventListener("keydown", (event) => this.key(event));
      window.addEventListener("keydown", (event) => this.shortcut(event), true);
      if (this.embedded) this.guardWheel();
      else {
        window.addEventListener("popstate", () => this.follow());
        window.addEventListener("hashchange", () => this.follow());
      }
      document.addEventListener("conceptgraph:texts", () => this.state.concept && this.panel.concept(this.state.concept));
      window.addEventListener("beforeprint", () => (this.root.querySelector(".cg-outline").open = true));
      const repaint = () => this.canvas.readTheme();
      const themes = new MutationObserver(repaint);
      for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true, attributeFilter: ["data-theme", "data-mode", "class"] });
      for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) window.matchMedia(query).addEventListener("change", repaint);
    }

    /** Go where the address says: back, forward, or a link to a fragment. */
    follow() {
      const before = window.location.hash;
      if (before === this.followed) return;
      this.state = this.readAddress() || (before ? this.state : this.startState());
      this.render();
    }

    /** "/" finds a concept, as on many sites; before a theme's own search takes it, while the map is in sight. */
    shortcut(event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || this.embedded) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
      const box = this.stage.getBoundingClientRect();
      if (box.bottom < 60 || box.top > window.innerHeight - 60) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.search.focus();
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { concept } = this.state;
      const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      if (event.key in directions) this.step(directions[event.key]);
      else if (event.key === "Enter" && concept && concept.href) window.location.href = this.panel.address(concept);
      else if (event.key === "Escape") this.clear();
      else if (event.key === "+" || event.key === "=") this.canvas.zoom(1.4);
      else if (event.key === "-") this.canvas.zoom(1 / 1.4);
      else if (event.key === "0") this.canvas.fitAll(true);
      else return;
      event.preventDefault();
      event.stopPropagation(); // else Sphinx's `navigation_with_keys` takes the arrows to leave the page
    }

    /** To the nearest related concept in a direction; at first to the most important one. */
    step([dx, dy]) {
      const { concept } = this.state;
      if (!concept) return this.select(this.model.byRank.find((one) => this.canvas.visible(one)));
      const view = this.conceptView(concept, 1);
      let best = null;
      let least = Infinity;
      for (const other of view.shown.keys()) {
        const [x, y] = [other.x - concept.x, other.y - concept.y];
        const along = x * dx + y * dy;
        const across = Math.abs(x * dy) + Math.abs(y * dx);
        if (other === concept || along <= 0 || across > along * 2) continue;
        if (along + 2 * across < least) [best, least] = [other, along + 2 * across];
      }
      if (best) this.select(best);
      else this.say(word("Nothing related in this direction"));
    }

    /** An embedded map leaves the wheel and the finger to the page until it is clicked, or Ctrl is held. */
    guardWheel() {
      let timer = 0;
      const active = () => this.root.hasAttribute("data-active");
      this.stage.addEventListener("click", (event) => {
        if (active()) return;
        const frame = this.stage.getBoundingClientRect();
        // On touch screens the style sheet keeps the first tap from the canvas: it counts as a click all the same.
        if (!event.target.closest(".vis-network")) this.canvas.click({ x: event.clientX - frame.left, y: event.clientY - frame.top });
        this.root.setAttribute("data-active", "");
      });
      document.addEventListener("pointerdown", (event) => this.root.contains(event.target) || this.root.removeAttribute("data-active"), true);
      this.stage.parentElement.addEventListener("wheel", (event) => {
        if (active() || event.ctrlKey || event.metaKey) return;
        event.stopPropagation();
        this.hint.hidden = false;
        clearTimeout(timer);
        timer = setTimeout(() => (this.hint.hidden = true), 1200);
      }, { capture: true, passive: true });
    }
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Give the map the shape of the stage it stands on first. */
  function shape(model, { clientWidth, clientHeight }) {
    const narrow = clientWidth <= NARROW;
    const [width, height] = narrow ? [clientWidth - 20, clientHeight - 168] : [clientWidth - 370, clientHeight - 78];
    if (height > width * 1.1) model.turn();
    cg.islands.fill(model.concepts, { width: Math.max(width, 80), height: Math.max(height, 80), name: NAME });
  }

  function start() {
    for (const root of document.querySelectorAll(".cg-map:not(.cg-scripted)")) {
      root.classList.add("cg-scripted");
      root.querySelector(".cg-outline").open = false;
    }
    cg.whenReady((model) => {
      const first = document.querySelector(".cg-map .cg-map-app");
      if (first) shape(model, first);
      for (const root of document.querySelectorAll(".cg-map:not([data-ready])")) root.conceptMap = new ConceptMap(root, model);
    });
  }

  if (document.readyState === "loading" && document.currentScript && !document.currentScript.defer) document.addEventListener("DOMContentLoaded", start);
  else start();
})(window.conceptgraph);
