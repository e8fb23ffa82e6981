// The defence as a second review (Art. 20): scored by who hears, on a board of its own, deliberated on by
// the same rules, and silent to applicants.

import { awake, expect, mark, open, test } from "../support/desk";
import { CHAIR, EXPERT, experts } from "../support/people";

test.use({ until: "defence" });

test("art 20: an expert scores who was heard, and the board of the defence moves", async ({ desks }) => {
  test.setTimeout(150_000);
  const chair = await desks.seat(CHAIR);
  await open(chair, "/review/board");
  // The review that runs is shown without being asked for, and names itself.
  await expect(chair.getByRole("heading", { level: 1 })).toContainText("答辩评审");
  const which = chair.getByRole("navigation", { name: "选择评审" });
  await expect(which.getByRole("link", { name: "答辩评审" })).toHaveAttribute("aria-current", "page");
  await expect(chair.locator(".live.on")).toBeVisible();
  const sealed = chair.locator(".figures .fig b").first();
  const before = Number((await sealed.innerText()).split("/")[0].trim());

  const page = await desks.seat(EXPERT);
  await open(page, "/review");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("答辩评审");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText("答辩开始：")).toBeVisible();
  await awake(page);
  const scores = page.locator("input[name^='scores[']");
  await expect(scores).toHaveCount(8);
  for (const score of await scores.all()) await score.fill("4");
  await page.getByLabel("总评语").fill("答辩陈述清楚，回答切题，数据来源和方法边界说明充分，做法可复制、可推广，建议补充失败教训与适用条件，便于同行借鉴参考。（演示评语）");
  await mark(page.locator("#sure"));
  await page.getByRole("button", { name: "封存" }).click();
  await expect(page.getByRole("heading", { name: "评分已封存" })).toBeVisible();
  // Only now what the written review came to.
  await expect(page.getByText("资料评审结果：")).toBeVisible();
  await expect(page).toHaveURL(/review=defence|\/review\/[^?]+$/);

  await expect.poll(async () => Number((await sealed.innerText()).split("/")[0].trim())).toBe(before + 1);
  // The other review stands as it was, one link away.
  await which.getByRole("link", { name: "资料评审" }).click();
  await expect(chair.getByRole("heading", { level: 1 })).toContainText("资料评审");
  await expect(chair).toHaveURL(/review=written/);
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: nobody seals before the applicant is heard", async ({ desks }) => {
  const page = await desks.seat(EXPERT);
  await open(page, "/review?review=defence");
  // The last of the session is still to come.
  await page.getByRole("table").getByRole("link").last().click();
  await awake(page);
  const scores = page.locator("input[name^='scores[']");
  await expect(scores).toHaveCount(8);
  for (const score of await scores.all()) await score.fill("5");
  await page.getByLabel("总评语").fill("答辩尚未开始，先按材料写下初步意见，待听取陈述和答问之后再行修改并封存，此处只为保存草稿，供答辩当场对照使用，不作为结论。（演示评语）");
  await mark(page.locator("#sure"));
  await page.getByRole("button", { name: "封存" }).click();
  await expect(page.getByRole("alert")).toContainText("开始后才能封存");
  await expect(scores.first()).toHaveValue("5");
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: a panel with sheets to come does not deliberate yet, and the written lists stay", async ({ desks }) => {
  const lead = await desks.seat(experts(8)[0]);
  await open(lead, "/deliberation");
  await expect(lead.getByRole("heading", { level: 1 })).toContainText("答辩评审");
  await lead.getByRole("table").getByRole("link").first().click();
  await expect(lead.getByText("封存后才能参加合议")).toBeVisible();
  await open(lead, "/deliberation?review=written");
  await expect(lead.getByText("已公布").first()).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: the pages of the defence work without script, in English too", async ({ desks }) => {
  const page = await desks.seat(EXPERT, { javaScriptEnabled: false, lang: "en" });
  await page.goto("/review?review=defence");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Defence review");
  await page.getByRole("navigation", { name: "Which review" }).getByRole("link", { name: "Written review" }).click();
  await expect(page).toHaveURL(/review=written/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Written review");
});
