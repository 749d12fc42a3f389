// Runs Lighthouse: `node lighthouse.mjs CHROMIUM`. Each line of the input is `phone ADDRESS` or `desktop ADDRESS`;
// for each, one line of JSON comes out: the scores by category, and the audits of each that are not perfect.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse, { defaultConfig, desktopConfig } from "lighthouse";

const [chromePath] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];

/** What counts in no category is left out, with the picture of the whole page: half of the time. */
const parts = CATEGORIES.flatMap((name) => defaultConfig.categories[name].auditRefs);
const counting = new Set(parts.filter(({ weight }) => weight > 0).map(({ id }) => id));
const skipAudits = parts.map(({ id }) => id).filter((id) => !counting.has(id));

/** @param {{ auditRefs: { id: string, weight: number }[] }} category @param {Record<string, { score: number | null }>} audits */
const faults = (category, audits) =>
  category.auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.995)
    .map(({ id }) => `${id} ${audits[id].displayValue ?? audits[id].score}`.replaceAll(" ", " "));

const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "silent" });
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const [form, address] = line.split(" ");
    const less = { onlyCategories: CATEGORIES, skipAudits, disableFullPageScreenshot: true };
    const flags = { port: chrome.port, logLevel: "silent", ...less };
    const run = await lighthouse(address, flags, form === "desktop" ? desktopConfig : undefined);
    const { categories, audits, runtimeError } = run.lhr;
    const found = Object.fromEntries(
      Object.entries(categories).map(([name, one]) => [name, { score: one.score, faults: faults(one, audits) }]),
    );
    console.log(JSON.stringify({ categories: found, error: runtimeError?.message ?? "" }));
  }
} finally {
  chrome.kill();
}
