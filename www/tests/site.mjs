// What the browser tests share: a real Chromium, the built site below a sub-path, and the parts of
// a demo by their roles.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** Address of the site's first page; `cargo xtask test` serves it. */
export const root = process.env.YP_URL ?? "http://127.0.0.1:8000/";

const results = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** The browser may ask for nothing that the page did not ask for. */
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export function startBrowser() {
  const executablePath = process.env.YP_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: quiet });
}

/** A page of its own, which remembers what was requested and what went wrong. */
export async function openPage(browser, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("requestfailed", (request) => {
    // Leaving a page takes back what it still asked for.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") seen.errors.push(`${why}: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.errors.push(`${response.status()}: ${response.url()}`);
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  return { page, seen, close: () => context.close() };
}

/** Tries `check` once in each frame of the page until it does not throw. */
export async function eventually(page, check, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await nextFrame(page);
    }
  }
}

export function nextFrame(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
}

export async function screenshot(page, name, options = {}) {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: `${results}${name}.png`, ...options });
}

/** A live demo: what a learner can press and read. */
export class Demo {
  constructor(page, host) {
    this.page = page;
    this.host = host;
  }

  part(role) {
    return this.host.locator(`[data-yp-role="${role}"]`);
  }

  press(role) {
    return this.part(role).click();
  }

  text(role) {
    return this.part(role).innerText();
  }

  async cursor() {
    return Number(await this.part("widget").getAttribute("data-yp-cursor"));
  }

  async lastCursor() {
    return Number(await this.part("scrub").getAttribute("max"));
  }

  /** Everything that has to come back when a step is taken back. */
  async shown() {
    return {
      cursor: await this.cursor(),
      console: await this.text("console"),
      narration: await this.text("narration"),
      clock: await this.text("clock"),
      playhead: (await this.picture()).playhead,
    };
  }

  /** Runs the program and waits for the outcome, which is returned in the trace's word. */
  async run() {
    await this.press("run");
    return this.outcome();
  }

  /** The outcome of the program in the editor, as soon as there is one. */
  async outcome() {
    await this.idle();
    const outcome = this.host.locator('[data-yp-role="outcome"][data-yp-outcome]');
    await outcome.waitFor();
    assert.equal(await this.part("stale").count(), 0, "the result is of another program");
    return outcome.getAttribute("data-yp-outcome");
  }

  async idle() {
    await this.host.locator('[data-yp-role="widget"][data-yp-phase="idle"]').waitFor();
  }

  /** The text of the editor, once the real one has taken the place of the plain one. */
  async program() {
    await this.editor().waitFor();
    const lines = await this.editor().locator(".cm-line").allInnerTexts();
    return lines.map((line) => line.replace(/\n$/, "")).join("\n");
  }

  editor() {
    return this.part("editor").locator(".cm-content");
  }

  /** Replaces the program by typing. */
  async type(program) {
    await this.editor().click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.type(program);
  }

  /** What the canvas really shows: how many colours, and where the cursor's line stands. */
  picture() {
    return this.part("timeline").evaluate((canvas) => {
      const { width, height } = canvas;
      const both = new OffscreenCanvas(width, height).getContext("2d");
      for (const layer of [canvas, canvas.nextElementSibling]) both.drawImage(layer, 0, 0);
      const pixels = both.getImageData(0, 0, width, height).data;
      const ink = getComputedStyle(canvas).getPropertyValue("--yp-cursor").trim();
      const wanted = [1, 3, 5].map((at) => parseInt(ink.slice(at, at + 2), 16));
      const colours = new Set();
      const columns = new Array(width).fill(0);
      for (let at = 0; at < pixels.length; at += 4) {
        const near = wanted.every((value, i) => Math.abs(value - pixels[at + i]) < 24);
        colours.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
        if (near) columns[(at / 4) % width] += 1;
      }
      const tallest = Math.max(...columns);
      return { colours: colours.size, playhead: columns.indexOf(tallest), tallest, width, height };
    });
  }
}

/** Scrolls to the demo and waits until it is alive and its first run is over. */
export async function wake(page, name) {
  const section = page.locator(`.yp-demo[data-yp-demo="${name}"]`);
  await section.scrollIntoViewIfNeeded();
  // A page that nobody has touched starts nothing.
  await page.mouse.move(5, 5);
  const demo = new Demo(page, section);
  await demo.part("widget").waitFor();
  // The run is covered until it is asked for.
  await demo.press("run");
  await demo.outcome();
  await demo.press("to-end");
  return demo;
}
