// People of an organisation: from the registration to the last of them leaving, with the mails they
// get; then the same without script, and the pages as they must be.

import type { Page } from "@playwright/test";
import { NOTICE, begin, link, register, uscc } from "../support/applicant";
import { PHONE, awake, expect, mark, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { PASSWORD } from "../support/people";

const ORGANISATION = "演示同仁机械有限公司";
const ADMIN = "guanli@example.com";
const COLLEAGUE = "tongshi@example.com";
const CODE = uscc(4711);

/** Presses a button of the page itself. */
const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name }).click();

test("register, verify, invite, accept, read and not write, leave", async ({ desks, world }) => {
  test.setTimeout(180_000);
  const admin = await desks.seat();

  await test.step("the notice first, then the form; a slip is told beside its field and nothing is lost", async () => {
    await open(admin, "/register");
    await expect(admin.getByRole("heading", { level: 1, name: "个人信息处理告知书" })).toBeVisible();
    await press(admin, "同意并继续");
    await awake(admin);
    await admin.getByLabel("组织名称").fill(ORGANISATION);
    await admin.getByLabel("统一社会信用代码").fill(`${CODE.slice(0, 17)}${CODE[17] === "0" ? "1" : "0"}`);
    await admin.getByLabel("您的姓名").fill("演示管理员");
    await expect(admin.getByRole("main")).toContainText("校验位对不上");
    await admin.getByLabel("邮箱").fill(ADMIN);
    await admin.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await press(admin, "注册");
    await expect(admin.getByRole("alert")).toContainText("校验位对不上");
    await expect(admin.getByLabel("组织名称")).toHaveValue(ORGANISATION);
    await expect(admin.getByLabel("邮箱")).toHaveValue(ADMIN);
    await admin.getByLabel("统一社会信用代码").fill(CODE.toLowerCase());
    await admin.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await press(admin, "注册");
    await expect(admin).toHaveURL(/\/application$/);
    await expect(admin.getByRole("complementary", { name: "邮箱" })).toContainText("邮箱尚未验证");
  });

  await test.step("writing is possible, inviting is not yet", async () => {
    await begin(admin);
    await open(admin, "/organisation");
    await expect(admin.getByRole("main")).toContainText("先验证邮箱，再邀请同事");
    await expect(admin.getByLabel("同事的邮箱")).toHaveCount(0);
  });

  await test.step("the link of the mail shows a button, and the button verifies", async () => {
    const letter = await link(world, ADMIN, "/verify/");
    // A mail gateway looks first.
    await admin.context().request.get(letter);
    await open(admin, letter);
    await press(admin, "这是我的邮箱");
    await expect(admin.getByRole("status")).toContainText("邮箱已验证");
    await expect(admin.getByRole("main")).toContainText(ADMIN);
    await expect(admin.getByRole("complementary", { name: "邮箱" })).toHaveCount(0);
    await open(admin, letter);
    await press(admin, "这是我的邮箱");
    await expect(admin.getByRole("alert")).toContainText("已经用过");
  });

  const colleague = await desks.seat(undefined, PHONE);
  await test.step("a colleague is invited and accepts on a phone", async () => {
    await open(admin, "/organisation");
    await admin.getByLabel("同事的邮箱").fill(COLLEAGUE);
    await admin.getByLabel("给什么角色").selectOption({ label: "申报组织只读成员" });
    await press(admin, "发送邀请");
    await expect(admin.getByText("邀请已发出。")).toBeVisible();
    await expect(admin.getByRole("row").filter({ hasText: COLLEAGUE })).toContainText("申报组织只读成员");
    const letter = await link(world, COLLEAGUE, "/invitation/");
    await open(colleague, letter);
    await expect(colleague.getByRole("main")).toContainText(ORGANISATION);
    await colleague.getByLabel("您的姓名").fill("演示同事");
    await colleague.getByLabel("密码", { exact: true }).fill("short");
    await mark(colleague.getByRole("checkbox", { name: "我已阅读并同意" }));
    await press(colleague, "注册并接受邀请");
    await expect(colleague.getByRole("alert")).toContainText("密码至少 10 个字符");
    await expect(colleague.getByLabel("您的姓名")).toHaveValue("演示同事");
    await awake(colleague);
    await colleague.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await mark(colleague.getByRole("checkbox", { name: "我已阅读并同意" }));
    await press(colleague, "注册并接受邀请");
    await expect(colleague.getByText("您已加入组织。")).toBeVisible();
    await open(colleague, letter);
    await expect(colleague.getByRole("heading", { level: 1, name: "邀请已失效" })).toBeVisible();
  });

  await test.step("a reader reads and may not write", async () => {
    await open(colleague, "/application");
    await colleague.getByRole("main").getByRole("link", { name: /未命名|标杆|尚未/ }).first().click();
    await expect(colleague).toHaveURL(/\/application\/[0-9a-z]{20,}$/);
    const home = new URL(colleague.url()).pathname;
    const { request } = colleague.context();
    const headers = { origin: world.url, accept: "application/json" };
    const form = { id: home.split("/")[2], page: "title", base: "0", "a[title]": "不该写入" };
    const answer = await request.post("/api/application/autosave", { form, headers });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain("readers_only");
    await open(colleague, `${home}/title`);
    await expect(colleague.getByRole("button", { name: "保存并继续" })).toHaveCount(0);
  });

  await test.step("the role is changed, and counts at once", async () => {
    await open(admin, "/organisation");
    const row = admin.getByRole("row").filter({ hasText: "演示同事" });
    await row.getByText("改角色").click();
    await row.getByLabel("演示同事的角色").selectOption({ label: "申报组织管理员" });
    await row.getByRole("button", { name: "保存" }).click();
    await expect(admin.getByText("角色已改变")).toBeVisible();
    await open(colleague, "/organisation");
    await expect(colleague.getByLabel("同事的邮箱")).toBeVisible();
  });

  await test.step("who is no longer alone may leave, and sees nothing of it then", async () => {
    await open(admin, "/organisation");
    await mark(admin.getByRole("checkbox", { name: "我确定要离开" }));
    await press(admin, "离开组织");
    await expect(admin.getByText("您已离开组织。")).toBeVisible();
    await open(colleague, "/organisation");
    await expect(colleague.getByRole("main")).toContainText("您是唯一的管理员");
    const answer = await admin.context().request.get("/application");
    expect(answer.status()).toBe(404);
  });

  await test.step("a copy of one's data, then the account is closed", async () => {
    const copy = await admin.context().request.get("/account/export");
    expect(copy.headers()["content-disposition"]).toContain("attachment");
    const data = await copy.json();
    expect(data.account.email).toBe(ADMIN);
    expect(data.consents).toHaveLength(1);
    expect(data.journal.length).toBeGreaterThan(5);
    await open(admin, "/account");
    await admin.getByLabel("用密码确认").last().fill(PASSWORD);
    await press(admin, "注销我的账号");
    await expect(admin.getByRole("status")).toContainText("账号已注销");
    expect((await world.run("check")).trim().split("\n").pop()).toBe("all invariants hold");
  });
});

