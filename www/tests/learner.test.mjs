// What a learner does on the first page with a demo, in a real browser, from arriving to leaving.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, nextFrame, openPage, root, screenshot, startBrowser, wake } from "./site.mjs";

const chapter = `${root}course/two-ways-to-wait/frozen-loop.html`;
const recorded = "tick 0\ndone\ntick 1\ntick 2\ntick 3\ntick 4\ntick 5\n";

let browser, page, seen, demo;

before(async () => {
  browser = await startBrowser();
  ({ page, seen } = await openPage(browser));
});
after(() => browser?.close());

test("reading downloads no WebAssembly", async () => {
  await page.setViewportSize({ width: 1280, height: 240 });
  await page.goto(chapter, { waitUntil: "networkidle" });
  assert.ok(seen.requests.some((url) => url.endsWith("/app/loader.js")), "the loader is there");
  assert.deepEqual(seen.requests.filter((url) => /wasm|shell|editor|worker/.test(url)), []);
  assert.match(await page.locator(".yp-demo .yp-source").first().innerText(), /asyncio\.run/);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("a demo comes to life when it is scrolled to", async () => {
  demo = await wake(page, "frozen-loop");
  assert.equal(await demo.run(), "ok");
  await demo.press("to-end");
  assert.equal(await demo.text("console"), recorded);
  await screenshot(page, "learner-after-run");
});

test("the timeline is drawn and its playhead follows the steps", async () => {
  const end = await demo.picture();
  assert.ok(end.colours > 12, `${end.colours} colours`);
  await demo.press("to-start");
  const start = await demo.picture();
  assert.ok(start.tallest > start.height / 3, "the playhead is a line");
  assert.ok(start.playhead < end.playhead, `${start.playhead} before ${end.playhead}`);
  const places = new Set([start.playhead]);
  for (let step = 0; step < 30; step += 1) {
    await demo.press("step-forward");
    places.add((await demo.picture()).playhead);
  }
  assert.ok(places.size > 2, `the playhead was at ${[...places]}`);
});

test("a step back shows exactly what was there before", async () => {
  await demo.press("to-start");
  const film = [await demo.shown()];
  while (!film.at(-1).console.includes("done")) {
    await demo.press("step-forward");
    film.push(await demo.shown());
  }
  assert.ok(new Set(film.map(({ narration }) => narration)).size > 5, "the narration moves on");
  for (const then of film.slice(0, -1).reverse()) {
    await demo.press("step-back");
    assert.deepEqual(await demo.shown(), then);
  }
  assert.equal(await demo.text("console"), "");
});

test("the slider goes anywhere", async () => {
  const middle = Math.floor((await demo.lastCursor()) / 2);
  await demo.part("scrub").fill(String(middle));
  assert.equal(await demo.cursor(), middle);
  const at = await demo.shown();
  await demo.press("to-end");
  await demo.part("scrub").fill(String(middle));
  assert.deepEqual(await demo.shown(), at);
});

test("play moves on and pause stays", async () => {
  await demo.press("to-start");
  await demo.press("play");
  await eventually(page, async () => assert.ok((await demo.cursor()) > 3));
  await demo.press("play");
  const paused = await demo.cursor();
  for (let frame = 0; frame < 10; frame += 1) await nextFrame(page);
  assert.equal(await demo.cursor(), paused);
  assert.ok(paused < (await demo.lastCursor()));
});

test("arrow keys step the demo and leave the book's page alone", async () => {
  await demo.press("to-start");
  await demo.part("timeline").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await demo.cursor(), 1);
  await demo.editor().click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.equal(page.url(), chapter);
});

test("Tab indents, and Escape then Tab leaves the editor", async () => {
  await demo.editor().click();
  await page.keyboard.press("Tab");
  assert.match(await demo.program(), /\t| {4}/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const inside = await demo.editor().evaluate((editor) => editor.contains(document.activeElement));
  assert.equal(inside, false);
});

test("an edited program runs", async () => {
  await demo.type('print("typed by hand")');
  assert.equal(await demo.run(), "ok");
  await demo.press("to-end");
  assert.equal(await demo.text("console"), "typed by hand\n");
});

test("a mistake is shown with its place, and the old result is not passed off as new", async () => {
  await demo.type("x = = 1");
  await demo.press("run");
  await eventually(page, async () => {
    assert.match(await demo.text("diagnostics"), /^1:5\s+SyntaxError: /);
  });
  const outcome = demo.part("outcome");
  assert.equal(await outcome.getAttribute("data-yp-outcome"), null);
  const marked = await demo.part("stale").count();
  assert.ok(marked === 1 || (await demo.text("console")) === "", "the old output is marked or gone");
  await demo.host.locator(".cm-lintRange-error").first().waitFor();
  await screenshot(page, "learner-mistake");
});

test("an endless loop can be stopped while the page stays responsive", async () => {
  await demo.type("while True: pass");
  await demo.press("run");
  await demo.host.locator('[data-yp-phase="running"]').waitFor();
  const slowest = await page.evaluate(async () => {
    const gaps = [];
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < 40; frame += 1) {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return Math.max(...gaps);
  });
  assert.ok(slowest < 500, `a frame took ${slowest} ms`);
  await demo.press("stop");
  await demo.idle();
});

test("an edit is still there after leaving and coming back; Reset takes it away", async () => {
  await demo.type('print("kept")');
  await page.goto(`${root}course/glossary.html`);
  await page.goto(chapter);
  demo = await wake(page, "frozen-loop");
  assert.equal(await demo.program(), 'print("kept")');
  await demo.press("reset");
  await eventually(page, async () => assert.match(await demo.program(), /bad_example/));
  assert.equal(await demo.run(), "ok");
  await demo.press("to-end");
  assert.equal(await demo.text("console"), recorded);
});

test("nothing failed and nobody else was asked", () => {
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.requests.filter((url) => !url.startsWith(root)), []);
});
