/* What scripts of a page may ask of its maps: `window.conceptgraph`. Ids and names go in, plain data comes out.

   Each map has these functions; those of the page's first map (the whole one, where there is one) are the page's own. Loaded
   when somebody asks for `conceptgraph.ready`, or a map changes. */
"use strict";

/**
 * @typedef {object} PlainState
 * @property {string} map the name of the map, or its place on the page
 * @property {string | null} concept the id of the concept that is selected
 * @property {number} depth how many steps around it are shown
 * @property {{known: string[], targets: string[], steps: string[]} | null} path ids; steps in learning order
 * @property {{topics: string[] | null, levels: number[] | null, statuses: string[] | null, learned: string[] | null, relations: string[] | null, wanted: boolean}} filter
 *   what is shown; null where that is everything
 * @property {string} address the fragment that leads to this state
 */
(function (cg) {
  const { states } = cg;
  const NAMES = ["select", "findPath", "showPath", "filter", "state"];
  const NOUNS = { topics: "topic", levels: "level", statuses: "status", learned: "state of learning", relations: "relation" };

  /** Of some names the one most like another, by the pairs of letters they share; empty where none is.
   * @param {string} name @param {Iterable<string>} names */
  function nearest(name, names) {
    const pairs = (text) => new Set([...` ${cg.fold(text)} `].map((letter, at, letters) => letter + (letters[at + 1] || "")));
    const wanted = pairs(name);
    let [best, most] = ["", 0.4];
    for (const other of names) {
      const found = pairs(other);
      const share = (2 * [...found].filter((pair) => wanted.has(pair)).length) / (found.size + wanted.size);
      if (share > most) [best, most] = [other, share];
    }
    return best;
  }

  /** Say what is not known, and what was perhaps meant.
   * @param {string} kind @param {unknown} name @param {Iterable<string>} names @returns {Error} */
  function unknown(kind, name, names) {
    const meant = nearest(String(name), names);
    return new Error(`unknown ${kind} '${name}'${meant ? `; did you mean '${meant}'?` : ""}`);
  }

  /** @param {Model} model @param {unknown} id @returns {Concept} */
  function conceptOf(model, id) {
    const concept = model.byId.get(String(id));
    if (concept) return concept;
    const named = model.concepts.find((one) => [one.term, ...one.aliases].some((name) => cg.fold(name) === cg.fold(String(id))));
    if (named) throw new Error(`unknown concept '${id}'; did you mean '${named.id}'?`);
    throw unknown("concept", id, model.byId.keys());
  }

  const listed = (ids) => (ids === undefined || ids === null ? [] : typeof ids === "string" ? [ids] : [...ids]);
  const idsOf = (concepts) => concepts.map((concept) => concept.id);

  /** The functions of one map.
   * @param {any} map a ConceptMap @param {string} name */
  function apiOf(map, name) {
    const { model } = map;
    const conceptsOf = (ids) => listed(ids).map((id) => conceptOf(model, id));

    /** What a filter of plain data hides. */
    function hiddenBy(filter) {
      const all = states.facets(model);
      const hidden = { ...map.state.hidden };
      for (const [facet, shown] of Object.entries(filter)) {
        if (facet === states.WANTED) continue;
        if (!states.FACETS.includes(facet)) throw unknown("filter", facet, [...states.FACETS, states.WANTED]);
        const values = all[facet].filter((value) => value !== states.WANTED);
        for (const value of listed(shown)) if (!values.includes(value)) throw unknown(NOUNS[facet], value, values.map(String));
        hidden[facet] = new Set(shown === null || shown === undefined ? [] : values.filter((value) => !listed(shown).includes(value)));
        if (facet === "relations" && map.state.hidden.relations.has(states.WANTED)) hidden.relations.add(states.WANTED);
      }
      if (states.WANTED in filter) {
        hidden.relations = new Set([...hidden.relations].filter((value) => value !== states.WANTED));
        if (!filter.wanted) hidden.relations.add(states.WANTED);
      }
      return hidden;
    }

    const api = {
      name,
      element: map.root,
      embedded: map.embedded,

      /** Select a concept, or none; `depth` says how many steps around it are shown.
       * @param {string | null} id @param {{depth?: number}} [options] @returns {PlainState} */
      select(id, { depth } = {}) {
        const found = id === null || id === undefined ? null : conceptOf(model, id);
        const steps = depth === undefined ? map.state.depth : cg.address.steps(depth);
        if (found) map.select(found, { depth: steps });
        else map.clear();
        return api.state();
      },

      /** What to learn for some targets: ids in learning order, without what is known, the target last.
       * @param {string | string[]} targets @param {string | string[]} [known] @returns {string[]} */
      findPath(targets, known) {
        return idsOf(model.path(conceptsOf(targets), conceptsOf(known)));
      },

      /** Show a path and say its state.
       * @param {string | string[]} targets @param {string | string[]} [known] @returns {PlainState} */
      showPath(targets, known) {
        const path = { targets: conceptsOf(targets), known: conceptsOf(known) };
        if (!path.targets.length) throw new Error("a path needs a target; name a concept's id");
        map.change({ path, concept: null });
        return api.state();
      },

      /** Show only what passes; facets that are not named stay as they are, null shows all of one, and no filter is the one at first.
       * @param {Partial<PlainState["filter"]> | null} [filter] @returns {PlainState} */
      filter(filter) {
        map.change({ hidden: filter ? hiddenBy(filter) : states.start(model).hidden }, { push: false, camera: false });
        return api.state();
      },

      /** @returns {PlainState} */
      state() {
        const { concept, depth, path, hidden } = map.state;
        const all = states.facets(model);
        const shown = (facet) => all[facet].filter((value) => value !== states.WANTED && !hidden[facet].has(value));
        const filter = Object.fromEntries(states.FACETS.map((facet) => [facet, shown(facet).length < all[facet].length - (facet === "relations" ? 1 : 0) ? shown(facet) : null]));
        return {
          map: name,
          concept: concept && concept.id,
          depth,
          path: path && { known: idsOf(path.known), targets: idsOf(path.targets), steps: idsOf(model.path(path.targets, path.known)) },
          filter: /** @type {any} */ ({ ...filter, wanted: !hidden.relations.has(states.WANTED) }),
          address: cg.address.of(model, map.state),
        };
      },
    };
    return api;
  }

  /** All maps of the page, in its order. @type {ReturnType<typeof apiOf>[]} */
  cg.maps = [];

  /** One map of several, by the name it was given, or by its place on the page.
   * @param {string | number} name */
  cg.map = function (name) {
    const found = cg.maps.find((map, place) => map.name === String(name) || place === name);
    if (!found) throw unknown("map", name, cg.maps.map((map) => map.name));
    return found;
  };

  for (const name of NAMES)
    cg[name] = function (...values) {
      const main = cg.maps.find((map) => !map.embedded) || cg.maps[0];
      if (!main) throw new Error(`the map is not there yet; write: await conceptgraph.ready; conceptgraph.${name}(...)`);
      if (!main) throw new Error(`the map is not there yet; write: await conceptgraph.ready; conceptgraph.${name}(...)`);
      return main[name](...values);
    };

  /** Add a map to those of the page. */
  function add(map) {
    map.api = apiOf(map, map.root.id || String(cg.maps.length));
    cg.maps.push(map.api);
  }

  /** Tell a page's scripts that a map has changed. */
  function tellChange({ api }) {
    api.element.dispatchEvent(new CustomEvent("conceptgraph:change", { bubbles: true, detail: api.state() }));
  }

  (cg.onPage || []).forEach(add);
  cg.api = { add, tellChange };
})(window.conceptgraph);
