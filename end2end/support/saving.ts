// What the wizard tells of saving.

import type { Page } from "@playwright/test";
import { expect } from "./desk";

/** The state of saving, as the page tells it. */
export const saving = (page: Page) => page.getByRole("main").locator("form").getByRole("status").filter({ hasText: /保存|连接|登录/ });

/**
 * Waits until all that is typed about the dossier of this page, into it or into a score sheet, is on the server: until
 * then the device keeps it. That something was saved says nothing of what was typed since.
 */
export async function arrived(page: Page) {
  const kept = () =>
    page.evaluate(() => {
      const id = location.pathname.split("/")[2];
      return Object.keys(localStorage).filter((key) => key.startsWith("biaogan:") && key.includes(id)).length;
    });
  await expect.poll(kept).toBe(0);
}

/** Does something that is saved by itself, and waits until it is. */
export async function saved(page: Page, act: () => Promise<void>) {
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/application/autosave"));
  await act();
  expect((await answer).ok()).toBe(true);
  await expect(saving(page)).toHaveText(/^已保存 \d\d:\d\d:\d\d$/);
}
