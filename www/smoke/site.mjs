// What the smoke test shares: a stock Firefox, driven by WebDriver BiDi, and the parts of a demo by
// their roles. The browser tests of `www/tests` are driven by Playwright, which knows no stock Firefox.
//
// Puppeteer's locators and its `waitForFunction` are not used: they evaluate texts in the page, which
// the site's policy refuses.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { eventually } from "../tests/site.mjs";

const TIMEOUT_MS = 30_000;

const results = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** What `prefers-color-scheme` answers, in Firefox's own numbers. */
const SCHEMES = { dark: 0, light: 1 };

export function startBrowser(scheme = "light") {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.YP_FIREFOX ?? "/usr/bin/firefox-esr",
    defaultViewport: null,
    extraPrefsFirefox: { "layout.css.prefers-color-scheme.content-override": SCHEMES[scheme] },
  });
}

/** A page of its own, which remembers what was requested, what went wrong and what was refused. */
export async function openPage(browser, { width = 1280, height = 900 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await resize(page, width, height);
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("requestfailed", (request) => {
    // Leaving a page takes back what it still asked for.
    const why = request.failure()?.errorText;
    if (why !== "NS_BINDING_ABORTED") seen.errors.push(`${why}: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.errors.push(`${response.status()}: ${response.url()}`);
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  // What a policy refuses is told to the page alone.
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`refused by ${effectiveDirective}: ${blockedURI} ${sample}`);
    });
  });
  return { page, seen, close: () => context.close() };
}

/** Firefox ESR knows how to give a page a size, but not the turning of the screen asked for with it. */
async function resize(page, width, height) {
  await page.setViewport({ width, height }).catch((error) => {
    if (!/unknown command emulation\.setScreenOrientation/.test(error.message)) throw error;
  });
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  await eventually(page, async () => assert.deepEqual(await size(), [width, height]));
}

export async function screenshot(page, name) {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: `${results}firefox-${name}.png` });
}

/** Clicks the element as soon as it stands still and nothing lies over it, as a person would. */
export async function press(page, selector) {
  const element = await page.waitForSelector(selector, { visible: true });
  await element.evaluate((part) => part.scrollIntoView({ block: "center", behavior: "instant" }));
  await eventually(page, async () => {
    const free = await element.evaluate(async (part) => {
      const box = () => part.getBoundingClientRect();
      const before = JSON.stringify(box());
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      const { x, y, width, height } = box();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      return before === JSON.stringify(box()) && part.contains(there);
    });
    assert.ok(free, `${selector} moves or is covered`);
  });
  await element.click();
}

/** A live demo: what a learner can press and read. `host` is a selector of where it stands. */
export class Demo {
  constructor(page, host) {
    this.page = page;
    this.host = host;
  }

  /** The selector of a part. */
  part(role, more = "") {
    return `${this.host} [data-yp-role="${role}"]${more}`;
  }

  press(role) {
    return press(this.page, this.part(role, ":enabled"));
  }

  wait(role, more) {
    return this.page.waitForSelector(this.part(role, more));
  }

  text(role) {
    return this.page.$eval(this.part(role), (part) => part.innerText);
  }

  attribute(role, name) {
    return this.page.$eval(this.part(role), (part, name) => part.getAttribute(name), name);
  }

  async cursor() {
    return Number(await this.attribute("widget", "data-yp-cursor"));
  }

  /** Everything that has to come back when a step is taken back. */
  async shown() {
    const [cursor, console, narration, clock] = await Promise.all([
      this.cursor(), this.text("console"), this.text("narration"), this.text("clock"),
    ]);
    return { cursor, console, narration, clock };
  }

  /** The outcome of the program in the editor, in the trace's word, as soon as there is one. */
  async outcome() {
    await this.wait("widget", '[data-yp-phase="idle"]');
    await this.wait("outcome", "[data-yp-outcome]");
    return this.attribute("outcome", "data-yp-outcome");
  }

  async run() {
    await this.press("run");
    return this.outcome();
  }

  /** Replaces the program by typing. */
  async type(program) {
    await press(this.page, `${this.part("editor")} .cm-content`);
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("a");
    await this.page.keyboard.up("Control");
    await this.page.keyboard.type(program);
  }

  /** How many colours the canvas really has. */
  colours() {
    return this.page.$eval(this.part("timeline"), (canvas) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
      return new Set(new Uint32Array(pixels.buffer)).size;
    });
  }
}
