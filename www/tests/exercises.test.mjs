// Grading in the page of exercises: what fails and how, hints, the run that fails, what has passed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { Demo, eventually, openPage, root, screenshot, startBrowser } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const solution = readFileSync(new URL("../../exercises/frozen-loop/solution.py", import.meta.url), "utf8");

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

async function open(settings = {}) {
  const opened = await openPage(browser, settings);
  await opened.page.goto(`${root}exercises/index.html#frozen-loop`);
  return { ...opened, demo: await ready(opened.page) };
}

async function ready(page) {
  const demo = new Demo(page, page.locator("#site-exercise"));
  await demo.part("widget").waitFor();
  await demo.outcome();
  return demo;
}

/** Checks the answer; the verdict's word. */
async function check(demo, press = () => demo.press("check")) {
  await press();
  const verdict = demo.host.locator('[data-yp-role="verdict"]:not([data-yp-old])');
  await verdict.waitFor();
  await demo.host.locator('[data-yp-role="grading"][data-yp-search="idle"]').waitFor();
  return verdict.getAttribute("data-yp-status");
}

async function answer(demo, program) {
  await demo.editor().waitFor();
  await demo.editor().fill(program);
}

const mark = (page) => page.locator('[data-yp-exercise="frozen-loop"] .site-passed').innerText();
const said = (page) => page.locator("#site-progress-said").innerText();

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    return globalThis.axe.run({ include: [[".yp-panels"], [".site-progress"], [".site-exercise-list"]] }, { runOnly: tags });
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}

/** Chooses a file to import. */
function choose(page, buffer) {
  const file = { name: "progress.json", mimeType: "application/json", buffer: Buffer.from(buffer) };
  return page.locator("#site-import-file").setInputFiles(file);
}

describe("a program that goes wrong", () => {
  let page, demo, close, seen;
  before(async () => {
    ({ page, demo, close, seen } = await open());
  });
  after(() => close());

  test("the check that fails says why, with the line that is at fault", async () => {
    assert.equal(await check(demo), "fail");
    assert.equal(await demo.part("tab-check").getAttribute("aria-selected"), "true");
    const failing = demo.host.locator('[data-yp-role="judged"][data-yp-tone="bad"]');
    const text = await failing.innerText();
    assert.match(text, /the heartbeat is never late/);
    assert.match(text, /does not hold/);
    assert.match(text, /stood still for 500 ms at line 7/);
    assert.match(await demo.text("account"), /7 time\.sleep\(0\.5\)/);
    assert.match(await demo.text("grading"), /Not yet: 1 of 6 checks/);
    assert.equal(await demo.host.locator('[data-yp-role="judged"][data-yp-tone="good"]').count(), 5);
    assert.deepEqual(await violations(page), []);
  });

  test("hints come one by one, and the button keeps the focus", async () => {
    assert.equal(await demo.text("hint"), "Hint 1 of 3");
    await demo.press("hint");
    assert.match(await demo.part("hint-text").first().innerText(), /event loop/);
    assert.equal(await demo.text("hint"), "Hint 2 of 3");
    await demo.press("hint");
    await demo.press("hint");
    assert.equal(await demo.part("hint-text").count(), 3);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.ypRole), "hint");
    await screenshot(page, "exercise-fails", { fullPage: true });
  });

  test("the run that fails is watched at the failing step", async () => {
    await demo.part("watch-failure").first().click();
    await eventually(page, async () => {
      const [cursor, last] = [await demo.cursor(), await demo.lastCursor()];
      assert.ok(cursor > 0 && cursor < last, `${cursor} of ${last}`);
    });
    assert.match(await demo.text("narration"), /sleep|7/);
    await screenshot(page, "exercise-watched");
  });

  test("an edit makes the report old", async () => {
    await answer(demo, `${solution}# mended\n`);
    await eventually(page, async () => {
      assert.equal(await demo.part("verdict").getAttribute("data-yp-old"), "true");
    });
    assert.equal(await demo.part("watch-failure").count(), 0);
    assert.match(await demo.text("grading"), /before the last edit/);
    assert.deepEqual(seen.errors, []);
  });
});

describe("an answer that passes", () => {
  let page, demo, close, seen;
  before(async () => {
    ({ page, demo, close, seen } = await open({ acceptDownloads: true }));
  });
  after(() => close());

  test("it passes by a key, and the page says what was covered", async () => {
    assert.equal(await mark(page), "");
    await answer(demo, solution);
    assert.equal(await check(demo, () => page.keyboard.press("Control+Shift+Enter")), "pass");
    assert.match(await demo.text("passed"), /Passed/);
    assert.match(await mark(page), /passed/);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, "exercise-passes", { fullPage: true });
  });

  test("what has passed is there after a reload, as is the answer", async () => {
    await page.reload();
    demo = await ready(page);
    assert.match(await mark(page), /passed/);
    assert.equal((await demo.program()).trim(), solution.trim());
  });

  test("it is exported, and a browser that knows nothing imports it", async () => {
    const download = page.waitForEvent("download");
    await page.locator("#site-export").click();
    const text = readFileSync(await (await download).path(), "utf8");
    assert.match(text, /^\{"yieldpoint":1,"passed":\{"frozen-loop":\{"at":"\d{4}-\d\d-\d\d","digest":"[0-9a-f]{16}"\}\}\}\n$/);
    const other = await open();
    await choose(other.page, text);
    await eventually(other.page, async () => assert.match(await mark(other.page), /passed/));
    await other.page.reload();
    await eventually(other.page, async () => assert.match(await mark(other.page), /passed/));
    await other.close();
  });

  test("a hostile file is refused, and nothing is lost", async () => {
    for (const text of ["", "{", '{"yieldpoint":1,"passed":{"<img src=x onerror=alert(1)>":{}}}', '{"yieldpoint":2,"passed":{}}']) {
      await page.evaluate(() => document.getElementById("site-progress-said").replaceChildren());
      await choose(page, text);
      await eventually(page, async () => assert.match(await said(page), /Nothing has changed/));
      assert.match(await mark(page), /passed/);
    }
    await page.reload();
    await eventually(page, async () => assert.match(await mark(page), /passed/));
    assert.deepEqual(seen.errors, []);
  });

  test("what is kept and damaged is said and left there", async () => {
    await page.evaluate(() => localStorage.setItem("yp:progress", "{"));
    await page.reload();
    await eventually(page, async () => assert.match(await said(page), /cannot be read/));
    demo = await ready(page);
    assert.equal(await check(demo), "pass");
    assert.match(await mark(page), /passed/);
    assert.equal(await page.evaluate(() => localStorage.getItem("yp:progress")), "{");
  });
});

test("without storage everything else works", async () => {
  const opened = await openPage(browser);
  await opened.page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("no"); } });
  });
  await opened.page.goto(`${root}exercises/index.html#frozen-loop`);
  const demo = await ready(opened.page);
  assert.match(await said(opened.page), /keeps nothing/);
  await answer(demo, solution);
  assert.equal(await check(demo), "pass");
  assert.match(await mark(opened.page), /passed/);
  await opened.close();
});

for (const width of [375, 2560]) {
  test(`at ${width} px nothing sticks out`, async () => {
    const { page, demo, close } = await open({ viewport: { width, height: 900 }, colorScheme: "dark" });
    await check(demo);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
    }));
    assert.ok(scroll <= client, `${scroll} > ${client}`);
    await screenshot(page, `exercise-${width}`, { fullPage: true });
    await close();
  });
}
