// The dossier as it is written: kept while one types, when the line is down, when the session ends,
// and when two write at once.

import { begin, register } from "../support/applicant";
import { type Desks, awake, expect, open, test } from "../support/desk";
import { PASSWORD } from "../support/people";
import { saved, saving } from "../support/saving";

const AUTOSAVE = "**/api/application/autosave";

/** A desk at which a dossier has been begun; answers the desk and the dossier's address. */
async function writing(desks: Pick<Desks, "seat">, organisation: string) {
  const page = await desks.seat();
  const email = await register(page, organisation, PASSWORD);
  return { page, email, home: await begin(page) };
}

test("what is typed is saved without asking, and is there again", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示自动保存机械厂");
  await open(page, `${home}/method`);
  await expect(saving(page)).toHaveText("输入后自动保存");
  await page.getByLabel("主要方法（技术）名称").fill("质量功能展开");
  await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
  await page.reload();
  await expect(page.getByLabel("主要方法（技术）名称")).toHaveValue("质量功能展开");
  await expect(page.getByRole("navigation", { name: "任务列表" }).getByRole("listitem").filter({ hasText: "方法与成熟度" })).toContainText("还差 3 处");
  expect(desks.complaints).toEqual([]);
});

test("amounts show the other unit as they are typed, and the size follows", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示规模机械厂");
  await open(page, `${home}/finance`);
  const cell = page.getByRole("cell").filter({ has: page.getByLabel("2025 年营业收入", { exact: true }) });
  await page.getByLabel("2025 年营业收入", { exact: true }).fill("１２,８００");
  await expect(cell).toContainText("= 1.28 亿元");
  await page.getByLabel("2025 年营业收入的单位").selectOption({ label: "亿元" });
  await expect(cell).toContainText("= 128,000,000 万元");
  await page.getByLabel("2025 年营业收入的单位").selectOption({ label: "万元" });
  await page.getByLabel("2025 年净利润", { exact: true }).fill("-320");
  await page.getByLabel("2025 年净利润", { exact: true }).blur();
  await expect(page.getByText(/第九条（一）/).filter({ hasText: "2025" }).first()).toBeVisible();
  await page.getByRole("button", { name: "保存并返回任务列表" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "任务列表" })).toBeVisible();
  await open(page, `${home}/size`);
  await page.getByLabel("行业（GB/T 4754—2017）").fill("C36");
  await page.getByLabel("从业人员", { exact: true }).fill("286");
  await expect(page.getByText("现在的判断：小型企业，属于中小企业")).toBeVisible();
  await page.getByLabel("从业人员", { exact: true }).fill("301");
  await expect(page.getByText("现在的判断：中型企业，属于中小企业")).toBeVisible();
  expect(desks.complaints).toEqual([]);
});

test("the line goes down in mid-sentence: nothing is lost", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示断线机械厂");
  await open(page, `${home}/method`);
  await page.getByLabel("主要方法（技术）名称").fill("六西格玛");
  await expect(saving(page)).toHaveText(/^已保存/);
  await page.route(AUTOSAVE, (route) => route.abort());
  await page.getByLabel("成熟应用的说明").fill("试点在一条产线上进行，三个月之后");
  await expect(saving(page)).toHaveText("未连接，已保存在本机");
  await page.reload();
  await awake(page);
  await expect(page.getByLabel("成熟应用的说明")).toHaveValue("");
  const offer = page.getByRole("status").filter({ hasText: "本机留有未保存的内容" });
  await expect(offer).toContainText("成熟应用的说明");
  await page.unroute(AUTOSAVE);
  await saved(page, () => offer.getByRole("button", { name: "恢复本机内容" }).click());
  await expect(page.getByLabel("成熟应用的说明")).toHaveValue("试点在一条产线上进行，三个月之后");
  await expect(offer).toBeHidden();
  await page.reload();
  await awake(page);
  await expect(page.getByLabel("成熟应用的说明")).toHaveValue("试点在一条产线上进行，三个月之后");
  await expect(offer).toBeHidden();
});

test("the session ends while one writes: sign in again and go on", async ({ desks }) => {
  const { page, email, home } = await writing(desks, "演示过期机械厂");
  await open(page, `${home}/method`);
  await page.context().clearCookies();
  await page.getByLabel("主要方法（技术）名称").fill("精益生产");
  await expect(saving(page)).toContainText("登录已过期，内容已保存在本机");
  await page.getByRole("link", { name: "重新登录" }).click();
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "方法与成熟度" })).toBeVisible();
  await awake(page);
  await saved(page, () => page.getByRole("button", { name: "恢复本机内容" }).click());
  await expect(page.getByLabel("主要方法（技术）名称")).toHaveValue("精益生产");
});

