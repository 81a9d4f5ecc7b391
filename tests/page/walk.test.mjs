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
  const now = await json(`${url}/api/v1/dossiers/wk-vilanegra`);
  assert.ok(now.dossier.claims.length > then.dossier.claims.length);
  await page.waitForFunction((count) => document.querySelectorAll(".point").length === count, now.dossier.claims.length);
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

test("Today says of a suitor who is out of it that he is", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/?days=31`);
  await settled(page);
  const { sagas } = await json(`${url}/api/v1/today?days=31&limit=100`);
  const over = sagas.filter((row) => row.suitor && !["live", "done"].includes(row.suitor.status));
  assert.ok(new Set(over.map((row) => row.suitor.status)).size >= 3, "the week has several ways to end");
  for (const row of over) {
    const what = page.locator(".saga", { has: page.getByRole("heading", { name: row.person.name }) }).locator(".what");
    assert.equal(await what.locator(".suitor-name.over").count(), 1, row.person.name);
    assert.ok((await what.innerText()).toLowerCase().includes(row.suitor.status), row.person.name);
  }
  assert.equal(await page.locator(".suitor-name.over").count(), over.length, "nobody else looks so");
  await page.clean();
});

test("on a phone nothing of a table is cut off, and no name is broken inside a word", async () => {
  const page = await open(chrome, { viewport: narrow });
  for (const view of ["/window/2024-summer", "/club/wk-harrowmere?window=2024-summer", "/sources", "/source/Flagpost"]) {
    await page.goto(url + view);
    await settled(page);
    const hidden = await page.evaluate(() => {
      const cells = [...document.querySelectorAll("table.stack tbody :is(th, td)")];
      const cut = cells.filter((cell) => {
        const box = cell.getBoundingClientRect();
        return box.width === 0 || box.left < 0 || box.right > innerWidth || cell.scrollWidth > Math.ceil(box.width);
      });
      // A word takes one line: its range has one box.
      const broken = [];
      for (const name of document.querySelectorAll("table tbody bdi")) {
        const text = name.firstChild;
        for (const word of name.textContent.matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
        }
      }
      return { cells: cells.length, cut: cut.map((cell) => cell.textContent), broken };
    });
    assert.ok(hidden.cells > 0, view);
    assert.deepEqual([hidden.cut, hidden.broken], [[], []], view);
  }
  const verdict = await page.locator(".verdict.miss").first().evaluate((one) => one.getClientRects().length);
  assert.equal(verdict, 1, "✕ did not: on one line");
  await page.clean();
});

test("a day that is none and a claim that is not there are said, with a way back", async () => {
  const page = await open(chrome, { expected: ["400"] });
  await page.goto(`${url}/person/wk-kermadoc?as_of=gestern`);
  const alert = page.locator(".failure");
  await alert.waitFor();
  assert.match(await alert.innerText(), /as_of “gestern”: .*2024-06-12/s);
  await page.getByRole("button", { name: "Back to now" }).click();
  await page.locator(".point").first().waitFor();
  await page.goto(`${url}/person/wk-kermadoc?claim=1`);
  await page.locator(".notice", { hasText: "The claim 1 of this address is not in this dossier" }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.clean();
});

test("claims and suitors bear the day that the article states, and what an edit keeps stays with the first version", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-adomfeh`);
  await settled(page);
  const { dossier } = await json(`${url}/api/v1/dossiers/wk-adomfeh`);
  const shown = await page.locator(".claim-list h3 time").evaluateAll((all) => all.map((one) => one.dateTime.slice(0, 10)));
  const told = new Set(dossier.claims.map((claim) => claim.report));
  const stated = dossier.reports.filter((_, i) => told.has(i)).map((report) => (report.published ?? report.known_at).slice(0, 10));
  assert.deepEqual(shown, stated.sort().reverse());
  assert.ok(dossier.reports.some((report) => report.version > 1 && report.published < report.known_at.slice(0, 10)), "the week has an edited older article");
  const kept = dossier.claims.filter((claim) => dossier.reports[claim.report].outlet === "Tribune Bleue");
  assert.ok(kept.length >= 2 && kept.every((claim) => dossier.reports[claim.report].version === 1), "nothing the edit kept is dated anew");
  assert.equal(await page.locator(".claim-list h3", { hasText: "version 2" }).count(), 0);
  await page.clean();
});

test("equal facts are one row, their club is named, the reference speaks in words; a wrong one is marked in its document", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc`);
  await settled(page);
  const facts = page.locator(".facts > li");
  const age = facts.filter({ hasText: "age: 26" });
  await facts.filter({ hasText: "plays for: AC Valdoscura" }).first().waitFor();
  assert.equal(await age.count(), 1);
  assert.match(await age.innerText(), /reference: born 11 February 1999[\s\S]*2 reports/);
  assert.match(await page.locator(".facts").innerText(), /joined: AC Valdoscura, 2021/);
  assert.ok((await page.locator(".claim-list button", { hasText: "for sale" }).allInnerTexts()).some((text) => text.includes("← Gianmarco Sartorelli")));
  await page.goto(`${url}/document/79`);
  await settled(page);
  assert.match(await page.locator(".document-text mark.contradicted").first().innerText(), /26 ans/);
  await page.clean();
});
