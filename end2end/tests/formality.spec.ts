// The Office's checklist (Art. 18): computed where it can be, ticked by a person where it cannot.

import { expect, mark, open, test } from "../support/desk";
import { grave } from "../support/inspect";
import { checklist, line, list, pass, tick, waiting } from "../support/office";
import { OFFICE } from "../support/people";

const SEAL = "扫描件已签字盖章，且与电子版一致";

test("what waits longest is next", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/formality");
  const first = await page.getByRole("row").nth(1).getByRole("cell").first().innerText();
  await expect(page.getByRole("row").nth(1)).toContainText("已推荐");
  await page.getByLabel("显示").selectOption("recommended");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/项中的 \d+ 项/);
  await page.getByRole("link", { name: `审查下一项：${first}` }).click();
  await expect(page).toHaveTitle(new RegExp(first));
  expect(desks.complaints).toEqual([]);
});

test("an open list cannot be passed; ticked in full it can, once and for all", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  const reference = await waiting(page);
  await checklist(page, reference);
  await page.getByRole("button", { name: "通过形式审查" }).click();
  await expect(page.getByRole("alert")).toContainText(/清单中还有 \d 项未核对/);
  await expect(page.getByRole("alert")).toContainText("第十八条");
  expect(await tick(page)).toBeGreaterThan(2);
  await expect(page.getByText("全部符合，可以通过。")).toBeVisible();
  await pass(page, reference);
  await checklist(page, reference);
  await expect(page.getByText(/已于 .* 通过形式审查/)).toBeVisible();
  await expect(page.getByRole("button", { name: "通过形式审查" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^保存/ })).toHaveCount(0);
  expect(desks.unexpected()).toEqual([]);
});

test("reasons stay under their items while the checklist is answered, and with their dossier", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await checklist(page, await waiting(page, undefined, 1));
  await list(page).getByText("要求补正", { exact: true }).click();
  const unanswered = list(page).getByRole("listitem").filter({ has: page.getByText("待核对", { exact: true }) }).filter({ has: page.getByRole("heading") });
  const codes = await unanswered.evaluateAll((all) => all.map((li) => li.id));
  const asked = [];
  for (const code of codes) if ((await page.locator(`#mend-${code}`).count()) > 0) asked.push(code);
  expect(asked.length).toBeGreaterThan(1);
  const order = await page.locator("#ask-correction textarea").evaluateAll((all) => all.map((area) => area.id));
  for (const code of asked) await page.locator(`#mend-${code}`).fill(`请补正：${code}（演示）`);
  await page.getByText("不予通过", { exact: true }).click();
  const why = page.locator("#reject-item");
  const other = await why.evaluate((list: HTMLSelectElement) => [...list.options].find((one) => !one.selected)?.value ?? "");
  await why.selectOption(other);
  // The first of them turns out to be satisfied: no reason moves, what is unfolded stays so, what is chosen too.
  const first = list(page).locator(`li#${asked[0]}`);
  const item = (await first.getByRole("heading").textContent()) ?? "";
  await mark(first.getByRole("radio", { name: "符合", exact: true }));
  await first.getByRole("button", { name: `保存 ${item}` }).click();
  await expect(first).toContainText("人工认定：符合");
  for (const code of asked) await expect(page.locator(`#mend-${code}`)).toHaveValue(`请补正：${code}（演示）`);
  await expect(page.locator(`#mend-${asked[0]}`)).toBeVisible();
  await expect(why).toBeVisible();
  await expect(why).toHaveValue(other);
  expect(await page.locator("#ask-correction textarea").evaluateAll((all) => all.map((area) => area.id))).toEqual(order);
  await expect(page.locator("#ask-correction .q").filter({ has: page.locator(`#mend-${asked[0]}`) })).toContainText("符合");
  // Whoever goes on to the next dossier with a reason half written begins there with nothing.
  await page.getByLabel("不予通过的理由").fill("写到一半的理由");
  await page.getByLabel("不予通过的理由").blur();
  const before = page.url();
  await page.keyboard.press("n");
  await expect(page).not.toHaveURL(before);
  await expect(page.getByLabel("不予通过的理由")).toHaveValue("");
  for (const code of asked) await expect(page.locator(`#mend-${code}`)).not.toHaveValue(/请补正/);
  expect(desks.complaints).toEqual([]);
});

test("overruling what was computed needs a reason", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await checklist(page, await waiting(page, undefined, 1));
  const item = "近三年连续盈利";
  const at = line(page, item);
  await expect(at).toContainText("系统核对：符合");
  await at.getByText("人工改判").click();
  await mark(at.getByRole("radio", { name: "不符合" }));
  await at.getByRole("button", { name: `保存 ${item}` }).click();
  await expect(at.getByRole("alert")).toContainText("请写明理由");
  await expect(at).not.toContainText("人工认定：不符合");
  await at.getByLabel("说明").fill("审计报告第 3 页所列 2024 年为亏损。（演示）");
  await at.getByRole("button", { name: `保存 ${item}` }).click();
  await expect(at).toContainText("人工认定：不符合");
  await expect(at).toContainText("审计报告第 3 页");
  await page.reload();
  await expect(line(page, item)).toContainText("人工认定：不符合");
});

