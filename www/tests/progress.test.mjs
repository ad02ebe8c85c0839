// The rules for progress are those of the command line: both are held to the same cases.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ProgressError, digest, empty, merge, pass, read, write } from "../src/progress.js";

const file = new URL("../../exercises/tests/progress.json", import.meta.url);
const { digests, merged, refused } = JSON.parse(readFileSync(file, "utf8"));

test("two are merged in either order", () => {
  for (const { ours, theirs, both } of merged) {
    const [one, other] = [ours, theirs].map((progress) => read(JSON.stringify(progress)));
    assert.equal(write(merge(one, other)), write(both));
    assert.equal(write(merge(other, one)), write(both));
  }
});

test("what is no progress is refused", () => {
  for (const text of refused) assert.throws(() => read(text), ProgressError, text);
  assert.throws(() => read(" ".repeat(2 ** 20 + 1)), ProgressError);
});

test("an answer is known by its digest", () => {
  for (const [program, known] of digests) assert.equal(digest(program), known);
});

test("the first time an exercise is passed counts", () => {
  const [first, later] = [new Date("2026-11-27T12:00:00Z"), new Date("2026-12-01T12:00:00Z")];
  const once = pass(empty(), "a", "x", first);
  assert.deepEqual(once.passed, { a: { at: "2026-11-27", digest: digest("x") } });
  assert.equal(write(pass(once, "a", "y", later)), write(once));
  assert.equal(write(once), `{"yieldpoint":1,"passed":{"a":{"at":"2026-11-27","digest":"${digest("x")}"}}}\n`);
});
