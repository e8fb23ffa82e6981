// The Office's checklist, worked by hand.

import type { Locator, Page } from "@playwright/test";
import { awake, expect, mark, open } from "./desk";

/** Reference of an application that waits for the Office; `answered` is what its row says of the items ticked by a person. */
export async function waiting(page: Page, answered = /\b0 \/ \d+/, n = 0): Promise<string> {
  await open(page, "/formality");
  return page.getByRole("row").filter({ hasText: "已推荐" }).filter({ hasText: answered }).nth(n).getByRole("cell").first().innerText();
}

/** Opens the checklist of an application from the list. */
export async function checklist(page: Page, reference: string) {
  await open(page, "/formality");
  await page.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
  await expect(list(page)).toBeVisible();
}

/** The checklist. */
export function list(page: Page): Locator {
  return page.getByRole("region", { name: "形式审查清单" });
}

/** The line of an item. */
export function line(page: Page, item: string): Locator {
  return list(page).getByRole("listitem").filter({ has: page.getByRole("heading", { name: item }) });
}

/** Finds every item satisfied that only a person can judge; answers how many there were. */
export async function tick(page: Page): Promise<number> {
  // Only what is still open stands unfolded.
  const asked = list(page).getByRole("listitem").filter({ has: page.getByText("待核对", { exact: true }) }).filter({ has: page.getByRole("heading") });
  const all = await asked.count();
  for (let left = all; left > 0; left -= 1) {
    const first = asked.first();
    const item = (await first.getByRole("heading").textContent()) ?? "";
    await mark(first.getByRole("radio", { name: "符合", exact: true }));
    await first.getByRole("button", { name: "保存" }).click();
    await expect(line(page, item)).toContainText("人工认定：符合");
    await expect(asked).toHaveCount(left - 1);
  }
  return all;
}

/** Passes the dossier whose checklist is open; the list is next. */
export async function pass(page: Page, reference: string) {
  await list(page).getByRole("button", { name: "通过形式审查" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "形式审查" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: reference })).toContainText("形式审查通过");
  await awake(page);
}
