/* The concept map's data in the browser. Knows nothing of the page; what is asked of it is in concept-map-focus.js.

   The data script calls conceptgraphData({...}), the text script conceptgraphTexts({...}); see pyvis_map.py for the columns. */
"use strict";

window.conceptgraph = window.conceptgraph || {};

(function (cg) {
  const REQUIRES = "requires";
  const USEFUL = "often useful";
  const MENTIONS = "mentions";

  /** Lower case, without accents, hyphens as spaces: what search compares. @param {string} text */
  function fold(text) {
    return text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[\s\-‐‑–—_'’]+/g, " ")
      .trim();
  }

  /** A text of the page in its language, with values in the place of names in braces.
   * @param {string} text @param {{[name: string]: unknown}} [values] @returns {string} */
  function word(text, values = {}) {
    return (Object.hasOwn(cg.words, text) ? cg.words[text] : text).replace(/\{(\w+)\}/g, (place, name) => String(Object.hasOwn(values, name) ? values[name] : place));
  }

  class Model {
    /** @param {any} raw */
    constructor(raw) {
      this.topics = raw.topics;
      this.options = raw.options;
      /** What a hook changed that our painting does not do; see concept-map-pyvis.js. */
      this.pyvis = raw.pyvis;
      this.wantedTotal = raw.wantedTotal;
      this.kinds = raw.edges.kinds;
      this.concepts = readConcepts(raw.concepts);
      this.edges = readEdges(raw.edges, this.concepts);
      this.byId = new Map(this.concepts.map((concept) => [concept.id, concept]));
      this.byRank = [...this.concepts].sort((a, b) => b.rank - a.rank || a.index - b.index);
      /** @type {Texts | null} */
      this.texts = null;
      /** @type {any} */
      this.facets = null;
      for (const edge of this.edges) {
        const lists = { [REQUIRES]: ["needs", "needed"], [USEFUL]: ["useful", "usefulFor"], [MENTIONS]: ["names", "namedBy"] };
        const [out, back] = lists[edge.kind] || ["related", "related"];
        edge.source[out].push(edge);
        edge.target[back].push(edge);
      }
      const byScore = (a, b) => b.score - a.score;
      for (const concept of this.concepts) for (const list of [concept.needs, concept.needed]) list.sort(byScore);
    }

    /** Exchange right and down, for a stage that is higher than wide. */
    turn() {
      for (const concept of this.concepts) [concept.x, concept.y] = [concept.y, concept.x];
    }

    /** The definition of a concept as HTML made at build time, or an empty string. */
    definition(concept) {
      return (this.texts && concept.text >= 0 && this.texts.definitions[concept.text]) || "";
    }

    /** The sentence behind an edge, and where it stands. */
    evidence(edge) {
      if (!this.texts || edge.text < 0) return ["", ""];
      const { sentences, whys, places } = this.texts;
      return [sentences[whys[edge.text]] || "", sentences[places[edge.text]] || ""];
    }
  }

  function readConcepts(columns) {
    const wanted = new Set(columns.wanted);
    const [before, after] = columns.around;
    return columns.id.map((id, index) => ({
      index,
      id,
      term: columns.term[index],
      aliases: columns.aliases[index] || [],
      topic: columns.topic[index],
      level: columns.level[index],
      status: columns.status[index],
      depth: columns.depth[index],
      x: columns.x[index],
      y: columns.y[index],
      size: columns.size[index],
      rank: columns.rank[index],
      href: columns.href[index] === 1 ? before + id + after : columns.href[index],
      text: columns.text ? columns.text[index] : index,
      wanted: wanted.has(index),
      extra: columns.extra[index] || null,
      needs: [],
      needed: [],
      useful: [],
      usefulFor: [],
      related: [],
      names: [],
      namedBy: [],
    }));
  }

  function readEdges(columns, concepts) {
    let source = 0;
    return columns.source.map((step, index) => ({
      index,
      source: concepts[(source += step)],
      target: concepts[columns.target[index]],
      kind: columns.kinds[columns.kind[index]].name,
      inverse: columns.kinds[columns.kind[index]].inverse,
      label: columns.labels[columns.label[index]],
      via: index in columns.via ? concepts[columns.via[index]] : null,
      score: columns.score[index],
      text: columns.text ? columns.text[index] : index,
      extra: columns.extra[index] || null,
    }));
  }

  const ready = [];
  cg.model = null;
  cg.words = cg.words || {};
  cg.word = word;
  cg.fold = fold;
  cg.REQUIRES = REQUIRES;
  cg.USEFUL = USEFUL;
  cg.MENTIONS = MENTIONS;
  cg.Model = Model;

  /** Call back with the model now or when the data has come. */
  cg.whenReady = function (callback) {
    if (cg.model) callback(cg.model);
    else ready.push(callback);
  };

  window.conceptgraphData = function (raw) {
    Object.assign(cg.words, raw.words);
    cg.model = new Model(raw);
    for (const callback of ready.splice(0)) callback(cg.model);
  };

  window.conceptgraphTexts = function (texts) {
    if (!cg.model) return;
    cg.model.texts = texts;
    document.dispatchEvent(new CustomEvent("conceptgraph:texts"));
  };
})(window.conceptgraph);
