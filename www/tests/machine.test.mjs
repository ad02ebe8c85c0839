// The panel of the machine: what is where at the cursor, seen and read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { Demo, eventually, openPage, root, screenshot, startBrowser } from "./site.mjs";

const LOCKS = `language: go
name: Two locks
procs: 4
---
package main

import (
	"sync"
	"time"
)

func main() {
	var a, b sync.Mutex
	done := make(chan bool, 2)
	go func() {
		a.Lock()
		time.Sleep(time.Millisecond)
		b.Lock()
		done <- true
	}()
	go func() {
		b.Lock()
		time.Sleep(time.Millisecond)
		a.Lock()
		done <- true
	}()
	<-done
}
`;

const GATHER = `language: python
name: Gather
---
import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)


async def main():
    await asyncio.gather(work(0.02), work(0.01))


asyncio.run(main())
`;

const MANY = `language: go
name: Many
---
package main

func main() {
	stop := make(chan bool)
	for i := 0; i < 10000; i++ {
		go func() { <-stop }()
	}
	close(stop)
}
`;

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

async function open(scenario, settings = {}) {
  const { page, seen, close } = await openPage(browser, settings);
  const data = deflateRawSync(Buffer.from(scenario)).toString("base64url");
  await page.goto(`${root}play/index.html#v1..${data}`);
  const demo = new Demo(page, page.locator("main"));
  await demo.outcome();
  return { page, seen, close, demo, panel: demo.part("machine") };
}

/** The card of this title, as `row label: tokens`. */
function card(panel, title) {
  return panel.locator(".yp-card").evaluateAll((cards, wanted) => {
    const found = cards.find((one) => one.querySelector("b").textContent === wanted);
    const rows = [...(found?.querySelectorAll(".yp-row") ?? [])];
    const text = (row, what) => row.querySelector(what)?.textContent ?? "";
    return rows.map((row) => {
      const tokens = [...row.querySelectorAll(".yp-token > span")].map((token) => token.textContent);
      return `${text(row, ".yp-row-label")}: ${tokens.join(" ")}`;
    });
  }, title);
}

/** Where every card stands. */
function places(panel) {
  return panel.locator(".yp-card, .yp-row").evaluateAll((all) => all.map((one) => [one.offsetLeft, one.offsetTop]));
}

test("a deadlock shows who has which lock and who waits for it", async () => {
  const { page, seen, close, panel } = await open(LOCKS);
  const [first, second] = [await card(panel, "a"), await card(panel, "b")];
  assert.match(first.join(), /^held by: (G\d),waits: (G\d)$/);
  const [, holder, waiter] = /held by: (G\d),waits: (G\d)/.exec(first.join());
  assert.deepEqual(second, [`held by: ${waiter}`, `waits: ${holder}`]);
  assert.deepEqual(await card(panel, "chan done"), ["buffer: ", "sendq: ", "recvq: G1"]);
  await screenshot(page, "machine-locks");
  assert.deepEqual(seen.errors, []);
  await close();
});

test("nothing moves but the tokens", async () => {
  const { close, panel, demo } = await open(LOCKS);
  await demo.press("to-start");
  const before = await places(panel);
  for (let step = 0; step < 60; step += 1) {
    await demo.press("step-forward");
    assert.deepEqual(await places(panel), before, `step ${step}`);
  }
  await close();
});

test("a token that goes elsewhere is seen on its way, unless motion is not wanted", async () => {
  for (const [reducedMotion, moves] of [["no-preference", true], ["reduce", false]]) {
    const { close, panel, demo } = await open(LOCKS, { reducedMotion });
    await demo.press("to-start");
    let seen = 0;
    for (let step = 0; step < 40; step += 1) {
      await demo.press("step-forward");
      seen += await panel.locator(".yp-gliding .yp-token").count();
    }
    assert.equal(seen > 0, moves, `${seen} with ${reducedMotion}`);
    await close();
  }
});

test("a press selects a goroutine, here and everywhere", async () => {
  const { close, panel } = await open(LOCKS);
  const token = panel.locator('button.yp-token[data-yp-fiber="2"]').first();
  await token.click();
  const pressed = panel.locator('.yp-token[aria-pressed="true"]');
  await pressed.first().waitFor();
  const whom = await pressed.evaluateAll((all) => all.map((one) => one.dataset.ypFiber));
  assert.ok(whom.length > 0 && whom.every((one) => one === "2"), `${whom}`);
  await close();
});

test("handles go from the heap to the ready deque, and tasks hang below who awaits them", async () => {
  const { page, close, panel, demo } = await open(GATHER);
  await demo.press("to-start");
  const [heaps, decks] = [new Set(), new Set()];
  const last = await demo.lastCursor();
  for (let cursor = 0; cursor < last; cursor += 1) {
    await demo.press("step-forward");
    const [, ready, timers] = await card(panel, "Loop 1");
    heaps.add(timers);
    decks.add(ready);
    if (heaps.has("timers: Task-3 Task-2") && decks.has("ready: Task-3")) break;
  }
  assert.ok(heaps.has("timers: Task-3 Task-2"), [...heaps].join("; "));
  assert.ok(decks.has("ready: Task-3"), [...decks].join("; "));
  const deep = await panel.locator('.yp-row[style*="--yp-depth"]').count();
  assert.equal(deep, 2, "two tasks below the one that gathers them");
  await screenshot(page, "machine-gather");
  await close();
});

test("ten thousand goroutines: some are shown, all are counted", async () => {
  const { page, close, panel, demo } = await open(MANY);
  const last = await demo.lastCursor();
  const middle = await demo.part("scrub").evaluate((scrub, value) => {
    scrub.value = String(value);
    scrub.dispatchEvent(new Event("input", { bubbles: true }));
    return value;
  }, Math.round(last * 0.6));
  await eventually(page, async () => assert.equal(await demo.cursor(), middle));
  const shown = await panel.locator(".yp-token").count();
  assert.ok(shown > 10 && shown < 400, `${shown} are shown`);
  // Whoever has come so far stands in the ring, in the global queue, or at the channel.
  const counts = await panel.locator(".yp-row-note, .yp-card-head span").allInnerTexts();
  const all = counts.reduce((sum, count) => sum + (/^\d+(\/256)?$/.test(count) ? parseInt(count) : 0), 0);
  assert.ok(all > 1000, `${all} are counted`);
  await close();
});

test("it fits a phone", async () => {
  const { page, close, panel } = await open(LOCKS, { viewport: { width: 375, height: 800 } });
  await panel.scrollIntoViewIfNeeded();
  const [wide, room] = await panel.evaluate((it) => [it.scrollWidth, it.clientWidth]);
  assert.ok(wide <= room, `${wide} pixels in ${room}`);
  await screenshot(page, "machine-phone");
  await close();
});
