// The committee (Art. 11–15): who sits on it, and the assignment that can be repeated.

import { awake, expect, open, test } from "../support/desk";
import { checklist, pass, tick, waiting } from "../support/office";
import { EXPERT, OFFICE } from "../support/people";

test("chairs, panels and their leads", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee");
  await expect(page.getByText("主任委员（演示）", { exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("table")).toHaveCount(8);
  const panel = page.getByRole("table", { name: /装备制造组/ });
  await expect(panel.getByRole("row").nth(1)).toContainText("组长");
  await expect(panel.getByText("组长", { exact: true })).toHaveCount(1);
  expect(desks.complaints).toEqual([]);
});

test("nobody but the Office comes in", async ({ desks }) => {
  const expert = await desks.seat(EXPERT);
  expect((await expert.goto("/committee"))?.status()).toBe(404);
  const nobody = await desks.seat();
  await nobody.goto("/committee");
  await expect(nobody.getByRole("heading", { level: 1 })).toContainText("请先登录");
});

test("an assignment is computed, repeated from its seed, and published once", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  const reference = await waiting(page);
  await checklist(page, reference);
  await tick(page);
  await pass(page, reference);

  await open(page, "/committee");
  await page.getByLabel("随机种子（可不填）").fill("20261122");
  await page.getByRole("button", { name: "计算分派方案" }).click();
  const section = page.locator("#assignment");
  await expect(section.getByRole("heading", { name: "分派方案（未公布）" })).toBeVisible();
  await expect(section.getByRole("code")).toHaveText("20261122");
  const figures = await section.locator(".figures").innerText();
  await page.reload();
  await expect(section.getByRole("heading", { name: "分派方案（未公布）" })).toBeVisible();
  expect(await section.locator(".figures").innerText()).toBe(figures);

  await awake(page);
  await section.getByRole("button", { name: "公布这个方案" }).click();
  await expect(section.getByText("已公布：1 项申报，5 份评审。")).toBeVisible();
  await expect(section.getByText("没有等待分派的申报")).toBeVisible();
  await expect(section.getByRole("button", { name: "公布这个方案" })).toHaveCount(0);
  expect(desks.complaints).toEqual([]);
});
