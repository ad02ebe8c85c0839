// The panels beside the timeline, the keys, and everything that is set: in a real browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { Demo, eventually, openPage, root, screenshot, startBrowser } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PANELS = ["machine", "events", "problems", "schedules", "settings"];

/** Two transfers that lock in opposite orders: one schedule in many is a deadlock. */
const TRANSFER = `package main

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

/** A lock that is taken twice. */
const TWICE = `package main

import "sync"

func main() {
	var lock sync.Mutex
	lock.Lock()
	lock.Lock()
}
`;

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** The page of its own with that demo of the course, after its first run. */
async function open(name, settings = {}) {
  const opened = await openPage(browser, { serviceWorkers: "block", ...settings });
  await opened.page.goto(`${root}play/?demo=${name}`);
  const demo = new Demo(opened.page, opened.page.locator("#site-stage"));
  await demo.part("widget").waitFor();
  await demo.outcome();
  return { ...opened, demo };
}

/** Replaces the program at once, as pasting does. */
async function paste(demo, program) {
  await demo.editor().waitFor();
  await demo.editor().fill(program);
}

async function panel(demo, name) {
  await demo.press(`tab-${name}`);
  return demo.part("panel");
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return globalThis.axe.run(document.querySelector("#site-stage"), { runOnly: tags });
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}

describe("tabs", () => {
  let page, demo, close, seen;
  before(async () => {
    ({ page, demo, close, seen } = await open("frozen-loop"));
  });
  after(() => close());

  test("arrows go from tab to tab and open them", async () => {
    await demo.part("tab-machine").focus();
    for (const name of [...PANELS.slice(1), PANELS[0]]) {
      await page.keyboard.press("ArrowRight");
      const tab = demo.part(`tab-${name}`);
      assert.equal(await tab.getAttribute("aria-selected"), "true");
      assert.ok(await tab.evaluate((tab) => tab === document.activeElement), name);
    }
    await page.keyboard.press("ArrowLeft");
    assert.equal(await demo.part("tab-settings").getAttribute("aria-selected"), "true");
    assert.equal(await demo.host.locator('[role=tab][tabindex="0"]').count(), 1);
  });

  test("nothing moves when another panel is opened, nor while the run plays", async () => {
    const places = () => demo.host.evaluate((host) => {
      const boxes = host.querySelectorAll(".yp-bar, .yp-code, .yp-out, .yp-watch, .yp-panels, .yp-tab");
      return [...boxes].map((box) => JSON.stringify(box.getBoundingClientRect()));
    });
    await panel(demo, "machine");
    const first = await places();
    for (const name of PANELS) {
      await panel(demo, name);
      assert.deepEqual(await places(), first, name);
    }
    await demo.press("to-start");
    assert.deepEqual(await places(), first);
  });

  test("no panel has a problem with access, in light or dark, wide or narrow", async () => {
    for (const [width, colorScheme] of [[1280, "light"], [375, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const name of PANELS) {
        await panel(demo, name);
        assert.deepEqual(await violations(page), [], `${name}, ${width} px`);
        await screenshot(page, `panel-${name}-${width}`, { fullPage: true });
      }
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `${width} px: ${sideways} px too wide`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("nothing failed", () => assert.deepEqual(seen.errors, []));
});

describe("keys", () => {
  let page, demo, close;
  before(async () => {
    ({ page, demo, close } = await open("frozen-loop"));
  });
  after(() => close());

  test("a question mark lists the keys, and the focus comes back", async () => {
    await demo.part("timeline").focus();
    await page.keyboard.press("?");
    const dialog = demo.part("keys");
    await dialog.waitFor({ state: "visible" });
    assert.match(await dialog.innerText(), /Space\s+play or pause/);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await demo.part("timeline").evaluate((part) => part === document.activeElement));
  });

  test("letters step by switch, line and output, and back", async () => {
    await demo.press("to-start");
    await demo.part("timeline").focus();
    for (const [forth, back] of [["n", "p"], [".", ","], ["o", "O"], ["ArrowRight", "ArrowLeft"]]) {
      await page.keyboard.press("Home");
      const cursors = [];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press(forth);
        cursors.push(await demo.cursor());
      }
      assert.deepEqual([...new Set(cursors)].sort((a, b) => a - b), cursors, `${forth} goes on`);
      for (const cursor of cursors.slice(0, -1).reverse()) {
        await page.keyboard.press(back);
        assert.equal(await demo.cursor(), cursor, back);
      }
    }
  });

  test("digits open panels; nothing is taken from a text", async () => {
    await demo.part("timeline").focus();
    await page.keyboard.press("5");
    assert.equal(await demo.part("tab-settings").getAttribute("aria-selected"), "true");
    const before = await demo.cursor();
    await demo.editor().click();
    await page.keyboard.type("1n.a?");
    assert.match(await demo.program(), /1n\.a\?/);
    assert.equal(await demo.part("tab-settings").getAttribute("aria-selected"), "true");
    await demo.part("seed").fill("12");
    await demo.part("seed").press("ArrowLeft");
    await demo.part("seed").press("1");
    assert.equal(await demo.part("seed").inputValue(), "112");
    assert.equal(await demo.cursor(), before);
  });
});

describe("events", () => {
  let page, demo, close;
  before(async () => {
    ({ page, demo, close } = await open("frozen-loop"));
    await panel(demo, "events");
  });
  after(() => close());

  const current = () => demo.host.locator('.yp-event[aria-selected="true"]');

  test("the row of the moment says what the narration says and is in sight", async () => {
    for (const role of ["to-start", "next-switch", "next-line", "to-end", "prev-switch"]) {
      await demo.press(role);
      if ((await demo.cursor()) === 0) continue;
      await eventually(page, async () => {
        assert.equal(await current().locator(".yp-what").innerText(), await demo.text("narration"));
      });
      const is = await current().evaluate((row) => {
        const [inner, outer] = [row, row.closest("[role=grid]")].map((one) => one.getBoundingClientRect());
        return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      });
      assert.ok(is, `${role}: the row is in sight`);
    }
  });

  test("a click on a row goes to its moment; up and down go through the rows", async () => {
    await demo.press("to-start");
    const row = demo.host.locator(".yp-event").nth(2);
    await row.click();
    assert.equal(await demo.cursor(), 3);
    await demo.part("events").press("ArrowDown");
    assert.equal(await demo.cursor(), 4);
    await demo.part("events").press("ArrowUp");
    assert.equal(await demo.cursor(), 3);
  });

  test("a filter leaves what contains the words, of whom one asks about", async () => {
    await demo.part("events-words").fill("PRINTS");
    await eventually(page, async () => {
      const rows = await demo.host.locator(".yp-event .yp-what").allInnerTexts();
      assert.equal(rows.length, 7);
      assert.ok(rows.every((row) => row.includes("prints")), rows.join("\n"));
    });
    await demo.part("events-whose").selectOption({ label: "Task-3 bad_example" });
    await eventually(page, async () => {
      assert.deepEqual(await demo.host.locator(".yp-event .yp-what").allInnerTexts(), [
        "Task-3 'bad_example' prints \"done\"",
      ]);
    });
    await demo.part("events-words").fill("");
  });

  test("a click on a line of output goes to when it was printed", async () => {
    await demo.press("to-end");
    const line = await demo.part("console").locator("pre").first().boundingBox();
    const height = line.height / 7;
    await page.mouse.click(line.x + 12, line.y + height * 1.5);
    await eventually(page, async () => assert.equal(await demo.text("console"), "tick 0\ndone\n"));
  });
});

test("half a million events are listed and searched", async () => {
  const { page, demo, close } = await open("frozen-loop");
  await paste(demo, "n = 0\nwhile n < 260000:\n    n += 1\nprint('end of it')\n");
  await demo.press("run");
  await eventually(page, async () => assert.ok((await demo.lastCursor()) > 400_000), 60);
  await panel(demo, "events");
  await demo.press("to-end");
  await demo.part("events-words").fill("end of it");
  await eventually(page, async () => {
    assert.equal(await demo.host.locator(".yp-event").count(), 1);
    assert.match(await demo.host.locator(".yp-filters").innerText(), /1 of /);
  }, 60);
  await demo.host.locator(".yp-event").click();
  assert.match(await demo.text("narration"), /prints "end of it"/);
  await close();
});

describe("settings", () => {
  let page, demo, close;
  before(async () => {
    ({ page, demo, close } = await open("goroutines-take-turns"));
    await panel(demo, "settings");
  });
  after(() => close());

  test("a change runs again, and the figures stand beside those before", async () => {
    const strip = () => demo.text("figures");
    const before = await strip();
    await demo.part("procs").fill("4");
    await demo.part("procs").press("Enter");
    await demo.outcome();
    await eventually(page, async () => assert.match(await strip(), /Steals/));
    await demo.part("instruction-cost").fill("100ns");
    await demo.part("instruction-cost").press("Enter");
    await demo.outcome();
    await eventually(page, async () => assert.match(await strip(), /Makespan\s+\S+ \S+\s*was /));
    assert.notEqual(await strip(), before);
    await demo.press("next-seed");
    await demo.outcome();
    assert.equal(await demo.part("seed").inputValue(), "1");
  });

  test("what cannot be says why and runs nothing", async () => {
    await demo.part("procs").fill("none");
    await demo.part("procs").press("Enter");
    await eventually(page, async () => assert.match(await demo.text("panel"), /There can be 1 to 256/));
    assert.equal(await demo.part("procs").getAttribute("aria-invalid"), "true");
  });

  test("settings are there after coming back, until they are reset", async () => {
    await page.reload();
    await demo.outcome();
    await panel(demo, "settings");
    assert.equal(await demo.part("procs").inputValue(), "4");
    await demo.press("reset-settings");
    await demo.outcome();
    assert.equal(await demo.part("seed").inputValue(), "0");
    await page.reload();
    await demo.outcome();
    await panel(demo, "settings");
    assert.equal(await demo.part("seed").inputValue(), "0");
  });
});

describe("problems and schedules", () => {
  let page, demo, close, seen;
  before(async () => {
    ({ page, demo, close, seen } = await open("goroutines-take-turns"));
  });
  after(() => close());

  test("a deadlock says who waits for what, and shows the moment", async () => {
    await paste(demo, TWICE);
    assert.equal(await demo.run(), "deadlock");
    await panel(demo, "problems");
    const finding = demo.part("finding").first();
    assert.match(await finding.innerText(), /Deadlock/);
    await demo.press("to-end");
    const last = await demo.cursor();
    await finding.locator('[data-yp-role="show"]').first().click();
    assert.ok((await demo.cursor()) < last);
    const href = await finding.locator("a").getAttribute("href");
    assert.match(href, /\/course\/.*\.html$/);
  });

  test("a run without a problem is calm, and all schedules find the one there is", async () => {
    await paste(demo, TRANSFER);
    assert.equal(await demo.run(), "ok");
    await panel(demo, "problems");
    await demo.part("no-problem").waitFor();
    await panel(demo, "schedules");
    await demo.press("explore");
    await demo.part("ending").first().waitFor();
    const kinds = await demo.part("ending").evaluateAll((all) => all.map((one) => one.dataset.ypKind));
    assert.deepEqual(kinds, ["deadlock", "ok"], "bad ones first");
    assert.match(await demo.text("search"), /^Every schedule was tried: /);
    await screenshot(page, "schedules");
  });

  test("an end's shortest run is watched, under a banner, and left again", async () => {
    await demo.part("ending").first().locator('[data-yp-role="watch"]').click();
    assert.equal(await demo.outcome(), "deadlock");
    assert.match(await demo.text("banner"), /You are watching schedule virtual:0x/);
    await panel(demo, "problems");
    assert.equal(await demo.part("finding").first().locator(".yp-parties li").count(), 2);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, "witness", { fullPage: true });
    await demo.press("leave-schedule");
    assert.equal(await demo.outcome(), "ok");
    assert.equal(await demo.part("banner").count(), 0);
  });

  test("an edit makes what was found old", async () => {
    await paste(demo, `${TRANSFER}\n// edited`);
    await panel(demo, "schedules");
    await demo.host.locator('[data-yp-role="outcomes"][data-yp-old]').waitFor();
    assert.equal(await demo.part("ending").first().locator('[data-yp-role="watch"]').count(), 0);
  });

  test("a long search tells how far it is and is stopped", async () => {
    const many = TRANSFER.replace("wg.Add(2)", "wg.Add(22)").replace(
      "\twg.Wait()", "\tfor i := 0; i < 20; i++ {\n\t\tgo transfer(&a, &b, &wg)\n\t}\n\twg.Wait()");
    await paste(demo, many);
    await demo.press("explore");
    await eventually(page, async () => assert.match(await demo.text("search"), /\d states?|\d runs?/));
    await demo.press("stop-search");
    await demo.host.locator('[data-yp-search="idle"]').waitFor();
    await demo.part("ending").first().waitFor();
    assert.match(await demo.text("search"), /On others there may be more\.$/);
  });

  test("nothing failed", () => assert.deepEqual(seen.errors, []));
});

test("nothing needs storage", async () => {
  const { page, demo, close } = await open("frozen-loop");
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new Error("switched off"); } });
  });
  await page.reload();
  await demo.outcome();
  await panel(demo, "settings");
  await demo.press("next-seed");
  assert.equal(await demo.outcome(), "ok");
  assert.match(await demo.text("outcome"), /does not keep/);
  await close();
});
