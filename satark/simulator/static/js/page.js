// The page: a shelf of phones, kept up to date by the server's events.

import { get, listen, post } from "./api.js";
import { el, icon } from "./dom.js";
import { Faults } from "./faults.js";
import { Phone } from "./phone.js";
import { Scenarios } from "./scenarios.js";
import { Time } from "./time.js";
import { inOurs, language, say } from "./words.js";

const FIRST_SHELF = ["source-1", "source-2", "sho-balua", "sp-chandauli"];
const narrow = window.matchMedia("(max-width: 760px)");
const top = document.getElementById("top");
const chips = document.getElementById("chips");
const shelf = document.getElementById("shelf");
const panel = document.getElementById("panel");
const playbill = document.getElementById("playbill");

const page = { phones: new Map(), numbers: [], console: "/", health: {}, faults: 0, unread: new Map(), shelf: stored() };
const now = el("p", { class: "now", "data-testid": "now" });
const time = new Time(now);
const faults = new Faults(panel, { changed: (count) => { page.faults = count; drawTop(); }, close: () => toggle(panel, false) });
const scenarios = new Scenarios(playbill, { close: () => toggle(playbill, false) });

function stored() {
  try {
    return JSON.parse(localStorage.getItem("shelf")) || FIRST_SHELF;
  } catch {
    return FIRST_SHELF;
  }
}

async function load() {
  const body = await get("/api/phones");
  Object.assign(page, { numbers: body.numbers, console: body.console, health: body.health });
  for (const phone of body.phones) know(phone);
  await Promise.all([...page.phones.values()].map((phone) => phone.load()));
  draw();
  await Promise.all([faults.load(), time.ask()]);
}

function know(phone) {
  const known = page.phones.get(phone.id);
  if (known) known.change(phone);
  else page.phones.set(phone.id, new Phone(phone, page.numbers));
}

function draw() {
  document.documentElement.lang = language.now;
  document.title = `Satark · ${say("title")}`;
  drawTop();
  drawChips();
  drawShelf();
}

function drawTop() {
  const { failure, waiting } = page.health;
  top.replaceChildren(
    el("img", { src: "/static/mark.svg", alt: "", width: 32, height: 32 }),
    el("div", { class: "names" }, el("h1", {}, el("span", { class: "label" }, "Satark · "), say("title")), el("p", {}, say("subtitle"))),
    now,
    el("p", { class: failure ? "health bad" : "health", role: "status", "data-testid": "health" },
      failure ? say("silent") : say("answers"), failure && waiting ? ` · ${say("waiting", waiting)}` : ""),
    el("div", { class: "acts" },
      el("button", { type: "button", class: page.faults ? "plain-button alarm" : "plain-button", "aria-label": say("break"), "aria-expanded": String(!panel.hidden), "data-testid": "faults-open", onclick: () => toggle(panel, panel.hidden) },
        icon("bolt"), el("span", { class: "label" }, say("break")), page.faults ? el("b", {}, say("active", page.faults)) : null),
      el("button", { type: "button", class: "plain-button", "aria-label": say("scenarios"), "aria-expanded": String(!playbill.hidden), "data-testid": "scenarios-open", onclick: () => toggle(playbill, playbill.hidden) },
        icon("list"), el("span", { class: "label" }, say("scenarios"))),
      el("a", { class: "plain-button", href: page.console, target: "satark-console", "aria-label": say("console"), "data-testid": "console" }, icon("link"), el("span", { class: "label" }, say("console"))),
      el("button", { type: "button", class: "plain-button", lang: language.now === "en" ? "hi" : "en", "data-testid": "language", onclick: changeLanguage }, say("other"))));
}

