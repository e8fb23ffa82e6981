// The main navigation of whoever has many rooms (ADR 0048): by mouse, by keyboard, without script, on a telephone, where
// the page has another program or none; whatever it leads to can be opened.

import type { Page } from "@playwright/test";
import { PHONE, expect, open, test } from "../support/desk";
import { grave } from "../support/inspect";
import { CHAIR, EXPERT, OFFICE } from "../support/people";

const NAV = { zh: "主导航", en: "Main" } as const;

const bar = (page: Page, lang: "zh" | "en" = "zh") => page.getByRole("navigation", { name: NAV[lang] });
const menu = (page: Page, name: string) => bar(page).locator("summary", { hasText: new RegExp(`^${name}$`) });

/** How far down the page begins. */
const top = async (page: Page) => (await page.getByRole("main").boundingBox())?.y ?? -1;

test("one menu at a time, over the page; Escape, a press elsewhere and a link that is followed close it", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/formality");
  await expect(bar(page).locator("summary[aria-current]")).toHaveText("申报");
  const height = (await bar(page).boundingBox())?.height ?? 0;
  expect(height, "one line").toBeLessThan(70);
  const before = await top(page);
  await menu(page, "评审").click();
  await expect(bar(page).getByRole("link", { name: "专家库" })).toBeVisible();
  expect(await top(page)).toBe(before);
  expect(await grave(page, "header")).toEqual([]);
  await menu(page, "公示公告").click();
  await expect(bar(page).getByRole("link", { name: "专家库" })).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(bar(page).getByRole("link", { name: "异议" })).toBeHidden();
  await expect(menu(page, "公示公告")).toBeFocused();
  await menu(page, "称号").click();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(bar(page).getByRole("link", { name: "情况反映" })).toBeHidden();
  await menu(page, "设置").click();
  await bar(page).getByRole("link", { name: "年度安排" }).click();
  await expect(page).toHaveURL(/\/season$/);
  await expect(bar(page).getByRole("link", { name: "年度安排" })).toBeHidden();
  await expect(bar(page).locator("summary[aria-current]")).toHaveText("设置");
  await page.emulateMedia({ media: "print" });
  await expect(bar(page)).toBeHidden();
  expect(desks.complaints).toEqual([]);
});

test("by keyboard alone", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee/experts");
  await menu(page, "评审").focus();
  await page.keyboard.press("Enter");
  await expect(bar(page).getByRole("link", { name: "专家库" })).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Tab");
  await expect(bar(page).getByRole("link", { name: "评审委员会" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu(page, "评审")).toBeFocused();
  await page.keyboard.press("Enter");
  // A step out of it closes it.
  for (let n = 0; n < 5; n += 1) await page.keyboard.press("Tab");
  await expect(bar(page).getByRole("link", { name: "专家库" })).toBeHidden();
  expect(desks.complaints).toEqual([]);
});

test("where the pages of a dossier are, which have a program of their own, and before any has come", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  // Nobody's: the header stands there all the same, and no program is waited for.
  await page.goto("/application/none/organisation");
  await menu(page, "评审").click();
  await expect(bar(page).getByRole("link", { name: "专家库" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar(page).getByRole("link", { name: "专家库" })).toBeHidden();
  await expect(menu(page, "评审")).toBeFocused();
});

for (const [who, script] of [["office", false], ["chair", true]] as const) {
  test(`every entry of the ${who} can be opened`, async ({ desks }) => {
    test.setTimeout(180_000);
    const page = await desks.seat(who === "office" ? OFFICE : CHAIR, { javaScriptEnabled: script });
    await page.goto("/");
    const links = await bar(page).locator("a").evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href") ?? ""))]);
    expect(links.length).toBeGreaterThan(6);
    for (const href of links) {
      await page.goto(href);
      await expect(page.getByRole("heading", { level: 1 }), href).toHaveCount(1);
      await expect(page.getByRole("heading", { level: 1 }), href).not.toHaveText(/没有这个页面|请先登录/);
      await expect(bar(page).locator(`a[href="${href}"][aria-current=page]`).first(), href).toBeAttached();
    }
  });
}

for (const lang of ["zh", "en"] as const) {
  test(`one menu on a telephone, ${lang}`, async ({ desks }) => {
    const page = await desks.seat(OFFICE, { ...PHONE, lang });
    await open(page, "/formality");
    const one = bar(page, lang).locator("summary:visible");
    await expect(one).toHaveCount(1);
    await expect(one).toContainText(lang === "zh" ? "形式审查" : "Formality check");
    const before = await top(page);
    await one.click();
    expect(await top(page)).toBe(before);
    for (const width of [375, 320]) {
      await page.setViewportSize({ width, height: 720 });
      await expect(bar(page, lang).getByRole("link", { name: lang === "zh" ? "情况反映" : "Incidents" })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `wider than ${width}`).toBeLessThanOrEqual(width);
      expect(await grave(page, "header"), `accessibility at ${width}`).toEqual([]);
    }
    await bar(page, lang).getByRole("link", { name: lang === "zh" ? "节假日安排" : "Working days" }).click();
    await expect(page).toHaveURL(/\/season\/calendar$/);
    await expect(bar(page, lang).getByRole("link")).toHaveCount(0);
    expect(desks.complaints).toEqual([]);
  });
}

test("without script a menu opens by its name, and another closes it", async ({ desks }) => {
  const page = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await page.goto("/formality");
  await menu(page, "评审").click();
  await expect(bar(page).getByRole("link", { name: "初评名单" })).toBeVisible();
  await menu(page, "称号").click();
  await expect(bar(page).getByRole("link", { name: "初评名单" })).toBeHidden();
  await bar(page).getByRole("link", { name: "情况反映" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("who has few rooms has no menu", async ({ desks }) => {
  const page = await desks.seat(EXPERT);
  await open(page, "/review");
  await expect(bar(page).locator("summary")).toHaveCount(0);
  await expect(bar(page).getByRole("link", { name: "我的评审" })).toHaveAttribute("aria-current", "page");
});
