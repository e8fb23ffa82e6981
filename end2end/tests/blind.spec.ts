// A season whose written review is blind (Art. 15): the Office is told where names still stand, dossier by dossier.

import { expect, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { OFFICE } from "../support/people";

test.use({ until: "blind" });

const LIST = "/formality/blind";

test("art 15: where applicants still give themselves away is told to the Office alone, and found in its surroundings", async ({ desks }, info) => {
  test.setTimeout(120_000);
  const page = await desks.seat(OFFICE);
  await open(page, "/formality");
  await page.getByRole("link", { name: "盲评检查一览" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "盲评检查一览" })).toBeVisible();
  await expect(page.getByText("检查了 12 项已提交的申报。")).toBeVisible();
  const rows = page.getByRole("table").getByRole("row");
  // The summaries of the demonstration begin with the name of who applies.
  await expect(rows).toHaveCount(13);
  const [title, applicant] = [await rows.nth(1).getByRole("link").innerText(), await rows.nth(1).getByRole("cell").first().innerText()];
  await rows.nth(1).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "盲评检查" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(title);
  await expect(page.locator("mark").first()).toHaveText(applicant);
  const report = new URL(page.url()).pathname;
  for (const lang of ["zh", "en"] as const) {
    const desk = await desks.seat(OFFICE, { lang, javaScriptEnabled: lang === "zh" });
    for (const [name, path] of [["blind-list", LIST], ["blind-report", report]]) await inspect(desks, desk, info, name, path, lang, lang === "zh");
  }
  // Who scores is told what everybody is told of what is not there.
  const expert = await desks.seat("expert02@example.com");
  for (const path of [LIST, report]) expect((await expert.context().request.get(path)).status(), path).toBe(404);
  expect(desks.complaints).toEqual([]);
});
