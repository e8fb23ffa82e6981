// The plan of the defence (Art. 15, 20): the order drawn by lot, sessions, clashes, the invitation an applicant
// confirms, slides, calendar files, and the clock of the room.

import type { Locator, Page } from "@playwright/test";
import { type Desks, awake, expect, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { grave, inspect } from "../support/inspect";
import { OFFICE } from "../support/people";

test.use({ until: "shortlist" });

const LEAD = "panel-lead@example.com";
const MEMBER = "expert02@example.com";

const plan = (page: Page) => page.locator("#p-panel-1");

/** Beijing time in so many minutes, as it is typed. */
function soon(minutes: number): string {
  return new Date(Date.now() + (8 * 60 + minutes) * 60_000).toISOString().slice(0, 16);
}

/** Presses a button that posts a form, and waits for the page that answers. */
async function press(page: Page, button: Locator) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
  await awake(page);
}

/** Plans a session of the first panel. */
async function session(office: Page, room: string, minutes: number, slots: string) {
  const form = plan(office).locator("details").filter({ hasText: "新增场次" });
  if (!(await form.getByLabel("会议室或链接").isVisible())) await form.locator("summary").click();
  await form.getByLabel("会议室或链接").fill(room);
  await form.getByLabel(/^开始时间/).fill(soon(minutes));
  await form.getByLabel("时段数").fill(slots);
  await press(office, form.getByRole("button", { name: "加入安排" }));
}

/** Somebody of an applicant who is on the shortlist, and the application's address. */
async function invited(desks: Desks, script: boolean): Promise<[Page, string]> {
  for (let n = 1; n < 20; n += 1) {
    const page = await desks.seat(`org${String(n).padStart(3, "0")}@example.com`, { javaScriptEnabled: script });
    await page.goto("/application");
    const link = page.getByRole("main").locator("h2 a[href^='/application/']");
    if (!(await page.getByRole("main").innerText()).includes("入围") || (await page.getByText("未入围").count()) > 0) continue;
    const id = ((await link.first().getAttribute("href")) ?? "").split("/")[2];
    return [page, `/defence/slot/${id}`];
  }
  throw new Error("nobody is on the shortlist");
}

