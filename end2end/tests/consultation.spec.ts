// From the signed initial list through the ministry's opinions to what may go on the notice (Art. 20), without
// script, and the page as each of its people finds it then.

import { expect, mark, open, test } from "../support/desk";
import { inspect } from "../support/inspect";
import { CHAIR, MINISTRY, OFFICE, VICE_CHAIR } from "../support/people";
import { signedList } from "../support/signing";

test.use({ until: "list" });
test.describe.configure({ mode: "serial" });

const WHY = "该企业近期有质量投诉，建议核实后再定。（演示）";
/** What unfolds the form about an entry; beside it what the entry is about is folded, too. */
const FORM = "details:has(form) > summary";
const ANSWER = "已请推荐单位核实，结果提请评审委员会决定。（演示）";

test("art 20: the ministry objects, the Office answers, two heads strike off, the notice follows", async ({ desks }, info) => {
  test.setTimeout(600_000);
  const plain = { javaScriptEnabled: false };
  const office = await desks.seat(OFFICE, plain);
  const ministry = await desks.seat(MINISTRY, plain);
  const chair = await desks.seat(CHAIR, plain);
  const vice = await desks.seat(VICE_CHAIR, plain);
  await office.goto("/consultation");
  await expect(office.getByRole("heading", { name: "现在不能开始征求意见" })).toBeVisible();
  await signedList(chair, vice, false);

  await test.step("the Office sends the package", async () => {
    await office.goto("/consultation");
    await ministry.goto("/consultation");
    await expect(ministry.getByText("征求意见还没有开始")).toBeVisible();
    await office.getByLabel("截止日期").fill("2031-01-01");
    await office.getByRole("button", { name: "报送并征求意见" }).click();
    await expect(office.getByLabel("截止日期")).toHaveAttribute("aria-invalid", "true");
    await office.goto("/consultation");
    await office.getByRole("button", { name: "报送并征求意见" }).click();
    await expect(office.getByText("征求意见中", { exact: true })).toBeVisible();
  });

  await test.step("the ministry reads what an entry is about, without script", async () => {
    await ministry.goto("/consultation");
    const gist = ministry.locator("tr[id^='a-'] details.gist").first();
    await expect(gist.locator("dl")).toBeHidden();
    await gist.locator("summary").click();
    await expect(gist.locator("p").first()).not.toBeEmpty();
    await expect(gist.locator("dl")).toContainText(/所在地区.*行业/s);
  });

  await test.step("what the ministry types of one entry stands when it saves another", async () => {
    const desk = await desks.seat(MINISTRY);
    await open(desk, "/consultation");
    const rows = desk.locator("tr[id^='a-']");
    const write = async (n: number, text: string) => {
      await rows.nth(n).locator(FORM).click();
      await rows.nth(n).getByRole("textbox").fill(text);
      return rows.nth(n);
    };
    const half = await write(1, "写到一半");
    const whole = await write(0, "数据来源请再核实一次，其余没有意见。（演示）");
    await mark(whole.getByLabel("有建议", { exact: true }));
    await whole.getByRole("button", { name: "保存" }).click();
    await expect(whole.getByText("数据来源请再核实一次").first()).toBeVisible();
    await expect(whole.locator(".tag").first()).toHaveText("有建议");
    await expect(whole.locator("details[open]")).toHaveCount(0);
    await expect(half.getByRole("textbox")).toBeVisible();
    await expect(half.getByRole("textbox")).toHaveValue("写到一半");
    // What is refused is said beside its form.
    await mark(half.getByLabel("有异议", { exact: true }));
    await half.getByRole("button", { name: "保存" }).click();
    await expect(half.getByRole("alert")).toContainText(/至少|太短|10/);
    await expect(half.getByRole("textbox")).toHaveValue("写到一半");
  });

  await test.step("the ministry gives its opinions", async () => {
    await ministry.goto("/consultation");
    await ministry.locator(`tbody ${FORM}`).first().click();
    const form = ministry.locator("tbody details[open]");
    await form.getByLabel("有异议").check();
    await form.getByRole("textbox").fill("太短");
    await form.getByRole("button", { name: "保存" }).click();
    await expect(form.getByRole("textbox")).toHaveValue("太短");
    await expect(form.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
    await form.getByRole("textbox").fill(WHY);
    await form.getByRole("button", { name: "保存" }).click();
    await expect(ministry.getByText(WHY).first()).toBeVisible();
    await ministry.getByRole("button", { name: "其余各项均同意" }).click();
    await expect(ministry.getByRole("button", { name: "其余各项均同意" })).toHaveCount(0);
  });

  // What the browser notes of the expected refusals is taken before pages are looked at.
  expect(desks.unexpected()).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    const script = lang === "zh";
    const desk = await desks.seat(MINISTRY, { lang, javaScriptEnabled: script });
    await inspect(desks, desk, info, "consultation-ministry", "/consultation", lang, script);
  }

  await test.step("the Office answers and refers", async () => {
    await ministry.getByRole("button", { name: "提交意见" }).click();
    await expect(ministry.getByText("答复办理中", { exact: true })).toBeVisible();
    await office.goto("/consultation");
    const entry = office.getByRole("row").filter({ hasText: WHY });
    await entry.locator(FORM).click();
    await entry.getByLabel("提请评审委员会决定").check();
    await entry.getByRole("textbox").fill(ANSWER);
    await entry.getByRole("button", { name: "保存" }).click();
    await expect(entry.getByText(ANSWER).first()).toBeVisible();
  });

  for (const lang of ["zh", "en"] as const) {
    const script = lang === "zh";
    for (const [name, who] of [["office", OFFICE], ["chair", CHAIR]] as const) {
      const desk = await desks.seat(who, { lang, javaScriptEnabled: script });
      // The browser notes the refusals that were asked for above.
      expect(desks.unexpected()).toEqual([]);
      await inspect(desks, desk, info, `consultation-${name}`, "/consultation", lang, script);
    }
  }

  await test.step("two heads strike the entry off", async () => {
    await chair.goto("/consultation");
    const entry = chair.getByRole("row").filter({ hasText: WHY });
    await entry.locator(FORM).click();
    await entry.getByLabel("从名单撤下").check();
    await entry.getByRole("textbox").fill(WHY);
    await entry.getByRole("button", { name: "提出决定" }).click();
    await vice.goto("/consultation");
    await vice.getByRole("button", { name: /确认决定/ }).click();
    await expect(vice.getByText("已从名单撤下")).toBeVisible();
  });

  await test.step("it is closed, and the notice follows", async () => {
    await office.goto("/notice/prepare");
    await expect(office.getByText(/须先报工信部科技司征求意见/)).toBeVisible();
    await office.goto("/consultation");
    await office.getByRole("button", { name: "结束征求意见" }).click();
    await expect(office.getByText("已结束", { exact: true })).toBeVisible();
    const pdf = await office.request.get("/consultation/package.pdf");
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    await office.goto("/notice/prepare");
    await expect(office.getByText(/须先报工信部科技司征求意见/)).toHaveCount(0);
  });
  expect(desks.unexpected()).toEqual([]);
});
