// Refreshes satark/console/static/vendor from npm packages: the kit's CSS reduced to what our templates use,
// the few icons, the fonts, and a manifest with hashes that a test checks.
// Maintainers only: `npm ci && node tools/vendor.mjs`. Run it again when a template uses a class it did not use before.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CONSOLE = join(ROOT, "satark/console");
const VENDOR = join(CONSOLE, "static/vendor");
const MODULES = join(ROOT, "node_modules");

const ICONS = [
  "alarm", "alert-triangle", "archive", "arrow-back-up", "arrow-left", "check", "checks", "circle",
  "circle-filled", "clock", "device-mobile-message", "download", "file-text", "help", "inbox",
  "lock", "logout", "map-pin", "message-2", "message-check", "message-question", "microphone", "moon", "music",
  "notes", "photo", "printer", "search", "send", "speakerphone", "sun", "user-shield", "video",
];

const FONTS = [
  ["@fontsource-variable/noto-sans", "noto-sans-latin-wght-normal.woff2"],
  ["@fontsource-variable/noto-sans-devanagari", "noto-sans-devanagari-devanagari-wght-normal.woff2"],
];

// The package of the kit names its licence (MIT) but carries no text of it; these are its holders by its own CSS header.
const HOLDERS_OF_TABLER = "2018-2026 The Tabler Authors, codecalm.net Paweł Kuna";
const MIT = readFileSync(join(MODULES, "@tabler/icons/LICENSE"), "utf8").replace(/^Copyright .*$/m, "Copyright (c) {holders}");

const manifest = [];

function about(name) {
  const { version, license } = JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8"));
  return { name, version, licence: license };
}

function keep(name, path, content) {
  const target = join(VENDOR, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  manifest.push({ ...about(name), file: relative(VENDOR, target), sha256 });
}

// A strict content security policy allows no `data:` pictures: each one becomes a file of its own.
function liftPictures(css) {
  const seen = new Map();
  return css.replace(/url\("data:image\/svg\+xml,(.*?)"\)/g, (_, encoded) => {
    if (!seen.has(encoded)) {
      const file = `tabler/picture-${seen.size + 1}.svg`;
      keep("@tabler/core", file, decodeURIComponent(encoded) + "\n");
      seen.set(encoded, file);
    }
    return `url("${relative("tabler", seen.get(encoded))}")`;
  });
}

async function vendorStyles() {
  const [{ css }] = await new PurgeCSS().purge({
    content: [
      `${CONSOLE}/templates/**/*.html`, `${CONSOLE}/**/*.py`, `${CONSOLE}/static/console/*.js`,
    ],
    css: [join(MODULES, "@tabler/core/dist/css/tabler.min.css")],
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    dynamicAttributes: ["data-bs-theme"],
    safelist: { standard: ["html", "body", ":root", "dark"], variables: [/^--tblr-(primary|font|body|border|bg|secondary)/] },
    variables: true, keyframes: true, fontFace: true,
  });
  const { version } = about("@tabler/core");
  const notice = `/*! Tabler ${version}, reduced to what the console uses. MIT, see LICENSE beside this file. */\n`;
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^@charset "UTF-8";/, "");
  keep("@tabler/core", "tabler/tabler.css", notice + liftPictures(plain) + "\n");
  keep("@tabler/core", "tabler/LICENSE", MIT.replace("{holders}", HOLDERS_OF_TABLER));
}

function vendorIcons() {
  const symbols = ICONS.map((name) => {
    const filled = name.endsWith("-filled");
    const file = join(MODULES, "@tabler/icons/icons", filled ? "filled" : "outline", `${name.replace(/-filled$/, "")}.svg`);
    const shapes = readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
    const paint = filled
      ? 'fill="currentColor"'
      : 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const { version } = about("@tabler/icons");
  const notice = `<!-- Tabler Icons ${version}, MIT, see icons-LICENSE -->`;
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${notice}\n${symbols.join("\n")}\n</svg>\n`;
  keep("@tabler/icons", "icons.svg", sprite);
  keep("@tabler/icons", "icons-LICENSE", readFileSync(join(MODULES, "@tabler/icons/LICENSE")));
}

function vendorFonts() {
  for (const [name, file] of FONTS) keep(name, `fonts/${file}`, readFileSync(join(MODULES, name, "files", file)));
  keep(FONTS[0][0], "fonts/noto-sans-LICENSE", readFileSync(join(MODULES, FONTS[0][0], "LICENSE")));
  keep(FONTS[1][0], "fonts/noto-sans-devanagari-LICENSE", readFileSync(join(MODULES, FONTS[1][0], "LICENSE")));
}

// The lock file says what is wanted by version and hash; where it comes from, and who asks for money, is not ours to store.
function tidyLock() {
  const file = join(ROOT, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  for (const entry of Object.values(lock.packages)) {
    delete entry.funding;
    delete entry.resolved;
  }
  writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
}

rmSync(VENDOR, { recursive: true, force: true });
await vendorStyles();
vendorIcons();
vendorFonts();
writeFileSync(join(VENDOR, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
tidyLock();