test("a forgotten password, without script", async ({ desks, world }) => {
  const writer = await desks.seat();
  const email = await register(writer, "演示忘记有限公司", PASSWORD, world);
  const page = await desks.seat(undefined, { javaScriptEnabled: false });
  await page.goto("/sign-in");
  await page.getByRole("main").getByRole("link", { name: "忘记密码" }).click();
  const ask = async (address: string) => {
    await page.goto("/reset");
    await page.getByLabel("邮箱").fill(address);
    await press(page, "发送链接");
    await expect(page.getByRole("heading", { level: 1, name: "请查收邮件" })).toBeVisible();
    // All of it: the answer to a form comes piece by piece.
    await page.waitForLoadState();
    return page.getByRole("main").innerHTML();
  };
  expect(await ask("nobody@example.com")).toBe(await ask(email));
  const letter = await link(world, email, "/reset/");
  await page.goto(letter);
  await page.getByLabel("新密码").fill("short");
  await press(page, "设为新密码");
  await expect(page.getByRole("main")).toContainText("密码至少 10 个字符");
  await page.getByLabel("新密码").fill("另一句足够长的演示口令");
  await press(page, "设为新密码");
  await expect(page.getByRole("status")).toContainText("新密码已设好");
  // Every session has ended, the writer's too.
  expect((await writer.context().request.get("/api/account/own")).status()).toBe(401);
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill("另一句足够长的演示口令");
  await press(page, "登录");
  await page.goto("/account");
  await page.getByLabel("姓名").fill("演示改名");
  await press(page, "保存");
  await expect(page.getByText("姓名已保存。")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("演示改名");
  await page.goto("/organisation");
  await page.getByLabel("同事的邮箱").fill("bu@example.com");
  await press(page, "发送邀请");
  await expect(page.getByText("邀请已发出。")).toBeVisible();
});

test("the pages read well in both languages at 1280, 375 and 320", async ({ desks, world }, info) => {
  test.setTimeout(240_000);
  for (const lang of ["zh", "en"] as const) {
    const nobody = await desks.seat(undefined, { lang });
    const writer = await desks.seat(undefined, { lang });
    await register(writer, "演示页面有限公司", PASSWORD, world);
    const fresh = await desks.seat(undefined, { lang });
    await register(fresh, "演示页面有限公司", PASSWORD);
    const pages: [Page, string][] = [
      [nobody, "/register"], [nobody, `/register?consent=${NOTICE}`], [nobody, "/privacy"], [nobody, "/reset"],
      [nobody, "/reset?sent=1"], [nobody, `/reset/${"0".repeat(64)}`], [nobody, `/verify/${"0".repeat(64)}`],
      [nobody, `/invitation/${"0".repeat(64)}`], [fresh, "/account"], [fresh, "/organisation"], [writer, "/account"],
      [writer, "/organisation"],
    ];
    for (const [page, path] of pages) {
      const name = `${path.replace(/[^a-z]+/g, "-").slice(1)}${page === fresh ? "-fresh" : ""}`;
      await inspect(desks, page, info, name, path, lang);
    }
  }
});
