// The legal representative's signature: asked for on the check page, given on a telephone.

import type { Page } from "@playwright/test";
import { type Desks, PHONE, awake, expect, mark, open } from "./desk";

/** Name of the legal representative in the invented dossier. */
export const SIGNER = "演示法人";

/** The part of the check page about the signature. */
export const section = (writer: Page) => writer.getByRole("region", { name: "法定代表人签署" });

/** Sends the link; answers its path. The page that was asked from shows it once. */
export async function ask(writer: Page): Promise<string> {
  const again = section(writer).getByText("重新发送（原链接作废）").first();
  if (!(await section(writer).getByLabel("法定代表人的邮箱").isVisible())) await again.click();
  await section(writer).getByLabel("法定代表人的邮箱").fill("legal-representative@example.com");
  await section(writer).getByRole("button", { name: /发送/ }).click();
  const link = section(writer).getByRole("link", { name: /\/sign\// });
  await expect(section(writer)).toContainText("等待签署");
  await expect(section(writer).getByRole("img", { name: "签署链接的二维码" })).toBeVisible();
  const href = (await link.getAttribute("href")) ?? "";
  expect(href).toMatch(/^http.*\/sign\/[0-9a-f]{64}$/);
  return new URL(href).pathname;
}

/** Signs on a telephone. */
export async function signed(desks: Desks, path: string, script = true): Promise<Page> {
  const phone = await desks.seat(undefined, { ...PHONE, javaScriptEnabled: script });
  await phone.goto(path);
  if (script) await awake(phone);
  await phone.getByLabel("签名（输入本人姓名）").fill(SIGNER);
  await mark(phone.getByRole("checkbox", { name: "我已通读并同意上述声明" }));
  await phone.getByRole("button", { name: "签署", exact: true }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "已签署" })).toBeVisible();
  return phone;
}

/** From the check page: has it signed, and waits until the page says so. */
export async function sign(desks: Desks, writer: Page, script = true) {
  const path = await ask(writer);
  await signed(desks, path, script);
  // With script the page hears of it by itself.
  if (!script) await writer.reload();
  await expect(section(writer)).toContainText(`${SIGNER} 已于`);
}

/** Opens the check page of a dossier and has it signed. */
export async function signAt(desks: Desks, writer: Page, home: string) {
  await open(writer, `${home}/check`);
  await sign(desks, writer);
}
