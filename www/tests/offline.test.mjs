// After the first visit the site works without a network; and a page nobody touches loads no module.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Demo, eventually, openPage, root, startBrowser, wake } from "./site.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test("a page nobody touches loads no module", async () => {
  const { page, seen, close } = await openPage(browser);
  await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`, { waitUntil: "networkidle" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  assert.deepEqual(seen.requests.filter((url) => url.endsWith(".wasm") || url.endsWith("editor.js")), []);
  await close();
});

test("after one demo has run, every page and both languages work without a network", async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${root}course/two-ways-to-wait/frozen-loop.html`);
  await (await wake(page, "frozen-loop")).outcome();
  const isKept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const cache = await caches.open(names[0]);
      const files = (await cache.keys()).map(({ url }) => url);
      return ["worker-go_bg.wasm", "worker-python_bg.wasm", "shell_bg.wasm", "editor.js"].every((file) =>
        files.some((url) => url.endsWith(file)),
      );
    });
  await eventually(page, async () => assert.equal(await isKept(), true));
  await page.context().setOffline(true);
  await page.goto(`${root}course/two-ways-to-wait/who-goes-next.html`);
  await (await wake(page, "goroutines-take-turns")).outcome();
  await page.goto(`${root}gallery/`);
  assert.equal(await page.locator("h1").innerText(), "Gallery");
  await page.goto(`${root}play/?demo=frozen-loop`);
  await new Demo(page, page.locator("main")).outcome();
  await close();
});

test("each page says what it may load, and needs nothing more", async () => {
  const { page, seen, close } = await openPage(browser);
  for (const path of ["", "play/", "gallery/", "exercises/", "course/glossary.html"]) {
    await page.goto(root + path, { waitUntil: "networkidle" });
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /script-src[^;]*'unsafe-(inline|eval)'/);
  }
  // A script that was not there when the page was built does not run.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
    return window.intruder === true;
  });
  assert.equal(ran, false);
  const refused = /Content Security Policy/;
  assert.deepEqual(seen.errors.filter((error) => !refused.test(error)), []);
  assert.equal(seen.errors.length, 1, "only the intruder was refused");
  await close();
});
