// The expert pool (Art. 11), draws from it (Art. 12, 14), chair and vice chair (Art. 13), and how an
// expert who was seated comes in.

import type { Page } from "@playwright/test";
import { awake, expect, mark, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { EXPERT, OFFICE, experts } from "../support/people";

const IMPORT = "/committee/experts/import";
const REFERENCE = /QB-2026-\d{5}-[0-9A-Z]/;
const HEAD = "姓名,电子邮箱,工作单位,专业领域,统一社会信用代码";

/** A table in GBK: `ＡＢ` stands for bytes no table of ours would have by chance. */
async function gbk(text: string): Promise<Buffer> {
  const { execFileSync } = await import("node:child_process");
  return execFileSync("iconv", ["-f", "UTF-8", "-t", "GBK"], { input: text });
}

test("a table in GBK is shown with what is wrong, mended, and taken over as a whole", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee");
  await page.getByRole("link", { name: "导入专家" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "导入专家" })).toBeVisible();
  const rows = [
    "演示新人甲,new1@example.com,演示研究院,36、99,",
    "演示新人乙,new2@,演示研究院,39,91370200MAXT0A1B7Q",
    "演示新人丙,new3@example.com,演示研究院,汽车制造业,91370200MAXT0A1B7P",
    "演示新人丙,new3@example.com,演示研究院,36,",
  ];
  const file = await gbk([HEAD, ...rows].join("\r\n"));
  await page.getByLabel("选择表格文件").setInputFiles({ name: "experts.csv", mimeType: "text/csv", buffer: file });
  await page.getByRole("button", { name: "读取并预览" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "共 4 行，3 行有误" })).toBeVisible();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await expect(row("演示新人甲")).toContainText("第 4 列“专业领域”：“99”不是行业大类");
  await expect(row("演示新人乙")).toContainText("第 2 列“电子邮箱”");
  await expect(row("演示新人乙")).toContainText("第 5 列“统一社会信用代码”");
  await expect(row("演示新人丙").first()).toContainText("与第 4 行是同一位专家");
  await awake(page);
  // Nothing is taken over while a row is wrong, and nothing typed is lost.
  await page.getByRole("button", { name: "全部导入" }).click();
  await expect(page.getByRole("alert")).toContainText("没有导入任何一行：3 行有误（第 2、3、5 行）");
  await awake(page);
  const text = page.getByLabel("或者从表格中复制，粘贴在这里");
  const read = await text.inputValue();
  const mended = read.replace("36、99", "36").replace("new2@", "new2@example.com").replace("91370200MAXT0A1B7Q", "");
  // While it is being mended the browser says what is left.
  await text.fill(mended);
  await expect(page.getByRole("status").filter({ hasText: "改动后共 4 行，1 行有误" })).toBeVisible();
  await text.fill(mended.split("\n").slice(0, 4).join("\n"));
  await expect(page.getByRole("status").filter({ hasText: "单元格都没有错误" })).toBeVisible();
  await page.getByRole("button", { name: "全部导入" }).click();
  await expect(page.getByRole("status").filter({ hasText: "新增 3 位" })).toBeVisible();
  await page.getByLabel("姓名、单位或邮箱").fill("新人");
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(3);
  expect(desks.complaints.filter((c) => !c.includes("422"))).toEqual([]);
});

test("the list as XLSX comes back unchanged, and a change shows before and after", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  const answer = await page.context().request.get("/committee/experts/list.xlsx");
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  await open(page, IMPORT);
  await page.getByLabel("选择表格文件").setInputFiles({ name: "pool.xlsx", mimeType: "application/octet-stream", buffer: await answer.body() });
  await page.getByRole("button", { name: "读取并预览" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: /新增 0 位，更新 0 位/ })).toBeVisible();
  await awake(page);
  const text = page.getByLabel("或者从表格中复制，粘贴在这里");
  await text.fill("姓名\t电子邮箱\t工作单位\t专业领域\n专家100（演示）\texpert100@example.com\t另一演示学院\t36");
  await page.getByRole("button", { name: "读取并预览" }).last().click();
  const row = page.getByRole("row").filter({ hasText: "专家100（演示）" });
  await expect(row.locator("ins").filter({ hasText: "另一演示学院" })).toBeVisible();
  await expect(row.locator("del").filter({ hasText: "演示学院" })).toBeVisible();
});

