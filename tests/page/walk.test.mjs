// A reader's way: find a player, read the dossier, open the evidence, follow the provenance, go back in time.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browser, bytes, json, narrow, open, root, serve, settled, weekLedger } from "./support.mjs";

const url = await serve(weekLedger());
const chrome = await browser();
const kermadoc = await json(`${url}/api/v1/dossiers/wk-kermadoc`);
const said = (type) => kermadoc.rows.claims[kermadoc.dossier.claims.findIndex((claim) => claim.type === type)];

test("the program serves the page that stands in web/dist", async () => {
  for (const name of ["app.js", "app.css", "index.html"]) {
    const served = Buffer.from(await (await fetch(`${url}/${name === "index.html" ? "" : name}`)).arrayBuffer());
    assert.ok(served.equals(readFileSync(join(root, "web/dist", name))), `${name}: build the program again`);
  }
});

test("a player is found by keyboard alone", async () => {
  const page = await open(chrome);
  await page.goto(url);
  await settled(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip", "the first stop leads to the content");
  await page.keyboard.press("/");
  await page.keyboard.type("kerm");
  const option = page.getByRole("option", { name: /Bastien Kermadoc/ });
  await option.waitFor();
  const field = page.getByRole("combobox", { name: "Search" });
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  assert.equal(await option.getAttribute("aria-selected"), "true");
  assert.equal(await field.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Bastien Kermadoc" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "main", "the new view has the focus");
  await page.clean();
});

test("the dossier says who wants him, who said so and what is wrong", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc`);
  await settled(page);
  const text = await page.locator("main").innerText();
  for (const words of ["25 years", "Centre-back", "AC Valdoscura", "Contract to 30 June 2026", "AS Brévalcourt", "contact", "€14m", "initiative reversed", "13 claims", "2 independent sources", "contradicted"])
    assert.ok(text.includes(words), words);
  assert.equal(await page.locator(".point").count(), 13);
  assert.equal(await page.locator(".point .dot.first").count(), kermadoc.dossier.claims.filter((claim) => claim.first_of_origin).length);
  await page.clean();
});

test("every point opens the exact bytes of its evidence", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc`);
  await settled(page);
  for (const [i, claim] of kermadoc.dossier.claims.entries()) {
    await page.locator(`.point[data-claim="${i}"]`).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const marks = dialog.locator(".sides > section").first().locator("mark");
    await marks.first().waitFor();
    const document = await json(`${url}/api/v1/documents/${kermadoc.rows.reports[claim.report]}`);
    assert.deepEqual(await marks.allTextContents(), claim.evidence.map((span) => bytes(document.text, span)), `claim ${i}`);
    assert.deepEqual(claim.evidence.map((span) => bytes(document.text, span)), claim.evidence.map((span) => span.text));
    assert.equal(await dialog.locator(".sides > section").first().locator(".document-text").textContent(), document.text);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.claim), String(i), "the focus is back where it was");
  }
  await page.clean();
});

test("what drifted stands beside what it cites, and leads there", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc?claim=${said("interest")}`);
  const dialog = page.getByRole("dialog");
  await dialog.locator(".notice.drift").waitFor();
  const sides = dialog.locator(".sides > section");
  assert.equal(await sides.count(), 2);
  await sides.nth(1).locator("mark.cited").first().waitFor();
  assert.match(await sides.nth(1).locator("mark.cited").first().textContent(), /è stato proposto al #Brévalcourt/);
  assert.match(await dialog.innerText(), /fr\/interest\/targets/);
  await sides.nth(1).getByRole("button", { name: /offered/ }).click();
  await page.getByRole("heading", { level: 2, name: /offered/ }).waitFor();
  await page.clean();
});

test("the provenance leads from a relay to who said it first", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc`);
  await settled(page);
  const node = page.locator(".node", { hasText: "Gaceta del Banderín" });
  await node.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator(".notice.drift").waitFor();
  assert.match(await dialog.innerText(), /amount changed/);
  await dialog.locator(".sides > section").nth(1).locator("h3 button").click();
  await page.locator("dialog .original", { hasText: "Tribune Bleue" }).first().waitFor();
  await dialog.locator(".sides > section").nth(1).locator("h3 button").click();
  await page.waitForFunction(() => /Origin\s+Gianmarco Sartorelli/.test(document.querySelector("dialog")?.innerText ?? ""));
  await page.clean();
});

