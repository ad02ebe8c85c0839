// Links, files and the full-size view: what leaves the page, and what comes back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { Demo, eventually, openPage, root, screenshot, startBrowser, wake } from "./site.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** A link as `lab::link` writes it. */
function link(text, cursor = "") {
  return `v1.${cursor}.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
}

const GREETING = "language: python\nname: Grüße \u{1f40d}\nseed: 7\n---\nprint('grüß \u{1f40d}')\nprint('two')\n";

async function openLink(hash) {
  const { page, seen, close } = await openPage(browser);
  await page.goto(`${root}play/index.html#${hash}`);
  const demo = new Demo(page, page.locator("main"));
  await demo.outcome();
  return { page, seen, close, demo, message: page.locator("#site-message") };
}

test("a link brings the program, its settings and the moment", async () => {
  const { page, seen, close, demo, message } = await openLink(link(GREETING, 4));
  assert.equal(await demo.cursor(), 4);
  assert.match(await demo.text("editor-text"), /grüß \u{1f40d}/u);
  assert.equal(await message.isHidden(), true);
  // What is shared again is what came.
  await demo.press("share");
  const field = page.locator('[data-yp-role="share-link"]');
  const again = await field.inputValue();
  await screenshot(page, "share-dialog");
  await page.goto("about:blank");
  await page.goto(again);
  await demo.outcome();
  assert.equal(await demo.cursor(), 4);
  assert.deepEqual(seen.errors, []);
  await close();
});

test("a link of the first version is read", async () => {
  const first = readFileSync(new URL("../../lab/tests/links/v1.txt", import.meta.url), "utf8").trim();
  const { page, close } = await openPage(browser);
  await page.goto(`${root}play/index.html#${first}`);
  // Its schedule is of another program, so it does not run to an end; it is there all the same.
  const [demo, message] = [new Demo(page, page.locator("main")), page.locator("#site-message")];
  await eventually(page, async () => assert.match(await demo.text("editor-text"), /café \u{1f40d}/u));
  assert.equal(await message.isHidden(), true);
  await close();
});

test("a link that cannot be read says why, and a program is there all the same", async () => {
  const bomb = deflateRawSync(Buffer.alloc(16 << 20, "#")).toString("base64url");
  const cases = [
    [link(GREETING).slice(0, -9), /damaged/],
    ["v1.1.%%%", /damaged/],
    ["v9.1.AAAA", /later version/],
    [`v1..${bomb}`, /too long/],
    [`v1..${"A".repeat(40_000)}`, /too long/],
    [link("no head"), /no program/],
    [link("language: cobol\n---\n"), /no program/],
    [`v1..${deflateRawSync(Buffer.from([0x80, 0xff])).toString("base64url")}`, /damaged/],
  ];
  const { page, seen, close } = await openPage(browser);
  for (const [hash, says] of cases) {
    await page.goto("about:blank");
    await page.goto(`${root}play/index.html#${hash}`);
    await eventually(page, async () => assert.match(await page.locator("#site-message").innerText(), says));
    await new Demo(page, page.locator("main")).outcome();
  }
  assert.deepEqual(seen.errors, []);
  await close();
});

test("a run is saved as a scenario, a picture and a trace", async () => {
  const { page, close, demo } = await openLink(link(GREETING));
  await demo.press("share");
  const texts = {};
  for (const kind of ["scenario", "svg", "perfetto"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(`[data-yp-role="save-${kind}"]`).click(),
    ]);
    texts[kind] = readFileSync(await download.path(), "utf8");
  }
  assert.match(texts.scenario, /^language: python[\s\S]*seed: 7[\s\S]*---\nprint/);
  assert.match(texts.svg, /^<svg .*xmlns/);
  assert.ok(JSON.parse(texts.perfetto).traceEvents.length > 5);
  await close();
});

test("full size and back: the same run, the same moment, the focus kept", async () => {
  const { page, seen, close } = await openPage(browser);
  await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`);
  const demo = await wake(page, "frozen-loop");
  await demo.outcome();
  await demo.press("step-back");
  const cursor = await demo.cursor();
  const full = page.locator("dialog.yp-full");
  await demo.press("full");
  await full.waitFor();
  const inside = new Demo(page, full);
  assert.equal(await inside.cursor(), cursor);
  await screenshot(page, "full-size");
  // A book turns its page on an arrow; here the arrow steps.
  await inside.press("step-back");
  await page.keyboard.press("ArrowLeft");
  await eventually(page, async () => assert.equal(await inside.cursor(), cursor - 2));
  assert.match(page.url(), /frozen-loop/);
  await page.keyboard.press("Escape");
  await eventually(page, async () => assert.equal(await full.count(), 0));
  assert.equal(await demo.cursor(), cursor - 2);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.ypRole), "step-back");
  assert.deepEqual(seen.errors, []);
  await close();
});
