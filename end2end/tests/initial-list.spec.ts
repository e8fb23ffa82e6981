// From the panels' results to the signed initial list (Art. 20), and the pages of the defence, the list, the
// notice and the announcement as their people find them then.

import type { Page } from "@playwright/test";
import { expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { CHAIR, OFFICE, VICE_CHAIR, experts } from "../support/people";

test.use({ until: "list" });

/** Expected refusals are told by the browser. */
const unexpected = (complaints: string[]) => complaints.filter((text) => !/status of 4(09|22)/.test(text));

/** Address of the first link of a page that begins so. */
const link = (on: string, begins: string) => async (page: Page) => {
  await page.goto(on);
  return (await page.getByRole("main").locator(`a[href^="${begins}"]`).first().getAttribute("href")) ?? "";
};

const DESKS: [desk: string, who: string | undefined, pages: [name: string, path: string | ((page: Page) => Promise<string>)][]][] = [
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
      for (const [name, path] of pages) {
        await test.step(name, async () => {
          const to = typeof path === "string" ? path : await path(page);
          expect(to, `address of ${name}`).not.toBe("");
          await inspect(desks, page, info, name, to, lang, script);
        });
      }
    });
  }
}

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
  const owed = chair.locator("[aria-labelledby=categories] li").filter({ hasText: "多于计划" });
  for (let n = 0; n < (await owed.count()); n += 1) {
    await owed.nth(n).locator("summary").click();
    await owed.nth(n).getByRole("textbox").fill("各专业组推荐与专业组排序一致，委员会同意。（演示）");
    await owed.nth(n).getByRole("button", { name: "保存" }).click();
    await expect(owed.nth(n).locator("p").first()).toContainText("各专业组推荐与专业组排序一致");
  }
  await chair.getByRole("button", { name: "签署初评名单" }).click();
  await expect(chair.getByText(/一人已签署/).first()).toBeVisible();
  await expect(chair.getByRole("button", { name: "确认初评名单" })).toHaveCount(0);

  const vice = await desks.seat(VICE_CHAIR);
  await open(vice, "/initial-list");
  await vice.getByRole("button", { name: "确认初评名单" }).click();
  await expect(vice.getByText(/确认$/).first()).toBeVisible();

  await open(office, "/initial-list");
  await expect(office.getByRole("main")).toContainText("QB-2026-");
  // Nothing reaches applicants before the notice.
  await open(office, "/notice/prepare");
  await expect(office.getByRole("heading", { level: 1 })).toBeVisible();
  expect(unexpected(desks.complaints)).toEqual([]);
});