test("the slider reads the whole dossier as of a day", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-vilanegra`);
  await settled(page);
  await page.locator("#as-of").focus();
  await page.keyboard.press("Home");
  await page.waitForURL(/as_of=2024-07-08/);
  const then = await json(`${url}/api/v1/dossiers/wk-vilanegra?as_of=2024-07-08`);
  await page.waitForFunction((count) => document.querySelectorAll(".point").length === count, then.dossier.claims.length);
  assert.equal(await page.locator("#as-of").getAttribute("aria-valuetext"), "8 July 2024");
  assert.ok((await page.locator("main").innerText()).includes(then.dossier.state));
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/as_of=2024-07-09/);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator("#as-of").getAttribute("aria-valuetext"), "9 July 2024");
  await page.locator("#as-of").focus();
  await page.keyboard.press("End");
  await page.waitForURL((address) => !address.search.includes("as_of"));
  await page.waitForFunction(() => document.querySelectorAll(".point").length === 17);
  await page.clean();
});

test("windows, clubs, sources, search and documents lead into each other", async () => {
  const page = await open(chrome, { viewport: narrow });
  await page.goto(`${url}/`);
  await settled(page);
  await page.getByRole("navigation", { name: "Transfer windows" }).getByRole("link", { name: "Summer 2024" }).click();
  await page.getByRole("heading", { level: 1, name: "Summer 2024" }).waitFor();
  await page.getByRole("link", { name: "Harrowmere City" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Harrowmere City" }).waitFor();
  await page.getByRole("link", { name: "Duarte Vilanegra" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Duarte Vilanegra" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Harrowmere City" }).waitFor();
  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("link", { name: "Flagpost" }).click();
  await page.getByRole("heading", { level: 1, name: "Flagpost" }).waitFor();
  await page.getByRole("combobox", { name: "Came" }).selectOption("miss");
  await settled(page);
  assert.deepEqual(new Set(await page.locator("td .verdict").allInnerTexts()), new Set(["✕ did not"]));
  await page.goto(`${url}/search?words=bid`);
  await settled(page);
  await page.getByRole("link", { name: "All claims of the document" }).first().click();
  await page.locator(".document-text mark.current").first().waitFor();
  await page.clean();
});

test("who is not there, is told so, with the nearest names", async () => {
  const page = await open(chrome, { expected: ["404"] });
  await page.goto(`${url}/person/Vilanegro`);
  await page.getByRole("heading", { name: "Not in the ledger" }).waitFor();
  await page.getByRole("link", { name: "Duarte Vilanegra" }).click();
  await page.getByRole("heading", { level: 1, name: "Duarte Vilanegra" }).waitFor();
  await page.clean();
});

test("without a server the view says so and comes back with it", async () => {
  const page = await open(chrome, { expected: ["Failed to load", "ERR_"] });
  await page.goto(`${url}/sources`);
  await settled(page);
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Flagpost" }).click();
  await page.getByRole("heading", { name: "No connection" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("heading", { level: 1, name: "Flagpost" }).waitFor();
  await page.clean();
});

test("French and Italian: texts, dates and money in the reader's form", async () => {
  for (const [locale, today, day, sum] of [["fr-FR", "Aujourd’hui", "30 juin 2026", /14\s?M\s?€/], ["it-IT", "Oggi", "30 giugno 2026", /14\s?Mln\s?€/]]) {
    const page = await open(chrome, { locale });
    await page.goto(`${url}/person/wk-kermadoc`);
    await settled(page);
    const text = await page.locator("body").innerText();
    assert.ok(text.includes(today), locale);
    assert.ok(text.includes(day), `${locale} ${day}`);
    assert.match(text, sum);
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2));
    await page.clean();
  }
  const page = await open(chrome);
  await page.goto(url);
  await page.locator("footer select").first().selectOption("it");
  await page.getByRole("heading", { level: 1, name: "Oggi" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Oggi" }).waitFor();
  await page.clean();
});

test("light and dark: the reader's choice stands, whatever the system says", async () => {
  const page = await open(chrome, { colorScheme: "dark" });
  await page.goto(url);
  await settled(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.locator("footer select").nth(1).selectOption("light");
  const light = await paper();
  assert.notEqual(light, dark);
  await page.reload();
  await settled(page);
  assert.equal(await paper(), light);
  await page.clean();
});
