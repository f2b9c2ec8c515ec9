// Keys, forms and small comforts. Every page works without this file; nothing is decided here.

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const plainKey = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

// --- keys ---------------------------------------------------------------------------------------------------------

const numbered = (key) =>
  [...document.querySelectorAll(".act > summary > kbd")].find((shown) => shown.textContent === key)?.closest(".act");

function openAct(id) {
  const act = document.getElementById(id);
  if (!act) return false;
  act.open = true;
  act.scrollIntoView({ block: "nearest" });
  act.querySelector("select, textarea")?.focus();
  return true;
}

const keys = {
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  u: () => document.querySelector("[data-back]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (!plainKey(event) || typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = openAct(numbered(event.key)?.id ?? "");
  if (act || keys[event.key]) event.preventDefault();
  keys[event.key]?.();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") typing(event.target)?.blur();
});

// --- acts ---------------------------------------------------------------------------------------------------------

const openNamedAct = () => location.hash.startsWith("#act-") && openAct(location.hash.slice(1));
addEventListener("hashchange", openNamedAct);
openNamedAct();
document.querySelector(".problem")?.focus();

// The page shows each message once: a later reload must not say again that something was sent.
if (new URLSearchParams(location.search).has("done")) history.replaceState(null, "", location.pathname);

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-once]");
  if (!form) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});

// Coming back with the browser's Back button: the form may be sent again (the server knows if it was).
addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach((form) => delete form.dataset.sent));

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.submit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// --- how the phone will show a direction ----------------------------------------------------------------------------

function preview(form) {
  const show = (name) => form.querySelector(`[data-preview-${name}]`);
  const brief = form.elements.brief.value.trim();
  show("brief").textContent = brief || show("brief").dataset.empty;
  show("brief").classList.toggle("phone-empty", !brief);
  const term = form.querySelector("input[name=term]:checked");
  const at = form.elements.at.value.replace("T", " ");
  show("term").textContent = term?.value === "at" ? at : (term?.parentElement.textContent.split("·").pop().trim() ?? "");
  form.querySelector(".term-at").hidden = term?.value !== "at";
}

const direct = document.querySelector("form[data-direct]");
if (direct) {
  direct.addEventListener("input", () => preview(direct));
  preview(direct);
}
