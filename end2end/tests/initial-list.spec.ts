// From the panels' results to the signed initial list (Art. 20), and the pages of the defence, the list, the
// notice and the announcement as their people find them then.

import type { Locator, Page } from "@playwright/test";
import { expect, open, test } from "../support/desk";
import { type Pages, inspectAll } from "../support/inspect";
import { CHAIR, OFFICE, VICE_CHAIR, experts } from "../support/people";
import { owed, reasons } from "../support/signing";

test.use({ until: "list" });

/** Address of the first link of a page that begins so. */
const link = (on: string, begins: string) => async (page: Page) => {
  await page.goto(on);
  return (await page.getByRole("main").locator(`a[href^="${begins}"]`).first().getAttribute("href")) ?? "";
};

const DESKS: [desk: string, who: string | undefined, pages: Pages][] = [
  ["office", OFFICE, [
    ["defence-office", "/defence"],
    ["defence-session", link("/defence", "/defence/session/")],
    ["defence-room", async (page) => link(await link("/defence", "/defence/session/")(page), "/defence/room/")(page)],
    ["notice-prepare", "/notice/prepare"],
    ["objections-office", "/notice/objections"],
    ["announcement-office", "/announcement"],
    ["list-office", "/initial-list"],
  ]],
  ["chair", CHAIR, [
    ["initial-list", "/initial-list"],
    ["board-defence", "/review/board"],
    ["deliberation-defence", "/deliberation"],
    ["objections-chair", "/notice/objections"],
  ]],
  ["expert", experts(5)[2], [
    ["defence-expert", "/defence"],
    ["reviews-defence", "/review"],
  ]],
  ["public", undefined, [["notice-none", "/notice"]]],
];

for (const lang of ["zh", "en"] as const) {
  const script = lang === "zh";
  for (const [desk, who, pages] of DESKS) {
    test(`${desk}, ${lang}`, async ({ desks }, info) => {
      test.setTimeout(60_000 + pages.length * 40_000);
      const page = await desks.seat(who, { lang, javaScriptEnabled: script });
      await inspectAll(desks, page, info, pages, lang, script);
    });
  }
}

test("art 20: what is typed into one form stands when another is saved, by oneself or by the other head", async ({ desks }) => {
  const chair = await desks.seat(CHAIR);
  await open(chair, "/initial-list");
  const rows = chair.locator("tr[id^='a-']");
  const [first, second, third] = await rows.evaluateAll((all) => all.slice(0, 3).map((row) => row.id));
  const write = async (page: Page, id: string, text: string) => {
    const row = page.locator(`#${id}`);
    await row.getByText("作出决定").click();
    await row.getByRole("textbox").fill(text);
    return row;
  };
  const save = (row: Locator) => row.getByRole("button", { name: "保存" }).click();
  const stored = (row: Locator) => row.locator("td > p");
  const unfolded = (row: Locator) => row.locator("details[open]");
  const [half, other] = [await write(chair, second, "写到一半"), await write(chair, third, "另一项写到一半")];
  const whole = await write(chair, first, "委员会与专业组意见一致，同意列入。（演示）");
  await save(whole);
  await expect(stored(whole)).toContainText("委员会与专业组意见一致");
  // What was taken is folded away; what is being typed into stays as it is.
  await expect(unfolded(whole)).toHaveCount(0);
  await expect(half.getByRole("textbox")).toBeVisible();
  await expect(half.getByRole("textbox")).toHaveValue("写到一半");
  // What is refused is said beside its form, and takes nothing from it or from the others.
  await save(half);
  await expect(half.getByRole("alert")).toContainText(/至少|太短|10/);
  await expect(chair.getByRole("alert")).toHaveCount(1);
  await expect(half.getByRole("textbox")).toHaveValue("写到一半");

  // The other head decides on the same meanwhile: it is told and shown, and nothing is overwritten unread.
  const vice = await desks.seat(VICE_CHAIR);
  await open(vice, "/initial-list");
  const there = await write(vice, second, "副主任委员先记下的意见，供商议。（演示）");
  await save(there);
  await expect(stored(there)).toContainText("副主任委员先记下的意见");
  const mine = "两位商议后意见一致，理由备查。（演示）";
  await half.getByRole("textbox").fill(mine);
  await save(half);
  await expect(stored(half)).toContainText("副主任委员先记下的意见");
  await expect(half.getByRole("alert")).toContainText("没有覆盖");
  await expect(unfolded(half)).toHaveCount(1);
  await expect(half.getByRole("textbox")).toHaveValue(mine);
  await save(half);
  await expect(stored(half)).toContainText(mine);
  await expect(chair.getByRole("alert")).toHaveCount(0);
  await expect(unfolded(half)).toHaveCount(0);
  await expect(other.getByRole("textbox")).toBeVisible();
  await expect(other.getByRole("textbox")).toHaveValue("另一项写到一半");
  await expect(stored(other)).toHaveCount(0);
  // What the other page has read is not what stands now: whoever signs it is told, and shown what does.
  await vice.getByRole("button", { name: "签署初评名单" }).click();
  await expect(vice.getByRole("alert")).toContainText("已有变化");
  await expect(stored(there)).toContainText(mine);
  expect(desks.unexpected()).toEqual([]);
});

test("art 20: two heads decide, sign and confirm; the Office sees it then and not before", async ({ desks }) => {
  test.setTimeout(180_000);
  const office = await desks.seat(OFFICE);
  await open(office, "/initial-list");
  await expect(office.getByRole("main")).not.toContainText("QB-2026-");

  // A head decides without script: what is refused keeps what was typed.
  const chair = await desks.seat(CHAIR, { javaScriptEnabled: false });
  await chair.goto("/initial-list");
  await expect(chair.getByRole("heading", { level: 1 })).toContainText("初评名单");
  const form = chair.locator("details").filter({ hasText: "作出决定" }).first();
  await form.locator("summary").click();
  await form.getByLabel("不列入").check();
  await form.getByRole("textbox").fill("太短");
  await form.getByRole("button", { name: "保存" }).click();
  const again = chair.locator("details[open]").filter({ hasText: "作出决定" });
  await expect(again.getByRole("textbox")).toHaveValue("太短");
  await expect(again.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await again.getByRole("textbox").fill("与另一经验做法相同，委员会认为代表性不足。（演示）");
  await again.getByRole("button", { name: "保存" }).click();
  await expect(chair.getByText("与另一经验做法相同").first()).toBeVisible();
  // More of a category than planned owes a reason before anybody signs.
  await expect(owed(chair)).not.toHaveCount(0);
  await reasons(chair, false);
  await chair.getByRole("button", { name: "签署初评名单" }).click();
  await expect(chair.getByText(/一人已签署/).first()).toBeVisible();
  await expect(chair.getByRole("button", { name: "确认初评名单" })).toHaveCount(0);

  const vice = await desks.seat(VICE_CHAIR);
  await open(vice, "/initial-list");
  await vice.getByRole("button", { name: "确认初评名单" }).click();
  // With script the page stays until the answer is there.
  await expect(vice.getByRole("button", { name: "确认初评名单" })).toHaveCount(0);
  await expect(vice.getByText("两人已签署").first()).toBeVisible();

  await open(office, "/initial-list");
  await expect(office.getByRole("main")).toContainText("QB-2026-");
  // Nothing reaches applicants before the notice.
  await open(office, "/notice/prepare");
  await expect(office.getByRole("heading", { level: 1 })).toBeVisible();
  expect(desks.unexpected()).toEqual([]);
});
