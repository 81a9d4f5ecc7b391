// The program, a ledger and a browser for the tests of the page.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(import.meta.url), "../../..");
export const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const program = process.env.MERCATO_PROGRAM ?? join(root, "build/mercato");
const week = join(root, "data/examples/week");
const now = "2024-07-19T12:00:00Z";

const environment = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MERCATO_"))), MERCATO_NOW: now };
export function mercato(...given) {
  return execFileSync(program, given, { env: environment, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28, timeout: 60_000 }).toString();
}
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "mercato-page-"));
  after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
// A ledger of the week, as ./week makes it.
export function weekLedger(into = folder()) {
  const ledger = join(into, "week.ledger");
  mercato("--ledger", ledger, "ingest", ...["earlier.ndjson", "items.ndjson", "tribune-bleue.html", "terrace-post.xml", "harrowmere-statement.txt"].map((name) => join(week, name)));
  mercato("--ledger", ledger, "outcome", "import", join(week, "outcomes.csv"));
  mercato("--ledger", ledger, "ingest", join(week, "edited.ndjson"));
  return ledger;
}
export function ingest(ledger, documents, into = folder()) {
  const file = join(into, `more-${documents.length}-${Math.trunc(performance.now())}.ndjson`);
  writeFileSync(file, documents.map((one) => JSON.stringify(one)).join("\n") + "\n");
  return JSON.parse(mercato("--ledger", ledger, "--json", "ingest", file));
}

// Serves the ledger on a free port; gives its address.
export async function serve(ledger) {
  const given = ["--ledger", ledger, "serve", "--port", "0", "--open"];
  if (process.env.MERCATO_PAGE) given.push("--page", process.env.MERCATO_PAGE);
  const child = spawn(program, given, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => child.once("exit", done));
  after(async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  });
  let errors = "";
  child.stderr.on("data", (bytes) => (errors += bytes));
  return new Promise((done, fail) => {
    let out = "";
    const late = setTimeout(() => fail(new Error(`the server says no address: ${errors}`)), 20_000);
    child.stdout.on("data", (bytes) => {
      out += bytes;
      if (!out.includes("\n")) return;
      clearTimeout(late);
      done(out.trim());
    });
    child.once("exit", (status) => fail(new Error(`the server ended (${status}): ${errors}`)));
  });
}

export async function browser() {
  const made = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  after(() => made.close());
  return made;
}

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

// A page that notes what should not happen: errors, refused scripts and styles, answers that failed.
export async function open(from, { viewport = wide, colorScheme = "light", locale = "en-GB", expected = [] } = {}) {
  const context = await from.newContext({ viewport, colorScheme, locale, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => (wrong.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && !expected.some((one) => text.includes(one))) wrong.push(`console: ${text}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1") wrong.push(`asks elsewhere: ${request.url()}`);
  });
  page.wrong = wrong;
  page.clean = async () => {
    assert.deepEqual(wrong, []);
    await context.close();
  };
  return page;
}
// Waits until the view has its answers.
export async function settled(page) {
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector(".loading, [aria-busy=true]") && document.querySelector("main h1")?.textContent !== "…");
}
export const json = async (url) => (await fetch(url)).json();
export const bytes = (text, { start, end }) => Buffer.from(text, "utf8").subarray(start, end).toString("utf8");
export const source = (path) => readFileSync(join(root, path), "utf8");
