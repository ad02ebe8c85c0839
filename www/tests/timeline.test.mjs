// The timeline as it is used: by mouse, by wheel, by keys, by fingers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { encode } from "../src/link.js";
import { Demo, eventually, nextFrame, openPage, root, screenshot, startBrowser } from "./site.mjs";

const program = `package main

import (
	"fmt"
	"sync"
)

func worker(jobs <-chan int, done *sync.WaitGroup) {
	defer done.Done()
	for job := range jobs {
		fmt.Println("job", job)
	}
}

func main() {
	jobs := make(chan int)
	var done sync.WaitGroup
	for range 3 {
		done.Add(1)
		go worker(jobs, &done)
	}
	for job := range 12 {
		jobs <- job
	}
	close(jobs)
	done.Wait()
}
`;

let browser, page, seen, demo;

async function open(settings) {
  const opened = await openPage(browser, settings);
  const link = await encode(`language: go\nname: Workers\n---\n${program}`);
  await opened.page.goto(`${root}play/#${link}`);
  const shown = new Demo(opened.page, opened.page.locator("#site-stage"));
  await shown.outcome();
  await shown.part("timeline").scrollIntoViewIfNeeded();
  return { ...opened, demo: shown };
}

before(async () => {
  browser = await startBrowser();
  ({ page, seen, demo } = await open());
});
after(() => browser?.close());

/** Which part of the run is in view, in per cent: `[from, width]`. */
async function view(of = demo) {
  const style = await of.part("map-window").getAttribute("style");
  return [/left:\s*([\d.e-]+)%/, /max\(([\d.e-]+)%/].map((part) => Number(part.exec(style)[1]));
}

async function middle(of = demo) {
  const box = await of.part("timeline").boundingBox();
  return [box.x + box.width * 0.6, box.y + 30 + 32 * 1.5];
}

test("the whole run is in view, and the map says so", async () => {
  assert.deepEqual(await view(), [0, 100]);
  assert.match(await demo.part("map-window").getAttribute("aria-valuetext"), /^from 0 to /);
  assert.match(await demo.part("timeline").getAttribute("aria-label"), /Lanes: P0, G1 main, /);
  await screenshot(page, "timeline-whole");
});

test("Ctrl and the wheel zoom, a drag and Shift and the wheel move", async () => {
  const [x, y] = await middle();
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  const zoomed = await view();
  assert.ok(zoomed[1] < 40 && zoomed[0] > 0, `${zoomed}`);
  assert.equal(await demo.part("follow").getAttribute("aria-pressed"), "true");
  await page.mouse.down();
  await page.mouse.move(x + 60, y);
  await page.mouse.move(x + 90, y);
  await page.mouse.up();
  const dragged = await view();
  assert.ok(dragged[0] < zoomed[0] && dragged[1] === zoomed[1], `${dragged} after ${zoomed}`);
  assert.equal(await demo.part("follow").getAttribute("aria-pressed"), "false", "moved by hand");
  await page.keyboard.down("Shift");
  await page.mouse.wheel(0, 200);
  await page.keyboard.up("Shift");
  assert.ok((await view())[0] > dragged[0]);
  await demo.press("zoom-all");
  assert.deepEqual(await view(), [0, 100]);
});

test("the window of the map can be dragged and moved by keys", async () => {
  await demo.press("zoom-in");
  await demo.press("zoom-in");
  const [, width] = await view();
  const map = await demo.part("map").boundingBox();
  const handle = await demo.part("map-window").boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 8);
  await page.mouse.down();
  await page.mouse.move(map.x + (map.width * width) / 200, handle.y + 8);
  await page.mouse.up();
  const [left] = await view();
  assert.ok(left < 2, `${left}`);
  await demo.part("map-window").press("ArrowRight");
  assert.ok((await view())[0] > left);
  await demo.part("map-window").press("Home");
  assert.equal((await view())[0], 0);
  await demo.press("zoom-all");
});

