// Builds the page: web/src and web/locales to web/dist. The same sources give the same bytes.
// node build.mjs [--out FOLDER] [--watch]
import { build, context } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf("--out");
const out = at > 0 ? resolve(process.argv[at + 1]) : join(here, "dist");
const watch = process.argv.includes("--watch");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const file of (await readdir(join(here, "static"))).sort()) await cp(join(here, "static", file), join(out, file));

const options = {
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx" },
  bundle: true,
  minify: !watch,
  format: "iife",
  target: ["es2022"],
  outdir: out,
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
};
const styles = { ...options, entryPoints: { app: "src/app.css" } };
if (watch) {
  for (const one of [options, styles]) await (await context(one)).watch();
} else {
  const inputs = [];
  for (const one of [options, styles]) inputs.push(...Object.keys((await build({ ...one, metafile: true })).metafile.inputs));
  await writeFile(join(out, "licenses.txt"), await licenses(inputs));
}

// What the packages that went into the page ask to be said.
async function licenses(inputs) {
  const found = inputs.map((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]).filter(Boolean);
  const parts = ["The page of Mercato holds parts of these packages.\n"];
  for (const name of [...new Set(found)].sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : `Licence: ${license}`;
    parts.push(`${name} ${version}\n\n${text}\n`);
  }
  return parts.join("\n----\n\n");
}
