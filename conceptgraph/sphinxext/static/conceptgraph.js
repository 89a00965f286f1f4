// Previews: see previews.py
(() => {
	const root = new URL("..", document.currentScript.src).href, texts = {}, on = addEventListener;
	const make = (tag, values) => Object.assign(document.createElement(tag), values), id = "concept-preview", by = "aria-describedby";
	const places = /^~.*#(?:concept-|(?=term-))(.+)|^~glossary.([^.?#/]+)/;
	let tip, link, name, timer;
	const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };
	const hide = () => { tip?.remove(), link?.removeAttribute(by), tip = link = null;
	};
	const show = () => {
		if (!link || tip || !texts[name]) return;
		tip = make("div", { className: id, id, role: "tooltip", innerHTML: texts[name] });
		link.setAttribute(by, id);
		document.body.append(tip);
		const at = link.getBoundingClientRect(), high = tip.offsetHeight + 6, most = innerWidth - tip.offsetWidth - 9;
		const top = at.bottom + high > innerHeight ? at.top - high : at.bottom + 6;
		tip.style = `left:${scrollX + Math.max(8, Math.min(at.left, most))}px;top:${scrollY + top}px`;
	};
	const over = (at, wait) => {
		const a = at.closest?.("a:is(.concept-link,svg a,:has(>.std-term))");
		if (tip?.contains(at) || a && a === link) return tip && clearTimeout(timer);
		const url = a && new URL(a.getAttribute("href"), location);
		const place = url && url.pathname !== location.pathname && url.href.replace(root, "~").match(places);
		if (!place) return later(hide, wait);
		hide();
		link = a, name = place[1] || place[2];
		later(() => texts[name] ? show() : document.head.append(make("script", { src: root + `_concepts/${name}.js` })), wait);
		return 1;
	};
	conceptgraphPreview = (of, html) => { texts[of] = html.split('href="').join('href="' + root); show(); };
	on("pointerover", (e) => e.pointerType === "touch" || over(e.target, 200));
	on("focusin", (e) => e.target.matches(":focus-visible") && over(e.target, 0));
	on("keydown", (e) => e.key === "Escape" && later(hide));
	on("click", (e) => e.pointerType === "touch" && over(e.target, 0) && e.preventDefault());
})();
