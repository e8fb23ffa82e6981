// A dossier's way through the season, each step at its own desk: from the eligibility page to a score
// that appears by itself on boards that stand open.

import type { Page } from "@playwright/test";
import { link, uscc } from "../support/applicant";
import { type Desks, PHONE, awake, expect, mark, open, test } from "../support/desk";
import { chinese } from "../support/inspect";
import { FILES, TAIL, TITLE, parts, type, upload } from "../support/dossier";
import { checklist, pass, tick } from "../support/office";
import { arrived } from "../support/saving";
import { sign } from "../support/sign";
import { CHAIR, EXPERT, LEAD, OFFICE, UNIT, experts } from "../support/people";

const ORGANISATION = "青岛演示追溯机械有限公司";

test("a dossier from the wizard to the live board", async ({ desks, world }) => {
  test.setTimeout(240_000);
  const writer = await desks.seat();

  await test.step("the eligibility answers flow into the dossier", async () => {
    await open(writer, "/eligibility");
    await eligible(writer);
    await expect(writer.getByRole("complementary", { name: "结论" })).toContainText("符合申报条件");
    await expect(writer.getByRole("main")).toContainText("小型企业");
    await writer.getByRole("link", { name: "带着这些答案开始申报" }).click();
    await expect(writer.getByText("带进申报书的内容")).toBeVisible();
    await writer.getByRole("link", { name: "注册" }).click();
    await writer.getByRole("button", { name: "同意并继续" }).click();
    await writer.getByLabel("组织名称").fill(ORGANISATION);
    await writer.getByLabel("统一社会信用代码").fill("91370200MAXT0A1B7P");
    await writer.getByLabel("您的姓名").fill("演示填报人");
    await writer.getByLabel("邮箱").fill("zhuisu@example.com");
    await writer.getByLabel("密码", { exact: true }).fill("端到端追溯 2026 演示");
    await writer.getByRole("button", { name: "注册" }).click();
    await expect(writer.getByRole("heading", { level: 1, name: "开始申报" })).toBeVisible();
    await awake(writer);
    const token = (await link(world, "zhuisu@example.com", "/verify/")).split("/").pop() ?? "";
    await writer.context().request.post("/verify", { form: { token }, headers: { origin: world.url } });
    await expect(writer.getByRole("region", { name: "带进申报书的内容" })).toContainText("青岛市");
    await writer.getByRole("button", { name: "建立申报书" }).click();
    await expect(writer).toHaveURL(/\/application\/[0-9a-z]{20,}$/);
    await writer.getByRole("link", { name: "行业与规模" }).click();
    await expect(writer.getByLabel("从业人员", { exact: true })).toHaveValue("286");
  });

  const home = writer.url().replace(/\/size$/, "");

  await test.step("nine pages, filled in by hand", async () => {
    for (const { path, name, answers } of parts(ORGANISATION)) {
      await open(writer, `${home}/${path}`);
      await expect(writer.getByRole("heading", { level: 1, name })).toBeVisible();
      await type(writer.getByRole("main"), answers);
      if (path === "finance") {
        const revenue = writer.getByRole("cell").filter({ has: writer.getByLabel("2025 年营业收入", { exact: true }) });
        await expect(revenue).toContainText("= 12,800 万元");
      }
      if (path === "size") await expect(writer.getByRole("main")).toContainText("小型企业，属于中小企业");
      if (path === "report") await expect(writer.getByText(/九节合计 5\d{3} 字/)).toBeVisible();
      await writer.getByRole("button", { name: "保存并继续" }).click();
      await expect(writer, `${name} is not complete`).not.toHaveURL(new RegExp(`/${path}(\\?|$)`));
    }
    await expect(writer.getByRole("heading", { level: 1, name: "附件" })).toBeVisible();
    for (const place of FILES) await upload(writer, place);
  });

  let reference = "";
  await test.step("checked, submitted, received", async () => {
    await writer.getByRole("main").getByRole("link", { name: "核对并提交" }).first().click();
    await expect(writer.getByRole("heading", { level: 1, name: "核对答案" })).toBeVisible();
    await expect(writer.getByText("1.28 亿元")).toBeVisible();
    await sign(desks, writer);
    await writer.getByRole("button", { name: "提交申报书" }).click();
    await expect(writer.getByRole("heading", { level: 1, name: "申报书已提交" })).toBeVisible();
    const receipt = writer.getByRole("region", { name: "回执" });
    await expect(receipt).toContainText(TITLE);
    await expect(receipt.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    reference = (await receipt.getByText(/^QB-2026-\d{5}-[0-9A-Z]$/).textContent())?.trim() ?? "";
    expect(reference).not.toBe("");
  });

  const phone = await desks.seat(undefined, PHONE);
  await test.step("its status, on a phone, with reference and four digits", async () => {
    await open(phone, "/status");
    await phone.getByLabel("受理号").fill(reference.toLowerCase());
    await phone.getByLabel("联系人手机号后四位").fill(TAIL);
    await phone.getByRole("button", { name: "查询" }).click();
    await expect(phone.getByText(reference)).toBeVisible();
    await expect(phone.locator("[aria-current=step]")).toContainText("等待推荐单位推荐");
    await expect(phone.getByRole("main")).not.toContainText(ORGANISATION);
    expect(phone.url()).not.toContain(TAIL);
  });

  await test.step("the unit writes its opinion and recommends", async () => {
    const unit = await desks.seat(UNIT);
    await open(unit, "/recommendation");
    const meter = unit.getByRole("meter", { name: "推荐名额" });
    await expect(meter).toHaveText("已用 1 个，共 4 个");
    await unit.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await unit.getByRole("textbox", { name: "推荐意见" }).fill("追溯体系完整，数据链条清楚，成效有据可查，在本地区同行中领先，同意推荐。（演示意见）");
    await unit.getByRole("button", { name: "保存并推荐" }).click();
    await expect(unit.getByRole("meter", { name: "推荐名额" })).toHaveText("已用 2 个，共 4 个");
    await expect(unit.getByRole("region", { name: "推荐意见" })).toContainText("已推荐");
  });

  await test.step("the Office ticks what only a person can see, and passes", async () => {
    const office = await desks.seat(OFFICE);
    await checklist(office, reference);
    expect(await tick(office)).toBeGreaterThan(2);
    await pass(office, reference);
  });

  await test.step("the assignment is computed and published", async () => {
    const office = await desks.seat(OFFICE);
    await open(office, "/committee");
    await office.getByRole("button", { name: "计算分派方案" }).click();
    await expect(office.getByRole("heading", { name: "分派方案（未公布）" })).toBeVisible();
    await awake(office);
    await office.getByRole("button", { name: "公布这个方案" }).click();
    await expect(office.getByText(/已公布：1 项申报，5 份评审/)).toBeVisible();
  });

  const chair = await desks.seat(CHAIR);
  const lead = await desks.seat(LEAD);
  const row = (page: Page) => page.getByRole("row").filter({ hasText: ORGANISATION });
  await test.step("chair and panel lead open their boards", async () => {
    await open(chair, "/review/board");
    await expect(chair.getByText(/^实时/)).toBeVisible();
    await expect(row(chair)).toContainText("缺 5 份");
    await open(lead, "/review/board");
    await expect(lead.getByText(/^实时/)).toBeVisible();
    await expect(lead.getByRole("heading", { level: 1 })).toContainText("装备制造组");
  });

  const [expert, colleague] = await readers(desks, reference);
  await test.step("an expert scores, is saved without asking, and seals", async () => {
    await expert.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await expect(expert.getByRole("heading", { name: "评分表" })).toBeVisible();
    await score(expert, ["9", "18", "17.5", "13", "13.5", "8", "9"]);
    await expect(expert.locator("#sheet")).toContainText("88.0");
    await expect(expert.getByText(/^已保存 \d/)).toBeVisible();
    await seal(expert);
  });

  await test.step("the score is on the boards by itself", async () => {
    await expect(row(chair)).toContainText("缺 4 份");
    await expect(row(chair).getByRole("cell").nth(3)).toHaveText("88.0");
    await expect(chair.getByRole("status").filter({ hasText: "1 份评分到达" })).toBeAttached();
    await expect(chair.getByText(/^实时 · \d+ 秒前$/)).toBeVisible();
    await expect(lead.getByRole("status").filter({ hasText: "1 份评分到达" })).toBeAttached();
  });

  await test.step("the line is cut, the board says how old it is, and catches up", async () => {
    const before = Number.parseInt(await sealed(chair).innerText(), 10);
    await chair.context().setOffline(true);
    await expect(chair.getByText(/^连接中断，画面截至 \d\d:\d\d:\d\d，正在重连$/)).toBeVisible();
    await colleague.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await score(colleague, ["8", "16", "16", "12", "12", "8", "8"]);
    await seal(colleague);
    await expect(sealed(chair)).toHaveText(new RegExp(`^${before} /`));
    await expect(row(chair)).toContainText("缺 4 份");
    await chair.context().setOffline(false);
    await expect(row(chair)).toContainText("缺 3 份");
    await expect(sealed(chair)).toHaveText(new RegExp(`^${before + 1} /`));
    await expect(chair.getByText(/^实时 · \d+ 秒前$/)).toBeVisible();
  });

  await test.step("the phone knows, too", async () => {
    await phone.reload();
    await expect(phone.locator("[aria-current=step]")).toContainText("资料评审中");
  });

  // What was cut on purpose is said in the console by the browser itself.
  const cut = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;
  expect(desks.complaints.filter((text) => !cut.test(text))).toEqual([]);
});

test("the same in English, from the unit to the board", async ({ desks }) => {
  test.setTimeout(180_000);
  const english = async (page: Page) => {
    await page.getByRole("banner").getByRole("link", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await awake(page);
  };

  await test.step("a dossier is begun", async () => {
    const writer = await desks.seat();
    await open(writer, "/");
    await english(writer);
    await writer.getByRole("main").getByRole("link", { name: "Check eligibility" }).first().click();
    await expect(writer.getByRole("heading", { level: 1, name: "Check eligibility" })).toBeVisible();
    const legal = writer.getByRole("group").filter({ hasText: "legal person" }).first();
    await mark(legal.getByRole("radio", { name: "Yes" }));
    await writer.getByLabel("Industry").fill("C36");
    await writer.getByLabel("Region").selectOption({ label: "Qingdao" });
    await expect(writer.getByRole("complementary").getByRole("status")).toContainText("Still to answer");
    await writer.getByRole("link", { name: "Start an application with these answers" }).click();
    await writer.getByRole("link", { name: "Register an organisation" }).click();
    await expect(writer.getByRole("heading", { level: 1, name: "Privacy notice" })).toBeVisible();
    await awake(writer);
    await writer.getByRole("button", { name: "Agree and go on" }).click();
    await writer.getByLabel("Unified social credit code").fill(uscc(2026));
    await writer.getByLabel("Name of the organisation").fill("Demo Traceability Works");
    await writer.getByLabel("Your name").fill("Demo Writer");
    await writer.getByLabel("E-mail address").fill("traceability@example.com");
    await writer.getByLabel("Password", { exact: true }).fill("a sentence will do");
    await writer.getByRole("button", { name: "Register" }).click();
    await awake(writer);
    await writer.getByRole("button", { name: "Create the application" }).click();
    await writer.getByRole("main").getByRole("link", { name: "Method and maturity" }).click();
    await writer.getByLabel("Name of the main method").fill("Traceability");
    await expect(writer.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible();
    await inEnglish(writer);
  });

  let organisation = "";
  let reference = "";
  await test.step("the unit recommends one that waits", async () => {
    const unit = await desks.seat(UNIT);
    await open(unit, "/recommendation");
    await english(unit);
    const waiting = unit.getByRole("row").filter({ hasText: "Submitted" }).first();
    reference = await waiting.getByRole("cell").first().innerText();
    organisation = await waiting.getByRole("cell").nth(1).locator("small").innerText();
    await waiting.getByRole("link").click();
    await unit.getByRole("textbox", { name: "Opinion" }).fill("Sound method, checked figures, ahead of its peers in the city. (Demonstration)");
    await unit.getByRole("button", { name: "Save and recommend" }).click();
    await expect(unit.getByText(/waiting for the Office’s formality check/)).toBeVisible();
    await inEnglish(unit);
  });

  await test.step("the Office passes it and publishes the assignment", async () => {
    const office = await desks.seat(OFFICE);
    await open(office, "/formality");
    await english(office);
    await office.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    const list = office.getByRole("region", { name: "Checklist" });
    await expect(list).toBeVisible();
    const asked = list.getByRole("listitem").filter({ has: office.getByText("Open", { exact: true }) }).filter({ has: office.getByRole("heading") });
    for (let left = await asked.count(); left > 0; left -= 1) {
      await mark(asked.first().getByRole("radio", { name: "Satisfied", exact: true }));
      await asked.first().getByRole("button", { name: "Save" }).click();
      await expect(asked).toHaveCount(left - 1);
    }
    await inEnglish(office);
    await list.getByRole("button", { name: "Pass the formality check" }).click();
    await expect(office.getByRole("heading", { level: 1, name: "Formality check" })).toBeVisible();
    await open(office, "/committee");
    await office.getByRole("button", { name: "Compute an assignment" }).click();
    await expect(office.getByRole("heading", { name: "Proposed assignment (not published)" })).toBeVisible();
    await awake(office);
    await office.getByRole("button", { name: "Publish this assignment" }).click();
    await expect(office.getByText("Published: 1 application, 5 reviews.")).toBeVisible();
    await inEnglish(office);
  });

  await test.step("a sealed score is on the chair's board by itself", async () => {
    const chair = await desks.seat(CHAIR);
    await open(chair, "/review/board");
    await english(chair);
    await expect(chair.getByText(/^Live/)).toBeVisible();
    const row = chair.getByRole("row").filter({ hasText: organisation });
    await expect(row).toContainText("5 missing");
    const expert = await reader(desks, reference);
    await english(expert);
    await expert.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
    await expect(expert.getByRole("heading", { name: "Score sheet" })).toBeVisible();
    const boxes = expert.locator("#sheet").getByRole("textbox", { name: /^(?!Comment|Overall)/ });
    for (const [i, points] of ["9", "18", "17.5", "13", "13.5", "8", "9"].entries()) await boxes.nth(i).fill(points);
    await expert.getByLabel("Overall comment").fill("Clear subject, sound method, complete implementation; the figures have their sources and can be checked.");
    await arrived(expert);
    await expect(expert.locator("#sheet").getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible();
    await inEnglish(expert);
    await mark(expert.getByLabel(/^I understand that a sealed sheet/));
    await expert.getByRole("button", { name: "Seal" }).click();
    await expect(expert.getByRole("heading", { name: "The sheet is sealed" })).toBeVisible();
    await expect(row).toContainText("4 missing");
    await expect(row.getByRole("cell").nth(3)).toHaveText("88.0");
    await expect(chair.getByText(/^Live · \d+ s ago$/)).toBeVisible();
    await inEnglish(chair);
  });
  expect(desks.complaints).toEqual([]);
});

/** Answers the eligibility page so that all conditions are met. */
async function eligible(page: Page) {
  const main = page.getByRole("main");
  const yes = (question: string, answer = "是") => mark(main.getByRole("group", { name: question }).getByRole("radio", { name: answer }));
  await yes("贵单位是独立法人吗？");
  await main.getByLabel("所属行业").fill("C36");
  await main.getByLabel("所在地区").selectOption({ label: "青岛市" });
  await main.getByLabel("从业人员").fill("286");
  await main.getByLabel("2025 年营业收入", { exact: true }).fill("1.28");
  await main.getByLabel("2025 年营业收入的单位").selectOption({ label: "亿元" });
  await main.getByLabel("2025 年末资产总额", { exact: true }).fill("20,500");
  for (const [year, amount] of [["2025", "1,120"], ["2024", "990.5"], ["2023", "870"]]) {
    await main.getByLabel(`${year} 年净利润`, { exact: true }).fill(amount);
  }
  await yes("最近三年在诚信、质量、安全、环保方面", "否");
  await main.getByLabel("申报的方法从何时开始应用？").fill("2021-03");
  await mark(main.getByRole("checkbox", { name: "先进的质量管理理念、方法或工具" }));
  await yes("入选后，愿意参加交流");
}

/** Types the seven scores and an overall comment. */
async function score(page: Page, points: string[]) {
  const boxes = page.locator("#sheet").getByRole("textbox", { name: /^(?!评语|总评语)/ });
  await expect(boxes).toHaveCount(points.length);
  for (const [i, text] of points.entries()) await boxes.nth(i).fill(text);
  await page.getByLabel("总评语").fill(
    "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，与竞争对手和标杆作了同口径对比；建议补充推广条件。（演示评语）",
  );
}

/** The figure of sealed reviews in the board's head. */
function sealed(board: Page) {
  return board.getByRole("main").locator(".fig", { hasText: "已封存评分" }).locator("b");
}

/** Seals the sheet that is open. */
async function seal(page: Page) {
  await mark(page.getByLabel(/^我确认：封存后/));
  await page.getByRole("button", { name: "封存" }).click();
  await expect(page.getByRole("heading", { name: "评分已封存" })).toBeVisible();
}

/** Two experts of the panel who were given the dossier, each at the list of reviews. */
async function readers(desks: Desks, reference: string): Promise<[Page, Page]> {
  const found: Page[] = [];
  for (const who of [EXPERT, ...experts(5).filter((who) => who !== LEAD)]) {
    const page = await desks.seat(who);
    await open(page, "/review");
    await expect(page.getByRole("heading", { level: 1, name: "我的评审" })).toBeVisible();
    if ((await page.getByRole("row").filter({ hasText: reference }).count()) > 0) found.push(page);
    if (found.length === 2) return [found[0], found[1]];
  }
  throw new Error(`${reference} was given to fewer than two experts of its panel`);
}

/** No Chinese but what people wrote; that comes with the page when it is loaded. */
async function inEnglish(page: Page) {
  await page.reload();
  await awake(page);
  expect(await chinese(page), page.url()).toEqual([]);
}

/** Any expert who was given the dossier, at the list of reviews. */
async function reader(desks: Desks, reference: string): Promise<Page> {
  for (const panel of [4, 8, 5, 6, 1, 2, 3, 7]) {
    // The lead's board is masked until they seal; any member will do.
    for (const who of experts(panel).slice(1)) {
      const page = await desks.seat(who);
      const list = await page.context().request.get("/review");
      if ((await list.text()).includes(reference)) {
        await open(page, "/review");
        return page;
      }
    }
  }
  throw new Error(`nobody was given ${reference}`);
}
