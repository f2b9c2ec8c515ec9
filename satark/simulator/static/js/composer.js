// The bottom of a phone: what is typed, attached or said goes out from here.

import { el, icon, iconButton } from "./dom.js";
import { Recorder } from "./recorder.js";
import { openMenu, openPlaces, openRoll } from "./sheets.js";
import { say } from "./words.js";

const RARE = ["edit", "revoke", "forward", "sticker", "order", "call_permission", "group", "standby", "referral", "system"];

export class Composer {
  // send(wish) sends JSON, sendFile(fields) a form with a file, tell(words) shows a line to the person.
  constructor({ sheet, send, sendFile, tell }) {
    Object.assign(this, { sheet, send, sendFile, tell });
    this.input = el("textarea", {
      rows: 1, placeholder: say("write"), "aria-label": say("write"), dir: "auto", "data-testid": "input",
      onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); } },
      oninput: () => this.grow(),
    });
    this.file = el("input", { type: "file", hidden: true, "data-testid": "file", onchange: () => this.chosen() });
    this.node = el("footer", { class: "composer" });
    this.ready();
  }

  ready() {
    this.node.replaceChildren(
      iconButton("plus", say("attach"), "attach", () => this.attach()),
      this.input,
      iconButton("mic", say("record"), "mic", () => this.record()),
      el("button", { type: "button", class: "round strong", "aria-label": say("send"), title: say("send"), "data-testid": "send", onclick: () => this.submit() }, icon("send")),
      this.file);
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    if (!await this.send({ type: "text", text })) this.input.value = text;
    this.input.focus();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 110)}px`;
  }

  attach() {
    openMenu(this.sheet, say("attach"), [
      ["photo", say("roll"), "roll", () => this.roll()],
      ["pin", say("place"), "place-open", () => openPlaces(this.sheet, (pin) => this.send({ type: "pin", ...pin }))],
      ["file", say("file"), "upload", () => this.choose("")],
      ["file", say("asDocument"), "upload-document", () => this.choose("document")],
      ["card", say("card"), "card", () => this.send({ type: "contact" })],
      ["more", say("rarer"), "rarer", () => this.rarer()],
      ["ghost", say("odd"), "odd", () => this.send({ type: "unsupported", kind: "media_placeholder" })],
    ]);
  }

  async roll() {
    await openRoll(this.sheet, (sample, caption) => this.send({ type: "media", sample: sample.name, caption }));
  }

  // What people seldom send, and what WhatsApp says by itself.
  rarer() {
    openMenu(this.sheet, say("rarer"), RARE.map((type) => ["more", say(`rare.${type}`), `rare-${type}`, () => this.send({ type, text: say(`rareText.${type}`) })]));
  }

  choose(kind) {
    this.kind = kind;
    this.file.click();
  }

  async chosen() {
    const file = this.file.files[0];
    if (file) await this.sendFile({ type: "media", ...(this.kind ? { kind: this.kind } : {}), file });
    this.file.value = "";
  }

  async record() {
    const recorder = new Recorder();
    try {
      await recorder.start();
    } catch {
      this.tell(say("noMicrophone"));
      await this.send({ type: "media", sample: "voice-note.ogg" });
      return;
    }
    this.showRecording(recorder);
  }

  showRecording(recorder) {
    const seconds = el("b", {}, "0:00");
    const begun = Date.now();
    const ticking = setInterval(() => {
      const passed = Math.floor((Date.now() - begun) / 1000);
      seconds.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
    }, 250);
    const end = async (keep) => {
      clearInterval(ticking);
      const file = await recorder.stop();
      this.ready();
      if (keep) await this.sendFile({ type: "media", voice: "true", file });
    };
    this.node.replaceChildren(el("p", { class: "recording", role: "status" }, el("i", {}), say("recording"), seconds),
      iconButton("close", say("cancel"), "record-cancel", () => end(false)),
      el("button", { type: "button", class: "round strong", "aria-label": say("send"), "data-testid": "record-send", onclick: () => end(true) }, icon("send")));
  }
}
