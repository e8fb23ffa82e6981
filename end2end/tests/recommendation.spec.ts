// The recommending unit's room: its list, its opinion, its quota (Art. 7, 17).

import type { Page } from "@playwright/test";
import { type Desks, expect, open, test } from "../support/desk";
import { UNIT } from "../support/people";

/** Units of large provinces: their quota is used up. */
const PROVINCES = ["r350000", "r110000", "r320000", "r410000", "r370000", "r330000", "r440000"].map((code) => `unit-${code}@example.com`);

/** Another account of the same unit as `UNIT`. */
const COLLEAGUE = "unit-r370200@example.com";

const OPINION = "方法与企业实际结合紧密，三年数据有据可查，在本地区同行中领先，同意推荐。（演示意见）";

const row = (page: Page, words: string) => page.getByRole("row").filter({ hasText: words });

test("the list is searched, filtered and sorted, and can be worked by keyboard", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  const tally = page.getByRole("search").getByRole("status");
  await expect(tally).toHaveText("3 项中的 3 项");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "查找" })).toBeFocused();
  await page.keyboard.type("玻璃");
  await expect(tally).toHaveText("3 项中的 1 项");
  await page.getByRole("searchbox", { name: "查找" }).fill("没有这样的经验");
  await expect(page.getByText("没有符合筛选条件的申报")).toBeVisible();
  await page.getByRole("searchbox", { name: "查找" }).fill("");
  await page.getByLabel("显示").selectOption("submitted");
  await expect(tally).toHaveText("3 项中的 2 项");
  await page.getByLabel("显示").selectOption("");

  const head = page.getByRole("columnheader", { name: "受理号" });
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(page.getByRole("row").nth(1)).toContainText("QB-2026-00139-F");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("row").nth(1)).toContainText("QB-2026-00255-B");

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(row(page, "QB-2026-00255-B").getByRole("link")).toBeFocused();
  await page.keyboard.press("j");
  await expect(row(page, "QB-2026-00228-P").getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(/QB-2026-00228-P/);
  expect(desks.complaints).toEqual([]);
});

test("filters narrow together, count what they leave, and stand in the address", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  const tally = page.getByRole("search").getByRole("status");
  await page.getByLabel("显示").selectOption("submitted");
  await expect(page.locator("#list-opinion option[value=no]")).toHaveText("未写（2）");
  await page.locator("#list-opinion").selectOption("no");
  await page.locator("#list-order").selectOption("yes");
  await expect(tally).toHaveText("3 项中的 0 项");
  await page.locator("#list-order").selectOption("no");
  await expect(tally).toHaveText("3 项中的 2 项");
  await expect(page).toHaveURL(/show=submitted/);
  // The same address, and the form itself, work without script.
  const plain = await desks.seat(UNIT, { javaScriptEnabled: false });
  await plain.goto(page.url());
  await expect(plain.getByRole("search").getByRole("status")).toHaveText("3 项中的 2 项");
  await plain.locator("#list-opinion").selectOption("yes");
  await plain.getByRole("button", { name: "筛选" }).click();
  await expect(plain.getByRole("search").getByRole("status")).toHaveText("3 项中的 0 项");
  expect(desks.complaints).toEqual([]);
});

