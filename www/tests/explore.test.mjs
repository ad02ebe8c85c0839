// The explorer in WebAssembly: it finds every bug of conformance/pairs and nothing in the fixes,
// each in seconds, and its reports are those of native code.
//
// Native tests hold native code to the reports in `playground/worker/tests/explored`, this one holds
// the workers' modules to them. Of the other pairs one in four has its turn; with
// YP_EXPLORE=all every one has.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openPage, root, startBrowser } from "./site.mjs";

const SECONDS_MAX = 20;

const folder = new URL("../../conformance/pairs/", import.meta.url);
const reports = new URL("../../playground/worker/tests/explored/", import.meta.url);

/** Extension and comment of a language's programs. */
const LANGUAGES = { go: ["go", "//"], python: ["py", "#"] };

const chosen = (name, at) => process.env.YP_EXPLORE === "all" || at % 4 === 0;

const golden = (language, name) => new URL(`${language}/${name}.json`, reports);

function pairs(language) {
  const entries = readdirSync(new URL(`${language}/`, folder), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return names.filter((name, at) => chosen(name, at) || existsSync(golden(language, name)));
}

/** The program with what its first lines say of it. */
function read(language, name, which) {
  const [extension, comment] = LANGUAGES[language];
  const source = readFileSync(new URL(`${language}/${name}/${which}.${extension}`, folder), "utf8");
  const said = (key) => {
    const start = `${comment} ${key}: `;
    return source.split("\n").find((line) => line.startsWith(start))?.slice(start.length).trim();
  };
  const profile = said("profile") ? `profile: ${said("profile")}\n` : "";
  const text = `language: ${language}\n${profile}---\n${source}`;
  return { text, expect: said("expect").split(/\s+/), isLoose: said("timing") === "loose" };
}

/** What is wrong, as far as it counts: who asks for no slow machine need not fear one. */
function kinds({ outcomes, problems }, isLoose) {
  const counts = ({ kind, timing }) => kind !== "ok" && (isLoose || timing === "virtual");
  return [...new Set([...outcomes, ...problems].filter(counts).map(({ kind }) => kind))].sort();
}

const slowest = { seconds: 0, program: "none" };

let browser;

before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  console.log(`slowest: ${slowest.program}, ${slowest.seconds} s`);
});

/** Explores in the module of the language, which `page` has loaded. */
async function explore(page, language, name, which) {
  const program = read(language, name, which);
  const began = performance.now();
  const text = await page.evaluate(([text, seconds]) => {
    return globalThis.simulation.explore_json(text, seconds);
  }, [program.text, SECONDS_MAX]);
  // Also the time for the report, in which each witness is run.
  const seconds = (performance.now() - began) / 1000;
  if (seconds > slowest.seconds) {
    Object.assign(slowest, { seconds, program: `${language}/${name}/${which}` });
  }
  assert.ok(seconds < SECONDS_MAX, `${which} took ${seconds} s`);
  return { ...program, text, report: JSON.parse(text) };
}

function load(page, language) {
  return page.evaluate(async (language) => {
    const module = await import(new URL(`app/worker-${language}.js`, document.baseURI).href);
    await module.default();
    globalThis.simulation = module;
  }, language);
}

function suite(language) {
  let page;
  before(async () => {
    ({ page } = await openPage(browser));
    await page.goto(root);
    await load(page, language);
  });

  for (const name of pairs(language)) {
    test(`${language}/${name}: the bug is found, the fix is clean`, async () => {
      const bug = await explore(page, language, name, "bug");
      const found = kinds(bug.report, bug.isLoose);
      for (const kind of bug.expect) {
        assert.ok(found.includes(kind), `bug: found ${found} but not ${kind}\n${bug.text}`);
      }
      const fix = await explore(page, language, name, "fix");
      assert.ok(fix.report.complete, `fix: not every schedule\n${fix.text}`);
      assert.deepEqual(kinds(fix.report, fix.isLoose), [], `fix: ${fix.text}`);
      if (existsSync(golden(language, name))) {
        const native = JSON.parse(readFileSync(golden(language, name), "utf8"));
        assert.deepEqual({ ...bug.report, seconds: 0 }, native);
      }
    });
  }
}

// Each language has a page, and so a process, of its own.
describe("pairs", { concurrency: 2 }, () => {
  for (const language of Object.keys(LANGUAGES)) describe(language, () => suite(language));
});

test("there are pairs and reports", () => {
  for (const language of Object.keys(LANGUAGES)) {
    assert.ok(pairs(language).length >= 15);
    assert.ok(readdirSync(new URL(`${language}/`, reports)).length >= 3);
  }
});
