// A draft on the desk: marked like a linter, gone when the page is.
import assert from "node:assert/strict";
import test from "node:test";
import { browser, json, open, serve, settled, source, weekLedger } from "./support.mjs";

const url = await serve(weekLedger());
const chrome = await browser();
const draft = "Brévalcourt cible Bastien Kermadoc\n\nSelon le journaliste italien Gianmarco Sartorelli, l'AS Brévalcourt cible Bastien Kermadoc pour renforcer sa défense. Le défenseur central de 26 ans évolue à Valdoscura depuis 2021.\n\nBastien #Kermadoc è stato proposto al #Brévalcourt dai suoi agenti: il #Valdoscura chiede 14 milioni di euro per il difensore francese\n— Gianmarco Sartorelli (@gsartorelli_cdc) July 8, 2024\n";

test("a draft is marked, and its remarks lead into the text", async () => {
  const page = await open(chrome);
  const before = await json(`${url}/api/v1/info`);
  await page.goto(`${url}/desk`);
  await settled(page);
  await page.getByLabel("Publication day").fill("2024-07-08");
  await page.getByRole("textbox", { name: "Draft" }).fill(draft);
  const drift = page.locator(".problems .error", { hasText: "initiative reversed" });
  await drift.waitFor();
  const wrong = page.locator(".problems .error", { hasText: "The reference says otherwise" });
  assert.match(await wrong.innerText(), /age: 26/);
  assert.match(await wrong.innerText(), /players wk-kermadoc date_of_birth 1999-02-11/);
  assert.match(await page.locator(".problems .fine").first().innerText(), /The reference agrees/);
  assert.ok((await page.locator(".problems .claim").count()) >= 3);
  await drift.locator("button").focus();
  assert.ok((await page.locator(".marked mark.current").count()) > 0, "the remark's passage is marked");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const selected = await page.evaluate(() => {
    const field = document.querySelector("#draft");
    return document.activeElement === field ? field.value.slice(field.selectionStart, field.selectionEnd) : null;
  });
  const second = (await page.locator(".problems li").nth(1).locator("q").first().textContent()).trim();
  assert.equal(selected, second, "Enter selects the passage in the draft");
  assert.deepEqual(await json(`${url}/api/v1/info`), before, "nothing is stored");
  await page.reload();
  assert.equal(await page.locator("#draft").inputValue(), "");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).sort()), ["theme"]);
  await page.clean();
});

test("an article that agrees has no problems", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/desk`);
  await page.getByRole("textbox", { name: "Draft" }).fill("Le défenseur central Bastien Kermadoc joue à Valdoscura.");
  await page.locator(".problems .fine").first().waitFor();
  assert.equal(await page.locator(".problems .error").count(), 0);
  await page.clean();
});

test("what could not be checked is said; the publication day is today until another is set", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/desk`);
  await settled(page);
  const today = await page.evaluate(() => new Intl.DateTimeFormat("sv-SE").format(new Date()));
  assert.equal(await page.getByLabel("Publication day").inputValue(), today);
  await page.getByLabel("Publication day").fill("");
  await page.getByRole("textbox", { name: "Draft" }).fill("Le défenseur central Bastien Kermadoc, 26 ans, joue à Valdoscura.");
  const open_ = page.locator(".problems .open");
  await open_.first().waitFor();
  assert.match(await open_.first().innerText(), /Not checked: a publication day is missing[\s\S]*age: 26/);
  await page.getByLabel("Publication day").fill("2024-07-08");
  await page.locator(".problems .error", { hasText: "age: 26" }).waitFor();
  assert.equal(await open_.filter({ hasText: "age" }).count(), 0);
  await page.clean();
});
