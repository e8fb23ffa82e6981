// A dossier's way: the legal representative's signature, withdrawal, return, correction, comparison,
// and two people who see each other.

import type { Page } from "@playwright/test";
import { begin, register } from "../support/applicant";
import { type Desks, PHONE, awake, expect, mark, open, test } from "../support/desk";
import { write } from "../support/draft";
import { pdf } from "../support/dossier";
import { OFFICE, PASSWORD, UNIT } from "../support/people";
import { saved } from "../support/saving";
import { ask, section, sign, signAt, signed } from "../support/sign";
import type { World } from "../world";

/** A desk with a complete dossier; answers the desk, the writer's address and the dossier's. */
async function complete(desks: Desks, world: World, organisation: string) {
  const page = await desks.seat();
  const email = await register(page, organisation, PASSWORD, world);
  const home = await begin(page);
  await write(page, home, organisation);
  return { page, email, home };
}

/** Submits from the check page; answers the reference number. */
async function submit(page: Page): Promise<string> {
  await page.getByRole("button", { name: "提交申报书" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "申报书已提交" })).toBeVisible();
  return (await page.getByRole("region", { name: "回执" }).getByText(/^QB-2026-\d{5}-[0-9A-Z]$/).innerText()).trim();
}

/** Opens the folded form that withdraws, and withdraws. */
async function withdraw(page: Page, why: string) {
  await page.getByText("撤回申报", { exact: true }).click();
  await page.getByLabel("理由").fill(why);
  await page.getByRole("button", { name: /撤回/ }).click();
}

test("declined on a phone, mended, signed; an edit ends the signature; then submitted", async ({ desks, world }) => {
  test.setTimeout(120_000);
  const { page, home } = await complete(desks, world, "青岛演示签署机械有限公司");
  await open(page, `${home}/check`);
  await expect(page.getByRole("button", { name: "提交申报书" })).toHaveCount(0);
  const first = await ask(page);

  await test.step("the phone shows everything at 375 px and sends it back with a reason", async () => {
    const phone = await desks.seat(undefined, PHONE);
    await open(phone, first);
    await expect(phone.getByRole("article")).toContainText("实施端到端质量追溯的经验");
    await expect(phone.getByRole("article")).toContainText("演示-licence.pdf");
    await expect(phone.getByRole("article").getByRole("link", { name: "演示-licence.pdf" })).toHaveCount(0);
    const wide = await phone.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) > document.documentElement.clientWidth);
    expect(wide, "wider than the phone").toBe(false);
    // Looking uses nothing up.
    await phone.reload();
    await awake(phone);
    await phone.getByText("不签署，退回修改").click();
    await phone.getByLabel("理由").fill("净利润请再核对");
    await phone.getByRole("button", { name: "退回", exact: true }).click();
    await expect(phone.getByRole("heading", { level: 1, name: "已退回" })).toBeVisible();
    await phone.goto(first);
    await expect(phone.getByRole("main")).toContainText("已经用过、已过期或不完整");
  });

  await test.step("the writer's page says so by itself; a wrong name does not sign", async () => {
    await expect(section(page)).toContainText("净利润请再核对");
    const second = await ask(page);
    const phone = await desks.seat(undefined, PHONE);
    await open(phone, second);
    await phone.getByLabel("签名（输入本人姓名）").fill("演示联系人");
    await mark(phone.getByRole("checkbox", { name: "我已通读并同意上述声明" }));
    await phone.getByRole("button", { name: "签署", exact: true }).click();
    await expect(phone.getByRole("alert")).toContainText("姓名与申报书中的法定代表人不一致");
    await expect(phone.getByLabel("签名（输入本人姓名）")).toHaveValue("演示联系人");
    await signed(desks, second);
    await expect(section(page)).toContainText("演示法人 已于");
    await expect(page.getByRole("button", { name: "提交申报书" })).toBeVisible();
  });

  await test.step("one word changed: the signature is gone, and said to be", async () => {
    const other = await page.context().newPage();
    await open(other, `${home}/title`);
    await saved(other, () => other.getByLabel("摘要").fill("改了一个字。（演示数据）"));
    await other.close();
    await expect(section(page)).toContainText("原签署已失效");
    await expect(page.getByRole("button", { name: "提交申报书" })).toHaveCount(0);
    await sign(desks, page);
  });

  await test.step("submitted: the receipt's code leads to the status page", async () => {
    const reference = await submit(page);
    await expect(page.getByRole("img", { name: "扫码查询进度" })).toBeVisible();
    const phone = await desks.seat(undefined, PHONE);
    await open(phone, `/status?reference=${reference}`);
    await expect(phone.getByLabel("受理号")).toHaveValue(reference);
  });
});