test("the dossier stands beside the work: the line moves by keyboard and is remembered, keys lead on and never while typing", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  await page.getByRole("table").locator('a[href^="/recommendation/"]').first().click();
  const line = page.getByRole("separator", { name: "左右两栏的宽度" });
  await expect(line).toHaveAttribute("aria-valuenow", "60");
  const width = async () => (await page.getByRole("region", { name: "申报书", exact: true }).boundingBox())?.width ?? 0;
  const before = await width();
  await line.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(line).toHaveAttribute("aria-valuenow", "50");
  await expect.poll(width).toBeLessThan(before - 50);
  const first = await page.title();
  await page.keyboard.press("n");
  await expect(page).not.toHaveTitle(first);
  await expect(line).toHaveAttribute("aria-valuenow", "50");
  await page.keyboard.press("p");
  await expect(page).toHaveTitle(first);
  const opinion = page.getByRole("textbox", { name: "推荐意见" });
  await opinion.fill("");
  await opinion.pressSequentially("npb");
  await expect(opinion).toHaveValue("npb");
  await expect(page).toHaveTitle(first);
  await opinion.blur();
  await page.keyboard.press("b");
  await expect(page.getByRole("heading", { level: 2, name: "申报列表" })).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("two candidates are compared row by row, with or without script", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  await page.getByRole("link", { name: "两份对照" }).click();
  await page.getByLabel("第一份").selectOption({ index: 0 });
  await page.getByLabel("第二份").selectOption({ index: 1 });
  await page.getByRole("button", { name: "对照" }).click();
  const table = page.getByRole("table", { name: "两份申报书逐行对照" });
  await expect(table.getByRole("row", { name: /^营业收入 2025 年/ })).toContainText("亿元");
  await expect(table.getByRole("row", { name: /^摘要/ })).toBeVisible();
  const plain = await desks.seat(UNIT, { javaScriptEnabled: false });
  await plain.goto(page.url());
  await expect(plain.getByRole("row", { name: /^摘要/ })).toBeVisible();
  // The summary sheet leaves on paper, too.
  await page.goto("/recommendation");
  const href = await page.getByRole("link", { name: "PDF", exact: true }).getAttribute("href");
  const answer = await page.request.get(href ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect(desks.complaints).toEqual([]);
});

test("candidates are put in order by keys, and one act recommends none whose opinion is missing", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  const order = page.getByRole("region", { name: "推荐排序" });
  const places = order.locator("ol.ranking > li");
  const title = (n: number) => places.nth(n).getByRole("link").innerText();
  await expect(order).toContainText("尚未排序（2）");
  await order.getByRole("button", { name: /^加入排序/ }).first().click();
  await expect(places).toHaveCount(1);
  await order.getByText("尚未排序（1）").click();
  await order.getByRole("button", { name: /^加入排序/ }).click();
  await expect(places).toHaveCount(2);
  await expect(order.locator(".tag", { hasText: "有名额" })).toHaveCount(2);
  const [first, second] = [await title(0), await title(1)];
  await places.nth(1).getByRole("button", { name: /^上移/ }).focus();
  await page.keyboard.press("Enter");
  await expect(places.nth(0)).toContainText(second);
  expect(await title(1)).toBe(first);
  await expect(places.nth(0).getByRole("button", { name: /^上移/ })).toBeDisabled();
  await order.getByRole("button", { name: "按排序一次推荐" }).click();
  await expect(order.getByRole("alert")).toContainText("推荐意见没有写好，所以都没有推荐");
  // The same without script.
  const plain = await desks.seat(UNIT, { javaScriptEnabled: false });
  await plain.goto("/recommendation");
  await plain.getByRole("button", { name: /^移出排序/ }).first().click();
  await expect(plain.locator("ol.ranking > li")).toHaveCount(1);
  await plain.getByRole("button", { name: /^移出排序/ }).first().click();
  await expect(plain.locator("ol.ranking > li")).toHaveCount(0);
});

test("an opinion is counted, kept, and long enough before anything is recommended", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  await row(page, "QB-2026-00255-B").getByRole("link").click();
  await page.getByRole("textbox", { name: "推荐意见" }).fill("同意推荐。");
  await expect(page.getByText("5 字（推荐时至少 30 字）")).toBeVisible();
  await page.getByRole("button", { name: "保存并推荐" }).click();
  await expect(page.getByRole("alert")).toContainText("至少 30 字，现在 5 字");
  await expect(page.getByRole("textbox", { name: "推荐意见" })).toHaveValue("同意推荐。");
  await page.getByRole("textbox", { name: "推荐意见" }).fill(OPINION);
  await page.getByRole("button", { name: "保存意见" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "推荐意见" })).toHaveValue(OPINION);
  await open(page, "/recommendation");
  await expect(row(page, "QB-2026-00255-B")).toContainText("已写");
});

test("what is typed about one dossier never stands in the form of the next", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  const opinion = page.getByRole("textbox", { name: "推荐意见" });
  // A dossier with another that waits behind it. A page is drawn when its title is there; its address is before that.
  const waiting = row(page, "已提交");
  const titles = await Promise.all([0, 1].map(async (n) => new RegExp(await waiting.nth(n).getByRole("cell").first().innerText())));
  await open(page, (await waiting.first().getByRole("link").getAttribute("href")) ?? "");
  const kept = await opinion.inputValue();
  await page.getByRole("link", { name: "下一项" }).click();
  await expect(page).toHaveTitle(titles[1]);
  const own = await opinion.inputValue();
  await page.keyboard.press("p");
  await expect(page).toHaveTitle(titles[0]);
  await expect(opinion).toHaveValue(kept);
  // Refused, typed, and saved: nothing of it goes along.
  await opinion.fill("写给前一项。");
  await page.getByRole("button", { name: "保存并推荐" }).click();
  await expect(page.getByRole("alert")).toContainText("至少 30 字");
  await opinion.fill(`${OPINION}写给前一项。`);
  await page.getByRole("button", { name: "保存意见" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await opinion.fill(`${OPINION}写给前一项，没有保存。`);
  await opinion.blur();
  await page.keyboard.press("n");
  await expect(page).toHaveTitle(titles[1]);
  await expect(opinion).toHaveValue(own);
  await opinion.fill("不行。");
  await page.getByRole("button", { name: "保存并推荐" }).click();
  await expect(page.getByRole("alert")).toContainText("至少 30 字");
  await opinion.blur();
  await page.keyboard.press("p");
  await expect(page).toHaveTitle(titles[0]);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(opinion).toHaveValue(`${OPINION}写给前一项。`);
  expect(desks.unexpected()).toEqual([]);
});

test("two people of one unit: the later one is told, keeps what was typed, and reads what the colleague wrote", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/recommendation");
  await row(page, "QB-2026-00228-P").getByRole("link").click();
  const opinion = page.getByRole("textbox", { name: "推荐意见" });
  await expect(opinion).toBeVisible();
  const colleague = await desks.seat(COLLEAGUE);
  await open(colleague, new URL(page.url()).pathname);
  await colleague.getByRole("textbox", { name: "推荐意见" }).fill(`${OPINION}同事所写。`);
  const saved = colleague.waitForResponse((r) => r.url().includes("/api/recommendation/opinion"));
  await colleague.getByRole("button", { name: "保存意见" }).click();
  expect((await saved).ok()).toBe(true);

  await opinion.fill("上午打开的页面上写的意见。");
  await page.getByRole("button", { name: "保存意见" }).click();
  await expect(page.getByRole("alert")).toContainText("刚被他人保存");
  await expect(page.getByRole("region", { name: "同事刚保存的意见" })).toContainText("同事所写。");
  await expect(opinion).toHaveValue("上午打开的页面上写的意见。");
  await opinion.fill(`${OPINION}两人都同意。`);
  await page.getByRole("button", { name: "保存意见" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "同事刚保存的意见" })).toHaveCount(0);
  await colleague.reload();
  await expect(colleague.getByRole("textbox", { name: "推荐意见" })).toHaveValue(`${OPINION}两人都同意。`);
  expect(desks.unexpected()).toEqual([]);
});

