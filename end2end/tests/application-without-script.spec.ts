// The dossier without a line of script: every page is a form, and no answer is ever lost.

import { link } from "../support/applicant";
import { expect, mark, test } from "../support/desk";
import { FILES, TAIL, TITLE, parts, type, upload } from "../support/dossier";

const ORGANISATION = "青岛演示无脚本机械有限公司";

test("eligibility, nine pages, files, receipt and status, all without script", async ({ desks, world }) => {
  test.setTimeout(120_000);
  const page = await desks.seat(undefined, { javaScriptEnabled: false });
  const main = page.getByRole("main");

  await test.step("eligibility answers in the page that comes back", async () => {
    await page.goto("/eligibility");
    const yes = (question: string, answer: string) => mark(main.getByRole("group", { name: question }).getByRole("radio", { name: answer }));
    await yes("贵单位是独立法人吗？", "是");
    await main.getByLabel("所属行业").fill("C36");
    await main.getByLabel("所在地区").selectOption({ label: "青岛市" });
    await main.getByLabel("从业人员").fill("286");
    await main.getByLabel("2025 年营业收入", { exact: true }).fill("1.2.8");
    for (const year of ["2025", "2024", "2023"]) await main.getByLabel(`${year} 年净利润`, { exact: true }).fill("1,120");
    await yes("最近三年在诚信、质量、安全、环保方面", "否");
    await main.getByLabel("申报的方法从何时开始应用？").fill("2021-03");
    await mark(main.getByRole("checkbox", { name: "先进的质量管理理念、方法或工具" }));
    await yes("入选后，愿意参加交流", "是");
    await main.getByRole("button", { name: "查看结论" }).click();
    // Said at the field, and what was typed still stands there.
    await expect(main.getByLabel("2025 年营业收入", { exact: true })).toHaveValue("1.2.8");
    await expect(main.getByLabel("2025 年营业收入", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await main.getByLabel("2025 年营业收入", { exact: true }).fill("12,800");
    await main.getByRole("button", { name: "查看结论" }).click();
    await expect(page.getByRole("complementary", { name: "结论" })).toContainText("符合申报条件");
    await expect(main).toContainText("小型企业");
    await main.getByRole("link", { name: "带着这些答案开始申报" }).click();
  });

  await test.step("an account, and a dossier that knows the answers", async () => {
    await main.getByRole("link", { name: "注册" }).click();
    await page.getByRole("button", { name: "同意并继续" }).click();
    await page.getByLabel("组织名称").fill(ORGANISATION);
    await page.getByLabel("统一社会信用代码").fill("9137 0200 maxt 0a1b 7p");
    await page.getByLabel("您的姓名").fill("演示填报人");
    await page.getByLabel("邮箱").fill("wujiaoben@example.com");
    await page.getByLabel("密码", { exact: true }).fill("没有脚本也能填报");
    await page.getByRole("button", { name: "注册" }).click();
    // Too short a password is refused at the form, which keeps all but the password.
    await expect(main).toContainText("密码至少 10 个字符");
    await expect(page.getByLabel("组织名称")).toHaveValue(ORGANISATION);
    await expect(page.getByLabel("邮箱")).toHaveValue("wujiaoben@example.com");
    await page.getByLabel("密码", { exact: true }).fill("没有脚本也能填报申报书 2026");
    await page.getByRole("button", { name: "注册" }).click();
    const letter = await link(world, "wujiaoben@example.com", "/verify/");
    const here = page.url();
    await page.goto(letter);
    await page.getByRole("button", { name: "这是我的邮箱" }).click();
    await expect(main).toContainText("邮箱已验证");
    await page.goto(here);
    await main.getByRole("button", { name: "建立申报书" }).click();
    await expect(page).toHaveURL(/\/application\/[0-9a-z]{20,}$/);
  });
  const home = page.url();

  await test.step("what is wrong is said above and beside, and is kept as typed", async () => {
    await page.goto(`${home}/organisation`);
    await page.getByLabel("统一社会信用代码").fill("91370200MAXT0A1B7Q");
    await page.getByLabel("联系人手机").fill("12345");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await page.goto(`${home}/organisation?check=1`);
    const summary = main.getByRole("group", { name: /有 \d+ 处需要修改/ });
    await expect(summary).toBeVisible();
    await expect(page.getByLabel("统一社会信用代码")).toHaveValue("91370200MAXT0A1B7Q");
    await expect(page.getByLabel("统一社会信用代码")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("联系人手机")).toHaveValue("12345");
    await expect(page.getByLabel("联系人手机")).toHaveAccessibleDescription(/11 位手机号码.*12345/s);
    await summary.getByRole("link", { name: /^联系人手机：/ }).click();
    await expect(page).toHaveURL(/#/);
  });

  await test.step("nine pages", async () => {
    for (const { path, name, answers } of parts(ORGANISATION)) {
      await page.goto(`${home}/${path}`);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await type(main, answers);
      await page.getByRole("button", { name: "保存并继续" }).click();
      await expect(page).not.toHaveURL(new RegExp(`/${path}$`));
      await expect(page, `${name} is refused`).not.toHaveURL(/check/);
    }
    for (const place of FILES) await upload(page, place, false);
  });

  await test.step("a file that is none is refused, and the others stay", async () => {
    const section = main.getByRole("region", { name: "盖章的申报书扫描件" });
    await section.getByLabel("选择文件：盖章的申报书扫描件").setInputFiles({ name: "扫描.pdf", mimeType: "application/pdf", buffer: Buffer.from("not a PDF") });
    await section.getByRole("button", { name: "上传" }).click();
    await expect(main.getByRole("alert")).toContainText("按内容判断");
    await expect(section).toContainText("盖章的申报书扫描件.pdf");
  });

  await test.step("submitted, received, looked up", async () => {
    await main.getByRole("link", { name: "核对并提交" }).first().click();
    await main.getByRole("button", { name: "提交申报书" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "申报书已提交" })).toBeVisible();
    const receipt = page.getByRole("region", { name: "回执" });
    await expect(receipt).toContainText(TITLE);
    await expect(receipt.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    const reference = ((await receipt.getByText(/^QB-2026-\d{5}-[0-9A-Z]$/).textContent()) ?? "").trim();
    await main.getByRole("link", { name: "进度查询" }).click();
    await page.getByLabel("受理号").fill(reference);
    await page.getByLabel("联系人手机号后四位").fill("0000");
    await page.getByRole("button", { name: "查询" }).click();
    await expect(main.getByRole("alert")).toContainText("没有查到");
    await page.getByLabel("受理号").fill(reference);
    await page.getByLabel("联系人手机号后四位").fill(TAIL);
    await page.getByRole("button", { name: "查询" }).click();
    await expect(page.locator("[aria-current=step]")).toContainText("等待推荐单位推荐");
    expect(page.url()).not.toContain(TAIL);
    // Fixed from now on.
    await page.goto(`${home}/title`);
    await expect(main).toContainText("申报书已提交，内容已固定，不能再改");
    await expect(main.getByRole("button", { name: "保存并继续" })).toHaveCount(0);
  });
});
