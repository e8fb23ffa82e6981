// From the published assignment to the signed initial list (Art. 13–15, 19, 20): two experts, the lead and the
// chair, each at a browser of their own at the same time; beside them the Office and the vice chair when their
// turn comes. Twelve applications before one panel: six are shortlisted, three listed.

import type { Locator, Page } from "@playwright/test";
import { awake, expect, mark, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { CHAIR, OFFICE, VICE_CHAIR } from "../support/people";
import { OVERALL, type Sheet, points, rubric, seal, waiting } from "../support/scoring";
import { signedList } from "../support/signing";

test.use({ until: "assignment" });

/** The panel of the small demonstration: its lead first. */
const PANEL = ["panel-lead", "expert02", "expert03", "expert04", "expert05", "expert06"].map((name) => `${name}@example.com`);
const HOME = "/deliberation/panel-1";

const boxes = (page: Page) => page.locator("#sheet input[name^='scores[']");
const saving = (page: Page) => page.locator("#sheet").getByRole("status").filter({ hasText: /保存|连接/ });
const figure = (page: Page, n: number) => page.locator(".board .figures .fig").nth(n).locator("b");
const row = (page: Page, reference: string) => page.locator("ol.findings > li").filter({ hasText: reference });

/** How many sheets a board counts as sealed. */
const sealed = async (board: Page) => Number((await figure(board, 0).innerText()).split("/")[0].trim());

/** What the browser complains of, but for requests on a line that is cut. */
const beyondTheCut = (text: string) => !text.includes("ERR_INTERNET_DISCONNECTED");

/** Opens a sheet from the list of an expert. */
async function begin(page: Page, review: string, sheet: Sheet) {
  await open(page, `/review?review=${review}`);
  await page.getByRole("row").filter({ hasText: sheet.reference }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "评分表", exact: true })).toBeVisible();
  await awake(page);
}

/** Types a whole sheet and seals it. */
async function typed(page: Page, given: string[]) {
  for (const [i, text] of given.entries()) await boxes(page).nth(i).fill(text);
  await page.getByLabel("总评语").fill(OVERALL);
  await mark(page.getByLabel(/^我确认：封存后/));
  await page.getByRole("button", { name: "封存" }).click();
  await expect(page.getByRole("heading", { name: "评分已封存" })).toBeVisible();
}

/** Fills in what the panel agrees on for one application, and waits until it stands. */
async function agree(lead: Page, reference: string, verdict: string, reason: string, rank?: string) {
  const line = row(lead, reference);
  await line.getByText("填写合议结论").click();
  await mark(line.getByLabel(verdict, { exact: true }));
  // The others move up: whoever is not shortlisted stands behind who is.
  if (rank) await line.getByLabel(/^合议名次/).fill(rank);
  await line.getByLabel("与评分排序不同的理由").fill(reason);
  await line.getByRole("button", { name: "记入合议结论" }).click();
  await expect(line.getByText(reason).first()).toBeVisible();
  await expect(line.locator("p.row .tag").filter({ hasText: new RegExp(`^${verdict}$`) })).toBeVisible();
}

/** The lead signs, the chair confirms what the lead signed and lets it out; between the two something may happen. */
async function concluded(lead: Page, chair: Page, review: string, between = async () => {}) {
  const gone = async (page: Page, name: string) => {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  };
  await gone(lead, "签署合议结论");
  await between();
  await open(chair, `${HOME}?review=${review}`);
  await gone(chair, "确认合议结论");
  await open(chair, `/deliberation?review=${review}`);
  await gone(chair, "同时公布各组名单");
  await expect(chair.getByText("已公布").first()).toBeVisible();
}

/** The Office has the mean that leads to the defence be another, with a reason; answers what it was. */
async function leastPoints(office: Page, points: string) {
  await open(office, "/season/plan/2026/limits");
  const field = office.getByLabel(/^进入答辩的资料评审平均分/);
  const before = await field.inputValue();
  await field.fill(points);
  await office.getByLabel("修改理由").fill("经评审委员会研究调整（演示）");
  await office.getByRole("button", { name: "保存" }).click();
  await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  return before;
}

/** Beijing time in so many minutes, as it is typed. */
function soon(minutes: number): string {
  const at = new Date(Date.now() + (8 * 60 + minutes) * 60_000);
  return at.toISOString().slice(0, 16);
}

