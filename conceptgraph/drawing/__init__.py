"""Floor 4: what people look at. Positions, maps as data, and the renderers that turn them into HTML and SVG."""
