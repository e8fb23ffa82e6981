// A season is planned out of last year's, changed part by part, opened, and changed again with a reason
// that everybody reads (Art. 5, 6, 8, 21).

import type { Page } from "@playwright/test";
import { PHONE, awake, expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { TABLE, timetable } from "../support/next-season";
import { OFFICE, UNIT } from "../support/people";

const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name, exact: typeof name === "string" }).last().click();

/** So many minutes ago, on a clock in Shanghai, as a field has it. */
const shanghai = (minutes: number) =>
  new Date(Date.now() + 8 * 3_600_000 - minutes * 60_000).toISOString().slice(0, 19);

test("the next season is planned out of this one, and nobody else sees it", async ({ desks }) => {
  const office = await desks.seat(OFFICE);
  await open(office, "/season");
  await press(office, "新建下一年度");
  await expect(office).toHaveURL(/\/season\/plan\/2027$/);
  await expect(office.getByRole("heading", { level: 1 })).toHaveText("2027 年度（筹备中）");
  await expect(office.getByRole("main")).toContainText(/202[78] 年的节假日安排尚未录入/);
  await awake(office);
  await press(office, "发布 2027 年度");
  await expect(office.getByRole("alert")).toContainText(/202[78] 年的节假日安排尚未录入/);
  const visitor = await desks.seat();
  await open(visitor, "/");
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText("2026");
  const unit = await desks.seat(UNIT);
  await unit.goto("/season/plan/2027");
  await expect(unit.getByRole("heading", { level: 1 })).toContainText("没有这个页面");
  expect(desks.complaints.filter((text) => !/status of (401|404|409)/.test(text))).toEqual([]);
});

test("directions and a rubric whose points are wrong, then mended: without script, and with", async ({ desks }) => {
  const plain = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await plain.goto("/season/plan/2027/directions");
  const main = plain.getByRole("main");
  await press(plain, "增加一项");
  const names = main.getByLabel("中文名称");
  await expect(names).toHaveCount(6);
  await names.last().fill("绿色制造质量");
  await press(plain, "保存");
  // Refused where it is, with what was typed.
  await expect(main.getByRole("alert")).toContainText("请填写");
  await expect(names.last()).toHaveValue("绿色制造质量");
  await main.getByLabel("英文名称").last().fill("Quality of green manufacturing");
  await press(plain, "上移第 6 项");
  await expect(names.nth(4)).toHaveValue("绿色制造质量");
  await press(plain, "保存");
  await expect(main.getByRole("status")).toContainText("已保存");
  await expect(names.nth(4)).toHaveValue("绿色制造质量");

  const office = await desks.seat(OFFICE);
  await open(office, "/season/plan/2027/written");
  const points = office.getByLabel("分值").first();
  const sum = office.getByRole("status").filter({ hasText: "合计" });
  await points.fill("8");
  await expect(sum).toContainText("合计 98 分，还差 2 分");
  await press(office, "保存");
  await expect(office.getByRole("alert")).toContainText("合计 98 分");
  await awake(office);
  await expect(points).toHaveValue("8");
  await points.fill("１０");
  await expect(sum).toContainText("合计 100 分，正好");
  await office.getByLabel("分值").nth(1).fill("x");
  await expect(office.getByText("请填 1 到 100 的整数。")).toBeVisible();
  await office.getByLabel("分值").nth(1).fill("20");
  await press(office, "保存");
  await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await awake(office);
  // Two at the same part: the later does not overwrite the earlier.
  await plain.goto("/season/plan/2027/directions");
  await open(office, "/season/plan/2027/directions");
  await names.first().fill("质量管理体系再升级");
  await press(plain, "保存");
  await expect(main.getByRole("status")).toContainText("已保存");
  await office.getByLabel("中文名称").first().fill("别的");
  await press(office, "保存");
  await expect(office.getByRole("alert")).toContainText("刚被他人保存");
  // What stands now is shown, and what is saved next is saved over that.
  await expect(office.getByRole("alert").getByRole("link")).toContainText("现在保存的是“质量管理体系再升级”");
  await awake(office);
  await expect(office.getByLabel("中文名称").first()).toHaveValue("别的");
  await press(office, "保存");
  await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
});

test("a template says which placeholder is wrong, and shows itself filled in", async ({ desks }) => {
  const office = await desks.seat(OFFICE);
  await open(office, "/season/plan/2027/templates");
  const letter = office.getByLabel("正文 · 致入选单位的信");
  await letter.fill("{组织名称}：\n恭喜，{年}。");
  await expect(office.getByText("第 2 行：没有占位符“年”")).toBeVisible();
  await letter.fill("{组织名称}：\n恭喜，{年度}年。");
  await expect(office.getByRole("region", { name: "致入选单位的信" })).toContainText("演示甲有限公司：\n恭喜，2027年。");
  await press(office, "保存");
  await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
});

