// The page of exercises: the task, the program to be mended with its grader, and what has been passed.

import { keepOffline } from "./offline.js";
import { ProgressError, empty, merge, pass, read, write } from "./progress.js";

/** Where the browser keeps what has been passed. */
const KEY = "yp:progress";
const BYTES_MAX = 1 << 20;

const app = new URL(".", import.meta.url);
const element = (id) => document.getElementById(id);
const [place, said, choose] = ["site-exercise", "site-progress-said", "site-import-file"].map(element);
const links = [...document.querySelectorAll("[data-yp-exercise]")];

const [shell, exercises] = await Promise.all([
  import(new URL("shell.js", app).href).then(async (module) => {
    await module.default();
    return module;
  }),
  fetch(new URL("exercises.json", app)).then((response) => response.json()),
]);
keepOffline();

let mounted;
let progress = empty();

function say(text) {
  said.textContent = text;
}

// ---- What has been passed

/** What the browser has kept; another tab may have added to it. What is damaged is left there. */
function readKept() {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null) progress = merge(progress, read(kept));
    return true;
  } catch (error) {
    say(
      error instanceof ProgressError
        ? `What this browser has kept of your progress cannot be read (${error.message}). It is left as it is; what you pass now lasts as long as this page: export it.`
        : "This browser keeps nothing, so your progress lasts as long as this page: export it.",
    );
    return false;
  }
}

function keep() {
  if (!readKept()) return;
  try {
    localStorage.setItem(KEY, write(progress));
  } catch {
    say("This browser has no room for your progress: it lasts as long as this page. Export it.");
  }
}

function showPassed() {
  let count = 0;
  for (const link of links) {
    const entry = Object.hasOwn(progress.passed, link.dataset.ypExercise) && progress.passed[link.dataset.ypExercise];
    const mark = link.querySelector(".site-passed");
    mark.textContent = entry ? "\u2713 passed" : "";
    if (entry) mark.title = `Passed on ${entry.at}`;
    count += entry ? 1 : 0;
  }
  element("site-progress-count").textContent = `${count} of ${links.length} passed`;
}

function passed(name, program) {
  progress = pass(progress, name, program);
  keep();
  showPassed();
}

element("site-export").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([write(progress)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: "yieldpoint-progress.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say("Exported. In a terminal: yieldpoint progress import yieldpoint-progress.json");
});

element("site-import").addEventListener("click", () => choose.click());

choose.addEventListener("change", async () => {
  const [file] = choose.files;
  if (!file) return;
  try {
    if (file.size > BYTES_MAX) throw new ProgressError("it is far too large");
    const before = Object.keys(progress.passed).length;
    progress = merge(progress, read(await file.text()));
    const count = Object.keys(progress.passed).length - before;
    say(`Imported: ${count === 1 ? "1 exercise" : `${count} exercises`} more than before.`);
    keep();
    showPassed();
  } catch (error) {
    const why = error instanceof ProgressError ? error.message : "it cannot be read";
    say(`This file is no progress of Yieldpoint: ${why}. Nothing has changed.`);
  }
  // The same file can be chosen again.
  choose.value = "";
});

addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  readKept();
  showPassed();
});

// ---- The exercise

/** Where to go on from an exercise: texts and addresses in turn. */
function ways(exercise) {
  const next = exercises[exercises.indexOf(exercise) + 1];
  return [
    ...(next ? [`Next exercise: ${next.title}`, `#${next.name}`] : []),
    ...(exercise.page ? [`Chapter: ${exercise.chapter}`, `../course/${exercise.page}`] : []),
  ];
}

function show() {
  const wanted = location.hash.slice(1);
  const exercise = exercises.find(({ name }) => name === wanted) ?? exercises[0];
  const { name, title, task, scenario } = exercise;
  for (const link of links) {
    if (link.dataset.ypExercise === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.title = `${title} - Exercises - Yieldpoint`;
  mounted?.close();
  const text = document.createElement("div");
  text.className = "site-task";
  // The build made it of the exercise's own file.
  text.innerHTML = task;
  const host = document.createElement("div");
  place.replaceChildren(text, host);
  mounted = shell.mount_exercise(host, name, scenario, ways(exercise), (program) => passed(name, program));
}

addEventListener("hashchange", show);
readKept();
showPassed();
show();