test("an expert is added by hand, rests and comes back; others do not come in", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee/experts/new");
  await page.getByLabel("姓名", { exact: true }).fill("演示手工添加");
  await page.getByLabel("工作单位", { exact: true }).fill("演示手工单位");
  await page.getByLabel("专业领域", { exact: true }).fill("36、98");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("alert")).toContainText("“98”不是行业大类");
  await expect(page.getByLabel("姓名", { exact: true })).toHaveValue("演示手工添加");
  await awake(page);
  await page.getByLabel("专业领域", { exact: true }).fill("36");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await awake(page);
  await page.getByRole("region").or(page.locator("section")).filter({ hasText: "暂停的专家不会被抽取" }).getByLabel("理由").fill("出国一年");
  await page.getByRole("button", { name: "暂停" }).click();
  await expect(page.getByText("已暂停：出国一年")).toBeVisible();
  const expert = await desks.seat(EXPERT);
  for (const path of ["/committee/experts", IMPORT, "/committee/draw", "/committee/experts/expert-01"]) {
    expect((await expert.goto(path))?.status(), path).toBe(404);
  }
});

test("a panel is formed, experts are drawn and seated, one of them sets a password and comes in", async ({ desks, world }, info) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee/draw");
  await page.getByLabel("中文名称").fill("第九演示组");
  await page.getByLabel("英文名称").fill("Demo panel nine");
  await page.getByLabel("行业大类").fill("36、37");
  await page.getByRole("button", { name: "设立", exact: true }).click();
  const panel = page.locator("section").filter({ has: page.getByRole("heading", { level: 3, name: /第九演示组/ }) }).last();
  await expect(panel).toBeVisible();
  await awake(page);
  await panel.getByLabel("抽取人数").fill("3");
  await panel.getByRole("button", { name: "随机抽取" }).click();
  const draw = page.locator("details").filter({ hasText: "第九演示组" });
  await expect(draw.getByText("已按种子重做，结果一致")).toBeVisible();
  await expect(draw.getByRole("listitem")).toHaveCount(3);
  const names = await draw.getByRole("listitem").getByRole("link").allTextContents();
  // Drawn again after a reload: the same names.
  await page.reload();
  await awake(page);
  expect(await draw.getByRole("listitem").getByRole("link").allTextContents()).toEqual(names);
  await mark(draw.getByRole("radio").nth(1));
  await draw.getByRole("button", { name: "全部入组" }).click();
  const members = page.getByRole("table", { name: /第九演示组/ });
  await expect(members.getByRole("row")).toHaveCount(4);
  await expect(members.getByText("组长", { exact: true })).toHaveCount(1);
  await expect(members.getByRole("row").nth(1)).toContainText(names[1]);

  // The lead was told, sets a password by the link, and comes in.
  await members.getByRole("link", { name: names[1] }).click();
  await awake(page);
  const address = await page.getByLabel("电子邮箱").inputValue();
  const mail = await world.mailbox(address).next(/邀请您参加/);
  const guest = await desks.seat();
  await guest.goto(mail.link);
  await awake(guest);
  await guest.locator('input[name="password"]').fill("一句足够长的演示口令");
  await guest.getByRole("main").getByRole("button", { name: /设置|保存|密码/ }).last().click();
  await expect(guest).toHaveURL(/\/sign-in\?done=reset/);
  await guest.getByLabel("邮箱").fill(address);
  await guest.locator('input[name="password"]').fill("一句足够长的演示口令");
  await guest.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(guest.getByRole("banner").getByRole("link", { name: "我的评审" })).toBeVisible();
  // Nothing of the review opens before the undertaking is signed, and the refusal leads there (Art. 15).
  await guest.goto("/review/board");
  await guest.getByRole("main").getByRole("link", { name: "去签署承诺书" }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("保密与回避承诺书");
  expect(desks.unexpected()).toEqual([]);
  await inspect(desks, guest, info, "undertaking-lead", "/review/undertaking", "zh");
  await mark(guest.getByRole("checkbox", { name: "我已阅读并承诺遵守以上各项" }));
  await guest.getByRole("button", { name: "签署承诺书" }).click();
  await expect(guest.getByText(/^承诺书签署于/)).toBeVisible();
  await inspect(desks, guest, info, "undertaking-signed", "/review/undertaking", "zh");
  await expect(guest.getByText(/^承诺书签署于/)).toBeVisible();
  await guest.goto("/review/board");
  await expect(guest.getByRole("heading", { level: 1 })).toContainText("第九演示组");
  // The link is used up.
  const late = await desks.seat();
  await late.goto(mail.link);
  await late.locator('input[name="password"]').fill("另一句足够长的演示口令");
  await late.getByRole("main").getByRole("button", { name: /设置|保存|密码/ }).last().click();
  await expect(late.getByRole("main")).toContainText(/用过|过期|失效/);

  // Another leads; then this one is released, and the role is gone.
  await page.getByRole("link", { name: "专家库" }).first().click();
  await open(page, "/committee/draw");
  await page.getByRole("table", { name: /第九演示组/ }).getByRole("link", { name: names[0] }).click();
  await awake(page);
  await page.locator("#lead-reason").fill("原组长出差");
  await page.getByRole("button", { name: "任命为组长" }).click();
  await expect(page.locator("section").filter({ has: page.locator("#engagement") }).getByText("组长", { exact: true })).toBeVisible();
});

