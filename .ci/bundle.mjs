// Bundles the browser code of generator/web into the published files, in a folder with the layout of generator/:
// `node bundle.mjs FOLDER`. Every file next to the feature folders becomes a script with everything that it
// imports, and so does the search worker; every style sheet in styles/entries becomes one with its imports.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WEB = fileURLToPath(new URL("../generator/web", import.meta.url));
const [target] = process.argv.slice(2);

/** Scripts that cannot be modules: they run before the page is loaded, or as a worker in any browser. */
const EARLY = ["material-keys.js", "offline.js", "scheme.js", "search-early.js"];

/** A dynamic import is a bundle of its own, published next to the others under its name. */
const later = {
  name: "later",
  setup({ onResolve }) {
    onResolve({ filter: /^/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./${basename(path)}`, external: true } : undefined,
    );
  },
};

/** The parts of lunr.js that search uses, each from its first words to those of what follows. */
const USED = [
  ["lunr.Token = function", "/**\n * Creates a clone of this token"],
  ["/*!\n * lunr.stemmer", "lunr.Pipeline.registerFunction(lunr.stemmer"],
  ["/*!\n * lunr.stopWordFilter", "lunr.Pipeline.registerFunction(lunr.stopWordFilter"],
];

/** lunr.js is one script, of which a reader needs the stemmer and the stop words: as a module, they need no more of it. */
const lean = {
  name: "lean",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]vendor[\\/]lunr\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const parts = USED.map(([from, to]) => {
        const [start, end] = [text.indexOf(from), text.indexOf(to)];
        if (start < 0 || end < start) throw new Error(`vendor/lunr.js has no part from ${from} to ${to}`);
        return text.slice(start, end);
      });
      return { contents: ["const lunr = {};", ...parts, "export default lunr;"].join("\n"), loader: "js" };
    });
  },
};

/** @param {string[]} entries below WEB @param {string} folder @param {object} more options */
async function bundle(entries, folder, more = {}) {
  await build({
    entryPoints: entries.map((name) => join(WEB, name)),
    outdir: join(target, folder),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [later, lean],
    ...more,
  });
}

/** A line that credits third-party code, from the comment that it begins with. */
async function credit() {
  const told = await readFile(join(WEB, "vendor", "lunr.js"), "utf8");
  const [, version, owner] = told.match(/^\/\*\*\n \* lunr - .* - (\S+)\n \* (Copyright .*)\n \* @license MIT\n/) ?? [];
  if (!owner) throw new Error("vendor/lunr.js does not begin with its name, its owner and its license");
  return `/*! Holds lunr ${version}. ${owner}. MIT: https://github.com/olivernn/lunr.js/blob/v${version}/LICENSE */`;
}

const names = await readdir(WEB, { recursive: true });
const scripts = names.filter((name) => /^[^/\\]+\.js$/.test(name));
const sheets = names.filter((name) => /^styles.entries.[^/\\]+\.css$/.test(name));
await bundle(scripts.filter((name) => !EARLY.includes(name)), "theme/assets");
await bundle(EARLY, "theme/assets", { format: "iife" });
await bundle(sheets, "theme/assets");
await bundle(["search-engine/worker.js"], "search", { banner: { js: await credit() } });
