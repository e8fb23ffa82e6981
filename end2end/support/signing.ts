// The initial list, made and signed by two heads (Art. 13, 20).

import type { Page } from "@playwright/test";
import { awake, expect, open } from "./desk";

/** Categories of which more are proposed than were planned. */
export const owed = (chair: Page) => chair.locator("[aria-labelledby=categories] li").filter({ hasText: "多于计划" });

/** Gives the reason each of them owes before anybody signs. */
export async function reasons(chair: Page, script = true) {
  const lines = owed(chair);
  // Counted once, on a page that is there as a whole: the page that answers a form comes piece by piece.
  await chair.waitForLoadState();
  const all = await lines.count();
  for (let n = 0; n < all; n += 1) {
    await lines.nth(n).locator("summary").click();
    await lines.nth(n).getByRole("textbox").fill("各组推荐与排序一致，委员会同意。（演示）");
    await lines.nth(n).getByRole("button", { name: "保存" }).click();
    await expect(lines.nth(n).locator("p").first()).toContainText("各组推荐与排序一致");
    if (script) await awake(chair);
  }
}

/** Two heads sign the initial list as the panels propose it; with or without script. */
export async function signedList(chair: Page, vice: Page, script = true) {
  const go = (page: Page) => (script ? open(page, "/initial-list") : page.goto("/initial-list"));
  await go(chair);
  await reasons(chair, script);
  await chair.getByRole("button", { name: "签署初评名单" }).click();
  await expect(chair.getByText(/一人已签署/).first()).toBeVisible();
  await go(vice);
  await vice.getByRole("button", { name: "确认初评名单" }).click();
  await expect(vice.getByText("两人已签署").first()).toBeVisible();
}
