// WCAG 2.2 AA as far as axe can see it: every view, light and dark, on a phone and on a desk; and no view wider than its screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { browser, narrow, open, require, serve, settled, weekLedger, wide } from "./support.mjs";

const url = await serve(weekLedger());
const chrome = await browser();
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const views = ["/", "/person/wk-kermadoc", "/person/wk-vilanegra?as_of=2024-07-12", "/person/wk-kermadoc?claim=82837504", "/sources", "/source/Flagpost", "/club/wk-harrowmere", "/window/2024-summer", "/search?words=bid", "/document/79", "/desk", "/person/Vilanegro", "/person/wk-adomfeh"];

for (const [name, viewport] of [["desk", wide], ["phone", narrow]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no serious violation: ${name}, ${colorScheme}`, async () => {
      const page = await open(chrome, { viewport, colorScheme, expected: ["404"] });
      for (const view of views) {
        await page.goto(url + view);
        await settled(page);
        if (view.includes("claim=")) await page.locator("dialog mark").first().waitFor();
        if (view === "/desk") {
          await page.locator("#draft").fill("Harrowmere City have made a bid for the 30-year-old defender Bastien Kermadoc.");
          await page.locator(".problems li").first().waitFor();
        }
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
        const bad = found.violations.filter((one) => ["serious", "critical"].includes(one.impact) || one.tags.some((tag) => tag.startsWith("wcag")));
        assert.deepEqual(bad.map((one) => `${view} ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")).join(" | ")}`), []);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${view} is ${over} pixels wider than the screen`);
      }
      await page.clean();
    });
  }
}

test("every stop of the keyboard is seen, and none is a trap", async () => {
  const page = await open(chrome);
  await page.goto(`${url}/person/wk-kermadoc`);
  await settled(page);
  const stops = new Set();
  for (let i = 0; i < 120; ++i) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      const inner = one.querySelector("rect") ? getComputedStyle(one.querySelector("rect")) : style;
      return { name: `${one.tagName} ${one.id} ${one.className?.baseVal ?? one.className} ${(one.textContent ?? "").slice(0, 30)}`, seen: style.outlineStyle !== "none" || Number.parseFloat(inner.strokeWidth) >= 2 };
    });
    if (!stop) break;
    assert.ok(stop.seen, `no visible focus: ${stop.name}`);
    stops.add(stop.name);
  }
  assert.ok(stops.size > 30, `${stops.size} stops`);
  assert.ok([...stops].some((name) => name.startsWith("SELECT")) && [...stops].some((name) => name.includes("point")) && [...stops].some((name) => name.includes("node")));
  await page.clean();
});