test("what was tried out on the board is filled in for the Office, and nothing is saved by looking at it", async ({ desks }, info) => {
  for (const [lang, reason] of [["zh", "看板模拟"], ["en", "Simulation"]] as const) {
    const office = await desks.seat(OFFICE, { lang });
    const asked = `?places=64&reason=${encodeURIComponent(reason)}&review=written&trim=0`;
    await inspect(desks, office, info, "season-limits-adopted", `/season/plan/2026/limits${asked}`, lang);
    await expect(office.locator("#adopted")).toContainText("64");
    await expect(office.locator("[name=trim]")).toHaveValue("0");
    await office.locator("#adopted").getByRole("link").click();
    await expect(office.locator("[name=trim]")).toBeInViewport();
    await expect(office.locator("[name=reason]")).toHaveValue(reason);
    await office.goto("/season/plan/2026/limits");
    await expect(office.locator("#adopted")).toHaveCount(0);
    await expect(office.locator("[name=trim]")).not.toHaveValue("0");
  }
});

test("a year of working days is shown and taken over; then the season is opened, and changed with a reason", async ({ desks }) => {
  test.setTimeout(120_000);
  const office = await desks.seat(OFFICE);
  const main = office.getByRole("main");
  await test.step("a table with a wrong row is not taken", async () => {
    await open(office, "/season/calendar");
    await office.getByRole("textbox", { name: "年份" }).fill("2027");
    await office.getByLabel("通知标题").fill("演示：2027 年节假日安排的通知");
    await office.getByLabel("通知日期").fill("2026-11-05");
    await office.getByLabel("或者从表格中复制").fill(`${TABLE}\n2027-02-30\t放假\t春节`);
    await expect(office.getByText("1 行有误")).toBeVisible();
    await press(office, "导入这一年");
    await expect(office.getByRole("alert")).toContainText("没有导入任何一行：第 31 行有误");
    await awake(office);
    await expect(office.getByRole("textbox", { name: "年份" })).toHaveValue("2027");
  });
  await test.step("a file is read into the same form, and taken over", async () => {
    await office.getByLabel("选择表格文件").setInputFiles({ name: "year.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE.replaceAll("\t", ",")) });
    await press(office, "读取并预览");
    await awake(office);
    await expect(office.getByRole("status").filter({ hasText: "放假 27 天，调休上班 2 天" })).toBeVisible();
    await expect(office.getByRole("img", { name: /^2 月：放假 5 6 7 8 9 10 11；调休上班 14$/ })).toBeVisible();
    await press(office, "导入这一年");
    await expect(office.getByRole("status")).toContainText("2027 年已导入");
    await expect(main.getByRole("row").filter({ hasText: "2027" })).toContainText("导入");
  });
  await test.step("the timetable is set within the year", async () => {
    await open(office, "/season/plan/2027/windows");
    await timetable(office);
    await main.getByRole("group", { name: "形式审查" }).getByLabel("截止").fill("2027-03-01T00:00:00");
    await expect(main.getByText("截止须晚于开始。")).toBeVisible();
    await main.getByRole("group", { name: "形式审查" }).getByLabel("截止").fill("2027-05-20T18:00:00");
    await press(office, "保存");
    await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  });
  await test.step("the season that runs is not finished: it keeps the next from being opened, and says what to do", async () => {
    await open(office, "/season/plan/2027");
    const unfinished = main.getByRole("link", { name: /2026 年度还有 \d+ 项申报在遴选之中/ });
    await unfinished.click();
    await expect(office).toHaveURL(/\/season\/plan\/2026\/windows$/);
    // The address is there before the page is.
    await expect(office.getByLabel("修改理由")).toBeVisible();
    // It is given up: whatever was to come ends at once, for a reason everybody reads. "At once" is a moment that is
    // still to come: nothing closes in the past.
    const [opens, closes] = [shanghai(60), shanghai(-0.5)];
    let ended = 0;
    for (const group of await main.getByRole("group").all()) {
      for (const [label, at] of [["开始", opens], ["截止", closes]] as const) {
        const field = group.getByLabel(label);
        if ((await field.count()) !== 1 || (await field.inputValue()) <= at) continue;
        await field.fill(at);
        ended += 1;
      }
    }
    expect(ended).toBeGreaterThan(0);
    await office.getByLabel("修改理由").fill("演示：本年度终止");
    await press(office, "保存");
    await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  });
  await test.step("opened: the call shows it, and the Office goes on", async () => {
    await expect(async () => {
      await open(office, "/season/plan/2027");
      await expect(main).toContainText("各项检查均已通过", { timeout: 1_000 });
    }).toPass();
    await press(office, "发布 2027 年度");
    await expect(office).toHaveURL(/\/season$/);
    await expect(office.getByRole("heading", { level: 1 })).toHaveText("2027 年度安排");
  });
  await test.step("a later change asks for its reason, and gives it to everybody", async () => {
    await open(office, "/season/plan/2027/limits");
    await office.getByLabel("标杆名称，最多").fill("45");
    await press(office, "保存");
    await expect(office.getByRole("alert")).toContainText("请写明理由");
    await expect(office.getByLabel("标杆名称，最多")).toHaveValue("45");
    await office.getByLabel("修改理由").fill("与申报表一致");
    await press(office, "保存");
    await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
    const visitor = await desks.seat(undefined, PHONE);
    await open(visitor, "/");
    await expect(visitor.getByRole("heading", { level: 1 })).toContainText("2027");
    await expect(visitor.getByText("绿色制造质量")).toBeVisible();
    const changes = visitor.getByRole("region", { name: "规则的修改" });
    await expect(changes).toContainText("标杆名称，最多：40 字 → 45 字");
    await expect(changes).toContainText("与申报表一致");
  });
});
