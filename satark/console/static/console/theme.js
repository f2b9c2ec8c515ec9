// Light or dark before the first paint: what the officer chose here, else what the machine says.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem("satark-theme");
  const apply = () => {
    const wanted = chosen() || (dark.matches ? "dark" : "light");
    document.documentElement.setAttribute("data-bs-theme", wanted);
  };

  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const now = document.documentElement.getAttribute("data-bs-theme");
    localStorage.setItem("satark-theme", now === "dark" ? "light" : "dark");
    apply();
  });
})();
