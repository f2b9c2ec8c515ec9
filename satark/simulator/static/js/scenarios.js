// The panel of scenarios: faults that real deployments have met, played here by themselves while one watches.

import { get, post } from "./api.js";
import { el, iconButton } from "./dom.js";
import { inOurs, say } from "./words.js";

const LOOK_AGAIN = 500;

export class Scenarios {
  constructor(node, { close }) {
    Object.assign(this, { node, close });
    this.state = { scenarios: [], going: false, lines: [], result: null };
    this.trouble = "";
  }

  async load() {
    this.state = await get("/api/scenarios");
    this.draw();
    if (this.state.going) setTimeout(() => this.load(), LOOK_AGAIN);
  }

  async play(name) {
    try {
      await post(`/api/scenarios/${name}`);
      this.trouble = "";
    } catch (error) {
      this.trouble = error.message;
    }
    await this.load();
  }

  draw() {
    const focused = document.activeElement?.dataset?.testid;
    const parts = [
      el("header", {}, el("h2", {}, say("scenarios")), iconButton("close", say("close"), "scenarios-close", this.close)),
      el("p", { class: "panel-note" }, say("scenariosAbout")),
      this.trouble ? el("p", { class: "outcome bad", role: "alert" }, this.trouble) : null,
      this.progress(),
      el("ol", { class: "playbill" }, this.state.scenarios.map((each) => this.line(each))),
    ];
    this.node.replaceChildren(...parts.filter(Boolean));
    if (focused) this.node.querySelector(`[data-testid="${focused}"]`)?.focus();
  }

  progress() {
    const { going, lines, result } = this.state;
    if (!going && !result) return null;
    const outcome = going ? say("playing") : result.passed ? say("passed", result.seconds) : say("failed", result.why);
    return el("section", { class: "progress", "aria-live": "polite", "data-testid": "scenario-progress" },
      el("p", { class: going ? "outcome" : result.passed ? "outcome good" : "outcome bad", "data-testid": "scenario-outcome" }, outcome),
      el("pre", {}, lines.join("\n")));
  }

  line(each) {
    return el("li", {},
      el("span", {}, inOurs(each.title)),
      el("button", { type: "button", class: "plain-button", disabled: this.state.going, "aria-label": `${say("play")}: ${inOurs(each.title)}`,
        "data-testid": `play-${each.name}`, onclick: () => this.play(each.name) }, say("play")));
  }
}
