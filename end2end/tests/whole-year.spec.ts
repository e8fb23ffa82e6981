// The year from the signed initial list on (Art. 20–24), each act by whoever's act it is, in a rehearsal whose clock
// the Office moves on: consultation, notice, two objections of which one is upheld, announcement, letter and
// certificate, a plaque checked on a telephone, an incident and a revocation, and the next season, which knows all of
// it. What comes before the list is walked in year.spec.ts, flow.spec.ts and score-to-list.spec.ts.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "@playwright/test";
import { uscc } from "../support/applicant";
import { decided, named, taken } from "../support/casework";
import { Desks, PHONE, awake, expect, mark, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { CAQ, CHAIR, MINISTRY, OFFICE, VICE_CHAIR } from "../support/people";
import { after, entered, turned } from "../support/rehearsing";
import { signedList } from "../support/signing";
import { granted, holder } from "../support/title";
import type { World } from "../world";

test.use({ until: "list" });

/** Colleagues of the Office and of the association. */
const COLLEAGUE = "office-2@example.com";
const CAQ_TOO = "caq-2@example.com";
/** Entries of the initial list. */
const LISTED = 60;

const OBJECTS = "该企业近期有质量投诉，建议核实后再定。（演示）";
const REMARKS = "成效数据建议注明统计口径。（演示）";
const FACTS = "所列成效数据与企业公开年报不一致，见附件对照表：年报第三页的合格率低于申报书所列，请调查核实。（演示）";
const REPORTS = ["经查阅原始记录，申报书所列合格率无台账支持。（演示）", "经查阅原始记录，申报书所列数据与台账一致。（演示）"];

/** Lines of a list in the page. */
const lines = (page: Page, name: string) => page.getByRole("table", { name }).locator("tbody tr");

/** The day that a text names first. */
const day = (text: string) => /\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? "";

/** What stands at an address is a PDF for whoever sits here. */
async function printed(page: Page, href: string | null) {
  const answer = await page.context().request.get(href ?? "");
  expect(answer.headers()["content-type"], href ?? "no address").toBe("application/pdf");
  expect((await answer.body()).subarray(0, 4).toString()).toBe("%PDF");
}

/** Fits a telephone: nothing is pushed sideways. */
async function fits(phone: Page) {
  expect(await phone.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** Opens the details of a line of the consultation, chooses, says why, and saves. */
async function said(page: Page, row: number | string, choice: string, text: string, button: string) {
  const all = page.locator("tbody tr");
  const line = typeof row === "number" ? all.nth(row) : all.filter({ hasText: row });
  await line.locator("details:has(form) > summary").click();
  const form = page.locator("tbody details[open]");
  await mark(form.getByLabel(choice));
  await form.getByRole("textbox").fill(text);
  await form.getByRole("button", { name: button }).click();
  await expect(page.getByText(text).first()).toBeVisible();
}

test("from the signed list to the next season, which refuses who has to wait", async ({ browser, world }, info) => {
  test.setTimeout(600_000);
  const copy = await world.rehearsal();
  const there = new Desks(browser, copy.url);
  try {
    await journey(there, copy, info.outputPath("season.zip"));
    expect(there.unexpected(401, 404, 410)).toEqual([]);
    expect(await copy.run("check")).toContain("all invariants hold");
  } finally {
    await there.close();
    await copy.stop();
  }
});

async function journey(there: Desks, copy: World, archive: string) {
  const plain = { javaScriptEnabled: false };
  const [office, colleague] = [await there.seat(OFFICE), await there.seat(COLLEAGUE)];
  const [chair, vice] = [await there.seat(CHAIR), await there.seat(VICE_CHAIR)];
  const visitor = await there.seat(undefined, plain);
  const phone = await there.seat(undefined, PHONE);

  await test.step("art 20: two heads sign the list", () => signedList(chair, vice));

  const refused = await test.step("art 20: the ministry objects to one and remarks on one, the Office answers, two heads strike one off", async () => {
    await open(office, "/consultation");
    await office.getByRole("button", { name: "报送并征求意见" }).click();
    await expect(office.getByText("征求意见中", { exact: true })).toBeVisible();
    const ministry = await there.seat(MINISTRY, plain);
    await ministry.goto("/consultation");
    await expect(ministry.locator("tbody tr")).toHaveCount(LISTED);
    const refused = await ministry.locator("tbody tr").first().locator("th span").first().innerText();
    await said(ministry, 0, "有异议", OBJECTS, "保存");
    await said(ministry, 1, "有建议", REMARKS, "保存");
    await ministry.getByRole("button", { name: "其余各项均同意" }).click();
    await expect(ministry.getByRole("button", { name: "其余各项均同意" })).toHaveCount(0);
    await ministry.getByRole("button", { name: "提交意见" }).click();
    await expect(ministry.getByText("答复办理中", { exact: true })).toBeVisible();
    await open(office, "/consultation");
    await said(office, REMARKS, "保留这一项", "已请申报组织注明口径。（演示）", "保存");
    await awake(office);
    await said(office, OBJECTS, "提请评审委员会决定", "已请推荐单位核实，提请决定。（演示）", "保存");
    await open(chair, "/consultation");
    await said(chair, OBJECTS, "从名单撤下", "投诉经核实，从名单撤下。（演示）", "提出决定");
    await open(vice, "/consultation");
    await vice.getByRole("button", { name: /确认决定/ }).click();
    await expect(vice.getByText("已从名单撤下")).toBeVisible();
    await open(office, "/consultation");
    await office.getByRole("button", { name: "结束征求意见" }).click();
    await expect(office.getByText("已结束", { exact: true })).toBeVisible();
    return refused;
  });

  const until = await test.step("art 21: fifty-nine go on notice on a working day, for ten working days", async () => {
    for (let of = 2027; of <= new Date(Date.now() + 365 * 86_400_000).getFullYear(); of += 1) await entered(office, of);
    await open(office, "/season/clock");
    let opens = day((await office.getByRole("button", { name: /^“公示”开始：/ }).textContent()) ?? "");
    for (let tries = 0; tries < 12; tries += 1) {
      opens = after(opens, 1);
      await turned(office, `${opens}T09:30`);
      await open(office, "/notice/prepare");
      if ((await office.getByRole("button", { name: "发布公示" }).count()) > 0) break;
    }
    await office.getByRole("button", { name: "发布公示" }).click();
    await expect(office.getByRole("link", { name: "公开页面" })).toBeVisible();
    await visitor.goto("/notice/2026");
    await expect(lines(visitor, "公示名单")).toHaveCount(LISTED - 1);
    await expect(visitor.getByRole("main")).not.toContainText(refused);
    await expect(visitor.getByRole("main")).toContainText("共 10 个工作日");
    return day(await visitor.getByText(/^公示中，至/).innerText());
  });

  const [doubted, cleared] = [0, 1].map((n) => lines(visitor, "公示名单").nth(n).getByRole("rowheader"));
  const [struck, kept] = [await doubted.innerText(), await cleared.innerText()];
  let status = "";
  await test.step("art 21: a person objects without account and without script, an organisation on a telephone", async () => {
    await visitor.getByRole("link", { name: "提出异议" }).first().click();
    await visitor.getByLabel("姓名或单位名称").fill("演示甲");
    await visitor.getByLabel("电话").fill("13800000000");
    await visitor.getByLabel("对哪一项有异议").selectOption({ index: 1 });
    await visitor.getByLabel("事实和理由").fill(FACTS);
    await visitor.getByLabel("证明材料").setInputFiles({ name: "对照表.pdf", mimeType: "application/pdf", buffer: pdf("evidence") });
    await visitor.getByRole("button", { name: "提交异议" }).click();
    await expect(visitor.getByRole("heading", { level: 1 })).toContainText(/公示异议 [0-9A-F]{4}-[0-9A-F]{4}/);
    status = new URL(visitor.url()).pathname;

    await open(phone, "/notice/2026/objection");
    await mark(phone.getByRole("radio", { name: "单位" }));
    await phone.getByLabel("姓名或单位名称").fill("演示异议有限公司");
    await phone.getByLabel("统一社会信用代码").fill(uscc(21));
    await phone.getByLabel("单位联系人").fill("演示乙");
    await phone.getByLabel("邮箱").fill("objects@example.com");
    await phone.getByLabel("对哪一项有异议").selectOption({ index: 2 });
    await phone.getByLabel("事实和理由").fill(FACTS);
    const letter = { name: "异议书.pdf", mimeType: "application/pdf", buffer: pdf("异议书") };
    await phone.getByLabel("证明材料").setInputFiles(letter);
    await phone.getByRole("button", { name: "提交异议" }).click();
    await expect(phone.getByRole("heading", { level: 1 })).toContainText(/公示异议 [0-9A-F]{4}-[0-9A-F]{4}/);
    await fits(phone);
  });

  const objections = await test.step("art 21: a colleague who was named investigates both and reports", async () => {
    const found: string[] = [];
    for (const [n, report] of REPORTS.entries()) {
      const line = `第 ${n + 1} 号异议`;
      await named(office, "/notice/objections", line);
      found.push(await taken(colleague, "/notice/objections", line));
      await awake(colleague);
      await colleague.getByLabel("内容").fill(report);
      await colleague.getByRole("button", { name: "作为报告提交评审委员会" }).click();
      await expect(colleague.getByText(report)).toBeVisible();
    }
    await expect(office.getByRole("main")).not.toContainText("演示甲");
    return found;
  });

  const dropped = await there.seat(holder(struck));
  await test.step("art 21: one is upheld, and who is struck off and who objected read it", async () => {
    await decided(chair, vice, objections[0], "异议成立", "申报书所列数据无台账支持，从名单撤下。（演示）");
    await visitor.goto(status);
    await expect(visitor.getByRole("main")).toContainText("异议成立，从名单撤下");
    await open(dropped, "/application");
    await expect(dropped.getByRole("main")).toContainText("已从名单撤下");
  });

  await test.step("art 21: the notice closes by itself; nothing is announced while an objection is open", async () => {
    await turned(office, `${after(until, 1)}T00:01`);
    await visitor.goto("/notice/2026");
    await expect(visitor.getByText(/^公示已于/)).toBeVisible();
    await visitor.goto("/notice/2026/objection");
    await expect(visitor.getByRole("alert")).toContainText("逾期不再受理异议");
    await expect(visitor.getByRole("button", { name: "提交异议" })).toHaveCount(0);
    const told = await copy.mailbox(OFFICE).next(/公示期已满/);
    expect(told.text).toContain("异议办结之前不能公告");
    await open(office, "/announcement");
    await expect(office.getByRole("heading", { name: "现在不能拟稿" })).toBeVisible();
    await decided(chair, vice, objections[1], "异议不成立", "所列数据与原始台账一致，异议不成立。（演示）");
    const settled = await copy.mailbox("objects@example.com").next(/您的异议已办结/);
    expect(settled.text).toContain("异议不成立");
  });

  await test.step("art 22: two of the association approve, one act announces fifty-eight", async () => {
    await turned(office, `${after(until, 1)}T09:30`);
    await open(office, "/announcement");
    await office.getByRole("button", { name: "拟稿" }).click();
    for (const [n, who] of [CAQ, CAQ_TOO].entries()) {
      await expect(office.getByText(`已有 ${n} 人批准，须 2 人。`)).toBeVisible();
      await expect(office.getByRole("button", { name: "发布公告" })).toHaveCount(0);
      const caq = await there.seat(who);
      await open(caq, "/announcement");
      await caq.getByRole("button", { name: "批准公告" }).click();
      await expect(caq.getByText(`已有 ${n + 1} 人批准，须 2 人。`)).toBeVisible();
      await open(office, "/announcement");
    }
    expect((await visitor.context().request.get("/announcement/2026")).status()).toBe(404);
    await office.getByRole("button", { name: "发布公告" }).click();
    await expect(office.getByText("公告已发布。").first()).toBeVisible();
    await visitor.goto("/announcement/2026");
    await expect(lines(visitor, "质量标杆名单")).toHaveCount(LISTED - 2);
    await expect(visitor.getByRole("main")).toContainText(kept);
    for (const gone of [refused, struck]) await expect(visitor.getByRole("main")).not.toContainText(gone);
  });

  const titles = await granted(visitor.context().request);
  expect(titles).toHaveLength(LISTED - 2);
  const [title, stands] = titles;
  const winner = await there.seat(holder(title.organisation));
  await test.step("art 22, 23: a winner follows the mail, and opens letter and certificate", async () => {
    const mail = await copy.mailbox(holder(title.organisation)).next(/确定为全国质量标杆/);
    await open(winner, new URL(mail.link).pathname);
    await printed(winner, await winner.getByRole("link", { name: "下载通知函（PDF）" }).getAttribute("href"));
    await winner.getByRole("link", { name: "我的称号" }).first().click();
    await expect(winner.getByRole("heading", { level: 1, name: "我的称号" })).toBeVisible();
    await expect(winner.getByRole("main")).toContainText(title.number);
    await printed(winner, await winner.getByRole("link", { name: /下载证书/ }).getAttribute("href"));
  });

  await test.step("art 23: somebody checks the plaque on a telephone, and finds it in the register", async () => {
    await open(phone, "/title/verify");
    await phone.getByLabel("标牌编号").fill(title.number.replaceAll("-", ""));
    await phone.getByRole("button", { name: "查验", exact: true }).click();
    await expect(phone.getByRole("heading", { name: "称号有效" })).toBeVisible();
    await expect(phone.getByRole("main")).toContainText(title.organisation);
    await fits(phone);
    await visitor.goto(`/title?year=2026&q=${encodeURIComponent(title.organisation)}`);
    await expect(visitor.getByRole("row").filter({ hasText: title.number })).toContainText("有效");
    await expect(visitor.getByRole("search")).toContainText("项中的 1 项");
  });

  const [id, heard] = await test.step("art 24: an incident is reported without an account, investigated, and the organisation heard", async () => {
    await visitor.goto(`/title/${title.number}`);
    await visitor.getByRole("link", { name: "反映情况" }).click();
    await mark(visitor.getByRole("radio", { name: /弄虚作假/ }));
    await visitor.getByLabel("事实和理由").fill("该单位申报材料中的三项成效数据与公开年报不一致，对照见所附的表格。（演示）");
    await visitor.getByLabel("姓名或单位名称").fill("演示丙");
    await visitor.getByLabel("电话").fill("13800000002");
    await visitor.getByRole("button", { name: "提交" }).click();
    await expect(visitor).toHaveURL(/\/incident\/status\//);
    const code = ((await visitor.getByRole("heading", { level: 1 }).textContent()) ?? "").trim();
    await named(office, "/incident", code);
    const path = await taken(colleague, "/incident", code);
    await awake(colleague);
    await colleague.getByRole("button", { name: "受理并核查" }).click();
    await expect(colleague.getByRole("main")).toContainText("调查核实中");
    await colleague.getByLabel("核查报告", { exact: true }).fill("三项成效数据与公开年报不一致，未见合理说明。（演示）");
    await colleague.getByLabel("告知单位的事实和依据").fill("拟认定：申报书中三项成效数据与贵单位公开年报不一致。（演示）");
    await colleague.getByRole("button", { name: "提交报告，告知单位" }).click();
    await expect(colleague.getByRole("main")).toContainText("听取被反映单位陈述");
    const id = path.split("/").pop() ?? "";
    const mail = await copy.mailbox(holder(title.organisation)).next(/请就有关情况陈述申辩/);
    await open(winner, new URL(mail.link).pathname);
    await expect(winner).toHaveURL(new RegExp(`/incident/statement/${id}$`));
    await expect(winner.getByRole("main")).toContainText("5 个工作日");
    await expect(winner.getByRole("main")).not.toContainText("演示丙");
    const heard = day(await winner.getByText(/^听取陈述，至/).innerText());
    await winner.getByLabel("陈述内容").fill("年报按合并口径，申报书按本部口径，差异说明见附件。（演示）");
    await winner.getByRole("button", { name: "提交陈述" }).click();
    await expect(winner.getByRole("region", { name: "单位的陈述" })).toContainText("合并口径");
    return [id, heard];
  });

  await test.step("art 24: after its five working days two of the association revoke the title, for everybody to read", async () => {
    const [one, other] = [await there.seat(CAQ), await there.seat(CAQ_TOO)];
    await open(one, `/incident/${id}`);
    await expect(one.getByRole("main")).toContainText("合并口径");
    await expect(one.getByRole("button", { name: "提出决定" })).toHaveCount(0);
    await turned(office, `${after(heard, 1)}T09:30`);
    await open(winner, `/incident/statement/${id}`);
    await expect(winner.getByText(/^陈述期限已于/)).toBeVisible();
    await expect(winner.getByRole("button", { name: "提交陈述" })).toHaveCount(0);
    const reason = "三项成效数据不实，以此获得称号。（演示）";
    await decided(one, other, `/incident/${id}`, "撤销质量标杆称号", reason);
    await visitor.goto("/revocation");
    const stone = visitor.getByRole("listitem").filter({ hasText: title.number });
    for (const text of ["已撤销", title.organisation, "弄虚作假", "第二十四条", reason]) await expect(stone).toContainText(text);
    await open(phone, `/title/${title.number}`);
    await expect(phone.getByRole("heading", { name: "称号已撤销" })).toBeVisible();
    await fits(phone);
    // The announcement says so beside a line that stays as it was announced.
    await open(phone, "/announcement/2026");
    const line = phone.getByRole("row").filter({ hasText: title.organisation });
    await expect(line).toContainText("称号已撤销");
    await expect(phone.getByText(/其中 1 项称号后来已经撤销/)).toBeVisible();
    await fits(phone);
    await line.getByRole("link").click();
    await expect(phone.getByRole("heading", { name: "称号已撤销" })).toBeVisible();
    await visitor.goto(`/title?year=2026&q=${encodeURIComponent(title.organisation)}`);
    await expect(visitor.getByRole("row").filter({ hasText: title.number })).toContainText("已撤销");
    await open(winner, "/title/own");
    await expect(winner.getByRole("link", { name: /下载证书/ })).toHaveCount(0);
  });

  await test.step("the season is archived, and the file proves itself", async () => {
    await mkdir(dirname(archive), { recursive: true });
    expect(await copy.run("archive", archive)).toContain("archive sound: season 2026");
    expect(await copy.run("verify", "--archive", archive)).toContain("archive sound: season 2026");
    // One bit of a dossier is turned.
    const [bent, bytes] = [`${archive}.bent`, await readFile(archive)];
    bytes[20_000] ^= 1;
    await writeFile(bent, bytes);
    await expect(copy.run("verify", "--archive", bent)).rejects.toThrow();
  });

  await test.step("art 6: the next season is planned, given its timetable, and opened", async () => {
    await open(office, "/season");
    await office.getByRole("button", { name: "新建下一年度" }).click();
    await expect(office).toHaveURL(/\/season\/plan\/2027$/);
    await open(office, "/season/plan/2027/windows");
    const phases = ["自愿申报", "择优推荐", "形式审查", "资料评审", "答辩评审", "征求意见", "公示", "结果公告"];
    const begins = after(heard, 8);
    for (const [i, phase] of phases.entries()) {
      const group = office.getByRole("main").getByRole("group", { name: phase });
      await group.getByLabel("开始").fill(`${after(begins, 30 * i)}T09:00`);
      await group.getByLabel("截止").fill(`${after(begins, 30 * i + 28)}T18:00`);
    }
    await office.getByRole("main").getByRole("button", { name: "保存", exact: true }).last().click();
    await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
    await open(office, "/season/plan/2027");
    await expect(office.getByRole("main")).toContainText("各项检查均已通过");
    await office.getByRole("button", { name: "发布 2027 年度" }).click();
    await expect(office.getByRole("heading", { level: 1 })).toHaveText("2027 年度安排");
    await turned(office, `${after(begins, 1)}T09:30`);
    await visitor.goto("/");
    await expect(visitor.getByRole("heading", { level: 1 })).toContainText("2027");
  });

  await test.step("art 24: who lost a title and who holds one are refused at eligibility, who was struck off is not", async () => {
    await open(phone, "/eligibility");
    await phone.getByLabel("统一社会信用代码").fill(title.uscc ?? "");
    await phone.getByLabel("统一社会信用代码").blur();
    const verdict = phone.getByRole("complementary", { name: "结论" });
    await expect(verdict).toContainText(/2026 年的质量标杆称号已于 \d{4} 年撤销.*不再申报.*（第二十四条）/);
    await expect(verdict).toContainText("目前不符合申报条件");
    await fits(phone);
    await visitor.goto(`/eligibility?uscc=${stands.uscc}`);
    await expect(visitor.getByRole("complementary", { name: "结论" })).toContainText(/动态管理期内.*不再申报.*（第二十四条）/);
    await open(winner, "/application/start");
    await winner.getByRole("button", { name: "建立申报书" }).click();
    await expect(winner.getByRole("alert")).toContainText(/不再申报.*（第二十四条）/);
    await open(dropped, "/application/start");
    await dropped.getByRole("button", { name: "建立申报书" }).click();
    await expect(dropped).toHaveURL(/\/application\/[0-9a-z]{20,}$/);
  });

  expect(await copy.run("verify", "--archive", archive)).toContain("archive sound: season 2026");
}