test("art 15: the Office records a conflict nobody declared: refused with what was typed, then the application is gone", async ({ desks }, info) => {
  test.setTimeout(120_000);
  const reader = experts(6)[2];
  const at = `/committee/experts/expert-${reader.slice(6, 8)}`;
  const expert = await desks.seat(reader);
  await open(expert, "/review");
  const row = expert.getByRole("table").getByRole("row").filter({ hasText: REFERENCE }).first();
  const reference = REFERENCE.exec(await row.innerText())?.[0] ?? "";
  const office = await desks.seat(OFFICE);
  await open(office, at);
  const form = office.getByRole("region", { name: "记录回避" });
  await form.getByLabel("申报受理号").fill("QB-2026-99999-9");
  await form.getByLabel("理由").fill("近三年为该组织做过咨询（演示）");
  await form.getByRole("button", { name: "记录回避" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await expect(form.getByLabel("理由")).toHaveValue("近三年为该组织做过咨询（演示）");
  await form.getByLabel("申报受理号").fill(reference);
  await form.getByRole("button", { name: "记录回避" }).click();
  await expect(form.getByRole("status")).toContainText("已记录");
  const kept = office.getByRole("table", { name: "本年度须回避的申报" }).getByRole("row").filter({ hasText: reference });
  await expect(kept).toContainText("办公室记录");
  await open(expert, "/review");
  await expect(expert.getByRole("main")).not.toContainText(reference);
  expect(desks.taken().filter((c) => !/status of 4(04|09|22)/.test(c))).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    const desk = await desks.seat(OFFICE, { lang, javaScriptEnabled: lang === "zh" });
    await inspect(desks, desk, info, "expert-conflict", `${at}?done=conflict`, lang, lang === "zh");
  }
});

test("art 19: who falls out of a review is stood down without script, and up again", async ({ desks }, info) => {
  test.setTimeout(120_000);
  const unbegun = (page: Page) => page.getByRole("table").getByRole("row").filter({ hasText: "未开始" });
  let reader = "";
  let before = 0;
  for (const who of experts(7).slice(1)) {
    const page = await desks.seat(who);
    await open(page, "/review");
    [reader, before] = [who, await unbegun(page).count()];
    if (before > 0) break;
  }
  expect(before).toBeGreaterThan(0);
  const at = `/committee/experts/expert-${reader.slice(6, 8)}`;
  const office = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await office.goto(at);
  const section = office.getByRole("region", { name: "停止评审工作" });
  await section.getByLabel("理由").fill("因病住院（演示）");
  await section.getByRole("button", { name: "停止评审工作" }).click();
  await expect(section).toContainText("起停止评审工作：因病住院（演示）");
  const expert = await desks.seat(reader);
  await open(expert, "/review");
  await expect(unbegun(expert)).toHaveCount(0);
  for (const lang of ["zh", "en"] as const) {
    const desk = await desks.seat(OFFICE, { lang });
    await inspect(desks, desk, info, "expert-stood-down", at, lang);
  }
  await office.goto("/committee");
  await expect(office.getByRole("main")).toContainText("已停止");
  // Nobody was given them meanwhile: they are theirs again.
  await office.goto(at);
  await section.getByLabel("理由").fill("点错了人（演示）");
  await section.getByRole("button", { name: "恢复评审工作" }).click();
  await expect(section.getByRole("button", { name: "停止评审工作" })).toBeVisible();
  await open(expert, "/review");
  await expect(unbegun(expert)).toHaveCount(before);
  expect(desks.unexpected()).toEqual([]);
});

test("the chair is handed over for a reason, and there is never a second one", async ({ desks, world }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/committee/experts?q=expert120%40");
  await page.locator("tbody").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("专家120");
  await awake(page);
  await expect(page.getByText("现任主任委员：主任委员（演示）")).toBeVisible();
  await page.locator("#chair-reason").fill("原主任委员回避");
  await page.getByRole("button", { name: "任命为主任委员", exact: true }).click();
  await expect(page.locator("section").filter({ has: page.locator("#engagement") }).locator(".tag").filter({ hasText: "主任委员" })).toBeVisible();
  await open(page, "/committee");
  await expect(page.getByText("专家120（演示）").first()).toBeVisible();
  // Nothing opens to them before they have signed, and the Office sees it (Art. 15).
  const heads = page.locator("dl.facts").filter({ hasText: "副主任委员" });
  await expect(heads.getByText("未签", { exact: true })).toHaveCount(1);
  await expect(page.getByText("主任委员（演示）", { exact: true })).toHaveCount(0);
  await world.mailbox("expert120@example.com").next(/邀请您参加/);
});
