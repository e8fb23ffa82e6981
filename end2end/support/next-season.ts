// The next season, planned out of this one and opened: 2027, with working days that are invented.

import type { Page } from "@playwright/test";
import { expect } from "./desk";

/** The days of the State Council's notice, invented for 2027. */
const YEAR = [
  ["元旦", "2027-01-01", "2027-01-02", "2027-01-03"],
  ["春节", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"],
  ["清明节", "2027-04-03", "2027-04-04", "2027-04-05"],
  ["劳动节", "2027-05-01", "2027-05-02", "2027-05-03", "2027-05-04", "2027-05-05"],
  ["端午节", "2027-06-09"],
  ["中秋节", "2027-09-15"],
  ["国庆节", "2027-10-01", "2027-10-02", "2027-10-03", "2027-10-04", "2027-10-05", "2027-10-06", "2027-10-07"],
].flatMap(([name, ...days]) => days.map((day) => `${day}\t放假\t${name}`));
/** The year of working days as it is pasted from a table. */
export const TABLE = ["日期\t类型\t名称", ...YEAR, "2027-02-14\t上班\t调休", "2027-10-09\t上班\t调休"].join("\n");

/** Fills the timetable of 2027 in, on its page. */
export async function timetable(office: Page) {
  const phases = ["自愿申报", "择优推荐", "形式审查", "资料评审", "答辩评审", "征求意见", "公示", "结果公告"];
  for (const [i, phase] of phases.entries()) {
    const group = office.getByRole("main").getByRole("group", { name: phase });
    await group.getByLabel("开始").fill(`2027-${String(i + 2).padStart(2, "0")}-24T09:00:00`);
    await group.getByLabel("截止").fill(`2027-${String(i + 3).padStart(2, "0")}-20T18:00:00`);
  }
}

/** Plans 2027 and opens it, where nothing of this year is open any more; without script. */
export async function openNext(office: Page) {
  const press = (name: string) => office.getByRole("main").getByRole("button", { name, exact: true }).last().click();
  await office.goto("/season");
  await press("新建下一年度");
  await office.goto("/season/calendar");
  await office.getByRole("textbox", { name: "年份" }).fill("2027");
  await office.getByLabel("通知标题").fill("演示：2027 年节假日安排的通知");
  await office.getByLabel("通知日期").fill("2026-11-05");
  await office.getByLabel("或者从表格中复制").fill(TABLE);
  await press("导入这一年");
  await expect(office.getByRole("status")).toContainText("2027 年已导入");
  await office.goto("/season/plan/2027/windows");
  await timetable(office);
  await press("保存");
  await expect(office.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await office.goto("/season/plan/2027");
  await press("发布 2027 年度");
  await expect(office.getByRole("heading", { level: 1 })).toHaveText("2027 年度安排");
}
