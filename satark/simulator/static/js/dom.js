// Builds elements. Text is always set as text, so nothing that was written can become markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  plus: "M12 5v14M5 12h14",
  send: "M5 12h13M12 6l6 6-6 6",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  close: "M6 6l12 12M18 6L6 18",
  list: "M9 7h10M9 12h10M9 17h10M5 7h.01M5 12h.01M5 17h.01",
  pin: "M12 21c4-4.6 6-7.9 6-10.5a6 6 0 1 0-12 0C6 13.1 8 16.4 12 21zM12 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  photo: "M4 6h16v12H4zM4 15l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01",
  card: "M4 6h16v12H4zM9 12.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM6.5 15.5c.5-1.3 1.4-2 2.5-2s2 .7 2.5 2M14 10h3.5M14 13.5h3.5",
  file: "M7 4h7l4 4v12H7zM14 4v4h4",
  ghost: "M6 20V11a6 6 0 0 1 12 0v9l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5zM10 11h.01M14 11h.01",
  more: "M5.4 12h1.2M11.4 12h1.2M17.4 12h1.2",
  bolt: "M13 3L6 13.5h5L10.5 21 18 10.5h-5z",
  link: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, testid, onclick) {
  return el("button", { type: "button", class: "round", "aria-label": label, title: label, "data-testid": testid, onclick }, icon(name));
}
