// The full-size playground of `play/index.html`: which program it shows.
//
// An address says so in one of two ways: `#v1...` holds a program (link.js), `?demo=NAME` names a demo
// of the course. A link that cannot be read gives a message, and the first demo below it.

import { LinkError, decode, isLink } from "./link.js";
import { keepOffline } from "./offline.js";

const app = new URL(".", import.meta.url);
const element = (id) => document.getElementById(id);
const [pick, stage, message, chapter] = ["site-pick", "site-stage", "site-message", "site-chapter"].map(element);

const [shell, demos] = await Promise.all([
  import(new URL("shell.js", app).href).then(async (module) => {
    await module.default();
    return module;
  }),
  fetch(new URL("demos.json", app)).then((response) => response.json()),
]);
keepOffline();

let mounted;

/** Shows a program; what was shown before goes. */
function mount(page, name, scenario, cursor) {
  mounted?.close();
  stage.replaceChildren(document.createElement("div"));
  mounted = shell.mount_scenario(stage.firstElementChild, page, name, scenario, cursor);
}

function say(text) {
  message.textContent = text;
  message.hidden = text === "";
}

function showDemo(demo) {
  pick.value = demo.name;
  chapter.href = `../course/${demo.page}`;
  chapter.textContent = `Chapter: ${demo.chapter}`;
  chapter.hidden = false;
  document.title = `${demo.title} - Yieldpoint`;
  mount("play", demo.name, demo.scenario);
}

async function showLink() {
  const { scenario, cursor } = await decode(location.hash);
  const digest = await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(scenario));
  const name = digest ? String.fromCharCode(...new Uint8Array(digest.slice(0, 9))) : scenario.slice(0, 200);
  try {
    mount("link", btoa(name), scenario, cursor);
  } catch (error) {
    throw new LinkError(`This link holds no program: ${error}`);
  }
  pick.value = "";
  chapter.hidden = true;
}

async function show() {
  say("");
  if (isLink(location.hash)) {
    try {
      return await showLink();
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      say(error.message);
    }
  }
  const wanted = new URLSearchParams(location.search).get("demo");
  const demo = demos.find(({ name }) => name === wanted);
  if (wanted !== null && demo === undefined) say("There is no demo of this name; this is the first one.");
  showDemo(demo ?? demos[0]);
}

/** The list of programs, by chapter. A program that came in a link is none of them. */
function fillList() {
  pick.append(new Option("A program from a link", "", false, false));
  pick.options[0].hidden = true;
  const groups = new Map();
  for (const { name, title, chapter: label, language } of demos) {
    if (!groups.has(label)) {
      groups.set(label, Object.assign(document.createElement("optgroup"), { label }));
    }
    groups.get(label).append(new Option(`${title} (${language === "go" ? "Go" : "Python"})`, name));
  }
  pick.append(...groups.values());
}

fillList();
pick.addEventListener("change", () => {
  const demo = demos.find(({ name }) => name === pick.value);
  history.pushState(null, "", `?demo=${demo.name}`);
  say("");
  showDemo(demo);
});
addEventListener("popstate", show);
addEventListener("hashchange", show);
await show();
