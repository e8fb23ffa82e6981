// An applicant's eight weeks in one journey: registered, a colleague invited, written by two at once, the
// line and the server lost, 200 MB of evidence, a reminder, a signature on a telephone, and handed in
// in the last seconds; who comes later is refused kindly, and what the unit returns has a time of its own.

import type { Page } from "@playwright/test";
import { begin, link, register, uscc } from "../support/applicant";
import { PHONE, awake, expect, mark, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { write } from "../support/draft";
import { sendLarge } from "../support/large";
import { OFFICE, PASSWORD, UNIT } from "../support/people";
import { saved, saving } from "../support/saving";
import { signAt } from "../support/sign";

const ORGANISATION = "青岛演示八周机械有限公司";
const ADMIN = "bazhou@example.com";
const COLLEAGUE = "bazhou-tongshi@example.com";
const AUTOSAVE = "**/api/application/autosave";

const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name }).click();

/** A moment on a clock in Shanghai, as a field for a moment takes it. */
const beijing = (at: number) => new Date(at + 8 * 3600_000).toISOString().slice(0, 19);

test("an applicant's eight weeks", async ({ desks, world }) => {
  test.setTimeout(600_000);
  const office = await desks.seat(OFFICE);
  /** The Office moves the closing of the application phase. */
  const close = async (at: number, why: string) => {
    await open(office, "/season");
    const phase = office.getByRole("listitem").filter({ hasText: "自愿申报" }).first();
    await phase.getByText("调整截止时间", { exact: true }).first().click();
    await phase.getByLabel("新的截止时间").fill(beijing(at));
    await phase.getByLabel("理由").fill(why);
    await phase.getByRole("button", { name: "调整截止时间" }).click();
    await expect(phase).toContainText(why);
  };

  const admin = await desks.seat();
  await test.step("registered by hand, the address proved by the mail", async () => {
    await open(admin, "/register");
    await press(admin, "同意并继续");
    await awake(admin);
    await admin.getByLabel("组织名称").fill(ORGANISATION);
    await admin.getByLabel("统一社会信用代码").fill(uscc(812));
    await admin.getByLabel("您的姓名").fill("演示管理员");
    await admin.getByLabel("邮箱").fill(ADMIN);
    await admin.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await press(admin, "注册");
    await expect(admin).toHaveURL(/\/application$/);
    await open(admin, await link(world, ADMIN, "/verify/"));
    await press(admin, "这是我的邮箱");
    await expect(admin.getByRole("status")).toContainText("邮箱已验证");
  });

  const colleague = await desks.seat();
  await test.step("a colleague is invited to write", async () => {
    await open(admin, "/organisation");
    await admin.getByLabel("同事的邮箱").fill(COLLEAGUE);
    await admin.getByLabel("给什么角色").selectOption({ label: "申报组织填报人" });
    await press(admin, "发送邀请");
    await expect(admin.getByText("邀请已发出。")).toBeVisible();
    await open(colleague, await link(world, COLLEAGUE, "/invitation/"));
    await colleague.getByLabel("您的姓名").fill("演示同事");
    await colleague.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await mark(colleague.getByRole("checkbox", { name: "我已阅读并同意" }));
    await press(colleague, "注册并接受邀请");
    await expect(colleague.getByText("您已加入组织。")).toBeVisible();
  });

  const home = await begin(admin);
  await test.step("two write on one page at once; the line is cut in mid-sentence", async () => {
    await open(admin, `${home}/title`);
    await open(colleague, `${home}/title`);
    await saved(admin, () => admin.getByLabel("标杆名称").fill("实施端到端质量追溯的经验"));
    await saved(colleague, () => colleague.getByLabel("摘要").fill("同事写的摘要。"));
    await expect(colleague.getByLabel("标杆名称")).toHaveValue("实施端到端质量追溯的经验");
    await colleague.route(AUTOSAVE, (route) => route.abort());
    await colleague.getByLabel("摘要").fill("同事写的摘要，线断在半句");
    await expect(colleague.getByText("未连接，已保存在本机")).toBeVisible();
    await colleague.unroute(AUTOSAVE);
    await expect(saving(colleague)).toHaveText(/^已保存/);
    await open(admin, `${home}/title`);
    await expect(admin.getByLabel("摘要")).toHaveValue("同事写的摘要，线断在半句");
  });

  await test.step("one day is left: the reminder comes by itself", async () => {
    await close(Date.now() + 24 * 3600_000 + 4_000, "演示：提前截止");
  });

  await test.step("200 MB in ten files, the line cut on the way, the server restarted after", async () => {
    await open(admin, `${home}/attachments`);
    await sendLarge(admin, "质量证书、专利、获奖证明", 10);
    await expect(admin.getByText(/^199\.9 \/ 200 MB/).first()).toBeAttached();
    // Not one more: the season's limit, in words, beside the file.
    const licence = admin.getByRole("main").getByRole("region", { name: "营业执照" });
    await licence.getByLabel(/^选择文件：/).setInputFiles({ name: "多余.pdf", mimeType: "application/pdf", buffer: pdf("more", 200_000) });
    await expect(licence.getByRole("alert")).toContainText("全部附件合计不能超过 200 MB");
    await world.halt();
    await world.resume();
    const reminder = await world.mailbox(ADMIN).next(/截止/);
    expect(reminder.text).toContain("截止时间");
  });

  const late = await desks.seat();
  await register(late, "青岛演示迟到机械有限公司", PASSWORD, world);
  const second = await begin(late);
  await test.step("the rest is written, and signed on a telephone", async () => {
    await write(admin, home, ORGANISATION);
    await write(late, second, "青岛演示迟到机械有限公司");
    await signAt(desks, admin, home);
    await signAt(desks, late, second);
  });

  await test.step("handed in in the last seconds by the server's clock; one second later refused, and said why", async () => {
    await close(Date.now() + 30_000, "演示：即将截止");
    await open(admin, `${home}/check`);
    await open(late, `${second}/check`);
    await expect(admin.getByRole("timer")).toHaveText(/00 分 0\d 秒$/, { timeout: 60_000 });
    await admin.getByRole("button", { name: "提交申报书" }).click();
    await expect(admin.getByRole("heading", { level: 1, name: "申报书已提交" })).toBeVisible();
    await expect(late.getByRole("timer")).toContainText("已截止");
    const answer = await late.context().request.post("/api/application/submit", {
      form: { id: second.split("/").pop() ?? "" },
      headers: { origin: world.url, accept: "application/json" },
    });
    expect(answer.status()).toBe(422);
    await open(late, `${second}/check`);
    await expect(late.getByRole("main")).toContainText(/已于 .* 截止/);
    await expect(late.getByRole("button", { name: "提交申报书" })).toHaveCount(0);
    // What was written is still there to read.
    await open(late, `${second}/title`);
    await expect(late.getByRole("main")).toContainText("实施端到端质量追溯的经验");
  });

  const phone = await desks.seat(undefined, PHONE);
  let reference = "";
  await test.step("the receipt comes by mail, and the status page knows", async () => {
    const receipt = await world.mailbox(ADMIN).next(/回执|已提交|收到/);
    reference = /QB-2026-\d{5}-[0-9A-Z]/.exec(receipt.text)?.[0] ?? "";
    expect(reference).not.toBe("");
    await open(phone, `/status?reference=${reference}`);
    await phone.getByLabel("联系人手机号后四位").fill("2468");
    await phone.getByRole("button", { name: "查询" }).click();
    await expect(phone.locator("[aria-current=step]")).toContainText("等待推荐单位推荐");
  });

  await test.step("art 17: the unit returns it after the closing; by the time it gave it is handed in again", async () => {
    const unit = await desks.seat(UNIT);
    await open(unit, "/recommendation");
    await unit.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await awake(unit);
    await unit.getByText("退回修改", { exact: true }).click();
    await expect(unit.getByLabel("重新提交的截止时间")).not.toHaveValue("");
    await unit.getByLabel("理由").fill("请补充对比数据");
    await unit.getByRole("button", { name: "退回申报组织" }).click();
    await expect(unit.getByRole("heading", { level: 1, name: /^推荐工作/ })).toBeVisible();
    await open(phone, "/status");
    await expect(phone.getByRole("main")).toContainText("推荐单位已退回修改");
    await open(admin, home);
    await expect(admin.getByRole("region", { name: "推荐单位退回修改" })).toContainText("推荐单位给出的期限是");
    await signAt(desks, admin, home);
    await open(admin, `${home}/check`);
    await admin.getByRole("button", { name: "提交申报书" }).click();
    await expect(admin.getByRole("heading", { level: 1, name: "申报书已提交" })).toBeVisible();
    expect(await world.run("check")).toContain("all invariants hold");
  });
});
