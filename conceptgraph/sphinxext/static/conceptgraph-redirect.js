// From an old address to the new one, with the fragment; without script the page goes on by itself, without it.
// Where the concept is a place on a page, that place goes before what was one on the old page.
const to = new URL(document.querySelector("a").href);
location.replace(to.hash ? to : to.href + location.hash);
