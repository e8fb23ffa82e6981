// A rehearsal: every page says what it is, and the Office moves its clock (ADR 0024).

import { Desks, awake, expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { OFFICE } from "../support/people";

test("a rehearsal says what it is, and its clock is moved to a phase and to a moment", async ({ browser, desks, world }, info) => {
  test.setTimeout(120_000);
  const real = await desks.seat(OFFICE);
  const answer = await real.goto("/season/clock");
  expect(answer?.status()).toBe(404);
  expect(desks.taken().filter((text) => !/status of 404/.test(text))).toEqual([]);

  const copy = await world.rehearsal();
  const there = new Desks(browser, copy.url);
  try {
    const visitor = await there.seat(undefined, { javaScriptEnabled: false });
    await visitor.goto("/");
    const mark = visitor.getByRole("complementary", { name: "演练说明" });
    await expect(mark).toContainText("其中所做的一切都不算数");
    await expect(mark.getByRole("link")).toHaveCount(0);

    const office = await there.seat(OFFICE);
    await open(office, "/");
    await office.getByRole("complementary", { name: "演练说明" }).getByRole("link", { name: "拨动时钟" }).click();
    await expect(office.getByRole("heading", { level: 1, name: "演练时钟" })).toBeVisible();
    await awake(office);
    await office.getByLabel("拨到").fill("2020-01-01T09:00:00");
    await office.getByRole("button", { name: "拨动时钟" }).click();
    await expect(office.getByRole("alert")).toContainText("时钟只能向后拨");
    await expect(office.getByLabel("拨到")).toHaveValue(/^2020-01-01T09:00/);

    const jump = office.getByRole("button", { name: /^“公示”开始：/ });
    const moment = ((await jump.textContent()) ?? "").replace(/^.*：/, "").slice(0, 16);
    await jump.click();
    await expect(office.getByText(`演练时钟：${moment}（北京时间）`)).toBeVisible();
    await visitor.reload();
    await expect(mark).toContainText(`演练时钟 ${moment}`);

    // The browser notes the answer to the clock that was to go back.
    there.taken();
    await inspect(there, office, info, "rehearsal-clock", "/season/clock", "zh");
    const english = await there.seat(OFFICE, { lang: "en" });
    await inspect(there, english, info, "rehearsal-clock", "/season/clock", "en");
  } finally {
    await there.close();
    await copy.stop();
  }
});
