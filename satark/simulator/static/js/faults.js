// The panel that breaks things: switches, and counts that run down as they strike.

import { get, post } from "./api.js";
import { el, iconButton } from "./dom.js";
import { say } from "./words.js";

const GROUPS = [
  ["toSatark", ["delay_ms", "duplicate", "reorder", "silence", "unheard", "batch", "changed_ids", "other_envelope"]],
  ["statuses", ["early_statuses", "contradictory_statuses", "foreign_statuses", "bare_statuses", "skipped_delivered", "missing_statuses"]],
  ["answers", ["graph_away", "slow_ms", "html_answers", "drop_answers", "cut_answers", "late_answers", "late_seconds", "fail_sends", "fail_code", "fail_code_count"]],
  ["refusals", ["closed_window", "refuse_later", "dead_token", "spam_limit", "payment", "maintenance", "paused_templates", "held_templates", "reject_templates", "throughput", "pair_limit", "pair_burst"]],
  ["media", ["fail_media", "broken_media", "expired_media", "media_port", "half_media", "lost_media"]],
  ["setup", ["coexistence", "business_agent", "other_callback", "contact_book_on", "missing_scope", "missing_field"]],
];
// What is in order although it is neither off nor 0.
const RIGHT = { batch: 1, pair_limit: true, pair_burst: 45, throughput: 80, late_seconds: 60, fail_code: 131000 };

export class Faults {
  // changed(count): how many things are broken now.
  constructor(node, { changed, close }) {
    Object.assign(this, { node, changed, close });
    this.values = {};
  }

  async load() {
    this.show(await get("/api/faults"));
  }

  show(values) {
    this.values = values;
    this.changed(Object.entries(values).filter(([name, value]) => value !== (RIGHT[name] ?? (typeof value === "boolean" ? false : 0))).length);
    this.draw();
  }

  draw() {
    const focused = document.activeElement?.dataset?.testid;
    this.node.replaceChildren(
      el("header", {}, el("h2", {}, say("faults")), iconButton("close", say("close"), "faults-close", this.close)),
      ...GROUPS.map(([title, names]) => el("fieldset", {}, el("legend", {}, say(`faultGroup.${title}`)), names.map((name) => this.line(name)))),
      el("div", { class: "panel-acts" },
        el("button", { type: "button", class: "plain-button", "data-testid": "faults-reset", onclick: () => post("/api/faults", { reset: true }) }, say("reset")),
        el("button", { type: "button", class: "plain-button", "data-testid": "hurry", onclick: () => post("/api/webhooks/hurry") }, say("hurry"))));
    if (focused) this.node.querySelector(`[data-testid="${focused}"]`)?.focus();
  }

  line(name) {
    const value = this.values[name];
    const change = (next) => post("/api/faults", { [name]: next });
    const input = typeof value === "boolean"
      ? el("input", { type: "checkbox", role: "switch", checked: value, "data-testid": `fault-${name}`, onchange: (event) => change(event.target.checked) })
      : el("input", {
        type: "number", min: 0, step: name.endsWith("_ms") ? 500 : 1, value, "data-testid": `fault-${name}`,
        onchange: (event) => change(Math.max(0, Math.trunc(Number(event.target.value) || 0))),
      });
    return el("label", { class: "fault" }, el("span", {}, say(`fault.${name}`)), input);
  }
}
