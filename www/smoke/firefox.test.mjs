// The site in Firefox: what a learner does first on each kind of page works there, too.
//
// It is no ordinary browser test, so that those do not need a second browser.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { eventually, root } from "../tests/site.mjs";
import { Demo, openPage, press, screenshot, startBrowser } from "./site.mjs";

const FROZEN = "tick 0\ndone\ntick 1\ntick 2\ntick 3\ntick 4\ntick 5\n";

/** Two goroutines that lock in opposite orders: some schedules are a deadlock. */
const TRANSFER = `language: go
---
package main

import (
	"fmt"
	"sync"
)

func transfer(from, to *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	from.Lock()
	to.Lock()
	to.Unlock()
	from.Unlock()
}

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	wg.Add(2)
	go transfer(&a, &b, &wg)
	go transfer(&b, &a, &wg)
	wg.Wait()
	fmt.Println("done")
}
`;

const GREETING = "language: python\nname: Grüße\nseed: 7\n---\nprint('grüß \u{1f40d}')\nprint('two')\n";

let browser, page, seen, close;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());
afterEach(() => close?.());

/** Opens an address of the site in a page of its own. */
async function open(address, settings) {
  ({ page, seen, close } = await openPage(browser, settings));
  await page.goto(root + address);
}

/** Nothing was refused or failed, nobody else was asked, nothing is wider than the window. */
async function assertSound() {
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(root)), []);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(tooWide <= 0, `the page is ${tooWide} px too wide`);
}

/** A link as `lab::link` writes it. */
function link(text, cursor = "") {
  return `play/index.html#v1.${cursor}.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
}

/** The demo of a chapter, awake after the reader has touched the page. */
async function wake(name) {
  const host = `.yp-demo[data-yp-demo="${name}"]`;
  await page.$eval(host, (section) => section.scrollIntoView({ block: "start" }));
  await page.mouse.move(5, 5);
  await page.mouse.move(9, 9);
  const demo = new Demo(page, host);
  await demo.wait("widget");
  return demo;
}

/** Run, one step back and forward again, to the start and to the end. */
async function runAndStep(demo) {
  assert.equal(await demo.run(), "ok");
  await demo.press("to-end");
  const end = await demo.shown();
  await demo.press("step-back");
  assert.equal(await demo.cursor(), end.cursor - 1);
  await demo.press("step-forward");
  assert.deepEqual(await demo.shown(), end);
  await demo.press("to-start");
  assert.equal((await demo.shown()).console, "");
  await demo.press("to-end");
  assert.deepEqual(await demo.shown(), end);
  assert.ok((await demo.colours()) > 12, "the timeline is drawn");
  return end;
}

/** Types a program and runs it in the worker. */
async function assertRunsTyped(demo, program) {
  await demo.type(program);
  assert.equal(await demo.run(), "ok");
  await demo.press("to-end");
  assert.equal(await demo.text("console"), "typed by hand\n");
}

test("the first page", async () => {
  await open("");
  assert.ok(await page.$eval(".site-hero-picture svg", (picture) => picture.clientWidth > 300));
  await screenshot(page, "landing");
  await assertSound();
});

test("a chapter with Python: run, step, edit, come back", async () => {
  await open("course/two-ways-to-wait/frozen-loop.html");
  const demo = await wake("frozen-loop");
  const end = await runAndStep(demo);
  assert.equal(end.console, FROZEN);
  await screenshot(page, "chapter-python");
  await assertRunsTyped(demo, 'print("typed by hand")');
  await demo.type("x = = 1");
  await demo.press("run");
  await page.waitForSelector(`${demo.host} .cm-lintRange-error`);
  assert.match(await demo.text("diagnostics"), /^1:5\s+SyntaxError: /);
  // What was typed is kept.
  await page.goto(`${root}course/glossary.html`);
  await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`);
  const again = await wake("frozen-loop");
  const typed = () => page.$eval(`${again.part("editor")} .cm-content`, (text) => text.innerText.trim());
  await eventually(page, async () => assert.equal(await typed(), "x = = 1"));
  await again.press("reset");
  await eventually(page, async () => assert.match(await typed(), /bad_example/));
  assert.equal((await runAndStep(again)).console, FROZEN);
  await assertSound();
});

