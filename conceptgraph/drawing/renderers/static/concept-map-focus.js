/* What a selection or a path asks of the model, and what the stage shows of it. Loaded when one is first chosen. */
"use strict";

(function (cg) {
  /** @type {WeakMap<object, PathGraph>} */
  const graphs = new WeakMap();

  const questions = {
    /** What lies around a concept: {builds, leads, related}, each a Map from concept to steps, and the edges between. */
    neighbourhood(concept, depth, shows) {
      const builds = this.reach(concept, "needs", depth, shows);
      const leads = this.reach(concept, "needed", depth, shows);
      const related = new Map();
      const edges = [...builds.edges, ...leads.edges];
      for (const edge of [...concept.related, ...concept.useful, ...concept.usefulFor, ...concept.names, ...concept.namedBy]) {
        const other = edge.source === concept ? edge.target : edge.source;
        if (!shows(edge) || builds.steps.has(other) || leads.steps.has(other)) continue;
        related.set(other, 1);
        edges.push({ edge, role: "related" });
      }
      return { builds: builds.steps, leads: leads.steps, related, edges };
    },

    reach(concept, list, depth, shows) {
      const steps = new Map();
      const edges = [];
      let ring = [concept];
      for (let step = 1; step <= depth && ring.length; step += 1) {
        const next = [];
        for (const from of ring) {
          for (const edge of from[list]) {
            const other = list === "needs" ? edge.target : edge.source;
            if (!shows(edge)) continue;
            edges.push({ edge, role: list === "needs" ? "builds" : "leads" });
            if (!steps.has(other) && other !== concept) {
              steps.set(other, step);
              next.push(other);
            }
          }
        }
        ring = next;
      }
      return { steps, edges };
    },

    /** How many concepts lie before ("needs") or behind ("needed") one, directly or not. */
    count(concept, list) {
      return this.reach(concept, list, Infinity, () => true).steps.size;
    },

    /** What to learn for some targets, in order.
     * @param {Concept[]} targets @param {Concept[]} known @returns {Concept[]} */
    path(targets, known) {
      const graph = graphs.get(this) || {
        ids: this.concepts.map((concept) => concept.id),
        terms: this.concepts.map((concept) => concept.term),
        depth: this.concepts.map((concept) => concept.depth),
        needs: this.concepts.map((concept) => concept.needs.map((edge) => [edge.target.index, edge.score])),
      };
      graphs.set(this, graph);
      const indices = (/** @type {Concept[]} */ concepts) => concepts.map((concept) => concept.index);
      return cg.paths.find(graph, indices(targets), indices(known)).map((index) => this.concepts[index]);
    },

    /** The edges between the steps of a path, without those that a chain of other steps says. */
    pathEdges(order) {
      const before = new Map();
      return order.flatMap((concept) => {
        const direct = concept.needs.filter((edge) => before.has(edge.target));
        const implied = new Set(direct.flatMap((edge) => [...before.get(edge.target)]));
        before.set(concept, new Set([...implied, ...direct.map((edge) => edge.target)]));
        return direct.filter((edge) => !implied.has(edge.target));
      });
    },
  };

  /** A concept with what lies around it, as the stage shows it.
   * @param {MapOnPage} map @param {Concept} concept @param {number} depth */
  function viewOf(map, concept, depth) {
    const filters = map.filters([concept]);
    const shows = (edge) => !filters.hiddenKinds.has(edge.kind) && filters.visible(edge.source) && filters.visible(edge.target);
    const around = map.model.neighbourhood(concept, depth, concept.wanted ? () => true : shows);
    const shown = new Map([[concept, "own"]]);
    for (const name of ["builds", "leads", "related"]) for (const other of around[name].keys()) if (!shown.has(other)) shown.set(other, name);
    return { ...filters, selected: concept, shown, edges: around.edges, path: null };
  }

  /** The steps of a path, as the stage shows them.
   * @param {MapOnPage} map @param {{known: Concept[], targets: Concept[]}} path */
  function pathOf(map, { known, targets }) {
    const order = map.model.path(targets, known);
    const start = known.filter((concept) => order.some((step) => step.needs.some((edge) => edge.target === concept)));
    const edges = map.model.pathEdges([...start, ...order]).map((edge) => ({ edge, role: "path" }));
    return { ...map.filters([...start, ...order]), selected: null, shown: new Map([...start, ...order].map((concept) => [concept, "path"])), edges, path: order };
  }

  Object.assign(cg.Model.prototype, questions);
  cg.focus = { viewOf, pathOf };
})(window.conceptgraph);
