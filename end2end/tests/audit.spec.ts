// Every page, in both languages, on a desk screen and on a telephone. With
// BIAOGAN_E2E_SCREENS=1 a picture of each is kept in test-results/screens.

import type { Page } from "@playwright/test";
import { register } from "../support/applicant";
import { expect, test } from "../support/desk";
import { type Pages, inspect, inspectAll } from "../support/inspect";
import { checklist, pass, tick, waiting } from "../support/office";
import { CHAIR, LEAD, OFFICE, PASSWORD, UNIT, experts } from "../support/people";

/** Address of the first link in a list's row that has these words. */
const row = (list: string, words: string | RegExp) => async (page: Page) => {
  await page.goto(list);
  const href = await page.getByRole("row").filter({ hasText: words }).getByRole("link").first().getAttribute("href");
  return href ?? "";
};

const WIZARD = ["organisation", "finance", "size", "title", "method", "report", "results", "declarations", "attachments"];

/** Address of the organisation's own dossier. */
async function own(page: Page): Promise<string> {
  await page.goto("/application");
  const href = await page.getByRole("main").locator('a[href^="/application/"]').first().getAttribute("href");
  return /^\/application\/[0-9a-z]+/.exec(href ?? "")?.[0] ?? "";
}

/** Address that compares the first two of the unit's list. */
async function pair(page: Page): Promise<string> {
  await page.goto("/recommendation");
  const links = page.getByRole("table").locator('a[href^="/recommendation/"]');
  const ids = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")?.split("/").pop() ?? ""));
  return `/recommendation/compare?a=${ids[0]}&b=${ids[1]}`;
}

const DESKS: [desk: string, who: string | undefined, pages: Pages][] = [
  ["public", undefined, [
    ["call", "/"], ["eligibility", "/eligibility"], ["status", "/status"], ["guide", "/guide"],
    ["sign-in", "/sign-in"], ["register", "/register"], ["register-form", "/register?consent=2026-2"], ["privacy", "/privacy"], ["heads", "/journal/heads"], ["reset", "/reset"],
    [
      "eligibility-answered",
      "/eligibility?legal_person=yes&industry=C36&region=R370200&employees=286&revenue_1=1.28&revenue_1.unit=yi&assets_1=20500&net_1=1120&net_2=-3&net_3=870&violation=no&since=2021-03&theme_method=yes&sharing=yes",
    ],
    ["sign-in-first", "/formality"],
  ]],
  // A draft with a loss in one year.
  ["applicant", "org005@example.com", [
    ["mine", "/application"],
    ["tasks", own],
    ...WIZARD.map((name): Pages[number] => [`wizard-${name}`, async (page) => `${await own(page)}/${name}`]),
    ["wizard-finance-checked", async (page) => `${await own(page)}/finance?check=1`],
    ["check", async (page) => `${await own(page)}/check`],
    ["history", async (page) => `${await own(page)}/history`],
  ]],
  ["submitted", "org001@example.com", [
    ["submitted", own],
    ["submitted-page", async (page) => `${await own(page)}/results`],
    ["receipt", async (page) => `${await own(page)}/receipt`],
    ["seal", async (page) => `${await own(page)}/seal`],
  ]],
  ["newcomer", undefined, [["mine-none", "/application"], ["start", "/application/start?industry=C36&region=R370200&revenue_1=1.28&revenue_1.unit=yi"]]],
  ["unit", UNIT, [
    ["inbox", "/inbox"],
    ["unit", "/recommendation"],
    ["unit-reading", row("/recommendation", /已提交|Submitted/)],
    ["unit-recommended", row("/recommendation", /资料评审|Written review/)],
    ["unit-filtered", "/recommendation?show=submitted&size=sme&opinion=no"],
    ["unit-compare", pair],
  ]],
  ["office", OFFICE, [
    ["season", "/season"],
    ["season-import", "/season/import"],
    ["season-unit", "/season?unit=R370200"],
    ["season-calendar", "/season/calendar"],
    ["season-draft", "/season/plan/2026"],
    ...["directions", "windows", "written", "defence", "seats", "limits", "templates"].map((part): Pages[number] => [`season-${part}`, `/season/plan/2026/${part}`]),
    ["formality", "/formality"],
    ["checklist", row("/formality", /0 \/ \d+/)],
    ["duplicates", "/formality/duplicates?show=all"],
    ["statistics", "/formality/statistics"],
    ["checklist-passed", row("/formality", /资料评审|Written review/)],
    ["committee", "/committee"],
    ["assignment", "/committee/assignment"],
    ["assignment-pair", row("/committee/assignment", /QB|ZB|20/)],
    ["pool", "/committee/experts"],
    ["pool-import", "/committee/experts/import"],
    ["expert", "/committee/experts/expert-05"],
    ["expert-new", "/committee/experts/new"],
    ["draw", "/committee/draw"],
  ]],
  ["expert", experts(5)[1], [
    ["reviews", "/review"],
    ["sheet", row("/review", /未开始|Not begun/)],
    ["sheet-checked", async (page) => `${await row("/review", /未开始|Not begun/)(page)}?check=1`],
    ["sheet-sealed", row("/review", /已封存|Sealed/)],
  ]],
  ["unsigned", "expert24@example.com", [["undertaking", "/review"]]],
  ["chair", CHAIR, [
    ["board", "/review/board"],
    ["board-panel", "/review/board/panel-5?show=missing"],
    ["board-projector", "/review/board/panel-5?projector=1"],
    ["undertaking-head", "/review/undertaking"],
    ["deliberation", "/deliberation"],
    ["deliberation-panel", "/deliberation/panel-8"],
  ]],
  ["lead", LEAD, [["board-lead", "/review/board"]]],
  ["presiding", experts(8)[0], [["deliberation-lead", "/deliberation/panel-8"]]],
];

// In Chinese as people use them; in English as the server writes them, which has the same structure
// and takes a fraction of the time: words and widths are what the other language can get wrong.
// No desk changes what another sees: each may be looked at wherever there is a worker free.
test.describe.configure({ mode: "parallel" });

for (const lang of ["zh", "en"] as const) {
  const script = lang === "zh";
  for (const [desk, who, pages] of DESKS) {
    test(`${desk}, ${lang}`, async ({ desks }, info) => {
      test.setTimeout(60_000 + pages.length * 40_000);
      const page = await desks.seat(who, { lang, javaScriptEnabled: script });
      if (desk === "newcomer") {
        await register(page, "演示新组织有限公司", PASSWORD);
      }
      await inspectAll(desks, page, info, pages, lang, script);
    });
  }
}

test("a page that is not there says so, with its status", async ({ desks }) => {
  const page = await desks.seat();
  const answer = await page.goto("/nowhere");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("main").getByRole("link", { name: "首页" })).toBeVisible();
});

test("the proposal of an assignment, in both languages", async ({ desks }, info) => {
  test.setTimeout(120_000);
  const office = await desks.seat(OFFICE);
  const reference = await waiting(office);
  await checklist(office, reference);
  await tick(office);
  await pass(office, reference);
  desks.taken();
  await inspect(desks, office, info, "committee-proposal", "/committee?propose=yes&seed=7", "zh");
  const english = await desks.seat(OFFICE, { lang: "en" });
  await inspect(desks, english, info, "committee-proposal", "/committee?propose=yes&seed=7", "en");
});