test("withdrawn to a draft, compared with what was handed in, and handed in anew", async ({ desks, world }) => {
  test.setTimeout(120_000);
  const { page, home } = await complete(desks, world, "青岛演示撤回机械有限公司");
  await signAt(desks, page, home);
  const reference = await submit(page);
  await open(page, home);
  await withdraw(page, "补充数据");
  await expect(page.getByText("申报书已撤回为草稿")).toBeVisible();
  const unit = await desks.seat(UNIT);
  await open(unit, "/recommendation");
  await expect(unit.getByRole("row").filter({ hasText: reference })).toHaveCount(0);

  await open(page, `${home}/title`);
  await saved(page, () => page.getByLabel("摘要").fill("三年内一次交检合格率由 95.2% 升至 99.9%。（演示数据）"));
  const difference = page.getByRole("region", { name: "从“第 1 版”到“现在的内容”" });
  await open(page, `${home}/history`);
  await expect(difference.locator("del").first()).toHaveText("98");
  await expect(difference.locator("ins").first()).toHaveText("99");

  // The same without script: a plain form.
  const plain = await page.context().browser()!.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const sheet = await plain.newPage();
  await sheet.goto(new URL(`${home}/history`, page.url()).href);
  await sheet.getByRole("radio", { name: "从 标杆名称与范围，第 1 次保存" }).check();
  await sheet.getByRole("radio", { name: "到 标杆名称与范围，第 2 次保存" }).check();
  await sheet.getByRole("button", { name: "比较" }).click();
  await expect(sheet.getByRole("region", { name: /第 1 次保存.*第 2 次保存/ }).locator("ins").first()).toHaveText("99");
  await plain.close();

  await signAt(desks, page, home);
  expect(await submit(page)).toBe(reference);
  await expect(page.getByRole("region", { name: "回执" })).toContainText("第 2 版");
});

