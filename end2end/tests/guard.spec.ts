// What guards accounts: setting up the second step of signing in, signing in with a code and with a
// recovery code, a lost telephone; the three administrators; the audit. With script and without.

import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { PHONE, awake, expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { EXPERT, OFFICE, PASSWORD } from "../support/people";

const SYSTEM = "system-admin@example.com";
const SECURITY = "security-admin@example.com";
const AUDIT = "audit-admin@example.com";
const STEP = 30;

/** The code of a secret (RFC 6238), so many steps from now. */
function code(secret: string, steps = 0): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP) + steps));
  const tag = createHmac("sha1", key).update(counter).digest();
  const four = tag.readUInt32BE(tag[tag.length - 1]! & 15) & 0x7fffffff;
  return String(four % 1_000_000).padStart(6, "0");
}

/** Presses a button of the page itself. */
const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name, exact: typeof name === "string" }).click();

/** Signs in by hand, the first step. */
async function first(page: Page, who: string) {
  await page.goto("/sign-in");
  await page.getByLabel("邮箱").fill(who);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await press(page, "登录");
}

/** Sets up a second step; gives its secret and the recovery codes. */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/account/second-factor");
  await page.getByLabel("用密码确认").fill(PASSWORD);
  await press(page, "开始设置");
  await expect(page.getByRole("img", { name: "密钥的二维码" })).toBeVisible();
  const secret = (await page.locator("code.secret").textContent()) ?? "";
  expect(secret.replace(/\s/g, "")).toMatch(/^[A-Z2-7]{32}$/);
  await page.getByLabel("6 位验证码").fill("000000");
  await press(page, "确认并启用");
  await expect(page.getByRole("alert")).toContainText("验证码或恢复码不正确");
  await page.getByLabel("6 位验证码").fill(code(secret));
  await press(page, "确认并启用");
  const items = page.locator("ol.recovery code");
  await expect(items).toHaveCount(10);
  return { secret, codes: await items.allTextContents() };
}

for (const script of [true, false]) {
  const with_ = script ? "with script" : "without script";

  test(`a second step: set up, sign in with a code, with a recovery code, lost and reset, ${with_}`, async ({ desks, world }) => {
    test.setTimeout(180_000);
    const who = script ? OFFICE : EXPERT;
    const page = await desks.seat(undefined, { javaScriptEnabled: script });
    await first(page, who);
    await expect(page).not.toHaveURL(/sign-in/);
    const { secret, codes } = await setUp(page);
    await page.getByRole("main").getByRole("link", { name: "我已妥善保存，继续" }).click();
    await expect(page.getByRole("main")).toContainText("已启用：登录须输入手机上的验证码");
    expect((await world.mailbox(who).next(/动态验证码/)).subject).toContain("已设置动态验证码");

    await test.step("the password alone opens nothing; a code of the next half minute does", async () => {
      const other = await desks.seat(undefined, { ...PHONE, javaScriptEnabled: script });
      await first(other, who);
      await expect(other.getByRole("heading", { level: 1, name: "输入动态验证码" })).toBeVisible();
      expect((await other.context().request.get("/api/account/own")).status()).toBe(401);
      await other.getByLabel("6 位验证码").fill("000000");
      await press(other, "登录");
      await expect(other.getByRole("alert")).toContainText("验证码或恢复码不正确");
      // The one that confirmed is used up; the clock may be a step early.
      await other.getByLabel("6 位验证码").fill(code(secret, 1));
      await press(other, "登录");
      await expect(other).not.toHaveURL(/sign-in/);
      await other.goto("/account");
      await expect(other.getByRole("main")).toContainText("已启用");
    });

    await test.step("a recovery code works once", async () => {
      for (const works of [true, false]) {
        const other = await desks.seat(undefined, { javaScriptEnabled: script });
        await first(other, who);
        await other.getByText("手机不在身边？用恢复码").click();
        await other.getByLabel("恢复码", { exact: true }).fill(codes[0]!.toUpperCase());
        await press(other, "用恢复码登录");
        if (works) await expect(other).not.toHaveURL(/sign-in/);
        else await expect(other.getByRole("alert")).toContainText("或已经用过");
      }
    });

    await test.step("the telephone is lost: the security administrator resets it for a reason", async () => {
      const security = await desks.seat(SECURITY, { javaScriptEnabled: script });
      await security.goto(`/accounts?q=${encodeURIComponent(who)}`);
      await security.getByRole("main").getByRole("table").getByRole("link").first().click();
      await security.locator("summary", { hasText: "重置动态验证码" }).click();
      const form = security.locator("details", { hasText: "重置动态验证码" });
      await form.getByLabel("理由").fill("手机遗失，已电话核实身份（演示）");
      await form.getByRole("button", { name: "重置动态验证码" }).click();
      await expect(security.getByRole("status").filter({ hasText: "动态验证码已重置" })).toBeVisible();
      await page.goto("/account");
      await expect(page.getByRole("main")).toContainText("请先登录");
      const again = await desks.seat(undefined, { javaScriptEnabled: script });
      await first(again, who);
      await expect(again).not.toHaveURL(/sign-in/);
    });
  });
}

