// The simulation in WebAssembly gives the very traces that native code gives.
//
// The golden traces of `lab/tests/scenarios` carry their hash in the first line; native tests hold
// native code to them, this one holds the workers' modules to them.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { openPage, root, startBrowser } from "./site.mjs";

const folder = new URL("../../lab/tests/scenarios/", import.meta.url);
const scenarios = readdirSync(folder).filter((file) => file.endsWith(".scenario"));

let browser, page;

before(async () => {
  browser = await startBrowser();
  ({ page } = await openPage(browser));
  await page.goto(root);
});
after(() => browser?.close());

function golden(file) {
  const trace = readFileSync(new URL(file.replace(/scenario$/, "trace"), folder), "utf8");
  return /^# hash ([0-9a-f]{32})\n/.exec(trace)[1];
}

/** Runs the scenario in the module of its language. */
function hashInBrowser(scenario) {
  return page.evaluate(async (text) => {
    const language = /^language: (\w+)$/m.exec(text)[1];
    const module = await import(new URL(`app/worker-${language}.js`, document.baseURI).href);
    await module.default();
    return module.run_hash(text);
  }, scenario);
}

test("there are golden scenarios", () => assert.ok(scenarios.length >= 7));

for (const file of scenarios) {
  test(`${file}: the same trace as native code`, async () => {
    const scenario = readFileSync(new URL(file, folder), "utf8");
    assert.equal(await hashInBrowser(scenario), golden(file));
  });
}
