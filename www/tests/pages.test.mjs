// Every page: accessible, as wide as the window, nothing missing, nobody else asked. The pictures
// go to test-results/.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { Demo, openPage, root, screenshot, startBrowser, wake } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is opened, and what has to be there before it is looked at. */
const pages = [
  { name: "landing", path: "", ready: async () => {} },
  { name: "glossary", path: "course/glossary.html", ready: async () => {} },
  {
    name: "chapter",
    path: "course/two-ways-to-wait/frozen-loop.html",
    ready: (page) => wake(page, "frozen-loop"),
  },
  {
    name: "chapter-go",
    path: "course/two-ways-to-wait/who-goes-next.html",
    ready: (page) => wake(page, "goroutines-take-turns"),
  },
  {
    name: "machine-and-lanes",
    path: "course/under-the-hood/mpg.html",
    ready: (page) => wake(page, "stolen-work"),
  },
  { name: "gallery", path: "gallery/", ready: async () => {} },
  {
    name: "exercises",
    path: "exercises/#transfer",
    ready: (page) => new Demo(page, page.locator("main")).outcome(),
  },
  { name: "play", path: "play/", ready: (page) => new Demo(page, page.locator("main")).outcome() },
];

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** mdBook's own label for a checkbox, which carries attributes that a label may not have. */
const notOurs = "#mdbook-sidebar-toggle";

async function accessibilityProblems(page) {
  // What the book's bar happens to cover would count as too small.
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await page.evaluate(
    ([exclude, values]) => window.axe.run({ exclude }, { runOnly: { type: "tag", values } }),
    [notOurs, tags],
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`);
}

for (const { name, path, ready } of pages) {
  for (const width of [375, 1280, 2560]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${name}, ${width} wide, ${colorScheme}`, async () => {
        const viewport = { width, height: width === 375 ? 812 : Math.round(width * 0.6) };
        const { page, seen, close } = await openPage(browser, { viewport, colorScheme });
        await page.goto(root + path, { waitUntil: "networkidle" });
        await ready(page);
        await screenshot(page, `${name}-${width}-${colorScheme}`, { fullPage: width !== 2560 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(overflow <= width, `the page is ${overflow} wide`);
        assert.deepEqual(await accessibilityProblems(page), []);
        assert.deepEqual(seen.errors, []);
        assert.deepEqual(seen.requests.filter((url) => !url.startsWith(root)), []);
        await close();
      });
    }
  }
}

test("the demo keeps its place: what is below does not jump", async () => {
  const { page, close } = await openPage(browser);
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) window.shifts += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`);
  await wake(page, "frozen-loop");
  const shifts = await page.evaluate(() => window.shifts);
  assert.ok(shifts <= 0.1, `cumulative layout shift ${shifts}`);
  await close();
});
