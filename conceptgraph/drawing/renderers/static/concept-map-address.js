/* The state of a map as an address: #concept=adam&depth=2, #path=gradient..adam, and what the filters hide or, where that is
   shorter, show. Pure. Loaded with the first change, or where an address says something. */
"use strict";

(function (cg) {
  const { FACETS, facets, start } = cg.states;
  const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));

  const written = (value) => encodeURIComponent(value).replace(/\.\./g, ".%2E");
  const joined = (values) => [...values].map(written).join(",");

  /** The fragment that leads to a state; empty for the state at first.
   * @param {Model} model @param {MapState} state */
  function of(model, { concept, depth, path, hidden }) {
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

  cg.address = { of, read, steps };
})(window.conceptgraph);
