// How fast the timeline is with long traces, in a real Chromium: `cargo xtask bench web timeline`.
//
// A Go program that makes 100,000 and 1,000,000 events is run; then the view is moved,
// zoomed and played by real input. Of each frame in which something moves the main thread's time
// is measured, from the first of its input to the end of painting: canvases are drawn by software
// here, on that thread. Long tasks are those that the browser reports (over 50 ms). `cpu` is the time
// the thread really ran, divided by the frames: other programs on the machine count less in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { encode } from "../src/link.js";
import { Demo, openPage, root, startBrowser } from "../tests/site.mjs";

const ring = readFileSync(new URL("../../bench/web/ring.go", import.meta.url), "utf8");
const SIZES = (process.env.YP_EVENTS ?? "100000,1000000").split(",").map(Number);
/** A token's hop is so many events. */
const EVENTS_PER_HOP = 27;
const MOVES = 150;

/** Runs in the page: what every frame costs. */
function install() {
  const long = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) long.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  let input = 0;
  let changed = false;
  let every = false;
  let frames = null;
  for (const type of ["pointermove", "wheel", "keydown"]) {
    addEventListener(type, () => (input ||= performance.now()), { capture: true, passive: true });
  }
  const after = new MessageChannel();
  after.port1.onmessage = ({ data }) => {
    if ((changed || every || input) && frames) frames.push(performance.now() - data);
    changed = false;
    input = 0;
  };
  const frame = () => {
    if (!frames) return;
    requestAnimationFrame(frame);
    after.port2.postMessage(input || performance.now());
  };
  globalThis.measured = {
    start(all) {
      const watched = [...document.querySelectorAll('[data-yp-role="map-window"], [data-yp-role="widget"]')];
      const observer = new MutationObserver(() => (changed = true));
      for (const element of watched) observer.observe(element, { attributes: true });
      [frames, every, input] = [[], all, 0];
      const begun = performance.now();
      requestAnimationFrame(frame);
      globalThis.measured.stop = () => {
        observer.disconnect();
        const times = frames;
        frames = null;
        return { times, long: long.filter(([start]) => start >= begun).map(([, ms]) => ms) };
      };
    },
    long: () => long.map(([, ms]) => ms),
  };
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const ms = (value) => value.toFixed(1).padStart(7);

async function measure(page, name, act, all = false) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value * 1000;
  };
  await page.evaluate((all) => globalThis.measured.start(all), all);
  const before = await busy();
  await act();
  const cpu = (await busy()) - before;
  const { times, long } = await page.evaluate(() => globalThis.measured.stop());
  assert.ok(times.length > 20, `${name}: ${times.length} frames`);
  times.sort((a, b) => a - b);
  const slow = long.length ? `${long.length}, longest ${Math.max(...long).toFixed(0)} ms` : "none";
  console.log(
    `  ${name.padEnd(22)}${ms(at(times, 0.5))}${ms(at(times, 0.95))}${ms(times.at(-1))}${ms(cpu / times.length)}` +
      `  ${String(times.length).padStart(5)}  ${slow}`,
  );
}

async function place(demo) {
  await demo.part("timeline").scrollIntoViewIfNeeded();
  return demo.part("timeline").boundingBox();
}

async function drag(demo) {
  const [page, box] = [demo.page, await place(demo)];
  const [y, left, right] = [box.y + 120, box.x + box.width * 0.3, box.x + box.width * 0.9];
  await page.mouse.move(right, y);
  await page.mouse.down();
  for (let move = 1; move <= MOVES; move += 1) {
    const part = (move % 50) / 50;
    await page.mouse.move(right + (left - right) * part, y);
  }
  await page.mouse.up();
}

async function zoom(demo, steps) {
  const [page, box] = [demo.page, await place(demo)];
  await page.mouse.move(box.x + box.width * 0.6, box.y + 120);
  await page.keyboard.down("Control");
  for (const step of steps) await page.mouse.wheel(0, step);
  await page.keyboard.up("Control");
}

async function playFor(demo, frames) {
  await demo.press("to-start");
  await demo.press("play");
  await demo.page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame += 1) await new Promise(requestAnimationFrame);
  }, frames);
  await demo.press("play");
}

async function run(browser, events) {
  const { page, close } = await openPage(browser, { viewport: { width: 1600, height: 1200 } });
  await page.addInitScript(install);
  page.setDefaultTimeout(240_000);
  const hops = Math.ceil(events / EVENTS_PER_HOP);
  const program = (hops) => ring.replace("hops = 500", `hops = ${hops}`);
  await page.goto(`${root}play/#${await encode(`language: go\nname: Ring\n---\n${program(9)}`)}`);
  const demo = new Demo(page, page.locator("#site-stage"));
  await demo.outcome();
  await demo.editor().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(program(hops));
  const before = (await page.evaluate(() => globalThis.measured.long())).length;
  const begun = performance.now();
  await demo.run();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const long = (await page.evaluate(() => globalThis.measured.long())).slice(before);
  await demo.press("play");
  const count = await demo.lastCursor();
  assert.ok(count >= events, `only ${count} events`);
  const slow = long.length ? `${long.length}, longest ${Math.max(...long).toFixed(0)} ms` : "none";
  console.log(`${count.toLocaleString("en")} events; run and read in ${seconds} s, long tasks: ${slow}`);
  console.log(`  ${"ms of each frame".padEnd(22)}    p50    p95    max    cpu  frames  long tasks`);
  const closer = new Array(40).fill(-60);
  await measure(page, "play, whole run", () => playFor(demo, 240), true);
  await measure(page, "zoom in by wheel", () => zoom(demo, closer.slice(0, 30)));
  await measure(page, "pan, everything dense", async () => {
    await demo.press("zoom-all");
    await zoom(demo, closer.slice(0, 4));
    await drag(demo);
  });
  await measure(page, "pan, close", async () => {
    await zoom(demo, closer);
    await drag(demo);
  });
  await measure(page, "play, followed", () => playFor(demo, 240), true);
  await measure(page, "zoom out by wheel", () => zoom(demo, closer.map((step) => -step)));
  await close();
}

const browser = await startBrowser();
console.log(`Chromium ${browser.version()}, 1600 x 1200, software raster`);
for (const events of SIZES) await run(browser, events);
await browser.close();
