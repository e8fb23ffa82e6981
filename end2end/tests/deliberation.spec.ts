// Deliberation of a panel (Art. 13–15, 19).

import type { Page } from "@playwright/test";
import { awake, expect, open, test } from "../support/desk";
import { CHAIR, experts } from "../support/people";

/** Leads the last panel, whose experts have sealed everything. */
const READY = experts(8)[0];
/** Leads a panel and has sheets of their own to seal. */
const BUSY = "expert05@example.com";

test("art 19: a panel agrees on a result beside the scores, and says why it departs from them", async ({ desks }) => {
  const page = await desks.seat(READY);
  await open(page, "/deliberation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("合议");
  const panels = page.getByRole("table");
  await expect(panels.getByRole("row")).toHaveCount(2);
  await panels.getByRole("link").click();
  await expect(page.getByText("合议中").first()).toBeVisible();
  await awake(page);
  const first = page.locator("ol.findings > li").first();
  const reference = await first.locator("a.code").innerText();
  await first.getByText("填写合议结论").click();
  await first.getByLabel("备选").check();
  await first.getByLabel("与评分排序不同的理由").fill("不够");
  await first.getByRole("button", { name: "记入合议结论" }).click();
  await expect(first.getByRole("alert")).toContainText(/至少|太短|10/);
  // Nothing that was typed is lost.
  await expect(first.getByLabel("与评分排序不同的理由")).toHaveValue("不够");
  await first.getByLabel("与评分排序不同的理由").fill("评委认为数据来源需进一步核实，列为备选。");
  await first.getByRole("button", { name: "记入合议结论" }).click();
  const row = page.locator("ol.findings > li").filter({ hasText: reference });
  await expect(row.getByText("与评分排序不同", { exact: true })).toBeVisible();
  await expect(row.getByText("评委认为数据来源需进一步核实，列为备选。").first()).toBeVisible();

  // The chair reads the same and changes nothing.
  const chair = await desks.seat(CHAIR);
  await open(chair, "/deliberation");
  await expect(chair.getByRole("table").getByRole("row")).toHaveCount(9);
  // Nothing is released as long as panels deliberate.
  await expect(chair.getByText("全部专业组经确认后才能公布")).toBeVisible();
  await expect(chair.getByRole("button", { name: "同时公布各组名单" })).toHaveCount(0);
  await chair.getByRole("table").getByRole("link").last().click();
  await expect(chair.locator("ol.findings > li").filter({ hasText: reference })).toContainText("备选");
  await expect(chair.getByText("填写合议结论")).toHaveCount(0);
  for (const name of ["记入合议结论", "签署合议结论"]) await expect(chair.getByRole("button", { name })).toHaveCount(0);
  // The browser tells of the answers that refuse.
  expect(desks.unexpected()).toEqual([]);
});

/** Until the page has been drawn twice. */
const frames = (page: Page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

test("a press and words that are typed outlast the page that is drawn again under them", async ({ desks }) => {
  const page = await desks.seat(READY);
  await open(page, "/deliberation/panel-8");
  const rows = page.locator("ol.findings > li");
  const [first, second] = [(await rows.nth(0).getAttribute("id")) ?? "", (await rows.nth(1).getAttribute("id")) ?? ""];
  const [one, two] = [page.locator(`#${first}`), page.locator(`#${second}`)];
  const reason = "与评分排序不同的理由";
  await two.getByText("填写合议结论").click();
  await two.getByLabel(reason).fill("写到一半");
  await one.getByText("填写合议结论").click();
  await one.getByLabel(/^合议名次/).fill("2");
  await one.getByLabel(reason).fill("合议认为第二项更便于推广，两项互换。（演示）");

  // The page that follows from it comes while the next button is held down.
  let come = () => {};
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/api/deliberation/panel?*", async (route) => {
    await held;
    await route.continue();
  });
  let sent = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/api/deliberation/sign")) sent += 1;
  });
  const asked = page.waitForRequest(/api\/deliberation\/panel\?/);
  await one.getByRole("button", { name: "记入合议结论" }).click();
  await asked;
  await frames(page);
  const sign = page.getByRole("button", { name: "签署合议结论" });
  await sign.hover();
  await page.mouse.down();
  const came = page.waitForResponse(/api\/deliberation\/panel\?/);
  come();
  await came;
  await frames(page);
  await expect(rows.first()).toHaveId(first);
  await page.mouse.up();
  await expect(rows.first()).toHaveId(second);
  await expect.poll(() => sent).toBe(1);
  await expect(page.getByRole("alert").first()).toBeVisible();
  // What was typed went along with its application, and nowhere else.
  await expect(two.getByLabel(reason)).toHaveValue("写到一半");
  await expect(one.getByLabel(reason)).toHaveValue(/^合议认为第二项/);

  // Whoever moves the pointer away does not press.
  await sign.hover();
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  await frames(page);
  expect(sent).toBe(1);
  // What moves away under the pointer for any other reason is pressed all the same.
  await sign.hover();
  await page.mouse.down();
  await sign.evaluate((button) => ((button as HTMLElement).style.marginBlockStart = "20rem"));
  await page.mouse.up();
  await expect.poll(() => sent).toBe(2);
  expect(desks.unexpected()).toEqual([]);
});