test("returned by the unit with reasons, then recommended, corrected once and checked again", async ({ desks, world }) => {
  test.setTimeout(180_000);
  const { page, home } = await complete(desks, world, "青岛演示补正机械有限公司");
  await signAt(desks, page, home);
  const reference = await submit(page);

  const unit = await desks.seat(UNIT);
  const reading = async () => {
    await open(unit, "/recommendation");
    await unit.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await awake(unit);
  };
  await test.step("the unit returns it; the applicant reads why", async () => {
    await reading();
    await unit.getByText("退回修改", { exact: true }).click();
    await unit.getByLabel("理由").fill("请补充对比数据");
    await unit.getByRole("button", { name: "退回申报组织" }).click();
    await expect(unit.getByRole("heading", { level: 1, name: /^推荐工作/ })).toBeVisible();
    await open(page, home);
    await expect(page.getByRole("region", { name: "推荐单位退回修改" })).toContainText("请补充对比数据");
    await signAt(desks, page, home);
    await submit(page);
  });

  await test.step("recommended", async () => {
    await reading();
    await unit.getByRole("textbox", { name: "推荐意见" }).fill("追溯体系完整，数据链条清楚，成效有据可查，在本地区同行中领先，同意推荐。（演示意见）");
    await unit.getByRole("button", { name: "保存并推荐" }).click();
    await expect(unit.getByRole("region", { name: "推荐意见" })).toContainText("已推荐");
  });

  const office = await desks.seat(OFFICE);
  const list = office.getByRole("region", { name: "形式审查清单" });
  await test.step("the Office asks for a correction of the seal", async () => {
    await open(office, "/formality");
    await office.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await awake(office);
    await list.getByText("要求补正", { exact: true }).click();
    await list.locator("#mend-signed").fill("扫描件缺公章，请重新盖章扫描");
    await list.getByRole("button", { name: "发出补正通知" }).click();
    await expect(list).toContainText("已要求补正");
  });

  await test.step("only the scan reopens", async () => {
    await open(page, home);
    await expect(page.getByRole("region", { name: "补正" })).toContainText("扫描件缺公章");
    await page.getByRole("region", { name: "补正" }).getByRole("link", { name: "附件" }).click();
    await awake(page);
    await expect(page.getByRole("region", { name: "本页须补正" })).toContainText("扫描件缺公章");
    const licence = page.getByRole("main").getByRole("region", { name: "营业执照" });
    await expect(licence.getByRole("button", { name: /上传|移除/ })).toHaveCount(0);
    await expect(licence.getByLabel(/选择文件/)).toHaveCount(0);
    const scan = page.getByRole("main").getByRole("region", { name: "盖章的申报书扫描件" });
    await scan.getByLabel(/选择文件/).setInputFiles({ name: "盖章.pdf", mimeType: "application/pdf", buffer: pdf("sealed") });
    // A link once all of it has arrived; before that the name alone.
    await expect(scan.getByRole("link", { name: "盖章.pdf" })).toBeVisible();
    await open(page, `${home}/title`);
    await expect(page.getByText("这一页不在补正范围内")).toBeVisible();
    await expect(page.getByRole("button", { name: "保存并继续" })).toHaveCount(0);
  });

  await test.step("signed, answered, and the Office sees what changed", async () => {
    await signAt(desks, page, home);
    await page.getByRole("button", { name: "提交补正" }).click();
    await expect(page.getByRole("region", { name: "回执" })).toContainText("第 3 版");
    await office.reload();
    await awake(office);
    await expect(list).toContainText("申报组织已于");
    await expect(list.locator("ins")).toContainText("盖章.pdf");
    await expect(list.getByText("要求补正", { exact: true })).toHaveCount(0);
  });
  expect(await world.run("check")).toContain("all invariants hold");
});

test("two people of one organisation see each other, and choose what both have changed", async ({ desks, world }) => {
  const one = await desks.seat();
  const email = await register(one, "青岛演示同行机械有限公司", PASSWORD, world);
  const home = await begin(one);
  const two = await desks.seat(email);
  await open(one, `${home}/title`);
  await open(two, `${home}/method`);
  const here = (page: Page) => page.getByRole("status").filter({ hasText: "同时在线" });
  await expect(here(one)).toContainText("方法与成熟度");
  await expect(here(two)).toContainText("标杆名称与范围");
  await two.getByRole("navigation", { name: "任务列表" }).getByRole("link", { name: "标杆名称与范围" }).click();
  await expect(here(one)).toContainText("标杆名称与范围");

  await saved(one, () => one.getByLabel("标杆名称").fill("实施甲方法的经验"));
  await two.getByLabel("标杆名称").fill("实施乙方法的经验");
  const clash = two.getByRole("alert").filter({ hasText: "有人同时改了这一页" });
  await expect(clash).toContainText("原来");
  await expect(clash).toContainText("我的（已保存）");
  await expect(clash.getByText("甲")).toBeVisible();
  await clash.getByRole("button", { name: "恢复原来的" }).click();
  await expect(two.getByLabel("标杆名称")).toHaveValue("");
  await expect(clash).toBeHidden();
});

test("the time that is left counts down by the server's clock, not the device's", async ({ desks, world }) => {
  const page = await desks.seat();
  await register(page, "青岛演示倒计时机械有限公司", PASSWORD, world);
  const home = await begin(page);
  await page.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 40 * 24 * 3600 * 1000;
  });
  await open(page, home);
  const left = page.getByRole("timer");
  await expect(left).toHaveText(/^(29|30) 天 \d+ 小时 \d\d 分 \d\d 秒$/);
  const before = await left.textContent();
  await expect(left).not.toHaveText(before ?? "");
});
