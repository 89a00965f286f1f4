// From an old address to the new one, with the fragment; without script the page goes on by itself, without it.
location.replace(document.querySelector("a").href + location.hash);