test("a full quota is told beforehand, refused in words, and a withdrawal frees its seat", async ({ desks }) => {
  const { page, seats, recommended } = await full(desks);
  const meter = page.getByRole("meter", { name: "推荐名额" });
  await expect(meter).toHaveText(`已用 ${seats} 个，共 ${seats} 个`);
  const waiting = row(page, "已提交").filter({ hasText: "中小企业" }).first();
  const reference = await waiting.getByRole("cell").first().innerText();
  await waiting.getByRole("link").click();
  await expect(page.getByText("这项申报可用的名额已经用完。")).toBeVisible();
  await page.getByRole("textbox", { name: "推荐意见" }).fill(OPINION);
  await page.getByRole("button", { name: "保存并推荐" }).click();
  await expect(page.getByRole("alert")).toContainText(`推荐名额 ${seats} 个已用完`);
  await expect(page.getByRole("alert")).toContainText("第十七条");
  await expect(page.getByRole("textbox", { name: "推荐意见" })).toHaveValue(OPINION);

  await open(page, "/recommendation");
  await row(page, recommended).getByRole("link").click();
  await page.getByText("撤回推荐").first().click();
  await page.getByLabel("撤回理由").fill("发现统计口径有误，需由企业核对。（演示）");
  await page.getByRole("button", { name: "撤回推荐" }).click();
  await expect(page.getByRole("meter", { name: "推荐名额" })).toHaveText(`已用 ${seats - 1} 个，共 ${seats} 个`);

  await open(page, "/recommendation");
  await row(page, reference).getByRole("link").click();
  await page.getByRole("textbox", { name: "推荐意见" }).fill(OPINION);
  await page.getByRole("button", { name: "保存并推荐" }).click();
  await expect(page.getByRole("meter", { name: "推荐名额" })).toHaveText(`已用 ${seats} 个，共 ${seats} 个`);
  await expect(page.getByRole("region", { name: "推荐意见" })).toContainText("等待工作办公室形式审查");
  expect(desks.unexpected()).toEqual([]);
});

test("another unit's dossier does not exist", async ({ desks }) => {
  const own = await desks.seat(UNIT);
  await open(own, "/recommendation");
  const href = await row(own, "QB-2026-00228-P").getByRole("link").getAttribute("href");
  const other = await desks.seat(PROVINCES[0]);
  const answer = await other.goto(href ?? "");
  expect(answer?.status()).toBe(404);
  await expect(other.getByRole("main")).not.toContainText("QB-2026-00228-P");
});

/** A unit without a seat left that has something waiting, and something that can be taken back. */
async function full(desks: Desks) {
  for (const who of PROVINCES) {
    const page = await desks.seat(who);
    await open(page, "/recommendation");
    // What a meter says stands between its tags; it is drawn, not written.
    const said = (await page.getByRole("meter", { name: "推荐名额" }).textContent()) ?? "";
    const [used, seats] = (said.match(/\d+/g) ?? []).map(Number);
    const back = row(page, "已推荐");
    if (used === undefined || used !== seats || (await row(page, "已提交").count()) === 0 || (await back.count()) === 0) continue;
    return { page, seats, recommended: await back.first().getByRole("cell").first().innerText() };
  }
  throw new Error("no unit of the demonstration has used up its quota");
}
