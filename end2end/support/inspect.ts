// What every page must be: said in one language, one heading, readable by everybody, no wider than
// the screen, and nothing to complain about in the console.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page, TestInfo } from "@playwright/test";
import axe from "axe-core";
import { type Desks, awake, expect, test } from "./desk";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Widths looked at, CSS pixels: a desk screen and a telephone. */
const WIDTHS = [1280, 375];
/** The narrowest screen a page must fit (WCAG 2.2, 1.4.10). */
const NARROWEST = 320;

/** For pictures of whole pages: what is far below is drawn, too, and nothing sticks. */
const PICTURE = "* { content-visibility: visible !important; } .stick, thead th { position: static !important; }";

/**
 * Opens a page in the desk's language and looks at it from all sides. A desk without script is not
 * waited for, and nobody asks it what only a script can tell.
 */
export async function inspect(desks: Desks, page: Page, info: TestInfo, name: string, path: string, lang: "zh" | "en", script = true) {
  const what = `${name} (${lang})`;
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  await page.goto(path);
  if (script) await awake(page);

  await expect.soft(page.locator("html"), what).toHaveAttribute("lang", lang === "zh" ? "zh-CN" : "en");
  await expect.soft(page.getByRole("heading", { level: 1 }), `${what}: one first heading`).toHaveCount(1);
  // Whoever was signed out on the way would be shown the way in, which is in order, too.
  const way = page.getByRole("heading", { level: 1, name: /^(请先登录|Please sign in)$/ });
  if (!name.startsWith("sign-in")) await expect.soft(way, `${what}: signed out`).toHaveCount(0);
  const site = lang === "zh" ? "全国质量标杆遴选系统" : "National Quality Benchmark";
  expect.soft((await page.title()).replace(site, "").replace(/[ ·|—-]/g, ""), `${what}: a title of its own`).not.toBe("");
  if (lang === "en") expect.soft(await chinese(page), `${what}: Chinese that is neither marked nor data`).toEqual([]);

  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 800 ? 720 : 900 });
    expect.soft(await overflow(page), `${what}: wider than ${width}`).toEqual([]);
    // The other language has the same structure: once is enough for it.
    if (script && (lang === "zh" || width === WIDTHS[0])) {
      expect.soft(await grave(page), `${what}: accessibility at ${width}`).toEqual([]);
    }
    if (process.env.BIAOGAN_E2E_SCREENS) await picture(page, join(info.project.outputDir, "screens"), `${name}-${lang}-${width}`);
  }
  await page.setViewportSize({ width: NARROWEST, height: 720 });
  expect.soft(await overflow(page), `${what}: wider than ${NARROWEST}`).toEqual([]);
  // The browser itself notes a page that is answered with "sign in first" or "this link is over".
  const complaints = desks.taken().filter((text) => !/status of (401|410)/.test(text));
  expect.soft(complaints, `${what}: the console complains`).toEqual([]);
}

/** Pages of one desk: name and address; an address that must be found first is a function. */
export type Pages = [name: string, path: string | ((page: Page) => Promise<string>)][];

/** Looks at all pages of a desk, one after the other. */
export async function inspectAll(desks: Desks, page: Page, info: TestInfo, pages: Pages, lang: "zh" | "en", script: boolean) {
  for (const [name, path] of pages) {
    await test.step(name, async () => {
      const to = typeof path === "string" ? path : await path(page);
      expect(to, `address of ${name}`).not.toBe("");
      await inspect(desks, page, info, name, to, lang, script);
    });
  }
}

/** What axe finds serious or critical on a page or in a part of it, with the first places of each. */
export async function grave(page: Page, within = "html"): Promise<string[]> {
  // Put in by the tools of the browser: the page's own policy would not let it in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((part) => window.axe.run(part, { resultTypes: ["violations"] }), within);
  const found = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}

/** Keeps a picture of the whole page. */
async function picture(page: Page, dir: string, name: string) {
  await draw(page, PICTURE);
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
  await draw(page, "");
}

/** Adds rules to a page, in place of those added before; the page itself may not (its policy). */
async function draw(page: Page, rules: string) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, rules);
}

/** Elements that stick out of the screen to the right, when the page as a whole is too wide. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= width) return [];
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1);
    return out.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`);
  });
}

/**
 * Chinese on an English page that is not marked as Chinese. What people wrote (titles, names,
 * answers, opinions) came as data with the page and may stand there; words of the program never do.
 */
export async function chinese(page: Page): Promise<string[]> {
  // The page takes its block of data out once it is read: it is asked for again.
  const html = await (await page.context().request.get(page.url())).text();
  const data = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((s) => s[1]).join("\n");
  return page.evaluate((data) => {
    const found = new Set<string>();
    const note = (text: string | null) => {
      for (const run of text?.match(/\p{Script=Han}+/gu) ?? []) if (!data.includes(run)) found.add(run);
    };
    const marked = (e: Element | null) => !e || e.closest("script, style, datalist, [lang|=zh]") !== null;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!marked(node.parentElement)) note(node.textContent);
    }
    for (const e of document.body.querySelectorAll("[aria-label], [title], [alt], [placeholder], [data-th]")) {
      if (marked(e)) continue;
      for (const name of ["aria-label", "title", "alt", "placeholder", "data-th"]) note(e.getAttribute(name));
    }
    return [...found];
  }, data);
}
