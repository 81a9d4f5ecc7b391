// Everything from outside is text: markup, script addresses and direction marks in every field a document has.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { browser, folder, ingest, json, open, serve, settled } from "./support.mjs";

const bombs = {
  script: "<script>window.hacked='script'</script>",
  image: "\"><img src=x onerror=\"window.hacked='image'\">",
  svg: "'><svg/onload=window.hacked='svg'>",
  override: "\u202Egnp.live\u202C\u2066<b>bold</b>",
};
const address = ["javascript:window.hacked='link'//", "data:text/html,<script>parent.hacked=1</script>", "vbscript:msgbox(1)", "https://ok.example/a\"onmouseover=\"window.hacked=1", " JaVaScRiPt:window.hacked='case'", "https://user:pass@ok.example/<script>"];
const sentences = [
  "Harrowmere City are in talks to sign Bastien Kermadoc, according to <script>window.hacked='source'</script> News.",
  "Atlético Montelarga have made a bid of €20m for Bastien Kermadoc, the 31-year-old \"><img src=x onerror=window.hacked='text'> defender.",
  "Brackenford United want Bastien <b>Kermadoc</b>, reports Rupert \"><svg/onload=window.hacked=1> Hollingdale. Brackenford United want to sign Bastien Kermadoc.",
  "Wexbarrow Albion have agreed a deal to sign Onerror Scriptson <img src=x onerror=window.hacked='person'>. Wexbarrow Albion sign Imgsrc Onloadsen.",
  "FC Lorsange have made contact with Bastien Kermadoc [brackets] ]] -->  \u202E reversed \u202C </textarea></script>.",
  "Harrowmere City have not made a bid for Bastien Kermadoc, insist <a href=javascript:window.hacked=1>sources</a>.",
];
const ledger = join(folder(), "hostile.ledger");
const kinds = Object.values(bombs);
const documents = sentences.map((text, i) => ({
  id: `<i>${kinds[i % 4]}`, url: address[i], lang: "en", published: `2024-07-1${i}`, title: `${kinds[i % 4]} ${text}`,
  author: `Ann ${kinds[(i + 1) % 4]}`, outlet: `Paper ${kinds[(i + 2) % 4]}`, text,
}));
const read = ingest(ledger, documents);
const url = await serve(ledger);
const chrome = await browser();

test("the ledger holds what should hurt", async () => {
  assert.ok(read.claims >= 5, `${read.claims} claims`);
  const { documents: stored } = await json(`${url}/api/v1/documents?limit=50`);
  const all = JSON.stringify(stored);
  assert.ok(all.includes("<script>window.hacked") && all.includes("onerror="));
});

test("nothing of it runs, loads or becomes a link", async () => {
  const page = await open(chrome, { expected: ["404", "400"] });
  const harmless = async (where) => {
    const found = await page.evaluate(() => ({
      hacked: window.hacked,
      made: [...document.querySelectorAll("#page img, #page script, #page iframe, #page b, #page i, #page object, #page a:not([href])")].map((one) => one.outerHTML),
      links: [...document.querySelectorAll("#page a")].map((one) => one.protocol).filter((one) => one !== "http:" && one !== "https:"),
      handlers: [...document.querySelectorAll("#page *")].flatMap((one) => [...one.attributes]).filter((one) => one.name.startsWith("on")).map((one) => one.name),
    }));
    assert.deepEqual(found, { hacked: undefined, made: [], links: [], handlers: [] }, where);
  };
  const persons = [...new Map((await json(`${url}/api/v1/claims?limit=200`)).claims.map((row) => [row.person.stable_id, row.person])).values()];
  assert.ok(persons.length >= 1);
  const { sources } = await json(`${url}/api/v1/sources`);
  const views = [
    "/?days=31", "/sources", "/window/2024-summer", "/search?words=bid", `/search?words=${encodeURIComponent(bombs.image)}`, "/club/wk-harrowmere",
    ...sources.map((one) => `/source/${one.key}`), ...documents.map((_, i) => `/document/${i + 1}`), ...persons.map((one) => `/person/${one.stable_id}`),
    `/person/${encodeURIComponent(bombs.script)}`, `/club/${encodeURIComponent(bombs.image)}`, `/window/${encodeURIComponent(bombs.svg)}`, `/document/1?claim=${encodeURIComponent(bombs.svg)}`,
  ];
  for (const view of views) {
    await page.goto(url + view);
    await settled(page).catch(() => page.locator(".failure").waitFor());
    await harmless(view);
  }
  for (const person of persons) {
    const { rows } = await json(`${url}/api/v1/dossiers/${person.stable_id}`);
    for (const row of rows.claims) {
      await page.goto(`${url}/person/${person.stable_id}?claim=${row}`);
      await page.locator("dialog mark").first().waitFor();
      await harmless(`claim ${row}`);
    }
  }
  await page.goto(`${url}/desk`);
  await page.locator("#draft").fill(sentences.join("\n\n"));
  await page.locator(".problems li").first().waitFor();
  await harmless("desk");
  await page.goto(url);
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("scriptson <img src=x onerror=window.hacked=1>");
  await page.locator(".suggestions [role=option]").first().waitFor();
  await harmless("suggestions");
  await page.clean();
});

test("texts are shown as they are, and names do not turn what stands beside them", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/document/1`);
  await settled(page);
  const stored = await json(`${url}/api/v1/documents/1`);
  assert.equal(await page.locator(".document-text").textContent(), stored.text);
  assert.equal(await page.locator("h1").textContent(), stored.title);
  const isolated = await page.evaluate(() => [...document.querySelectorAll("main *")].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && /[\u202A-\u202E\u2066-\u2069]/.test(node.data))).every((one) => getComputedStyle(one).unicodeBidi !== "normal" || one.closest("bdi, [dir=auto], title, q")));
  assert.ok(isolated);
  await page.clean();
});