test("the tab is closed in mid-sentence: the next one offers what was typed", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示关闭机械厂");
  await open(page, `${home}/method`);
  await page.getByLabel("成熟应用的说明").fill("写到一半就关掉了");
  // At once: before the pause after which the server is asked.
  await page.close();
  const next = await desks.beside(page);
  await open(next, `${home}/method`);
  const offer = next.getByRole("status").filter({ hasText: "本机留有未保存的内容" });
  const typed = next.getByLabel("成熟应用的说明");
  // Unless the browser was quick enough to send it on its way out.
  if ((await typed.inputValue()) === "") await saved(next, () => offer.getByRole("button", { name: "恢复本机内容" }).click());
  await expect(typed).toHaveValue("写到一半就关掉了");
});

test("a second tab of the same person: told, merged, nothing lost", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示两页机械厂");
  await open(page, `${home}/title`);
  const second = await desks.beside(page);
  await open(second, `${home}/title`);
  await expect(second.getByRole("status").filter({ hasText: "同时在线" })).toContainText("您在另一个标签页打开了“标杆名称与范围”");
  await saved(page, () => page.getByLabel("标杆名称").fill("实施两页同写的经验"));
  await saved(second, () => second.getByLabel("摘要").fill("第二个标签页写的摘要。"));
  await expect(second.getByLabel("标杆名称")).toHaveValue("实施两页同写的经验");
  await open(page, `${home}/title`);
  await expect(page.getByLabel("摘要")).toHaveValue("第二个标签页写的摘要。");
  await expect(page.getByLabel("标杆名称")).toHaveValue("实施两页同写的经验");
  // All of it is on the server: nothing is left on the device to be offered.
  await expect(page.getByText("本机留有未保存的内容")).toHaveCount(0);
});

test("the server is restarted while one writes: it is saved by itself once the server is back", async ({ desks, world }) => {
  const { page, home } = await writing(desks, "演示重启机械厂");
  await open(page, `${home}/method`);
  await world.halt();
  await page.getByLabel("主要方法（技术）名称").fill("统计过程控制");
  await expect(saving(page)).toHaveText("未连接，已保存在本机");
  await world.resume();
  await expect(saving(page)).toHaveText(/^已保存/);
  await page.reload();
  await expect(page.getByLabel("主要方法（技术）名称")).toHaveValue("统计过程控制");
});

test("two write at once: what differs is merged, what collides is shown", async ({ desks }) => {
  const { page: one, email, home } = await writing(desks, "演示协作机械厂");
  const two = await desks.seat(email);
  await open(one, `${home}/title`);
  await open(two, `${home}/title`);

  await saved(one, () => one.getByLabel("标杆名称").fill("实施协同质量管理的经验"));
  await two.getByLabel("摘要").fill("两个人同时填写同一页。");
  await expect(two.getByRole("status").filter({ hasText: "另一位用户刚改了：标杆名称" })).toBeVisible();
  await expect(two.getByLabel("标杆名称")).toHaveValue("实施协同质量管理的经验");
  await expect(saving(two)).toHaveText(/^已保存/);

  // The second has seen this title; the first changes it again, and so does the second.
  await one.getByLabel("标杆名称").fill("实施协同质量控制的经验");
  await expect(one.getByLabel("摘要")).toHaveValue("两个人同时填写同一页。");
  await two.getByLabel("标杆名称").fill("实施协同质量改进的经验");
  const clash = two.getByRole("alert").filter({ hasText: "有人同时改了这一页" });
  await expect(clash.locator("ins").filter({ hasText: "控制" })).toBeVisible();
  await saved(two, () => clash.getByRole("button", { name: "改用对方内容" }).click());
  await expect(clash).toBeHidden();
  await expect(two.getByLabel("标杆名称")).toHaveValue("实施协同质量控制的经验");
  await open(one, `${home}/title`);
  await expect(one.getByLabel("标杆名称")).toHaveValue("实施协同质量控制的经验");
  expect(desks.complaints).toEqual([]);
});

test("the industry that must be named more closely is asked for, and the region proposes its unit", async ({ desks }) => {
  const { page, home } = await writing(desks, "演示行业机械厂");
  await open(page, `${home}/size`);
  await page.getByLabel("行业（GB/T 4754—2017）").fill("70");
  await page.getByLabel("请选择中类").selectOption({ label: "K701 房地产开发经营" });
  await expect(page.getByLabel("行业（GB/T 4754—2017）")).toHaveValue("K701");
  await open(page, `${home}/organisation`);
  await page.getByLabel("所在地区").selectOption({ label: "宁波市" });
  await expect(page.getByLabel("推荐单位").locator("option:checked")).toHaveText(/宁波市/);
  expect(desks.complaints).toEqual([]);
});

test("another organisation's dossier does not exist", async ({ desks }) => {
  const { home } = await writing(desks, "演示甲机械厂");
  const { page: other } = await writing(desks, "演示乙机械厂");
  const foreign = await other.goto(`${home}/title`);
  expect(foreign?.status()).toBe(404);
  await expect(other.getByRole("heading", { level: 1 })).not.toContainText("标杆名称");
  const none = await other.goto("/application/p0000000000000000000000x/title");
  expect(none?.status()).toBe(404);
});