test("a seal that is missing is a finding with its reason", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  // In the demonstration, what a person has answered and not passed lacks its seal.
  await checklist(page, await waiting(page, /\b[2-9] \/ \d+/));
  await expect(line(page, SEAL)).toContainText("人工认定：不符合");
  await expect(line(page, SEAL)).toContainText("扫描件缺法定代表人签字和公章");
  await page.getByRole("button", { name: "通过形式审查" }).click();
  await expect(page.getByRole("alert")).toContainText("1 项不符合");
});

test("taken by one person of the Office; refused with its article, and the reason is read by the applicant", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  const reference = await waiting(page, undefined, 2);
  await checklist(page, reference);
  await page.getByRole("button", { name: "我来审查" }).click();
  await expect(page.getByText(/您正在审查这一项/)).toBeVisible();
  // Without script what was written comes back whole, to be mended.
  const plain = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await plain.goto(page.url());
  await plain.getByText("不予通过", { exact: true }).click();
  await plain.getByLabel("不符合的要求").selectOption({ label: "第九条（一） 近三年连续盈利" });
  await plain.getByLabel("不予通过的理由").fill("不行");
  await plain.getByRole("button", { name: "作出不予通过的结论" }).click();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText("没有提交成功 / Not accepted");
  await expect(plain.getByRole("alert")).toContainText("10");
  await expect(plain.getByRole("textbox", { name: "理由 / Reason" })).toHaveValue("不行");
  await plain.setViewportSize({ width: 320, height: 900 });
  expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // Axe needs script: it is shown the same page where there is some.
  const looked = await desks.seat();
  const body = await plain.content();
  await looked.route("**/refused", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await looked.goto("/refused");
  expect(await grave(looked)).toEqual([]);
  await plain.getByRole("textbox", { name: "理由 / Reason" }).fill("还不");
  await plain.getByRole("button", { name: "重新提交 / Send again" }).click();
  await expect(plain.getByRole("textbox", { name: "理由 / Reason" })).toHaveValue("还不");
  await expect(plain.getByRole("link", { name: /打开原页面/ })).toHaveAttribute("href", new URL(page.url()).pathname);
  expect(desks.taken().filter((text) => !/status of 422/.test(text))).toEqual([]);

  await page.getByText("不予通过", { exact: true }).click();
  await page.getByLabel("不符合的要求").selectOption({ label: "第九条（一） 近三年连续盈利" });
  await page.getByLabel("不予通过的理由").fill("不行");
  await page.getByRole("button", { name: "作出不予通过的结论" }).click();
  await expect(page.getByRole("alert")).toContainText("10");
  await page.getByLabel("不予通过的理由").fill("审计报告显示 2024 年净利润为负，不符合连续盈利的要求。（演示）");
  await page.getByRole("button", { name: "作出不予通过的结论" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "形式审查" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: reference })).toContainText("形式审查未通过");
  await checklist(page, reference);
  await expect(page.getByRole("region", { name: "不予通过" })).toContainText("第九条（一）");
  await page.keyboard.press("n");
  await expect(page).not.toHaveTitle(new RegExp(reference));
  expect(desks.complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});

test("what stands twice is looked at with a note, and leaves the list of what is to be looked at", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/formality");
  await expect(page.getByRole("img", { name: /待审查，按已等待的天数/ })).toBeVisible();
  await page.getByRole("link", { name: "重复与往届入选核对" }).click();
  const findings = page.locator("ol.findings > li");
  // The demonstration has some.
  await expect(findings.first()).toBeVisible();
  const all = await findings.count();
  const first = findings.first();
  const facts = await first.locator("blockquote").allInnerTexts();
  expect(facts.every((text) => text.length > 0)).toBe(true);
  // What is begun beside another finding stays beside it when this one leaves the list.
  const second = (await findings.nth(1).getAttribute("id")) ?? "";
  await findings.nth(1).getByRole("textbox").fill("写到一半的说明");
  await first.getByRole("textbox").fill("两份报告为同一集团的两家企业，段落相同，已要求说明。（演示）");
  await first.getByRole("button", { name: /^记为已核对/ }).click();
  await expect(findings).toHaveCount(all - 1);
  await expect(first).toHaveId(second);
  await expect(first.getByRole("textbox")).toHaveValue("写到一半的说明");
  await expect(findings.nth(1).getByRole("textbox")).toHaveValue("");
  await page.getByLabel("显示").selectOption("all");
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page.getByText("段落相同，已要求说明")).toBeVisible();
  // Without script, a blank note is refused.
  const plain = await desks.seat(OFFICE, { javaScriptEnabled: false });
  await plain.goto("/formality/duplicates?show=all");
  await expect(plain.getByText("段落相同，已要求说明")).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("statistics add up and leave as tables", async ({ desks }) => {
  const page = await desks.seat(OFFICE);
  await open(page, "/formality/statistics");
  const [total, waiting, correcting, passed, refused] = await Promise.all(["全部", "待审查", "补正中", "通过", "不予通过"].map(async (n) => {
    const exact = page.locator(".fig").filter({ has: page.locator("small", { hasText: new RegExp(`^${n}$`) }) });
    return Number(await exact.locator("b").innerText());
  }));
  expect(total).toBe(waiting + correcting + passed + refused);
  for (const ending of ["xlsx", "csv"]) {
    const answer = await page.request.get(`/formality/export/statistics.${ending}`);
    expect(answer.status()).toBe(200);
  }
  expect(desks.complaints).toEqual([]);
});
