// What people are told: on the site, and by mail to their address.

import type { Page } from "@playwright/test";
import { register } from "../support/applicant";
import { expect, open, test } from "../support/desk";
import { PASSWORD, UNIT } from "../support/people";

/** An organisation that has been told of every step of its dossier. */
const ORGANISATION = "org001@example.com";

/** The number on the link in the header. */
const count = (page: Page) => page.locator("header .inbox-link .count");
const unread = async (page: Page) => Number(await count(page).textContent());

test("a message is counted, read, and leads to what is to be done", async ({ desks }) => {
  const page = await desks.seat(UNIT);
  await open(page, "/");
  const before = await unread(page);
  expect(before).toBeGreaterThan(1);
  await page.getByRole("link", { name: "消息" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "消息" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: `${before} 条未读` })).toBeVisible();
  const first = page.getByRole("article", { name: "收到一份申报书" }).first();
  await expect(first).toContainText("第十七条");
  await first.getByRole("button", { name: "标为已读" }).click();
  await expect(page.getByRole("status").filter({ hasText: `${before - 1} 条未读` })).toBeVisible();
  await expect(count(page)).toHaveText(`${before - 1}`);
  await first.getByRole("button", { name: "阅读申报书" }).click();
  await expect(page).toHaveURL(/\/recommendation\/[0-9a-z]+$/);
  await open(page, "/inbox");
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await expect(page.getByText("没有未读消息")).toBeVisible();
  await expect(count(page)).toHaveCount(0);
  expect(desks.complaints).toEqual([]);
});

test("without script the inbox does the same, in English too", async ({ desks }) => {
  const page = await desks.seat(ORGANISATION, { javaScriptEnabled: false, lang: "en" });
  await page.goto("/inbox");
  const before = await unread(page);
  expect(before).toBeGreaterThan(1);
  await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
  await page.getByRole("button", { name: "Mark as read" }).first().click();
  await expect(count(page)).toHaveText(`${before - 1}`);
  await expect(page).toHaveURL(/\/inbox$/);
  await page.getByRole("article").first().getByRole("button").filter({ hasNotText: "Mark as read" }).click();
  await expect(page).toHaveURL(/\/application\/[0-9a-z]+/);
  await page.goto("/inbox");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("Nothing unread")).toBeVisible();
});

test("a mail reaches the address, marked as a demonstration, with a link to this site", async ({ desks, world }) => {
  const page = await desks.seat();
  const address = await register(page, "演示来信有限公司", PASSWORD);
  const mail = await world.mailbox(address).next();
  expect(mail.subject).toContain("【演示】");
  expect(mail.text).toContain("虚构");
  expect(mail.html).toContain(mail.link);
  expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
  expect(new URL(mail.link).origin).toBe(world.url);
  const answer = await page.goto(mail.link);
  expect(answer?.status()).toBe(200);
});
