// What a title obliges to (Art. 23), in a rehearsal whose clock the Office moves on: it announces an activity, a holder
// and another register, it notes who came, and the year after the holder says what was kept up. Everything that is
// not the Office's is done without script.

import type { Page } from "@playwright/test";
import { Desks, expect, losingTheAnswer, mark, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { OFFICE, PASSWORD, UNIT } from "../support/people";
import { again, moved } from "../support/rehearsing";
import { granted, holder } from "../support/title";

test.use({ until: "title" });

const NAME = "数字化检测经验交流会（演示）";
const LINK = "https://meet.example.com/demo";
const KEPT = "方法仍在全部产线应用，一次交验合格率保持在百分之九十九以上，全年没有质量事故。（演示）";

/** A moment so many days from now, on the hour, as the Office types it: Beijing time. */
const moment = (days: number, hour: string) =>
  `${new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)} ${hour}`;

const STARTS = moment(6, "09:00");
const ENDS = moment(6, "12:00");

/** Looks at pages in both languages. */
async function looked(there: Desks, info: Parameters<typeof inspect>[2], who: string | undefined, pages: [string, string][]) {
  // What was refused on purpose so far is no page's fault.
  expect(there.unexpected(401, 404)).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    const page = await there.seat(undefined, { lang });
    if (who) await again(page, who);
    for (const [name, path] of pages) await test.step(`${name} (${lang})`, () => inspect(there, page, info, name, path, lang));
  }
}

/** Registers for the activity that is open, as `organisation` if its name is asked for. */
async function registered(page: Page, organisation: string) {
  await page.getByLabel("单位").fill(organisation);
  await page.getByRole("button", { name: "报名", exact: true }).click();
  await expect(page.getByText(`您已报名（${organisation}）`)).toBeVisible();
}

