// An incident and what follows (Art. 24): reported without an account and without script, investigated by who is
// named, the organisation heard; the public list of titles that were revoked.

import { expect, losingTheAnswer, mark, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { inspect } from "../support/inspect";
import { OFFICE } from "../support/people";
import { granted, holder } from "../support/title";

test.use({ until: "title" });

const INVESTIGATOR = "office-2@example.com";
const CAQ = "caq@example.com";

for (const lang of ["zh", "en"] as const) {
  const script = lang === "zh";
  test(`pages of incidents, ${lang}`, async ({ desks, request }, info) => {
    test.setTimeout(240_000);
    const [title] = await granted(request);
    const everybody = await desks.seat(undefined, { lang, javaScriptEnabled: script });
    for (const [name, path] of [
      ["revocations", "/revocation"],
      ["incident-report", "/incident/report"],
      ["incident-report-of", `/incident/report?number=${title.number}`],
    ]) {
      await test.step(name, () => inspect(desks, everybody, info, name, path, lang, script));
    }
    for (const [name, who] of [["incidents-office", OFFICE], ["incidents-investigator", INVESTIGATOR], ["incidents-caq", CAQ]]) {
      const page = await desks.seat(who, { lang, javaScriptEnabled: script });
      await test.step(name, () => inspect(desks, page, info, name, "/incident", lang, script));
      if (who === OFFICE) continue;
      const settled = (await page.getByRole("main").locator('a[href^="/incident/"]:not([href="/incident/report"])').first().getAttribute("href")) ?? "";
      expect(settled, "a case that is open to them").not.toBe("");
      await test.step(`${name}-case`, () => inspect(desks, page, info, `${name}-case`, settled, lang, script));
    }
  });
}

test("art 24: from a report without script to the statement of the organisation", async ({ desks, request }, info) => {
  test.setTimeout(240_000);
  const titles = await granted(request);
  const title = titles[1];

  const citizen = await desks.seat(undefined, { javaScriptEnabled: false });
  await citizen.goto(`/title/${title.number}`);
  await citizen.getByRole("link", { name: "反映情况" }).click();
  await expect(citizen.getByLabel("称号编号")).toHaveValue(title.number);
  await citizen.getByLabel("姓名或单位名称").fill("演示乙");
  await citizen.getByLabel("事实和理由").fill("该单位申报材料中的三项成效数据与公开年报不一致，对照见所附的表格。（演示）");
  await citizen.getByRole("button", { name: "提交" }).click();
  await expect(citizen.getByRole("alert")).toContainText("匿名的不予受理");
  await expect(citizen.getByLabel("姓名或单位名称")).toHaveValue("演示乙");
  await mark(citizen.getByRole("radio", { name: /弄虚作假/ }));
  await citizen.getByLabel("电话").fill("13800000002");
  await citizen.getByLabel("证明材料").setInputFiles({
    name: "对照表.pdf",
    mimeType: "application/pdf",
    buffer: pdf("对照表"),
  });
  await citizen.getByRole("button", { name: "提交" }).click();
  await expect(citizen).toHaveURL(/\/incident\/status\//);
  await expect(citizen.getByRole("main")).toContainText(title.organisation);
  const code = ((await citizen.getByRole("heading", { level: 1 }).textContent()) ?? "").trim();

  // The Office names a colleague and sees no more.
  const office = await desks.seat(OFFICE);
  await open(office, "/incident");
  const line = office.getByRole("listitem").filter({ hasText: code });
  await expect(line).toContainText("内容仅经办人可见");
  await line.getByLabel("经办人").selectOption({ label: "工作办公室乙（演示）" });
  await line.getByRole("button", { name: "指定" }).click();
  await expect(line.getByText("未指定经办人")).toHaveCount(0);
  await expect(line).not.toContainText(title.organisation);

  const second = await desks.seat(INVESTIGATOR);
  await open(second, "/incident");
  await second.getByRole("listitem").filter({ hasText: code }).getByRole("link", { name: "打开" }).click();
  await expect(second.getByRole("region", { name: "反映人和反映的情况" })).toContainText("演示乙");
  await second.getByRole("button", { name: "受理并核查" }).click();
  await expect(second.getByRole("main")).toContainText("调查核实中");
  await second.getByLabel("记录", { exact: true }).fill("调阅了公开年报，与申报书逐项核对。（演示）");
  await second.getByRole("button", { name: "记录", exact: true }).click();
  await expect(second.getByRole("region", { name: "调查记录和报告" })).toContainText("调阅了公开年报");
  expect(desks.unexpected(404)).toEqual([]);
  await inspect(desks, second, info, "incident-investigated", new URL(second.url()).pathname, "zh");
  await second.getByLabel("核查报告", { exact: true }).fill("三项成效数据与公开年报不一致，未见合理说明。（演示）");
  await second.getByLabel("告知单位的事实和依据").fill("拟认定：申报书中三项成效数据与贵单位公开年报不一致。（演示）");
  await second.getByRole("button", { name: "提交报告，告知单位" }).click();
  await expect(second.getByRole("main")).toContainText("听取被反映单位陈述");
  const id = new URL(second.url()).pathname.split("/").pop() ?? "";

  // What it writes on paper would be recorded here.
  await expect(second.getByRole("link", { name: "代录纸质陈述" })).toHaveAttribute("href", `/incident/statement/${id}`);
  expect(desks.unexpected(404)).toEqual([]);
  await inspect(desks, second, info, "statement-on-paper", `/incident/statement/${id}`, "zh");

  // The organisation finds it where its title stands, and answers; who reported it stands nowhere.
  const writer = await desks.seat(holder(title.organisation));
  await inspect(desks, writer, info, "title-own-heard", "/title/own", "zh");
  await writer.setViewportSize({ width: 1280, height: 900 });
  await expect(writer.getByRole("region", { name: "称号情况告知和陈述申辩" }).getByRole("link")).toHaveAttribute("href", `/incident/statement/${id}`);
  expect(desks.unexpected(404)).toEqual([]);
  await inspect(desks, writer, info, "statement", `/incident/statement/${id}`, "zh");
  await writer.setViewportSize({ width: 1280, height: 900 });
  await expect(writer.getByRole("main")).not.toContainText("演示乙");
  await writer.getByLabel("陈述内容").fill("短");
  await writer.getByRole("button", { name: "提交陈述" }).click();
  await expect(writer.getByRole("alert")).toBeVisible();
  await writer.getByLabel("陈述内容").fill("年报按合并口径，申报书按本部口径，差异说明见附件。（演示）");
  await writer.getByRole("button", { name: "提交陈述" }).click();
  await expect(writer.getByRole("region", { name: "单位的陈述" })).toContainText("合并口径");

  // Those who decide read both, and wait until the time is over.
  const caq = await desks.seat(CAQ);
  await open(caq, `/incident/${id}`);
  await expect(caq.getByRole("main")).toContainText("合并口径");
  await expect(caq.getByRole("main")).not.toContainText("演示乙");
  await expect(caq.getByRole("button", { name: "提出决定" })).toHaveCount(0);
  // Too little to decide on: more can be asked for already.
  const question = "请补充查明：年报的合并口径包括哪些单位。（演示）";
  await caq.locator("summary", { hasText: "要求补充调查" }).click();
  await caq.getByLabel("审议人员的问题").fill(question);
  await caq.locator("button", { hasText: "要求补充调查" }).click();
  await expect(caq.getByText(question)).toBeVisible();
  await open(second, `/incident/${id}`);
  await expect(second.getByText(question)).toBeVisible();
  await open(writer, `/incident/statement/${id}`);
  await expect(writer.getByRole("main")).not.toContainText(question);
  // Nothing of it is public.
  await citizen.goto("/revocation");
  await expect(citizen.getByRole("main")).not.toContainText(title.organisation);
  expect(desks.unexpected(404)).toEqual([]);
});

test("art 24: what turns out groundless is dropped by two, without script", async ({ desks, request }, info) => {
  test.setTimeout(240_000);
  const title = (await granted(request))[2];
  const citizen = await desks.seat(undefined, { javaScriptEnabled: false });
  await citizen.goto(`/incident/report?number=${title.number}`);
  await citizen.getByLabel("姓名或单位名称").fill("演示丙");
  await citizen.getByLabel("电话").fill("13800000003");
  await citizen.getByRole("radio", { name: /安全重大责任事故/ }).check();
  await citizen.getByLabel("事实和理由").fill("据传该单位在外地的分公司今年春天出过安全事故，请予核查。（演示）");
  // The answer is lost on its way: sent again it is the same report, and leads to its page.
  const send = () => citizen.getByRole("button", { name: "提交" }).click();
  const page = await losingTheAnswer(citizen, "/incident/report", send);
  expect(page).toMatch(/^\/incident\/status\/[0-9a-f]{20,}$/);
  await send();
  await expect(citizen).toHaveURL((url) => url.pathname === page);
  const code = ((await citizen.getByRole("heading", { level: 1 }).textContent()) ?? "").trim();

  const office = await desks.seat(OFFICE);
  await open(office, "/incident");
  const line = office.getByRole("listitem").filter({ hasText: code });
  await line.getByLabel("经办人").selectOption({ label: "工作办公室乙（演示）" });
  await line.getByRole("button", { name: "指定" }).click();
  await expect(line.getByText("未指定经办人")).toHaveCount(0);

  // One who investigates it alone names a second person first.
  const second = await desks.seat(INVESTIGATOR, { javaScriptEnabled: false });
  await second.goto("/incident");
  await second.getByRole("listitem").filter({ hasText: code }).getByRole("link", { name: "打开" }).click();
  await second.getByRole("button", { name: "受理并核查" }).click();
  await expect(second.getByRole("main")).toContainText("现在只有您一位经办人");
  const path = new URL(second.url()).pathname;
  for (const lang of ["zh", "en"] as const) {
    const reader = await desks.seat(INVESTIGATOR, { lang });
    await test.step(`dropping, ${lang}`, () => inspect(desks, reader, info, "incident-dropping", path, lang));
  }
  await second.getByRole("combobox", { name: "经办人" }).selectOption({ label: "工作办公室（演示）" });
  await second.getByRole("button", { name: "指定" }).click();
  await second.goto(path);
  await expect(second.getByRole("main")).not.toContainText("现在只有您一位经办人");
  await second.getByLabel("不属实的核查报告").fill("向当地主管部门核实，所指事故的单位与该单位没有关系。（演示）");
  await second.getByLabel("告知反映人的理由").fill("经向当地主管部门核实，所指事故与该单位无关。（演示）");
  await second.getByRole("button", { name: "提请确认不属实" }).click();
  await expect(second.getByRole("main")).toContainText("拟按不属实办结，待确认");
  await expect(second.getByRole("button", { name: "确认不属实并办结" })).toHaveCount(0);

  expect(desks.unexpected(404)).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    const reader = await desks.seat(OFFICE, { lang });
    await test.step(`confirming, ${lang}`, () => inspect(desks, reader, info, "incident-groundless", path, lang));
  }
  await open(office, path);
  const found = office.getByRole("region", { name: "经核查不属实" });
  await expect(found).toContainText("与该单位无关");
  await found.getByRole("button", { name: "确认不属实并办结" }).click();
  await expect(office.getByRole("main")).toContainText("经核查不属实，已办结");
  await citizen.reload();
  await expect(citizen.getByRole("main")).toContainText("所指事故与该单位无关");
  await expect(citizen.getByRole("main")).not.toContainText("向当地主管部门核实，所指事故的单位");

  // The organisation never hears of it, and nothing is public.
  const writer = await desks.seat(holder(title.organisation));
  await open(writer, "/title/own");
  await expect(writer.getByRole("main")).not.toContainText("陈述申辩");
  expect((await writer.context().request.get(`/incident/statement/${path.split("/").pop()}`)).status()).toBe(404);
  await citizen.goto("/revocation");
  await expect(citizen.getByRole("main")).not.toContainText(title.organisation);
  expect(desks.unexpected(404)).toEqual([]);
});

test("art 24: what was revoked is void everywhere", async ({ desks }) => {
  const page = await desks.seat();
  await open(page, "/revocation");
  const stone = page.getByRole("listitem").filter({ hasText: "已撤销" }).first();
  await expect(stone).toContainText("安全重大责任事故");
  const number = ((await stone.locator("dd").first().textContent()) ?? "").trim();
  await open(page, `/title/${number}`);
  await expect(page.getByRole("main")).toContainText("称号已撤销");

  expect(desks.unexpected(404)).toEqual([]);
});
