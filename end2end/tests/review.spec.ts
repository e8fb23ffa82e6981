// The expert's sheet and the live board (Art. 15, 19).

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { busy } from "../support/busy";
import { awake, expect, mark, open, test } from "../support/desk";
import { CHAIR, LEAD, OFFICE } from "../support/people";
import { arrived } from "../support/saving";

const SAVE = "**/api/review/save";
const OVERALL = "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，与竞争对手和标杆作了同口径对比；建议补充推广条件。（演示评语）";

const saving = (page: Page) => page.locator("#sheet .total").getByRole("status");

/** Boxes of the seven scores. */
const scores = (page: Page) => page.locator("#sheet").getByRole("textbox", { name: /^(?!评语|总评语)/ });

/** Opens the first sheet of an expert's list that stands in this state; answers its reference. */
async function sheet(page: Page, state: string): Promise<string> {
  await open(page, "/review");
  const row = page.getByRole("row").filter({ hasText: state }).first();
  const reference = (await row.getByRole("cell").first().textContent()) ?? "";
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { name: state === "已封存" ? "评分已封存" : "评分表" })).toBeVisible();
  return reference;
}

test("art 15: nothing opens before the undertaking is signed", async ({ desks }) => {
  const page = await desks.seat("expert24@example.com");
  await open(page, "/review");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("保密与回避承诺书");
  await page.getByRole("button", { name: "签署承诺书" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("保密与回避承诺书");
  const names = page.getByRole("group", { name: "申报回避" });
  await names.getByRole("searchbox").fill("没有这样的组织");
  await expect(names.getByRole("status")).toHaveText("已勾选 0 个，当前列出 0 个");
  await names.getByRole("searchbox").fill("");
  await mark(names.getByRole("checkbox").first());
  await expect(names.getByRole("status")).toContainText("已勾选 1 个");
  await mark(page.getByRole("checkbox", { name: "我已阅读并承诺遵守以上各项" }));
  await page.getByRole("button", { name: "签署承诺书" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("我的评审");
  await expect(page.getByText(/^承诺书签署于/)).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("art 19: others' scores are unseen until one's own are sealed", async ({ desks }) => {
  const page = await busy(desks, 3);
  await sheet(page, "未开始");
  await expect(page.getByRole("main")).not.toContainText("其他专家的合计");

  await test.step("what is missing is listed, with links to its place", async () => {
    await scores(page).nth(0).fill("11");
    await expect(page.getByText("请打 0 至 10 之间的分。").first()).toBeVisible();
    await mark(page.getByLabel(/^我确认：封存后/));
    await page.getByRole("button", { name: "封存" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "有 8 处需要填写或修改" });
    await expect(summary).toBeFocused();
    await summary.getByRole("link").first().click();
    await expect(scores(page).nth(0)).toBeFocused();
  });

  await test.step("the total runs along", async () => {
    for (const [i, points] of ["8.5", "17", "16.5", "12", "12.5", "8", "8.5"].entries()) await scores(page).nth(i).fill(points);
    await expect(page.locator("#sheet .total")).toContainText("83.0");
    await page.getByLabel("总评语").fill("太短");
    await expect(page.getByText("总评语至少 50 字，现在 2 字，还差 48 字（第十九条）。").first()).toBeVisible();
    await page.getByLabel("总评语").fill(OVERALL);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  await test.step("sealed, and only now the others' totals", async () => {
    await page.getByRole("button", { name: "封存" }).click();
    await expect(page.getByRole("heading", { name: "评分已封存" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "其他专家的合计" })).toBeVisible();
    await expect(page.getByText("83.0").first()).toBeVisible();
    await expect(page.locator("#sheet").getByRole("textbox")).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "评分已封存" })).toBeVisible();
  });

  await test.step("amended for a reason; what was sealed is kept beside it", async () => {
    await awake(page);
    await page.getByText("修改已封存的评分", { exact: true }).click();
    const form = page.getByRole("group").filter({ has: page.getByText("修改已封存的评分", { exact: true }) });
    const points = form.getByRole("textbox", { name: /^(?!评语|总评语|修改理由)/ });
    await expect(points.nth(0)).toHaveValue("8.5");
    await points.nth(0).fill("6.5");
    await expect(form.locator(".total")).toContainText("81.0");
    await form.getByLabel("修改理由").fill("看错一行数据（演示）");
    // Loaded anew, the device still has it.
    await page.reload();
    await awake(page);
    await expect(page.getByRole("button", { name: "提交修改" })).toBeHidden();
    const left = page.getByRole("status").filter({ hasText: "上次填写的修改还没有提交" });
    await left.getByRole("button", { name: "恢复" }).click();
    await expect(left).toHaveCount(0);
    await expect(points.nth(0)).toHaveValue("6.5");
    await expect(form.locator(".total")).toContainText("81.0");
    await expect(form.getByLabel("修改理由")).toHaveValue("看错一行数据（演示）");
    await form.getByRole("button", { name: "提交修改" }).click();
    await expect(page.getByText(/作了修改，理由：看错一行数据（演示）/)).toBeVisible();
    const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("biaogan:amendment:")).length);
    await expect.poll(kept).toBe(0);
    await expect(form.getByLabel("修改理由")).toHaveValue("");
    await page.getByText("修改记录（1 次）").click();
    const history = page.getByRole("table", { name: "封存以来的各个版本" });
    await expect(history.getByRole("row", { name: /合计/ })).toContainText("83.0");
    await expect(history.getByRole("row", { name: /合计/ })).toContainText("81.0");
  });
  expect(desks.complaints).toEqual([]);
});

test("the line goes down over a sheet: kept on the device, offered back", async ({ desks }) => {
  const page = await busy(desks, 3);
  await sheet(page, "未开始");
  await scores(page).nth(0).fill("7.5");
  await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
  await page.route(SAVE, (route) => route.abort());
  await scores(page).nth(1).fill("15");
  await page.getByLabel("总评语").fill("写到一半");
  await expect(saving(page)).toContainText("连接中断：已保存在这台设备上");
  await page.reload();
  await awake(page);
  await expect(scores(page).nth(0)).toHaveValue("7.5");
  await expect(scores(page).nth(1)).toHaveValue("");
  await page.unroute(SAVE);
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/review/save"));
  await page.getByRole("status").filter({ hasText: "这台设备上有未上传的内容" }).getByRole("button", { name: "恢复" }).click();
  await expect(scores(page).nth(1)).toHaveValue("15");
  await expect(page.getByLabel("总评语")).toHaveValue("写到一半");
  expect((await answer).ok()).toBe(true);
  await expect(saving(page)).toHaveText(/^已保存/);
  await page.reload();
  await awake(page);
  await expect(scores(page).nth(1)).toHaveValue("15");
});

test("what is typed before the sheet is awake is saved like the rest", async ({ desks }) => {
  const page = await busy(desks, 6);
  await sheet(page, "未开始");
  let come = () => {};
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(page.url(), { waitUntil: "domcontentloaded" });
  await scores(page).nth(0).fill("7");
  await page.getByLabel("总评语").fill("页面还没有就绪时写下的一句");
  come();
  await awake(page);
  await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
  await page.unroute(/\.wasm/);
  await page.reload();
  await awake(page);
  await expect(scores(page).nth(0)).toHaveValue("7");
  await expect(page.getByLabel("总评语")).toHaveValue("页面还没有就绪时写下的一句");
});

test("art 19: a stale page overwrites nothing: told, both texts side by side, chosen field by field", async ({ desks }) => {
  const page = await busy(desks, 2);
  await sheet(page, "未开始");
  const saved = (of: Page) => of.waitForResponse((r) => r.url().endsWith("/api/review/save") && r.ok());
  await scores(page).nth(0).fill("7");
  await page.getByLabel("总评语").fill("起初的话");
  await arrived(page);
  const other = await desks.beside(page);
  await open(other, new URL(page.url()).pathname);
  await scores(other).nth(0).fill("9");
  await scores(other).nth(1).fill("12");
  await other.getByLabel("总评语").fill("另一台设备上的话");
  await arrived(other);

  // This page knows nothing of that, and goes on.
  const refused = page.waitForResponse((r) => r.url().endsWith("/api/review/save") && r.status() === 409);
  await scores(page).nth(0).fill("5");
  await page.getByLabel("总评语").fill("这一页上的话");
  await refused;
  const told = page.getByRole("alert").filter({ hasText: "这份评分表在别处也改过" });
  await expect(told.getByRole("row")).toHaveCount(3);
  const overall = told.getByRole("row").filter({ hasText: "总评语" });
  await expect(overall.getByRole("cell").nth(0)).toHaveText("这一页上的话");
  await expect(overall.getByRole("cell").nth(1)).toContainText("另一台设备上的话");
  await expect(saving(page)).toContainText("请先在上面对照、选择");
  // What was changed over there alone has come over by itself, and is said.
  await expect(scores(page).nth(1)).toHaveValue("12");
  await expect(page.getByText(/^已并入别的页面或设备上保存的内容/)).toBeVisible();
  await told.getByRole("button", { name: /^采用已保存的/ }).first().click();
  await expect(scores(page).nth(0)).toHaveValue("9");
  const third = saved(page);
  await told.getByRole("button", { name: "其余以本页为准，保存" }).click();
  await third;
  await expect(told).toHaveCount(0);
  await page.reload();
  await awake(page);
  await expect(scores(page).nth(0)).toHaveValue("9");
  await expect(scores(page).nth(1)).toHaveValue("12");
  await expect(page.getByLabel("总评语")).toHaveValue("这一页上的话");
  expect(desks.complaints.filter((text) => !/status of 409/.test(text))).toEqual([]);
});

test("art 19: the same without script: the form comes back with both texts", async ({ desks }) => {
  const page = await busy(desks, 2);
  await sheet(page, "未开始");
  const plain = await desks.seat(undefined, { javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  await plain.goto(new URL(page.url()).pathname);
  await page.getByLabel("总评语").fill("先保存的话");
  await arrived(page);
  const words = plain.getByLabel("总评语", { exact: true });
  await words.fill("没有脚本的话");
  await plain.getByRole("button", { name: "保存", exact: true }).click();
  const told = plain.getByRole("alert").filter({ hasText: "这份评分表在别处也改过" });
  await expect(told).toContainText("先保存的话");
  await expect(words).toHaveValue("没有脚本的话");
  await plain.getByRole("button", { name: "保存", exact: true }).click();
  await expect(plain.getByRole("alert")).toHaveCount(0);
  await expect(words).toHaveValue("没有脚本的话");
  expect(desks.unexpected()).toEqual([]);
});

test("the session ends over a sheet: a way to sign in, and what was typed comes back", async ({ desks }) => {
  const page = await busy(desks, 1);
  const who = await page.locator('header a[href="/account"]').innerText();
  await sheet(page, "未开始");
  await scores(page).nth(0).fill("6.5");
  await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel("总评语").fill("写到登录过期");
  await expect(saving(page)).toContainText("登录已过期");
  const href = (await page.getByRole("link", { name: "重新登录" }).getAttribute("href")) ?? "";
  expect(decodeURIComponent(href)).toContain(`/sign-in?next=${new URL(page.url()).pathname}`);
  // Signed in again, by whatever way: the same person, the same page.
  await page.context().addCookies(cookies);
  await page.reload();
  await awake(page);
  await expect(page.getByRole("banner")).toContainText(who);
  const answer = page.waitForResponse((r) => r.url().endsWith("/api/review/save") && r.ok());
  await page.getByRole("status").filter({ hasText: "这台设备上有未上传的内容" }).getByRole("button", { name: "恢复" }).click();
  await expect(page.getByLabel("总评语")).toHaveValue("写到登录过期");
  await answer;
  await expect(scores(page).nth(0)).toHaveValue("6.5");
  expect(desks.complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
});

test("words that are not saved are told of before signing out, and go with whoever typed them", async ({ desks }) => {
  const page = await busy(desks, 1);
  await sheet(page, "未开始");
  await page.route(SAVE, (route) => route.abort());
  await page.getByLabel("总评语").fill("还没有保存的话");
  await expect(saving(page)).toContainText("连接中断：已保存在这台设备上");
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("biaogan:sheet:")).length);
  expect(await kept()).toBe(1);
  const out = page.getByRole("banner").getByRole("button", { name: "退出" });
  page.once("dialog", (dialog) => {
    expect(dialog.message()).toContain("没有保存到服务器");
    void dialog.dismiss();
  });
  await out.click();
  await expect(page.getByLabel("总评语")).toHaveValue("还没有保存的话");
  expect(await kept()).toBe(1);
  // Not the session that other specs of this file use.
  await page.route("**/session/end", (route) => route.fulfill({ contentType: "text/html", body: "<p>signed out</p>" }));
  page.once("dialog", (dialog) => void dialog.accept());
  await out.click();
  await expect(page.getByText("signed out")).toBeVisible();
  expect(await kept()).toBe(0);
  expect(desks.complaints.filter((text) => !/ERR_FAILED|Failed to load/.test(text))).toEqual([]);
});

test("the line between dossier and sheet is moved by keyboard and pointer, and remembered; on a tablet too", async ({ desks }) => {
  const page = await busy(desks, 1);
  await sheet(page, "未开始");
  const line = page.getByRole("separator");
  await expect(line).toHaveAttribute("aria-valuenow", "60");
  await line.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(line).toHaveAttribute("aria-valuenow", "50");
  await page.reload();
  await awake(page);
  await expect(line).toHaveAttribute("aria-valuenow", "50");
  const first = page.locator("#split-first");
  const before = (await first.boundingBox())?.width ?? 0;
  const box = await line.boundingBox();
  if (!box) throw new Error("no line between the panes");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  expect((await first.boundingBox())?.width ?? 0).toBeGreaterThan(before + 40);
  await page.setViewportSize({ width: 820, height: 1100 });
  const [left, right] = [await first.boundingBox(), await page.locator("#split-second").boundingBox()];
  expect(right?.x ?? 0).toBeGreaterThan((left?.x ?? 0) + 100);
  await page.getByText(/^提交的版本/).click();
  await expect(page.getByText(/^第 1 版，.* 提交/)).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("art 19: a sheet is taken along without a line, and brought back", async ({ desks }) => {
  const page = await busy(desks, 4);
  const reference = await sheet(page, "未开始");
  const typed = ["7.5", "15", "14.5", "11", "12", "8", "7"];
  const upload = async (name: string, content: Buffer) => {
    await page.getByLabel("选择填好的评分表").setInputFiles({ name, mimeType: "application/octet-stream", buffer: content });
    await page.getByRole("button", { name: "上传并保存" }).click();
  };
  let file = Buffer.alloc(0);
  const stands = async () => {
    for (const [i, points] of typed.entries()) expect(Number(await scores(page).nth(i).inputValue())).toBe(Number(points));
    await expect(page.getByLabel("总评语")).toHaveValue(OVERALL);
  };

  await test.step("downloaded as it is saved, uploaded again: the scores stand", async () => {
    for (const [i, points] of typed.entries()) await scores(page).nth(i).fill(points);
    await page.getByLabel("总评语").fill(OVERALL);
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await arrived(page);
    await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
    await page.getByText("离线评分", { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "下载评分表（XLSX）" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`sheet-${reference}.xlsx`);
    file = await readFile(await download.path());
    await upload("sheet.xlsx", file);
    await expect(page.getByRole("status").filter({ hasText: "已按上传的评分表保存，还没有封存" })).toBeVisible();
    await awake(page);
    await stands();
    await expect(page.getByRole("heading", { name: "评分表" })).toBeVisible();
  });

  await test.step("what is wrong with a file is told beside it, and changes nothing", async () => {
    await page.getByText("离线评分", { exact: true }).click();
    await upload("sheet.csv", Buffer.from("code,score,comment\nscience.law,99,\n"));
    await expect(page.getByRole("alert")).toContainText("没有找到文件的标记");
    await awake(page);
    await stands();
  });

  await test.step("changed here since the download: nothing is overwritten unless it is meant", async () => {
    // The page says of the save before that it is saved: only the answer tells of this one.
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/review/save"));
    await scores(page).nth(0).fill("9");
    expect((await answer).ok()).toBe(true);
    await upload("sheet.xlsx", file);
    await expect(page.getByRole("alert")).toContainText("没有覆盖");
    await expect(page.getByRole("alert").getByRole("listitem")).toHaveCount(1);
    await awake(page);
    await expect(scores(page).nth(0)).toHaveValue("9");
    await mark(page.getByLabel(/^下载之后本页又改过也没关系/));
    await upload("sheet.xlsx", file);
    await expect(page.getByRole("status").filter({ hasText: "已按上传的评分表保存" })).toBeVisible();
    await awake(page);
    await stands();
  });
  expect(desks.complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});

test("a lead who still has to score sees nothing of those rows", async ({ desks }) => {
  const page = await desks.seat(LEAD);
  await open(page, "/review");
  const cells = page.getByRole("row").filter({ hasText: "未开始" }).first().getByRole("cell");
  const [reference, organisation] = [await cells.nth(0).innerText(), await cells.nth(2).innerText()];
  await open(page, "/review/board");
  const row = page.getByRole("row").filter({ hasText: organisation });
  await expect(row).toContainText("待本人封存后可见");
  await expect(row.getByRole("cell").nth(3)).not.toHaveText(/\d/);
  await expect(row.getByRole("cell").nth(4)).not.toHaveText(/\d/);
  // Nor in what came with the page.
  const board = await page.context().request.get("/api/review/board");
  const data = (await board.json()) as { board: { r: { c: string; s?: unknown[] }[] } };
  const masked = data.board.r.find((r) => r.c === reference);
  expect(masked).toBeDefined();
  expect(masked?.s ?? []).toEqual([]);
  expect(desks.complaints).toEqual([]);
});

test("the board says who is at work, how it went day by day, and sorts by the median", async ({ desks }) => {
  const board = await desks.seat(CHAIR);
  await open(board, "/review/board");
  const here = board.locator("#at-work");
  const page = await busy(desks, 2);
  const name = await page.locator('header a[href="/account"]').innerText();
  await sheet(page, "未开始");
  await expect(here.getByRole("listitem").filter({ hasText: name })).toBeVisible();
  // A sheet in a tab at the back lets go of its line, and takes it up again when it is looked at.
  const turned = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  const line = (request: { url(): string }) => request.url().endsWith("/live?work=1");
  await Promise.all([page.waitForEvent("requestfailed", line), turned(true)]);
  await Promise.all([page.waitForRequest(line), turned(false)]);

  const median = board.getByRole("columnheader", { name: "中位数" });
  await median.getByRole("button").click();
  await expect(median).toHaveAttribute("aria-sort", "descending");
  const rows = board.getByRole("table", { name: "各项经验的评分，按名次" }).getByRole("row").filter({ has: board.getByRole("cell") });
  const of = async (n: number) => Number(await rows.nth(n).getByRole("cell").nth(4).textContent());
  expect(await of(0)).toBeGreaterThanOrEqual(await of(1));
  await board.getByRole("columnheader", { name: "名次" }).getByRole("button").click();

  await expect(board.getByRole("img", { name: /^折线图：/ })).toBeVisible();
  await board.getByText("逐日封存数", { exact: true }).first().click();
  const days = board.getByRole("table", { name: "逐日封存数" });
  const sums = await days.getByRole("row").nth(1).getByRole("cell").nth(1).innerText();
  await expect(board.locator(".figures .fig").first()).toContainText(sums);
  expect(desks.complaints).toEqual([]);
});

test("the board is sorted, filtered, searched, and walked by keyboard", async ({ desks }) => {
  const page = await desks.seat(CHAIR);
  await open(page, "/review/board");
  const rows = page.getByRole("table", { name: "各项经验的评分，按名次" }).getByRole("row").filter({ has: page.getByRole("cell") });
  const tally = page.getByRole("search").getByRole("status");
  // The page comes with its first rows; the rest is drawn once it stands.
  await expect(page.getByRole("link", { name: /^显示全部/ })).toHaveCount(0);
  const all = await rows.count();
  expect(all).toBeGreaterThan(100);

  const spread = page.getByRole("columnheader", { name: "离散" });
  await spread.getByRole("button").click();
  await expect(spread).toHaveAttribute("aria-sort", "descending");
  const first = Number(await rows.nth(0).getByRole("cell").nth(6).textContent());
  const second = Number(await rows.nth(1).getByRole("cell").nth(6).textContent());
  expect(first).toBeGreaterThanOrEqual(second);
  // Rows that went from group to group stand as the server has them, and every group but the last is full.
  const served = async (sort: string) => [...(await (await page.request.get(`/review/board?all=1&sort=${sort}`)).text()).matchAll(/<tr[^>]* id="(a-[^"]+)"/g)].map((m) => m[1]);
  const stand = () => page.locator("#board-rows tbody").evaluateAll((groups) => groups.map((group) => [...group.children].map((row) => row.id)));
  for (const [name, sort] of [["离散", "spread"], ["经验", "title"], ["经验", "-title"], ["名次", "rank"]]) {
    await page.getByRole("columnheader", { name }).getByRole("button").click();
    const order = await served(sort);
    expect(order).toHaveLength(all);
    await expect.poll(async () => (await stand()).flat(), sort).toEqual(order);
    const sizes = (await stand()).map((rows) => rows.length);
    expect(sizes.slice(0, -1).every((size) => size === 40), sizes.join()).toBe(true);
  }

  await page.getByLabel("显示").selectOption({ label: "有分歧的" });
  await expect(tally).not.toHaveText(`${all} 项中的 ${all} 项`);
  await expect(rows.first()).toContainText("分歧");
  await page.getByLabel("显示").selectOption({ label: "全部" });

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("/");
  const find = page.getByRole("searchbox", { name: "查找经验、组织或受理号" });
  await expect(find).toBeFocused();
  await find.fill("QB-2026-00139-F");
  await expect(tally).toHaveText(`${all} 项中的 1 项`);
  await expect(rows.filter({ visible: true })).toHaveCount(1);
  await find.fill("");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(rows.nth(0).getByRole("link")).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toHaveClass(/selected/);
  const title = (await rows.nth(1).getByRole("link").textContent()) ?? "";
  await expect(page.locator("#detail")).toContainText(title);
  await page.keyboard.press("Escape");
  await expect(rows.nth(1)).not.toHaveClass(/selected/);
  expect(desks.complaints).toEqual([]);
});

test("one panel, and the view for a projector", async ({ desks }) => {
  const page = await desks.seat(CHAIR);
  await open(page, "/review/board");
  await page.getByText("换一个专业组").click();
  await page.getByRole("navigation", { name: "专业组" }).getByRole("link", { name: /装备制造组/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("装备制造组");
  await expect(page.getByText(/^实时/)).toBeVisible();
  await page.getByRole("link", { name: "投影视图", exact: true }).click();
  await expect(page.getByRole("link", { name: "退出投影视图" })).toBeVisible();
  await awake(page);
  await expect(page.getByText(/^实时/)).toBeVisible();

  // It stays open for days: when the Office moves the closing, it says so by itself.
  const said = await page.getByText(/评审截止/).innerText();
  const [, day, time] = /评审截止 ([\d-]+) ([\d:]+)/.exec(said) ?? [];
  const sooner = new Date(Date.parse(`${day}T${time}:00Z`) - 60_000).toISOString();
  const office = await desks.seat(OFFICE);
  await open(office, "/season");
  const phase = office.locator(".plan-phases > li").filter({ hasText: "资料评审" });
  await phase.getByText("调整截止时间", { exact: true }).first().click();
  await phase.getByLabel("新的截止时间").fill(sooner.slice(0, 19));
  await phase.getByLabel("理由").fill("评审日程调整（演示）");
  await phase.getByRole("button", { name: "调整截止时间" }).click();
  await expect(page.getByText(`评审截止 ${sooner.slice(0, 16).replace("T", " ")}`)).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("what if: other places move the list in this page alone, and it says that it is a simulation", async ({ desks }) => {
  const page = await desks.seat(CHAIR);
  await open(page, "/review/board");
  await page.getByText("假如……（模拟）").click();
  const what = page.locator("#what-if");
  const said = what.locator("div[role=status]");
  const places = what.getByLabel("名额", { exact: true });
  const real = Number(await places.inputValue());
  const figure = page.locator(".board .figures .fig").nth(1).locator("b");
  await expect(figure).toHaveText(String(real));
  await places.fill(String(real + 10));
  await expect(figure).toHaveText(String(real + 10));
  await expect(said).toContainText("这是模拟，不是评审结果");
  await expect(said).toContainText(/将进入名额的 \d+ 项：QB-/);
  await what.getByLabel("去掉最高分和最低分").selectOption({ label: "不去掉" });
  await expect(said).toContainText("这是模拟");
  await what.getByRole("button", { name: "结束模拟" }).click();
  await expect(figure).toHaveText(String(real));
  await expect(what.getByText("这是模拟")).toHaveCount(0);
  await page.reload();
  await expect(figure).toHaveText(String(real));
  expect(desks.complaints).toEqual([]);
});

/** How many rows a table has once all of them are drawn: long ones come in portions, and say so. */
async function settled(table: Locator): Promise<number> {
  await expect(table.and(table.page().locator(":not([aria-busy])"))).toBeVisible();
  return table.getByRole("row").count();
}

test("art 19: how sure the shortlist is, and the list by adjusted scores, are reckoned in this page alone", async ({ desks }) => {
  const page = await desks.seat(CHAIR);
  await open(page, "/review/board");
  await expect(page.getByText(/^实时/)).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
  const sure = page.locator("#sure");
  const said = sure.locator("p[role=status]");
  const headline = /^预计名单中(约有|有|只有).*确实属于前 \d+ 名。$/;
  const table = sure.getByRole("table", { name: /^说不准的经验/ });

  await test.step("a figure for the list, chances with rank intervals, and the reviews to wait for", async () => {
    await sure.getByText("名单有多大把握（计算）").click();
    await sure.getByRole("button", { name: "计算把握度" }).click();
    await expect(said).toHaveText(headline);
    await expect(sure.getByRole("progressbar")).toHaveCount(0);
    await expect(sure.getByRole("button", { name: "重新计算" })).toBeFocused();
    await expect(table.getByRole("row").nth(1)).toContainText(/\d+%/);
    const some = await settled(table);
    expect(some).toBeGreaterThan(2);
    await expect(sure.getByText(/重抽样 1000 次，随机种子 2026/)).toBeVisible();
    await sure.getByText("怎样计算，有多可信").click();
    await expect(sure.getByText(/是否列入由专业组合议决定（第十九条、第二十条）/)).toBeVisible();
    await sure.getByRole("button", { name: /^显示全部 \d+ 项/ }).click();
    expect(await settled(sure.getByRole("table", { name: "全部经验的列入把握" }))).toBeGreaterThan(some);
    await sure.getByRole("button", { name: "只显示说不准的" }).click();
    await expect(table.getByRole("row")).toHaveCount(some);
  });

  await test.step("the same again for whoever asks again", async () => {
    await settled(table);
    const first = await table.innerText();
    await sure.getByRole("button", { name: "重新计算" }).click();
    await expect(said).toHaveText(headline);
    await expect(sure.getByRole("progressbar")).toHaveCount(0);
    await settled(table);
    expect(await table.innerText()).toBe(first);
  });

  await test.step("it leads to the rows of the board", async () => {
    const missing = sure.getByRole("region", { name: "哪份未交的评审最能说明问题" }).getByRole("link").first();
    const title = (await missing.textContent()) ?? "";
    await missing.click();
    await expect(page.locator("#detail")).toContainText(title);
    await expect(page.locator("#board-rows a:focus")).toHaveText(title);
  });

  // A fifth of the demonstration's applications is read across panels, so its panels are bridged.
  await test.step("by adjusted scores: a simulation, raw beside adjusted, with the experts' effects", async () => {
    await page.getByText("假如……（模拟）").click();
    const what = page.locator("#what-if");
    await what.getByLabel("排名依据").selectOption({ label: "校正分" });
    await expect(what.locator("div[role=status]")).toContainText("这是模拟，不是评审结果");
    await expect(what.getByLabel("去掉最高分和最低分")).toBeDisabled();
    await expect(page.getByText("下表按模拟条件排列，不是评审结果。")).toBeVisible();
    await expect(page.locator(".scores").getByRole("columnheader", { name: "校正" })).toBeVisible();
    await what.locator("summary").filter({ hasText: "校正所用的专家尺度" }).click();
    const effects = what.getByRole("table", { name: "校正所用的专家尺度" }).getByRole("row");
    // One of the demonstration's experts is harsh, and stands first.
    await expect(effects.nth(1)).toContainText("专家13（演示）");
    await expect(effects.nth(1)).toContainText("偏严");
    await expect(page.locator("#detail")).toContainText("校正分");
  });

  await test.step("what was reckoned before is out of date, and says so", async () => {
    await expect(said).toContainText("以下结果已经过时");
    await sure.getByRole("button", { name: "重新计算" }).click();
    await expect(said).toHaveText(headline);
    await expect(sure.getByText(/依据：校正分/)).toBeVisible();
    await page.locator("#what-if").getByRole("button", { name: "结束模拟" }).click();
    await expect(page.getByText("下表按模拟条件排列，不是评审结果。")).toHaveCount(0);
  });

  await test.step("and it all fits a small telephone", async () => {
    await page.setViewportSize({ width: 320, height: 720 });
    const wide = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
  // The page's own program may still be coming; of what was reckoned nothing leaves.
  expect(sent.filter((one) => !one.startsWith("GET ") || /\/api\/(?!review\/(board|delta))/.test(one))).toEqual([]);
  expect(desks.complaints).toEqual([]);
});

test("without script the board is complete, and filters by address", async ({ desks }) => {
  const page = await desks.seat(CHAIR, { javaScriptEnabled: false });
  await page.goto("/review/board");
  const rows = page.getByRole("table", { name: "各项经验的评分，按名次" }).getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(100);
  await page.getByRole("link", { name: /^显示全部 \d+ 项/ }).click();
  await expect(rows.nth(100)).toBeAttached();
  await expect(page.getByText(/^画面截至 /)).toBeVisible();
  await page.getByLabel("显示").selectOption({ label: "缺评分的" });
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(rows.filter({ visible: true }).first()).toContainText(/缺 \d 份/);
  await rows.filter({ visible: true }).first().getByRole("link").click();
  await expect(page.locator("#detail").getByRole("table")).toBeVisible();
  // What only a script can reckon is not promised.
  await expect(page.locator("#sure, #what-if")).toHaveCount(0);
});
