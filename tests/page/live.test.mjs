// News while the page is open: told quietly, shown when asked for.
import assert from "node:assert/strict";
import test from "node:test";
import { browser, ingest, open, serve, settled, weekLedger } from "./support.mjs";

const ledger = weekLedger();
const url = await serve(ledger);
const chrome = await browser();
const news = (id, text, more = {}) => ({ id, lang: "en", published: "2024-07-19T10:00:00Z", outlet: "Eastgate Sport", url: `https://eastgate.example/${id}`, title: text, text, ...more });

test("a new claim arrives on the open page and nothing jumps", async () => {
  const [today, dossier] = [await open(chrome), await open(chrome)];
  await today.goto(url);
  await dossier.goto(`${url}/person/wk-kermadoc`);
  await Promise.all([settled(today), settled(dossier)]);
  const before = await today.locator(".today .saga h2").allInnerTexts();
  assert.ok(!before.includes("Bastien Kermadoc"));
  const done = ingest(ledger, [news("live-1", "Brackenford United have made a bid of €20m for Valdoscura defender Bastien Kermadoc.")]);
  assert.ok(done.claims > 0);
  const told = today.getByRole("button", { name: /new claims? – show/ });
  await told.waitFor();
  assert.deepEqual(await today.locator(".today .saga h2").allInnerTexts(), before, "the list stands still");
  await told.click();
  await today.locator(".today .saga h2", { hasText: "Bastien Kermadoc" }).waitFor();
  assert.equal(await told.count(), 0);

  await dossier.getByRole("button", { name: /new claims? – show/ }).click();
  await dossier.locator(".suitor", { hasText: "Brackenford United" }).waitFor();
  await Promise.all([today.clean(), dossier.clean()]);
});

test("a dossier hears of its own person alone, a view of the past of nobody", async () => {
  const [other, past] = [await open(chrome), await open(chrome)];
  await other.goto(`${url}/person/wk-vilanegra`);
  await past.goto(`${url}/person/wk-kermadoc?as_of=2024-07-09`);
  await Promise.all([settled(other), settled(past)]);
  ingest(ledger, [news("live-2", "Wexbarrow Albion are in talks with Valdoscura to sign defender Bastien Kermadoc.")]);
  await other.waitForTimeout(2500);
  assert.equal(await other.locator(".news").count(), 0);
  assert.equal(await past.locator(".news").count(), 0);
  await Promise.all([other.clean(), past.clean()]);
});
