// The page of exercises: the task, the program to be mended, and the grader.

import { keepOffline } from "./offline.js";

const app = new URL(".", import.meta.url);
const place = document.getElementById("site-exercise");
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

function show() {
  const wanted = location.hash.slice(1);
  const exercise = exercises.find(({ name }) => name === wanted) ?? exercises[0];
  const { name, title, language, task, start } = exercise;
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
  const scenario = `language: ${language}\nname: ${title}\n---\n${start}`;
  mounted = shell.mount_scenario(host, "exercise", name, scenario);
}

addEventListener("hashchange", show);
show();