test("art 20: drawn by lot, planned, clashes told, published", async ({ desks }, info) => {
  test.setTimeout(150_000);
  const office = await desks.seat(OFFICE);
  const member = await desks.seat(MEMBER);
  await open(office, "/defence");
  await expect(plan(office)).toContainText("须先抽签");
  await press(office, plan(office).getByRole("button", { name: "抽签", exact: true }));
  await expect(plan(office)).toContainText("第 1 次抽签");
  await expect(plan(office)).toContainText("用种子和受理号重算，结果相同");
  // Again only for a reason, and the first stays to be seen.
  await plan(office).getByLabel("重新抽签的理由").fill("抽签时有一项漏列");
  await press(office, plan(office).getByRole("button", { name: "重新抽签" }));
  await expect(plan(office)).toContainText("第 2 次抽签");
  await expect(plan(office).getByText("已被后一次取代")).toBeVisible();

  await session(office, "演示会议室一", 40, "0");
  await expect(office.getByRole("alert")).toBeVisible();
  await expect(plan(office).getByLabel("会议室或链接")).toHaveValue("演示会议室一");
  await session(office, "演示会议室一", 40, "4");
  await session(office, "演示会议室一", 60, "4");
  await expect(office.getByRole("region", { name: "须先消除的冲突" })).toContainText("同时用于");
  await press(office, plan(office).getByRole("button", { name: "发布本组安排" }));
  await expect(office.getByRole("alert")).toBeVisible();
  // Nobody else sees a plan.
  await open(member, "/defence");
  await expect(member.getByText("还没有答辩场次")).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
  await inspect(desks, office, info, "defence-planning", "/defence", "zh");

  // The second goes into the evening.
  await open(office, "/defence");
  const links = office.getByRole("main").getByRole("table").locator("a[href^='/defence/session/']");
  await open(office, (await links.last().getAttribute("href")) ?? "");
  await office.getByLabel(/^开始时间/).fill(soon(240));
  await press(office, office.getByRole("button", { name: "保存", exact: true }));
  await open(office, "/defence");
  await expect(office.getByRole("region", { name: "须先消除的冲突" })).toHaveCount(0);
  await press(office, plan(office).getByRole("button", { name: "发布本组安排" }));
  await expect(plan(office).getByText("已发布").first()).toBeVisible();
  await open(member, "/defence");
  await expect(member.getByRole("main").locator("a[href^='/defence/session/']").first()).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: an applicant confirms, sends slides and takes the calendar file, without script", async ({ desks }, info) => {
  test.setTimeout(150_000);
  const [page, at] = await invited(desks, false);
  await page.goto(at);
  await expect(page.getByText("请确认参加，并填写参加人员。")).toBeVisible();
  await page.getByLabel("参加人员").fill("甲\n乙\n丙\n丁\n戊\n己");
  await page.getByRole("button", { name: "确认参加" }).click();
  await expect(page.getByLabel("参加人员")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("参加人员")).toHaveValue("甲\n乙\n丙\n丁\n戊\n己");
  await page.getByLabel("参加人员").fill("演示甲 总经理\n演示乙 质量部经理");
  await page.getByRole("button", { name: "确认参加" }).click();
  await expect(page.getByText(/^已于 .* 确认参加。$/)).toBeVisible();

  await page.getByLabel("上传演示文稿").setInputFiles({ name: "图.png", mimeType: "image/png", buffer: Buffer.from("no slides") });
  await page.locator("button", { hasText: "上传演示文稿" }).click();
  await expect(page.getByLabel("上传演示文稿")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("上传演示文稿").setInputFiles({ name: "答辩.pdf", mimeType: "application/pdf", buffer: pdf("slides") });
  await page.locator("button", { hasText: "上传演示文稿" }).click();
  await expect(page.getByRole("link", { name: "答辩.pdf" })).toBeVisible();

  const file = await (await page.context().request.get(`${at}/slot.ics`)).text();
  expect(file).toMatch(/^BEGIN:VCALENDAR[\s\S]*BEGIN:VEVENT[\s\S]*DTSTART[\s\S]*END:VCALENDAR\s*$/);
  expect(desks.unexpected()).toEqual([]);
  await inspect(desks, page, info, "defence-slot", at, "zh", false);
  const english = await desks.seat(undefined, { lang: "en" });
  await english.context().addCookies(await page.context().cookies().then((all) => all.filter((c) => c.name !== "lang")));
  await inspect(desks, english, info, "defence-slot", at, "en");

  // A stranger is told what everybody is told of what is not there.
  const stranger = await desks.seat("applicant@example.com");
  expect((await stranger.context().request.get(at)).status()).toBe(404);
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: what was cancelled by mistake is given its time back, without script", async ({ desks }) => {
  test.setTimeout(120_000);
  const office = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await office.goto("/defence");
  const path = (await office.getByRole("main").getByRole("table").locator("a[href^='/defence/session/']").first().getAttribute("href")) ?? "";
  await office.goto(path);
  const rows = office.locator("tbody tr");
  const reference = await rows.filter({ hasText: "取消时段" }).last().locator("th .code").innerText();
  const row = rows.filter({ hasText: reference });
  await row.locator("summary", { hasText: "取消时段" }).click();
  await row.getByLabel(/^取消的理由/).fill("演示：申报组织退出");
  await row.locator("button", { hasText: "取消时段" }).click();
  await expect(row).toContainText("已取消");
  await row.locator("summary", { hasText: "另排时间" }).click();
  await expect(row.getByText("由那一场出席且无须回避的专家评分")).toBeVisible();
  await expect(row.getByLabel("改到").locator("option").first()).toHaveText(/^恢复原时段/);
  await row.getByLabel("改到").selectOption({ index: 0 });
  await row.locator("button", { hasText: "另排时间" }).click();
  // No reason: what was chosen stands, the form is open, and nothing has changed.
  await expect(row.getByLabel(/^另排的理由/)).toHaveAttribute("aria-invalid", "true");
  await expect(row).toContainText("已取消");
  await row.getByLabel(/^另排的理由/).fill("演示：取消错了一行");
  await row.locator("button", { hasText: "另排时间" }).click();
  await expect(row).not.toContainText("已取消");
  await expect(row).toContainText("未确认");
  expect(desks.unexpected()).toEqual([]);

  const awakened = await desks.seat(OFFICE);
  await open(awakened, path);
  await awakened.locator("tbody tr").filter({ hasText: reference }).locator("summary", { hasText: "另排时间" }).click();
  expect(await grave(awakened)).toEqual([]);
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: at the door and in the room: checked in, begun, counted down on the wall", async ({ desks }, info) => {
  test.setTimeout(180_000);
  const office = await desks.seat(OFFICE);
  await open(office, "/defence");
  const path = (await office.getByRole("main").getByRole("table").locator("a[href^='/defence/session/']").first().getAttribute("href")) ?? "";
  await open(office, path);
  await press(office, office.getByRole("button", { name: /^签到/ }).first());
  await expect(office.getByText("已签到").first()).toBeVisible();
  await inspect(desks, office, info, "defence-session", path, "zh");

  const member = await desks.seat(MEMBER);
  await open(member, path);
  await expect(member.getByRole("main")).not.toContainText("演示甲 总经理");
  const own = await (await member.context().request.get("/defence/slots.ics")).text();
  expect(own.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(1);

  const lead = await desks.seat(LEAD);
  const room = path.replace("/session/", "/room/");
  const wall = await desks.seat(MEMBER);
  await open(wall, `${room}?screen=1`);
  await expect(wall.getByText("等待开始")).toBeVisible();
  await open(lead, room);
  // The wall has lost its line when the clock begins: it says so, and catches up by itself.
  await wall.context().setOffline(true);
  await expect(wall.getByText("连线已中断")).toBeVisible();
  await press(lead, lead.getByRole("button", { name: /^开始计时/ }).first());
  await expect(wall.getByText("等待开始")).toBeVisible();
  await wall.context().setOffline(false);
  await expect(wall.getByText("介绍", { exact: true })).toBeVisible();
  await expect(wall.getByText("连线已中断")).toHaveCount(0);
  // What was cut on purpose is said in the console by the browser itself.
  expect(desks.taken().filter((text) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(text))).toEqual([]);
  const figures = wall.getByRole("timer");
  await expect(figures).toHaveText(/^11:\d\d$/);
  const before = await figures.innerText();
  await expect(figures).not.toHaveText(before);
  await inspect(desks, lead, info, "defence-room", room, "zh");
  await inspect(desks, wall, info, "defence-screen", `${room}?screen=1`, "zh");

  // The room is rung for again and again while the lead holds the next button down: it is pressed, and once.
  await lead.setViewportSize({ width: 1280, height: 900 });
  await open(lead, room);
  const origin = new URL(lead.url()).origin;
  let pressed = 0;
  lead.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith(room)) pressed += 1;
  });
  await lead.getByRole("button", { name: /^开始计时/ }).first().hover();
  await lead.mouse.down();
  for (const form of [{ back: "1" }, { number: "1" }, { back: "1" }]) {
    const told = lead.waitForResponse(/api\/defence\/room/);
    await lead.context().request.post(room, { form, headers: { origin } });
    await told;
  }
  await Promise.all([lead.waitForEvent("load"), lead.mouse.up()]);
  await awake(lead);
  expect(pressed).toBe(1);
  const running = lead.locator("tr[aria-current=true]");
  await expect(running.getByRole("cell").first()).toHaveText("2");
  await expect(wall.getByText("介绍", { exact: true })).toBeVisible();

  // It was the wrong one: taken back, asked twice, and the wall waits again.
  await running.locator("summary").click();
  expect(await grave(lead)).toEqual([]);
  await inspect(desks, lead, info, "defence-room-running", room, "zh");
  await lead.setViewportSize({ width: 1280, height: 900 });
  await running.locator("summary").click();
  await press(lead, running.locator("button", { hasText: "撤销误按的计时" }));
  await expect(running).toHaveCount(0);
  await expect(wall.getByText("等待开始")).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
  for (const [name, who, to] of [["defence-session", OFFICE, path], ["defence-room", LEAD, room], ["defence-planned", OFFICE, "/defence"]]) {
    const english = await desks.seat(who, { lang: "en", javaScriptEnabled: false });
    await inspect(desks, english, info, name, to, "en", false);
  }
  expect(desks.unexpected()).toEqual([]);
});
