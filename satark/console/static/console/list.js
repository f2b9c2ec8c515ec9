// The live list. It never moves under the officer's hand: while he works in it, rows that are there are refreshed in
// place, and what is new waits in a bar until he asks for it.

const list = document.getElementById("list");

if (list) {
  let waiting = null;
  let pointed = false;

  const rows = (root) => [...root.querySelectorAll("[data-case]")];
  const selected = () => list.querySelector(".case-on");
  const busy = () => pointed || list.contains(document.activeElement) || selected() !== null;

  // --- what the server sends every few seconds ---

  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt !== list) return;
    if (document.hidden) event.preventDefault();
    event.detail.headers["If-None-Match"] = list.dataset.etag;
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.elt !== list || event.detail.xhr.status !== 200) return;
    list.dataset.etag = event.detail.xhr.getResponseHeader("ETag") ?? "";
    if (!busy()) {
      waiting = null;
      return;
    }
    event.detail.shouldSwap = false;
    hold(event.detail.xhr.responseText);
  });

  function hold(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const shown = new Map(rows(list).map((row) => [row.dataset.case, row]));
    const arrived = rows(fresh).filter((row) => !shown.has(row.dataset.case));
    rows(fresh).forEach((row) => refresh(shown.get(row.dataset.case), row));
    list.querySelector(".tabs").replaceWith(fresh.querySelector(".tabs").cloneNode(true));
    waiting = html;
    announce(arrived.length);
  }

  function refresh(row, fresh) {
    if (!row || row.contains(document.activeElement)) return;
    const on = row.classList.contains("case-on");
    row.className = fresh.className;
    row.classList.toggle("case-on", on);
    row.innerHTML = fresh.innerHTML;
  }

  function announce(count) {
    const bar = document.getElementById("new-bar");
    bar.hidden = count === 0;
    const words = count === 1 ? list.dataset.wordOne : list.dataset.wordMany.replace("{count}", count);
    if (count) bar.querySelector("[data-new-count]").textContent = words;
  }

  function showNew() {
    if (!waiting) return;
    const on = selected()?.dataset.case;
    list.innerHTML = waiting;
    waiting = null;
    if (on) select(document.getElementById(`case-${on}`));
  }

  // --- hand and keys ---

  function select(row) {
    selected()?.classList.remove("case-on");
    if (!row) return;
    row.classList.add("case-on");
    row.querySelector("a").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows(list);
    const at = all.indexOf(selected());
    select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  list.addEventListener("pointerover", (event) => (pointed = Boolean(event.target.closest("[data-case]"))));
  list.addEventListener("pointerleave", () => (pointed = false));
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-case]");
    selected()?.classList.remove("case-on");
    row?.classList.add("case-on");
  });
  list.addEventListener("focusout", () => selected()?.classList.remove("case-on"));
  list.addEventListener("click", (event) => event.target.closest("[data-show-new]") && showNew());

  document.addEventListener("keydown", (event) => {
    if (!plainKey(event) || typing(event.target) || document.querySelector("dialog[open]")) return;
    const forward = () => selected()?.querySelector("[data-forward]")?.click();
    const moves = { j: () => step(1), k: () => step(-1), n: showNew, f: forward };
    if (moves[event.key]) event.preventDefault();
    moves[event.key]?.();
  });
}
