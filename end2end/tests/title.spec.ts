// What the announcement grants (Art. 22, 23): the register of all seasons, checking a plaque, the certificate, and
// titles of earlier seasons, as everybody, a holder and the Office find them.

import { expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { OFFICE, UNIT } from "../support/people";
import { granted, holder, without } from "../support/title";

test.use({ until: "title" });

for (const lang of ["zh", "en"] as const) {
  const script = lang === "zh";
  test(`the public pages, ${lang}`, async ({ desks, request }, info) => {
    test.setTimeout(240_000);
    const [title] = await granted(request);
    const page = await desks.seat(undefined, { lang, javaScriptEnabled: script });
    for (const [name, path] of [
      ["title-register", "/title"],
      ["title-register-narrowed", "/title?year=2025&category=sme"],
      ["title-verify", "/title/verify"],
      ["title-slip", `/title/verify?number=${title.number.replace("00", "90")}`],
      ["title-unknown", "/title/2026-9999-80"],
      ["title-valid", `/title/${title.number}`],
      ["announcement", "/announcement/2026"],
    ]) {
      await test.step(name, () => inspect(desks, page, info, name, path, lang, script));
    }
  });

  test(`holder and Office, ${lang}`, async ({ desks, request }, info) => {
    test.setTimeout(180_000);
    const [title] = await granted(request);
    const own = await desks.seat(holder(title.organisation), { lang, javaScriptEnabled: script });
    await inspect(desks, own, info, "title-own", "/title/own", lang, script);
    const office = await desks.seat(OFFICE, { lang, javaScriptEnabled: script });
    await inspect(desks, office, info, "title-import", "/title/import", lang, script);
  });
}

test("art 23: anybody finds a title, checks its plaque, and is told of a slip, without script", async ({ desks, request }) => {
  const [title] = await granted(request);
  const page = await desks.seat(undefined, { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "质量标杆名录" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "质量标杆名录" })).toBeVisible();
  await page.getByLabel("单位、信用代码、编号或经验").fill(title.organisation.slice(0, 6));
  await page.getByLabel("年度", { exact: true }).selectOption("2026");
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page.getByRole("row").filter({ hasText: title.organisation }).first()).toBeVisible();
  await expect(page).toHaveURL(/year=2026/);
  await page.getByRole("link", { name: "查验标牌" }).first().click();
  // Two digits have changed places.
  const digits = title.number.replace(/-/g, "");
  const at = [...digits].findIndex((d, i) => i > 3 && d !== digits[i + 1]);
  const slip = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
  await page.getByLabel("标牌编号").fill(slip);
  await page.getByRole("button", { name: "查验", exact: true }).click();
  await expect(page.getByLabel("标牌编号")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("标牌编号")).toHaveValue(slip);
  await expect(page.getByText(/逐位核对/).first()).toBeVisible();
  await page.getByLabel("标牌编号").fill(digits);
  await page.getByRole("button", { name: "查验", exact: true }).click();
  await expect(page.getByRole("heading", { name: "称号有效" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(title.organisation);
  expect(desks.unexpected()).toEqual([]);
});

test("art 22: who won downloads the letter, and nobody else does, without script", async ({ desks, request }) => {
  const titles = await granted(request);
  const [title] = titles;
  const own = await desks.seat(holder(title.organisation), { javaScriptEnabled: false });
  await own.goto("/application");
  await own.getByRole("main").getByRole("link", { name: title.benchmark }).click();
  const href = (await own.getByRole("link", { name: "下载通知函（PDF）" }).getAttribute("href")) ?? "";
  const letter = await own.context().request.get(href);
  expect(letter.headers()["content-type"]).toBe("application/pdf");
  expect((await letter.body()).subarray(0, 4).toString()).toBe("%PDF");

  // Another who won reads theirs alone; who did not win has none.
  const other = await desks.seat(holder(titles[1].organisation), { javaScriptEnabled: false });
  expect((await other.context().request.get(href)).status()).toBe(404);
  const loser = await desks.seat(without(titles), { javaScriptEnabled: false });
  expect((await loser.context().request.get(href)).status()).toBe(404);
  await loser.goto("/application");
  const application = (await loser.getByRole("main").locator('h2 a[href^="/application/"]').first().getAttribute("href")) ?? "";
  await loser.goto(application);
  await expect(loser.getByRole("link", { name: "下载通知函（PDF）" })).toHaveCount(0);
  expect((await loser.context().request.get(`${application}/letter.pdf`)).status()).toBe(404);
  // Somebody without an account is shown the way in, and no letter.
  const nobody = await desks.seat(undefined, { javaScriptEnabled: false });
  const shown = await nobody.context().request.get(href);
  expect(shown.headers()["content-type"]).toContain("text/html");
  await nobody.goto(`/announcement/${title.year}`);
  await expect(nobody.getByRole("main")).toContainText(title.organisation);
  expect(desks.unexpected()).toEqual([]);
});

test("art 17: who was not recommended reads so, with or without script, and was told", async ({ desks }) => {
  const unit = await desks.seat(UNIT);
  await open(unit, "/recommendation");
  const waiting = unit.getByRole("row").filter({ hasText: "已提交" }).first();
  const reference = await waiting.getByRole("cell").first().innerText();
  // In the demonstration the number of an application is that of its organisation.
  const who = `org${reference.match(/^QB-2026-00(\d{3})-/)?.[1]}@example.com`;
  for (const javaScriptEnabled of [true, false]) {
    const page = await desks.seat(who, { javaScriptEnabled });
    await page.goto("/application");
    const card = page.getByRole("listitem").filter({ hasText: reference });
    await expect(card).toContainText("未获推荐");
    await expect(card).toContainText("第十七条");
    await card.getByRole("link").first().click();
    await expect(page.getByRole("main")).toContainText("推荐阶段已经结束");
    await expect(page.getByRole("main")).not.toContainText("等待推荐单位");
  }
  const page = await desks.seat(who);
  // A job tells of it, soon after the server has begun.
  await expect(async () => {
    await page.goto("/inbox");
    await expect(page.getByRole("article", { name: "本年度未获推荐" })).toContainText("第十七条", { timeout: 1_000 });
  }).toPass();
  expect(desks.complaints).toEqual([]);
});

test("art 23: a holder finds the certificate from the application, the Office imports an earlier year", async ({ desks, request }) => {
  test.setTimeout(120_000);
  const [title] = await granted(request);
  const own = await desks.seat(holder(title.organisation));
  await open(own, "/application");
  await own.getByRole("main").getByRole("link", { name: title.benchmark }).click();
  await own.getByRole("link", { name: "我的称号" }).first().click();
  await expect(own.getByRole("heading", { level: 1, name: "我的称号" })).toBeVisible();
  const href = await own.getByRole("link", { name: /下载证书/ }).getAttribute("href");
  const pdf = await own.context().request.get(href ?? "");
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 4).toString()).toBe("%PDF");

  const office = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await office.goto("/title");
  await office.getByRole("link", { name: "导入往年名单" }).click();
  const rows = (region: string) => `年度\t单位名称\t经验名称\t地区\n2019\t演示早年企业有限公司\t实施演示早年方法的经验\t${region}`;
  await office.getByLabel("或者从表格中复制，粘贴在这里").fill(rows("火星"));
  await office.getByRole("button", { name: "导入全部" }).click();
  await expect(office.getByText("没有这个地区").first()).toBeVisible();
  await expect(office.getByLabel("或者从表格中复制，粘贴在这里")).toHaveValue(rows("火星"));
  await office.getByLabel("或者从表格中复制，粘贴在这里").fill(rows("青岛"));
  await office.getByRole("button", { name: "导入全部" }).click();
  await expect(office.getByText("已导入 1 项")).toBeVisible();
  await office.goto("/title?year=2019");
  await expect(office.getByRole("row").filter({ hasText: "演示早年企业有限公司" })).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
});
