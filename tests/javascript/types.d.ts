/* What our scripts share, for the type checker: they are classic scripts that hang on one object, `window.conceptgraph`. */

/** vis-network, which comes with pyvis. */
declare const vis: any;

interface Topic {
  name: string;
  color: number;
}

/** A concept as the scripts of the map hold it: its columns, and the edges that start or end at it. */
interface Concept {
  index: number;
  id: string;
  term: string;
  aliases: string[];
  topic: number;
  level: number;
  status: string;
  depth: number;
  x: number;
  y: number;
  size: number;
  rank: number;
  href: string;
  text: number;
  wanted: boolean;
  extra: { [option: string]: any } | null;
  needs: Edge[];
  needed: Edge[];
  useful: Edge[];
  usefulFor: Edge[];
  related: Edge[];
  names: Edge[];
  namedBy: Edge[];
  [list: string]: any;
}

interface Edge {
  index: number;
  source: Concept;
  target: Concept;
  kind: string;
  inverse: string;
  label: string;
  via: Concept | null;
  score: number;
  text: number;
  extra: { [option: string]: any } | null;
}

interface Texts {
  definitions: string[];
  sentences: string[];
  whys: number[];
  places: number[];
}

/** What may be filtered: all values by facet, such as topics. */
type Facets = { [facet: string]: (string | number)[] };

/** The data of the map, and what is asked of it: `Model` in concept-map-model.js. */
interface Model {
  topics: Topic[];
  kinds: { name: string; inverse: string }[];
  concepts: Concept[];
  edges: Edge[];
  byId: Map<string, Concept>;
  byRank: Concept[];
  wantedTotal: number;
  options: { [option: string]: any };
  texts: Texts | null;
  facets: Facets | null;
  definition(concept: Concept): string;
  evidence(edge: Edge): [string, string];
  count(concept: Concept, list: "needs" | "needed"): number;
  path(targets: Concept[], known: Concept[]): Concept[];
  pathEdges(order: Concept[]): Edge[];
  [more: string]: any;
}

/** A map on a page: `ConceptMap` in concept-map.js. */
interface MapOnPage {
  root: HTMLElement;
  app: HTMLElement;
  stage: HTMLElement;
  hint: HTMLElement;
  model: Model;
  state: MapState;
  embedded: boolean;
  canvas: any;
  panel: Panel;
  say(text: string): void;
  select(concept: Concept, patch?: Partial<MapState>): void;
  clear(): void;
  change(patch: Partial<MapState>, how?: { push?: boolean; camera?: boolean; panel?: boolean }): void;
  [more: string]: any;
}

interface Panel {
  model: Model;
  act: PanelActions;
  address(concept: Concept): string;
  show(...children: any[]): void;
  heading(name: string, aside?: any, kind?: string): HTMLElement;
  [more: string]: any;
}

/** What the panel may ask of the map. */
interface PanelActions {
  select(concept: Concept): void;
  toggle(facet: string, value: string | number): void;
  allTopics(): void;
  pathTo(concept: Concept): void;
  setPath(path: { known: Concept[]; targets: Concept[] }): void;
  clear(): void;
  choosing(concept: Concept): void;
  hover(concept: Concept | null): void;
  listed(concept: Concept): boolean;
  list(concept: Concept): void;
  know(concept: Concept, known: boolean): void;
}

/** The one object our scripts hang on; its documented part is written down in concept-map-api.js. */
interface Conceptgraph {
  word?(text: string, values?: { [name: string]: unknown }): string;
  fold?(text: string): string;
  element?(tag: string, attributes?: { [name: string]: any }, ...children: any[]): any;
  words?: { [english: string]: string };
  maps?: any[];
  ready?: Promise<any>;
  part?(name: string): Promise<any>;
  model?: any;
  [more: string]: any;
}

interface Window {
  conceptgraph: Conceptgraph;
  [script: string]: any;
}