test("three administrators: make, give, confirm, disable; the audit sees it all", async ({ desks, world }) => {
  test.setTimeout(180_000);
  const system = await desks.seat(SYSTEM);
  const security = await desks.seat(SECURITY);
  await open(system, "/accounts");
  await system.getByLabel("姓名", { exact: true }).fill("演示接任者");
  await system.getByRole("main").getByLabel("邮箱", { exact: true }).fill("jieren@example.com");
  await press(system, "开通并发送邮件");
  await expect(system.getByRole("status").filter({ hasText: "账号已开通" })).toBeVisible();
  const path = new URL(system.url()).pathname;
  await world.mailbox("jieren@example.com").next(/账号已开通/);

  await open(security, path);
  await security.locator("summary", { hasText: "授予角色" }).click();
  const give = security.locator("details", { hasText: "授予角色" });
  await give.getByLabel("角色", { exact: true }).selectOption({ label: "安全审计员" });
  await give.getByLabel("理由").fill("接任安全审计员（演示）");
  await give.getByRole("button", { name: "授予角色" }).click();
  await expect(security.getByRole("status").filter({ hasText: "等待系统管理员确认" })).toBeVisible();

  await open(system, "/accounts");
  await expect(system.getByRole("region", { name: "待确认的任命" })).toContainText(/任命 演示接任者 ?为安全审计员/);
  await press(system, "确认任命");
  await expect(system.getByRole("status").filter({ hasText: "任命已确认" })).toBeVisible();
  await open(system, path);
  await system.locator("summary", { hasText: "停用账号" }).click();
  await system.getByLabel("理由").fill("演示停用");
  await press(system, "停用账号");
  await expect(system.getByRole("status").filter({ hasText: "账号已停用" })).toBeVisible();

  const audit = await desks.seat(AUDIT);
  await open(audit, "/audit");
  await press(audit, "现在核对");
  await expect(audit.getByRole("main")).toContainText("全部相符");
  await audit.getByLabel("事件", { exact: true }).selectOption({ label: "停用账号" });
  await press(audit, /筛选|应用|Apply/);
  await expect(audit).toHaveURL(/kind=account_disabled/);
  await expect(audit.getByRole("table")).toContainText("演示停用");
  const csv = await audit.context().request.get("/audit/export/journal.csv?kind=role_answered");
  expect(await csv.text()).toContain("答复任命");
  // Nothing of an application: what a sheet was worth is not there.
  await audit.goto("/audit?kind=review_sealed");
  await awake(audit);
  await expect(audit.getByRole("table")).toContainText("部分内容已隐去");
  for (const [page, url] of [[system, "/audit"], [audit, "/accounts"], [security, "/formality"]] as const) {
    expect((await page.context().request.get(url)).status()).toBe(404);
  }
  expect((await world.run("check")).trim().split("\n").pop()).toBe("all invariants hold");
});

test("pages of accounts, of the second step and of the audit are as they must be", async ({ desks }, info) => {
  test.setTimeout(240_000);
  const security = await desks.seat(SECURITY);
  await open(security, "/accounts?role=office");
  const one = (await security.getByRole("table").getByRole("link").first().getAttribute("href")) ?? "";
  for (const lang of ["zh", "en"] as const) {
    for (const [name, who, path] of [
      ["second-factor", AUDIT, "/account/second-factor"],
      ["sign-in-code", undefined, "/sign-in/code"],
      ["wait", undefined, "/wait"],
      ["accounts", SYSTEM, "/accounts"],
      ["account", SECURITY, one],
      ["audit", AUDIT, "/audit"],
      ["audit-administrators", AUDIT, "/audit?kind=role_granted"],
    ] as const) {
      const page = await desks.seat(who, { lang });
      await inspect(desks, page, info, `guard-${name}`, path, lang);
    }
  }
  // The two states with a secret and with its codes, last: they change the account.
  const page = await desks.seat(AUDIT);
  await page.goto("/account/second-factor");
  await page.getByLabel("用密码确认").fill(PASSWORD);
  await press(page, "开始设置");
  await inspect(desks, page, info, "guard-secret", "/account/second-factor", "zh");
});
