// What lies in web/: the same bytes from the same sources, no markup made of strings, all languages whole.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { root } from "./support.mjs";

const files = (folder) => readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile()).sort();
const dist = join(root, "web/dist");

test("web/dist is what web/src gives", () => {
  const built = process.env.MERCATO_BUILT;
  assert.ok(built, "run tools/page_test");
  assert.deepEqual(files(dist), files(built));
  for (const name of files(dist)) assert.ok(readFileSync(join(dist, name)).equals(readFileSync(join(built, name))), `${name} is not what tools/build_page makes: run it`);
});

test("the page is small", () => {
  const size = gzipSync(readFileSync(join(dist, "app.js")), { level: 9 }).length;
  assert.ok(size < 110_000, `app.js is ${size} bytes packed`);
});

test("no markup is made of strings, nothing is inline, nothing comes from elsewhere", () => {
  for (const name of files(join(root, "web/src"))) {
    const text = readFileSync(join(root, "web/src", name), "utf8");
    for (const never of [/dangerouslySetInnerHTML/, /innerHTML/, /outerHTML/, /insertAdjacentHTML/, /document\.write/, /\beval\(/, /new Function/, /createContextualFragment/, /DOMParser/, /\bstyle="/, /srcdoc/])
      assert.ok(!never.test(text), `${name} has ${never}`);
  }
  const html = readFileSync(join(dist, "index.html"), "utf8");
  assert.ok(!/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/.test(html));
  assert.ok(!/(?:src|href)="(?!\/)/.test(html), "everything is asked of the own server");
  assert.ok(!/@import|url\((?!data:)/.test(readFileSync(join(dist, "app.css"), "utf8")));
});

test("all languages have the same texts, forms and places", () => {
  const read = (name) => JSON.parse(readFileSync(join(root, "web/locales", name), "utf8"));
  const names = files(join(root, "web/locales"));
  assert.deepEqual(names, ["en.json", "fr.json", "it.json"]);
  const english = read("en.json");
  const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
  for (const name of names) {
    const table = read(name);
    assert.deepEqual(Object.keys(table), Object.keys(english), name);
    for (const [key, entry] of Object.entries(table)) {
      assert.equal(typeof entry, typeof english[key], `${name} ${key}`);
      if (typeof entry === "string") {
        assert.ok(entry.trim(), `${name} ${key}`);
        assert.deepEqual(places(entry), places(english[key]), `${name} ${key}`);
      } else {
        assert.deepEqual(Object.keys(entry), ["one", "other"], `${name} ${key}`);
        assert.deepEqual(places(entry.other), places(english[key].other), `${name} ${key}`);
      }
    }
  }
});

test("every claim type has a name in the texts", () => {
  const english = JSON.parse(readFileSync(join(root, "web/locales/en.json"), "utf8"));
  for (const name of readdirSync(join(root, "data/claims"))) assert.ok(english[`type.${name.replace(".toml", "")}`], name);
});