test("a chapter with Go: run, step, edit", async () => {
  await open("course/two-ways-to-wait/who-goes-next.html");
  const demo = await wake("goroutines-take-turns");
  const end = await runAndStep(demo);
  assert.notEqual(end.console, "");
  await screenshot(page, "chapter-go");
  const program = 'package main; import "fmt"; func main() { fmt.Println("typed by hand") }';
  await assertRunsTyped(demo, program);
  await assertSound();
});

test("an endless loop is stopped", async () => {
  await open(link("language: python\n---\nprint(1)\n"));
  const demo = new Demo(page, "main");
  assert.equal(await demo.outcome(), "ok");
  await demo.type("while True: pass");
  await demo.press("run");
  await demo.wait("widget", '[data-yp-phase="running"]');
  await demo.press("stop");
  await demo.wait("widget", '[data-yp-phase="idle"]');
  await assertSound();
});

test("all schedules are searched and the bad one is watched", async () => {
  await open(link(TRANSFER));
  const demo = new Demo(page, "main");
  await demo.outcome();
  await demo.press("tab-schedules");
  await demo.press("explore");
  await demo.wait("outcomes");
  await demo.wait("search", '[data-yp-search="idle"]');
  const endings = await page.$$eval(demo.part("ending"), (all) => all.map((one) => one.dataset.ypKind));
  assert.deepEqual(endings.sort(), ["deadlock", "ok"]);
  assert.match(await demo.text("search"), /Every schedule was tried/);
  await press(page, `${demo.part("ending", '[data-yp-kind="deadlock"]')} [data-yp-role="watch"]`);
  await demo.wait("outcome", '[data-yp-outcome="deadlock"]');
  await screenshot(page, "schedules");
  for (const panel of ["machine", "events", "problems", "settings"]) {
    await demo.press(`tab-${panel}`);
    await page.waitForSelector(demo.part(`tab-${panel}`, '[aria-selected="true"]'));
    await screenshot(page, `panel-${panel}`);
  }
  await assertSound();
});

test("a link brings its program and moment, and is written again", async () => {
  await open(link(GREETING, 4));
  const demo = new Demo(page, "main");
  assert.equal(await demo.outcome(), "ok");
  assert.equal(await demo.cursor(), 4);
  assert.match(await demo.text("editor-text"), /grüß \u{1f40d}/u);
  await demo.press("share");
  const field = await page.waitForSelector('[data-yp-role="share-link"]');
  const again = await field.evaluate((field) => field.value);
  await screenshot(page, "share");
  await page.goto("about:blank");
  await page.goto(again);
  assert.equal(await demo.outcome(), "ok");
  assert.equal(await demo.cursor(), 4);
  assert.match(await demo.text("editor-text"), /grüß \u{1f40d}/u);
  await assertSound();
});

test("the gallery shows its pictures and opens a program", async () => {
  await open("gallery/index.html");
  const width = () => page.$eval(".site-card img", (picture) => picture.complete && picture.naturalWidth);
  await eventually(page, async () => assert.ok((await width()) > 0));
  await screenshot(page, "gallery");
  await Promise.all([page.waitForNavigation(), press(page, ".site-card")]);
  assert.match(page.url(), /\/play\/.*\?demo=/);
  assert.equal(await new Demo(page, "main").outcome(), "ok");
  await screenshot(page, "play");
  await assertSound();
});

test("an exercise is opened and its program runs", async () => {
  await open("exercises/index.html#frozen-loop");
  const demo = new Demo(page, "#site-exercise");
  await demo.wait("widget");
  const title = await page.$eval('[data-yp-exercise][aria-current="true"] b', (link) => link.innerText);
  assert.ok((await page.title()).startsWith(title));
  await demo.run();
  await screenshot(page, "exercises");
  await demo.press("to-end");
  assert.notEqual(await demo.text("console"), "");
  await assertSound();
});

test("a chapter on a telephone in the dark", async () => {
  const dark = await startBrowser("dark");
  try {
    ({ page, seen, close } = await openPage(dark, { width: 375, height: 812 }));
    await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`);
    const demo = await wake("frozen-loop");
    await runAndStep(demo);
    await screenshot(page, "chapter-narrow-dark");
    await assertSound();
  } finally {
    close = undefined;
    await dark.close();
  }
});
