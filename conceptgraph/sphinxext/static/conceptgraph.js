// Previews on hover, focus, tap; one file a concept.
(() => {
	const root = new URL("..", document.currentScript.src).href, base = root + "glossary/", texts = {}, on = addEventListener;
	const make = (tag, values) => Object.assign(document.createElement(tag), values);
	let tip, link, id, timer;
	const name = "concept-preview", by = "aria-describedby";
	const idOf = (url) => url.startsWith(base) && url.slice(base.length).split(/\.html|[/?#]/)[0];
	const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };
	const hide = () => {
		tip?.remove();
		link?.removeAttribute(by);
		tip = link = null;
	};
	const show = () => {
		if (!link || tip || !texts[id]) return;
		tip = make("div", { className: name, id: name, role: "tooltip", innerHTML: texts[id] });
		link.setAttribute(by, name);
		document.body.append(tip);
		const at = link.getBoundingClientRect(), high = tip.offsetHeight + 6;
		const top = at.bottom + high > innerHeight ? at.top - high : at.bottom + 6;
		const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 9));
		tip.style = `left:${left + scrollX}px;top:${top + scrollY}px`;
	};
	const over = (at, wait) => {
		const a = at.closest?.("a:is(.concept-link,.cg-pill,:has(>.std-term))");
		if (tip?.contains?.(at) || a && a === link) return tip && clearTimeout(timer);
		const found = a && idOf(new URL(a.getAttribute("href"), location).href);
		if (!found || found === idOf(location.href)) return later(hide, wait);
		hide();
		link = a, id = found;
		later(() => texts[id] ? show() : document.head.append(make("script", { src: root + `_concepts/${id}.js` })), wait);
		return 1;
	};
	conceptgraphPreview = (of, html) => { texts[of] = html; show(); };
	on("pointerover", (e) => e.pointerType === "touch" || over(e.target, 200));
	on("focusin", (e) => e.target.matches(":focus-visible") && over(e.target, 0));
	on("keydown", (e) => e.key === "Escape" && later(hide));
	on("click", (e) => e.pointerType === "touch" && over(e.target, 0) && e.preventDefault());
})();
