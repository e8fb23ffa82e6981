// The table of a panel (Art. 13–15, 19): what lies behind the scores, and who may read the dossier.

import type { Page } from "@playwright/test";
import { awake, expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { CHAIR, VICE_CHAIR, experts } from "../support/people";

/** Leads the last panel, whose experts have sealed everything. */
const READY = experts(8)[0];
const PANEL = "/deliberation/panel-8";

/** Address of the sealed sheets of the first application of the panel. */
const sheets = async (page: Page) => {
  await page.goto(PANEL);
  const link = page.locator("ol.findings > li").first().locator(`a[href^="${PANEL}/"]`);
  return (await link.first().getAttribute("href")) ?? "";
};

for (const lang of ["zh", "en"] as const) {
  const script = lang === "zh";
  test(`what lies on the table, ${lang}`, async ({ desks }, info) => {
    test.setTimeout(240_000);
    const page = await desks.seat(CHAIR, { lang, javaScriptEnabled: script });
    const to = await sheets(page);
    expect(to).not.toBe("");
    await inspect(desks, page, info, "sheets", to, lang, script);
    await inspect(desks, page, info, "table-dossier", `${to}/dossier`, lang, script);
  });
}

test("art 19: who deliberates reads scores by sub-item and comments, and goes from one application to the next", async ({ desks }) => {
  const page = await desks.seat(READY);
  await open(page, PANEL);
  await awake(page);
  const first = page.locator("ol.findings > li").first();
  const reference = await first.locator("a.code").innerText();
  await first.getByRole("link", { name: "分项评分与评语" }).click();
  await expect(page.getByRole("heading", { name: "分项评分对照" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(reference);
  await expect(page.getByRole("table").getByRole("row", { name: /^总分/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "评语" })).toBeVisible();
  await page.getByRole("link", { name: "查阅申报书（只读）" }).click();
  await expect(page.locator("article.dossier")).toContainText(reference);
  await page.goBack();
  await page.getByRole("navigation", { name: "本组其他申报" }).getByRole("link").first().click();
  await expect(page.getByRole("main").locator("p .code").first()).not.toHaveText(reference);
  await page.getByRole("link", { name: "返回本组合议" }).click();
  await expect(page).toHaveURL(new RegExp(`${PANEL}#a-`));
  expect(desks.complaints).toEqual([]);
});

test("art 15: the dossier is for who presides and who confirms, and for nobody else at the table", async ({ desks }) => {
  const chair = await desks.seat(CHAIR);
  const to = await sheets(chair);
  const vice = await desks.seat(VICE_CHAIR);
  await open(vice, to);
  await expect(vice.getByRole("heading", { name: "分项评分对照" })).toBeVisible();
  await expect(vice.getByRole("link", { name: "查阅申报书（只读）" })).toHaveCount(0);
  const answer = await vice.goto(`${to}/dossier`);
  expect(answer?.status()).toBe(404);
  desks.taken();
});
