// The editor by itself: what the shell may rely on.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openPage, root, startBrowser } from "./site.mjs";

let browser, page;

before(async () => {
  browser = await startBrowser();
  ({ page } = await openPage(browser));
});
after(() => browser?.close());

beforeEach(async () => {
  await page.goto(root);
  await page.evaluate(async () => {
    const { mount } = await import(new URL("app/editor.js", document.baseURI).href);
    const host = document.createElement("div");
    document.body.replaceChildren(host);
    window.heard = [];
    window.editor = mount(host, {
      doc: "one\ntwo\nthree\n",
      language: "python",
      label: "Python program",
      onChange: (doc) => window.heard.push(doc),
    });
  });
});

/** Calls a method of the editor. */
function call(method, ...values) {
  return page.evaluate(([name, given]) => window.editor[name](...given), [method, values]);
}

const text = () => page.locator(".cm-content");

test("typing is heard with the whole text", async () => {
  await call("focus");
  await page.keyboard.type("x");
  assert.deepEqual(await page.evaluate(() => window.heard), ["xone\ntwo\nthree\n"]);
});

test("a text that is set is undone by the learner's undo", async () => {
  await call("setDoc", "other");
  assert.equal(await call("getDoc"), "other");
  await call("focus");
  await page.keyboard.press("ControlOrMeta+Z");
  assert.equal(await call("getDoc"), "one\ntwo\nthree\n");
});

test("the editor has a name, and says how to leave it", async () => {
  assert.equal(await text().getAttribute("aria-label"), "Python program");
  const hint = page.locator(`[id="${await text().getAttribute("aria-describedby")}"]`);
  assert.match(await hint.innerText(), /Escape, then Tab/);
});

test("diagnostics are underlined where they are, and an older one does not break anything", async () => {
  const severity = "error";
  await call("setDiagnostics", [
    { from: 4, to: 7, message: "second", severity },
    { from: 900, to: 901, message: "of a longer text", severity },
  ]);
  assert.equal(await page.locator(".cm-lintRange-error").first().innerText(), "two");
  await call("setDiagnostics", []);
  assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
});

test("marks show who stands on which line", async () => {
  await call("setLineMarks", [
    { line: 2, kind: "other", label: "T1", colour: "#0072b2" },
    { line: 2, kind: "current", label: "T2", colour: "#b34700" },
    { line: 99, kind: "other", label: "nowhere", colour: "#b34700" },
  ]);
  const labels = page.locator(".yp-mark-gutter .yp-mark-label");
  assert.deepEqual(await labels.allInnerTexts(), ["T1", "T2"]);
  const line = page.locator(".yp-line-current");
  assert.equal(await line.innerText(), "two");
  assert.match(await line.getAttribute("style"), /#b34700/);
  await call("setLineMarks", []);
  assert.equal(await page.locator(".yp-line, .yp-mark-label").count(), 0);
});

test("a mark moves with its line when text is inserted above", async () => {
  await call("setLineMarks", [{ line: 3, kind: "current", label: "main", colour: "#0072b2" }]);
  await call("focus");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".yp-line-current").innerText(), "three");
});

test("a selection is clamped to the text", async () => {
  await call("focus");
  await call("select", 4, 7);
  assert.equal(await page.evaluate(() => String(getSelection())), "two");
  await call("select", 5, 5000);
  assert.equal(await call("getDoc"), "one\ntwo\nthree\n");
});

test("nothing is left behind", async () => {
  await call("destroy");
  assert.equal(await page.evaluate(() => document.querySelector("div").childNodes.length), 0);
});
