// The applicant's essential pages on a line as slow as 2G: readable before anything else has come, usable before their
// program has, nothing lost when it wakes, and told what is going on while it takes its time.

import { begin, register } from "../support/applicant";
import { PHONE, expect, mark, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { PASSWORD } from "../support/people";
import { saving } from "../support/saving";
import { SlowLine } from "../support/slow";

/** Milliseconds after which a page is to be readable, on a line that carries 31 kB a second. */
const READABLE = 8_000;

test("read, filled in and sent before any program has come, kept when it wakes", async ({ desks, world }) => {
  test.setTimeout(180_000);
  const before = await desks.seat();
  const email = await register(before, "演示慢线路机械有限公司", PASSWORD, world);
  const home = await begin(before);
  // A browser of its own: nothing is there already.
  const { viewport } = PHONE;
  const page = await desks.seat(email, { viewport });
  const main = page.getByRole("main");
  const line = await SlowLine.of(page);
  const readable: string[] = [];
  const seen = async (path: string) => {
    const after = await line.seen(path);
    readable.push(`${path.replace(/[0-9a-z]{20,}/, ":id")} ${after}`);
    expect.soft(after, `${path} is readable`).toBeLessThan(READABLE);
  };

  await test.step("the call, the list of tasks, the check page: readable", async () => {
    for (const path of ["/", home, `${home}/check`]) await seen(path);
  });

  await test.step("a status is asked for before the page is awake", async () => {
    await seen("/status");
    await page.getByLabel("受理号").fill("QB-2026-00001-0");
    await page.getByLabel("联系人手机号后四位").fill("1234");
    expect(await line.awake()).toBe(false);
    await page.getByRole("button", { name: "查询" }).click();
    await expect(main.getByRole("alert")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("eligibility answers before the page is awake", async () => {
    await seen("/eligibility");
    await main.getByLabel("从业人员").fill("286");
    await main.getByLabel("所属行业").fill("C36");
    expect(await line.awake()).toBe(false);
    await main.getByRole("button", { name: "查看结论" }).click();
    await expect(page).toHaveURL(/employees=286/, { timeout: 30_000 });
    await line.painted();
    await expect(main.getByLabel("从业人员")).toHaveValue("286");
  });

  await test.step("and counts what was typed before it woke", async () => {
    await main.getByLabel("申报的方法从何时开始应用？").fill("2021-03");
    await mark(main.getByRole("group", { name: "贵单位是独立法人吗？" }).getByRole("radio", { name: "是" }));
    expect(await line.awake()).toBe(false);
    await line.end();
    await page.locator("html[data-awake]").waitFor({ timeout: 30_000 });
    await expect(main.getByLabel("申报的方法从何时开始应用？")).toHaveValue("2021-03");
    await expect(main.getByRole("link", { name: /申报$/ }).last()).toHaveAttribute("href", /legal_person=yes.*since=2021-03|since=2021-03.*legal_person=yes/);
  });

  const slow = await SlowLine.of(page);
  await test.step("a page of the dossier wakes on the slow line: what was typed is there, and is saved", async () => {
    await seen(`${home}/title`);
    await page.getByLabel("标杆名称").fill("实施慢线路质量管理的经验");
    expect(await slow.awake()).toBe(false);
    await page.locator("html[data-awake]").waitFor({ timeout: 45_000 });
    await expect(page.getByLabel("标杆名称")).toHaveValue("实施慢线路质量管理的经验");
    await expect(saving(page)).toHaveText(/^已保存/);
    await Promise.all([slow.shown("#saving", "正在保存"), page.getByLabel("摘要").fill("写在慢线路上。（演示数据）")]);
    await expect(saving(page)).toHaveText(/^已保存/);
  });

  await test.step("the button tells that it is at work", async () => {
    const next = page.getByRole("button", { name: "保存并返回任务列表" });
    await Promise.all([slow.shown("button[aria-busy=true]", "保存并返回任务列表"), slow.shown("#saving", "正在保存"), next.click()]);
    await expect(page).toHaveURL(new RegExp(`${home}$`), { timeout: 30_000 });
    await slow.painted();
  });

  await test.step("a file tells how far it has come", async () => {
    await seen(`${home}/attachments`);
    await page.locator("html[data-awake]").waitFor({ timeout: 45_000 });
    const place = main.getByRole("region", { name: "营业执照" });
    const file = { name: "营业执照.pdf", mimeType: "application/pdf", buffer: pdf("slow", 20_000) };
    await place.getByLabel("选择文件：营业执照").setInputFiles(file);
    await expect(place.getByRole("progressbar")).toBeVisible();
    await slow.shown(".sending", "已传");
    await page.waitForFunction(() => {
      const bar = document.querySelector<HTMLProgressElement>(".sending progress");
      return !!bar && bar.value > 0 && bar.value < 100;
    });
    await expect(place.getByRole("link", { name: "营业执照.pdf" })).toBeVisible({ timeout: 30_000 });
  });
  console.log(`2G, readable after ms: ${readable.join(", ")}`);
  expect(desks.complaints.filter((text) => !/status of 4(04|22)/.test(text))).toEqual([]);
});
