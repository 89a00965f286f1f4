/* Islands: their outlines, how far apart these lie, and how they fill a stage of another shape than the map's. */
"use strict";

(function (cg) {
  const HULL = 30; // world, between a node and its island's shore
  const STRAIT = 2 * HULL + 18; // world, between the nodes of two islands that are moved nearer
  const STEP = 0.02; // how finely the islands are moved nearer

  /** The convex hull of points, counterclockwise (Andrew, 1979). */
  function hull(points) {
    const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
    if (sorted.length < 3) return sorted;
    const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
    const half = (list) => {
      const chain = [];
      for (const point of list) {
        while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
        chain.push(point);
      }
      return chain.slice(0, -1);
    };
    return [...half(sorted), ...half([...sorted].reverse())];
  }

  /** How far apart two hulls lie at least, by the best line between them along a side of either; negative where they overlap. */
  function gap(one, other) {
    if (one.length === 1 && other.length === 1) return Math.hypot(one[0].x - other[0].x, one[0].y - other[0].y);
    return Math.max(gapAlong(one, other), gapAlong(other, one));
  }

  function gapAlong(sides, points) {
    let best = -Infinity;
    sides.forEach((from, index) => {
      const to = sides[(index + 1) % sides.length];
      const long = Math.hypot(to.x - from.x, to.y - from.y);
      if (!long) return;
      const [nx, ny] = [(to.y - from.y) / long, (from.x - to.x) / long];
      let least = Infinity;
      for (const point of points) least = Math.min(least, (point.x - from.x) * nx + (point.y - from.y) * ny);
      best = Math.max(best, least);
    });
    return best;
  }

  /** The box around points, as far out as their island's shore. */
  function bounds(points) {
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    return { left: Math.min(...xs) - HULL, right: Math.max(...xs) + HULL, top: Math.min(...ys) - HULL, bottom: Math.max(...ys) + HULL };
  }

  /** Move whole islands so that they fill a stage: away from each other along the side with room to spare, and nearer along
      the other as long as no two come too near. Above each there is to be room for its name, `name` pixels high. */
  function fill(concepts, { width, height, name }) {
    const groups = new Map();
    for (const concept of concepts) {
      const key = concept.topic < 0 ? `${concept.index}` : concept.topic;
      if (groups.has(key)) groups.get(key).push(concept);
      else groups.set(key, [concept]);
    }
    if (groups.size < 2) return;
    const all = bounds(concepts);
    const above = name / Math.min(width / (all.right - all.left), height / (all.bottom - all.top), 1);
    const islands = [...groups.values()].map((members) => outline(members, above));
    const scales = best(islands, width / height);
    for (const { members, box } of islands) {
      const [dx, dy] = shift(box, scales);
      for (const concept of members) [concept.x, concept.y] = [concept.x + dx, concept.y + dy];
    }
  }

  /** An island with the room above it. */
  function outline(members, above) {
    const box = bounds(members);
    return { members, hull: hull([...members, ...members.map(({ x, y }) => ({ x, y: Math.max(y - above, box.top + HULL - above) }))]), box: { ...box, top: box.top - above } };
  }

  const shift = ({ left, right, top, bottom }, { x, y }) => [((left + right) / 2) * (x - 1), ((top + bottom) / 2) * (y - 1)];

  function best(islands, shape) {
    const wide = (scale) => extent(islands, scale, "left", "right");
    const high = (scale) => extent(islands, scale, "top", "bottom");
    const pairs = islands.flatMap((one, index) => islands.slice(index + 1).map((other) => [one, other, strait(one, other)]));
    const wider = wide(1) > high(1) * shape;
    let found = { x: 1, y: 1 };
    for (let near = 1; near > 0.4; near -= STEP) {
      const tried = wider ? { x: near, y: reach(high, wide(near) / shape) } : { x: reach(wide, high(near) * shape), y: near };
      if (Math.min(tried.x, tried.y) < near || !pairs.every((pair) => apart(pair, tried))) break;
      found = tried;
    }
    return found;
  }

  /** How far apart two islands must stay. */
  function strait(one, other) {
    return between(one.box, other.box, 0, 0) >= STRAIT ? STRAIT : Math.min(gap(one.hull, other.hull), STRAIT);
  }

  /** How far apart two islands' nodes are at least, by their boxes, the second moved. */
  function between(one, other, dx, dy) {
    const across = Math.max(other.left + dx - one.right, one.left - other.right - dx);
    const along = Math.max(other.top + dy - one.bottom, one.top - other.bottom - dy);
    return Math.max(across, along) + 2 * HULL;
  }

  function extent(islands, scale, low, high) {
    let [least, most] = [Infinity, -Infinity];
    for (const { box } of islands) {
      const [middle, half] = [((box[low] + box[high]) / 2) * scale, (box[high] - box[low]) / 2];
      least = Math.min(least, middle - half);
      most = Math.max(most, middle + half);
    }
    return most - least;
  }

  /** The scale at which a growing length reaches a goal, up to 3. */
  function reach(length, goal) {
    let [low, high] = [0, 3];
    for (let round = 0; round < 24; round += 1) {
      const middle = (low + high) / 2;
      if (length(middle) < goal) low = middle;
      else high = middle;
    }
    return low;
  }

  function apart([one, other, least], scales) {
    const [[ax, ay], [bx, by]] = [shift(one.box, scales), shift(other.box, scales)];
    const [dx, dy] = [bx - ax, by - ay];
    if (between(one.box, other.box, dx, dy) >= least) return true;
    return gap(one.hull, other.hull.map(({ x, y }) => ({ x: x + dx, y: y + dy }))) >= least - 0.01;
  }

  cg.islands = { HULL, hull, gap, bounds, fill };
})(window.conceptgraph);
