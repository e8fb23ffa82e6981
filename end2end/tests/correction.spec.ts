// Titles of seasons before this system are set right, the register is narrowed (Art. 22, 23), and the system administrator
// reads what runs.

import { expect, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { OFFICE } from "../support/people";

test.use({ until: "title" });

const SYSTEM = "system-admin@example.com";
const WHY = "与当年公告的名单核对，单位名称和年度有误。";

interface Line {
  number: string;
  year: number;
  organisation: string;
  announced: string | null;
}

for (const script of [true, false]) {
  const with_ = script ? "with script" : "without script";

  test(`art 23: the Office corrects an earlier title, and everybody reads what and why, ${with_}`, async ({ desks, request }, info) => {
    test.setTimeout(180_000);
    const all = (await (await request.get("/title/export/register.json?year=2025")).json()) as { titles: Line[] };
    const title = all.titles.filter((t) => !t.announced)[script ? 0 : 1]!;
    const office = await desks.seat(OFFICE, { javaScriptEnabled: script });
    await inspect(desks, office, info, "title-correct", `/title/${title.number}/correct`, "zh", script);
    const english = await desks.seat(OFFICE, { lang: "en", javaScriptEnabled: script });
    await inspect(desks, english, info, "title-correct", `/title/${title.number}/correct`, "en", script);
    await office.goto(`/title/${title.number}`);
    await office.getByRole("link", { name: "更正往年称号" }).click();
    const main = office.getByRole("main");
    await main.getByLabel("单位", { exact: true }).fill(`${title.organisation}（更正）`);
    await main.getByRole("button", { name: "更正", exact: true }).click();
    // No reason: nothing typed is lost.
    await expect(main.getByRole("alert")).toBeVisible();
    await expect(main.getByLabel("更正理由")).toHaveAttribute("aria-invalid", "true");
    await expect(main.getByLabel("单位", { exact: true })).toHaveValue(`${title.organisation}（更正）`);
    expect(desks.taken().filter((text) => !/status of 422/.test(text))).toEqual([]);
    await main.getByLabel("更正理由").fill(WHY);
    await main.getByLabel("年度", { exact: true }).fill("2024");
    await main.getByRole("button", { name: "更正", exact: true }).click();
    await expect(main.getByRole("heading", { name: "更正记录" })).toBeVisible();
    await expect(main).toContainText(WHY);
    const now = new URL(office.url()).pathname.split("/").pop()!;
    expect(now).toMatch(/^2024-/);

    const anybody = await desks.seat(undefined, { javaScriptEnabled: script });
    await anybody.goto(`/title/${title.number}`);
    await expect(anybody.getByRole("heading", { name: "编号已更正" })).toBeVisible();
    await anybody.getByRole("link", { name: "查验更正后的编号" }).click();
    await expect(anybody.getByRole("main")).toContainText(`${title.organisation}（更正）`);
    await expect(anybody.getByRole("link", { name: "更正往年称号" })).toHaveCount(0);
    const reader = await desks.seat(undefined, { lang: "en", javaScriptEnabled: script });
    await inspect(desks, reader, info, "title-corrected", `/title/${now}`, "en", script);
  });

  test(`art 22: the register is narrowed by direction and standing, and its pages keep it, ${with_}`, async ({ desks }) => {
    const page = await desks.seat(undefined, { javaScriptEnabled: script });
    await page.goto("/");
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "质量标杆名录" }).click();
    const main = page.getByRole("main");
    await main.getByRole("combobox", { name: "方向" }).selectOption({ index: 1 });
    await main.getByLabel("状态").selectOption({ label: "有效" });
    await main.getByLabel("排列").selectOption({ label: "按单位名称" });
    await main.getByRole("button", { name: "筛选" }).click();
    await expect(page).toHaveURL(/direction=.+state=valid.+order=organisation|order=organisation/);
    await expect(main.getByLabel("状态")).toHaveValue("valid");
    const csv = (await main.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "";
    for (const part of ["direction=", "state=valid", "order=organisation"]) expect(csv).toContain(part);
    // Pages keep the order.
    await page.goto("/title?order=oldest&state=valid");
    await main.getByRole("link", { name: "下一页" }).click();
    await expect(page).toHaveURL(/order=oldest/);
    await expect(page).toHaveURL(/state=valid/);
    await expect(page).toHaveURL(/page=2/);
    await expect(main.getByLabel("排列")).toHaveValue("oldest");
  });
}

for (const lang of ["zh", "en"] as const) {
  test(`what runs, for the system administrator, ${lang}`, async ({ desks }, info) => {
    test.setTimeout(120_000);
    const system = await desks.seat(SYSTEM, { lang });
    await inspect(desks, system, info, "system", "/system", lang);
    await expect(system.getByRole("main")).toContainText(/SQLite|PostgreSQL/);
    // What a job does is said in words, not by the name the log has for it.
    const jobs = await system.getByRole("table").first().locator("tbody tr > :first-child").allTextContents();
    expect(jobs.length).toBeGreaterThan(5);
    for (const job of jobs) expect(job).toMatch(lang === "zh" ? /\p{Script=Han}/u : /^[A-Z]/);
    await expect(system.getByText("secret_key", { exact: true })).toBeVisible();
    const office = await desks.seat(OFFICE, { lang });
    expect((await office.context().request.get("/system")).status()).toBe(404);
  });
}