test("art 19: of two who save a result the later is told, and saves what was typed over what stands now", async ({ desks }) => {
  const page = await desks.seat(READY);
  await open(page, "/deliberation/panel-8");
  const line = page.locator("ol.findings > li").last();
  const id = (await line.getAttribute("id")) ?? "";
  const [here, minutes] = [page.locator(`#${id}`), "会议上的讨论，逐条记下。（演示）"];
  await here.getByText("填写合议结论").click();
  await here.getByLabel(/^讨论纪要/).fill(minutes);
  const other = await desks.beside(page);
  await open(other, "/deliberation/panel-8");
  const there = other.locator(`#${id}`);
  await there.getByText("填写合议结论").click();
  await there.getByLabel(/^讨论纪要/).fill("另一处先记下的。（演示）");
  await there.getByRole("button", { name: "记入合议结论" }).click();
  await expect(there.getByText("另一处先记下的。（演示）").first()).toBeVisible();
  await here.getByRole("button", { name: "记入合议结论" }).click();
  await expect(here.getByRole("alert")).toContainText("没有覆盖");
  // What stands now is shown above what was typed.
  await expect(here.getByText("另一处先记下的。（演示）").first()).toBeVisible();
  await expect(here.getByLabel(/^讨论纪要/)).toHaveValue(minutes);
  await here.getByRole("button", { name: "记入合议结论" }).click();
  await expect(here.getByText(minutes).first()).toBeVisible();
  await expect(here.getByRole("alert")).toHaveCount(0);
  expect(desks.unexpected()).toEqual([]);
});

test("art 19: without script a refused result comes back with all that was typed", async ({ desks }) => {
  const page = await desks.seat(READY, { javaScriptEnabled: false });
  const response = await page.goto("/deliberation/panel-8");
  expect(response?.status()).toBe(200);
  const id = (await page.locator("ol.findings > li").last().getAttribute("id")) ?? "";
  const here = page.locator(`#${id}`);
  const [reason, minutes] = [here.getByLabel("与评分排序不同的理由"), here.getByLabel(/^讨论纪要/)];
  const said = "没有脚本时记下的讨论。（演示）".repeat(20);
  await here.getByText("填写合议结论").click();
  await reason.fill("不够");
  await minutes.fill(said);
  await here.getByRole("button", { name: "记入合议结论" }).click();
  // The page itself is the answer: what is wrong stands beside its field, and on top with a way to it.
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(here.locator(".q.err .msg")).toBeVisible();
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await expect(reason).toHaveValue("不够");
  await expect(minutes).toHaveValue(said);
  await reason.fill("讨论后的排序与评分一致，理由备查。（演示）");
  await here.getByRole("button", { name: "记入合议结论" }).click();
  await expect(page).toHaveURL(new RegExp(`#${id}$`));
  await expect(here.getByText(said).first()).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(desks.complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});

test("art 19: who has sheets to seal does not sit at the table yet", async ({ desks }) => {
  const page = await desks.seat(BUSY);
  await open(page, "/deliberation");
  await page.getByRole("table").getByRole("link").click();
  await expect(page.getByText("封存后才能参加合议")).toBeVisible();
  // The browser tells of the answers that refuse.
  expect(desks.unexpected()).toEqual([]);
});
