// A whole dossier by keys alone on the narrowest screen: from the empty one to the receipt, a refusal on the way,
// the signature too. At every stop the focus is seen and nothing hides it, and no page is wider than the screen.

import { begin, register } from "../support/applicant";
import { expect, open, test } from "../support/desk";
import { TITLE, parts, pdf, type Part } from "../support/dossier";
import { Keys } from "../support/keys";
import { PASSWORD } from "../support/people";
import { saving } from "../support/saving";
import { SIGNER, section as signOff } from "../support/sign";

const ORGANISATION = "青岛演示键盘机械有限公司";
/** The narrowest screen a page must fit (WCAG 2.2, 1.4.10). */
const NARROW = { viewport: { width: 320, height: 640 } };

const all = parts(ORGANISATION);
const typed = (path: string) => all.find((part: Part) => part.path === path)?.answers.fill ?? {};

test("from the empty dossier to the receipt", async ({ desks, world }) => {
  test.setTimeout(180_000);
  const page = await desks.seat(undefined, NARROW);
  await register(page, ORGANISATION, PASSWORD, world);
  const keys = new Keys(page);
  const main = page.getByRole("main");
  const field = (label: string) => main.getByLabel(label, { exact: true });
  const group = (name: string) => main.getByRole("group", { name });
  const save = main.getByRole("button", { name: "保存并继续" });
  /** Types into lines and areas, in the order they stand in. */
  const fill = async (answers: Record<string, string>, ...labels: string[]) => {
    for (const label of labels) await keys.write(field(label), answers[label]);
  };

  await test.step("the dossier is begun; the page that comes begins at its beginning", async () => {
    await open(page, "/application/start");
    await keys.begin("开始申报");
    await keys.press(main.getByRole("button", { name: "建立申报书" }));
    await expect(page).toHaveURL(/\/application\/[0-9a-z]{20,}$/);
    await keys.begun("（尚未命名）");
    await keys.press(main.getByRole("link", { name: "申报组织" }));
  });

  await test.step("the organisation: a list, a search, choices; a mistake is shown, led to, and mended", async () => {
    const answers = typed("organisation");
    await keys.begin("申报组织");
    // Help at the place opens and closes by the same key.
    await keys.press(main.locator("details.help > summary"));
    await page.keyboard.press("Space");
    await fill(answers, "组织名称", "统一社会信用代码");
    await keys.list(field("所在地区"), "青岛市");
    // On the way there, other regions were passed: the unit is that of the one that was chosen.
    await expect(field("推荐单位").locator("option:checked")).toHaveText("青岛市工业和信息化局");
    const search = main.getByRole("combobox", { name: "查找协会或主管部门" });
    await keys.to(search);
    await page.keyboard.insertText("机械工业");
    const found = page.getByRole("listbox").getByRole("option");
    await page.keyboard.press("ArrowDown");
    await expect(found.and(page.locator("[aria-selected=true]"))).toHaveCount(1);
    await keys.look(search);
    await page.keyboard.press("Escape");
    await expect(found).toHaveCount(0);
    await keys.over("青岛");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(search).toBeFocused();
    await expect(field("推荐单位").locator("option:checked")).toHaveText("青岛市工业和信息化局");
    await fill(answers, "通信地址");
    await keys.choose(group("企业类型"), "民营");
    await fill(answers, "法定代表人姓名", "法定代表人手机", "联系人姓名");
    await keys.write(field("联系人手机"), "12345");
    await fill(answers, "电子邮箱");
    await keys.press(save);

    const summary = main.getByRole("group", { name: /有 1 处需要修改/ });
    await expect(summary).toBeFocused();
    await keys.look(summary);
    await keys.press(summary.getByRole("link", { name: /^联系人手机/ }), { within: 1 });
    await expect(field("联系人手机")).toBeFocused();
    await keys.look(field("联系人手机"));
    // What is asked and what is wrong stand above it, not above the screen.
    await expect(main.locator("label", { hasText: "联系人手机" })).toBeInViewport({ ratio: 1 });
    await expect(main.locator(".msg").filter({ hasText: "12345" })).toBeInViewport({ ratio: 1 });
    await keys.over(answers["联系人手机"]);
    await expect(summary).toHaveCount(0);
    await keys.press(save);
  });

  await test.step("three years of figures with their units", async () => {
    const { fill: money = {}, select: units = {} } = all.find((part) => part.path === "finance")?.answers ?? {};
    await keys.begin("近三年经营");
    for (const [label, amount] of Object.entries(money)) {
      await keys.write(field(label), amount);
      if (units[`${label}的单位`] === "亿元") await keys.list(field(`${label}的单位`), "亿元");
    }
    await keys.press(save);
  });

  await test.step("the industry by its initials", async () => {
    const answers = typed("size");
    await keys.begin("行业与规模");
    const industry = main.getByRole("combobox", { name: "行业（GB/T 4754—2017）" });
    await keys.to(industry);
    await page.keyboard.type("qczzy");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("option", { selected: true })).toHaveText("C36 汽车制造业");
    await keys.look(industry);
    await page.keyboard.press("Enter");
    await expect(industry).toHaveValue("C36");
    await fill(answers, "从业人员", "其中质量专业人员");
    await expect(main).toContainText("小型企业，属于中小企业");
    await keys.press(save);
  });

  await test.step("title, scope, direction, abstract; and all the way back", async () => {
    const answers = typed("title");
    await keys.begin("标杆名称与范围");
    await fill(answers, "标杆名称");
    await keys.choose(group("遴选范围"), "第十条（一）");
    await keys.choose(group("年度重点方向"), "质量管理数字化");
    await fill(answers, "摘要");
    await keys.to(save);
    await keys.to(field("标杆名称"), { back: true });
    await keys.press(save);
  });

  await test.step("the method", async () => {
    const answers = typed("method");
    await keys.begin("方法与成熟度");
    await keys.choose(group("方法的来源"), "借鉴并结合实际改进创新");
    await fill(answers, "主要方法（技术）名称", "从何时起应用", "成熟应用的说明");
    await keys.press(save);
  });

  await test.step("nine sections of the report", async () => {
    const answers = typed("report");
    await keys.begin("经验报告");
    await fill(answers, ...Object.keys(answers));
    await expect(main.getByText(/九节合计 5\d{3} 字/)).toBeVisible();
    await keys.press(save);
  });

  await test.step("a table of results, whose rows change places", async () => {
    const answers = typed("results");
    await keys.begin("成效数据");
    await fill(answers, ...Object.keys(answers).filter((label) => answers[label]));
    await keys.press(main.getByRole("button", { name: "上移第 3 行" }));
    await expect(field("第 2 行指标")).toHaveValue("准时交付率");
    await expect(field("第 2 行指标")).toBeFocused();
    await keys.look(field("第 2 行指标"));
    await keys.press(save);
  });

  await test.step("the declarations, and from one of them to the file that proves it", async () => {
    const boxes = all.find((part) => part.path === "declarations")?.answers.tick ?? [];
    await keys.begin("声明与承诺");
    for (const words of boxes) await keys.tick(main.getByRole("checkbox", { name: words }));
    await expect(saving(page)).toHaveText(/^已保存/);
    await keys.press(main.getByRole("link", { name: "信用记录查询结果" }), { back: true });
    await expect(page.getByRole("heading", { level: 1, name: "附件" })).toBeVisible();
  });

  await test.step("files: where the link led to, then those behind and before", async () => {
    const attach = async (name: string, way = {}) => {
      const place = main.getByRole("region", { name });
      await keys.to(place.getByLabel(`选择文件：${name}`), way);
      await page.locator("input:focus").setInputFiles({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: pdf(name) });
      await expect(place.getByRole("link", { name: `${name}.pdf` })).toBeVisible();
      await expect(place.getByRole("progressbar")).toHaveCount(0);
      await expect(place.getByLabel(`选择文件：${name}`)).toBeFocused();
    };
    await page.locator("html[data-awake]").waitFor();
    await attach("信用记录查询结果", { within: 2 });
    // One too many is taken off again; the focus stays at its place.
    const credit = main.getByRole("region", { name: "信用记录查询结果" });
    await page.locator("input:focus").setInputFiles({ name: "多余.pdf", mimeType: "application/pdf", buffer: pdf("more") });
    await keys.press(credit.getByRole("button", { name: "移除 多余.pdf" }), { back: true });
    await expect(credit.getByRole("link", { name: "多余.pdf" })).toHaveCount(0);
    await expect(credit.getByLabel("选择文件：信用记录查询结果")).toBeFocused();
    await attach("上一年度审计报告", { back: true });
    await attach("营业执照", { back: true });
    await attach("盖章的申报书扫描件");
    await keys.press(main.getByRole("link", { name: "核对并提交" }).first());
  });

  let link = "";
  await test.step("all answers are read, and a signature is asked for", async () => {
    await keys.begin("核对答案");
    await expect(main.getByRole("group", { name: /处需要修改/ })).toHaveCount(0);
    await keys.to(signOff(page).getByLabel("法定代表人的邮箱"));
    await page.keyboard.type("legal-representative@example.com");
    await page.keyboard.press("Enter");
    await expect(signOff(page)).toContainText("等待签署");
    // The form that held the focus is gone: it stays where its answer stands.
    await expect(signOff(page)).toBeFocused();
    await keys.to(signOff(page).getByRole("link", { name: /\/sign\// }), { within: 1 });
    link = new URL((await page.locator("a:focus").getAttribute("href")) ?? "").pathname;
  });

  await test.step("it is given by keys, too", async () => {
    const other = await desks.seat(undefined, NARROW);
    const hers = new Keys(other);
    await open(other, link);
    const form = other.getByRole("region", { name: "签署或退回" });
    await hers.press(other.getByRole("main").getByRole("link", { name: "签署或退回" }));
    // The long dossier is left behind.
    await hers.to(form.getByLabel("签名（输入本人姓名）"), { within: 1 });
    await hers.over(SIGNER);
    await hers.tick(form.getByRole("checkbox", { name: "我已通读并同意上述声明" }));
    await hers.press(form.getByRole("button", { name: "签署", exact: true }), { within: 1 });
    await hers.begun("已签署");
  });

  await test.step("handed in, and the receipt", async () => {
    await expect(signOff(page)).toContainText(`${SIGNER} 已于`);
    await keys.press(main.getByRole("button", { name: "提交申报书" }));
    await keys.begun("申报书已提交");
    const receipt = main.getByRole("region", { name: "回执" });
    await expect(receipt).toContainText(TITLE);
    await expect(receipt.getByText(/^QB-2026-\d{5}-[0-9A-Z]$/)).toBeVisible();
    await keys.press(main.getByRole("link", { name: "进度查询" }));
    await keys.begun("进度查询");
  });
  console.log(`by keys: ${keys.stops} stops`);
  expect(desks.complaints).toEqual([]);
});

test("a mistake that is led to from the list of answers has the focus, in English too", async ({ desks }) => {
  const page = await desks.seat(undefined, { ...NARROW, lang: "en" });
  await register(page, ORGANISATION, PASSWORD);
  const home = await begin(page);
  await open(page, `${home}/check`);
  const keys = new Keys(page);
  await keys.press(page.getByRole("main").getByRole("link", { name: /^Change Title/ }));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const field = page.getByRole("main").locator("#f-title");
  await expect(field).toBeFocused();
  await keys.look(field);
  await expect(page.getByRole("main").locator("label[for=f-title]")).toBeInViewport({ ratio: 1 });
  expect(desks.complaints).toEqual([]);
});
