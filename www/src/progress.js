// What a learner has passed: the form that the command line and the page keep and exchange.
//
// The rules are those of exercises/src/progress.rs; `exercises/tests/progress.json` holds both to
// them. Whatever a text says, what is read from it has names, days and digests that look like such.

const VERSION = 1;
const CHARACTERS_MAX = 1 << 20;
const ENTRIES_MAX = 1000;

const NAME = /^[a-z0-9-]{1,64}$/;
const DAY = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DIGEST = /^[0-9a-fA-F]{8,128}$/;

/** Why a text is no progress, in words for the learner. */
export class ProgressError extends Error {}

export function empty() {
  return { yieldpoint: VERSION, passed: {} };
}

/** The progress in a text. */
export function read(text) {
  if (text.length > CHARACTERS_MAX) throw new ProgressError("it is far too large");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProgressError("it is not JSON");
  }
  if (!isObject(value) || !Number.isInteger(value.yieldpoint) || !isObject(value.passed)) {
    throw new ProgressError("it does not have the form of what the export writes");
  }
  if (value.yieldpoint !== VERSION) {
    throw new ProgressError(`it has version ${value.yieldpoint}, and this page reads version ${VERSION}`);
  }
  const entries = Object.entries(value.passed);
  if (entries.length > ENTRIES_MAX) {
    throw new ProgressError(`it has ${entries.length} exercises; that is no progress`);
  }
  return { yieldpoint: VERSION, passed: Object.fromEntries(entries.map(checked)) };
}

function checked([name, entry]) {
  if (!NAME.test(name)) throw new ProgressError(`${clipped(name)} is no name of an exercise`);
  if (!isObject(entry)) throw new ProgressError(`${name}: it does not say when it was passed`);
  const { at, digest } = entry;
  if (typeof at !== "string" || !DAY.test(at)) {
    throw new ProgressError(`${name}: ${clipped(at)} is no day like 2026-11-27`);
  }
  if (typeof digest !== "string" || !DIGEST.test(digest)) {
    throw new ProgressError(`${name}: ${clipped(digest)} is no digest`);
  }
  return [name, { at, digest }];
}

/** Both together: of two entries for one exercise the earlier one stays. */
export function merge(ours, theirs) {
  const passed = { ...ours.passed };
  for (const [name, entry] of Object.entries(theirs.passed)) {
    const known = Object.hasOwn(passed, name) ? passed[name] : entry;
    passed[name] = isEarlier(entry, known) ? entry : known;
  }
  return { yieldpoint: VERSION, passed };
}

/** With an exercise that was passed today; the first time is kept. */
export function pass(progress, name, program, now = new Date()) {
  const entry = { at: now.toISOString().slice(0, 10), digest: digest(program) };
  return merge({ yieldpoint: VERSION, passed: { [name]: entry } }, progress);
}

/** As a file: the names in order, so that the same progress is the same text. */
export function write(progress) {
  const entries = Object.entries(progress.passed).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ yieldpoint: VERSION, passed: Object.fromEntries(entries) })}\n`;
}

/** What an answer is known by: FNV-1a of its text, however its lines end. */
export function digest(program) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(program)) {
    if (byte !== 13) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

function isEarlier(one, other) {
  return one.at < other.at || (one.at === other.at && one.digest < other.digest);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function clipped(value) {
  return JSON.stringify(String(value).slice(0, 40));
}
