// The committee (Art. 11–15): who sits on it, and the assignment that can be repeated.

import { busy } from "../support/busy";
import { awake, expect, mark, open, test } from "../support/desk";
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

test("a review given back leaves a gap that the Office fills; the rest stays", async ({ desks }) => {
  const expert = await busy(desks, 3);
  const line = expert.getByRole("row").filter({ hasText: "未开始" }).first();
  const reference = (await line.getByRole("cell").first().innerText()).trim();
  await open(expert, (await line.getByRole("link").first().getAttribute("href")) ?? "");
  await expert.getByText("退回这项评审").click();
  await expert.getByRole("textbox", { name: "理由" }).fill("与该组织有合作项目");
  await expert.getByRole("button", { name: "退回", exact: true }).click();
  await expect(expert.getByRole("heading", { level: 1, name: "我的评审" })).toBeVisible();
  await expect(expert.getByRole("row").filter({ hasText: reference })).toHaveCount(0);

  const page = await desks.seat(OFFICE);
  await open(page, "/committee");
  const section = page.locator("#assignment");
  await expect(section.getByText(/已公布的申报还缺 \d+ 份评审/)).toBeVisible();
  await section.getByRole("button", { name: "计算分派方案" }).click();
  await expect(section.getByRole("heading", { name: "分派方案（未公布）" })).toBeVisible();
  await section.getByRole("link", { name: "以矩阵查看" }).first().click();
  await expect(page.getByText(/含未公布的方案/)).toBeVisible();
  await page.goBack();
  await awake(page);
  await section.getByRole("button", { name: "公布这个方案" }).click();
  await expect(section.getByText(/已公布：\d+ 项申报/)).toBeVisible();
  await expect(section.getByText(/还缺 \d+ 份评审/)).toHaveCount(0);
  expect(desks.complaints).toEqual([]);
});

test("a pair is asked for with its reason, one expert gets a limit of their own", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee/assignment");
  const matrix = page.getByRole("table", { name: "分派矩阵" });
  const line = matrix.getByRole("row").filter({ has: page.locator("td.taken") }).first();
  const reference = (await line.getByRole("link").first().innerText()).trim();
  await line.getByRole("link", { name: reference }).first().click();
  await expect(page.locator("#pair").getByText(reference)).toBeVisible();
  await mark(page.getByLabel("指定", { exact: true }));
  await page.locator("#reason").fill("专业最对口");
  await page.getByRole("button", { name: "保存要求" }).click();
  await expect(line.locator("sup")).toHaveText("+");
  await page.getByLabel("最多几项").fill("一");
  await page.getByRole("button", { name: "保存上限" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("最多几项").fill("３９");
  await page.getByRole("button", { name: "保存上限" }).click();
  await expect(matrix.getByText(/ \/ 39\*/)).toBeVisible();
  // The refused number is answered with 422, which the browser notes.
  expect(desks.complaints.filter((c) => !c.includes("422"))).toEqual([]);
});
