// The clock of a rehearsal, moved by the Office as its page lets it (ADR 0024).

import type { Page } from "@playwright/test";
import { expect, open } from "./desk";
import { PASSWORD } from "./people";

/** The day so many days after another, both `YYYY-MM-DD`. */
export function after(day: string, days: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Office moves the clock by hand, to a moment of Beijing, `YYYY-MM-DDTHH:MM`. */
export async function turned(office: Page, to: string) {
  await open(office, "/season/clock");
  await office.getByLabel("拨到").fill(to);
  await office.getByRole("button", { name: "拨动时钟" }).click();
  await expect(office.getByRole("main").getByText(`演练时钟：${to.replace("T", " ")}`)).toBeVisible();
}

/** The Office takes over a year whose notice is not out, by hand: invented, and no day is worked instead. */
export async function entered(office: Page, of: number) {
  await open(office, "/season/calendar");
  await office.getByRole("textbox", { name: "年份" }).fill(String(of));
  await office.getByLabel("通知标题").fill(`演示：${of} 年节假日安排`);
  await office.getByLabel("通知日期").fill(`${of - 1}-11-05`);
  await office.getByLabel("或者从表格中复制").fill(table(of));
  await office.getByRole("button", { name: "导入这一年" }).click();
  await expect(office.getByRole("status").filter({ hasText: `${of} 年已导入` })).toBeVisible();
}

/** Signs in where the session has run out: a clock that is moved on ends them all. */
export async function again(page: Page, who: string) {
  const { request } = page.context();
  // Who has a cookie already, be it the one of the language, has to say where the form stood.
  const origin = new URL((await request.get("/sign-in")).url()).origin;
  const answer = await request.post("/session", { form: { email: who, password: PASSWORD }, headers: { origin } });
  expect(answer.ok() && !answer.url().includes("refused"), `${who} is refused`).toBe(true);
}

/** Moves the clock to a moment of Beijing, `YYYY-MM-DDTHH:MM`, and lets the Office in again. */
export async function moved(office: Page, who: string, to: string) {
  const { request } = office.context();
  const origin = new URL((await request.get("/status")).url()).origin;
  const answer = await request.post("/season/clock", { form: { to: `${to}:00` }, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), `the clock does not go to ${to}`).toBe(303);
  await again(office, who);
}

/** The Office imports a year whose notice is not out: invented, and no day is worked instead. */
export async function imported(office: Page, of: number) {
  const { request } = office.context();
  const origin = new URL((await request.get("/status")).url()).origin;
  const multipart = { year: String(of), title: `演示：${of} 年节假日安排`, no: "", date: `${of - 1}-11-05`, text: table(of), act: "take" };
  const answer = await request.post("/season/calendar", { multipart, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), `${of} is not taken`).toBe(303);
}

function table(of: number): string {
  const days: [string, string[]][] = [
    ["元旦", ["01-01", "01-02", "01-03"]],
    ["春节", ["02-05", "02-06", "02-07", "02-08", "02-09", "02-10", "02-11"]],
    ["清明节", ["04-04"]],
    ["劳动节", ["05-01", "05-02", "05-03"]],
    ["端午节", ["06-09"]],
    ["中秋节", ["09-15"]],
    ["国庆节", ["10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07"]],
  ];
  const lines = days.flatMap(([name, all]) => all.map((day) => `${of}-${day}\t放假\t${name}`));
  return ["日期\t类型\t名称", ...lines].join("\n");
}
