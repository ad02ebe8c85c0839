// The full-size playground: puts the chosen program on the page as one large demo.
//
// The samples are the demos of the course, written into the page when the site is built. The
// choice stands in the address, so that it can be shared and the browser's Back undoes it.

import { watch } from "./loader.js";

const samples = JSON.parse(document.getElementById("yp-samples").textContent);
const picker = document.getElementById("yp-sample");
const stage = document.getElementById("yp-stage");

function addOptions(language, title) {
  const group = document.createElement("optgroup");
  group.label = title;
  for (const sample of samples.filter((known) => known.language === language)) {
    group.append(new Option(sample.title, sample.name));
  }
  picker.append(group);
}

/** The sample that the address names, else the first. */
function named() {
  const name = decodeURIComponent(location.hash.slice(1));
  return samples.find((sample) => sample.name === name) ?? samples[0];
}

/** The same element as the course's demos have in the book. */
function demoElement(sample) {
  const section = document.createElement("section");
  section.className = "yp-demo yp-demo-full";
  section.setAttribute("aria-label", `Demo: ${sample.title}`);
  Object.assign(section.dataset, {
    ypDemo: sample.name,
    ypPage: "play",
    ypLanguage: sample.language,
  });
  const scenario = document.createElement("script");
  scenario.type = "application/json";
  scenario.className = "yp-scenario";
  scenario.textContent = JSON.stringify(sample.scenario);
  section.append(scenario);
  return section;
}

function show() {
  const sample = named();
  picker.value = sample.name;
  const section = demoElement(sample);
  stage.replaceChildren(section);
  watch(section);
}

addOptions("python", "Python");
addOptions("go", "Go");
picker.addEventListener("change", () => {
  location.hash = encodeURIComponent(picker.value);
});
addEventListener("hashchange", show);
show();
