/* What ESLint looks for in our scripts: classic scripts of pages that hang on `window.conceptgraph` and nothing else. */
"use strict";

const js = require("@eslint/js");
const globals = require("globals");

const RULES = {
  curly: "off",
  eqeqeq: "error",
  "default-param-last": "error",
  "no-alert": "error",
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-shadow-restricted-names": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  strict: ["error", "global"],
};

module.exports = [
  {
    files: ["conceptgraph/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: { ...globals.browser, vis: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...js.configs.recommended.rules, ...RULES },
  },
];