test("from the assignment to the signed initial list, at four browsers at once", async ({ desks, world }, info) => {
  test.setTimeout(300_000);
  const [lead, a, b] = [await desks.seat(PANEL[0]), await desks.seat(PANEL[1]), await desks.seat(PANEL[2])];
  const chair = await desks.seat(CHAIR);
  const others = await Promise.all(PANEL.slice(3).map((who) => desks.seat(who)));
  const office = await desks.seat(OFFICE);
  const all = [lead, a, b, ...others];

  await Promise.all([open(lead, "/review/board?review=written"), open(chair, "/review/board?review=written")]);
  await expect(lead.locator(".live.on")).toBeVisible();
  await expect(chair.locator(".live.on")).toBeVisible();

  let declined: Sheet;
  await test.step("one gives a review back, and the Office finds somebody else for it", async () => {
    // The chair is cut off meanwhile: what went from the board is not on it afterwards, though no score came.
    const due = chair.locator(".figures .fig b small").first();
    const before = Number((await due.innerText()).replace(/\D/g, ""));
    await chair.context().setOffline(true);
    await expect(chair.getByText(/^连接中断，画面截至/)).toBeVisible();
    declined = (await waiting(b, "written"))[0];
    await begin(b, "written", declined);
    await b.getByText("退回这项评审").click();
    await b.getByRole("textbox", { name: "理由" }).fill("近三年为该组织做过咨询");
    await b.getByRole("button", { name: "退回", exact: true }).click();
    await expect(b.getByRole("heading", { level: 1 })).toContainText("我的评审");
    expect((await waiting(b, "written")).map((s) => s.reference)).not.toContain(declined.reference);
    await chair.context().setOffline(false);
    await expect(due).toHaveText(`/ ${before - 1}`);
    await open(office, "/committee");
    const section = office.locator("#assignment");
    await expect(section.getByText("还缺 1 份评审")).toBeVisible();
    await section.getByRole("button", { name: "计算分派方案" }).click();
    await expect(section.getByRole("heading", { name: "分派方案（未公布）" })).toBeVisible();
    await section.getByRole("button", { name: "公布这个方案" }).click();
    await expect(section.getByText(/还缺 \d+ 份评审/)).toHaveCount(0);
  });

  // What each application is worth: four points between them, but the sixth and the seventh, between which
  // the places run out, are worth the same. The second expert is harsh wherever that does not part the two.
  const lists = new Map<Page, Sheet[]>();
  for (const page of all) lists.set(page, await waiting(page, "written"));
  const references = [...new Set([...lists.values()].flat().map((s) => s.reference))].sort();
  expect(references).toHaveLength(12);
  expect([...lists.values()].flat().filter((s) => s.reference === declined.reference)).toHaveLength(3);
  const worth = (reference: string) => 96 - 4 * Math.min(references.indexOf(reference), references.indexOf(reference) === 6 ? 5 : 99);
  const tied = [references[5], references[6]];
  const total = (page: Page, reference: string) => worth(reference) - (page === b && !tied.includes(reference) ? 8 : 0);

  // Far from the line, so that what is amended does not move it.
  const far = (s: Sheet) => Math.abs(references.indexOf(s.reference) - 5) > 2;
  const first = (lists.get(a) ?? []).find(far) as Sheet;
  await test.step("the line is cut in the middle of a comment, and nothing is lost", async () => {
    await begin(a, "written", first);
    await boxes(a).nth(0).fill("7.5");
    await expect(saving(a)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
    await a.context().setOffline(true);
    await a.getByLabel("总评语").fill(OVERALL.slice(0, 30));
    await expect(saving(a)).toContainText("连接中断：已保存在这台设备上");
    await a.getByLabel("总评语").fill(OVERALL);
    const answer = a.waitForResponse((response) => response.url().endsWith("/api/review/save") && response.ok());
    await a.context().setOffline(false);
    await answer;
    await expect(saving(a)).toHaveText(/^已保存/);
    await a.reload();
    await awake(a);
    await expect(a.getByLabel("总评语")).toHaveValue(OVERALL);
    await expect(boxes(a).nth(0)).toHaveValue("7.5");
  });

  await test.step("a sealed score arrives at both boards that stand open", async () => {
    const items = await rubric(a, "written", first.dossier);
    await typed(a, points(items, total(a, first.reference)));
    await expect.poll(() => sealed(chair)).toBe(1);
    await expect.poll(() => sealed(lead)).toBe(1);
  });

  await test.step("it is amended for a reason, and the boards move again", async () => {
    const score = chair.getByRole("row").filter({ hasText: first.title });
    const before = await score.innerText();
    await a.getByText("修改已封存的评分", { exact: true }).click();
    const form = a.getByRole("group").filter({ has: a.getByText("修改已封存的评分", { exact: true }) });
    await form.locator("input[name^='scores[']").first().fill("5");
    await form.getByLabel("修改理由").fill("看错一行数据（演示）");
    await form.getByRole("button", { name: "提交修改" }).click();
    await expect(a.getByText(/作了修改，理由：看错一行数据（演示）/)).toBeVisible();
    await expect(score).not.toHaveText(before);
    expect(await sealed(chair)).toBe(1);
  });

  await test.step("everybody seals, one of them harshly; the boards follow without being asked", async () => {
    // Who reads what differs; together they keep the boards busy.
    await Promise.all(all.map(async (page) => {
      for (const sheet of await waiting(page, "written")) await seal(page, "written", sheet.dossier, total(page, sheet.reference));
    }));
    await expect.poll(() => sealed(chair)).toBe(36);
    await expect.poll(() => sealed(lead)).toBe(36);
    // Who is farthest from the others stands first: the harsh one, by several points.
    const severity = chair.locator("details.more").filter({ hasText: "全部专家的数值" });
    await severity.locator("summary").click();
    const harsh = severity.getByRole("row").nth(1);
    await expect(harsh.getByRole("rowheader")).toContainText("专家03");
    expect(Number(await harsh.getByRole("cell").first().innerText())).toBeLessThan(-3);
  });

  await test.step("a tie where the places run out, and a departure with its reason", async () => {
    await open(lead, `${HOME}?review=written`);
    for (const reference of tied) await expect(row(lead, reference)).toContainText("并列");
    await agree(lead, references[0], "备选", "合议认为成效数据的来源尚待核实，列为备选。（演示）", "7");
    for (const reference of tied) {
      await agree(lead, reference, "入围", "两项并列，合议认为均应进入答辩。（演示）");
    }
    await expect(lead.getByText("可以签署")).toBeVisible();
  });

  await test.step("the lead signs, the season is changed under the signature and back, the chair confirms and lets the list out", () =>
    concluded(lead, chair, "written", async () => {
      const confirm = chair.getByRole("button", { name: "确认合议结论" });
      const reload = chair.getByRole("link", { name: "刷新本页" });
      await open(chair, `${HOME}?review=written`);
      await expect(confirm).toBeVisible();
      // The two whose mean is 76 cannot be shortlisted any more.
      const before = await leastPoints(office, "77");
      await reload.click();
      await expect(chair.getByRole("region", { name: "签署前还须完成" })).toContainText(tied[0]);
      await expect(confirm).toHaveCount(0);
      expect(desks.unexpected().filter(beyondTheCut)).toEqual([]);
      await inspect(desks, chair, info, "deliberation-outdated", `${HOME}?review=written`, "zh");
      await chair.setViewportSize({ width: 1280, height: 900 });
      await leastPoints(office, before);
      await reload.click();
      await expect(confirm).toBeVisible();
    }));

  let sessions: Locator;
  await test.step("the Office draws the order, plans a session and tells of it", async () => {
    await open(office, "/defence");
    const panel = office.locator("#p-panel-1");
    await panel.getByRole("button", { name: "抽签", exact: true }).click();
    await expect(panel.getByText("第 1 次抽签")).toBeVisible();
    await awake(office);
    await panel.getByLabel("会议室或链接").fill("演示会议室一");
    await panel.getByLabel(/^开始时间/).fill(soon(30));
    await panel.getByLabel("时段数").fill("6");
    await panel.getByRole("button", { name: "加入安排" }).click();
    // There only once there are slots for all.
    await expect(panel.getByRole("button", { name: "发布本组安排" })).toBeVisible();
    await awake(office);
    await panel.getByRole("button", { name: "发布本组安排" }).click();
    await expect(panel.getByText("已发布").first()).toBeVisible();
    sessions = office.getByRole("main").locator("a[href^='/defence/session/']");
    await expect(sessions.first()).toBeVisible();
  });

  const session = (await sessions!.first().getAttribute("href")) ?? "";
  await test.step("the lead begins each slot; the screen on the wall follows", async () => {
    const room = session.replace("/session/", "/room/");
    const wall = await desks.beside(chair);
    await open(wall, `${room}?screen=1`);
    await expect(wall.getByText("等待开始").first()).toBeVisible();
    await open(lead, room);
    for (let n = 0; n < 6; n += 1) {
      const begin = lead.getByRole("button", { name: /^开始计时/ });
      await begin.first().click();
      await expect(begin).toHaveCount(5 - n);
      await awake(lead);
      if (n === 0) await expect(wall.getByText("介绍").first()).toBeVisible();
    }
    await wall.close();
  });

  await test.step("who heard them scores, and the board of the defence fills", async () => {
    await open(chair, "/review/board?review=defence");
    await expect(chair.locator(".live.on")).toBeVisible();
    const own = (await waiting(a, "defence"))[0];
    await begin(a, "defence", own);
    const items = await rubric(a, "defence", own.dossier);
    await typed(a, points(items, 88));
    await expect(a.getByText(/资料评审结果/)).toBeVisible();
    await expect.poll(() => sealed(chair)).toBe(1);
    await Promise.all(all.map(async (page) => {
      for (const sheet of await waiting(page, "defence")) {
        await seal(page, "defence", sheet.dossier, 90 - 3 * references.indexOf(sheet.reference));
      }
    }));
    await expect.poll(() => sealed(chair)).toBe(36);
  });

  await test.step("the panel agrees on the defence and is concluded in the same way", async () => {
    await open(lead, `${HOME}?review=defence`);
    await expect(lead.getByRole("heading", { level: 1 })).toContainText("答辩评审");
    await expect(lead.getByText("可以签署")).toBeVisible();
    const fourth = lead.locator("ol.findings > li").nth(3);
    const reference = await fourth.locator("a.code").innerText();
    await fourth.getByText("填写合议结论").click();
    await mark(fourth.getByLabel("备选", { exact: true }));
    await fourth.getByLabel("与评分排序不同的理由").fill("名额之外，答辩中表现突出，列为备选。（演示）");
    await fourth.getByRole("button", { name: "记入合议结论" }).click();
    await expect(row(lead, reference).locator("p.row .tag").filter({ hasText: "备选" })).toBeVisible();
    await concluded(lead, chair, "defence");
  });

  const vice = await desks.seat(VICE_CHAIR);
  await test.step("two heads make the initial list, with a departure and its reason, and both sign", async () => {
    await open(office, "/initial-list");
    await expect(office.getByRole("main")).not.toContainText("QB-2026-");
    await open(chair, "/initial-list");
    const decide = async (page: Page, line: Locator, choice: string, reason: string) => {
      await line.getByText("作出决定").click();
      await mark(line.getByLabel(choice, { exact: true }));
      await line.getByRole("textbox").fill(reason);
      await line.getByRole("button", { name: "保存" }).click();
      await expect(page.getByText(reason).first()).toBeVisible();
      await awake(page);
    };
    const lines = chair.getByRole("main").locator("tr[id^='a-']");
    const out = lines.filter({ hasText: "推荐列入" }).first();
    const into = lines.filter({ hasText: "备选" }).first();
    const taken = await into.locator(".code").innerText();
    await decide(chair, out, "不列入", "与另一经验做法相同，委员会认为代表性不足。（演示）");
    await decide(chair, lines.filter({ hasText: taken }), "列入名单", "委员会认为其做法更便于推广。（演示）");
    await signedList(chair, vice);
    await open(office, "/initial-list");
    await expect(office.getByRole("main")).toContainText(taken);
  });

  await test.step("the applicants know of the shortlist, and of nothing after it", async () => {
    const applicant = await desks.seat("org001@example.com");
    await open(applicant, "/application");
    const told = await applicant.getByRole("main").innerText();
    const place = references.findIndex((reference) => told.includes(reference));
    expect(place).toBeGreaterThanOrEqual(0);
    // The first was put in reserve for a reason; the next six, two of them tied, are shortlisted.
    const stage = place === 0 ? "备选" : place < 7 ? "入围" : "未入围";
    const tags = await applicant.getByRole("main").locator(".tag").allInnerTexts();
    expect(tags.map((tag) => tag.trim())).toContain(stage);
    expect(tags.join()).not.toMatch(/名单|公示|列入/);
    await open(applicant, "/inbox");
    await expect(applicant.getByRole("main")).not.toContainText("初评");
    for (const path of ["/initial-list", "/notice/2026", "/review/board", "/deliberation"]) {
      const answer = await applicant.context().request.get(path);
      expect(answer.status(), path).toBe(404);
    }
    expect(await world.run("verify")).toMatch(/sound|intact|journal/i);
  });
  expect(desks.unexpected().filter(beyondTheCut)).toEqual([]);
});
