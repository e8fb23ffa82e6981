// The public side: the call, the guide, signing in, the status, the two languages.

import { PHONE, awake, expect, open, test } from "../support/desk";
import { OFFICE, PASSWORD } from "../support/people";

test("the call leads on, and the guide leads back to the screens", async ({ desks }) => {
  const page = await desks.seat();
  await open(page, "/");
  await expect(page.getByRole("region", { name: "时间安排" }).getByRole("listitem").filter({ hasText: "进行中" })).toHaveCount(4);
  await expect(page.getByRole("region", { name: "时间安排" })).toContainText("截止时间有调整");
  await page.getByRole("link", { name: "对照管理办法逐条查看" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("#art-9")).toBeVisible();
  await expect(page.locator('[id^="art-"]')).toHaveCount(26);
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "开始申报" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("请先登录");
  expect(desks.complaints.filter((text) => !text.includes("401"))).toEqual([]);
});

test("signing in: refused in words, filled in for the demonstration, back to where one was", async ({ desks }) => {
  const page = await desks.seat();
  await page.goto("/formality");
  await page.getByRole("main").getByRole("link", { name: "登录" }).click();
  await awake(page);
  await page.getByLabel("邮箱").fill(OFFICE);
  await page.getByLabel("密码", { exact: true }).fill("wrong wrong wrong");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("main")).toContainText("邮箱或密码不正确");
  await awake(page);
  await page.getByRole("row").filter({ hasText: "工作办公室" }).getByRole("button", { name: /填入/ }).click();
  await expect(page.getByLabel("邮箱")).toHaveValue(OFFICE);
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/formality$/);
  await expect(page.getByRole("heading", { level: 1, name: "形式审查" })).toBeVisible();
  await page.getByRole("button", { name: "退出" }).click();
  await expect(page.getByRole("link", { name: "登录" })).toBeVisible();
  await page.goto("/formality");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("请先登录");
});

test("the accounts offered for trying are the prepared ones", async ({ desks }) => {
  const page = await desks.seat();
  await open(page, "/sign-in");
  const offered = page.getByRole("region", { name: "演示账号" }).getByRole("row");
  for (const who of ["applicant", "recommending-unit", "office", "expert", "panel-lead", "chair", "vice-chair"]) {
    await expect(offered.filter({ hasText: `${who}@example.com` }).first(), who).toBeVisible();
  }
});

test("registering: a password that is too short, and an address that is taken is not told", async ({ desks }) => {
  const page = await desks.seat();
  const write = async (email: string, password: string) => {
    await page.getByLabel("组织名称").fill("演示注册有限公司");
    await page.getByLabel("统一社会信用代码").fill("91370200MAXT0A1B7P");
    await page.getByLabel("您的姓名").fill("演示填报人");
    await page.getByLabel("邮箱").fill(email);
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("main").getByRole("button", { name: "注册", exact: true }).click();
  };
  await open(page, "/register");
  await page.getByRole("button", { name: "同意并继续" }).click();
  await awake(page);
  await page.getByRole("button", { name: "显示" }).click();
  await expect(page.getByLabel("密码", { exact: true })).toHaveAttribute("type", "text");
  await write("zhuce@example.com", "short");
  await expect(page.getByRole("main")).toContainText("密码至少 10 个字符");
  await awake(page);
  await write(OFFICE, PASSWORD);
  await expect(page).toHaveURL(/\/application$/);
  await expect(page.getByRole("complementary", { name: "邮箱" })).toContainText("邮箱尚未验证");
});

test("a status is refused alike whatever is wrong, then not at all for a while", async ({ desks }) => {
  const page = await desks.seat(undefined, PHONE);
  await open(page, "/status");
  const look = async (reference: string, tail: string) => {
    await page.getByLabel("受理号").fill(reference);
    await page.getByLabel("联系人手机号后四位").fill(tail);
    await page.getByRole("button", { name: "查询" }).click();
  };
  const alert = page.getByRole("main").getByRole("alert");
  await look("QB-2026-00001-E", "0000");
  await expect(alert).toContainText("没有查到");
  const wrong = await alert.textContent();
  await look("QB-2026-99999-X", "1234");
  await expect(alert).toHaveText(wrong ?? "");
  // The demonstration's numbers end in twice the application's number, plus one.
  await look("qb202600001e", "0003");
  await expect(page.locator("[aria-current=step]")).toContainText("资料评审中");
  await page.getByRole("button", { name: "不再显示" }).click();
  await expect(page.getByLabel("受理号")).toBeVisible();
});

