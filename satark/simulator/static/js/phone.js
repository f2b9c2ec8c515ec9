// One phone: who holds it and what it shows on top, the talk, and what can be done at the bottom.

import { get, post, postForm } from "./api.js";
import { openChanges } from "./change.js";
import { Composer } from "./composer.js";
import { el, iconButton } from "./dom.js";
import { drawMessage, setTicks } from "./message.js";
import { openPlaces, openRows, Sheet } from "./sheets.js";
import { inOurs, say } from "./words.js";

const LAST = 200;
const TYPING_MS = 25_000;
const LOOK_MS = 700;
const NEAR_END = 60;

export class Phone {
  constructor(phone, numbers) {
    Object.assign(this, { phone, numbers });
    this.number = localStorage.getItem(`chat-${phone.id}`) || phone.home;
    this.messages = new Map();
    this.node = el("section", { class: `phone ${phone.role}`, "data-testid": "phone", "data-phone": phone.id, "aria-label": inOurs(phone.label) });
    this.draw();
  }

  draw() {
    const sheet = new Sheet(this.node);
    this.sheet = sheet;
    this.lines = el("div", { class: "lines" });
    this.talk = el("div", { class: "talk", role: "log", tabindex: "0", "data-testid": "talk", "aria-label": inOurs(this.phone.label) }, this.lines);
    this.followTalk();
    this.note = el("p", { class: "note", role: "status", "data-testid": "note" });
    const composer = new Composer({
      sheet, send: (wish) => this.send(wish), sendFile: (fields) => this.sendFile(fields), tell: (words) => this.tell(words),
    });
    this.top = this.head();
    this.node.replaceChildren(this.top, this.talk, this.note, composer.node);
    this.drawTalk();
  }

  head() {
    const choose = el("select", {
      "aria-label": say("chatWith"), "data-testid": "chat-with",
      onchange: (event) => { this.number = event.target.value; localStorage.setItem(`chat-${this.phone.id}`, this.number); this.drawTalk(); },
    }, this.numbers.map((number) => el("option", { value: number.phone_number_id }, number.name)));
    choose.value = this.number;
    return el("header", { class: "phone-head" },
      el("div", { class: "who" }, el("h2", {}, inOurs(this.phone.label)), el("span", { class: "role" }, say(this.phone.role)),
        iconButton("more", say("change.open"), "change-open", () => openChanges(this.sheet, this.phone, this.number, (act) => this.trying(act)))),
      el("p", { class: "identity", "data-testid": "identity" }, ...identity(this.phone)),
      el("label", { class: "chat-with" }, el("span", {}, say("chatWith")), choose));
  }

  // Something has happened to it: another number, or it was switched off.
  change(phone) {
    this.phone = phone;
    const top = this.head();
    this.top.replaceWith(top);
    this.top = top;
  }

  // Keeps the newest line in sight while pictures and letters find their size, unless somebody scrolled up to read.
  followTalk() {
    this.following = true;
    let before = 0;
    this.talk.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight, clientHeight } = this.talk;
      // Our own scrolling is told late, when the talk may have grown again: only going up means to stay there.
      const goingUp = scrollTop < before;
      this.following = scrollHeight - scrollTop - clientHeight < NEAR_END || (this.following && !goingUp);
      before = scrollTop;
    });
    this.sizes?.disconnect();
    this.sizes = new ResizeObserver(() => { if (this.following) this.talk.scrollTop = this.talk.scrollHeight; });
    this.sizes.observe(this.lines);
    this.sizes.observe(this.talk);
  }

  async load() {
    const { messages } = await get(`/api/phones/${this.phone.id}/messages?last=${LAST}`);
    this.messages = new Map(messages.map((message) => [message.wamid, message]));
    this.drawTalk();
  }

  drawTalk() {
    const shown = [...this.messages.values()].filter((message) => message.phone_number_id === this.number);
    this.following = true;
    this.lines.replaceChildren(...shown.map((message) => this.drawOne(message)));
    if (!shown.length) this.lines.append(el("p", { class: "empty" }, say(this.phone.role === "officer" ? "emptyOfficer" : "empty")));
    this.look();
  }

  drawOne(message) {
    return drawMessage(message, this.messages.get(message.reply_to), {
      press: (asked, option) => this.send({ type: "choice", message: asked.wamid, id: option.id }),
      openList: (asked) => openRows(this.sheet, asked, (row) => this.send({ type: "choice", message: asked.wamid, id: row.id })),
      fill: (asked) => this.send({ type: "flow", message: asked.wamid }),
      answerPin: (asked) => openPlaces(this.sheet, (pin) => this.send({ type: "pin", message: asked.wamid, ...pin })),
    });
  }

  add(message) {
    if (this.messages.has(message.wamid)) return;
    this.messages.set(message.wamid, message);
    if (message.phone_number_id !== this.number) return;
    this.talk.querySelector(".empty")?.remove();
    if (message.from === "business") this.stopTyping();
    if (message.from === "phone") this.following = true;
    this.lines.append(this.drawOne(message));
    this.look();
  }

  ticks(wamid, ticks) {
    const message = this.messages.get(wamid);
    if (!message) return;
    message.ticks = ticks;
    const node = this.talk.querySelector(`[data-wamid="${CSS.escape(wamid)}"]`);
    if (node) setTicks(node, ticks);
  }

  typing() {
    this.stopTyping();
    this.lines.append(el("p", { class: "typing" }, say("typing")));
    this.typingEnds = setTimeout(() => this.stopTyping(), TYPING_MS);
  }

  stopTyping() {
    clearTimeout(this.typingEnds);
    this.talk.querySelector(".typing")?.remove();
  }

  // Somebody who sees the screen has read it; officers' phones read by themselves.
  look() {
    clearTimeout(this.looking);
    if (this.phone.reads_itself || !this.node.isConnected || document.hidden) return;
    const seqs = [...this.messages.values()].filter((m) => m.from === "business" && m.ticks !== "read" && m.phone_number_id === this.number);
    if (!seqs.length) return;
    this.looking = setTimeout(async () => {
      await post(`/api/phones/${this.phone.id}/seen`, { to: this.number, seq: Math.max(...seqs.map((m) => m.seq)) });
      seqs.forEach((message) => { message.ticks = "read"; });
    }, LOOK_MS);
  }

  async send(wish) {
    return this.trying(() => post(`/api/phones/${this.phone.id}/send`, { to: this.number, ...wish }));
  }

  async sendFile(fields) {
    return this.trying(() => postForm(`/api/phones/${this.phone.id}/send`, { to: this.number, ...fields }));
  }

  async trying(act) {
    try {
      await act();
      return true;
    } catch (error) {
      this.tell(say("notSent", error.message));
      return false;
    }
  }

  tell(words) {
    this.note.textContent = words;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.note.textContent = ""; }, 6000);
  }
}

function identity(phone) {
  const number = phone.number && el("span", { class: "known" }, grouped(phone.number));
  const username = phone.username && el("span", { class: "known" }, `@${phone.username}`);
  const troubles = ["offline", "gone", "blocks"].filter((name) => phone.condition[name]);
  return [say("shows"), ": ", number, username, !phone.number && el("span", { class: "unknown" }, say("hidden")),
    ...troubles.map((name) => el("span", { class: "trouble" }, say(`change.${name}`)))].filter(Boolean);
}

function grouped(number) {
  return `+${number.slice(0, 2)} ${number.slice(2, 7)} ${number.slice(7)}`;
}
