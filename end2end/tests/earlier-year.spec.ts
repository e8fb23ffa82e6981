// A season that is over, once the next is open: what was asked, objected to and announced is found under its year, to be
// read and no more (Art. 20–22).

import { expect, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { openNext } from "../support/next-season";
import { CHAIR, MINISTRY, OFFICE } from "../support/people";
import { granted, holder } from "../support/title";

test.use({ until: "title" });
test.describe.configure({ mode: "serial" });

test("art 20, 21: consultation and objections of the year before are read by those who may, and changed by nobody", async ({ desks }, info) => {
  test.setTimeout(240_000);
  const office = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await openNext(office);
  for (const [name, path] of [["意见", "/consultation"], ["异议", "/notice/objections"]]) {
    await office.goto(path!);
    await office.getByRole("navigation", { name: "其他年度" }).getByRole("link", { name: /2026/ }).click();
    await expect(office, name).toHaveURL(/\?year=2026$/);
    await expect(office.getByRole("main")).toContainText("这一年度已经结束");
    await expect(office.getByRole("main").getByRole("button"), name).toHaveCount(0);
  }
  expect(desks.unexpected()).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    for (const [who, desk, paths] of [
      ["office", OFFICE, ["/consultation", "/notice/objections"]],
      ["chair", CHAIR, ["/consultation", "/notice/objections"]],
      ["ministry", MINISTRY, ["/consultation"]],
    ] as const) {
      const page = await desks.seat(desk, { lang });
      for (const path of paths) {
        await inspect(desks, page, info, `earlier-${path.split("/").pop()}-${who}`, `${path}?year=2026`, lang);
      }
    }
  }
});

test("art 22: who won finds the letter of the year before, and everybody the notice and the announcement", async ({ desks, request }, info) => {
  test.setTimeout(120_000);
  const [title] = await granted(request);
  for (const lang of ["zh", "en"] as const) {
    const own = await desks.seat(holder(title!.organisation), { lang });
    await own.goto("/application");
    const dossier = (await own.getByRole("main").getByRole("link", { name: title!.benchmark }).first().getAttribute("href")) ?? "";
    const letter = await own.context().request.get(`${dossier}/letter.pdf`);
    expect(letter.headers()["content-type"]).toBe("application/pdf");
    await inspect(desks, own, info, "earlier-mine", "/application", lang);
    // The next has not begun: that is not the same as over.
    await expect(own.getByRole("main")).toContainText(lang === "zh" ? "申报还没有开始" : "Applications are not open yet");
    await inspect(desks, own, info, "earlier-application", dossier, lang);
    const anybody = await desks.seat(undefined, { lang });
    for (const path of ["/notice/2026", "/announcement/2026"]) {
      await inspect(desks, anybody, info, `earlier${path.replace("/", "-").replace("/2026", "")}`, path, lang);
    }
  }
});