test("art 23: from an activity that is announced to the report of the year after", async ({ browser, world, request }, info) => {
  test.setTimeout(360_000);
  const [title, other] = await granted(request);
  const year = title.year + 1;
  const copy = await world.rehearsal();
  const there = new Desks(browser, copy.url);
  try {
    const office = await there.seat(OFFICE);
    const visitor = await there.seat(undefined, { javaScriptEnabled: false });
    const own = await there.seat(holder(title.organisation), { javaScriptEnabled: false });

    await test.step("nothing is announced yet, and who may not announce is not asked to", async () => {
      await visitor.goto(`/announcement/${title.year}`);
      await visitor.getByRole("main").getByRole("link", { name: "交流活动" }).click();
      await expect(visitor.getByText("还没有发布交流活动。")).toBeVisible();
      await expect(visitor.getByText("发布活动")).toHaveCount(0);
      await looked(there, info, undefined, [["exchange-empty", "/exchange"]]);
    });

    const activity = await test.step("the Office announces one; what is wrong stands beside its field, nothing typed is lost", async () => {
      await open(office, "/exchange");
      await office.locator("summary", { hasText: "发布活动" }).click();
      await office.getByLabel("活动名称").fill(NAME);
      await office.getByLabel("开始时间").fill("明天上午");
      await office.getByLabel("结束时间").fill(ENDS);
      await office.getByLabel("地点").fill("演示会议中心一号厅");
      await office.getByLabel("线上链接").fill(LINK);
      await office.getByLabel("人数上限").fill("2");
      await office.getByLabel("分享单位").selectOption({ label: `${title.organisation}：${title.benchmark}` });
      await office.getByLabel("活动内容").fill("现场观摩和问答。\n请自备安全鞋。");
      await office.getByRole("button", { name: "发布活动" }).click();
      await expect(office.getByLabel("开始时间")).toHaveAttribute("aria-invalid", "true");
      await expect(office.getByLabel("开始时间")).toHaveValue("明天上午");
      await expect(office.getByLabel("活动内容")).toHaveValue(/请自备安全鞋/);
      await office.getByLabel("开始时间").fill(STARTS);
      // Its answer is lost on the way: sent again it is the same activity, which everybody is told of once.
      const send = () => office.getByRole("button", { name: "发布活动" }).click();
      const announced = await losingTheAnswer(office, "/exchange", send);
      await send();
      await expect(office.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
      await expect(office.getByRole("main")).toContainText("还没有人报名");
      expect(new URL(office.url()).pathname).toBe(announced);
      return announced;
    });

    await test.step("everybody reads of it, and the link is for who comes", async () => {
      await visitor.goto("/exchange");
      await visitor.getByRole("link", { name: NAME }).click();
      await expect(visitor.getByRole("main")).toContainText(title.organisation);
      await expect(visitor.getByRole("main")).toContainText("请自备安全鞋。");
      await expect(visitor.getByRole("main")).not.toContainText(LINK);
      await looked(there, info, undefined, [["exchange", "/exchange"], ["exchange-activity", activity]]);
    });

    await test.step("the holder registers for it, and one who signs in on the way", async () => {
      await own.goto(activity);
      await expect(own.getByLabel("单位")).toHaveValue(title.organisation);
      await registered(own, title.organisation);
      await expect(own.getByRole("link", { name: LINK })).toBeVisible();

      await visitor.goto(activity);
      await visitor.getByRole("link", { name: "登录后报名" }).click();
      await visitor.getByLabel("邮箱").fill(UNIT);
      await visitor.getByLabel("密码", { exact: true }).fill(PASSWORD);
      await visitor.getByRole("main").getByRole("button", { name: "登录" }).click();
      await expect(visitor).toHaveURL(new RegExp(`${activity}$`));
      await registered(visitor, "演示推荐单位");

      const third = await there.seat(holder(other.organisation), { javaScriptEnabled: false });
      await third.goto(activity);
      await expect(third.getByText("名额已满")).toBeVisible();
      await expect(third.getByRole("button", { name: "报名", exact: true })).toHaveCount(0);
      await visitor.getByRole("button", { name: "取消报名" }).click();
      await expect(visitor.getByLabel("单位")).toBeVisible();
      await registered(visitor, "演示推荐单位");
      await looked(there, info, holder(title.organisation), [["exchange-registered", activity]]);
    });

    await test.step("once it has begun the Office notes who came, and adds who came unannounced", async () => {
      await open(office, activity);
      await expect(office.getByRole("checkbox")).toHaveCount(0);
      await moved(office, OFFICE, `${STARTS.slice(0, 10)}T09:20`);
      await open(office, activity);
      const guest = (name: string) => office.getByRole("table", { name: "报名和到场" }).getByRole("row").filter({ hasText: name });
      await expect(guest(title.organisation)).toContainText("标杆单位");
      await mark(guest(title.organisation).getByRole("checkbox"));
      await office.getByRole("button", { name: "保存到场情况" }).click();
      await expect(office.getByRole("heading", { name: "到场 1 人" })).toBeVisible();
      await office.locator("summary", { hasText: "补录到场人员" }).click();
      await office.getByLabel("姓名").fill("演示参会人");
      await office.getByRole("textbox", { name: "单位" }).fill("演示学习企业有限公司");
      await office.getByRole("button", { name: "补录到场人员" }).click();
      await expect(office.getByRole("heading", { name: "到场 2 人" })).toBeVisible();
      // Who walks in for a holder: the Office chooses the title, and what was typed stays here.
      await office.locator("summary", { hasText: "补录到场人员" }).click();
      await office.getByLabel("姓名").fill("演示来访人");
      await office.getByRole("textbox", { name: "单位" }).fill("自称的单位名称");
      await office.getByLabel("代表的质量标杆称号").selectOption({ label: `${other.organisation}：${other.benchmark}` });
      await office.getByRole("button", { name: "补录到场人员" }).click();
      await expect(guest("自称的单位名称")).toContainText("标杆单位");
      await looked(there, info, OFFICE, [["exchange-guests", activity], ["exchange-office", "/exchange"]]);
      await visitor.goto(activity);
      await expect(visitor.getByRole("main")).toContainText("到场 3 人");
      await expect(visitor.getByRole("region", { name: /到场/ })).toContainText(title.organisation);
      await expect(visitor.getByRole("region", { name: /到场/ })).toContainText(other.organisation);
      await expect(visitor.getByRole("main")).not.toContainText("自称的单位名称");
      // Who came by name is the Office's alone.
      await expect(visitor.getByRole("main")).not.toContainText("演示参会人");
    });

    const report = await test.step("the year after, the holder says what was kept up", async () => {
      await moved(office, OFFICE, `${year}-02-01T09:00`);
      await again(own, holder(title.organisation));
      await own.goto("/application");
      await own.getByRole("main").getByRole("link", { name: title.benchmark }).first().click();
      await own.getByRole("link", { name: "年度跟踪报告" }).click();
      await expect(own.getByRole("heading", { level: 1, name: "年度跟踪报告" })).toBeVisible();
      await expect(own.getByRole("region", { name: "参加过的交流活动" })).toContainText(NAME);
      const path = new URL(own.url()).pathname;
      await looked(there, info, holder(title.organisation), [["exchange-report", path]]);
      const of = own.getByRole("region", { name: `${year} 年` });
      await expect(of).toContainText("待填报");
      await of.getByLabel("成果保持情况").fill(KEPT);
      await of.getByLabel("主要数据").fill("没有变化");
      await of.getByLabel("交流分享情况").fill(KEPT);
      await of.getByRole("button", { name: "提交报告" }).click();
      await expect(of.getByLabel("主要数据")).toHaveAttribute("aria-invalid", "true");
      await expect(of.getByLabel("成果保持情况")).toHaveValue(KEPT);
      await of.getByLabel("主要数据").fill("一次交验合格率 99.2%，单位能耗比申报时下降 3.1%（年报口径）。");
      await of.getByRole("button", { name: "提交报告" }).click();
      await expect(of).toContainText("已填报");
      await expect(of).toContainText("99.2%");
      await looked(there, info, holder(title.organisation), [["exchange-filed", path]]);
      return path;
    });

    await test.step("the Office sees who has filed and who has not; another holder sees nothing of it", async () => {
      const foreign = await there.seat(undefined, { javaScriptEnabled: false });
      await again(foreign, holder(other.organisation));
      expect((await foreign.context().request.get(report)).status()).toBe(404);
      await open(office, "/exchange/reports");
      const line = office.getByRole("row").filter({ hasText: title.organisation });
      await expect(line).toContainText(`${year} 年 已填报`);
      await expect(office.getByRole("row").filter({ hasText: other.organisation })).toContainText(`${year} 年 待填报`);
      await line.getByRole("link").click();
      await expect(office.getByRole("main")).toContainText(KEPT);
      await expect(office.getByRole("button", { name: /提交/ })).toHaveCount(0);
      await looked(there, info, OFFICE, [["exchange-reports", "/exchange/reports"], ["exchange-report-office", report]]);
    });
    expect(there.unexpected(401, 404)).toEqual([]);
    expect(await copy.run("check")).toContain("all invariants hold");
  } finally {
    await there.close();
    await copy.stop();
  }
});
