// Pictures of the main views, taken from the running page. node screenshots.mjs FOLDER (tools/page_test starts it)
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { small } from "./png.mjs";
import { browser, narrow, open, serve, settled, weekLedger, wide } from "./support.mjs";

const folder = process.argv[2];
const draft = "Brévalcourt cible Bastien Kermadoc\n\nSelon le journaliste italien Gianmarco Sartorelli, l'AS Brévalcourt cible Bastien Kermadoc pour renforcer sa défense. Le défenseur central de 26 ans évolue à Valdoscura depuis 2021.\n\nBastien #Kermadoc è stato proposto al #Brévalcourt dai suoi agenti: il #Valdoscura chiede 14 milioni di euro per il difensore francese\n— Gianmarco Sartorelli (@gsartorelli_cdc) July 8, 2024\n";
const shots = [
  ["today", "/", {}], ["dossier", "/person/wk-kermadoc", {}], ["evidence", "/person/wk-kermadoc?claim=82837504", { screen: true }],
  ["sources", "/sources", {}], ["desk", "/desk", {}], ["dossier-dark", "/person/wk-vilanegra", { colorScheme: "dark" }],
];

test("screenshots", async () => {
  mkdirSync(folder, { recursive: true });
  const url = await serve(weekLedger());
  const chrome = await browser();
  for (const [name, path, { colorScheme = "light", screen = false }] of shots) {
    for (const viewport of [wide, narrow]) {
      const page = await open(chrome, { viewport, colorScheme });
      await page.goto(url + path);
      await settled(page);
      if (screen) await page.locator("dialog mark").first().waitFor();
      if (name === "desk") {
        await page.locator("input[type=date]").fill("2024-07-08");
        await page.locator("#draft").fill(draft);
        await page.locator(".problems .error").first().waitFor();
      }
      const file = join(folder, `${name}-${viewport.width}.png`);
      // Of a long view the first two screens: enough to see, small enough to keep.
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      if (!screen) await page.setViewportSize({ ...viewport, height: Math.min(whole, viewport.height * 2) });
      writeFileSync(file, small(await page.screenshot()));
      console.log(file, statSync(file).size);
      await page.clean();
    }
  }
});
