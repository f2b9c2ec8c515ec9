// The rehearsal's own time, which may run fast and jump: asked for again and again, and carried on in between.

import { get } from "./api.js";
import { moment, say } from "./words.js";

const ASK_AGAIN = 2000;
const TICK = 500;

export class Time {
  constructor(node) {
    Object.assign(this, { node, told: null });
    setInterval(() => this.ask(), ASK_AGAIN);
    setInterval(() => this.show(), TICK);
  }

  async ask() {
    try {
      this.told = { ...(await get("/api/clock")), at: performance.now() };
      this.show();
    } catch {
      this.told = null; // The server is away: no time rather than a wrong one.
    }
  }

  show() {
    if (!this.told) return this.node.replaceChildren();
    const { now, speed, at } = this.told;
    const passed = ((performance.now() - at) / 1000) * speed;
    const fast = speed === 1 ? "" : ` · ×${Number(speed.toFixed(2))}`;
    this.node.textContent = `${say("itIs")} ${moment((now + passed) * 1000)}${fast}`;
    return undefined;
  }
}