test("the other language keeps the query, and what is typed where it can stand in an address", async ({ desks }) => {
  const page = await desks.seat();
  await open(page, "/eligibility");
  await page.locator("[name=employees]").fill("321");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/eligibility\?.*employees=321/);
  await expect(page.locator("[name=employees]")).toHaveValue("321");
  await page.getByRole("banner").getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/eligibility\?.*employees=321/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.goto("/guide?article=19&q=评审");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/guide\?article=19&q=%E8%AF%84%E5%AE%A1$/);
  await page.getByRole("banner").getByRole("link", { name: "中文" }).click();
  expect(desks.complaints).toEqual([]);
});

test("the other language keeps the page, and stays", async ({ desks }) => {
  const page = await desks.seat();
  await open(page, "/eligibility");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/eligibility$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check eligibility");
  await awake(page);
  await page.getByRole("navigation", { name: "Footer" }).getByRole("link", { name: "Status" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look up a status");
  await page.getByRole("banner").getByRole("link", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("进度查询");
});

test("the Office sees who works for each unit and what waits for it", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/season");
  const seats = page.getByRole("table", { name: "推荐名额" });
  const columns = await seats.getByRole("columnheader").allInnerTexts();
  const [people, waiting] = [columns.indexOf("人员"), columns.indexOf("待推荐")];
  expect(Math.min(people, waiting)).toBeGreaterThan(0);
  const cells = async (unit: string) => (await seats.getByRole("row").filter({ hasText: unit }).locator("th, td").allInnerTexts()).map((text) => text.trim());
  // The unit whose account is published has work to do, and people who do it; where nobody is, it is said.
  const own = await cells("青岛市工业和信息化局");
  expect(Number(own[people])).toBeGreaterThan(0);
  expect(Number(own[waiting])).toBeGreaterThan(0);
  await expect(seats.getByText("无人", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("有申报书在等没有人员的推荐单位")).toHaveCount(0);
  // Without script it is the same table.
  const plain = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await plain.goto("/season");
  await expect(plain.getByRole("columnheader", { name: "待推荐" })).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("the Office takes seats out of a table: shown row by row, whole or not at all, and back again", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/season/import");
  const text = page.getByLabel("或者从表格中复制，粘贴在这里");
  const head = "推荐单位\t不限规模的名额\t另给中小企业的名额";
  await text.fill(`${head}\n北京市经济和信息化局\t９\t3\n火星\t1\t1`);
  await expect(page.getByRole("status").filter({ hasText: "1 行有误" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "火星" })).toContainText("没有这个推荐单位");
  await page.getByLabel("理由").fill("演示：重新核定名额");
  await page.getByRole("button", { name: "导入全部名额" }).click();
  await expect(page.getByRole("alert")).toContainText("没有导入任何一行：第 3 行有误");
  // What the list says is a table that can be taken back, whatever program it comes from.
  for (const ending of ["xlsx", "csv"]) {
    const answer = await page.context().request.get(`/season/export/list.${ending}`);
    expect(answer.headers()["content-disposition"]).toContain("attachment");
    await open(page, "/season/import");
    await page.getByLabel("选择表格文件").setInputFiles({ name: `seats.${ending}`, mimeType: "application/octet-stream", buffer: await answer.body() });
    // What a drawing does to a field: its attributes go and come back.
    await page.getByLabel("选择表格文件").evaluate((field) => {
      field.removeAttribute("type");
      field.setAttribute("type", "file");
    });
    await expect.poll(() => page.getByLabel("选择表格文件").evaluate((field) => (field as HTMLInputElement).files?.[0]?.name)).toBe(`seats.${ending}`);
    await page.getByRole("button", { name: "读取并预览" }).click();
    await expect(page.getByRole("status").filter({ hasText: "共 73 行，其中 0 行会改变名额" })).toBeVisible();
    await awake(page);
  }
  await page.getByLabel("选择表格文件").setInputFiles({ name: "old.xls", mimeType: "application/octet-stream", buffer: Buffer.from("d0cf11e0a1b11ae1", "hex") });
  await page.getByRole("button", { name: "读取并预览" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await awake(page);
  await text.fill(`${head}\nR110000\t999\t3`);
  await page.getByLabel("理由").fill("演示：重新核定名额");
  await page.getByRole("button", { name: "导入全部名额" }).click();
  await expect(page).toHaveURL(/\/season/);
  await expect(page.getByRole("row").filter({ hasText: "北京市" })).toContainText("999");
});
