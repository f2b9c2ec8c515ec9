// What can happen to a phone: another number, a username, and all that makes it hard to reach.

import { post } from "./api.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const SWITCHES = ["offline", "gone", "blocks", "receipts"];

// trying(act): runs it and tells the person when it was refused.
export function openChanges(sheet, phone, number, trying) {
  const change = (wanted) => trying(() => post(`/api/phones/${phone.id}/change`, wanted));
  const system = el("select", { class: "field", "aria-label": say("change.told"), "data-testid": "change-told" },
    ["full", "bare", "none"].map((how) => el("option", { value: how }, say(`change.${how}`))));
  const username = el("input", { class: "field", value: phone.username, placeholder: say("change.username"), "aria-label": say("change.username"), "data-testid": "change-username" });
  const takeName = (event) => {
    event.preventDefault();
    sheet.close();
    change({ username: username.value, hide_number: Boolean(username.value) });
  };
  const act = (name, wanted) => el("button", {
    type: "button", class: "line", "data-testid": `change-${name}`,
    onclick: () => { sheet.close(); change({ ...wanted, system: system.value }); },
  }, el("b", {}, say(`change.${name}`)));
  sheet.open(say("change.title"),
    SWITCHES.map((name) => toggle(name, on(phone, name, number), (value) => change(wish(name, value, number)))),
    el("form", { class: "own-place", onsubmit: takeName }, el("div", { class: "pair named" }, username,
      el("button", { class: "plain-button", "data-testid": "change-name" }, say("change.take")))),
    el("label", { class: "stacked told" }, el("span", {}, say("change.told")), system),
    act("number", { number: true }), act("user_id", { user_id: true }));
}

function on(phone, name, number) {
  return name === "blocks" ? phone.condition.blocks === number : phone.condition[name];
}

function wish(name, value, number) {
  return name === "blocks" ? { blocks: value ? number : "" } : { [name]: value };
}

function toggle(name, checked, changed) {
  return el("label", { class: "fault" }, el("span", {}, say(`change.${name}`)),
    el("input", { type: "checkbox", role: "switch", checked, "data-testid": `change-${name}`, onchange: (event) => changed(event.target.checked) }));
}
