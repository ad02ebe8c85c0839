// How fast schedules are explored in Chromium, beside native code: `cargo xtask bench web`.
//
// Both do the same search, move for move, in turns. Seconds are those of the processor, so that
// other programs on this machine count little; the middle of the runs is shown.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { openPage, root, startBrowser } from "../tests/site.mjs";

const RUNS = Number(process.env.YP_RUNS ?? 3);
const NATIVE = process.env.YP_NATIVE;
/** Far more than any of them needs: a search that its time ends is not the same one twice. */
const SECONDS = 300;

const source = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const go = (name, change) => ({ language: "go", source: change(source(`bench/explore/go/${name}.go`)) });
const pair = (name) => ({ language: "python", source: source(`conformance/pairs/python/${name}`) });

const PROGRAMS = {
  "inc 3x3": go("inc", (text) => text.replace("threads = 2", "threads = 3")),
  "readers 11": go("readers", (text) => text.replace("n = 8", "n = 11")),
  "threads_too_polite, fix": pair("threads_too_polite/fix.py"),
};

const text = ({ language, source }) => `language: ${language}\n---\n${source}`;

function natively(program) {
  const input = text(program);
  const child = spawnSync(NATIVE, [String(SECONDS)], { input, encoding: "utf8" });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout);
}

/** The page's own thread, whose time the browser knows. */
async function inBrowser(page, program) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value;
  };
  await page.evaluate(load, program.language);
  const before = await busy();
  const said = await page.evaluate(explore, [text(program), SECONDS]);
  const seconds = (await busy()) - before;
  return { ...JSON.parse(said), seconds };
}

async function load(language) {
  globalThis.simulation = await import(
    new URL(`app/worker-${language}.js`, document.baseURI).href
  );
  await globalThis.simulation.default();
}

function explore([text, seconds]) {
  return globalThis.simulation.explore_json(text, seconds);
}

const middle = (runs) => runs.map(({ seconds }) => seconds).sort((a, b) => a - b)[runs.length >> 1];

async function compare(browser, name) {
  const native = [];
  const web = [];
  for (let run = 0; run < RUNS; run += 1) {
    native.push(natively(PROGRAMS[name]));
    const { page, close } = await openPage(browser);
    await page.goto(root);
    web.push(await inBrowser(page, PROGRAMS[name]));
    await close();
  }
  const same = ({ seconds, ...counts }) => counts;
  for (const run of [...native, ...web]) assert.deepEqual(same(run), same(native[0]));
  const { complete, states, mode } = native[0];
  assert.ok(complete, name);
  const [here, there] = [middle(native), middle(web)];
  const rate = (seconds) => Math.round(states / seconds).toLocaleString("en");
  const cells = [name, mode, states.toLocaleString("en"), here.toFixed(2), there.toFixed(2)];
  cells.push(rate(here), rate(there), (here / there).toFixed(2));
  console.log(`| ${cells.join(" | ")} |`);
}

const browser = await startBrowser();
const heads = ["program", "mode", "states", "native, s", "Chromium, s"];
heads.push("native, states/s", "Chromium, states/s", "to native");
console.log(`| ${heads.join(" | ")} |\n|---|---|--:|--:|--:|--:|--:|--:|`);
for (const name of Object.keys(PROGRAMS)) await compare(browser, name);
await browser.close();
