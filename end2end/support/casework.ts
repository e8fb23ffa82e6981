// Objections and incidents: somebody is named to handle one, and two people decide it (Art. 15, 21, 24).

import type { Page } from "@playwright/test";
import { expect, mark, open } from "./desk";

/** The Office names a colleague for a line of a list, and sees no more of it than that it is there. */
export async function named(office: Page, list: string, line: string) {
  await open(office, list);
  const item = office.getByRole("listitem").filter({ hasText: line });
  await expect(item).toContainText("内容仅经办人可见");
  await item.getByLabel("经办人").selectOption({ label: "工作办公室乙（演示）" });
  await item.getByRole("button", { name: "指定" }).click();
  await expect(item.getByText("未指定经办人")).toHaveCount(0);
}

/** The colleague opens what they were named for; answers its path. */
export async function taken(colleague: Page, list: string, line: string): Promise<string> {
  await open(colleague, list);
  await colleague.getByRole("listitem").filter({ hasText: line }).getByRole("link", { name: "打开" }).click();
  await expect(colleague).toHaveURL(/\/[0-9a-z]{16,}$/);
  return new URL(colleague.url()).pathname;
}

/** One proposes what becomes of an objection or an incident, and why; the other confirms it. */
export async function decided(one: Page, other: Page, at: string, outcome: string, reason: string) {
  await open(one, at);
  await mark(one.getByLabel(outcome));
  await one.getByLabel("理由", { exact: true }).fill(reason);
  await one.getByRole("button", { name: "提出决定" }).click();
  await expect(one.getByRole("region", { name: "决定" })).toContainText(reason);
  // Nobody confirms what they proposed.
  await expect(one.getByRole("button", { name: "确认决定" })).toHaveCount(0);
  await open(other, at);
  await other.getByRole("button", { name: "确认决定" }).click();
  await expect(other.getByRole("button", { name: "确认决定" })).toHaveCount(0);
}
