// Draws one message as a phone shows it: the words, what can be pressed, and the file, pin or card it carries.

import { el, icon } from "./dom.js";
import { clock, say } from "./words.js";

// acts: press(message, option), openList(message), answerPin(message), fill(message); quoted: the message replied to, or undefined.
export function drawMessage(message, quoted, acts) {
  const mine = message.from === "phone";
  return el("article", {
    class: mine ? "message mine" : "message",
    "data-testid": "message", "data-wamid": message.wamid, "data-from": message.from, "data-kind": message.kind,
  },
  el("div", { class: "bubble" }, quoted && quote(quoted), body(message), foot(message)),
  !mine && pressable(message, acts));
}

export function setTicks(node, ticks) {
  const place = node.querySelector(".ticks");
  if (place) place.textContent = say(ticks);
}

function body(message) {
  return [
    message.template && el("p", { class: "small" }, say("template")),
    message.header && el("p", { class: "head", dir: "auto" }, message.header),
    message.media && drawMedia(message.media),
    message.pin && drawPin(message.pin),
    message.card && el("p", { class: "card-line" }, icon("card"), `${say("contact")}: ${message.card.name}`),
    message.reaction && el("p", { class: "odd" }, say("reacted", message.reaction.emoji)),
    message.unsupported && el("p", { class: "odd" }, icon("ghost"), `${say("unsupported")} (${message.unsupported})`),
    message.text && el("p", { class: "text", dir: "auto", "data-testid": "text" }, formatted(message.text)),
    message.footer && el("p", { class: "small", dir: "auto" }, message.footer),
  ];
}

// *bold*, as phones show it.
function formatted(text) {
  return text.split(/(\*[^*\n]+\*)/).map((part) =>
    part.length > 2 && part.startsWith("*") && part.endsWith("*") ? el("b", {}, part.slice(1, -1)) : part);
}

function quote(quoted) {
  const words = quoted.text || (quoted.media ? quoted.media.name : "…");
  return el("p", { class: "quote", dir: "auto" }, words.length > 90 ? `${words.slice(0, 90)}…` : words);
}

function foot(message) {
  return el("p", { class: "foot" }, clock(message.at),
    message.from === "phone" && el("span", { class: "ticks", "data-testid": "ticks" }, say(message.ticks)));
}

function drawMedia(media) {
  const src = `/api/media/${media.id}`;
  switch (media.kind) {
    case "image":
    case "sticker":
      return el("img", { src, alt: media.name, loading: "lazy", class: media.kind });
    case "video":
      return el("video", { src, controls: true, preload: "metadata" });
    case "audio":
      return el("audio", { src, controls: true, preload: "metadata" });
    default:
      return el("a", { class: "document", href: src, download: media.name }, icon("file"),
        el("span", {}, media.name, el("small", {}, `${Math.max(1, Math.round(media.size / 1024))} KB`)));
  }
}

function drawPin(pin) {
  return el("div", { class: "pin" }, el("div", { class: "map" }, icon("pin")),
    el("div", { class: "pin-words" }, pin.name && el("b", { dir: "auto" }, pin.name),
      el("span", {}, `${pin.latitude.toFixed(4)}, ${pin.longitude.toFixed(4)}`)));
}

function pressable(message, acts) {
  const buttons = (message.buttons || []).map((option) => press(option.title, "button", option.id, () => acts.press(message, option)));
  if (message.rows) buttons.push(press(message.list_button, "list-open", null, () => acts.openList(message), "list"));
  if (message.ask_pin) buttons.push(press(say("askPin"), "ask-pin", null, () => acts.answerPin(message), "pin"));
  if (message.flow) buttons.push(press(message.flow, "fill", null, () => acts.fill(message), "file"));
  if (message.link) {
    buttons.push(el("a", { class: "press", href: message.link.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" },
      icon("link"), message.link.title));
  }
  return buttons.length ? el("div", { class: "presses" }, buttons) : null;
}

function press(title, testid, id, onclick, picture) {
  return el("button", { type: "button", class: "press", "data-testid": testid, "data-id": id, dir: "auto", onclick },
    picture && icon(picture), title);
}
