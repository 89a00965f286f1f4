/* The state of a map: what is selected, which path is shown, what is filtered out. Pure: knows neither page nor stage.

   It has three forms: the map's own (concepts as objects), an address (`#concept=adam&depth=2`), and plain data (ids and names). */
"use strict";

/**
 * @typedef {object} MapState
 * @property {Concept | null} concept
 * @property {number} depth 1 to 3
 * @property {{known: Concept[], targets: Concept[]} | null} path
 * @property {{[facet: string]: Set<string | number>}} hidden values by facet, such as topics
 */
(function (cg) {
  const FACETS = ["topics", "levels", "statuses", "learned", "relations"];
  const LEARNED = ["new", "learning", "known"];
  const HIDDEN_AT_FIRST = [cg.MENTIONS, cg.USEFUL];
  const WANTED = "wanted";

  /** What each facet may hold; "wanted" stands among the relations, as it is chosen there.
   * @param {Model} model */
  function facets(model) {
    if (!model.facets) {
      const own = model.concepts.filter((concept) => !concept.wanted);
      model.facets = {
        topics: model.topics.map((topic) => topic.name),
        levels: [...new Set(own.map((concept) => concept.level))].sort((a, b) => (a || Infinity) - (b || Infinity)),
        statuses: [...new Set(own.map((concept) => concept.status))].filter(Boolean).sort(),
        learned: LEARNED,
        relations: [...model.kinds.map((kind) => kind.name), WANTED],
      };
    }
    return model.facets;
  }

  /** The state of a map nobody has touched.
   * @param {Model} model @returns {MapState} */
  function start(model) {
    const hidden = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
    for (const kind of HIDDEN_AT_FIRST) if (facets(model).relations.includes(kind)) hidden.relations.add(kind);
    return { concept: null, depth: 1, path: null, hidden };
  }

  /** What a concept has in each facet.
   * @param {Model} model @param {Concept} concept */
  function valuesOf(model, concept) {
    const topic = model.topics[concept.topic];
    if (concept.wanted) return { topics: topic && topic.name, relations: WANTED };
    const learned = (cg.learner && cg.learner.state(concept.id)) || LEARNED[0];
    return { topics: topic && topic.name, levels: concept.level, statuses: concept.status, learned };
  }

  /** Which concepts a state lets through.
   * @param {Model} model @param {MapState} state @returns {(concept: Concept) => boolean} */
  function passes(model, { hidden }) {
    const active = FACETS.filter((facet) => hidden[facet].size);
    if (!active.length) return () => true;
    return (concept) => {
      const values = valuesOf(model, concept);
      return !active.some((facet) => hidden[facet].has(values[facet]));
    };
  }

  /** The same with nothing of a concept filtered out, so that it can be seen.
   * @param {Model} model @param {MapState} state @param {Concept} concept */
  function revealing(model, { hidden }, concept) {
    const values = valuesOf(model, concept);
    return Object.fromEntries(FACETS.map((facet) => [facet, new Set([...hidden[facet]].filter((value) => value !== values[facet]))]));
  }

  const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));

  /* Addresses: #concept=adam&depth=2, #path=gradient..adam, and what the filters hide or, where that is shorter, show */

  const written = (value) => encodeURIComponent(value).replace(/\.\./g, ".%2E");
  const joined = (values) => [...values].map(written).join(",");

  /** The fragment that leads to a state; empty for the state at first.
   * @param {Model} model @param {MapState} state */
  function address(model, { concept, depth, path, hidden }) {
    const ids = (concepts) => joined(concepts.map((one) => one.id));
    const parts = [];
    if (path) parts.push(`path=${ids(path.known)}..${ids(path.targets)}`);
    else if (concept) parts.push(`concept=${ids([concept])}`);
    if (concept && depth > 1) parts.push(`depth=${depth}`);
    const all = facets(model);
    const few = hidden.topics.size > all.topics.length / 2;
    if (hidden.topics.size) parts.push(few ? `topics=${joined(all.topics.filter((name) => !hidden.topics.has(name)))}` : `hide=${joined(hidden.topics)}`);
    for (const facet of ["levels", "statuses", "learned"]) if (hidden[facet].size) parts.push(`${facet}=${joined(all[facet].filter((value) => !hidden[facet].has(value)))}`);
    if (!same(hidden.relations, start(model).hidden.relations)) parts.push(`without=${joined(hidden.relations)}`);
    return parts.length ? `#${parts.join("&")}` : "";
  }

  /** The state a fragment describes; null where it describes none. Unknown names are passed over.
   * @param {Model} model @param {string} fragment @returns {MapState | null} */
  function read(model, fragment) {
    const pairs = new Map(fragment.replace(/^#/, "").split("&").filter(Boolean).map((part) => [part.split("=")[0], part.slice(part.indexOf("=") + 1)]));
    if (!["concept", "path", "depth", "hide", "without", ...FACETS].some((key) => pairs.has(key))) return null;
    const list = (key) => (pairs.get(key) || "").split(",").filter(Boolean).map(decode);
    const find = (ids) => ids.split(",").map((id) => model.byId.get(decode(id))).filter(Boolean);
    const all = facets(model);
    const state = start(model);
    state.concept = find(pairs.get("concept") || "")[0] || null;
    state.depth = steps(pairs.get("depth"));
    const [known, targets = ""] = (pairs.get("path") || "").split("..");
    if (find(targets).length) Object.assign(state, { path: { known: find(known), targets: find(targets) }, concept: null });
    for (const facet of FACETS) {
      const shown = list(facet);
      if (!pairs.has(facet) || (shown.length && !all[facet].some((value) => shown.includes(String(value))))) continue;
      state.hidden[facet] = new Set(all[facet].filter((value) => !shown.includes(String(value))));
    }
    if (pairs.has("hide")) state.hidden.topics = new Set(all.topics.filter((name) => list("hide").includes(name)));
    if (pairs.has("without")) state.hidden.relations = new Set(all.relations.filter((name) => list("without").includes(name)));
    return state;
  }

  /** How many steps around a concept are shown. @param {unknown} depth */
  function steps(depth) {
    return Math.min(Math.max(Number.parseInt(String(depth), 10) || 1, 1), 3);
  }

  /** @param {string} text */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  cg.states = { FACETS, WANTED, facets, valuesOf, start, passes, revealing, address, read, steps };
})(window.conceptgraph);
