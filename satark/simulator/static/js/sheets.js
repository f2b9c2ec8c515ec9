// Sheets that slide over one phone: a list's rows, the camera roll, places, the attach menu.

import { get } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { PLACES } from "./places.js";
import { inOurs, say } from "./words.js";

export class Sheet {
  constructor(phoneNode) {
    this.phoneNode = phoneNode;
    this.node = null;
  }

  open(title, ...content) {
    this.close();
    this.before = document.activeElement;
    this.node = el("div", { class: "sheet-back", onclick: (event) => { if (event.target === this.node) this.close(); } },
      el("section", { class: "sheet", role: "dialog", "aria-label": title, "data-testid": "sheet" },
        el("header", {}, el("h3", { dir: "auto" }, title), iconButton("close", say("close"), "sheet-close", () => this.close())),
        el("div", { class: "sheet-body" }, content)));
    this.node.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
    this.phoneNode.append(this.node);
    this.node.querySelector(".sheet-body button, .sheet-body input")?.focus({ preventScroll: true });
  }

  close() {
    if (!this.node) return;
    this.node.remove();
    this.node = null;
    this.before?.focus?.({ preventScroll: true });
  }
}

export function openRows(sheet, message, press) {
  let section = "";
  const content = message.rows.flatMap((row) => {
    const heading = row.section && row.section !== section ? [el("h4", { dir: "auto" }, row.section)] : [];
    section = row.section;
    return [...heading, line(row.title, row.description, { "data-testid": "row", "data-id": row.id }, () => {
      sheet.close();
      press(row);
    })];
  });
  sheet.open(message.list_button, content);
}

export async function openRoll(sheet, sendSample) {
  const { samples } = await get("/api/samples");
  const caption = el("input", { class: "field", placeholder: say("caption"), "data-testid": "caption", dir: "auto" });
  const tiles = samples.map((sample) => el("button", {
    type: "button", class: "tile", "data-testid": "sample", "data-sample": sample.name,
    onclick: () => { sheet.close(); sendSample(sample, caption.value); },
  }, preview(sample), el("span", {}, inOurs(sample.title))));
  sheet.open(say("roll"), caption, el("div", { class: "tiles" }, tiles));
}

function preview(sample) {
  const src = `/api/samples/${sample.name}`;
  if (sample.kind === "image") return el("img", { src, alt: "" });
  if (sample.kind === "video") return el("video", { src, muted: true, preload: "metadata" });
  return el("span", { class: "preview" }, icon(sample.kind === "audio" ? "mic" : "file"));
}

export function openPlaces(sheet, sendPin) {
  const rows = PLACES.map((place) => line(inOurs(place.title), `${place.latitude}, ${place.longitude}`,
    { "data-testid": "place", "data-place": place.id }, () => {
      sheet.close();
      sendPin({ latitude: place.latitude, longitude: place.longitude, name: inOurs(place.title) });
    }));
  sheet.open(say("sendPlace"), rows, ownPlace(sheet, sendPin));
}

function ownPlace(sheet, sendPin) {
  const latitude = el("input", { class: "field", inputmode: "decimal", placeholder: say("latitude"), "aria-label": say("latitude"), "data-testid": "latitude" });
  const longitude = el("input", { class: "field", inputmode: "decimal", placeholder: say("longitude"), "aria-label": say("longitude"), "data-testid": "longitude" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const pin = { latitude: Number.parseFloat(latitude.value), longitude: Number.parseFloat(longitude.value) };
    if (!Number.isFinite(pin.latitude) || !Number.isFinite(pin.longitude)) {
      wrong.textContent = say("wrongPlace");
      return;
    }
    sheet.close();
    sendPin(pin);
  };
  return el("form", { class: "own-place", onsubmit: submit }, el("h4", {}, say("ownPlace")),
    el("div", { class: "pair" }, latitude, longitude, el("button", { class: "plain-button", "data-testid": "place-send" }, say("send"))), wrong);
}

// choices: [icon, label, testid, act]
export function openMenu(sheet, title, choices) {
  sheet.open(title, choices.map(([picture, label, testid, act]) =>
    el("button", { type: "button", class: "line with-icon", "data-testid": testid, onclick: () => { sheet.close(); act(); } },
      icon(picture), el("b", {}, label))));
}

function line(title, description, attributes, onclick) {
  return el("button", { type: "button", class: "line", ...attributes, onclick },
    el("b", { dir: "auto" }, title), description && el("span", { dir: "auto" }, description));
}
