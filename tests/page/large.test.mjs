// A dossier of 10,000 claims: drawn within a bound, every claim still reached by keyboard.
import assert from "node:assert/strict";
import test from "node:test";
import { browser, json, open, serve, settled, weekLedger } from "./support.mjs";

const url = await serve(weekLedger());
const chrome = await browser();
const bound = 8000; // milliseconds on two busy cores; measured: docs/page.md
const size = 10_000;

// The shape is that of the real answer, of which it is a multiple.
async function enlarge() {
  const answer = await json(`${url}/api/v1/dossiers/wk-vilanegra`);
  const { dossier, rows } = answer;
  const { claims, reports } = dossier;
  const times = Math.ceil(size / claims.length);
  const day = (text, i) => new Date(Date.parse(text) + i * 7_000_000).toISOString().replace(".000", "");
  dossier.claims = Array.from({ length: size }, (_, i) => {
    const [turn, at] = [Math.floor(i / claims.length), i % claims.length];
    const claim = claims[at];
    return { ...claim, report: claim.report + turn * reports.length, restates: claim.restates === undefined ? undefined : claim.restates + turn * claims.length };
  });
  dossier.reports = Array.from({ length: times * reports.length }, (_, i) => {
    const [turn, at] = [Math.floor(i / reports.length), i % reports.length];
    const report = reports[at];
    return { ...report, known_at: day(report.known_at, turn), derived_from: report.derived_from === undefined ? undefined : report.derived_from + turn * reports.length };
  });
  rows.reports = dossier.reports.map((_, i) => rows.reports[i % reports.length]);
  rows.claims = dossier.claims.map((_, i) => 1_000_000 + i);
  return answer;
}

test("10,000 claims are drawn and answered quickly", async () => {
  const answer = JSON.stringify(await enlarge());
  const page = await open(chrome);
  await page.route("**/api/v1/dossiers/**", (route) => route.fulfill({ contentType: "application/json", body: answer }));
  const begin = performance.now();
  await page.goto(`${url}/person/wk-vilanegra`);
  await settled(page);
  await page.locator(".timeline svg.many .dots.first").waitFor();
  const drawn = performance.now() - begin;
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const again = performance.now();
  await page.locator(".claim-list button.claim").first().click();
  await page.locator("dialog[open] .original").first().waitFor();
  const opened = performance.now() - again;
  console.log(`10,000 claims: drawn in ${Math.round(drawn)} ms, ${elements} elements; evidence opened in ${Math.round(opened)} ms`);
  assert.ok(drawn < bound, `${drawn} ms`);
  assert.ok(opened < bound / 2, `${opened} ms`);
  assert.ok(elements < 5000, `${elements} elements`);
  await page.keyboard.press("Escape");
  const seen = await page.locator(".claim-list button.claim").count();
  await page.locator("#claims ~ p button, section[aria-labelledby=claims] > p button").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelectorAll(".claim-list button.claim").length > before, seen);
  await page.clean();
});