test("a press on a slice goes to its moment and to its line", async () => {
  const end = await demo.lastCursor();
  const [x, y] = await middle();
  await page.mouse.click(x, y);
  const cursor = await demo.cursor();
  assert.ok(cursor > 0 && cursor < end, `${cursor} of ${end}`);
  await demo.host.locator(".cm-line.yp-line").first().waitFor();
  await page.mouse.move(x + 1, y);
  await eventually(page, async () => assert.match(await demo.text("tip"), /G1 main: .*from .* to /s));
  await screenshot(page, "timeline-tip");
  await page.mouse.move(2, 2);
});

test("keys choose lanes and slices, say what they are, and go there", async () => {
  const timeline = demo.part("timeline");
  await timeline.press("Escape");
  await timeline.press("ArrowDown");
  const first = await demo.part("slice").textContent();
  assert.match(first, /^(P0|G\d).*: .*from .* to .* long/);
  await timeline.press("ArrowDown");
  const below = await demo.part("slice").textContent();
  assert.notEqual(below, first);
  await timeline.press("ArrowRight");
  const after = await demo.part("slice").textContent();
  assert.notEqual(after, below);
  const cursor = await demo.cursor();
  await timeline.press("Enter");
  assert.notEqual(await demo.cursor(), cursor);
  await timeline.press("Escape");
  assert.equal(await demo.part("slice").textContent(), "");
});

test("groups fold by mouse and keys, alone and all at once", async () => {
  const height = async () => (await demo.part("timeline").boundingBox()).height;
  const whole = await height();
  const fold = demo.part("fold").first();
  assert.equal(await fold.getAttribute("aria-label"), "Fold worker × 3");
  await fold.click();
  assert.equal(await height(), whole - 64, "three lanes are one row");
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  await screenshot(page, "timeline-folded");
  await fold.press("Enter");
  assert.equal(await height(), whole);
  await demo.press("fold-all");
  assert.equal(await height(), whole - 64);
  await demo.press("fold-all");
  assert.equal(await height(), whole);
});

test("while it plays the view follows, until the learner moves it", async () => {
  await demo.press("to-start");
  for (let turn = 0; turn < 4; turn += 1) await demo.press("zoom-in");
  await demo.press("follow");
  assert.equal(await demo.part("follow").getAttribute("aria-pressed"), "true");
  await demo.press("play");
  await eventually(page, async () => assert.ok((await view())[0] > 5));
  await demo.part("map-window").press("Home");
  for (let frame = 0; frame < 5; frame += 1) await nextFrame(page);
  assert.equal((await view())[0], 0, "it stays where it was put");
  await demo.press("to-end");
});

test("fingers: one scrolls the page or moves the view, two zoom", async () => {
  const phone = { viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true };
  const { page: small, demo: held, seen: told, close } = await open(phone);
  const [x, y] = await middle(held);
  const session = await small.context().newCDPSession(small);
  const touch = (type, ...points) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  await touch("touchStart", [x - 20, y], [x + 20, y]);
  for (let by = 30; by <= 80; by += 10) await touch("touchMove", [x - by, y], [x + by, y]);
  await touch("touchEnd");
  const zoomed = await view(held);
  assert.ok(zoomed[1] < 60, `${zoomed}`);
  await touch("touchStart", [x, y]);
  for (let by = 10; by <= 60; by += 10) await touch("touchMove", [x + by, y]);
  await touch("touchEnd");
  const moved = await view(held);
  assert.ok(moved[0] < zoomed[0], `${moved} after ${zoomed}`);
  const scrolled = await small.evaluate(() => scrollY);
  await touch("touchStart", [x, y]);
  for (let by = 10; by <= 90; by += 10) await touch("touchMove", [x, y - by]);
  await touch("touchEnd");
  await eventually(small, async () => assert.notEqual(await small.evaluate(() => scrollY), scrolled));
  await screenshot(small, "timeline-phone");
  assert.deepEqual(told.errors, []);
  await close();
});

test("nothing failed", () => assert.deepEqual(seen.errors, []));
