// The initial list, made and signed by two heads (Art. 13, 20).

import type { Page } from "@playwright/test";
import { awake, expect, open } from "./desk";

/** Two heads sign the initial list as the panels propose it. */
export async function signedList(chair: Page, vice: Page) {
  await open(chair, "/initial-list");
  const owed = chair.locator("[aria-labelledby=categories] li").filter({ hasText: "多于计划" });
  for (let n = 0; n < (await owed.count()); n += 1) {
    await owed.nth(n).locator("summary").click();
    await owed.nth(n).getByRole("textbox").fill("各组推荐与排序一致，委员会同意。（演示）");
    await owed.nth(n).getByRole("button", { name: "保存" }).click();
    await expect(owed.nth(n).locator("p").first()).toContainText("各组推荐与排序一致");
    await awake(chair);
  }
  await chair.getByRole("button", { name: "签署初评名单" }).click();
  await expect(chair.getByText(/一人已签署/).first()).toBeVisible();
  await open(vice, "/initial-list");
  await vice.getByRole("button", { name: "确认初评名单" }).click();
  await expect(vice.getByText("两人已签署").first()).toBeVisible();
}