function drawChips() {
  const shown = visible();
  chips.replaceChildren(...[...page.phones.values()].map(({ phone }) => {
    const unread = page.unread.get(phone.id);
    return el("button", {
      type: "button", class: `chip ${phone.role}`, "aria-pressed": String(shown.includes(phone.id)), "data-testid": "chip", "data-chip": phone.id,
      onclick: () => choose(phone.id),
    }, inOurs(phone.label), unread ? el("b", {}, String(unread)) : null);
  }), el("button", { type: "button", class: "chip add", "data-testid": "add-phone", onclick: addPhone }, icon("plus"), say("add")));
}

function visible() {
  const known = page.shelf.filter((id) => page.phones.has(id));
  return narrow.matches ? known.slice(0, 1) : known;
}

function drawShelf() {
  const shown = visible();
  shelf.replaceChildren(...shown.map((id) => page.phones.get(id).node));
  for (const id of shown) {
    page.unread.delete(id);
    page.phones.get(id).look();
  }
  drawChips();
}

// Wide: puts a phone on the shelf or takes it off. Narrow: changes to it.
function choose(id) {
  const others = page.shelf.filter((other) => other !== id);
  if (narrow.matches) page.shelf = [id, ...others];
  else page.shelf = others.length === page.shelf.length ? [...others, id] : others;
  localStorage.setItem("shelf", JSON.stringify(page.shelf));
  drawShelf();
  if (!narrow.matches) page.phones.get(id).node.scrollIntoView({ inline: "nearest", block: "nearest" });
}

// One panel at a time.
function toggle(one, open) {
  for (const each of [panel, playbill]) each.hidden = each !== one || !open;
  if (one === playbill && open) scenarios.load();
  drawTop();
  if (open) one.querySelector("button")?.focus();
}

function changeLanguage() {
  language.toggle();
  for (const phone of page.phones.values()) phone.draw();
  draw();
  faults.draw();
  scenarios.draw();
  time.show();
}

function addPhone() {
  const field = (label, input) => el("label", { class: "stacked" }, el("span", {}, label), input);
  const options = (names) => names.map((name) => el("option", { value: name }, say(name)));
  const name = el("input", { class: "field", required: true, "data-testid": "new-name", dir: "auto" });
  const label = el("input", { class: "field", "data-testid": "new-label", dir: "auto" });
  const role = el("select", { class: "field", "data-testid": "new-role" }, options(["source", "officer"]));
  const kind = el("select", { class: "field", "data-testid": "new-kind" }, options(["number", "username", "both"]));
  const submit = async (event) => {
    event.preventDefault();
    const phone = await post("/api/phones", { name: name.value, label: label.value, role: role.value, kind: kind.value });
    dialog.close();
    know(phone);
    choose(phone.id);
  };
  const dialog = el("dialog", { "data-testid": "new-phone", onclose: () => dialog.remove() },
    el("form", { onsubmit: submit }, el("h2", {}, say("add")), field(say("name"), name), field(say("label"), label),
      field(say("role"), role), field(say("kind"), kind),
      el("div", { class: "dialog-acts" },
        el("button", { type: "button", class: "plain-button", onclick: () => dialog.close() }, say("cancel")),
        el("button", { class: "plain-button strong", "data-testid": "new-create" }, say("create")))));
  document.body.append(dialog);
  dialog.showModal();
}

function heard(message) {
  const phone = page.phones.get(message.phone);
  if (!phone) return;
  phone.add(message);
  if (message.from === "business" && !visible().includes(message.phone)) {
    page.unread.set(message.phone, (page.unread.get(message.phone) || 0) + 1);
    drawChips();
  }
}

listen({
  message: heard,
  ticks: ({ phone, wamid, ticks }) => page.phones.get(phone)?.ticks(wamid, ticks),
  typing: ({ phone }) => page.phones.get(phone)?.typing(),
  phone: (phone) => { know(phone); drawChips(); },
  faults: (values) => faults.show(values),
  health: (health) => { page.health = health; drawTop(); },
  reload: load,
}, load);
narrow.addEventListener("change", draw);
document.addEventListener("visibilitychange", () => visible().forEach((id) => page.phones.get(id).look()));
load();
