/* The state of a map: what is selected, which path is shown, what is filtered out. Pure: knows neither page nor stage.

   It has three forms: the map's own (concepts as objects), an address (`#concept=adam&depth=2`; concept-map-address.js), and plain
   data (ids and names; concept-map-api.js). */
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

  cg.states = { FACETS, LEARNED, WANTED, facets, valuesOf, start, passes, revealing };
})(window.conceptgraph);
