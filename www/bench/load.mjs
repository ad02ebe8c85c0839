// How long a reader waits: `cargo xtask bench web load`.
//
// Real Chromium, a new browser context (so a cold cache) for each visit, files compressed as a static
// host serves them, on what Lighthouse calls slow 4G (150 ms, 1.6 Mbit/s) with a processor slowed down
// four times; the middle of the visits is shown.

import assert from "node:assert/strict";
import { Demo, eventually, openPage, root, startBrowser } from "../tests/site.mjs";

const RUNS = Number(process.env.YP_RUNS ?? 5);
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const CPU = 4;

const CHAPTERS = {
  "chapter, Python": ["course/two-ways-to-wait/frozen-loop.html", "frozen-loop"],
  "chapter, Go": ["course/two-ways-to-wait/who-goes-next.html", "goroutines-take-turns"],
};
const PAGES = ["", "course/index.html", "gallery/index.html", "exercises/index.html"];

const browser = await startBrowser();

/** A page on a slow machine at the end of a slow line, and what it counts. */
async function slowPage() {
  const { page, close } = await openPage(browser, { serviceWorkers: "block" });
  page.setDefaultTimeout(60_000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  const seen = { kb: 0, wasmKb: 0 };
  const kinds = new Map();
  cdp.on("Network.responseReceived", ({ requestId, response }) => kinds.set(requestId, response.url));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    seen.kb += encodedDataLength / 1000;
    if (kinds.get(requestId)?.endsWith(".wasm")) seen.wasmKb += encodedDataLength / 1000;
  });
  await page.addInitScript(() => {
    globalThis.vitals = { lcp: 0, cls: 0 };
    const watch = (type, take) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch("largest-contentful-paint", ({ startTime }) => (globalThis.vitals.lcp = startTime));
    watch("layout-shift", ({ value, hadRecentInput }) => {
      if (!hadRecentInput) globalThis.vitals.cls += value;
    });
  });
  return { page, seen, close };
}

const vitals = (page) => page.evaluate(() => globalThis.vitals);
const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Nobody touches or scrolls the page. */
async function untouched(path) {
  const { page, seen, close } = await slowPage();
  await page.goto(root + path, { waitUntil: "networkidle" });
  const { lcp, cls } = await vitals(page);
  await close();
  return { lcp, cls, kb: seen.kb, wasmKb: seen.wasmKb };
}

/** From the moment a demo comes into view until it can be played, and until it can be run. */
async function demoInView(path, name) {
  const { page, seen, close } = await slowPage();
  await page.goto(root + path, { waitUntil: "networkidle" });
  const before = { ...seen };
  const section = page.locator(`[data-yp-demo="${name}"]`);
  const begun = Date.now();
  await section.scrollIntoViewIfNeeded();
  // The page hears the reader once its script has been read.
  await eventually(page, async () => {
    await page.mouse.move(5 + Math.random() * 50, 5);
    assert.ok(await section.evaluate((it) => it.ariaBusy || it.dataset.ypState));
  });
  const demo = new Demo(page, section);
  await demo.press("run");
  await demo.outcome();
  const playable = Date.now() - begun;
  await demo.part("editor-text").waitFor();
  const editable = Date.now() - begun;
  const { cls } = await vitals(page);
  await close();
  return { playable, editable, cls, kb: seen.kb - before.kb };
}

async function repeat(work) {
  const all = [];
  for (let run = 0; run < RUNS; run++) all.push(await work());
  const keys = Object.keys(all[0]);
  return Object.fromEntries(keys.map((key) => [key, middle(all.map((one) => one[key]))]));
}

const seconds = (ms) => (ms / 1000).toFixed(2).padStart(7);
const kb = (value) => value.toFixed(0).padStart(7);

console.log(`Slow 4G, processor ${CPU} times slower, cold cache, medians of ${RUNS}.\n`);
console.log("page nobody touches                     LCP s    CLS     KB  wasm KB");
for (const path of [...PAGES, ...Object.values(CHAPTERS).map(([path]) => path)]) {
  const { lcp, cls, kb: all, wasmKb } = await repeat(() => untouched(path));
  console.log(`${(path || "(landing)").padEnd(37)}${seconds(lcp)}${cls.toFixed(3).padStart(8)}${kb(all)}${kb(wasmKb)}`);
}
console.log("\ndemo comes into view              playable s  editable s    CLS     KB");
for (const [title, [path, name]] of Object.entries(CHAPTERS)) {
  const { playable, editable, cls, kb: more } = await repeat(() => demoInView(path, name));
  console.log(`${title.padEnd(34)}${seconds(playable).padStart(10)}${seconds(editable).padStart(12)}${cls.toFixed(3).padStart(7)}${kb(more)}`);
}
await browser.close();
