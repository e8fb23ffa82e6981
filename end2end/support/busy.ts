// An expert who has sheets to begin: who has how many is the assignment's business, not a spec's.

import type { Page } from "@playwright/test";
import { open, type Desks } from "./desk";
import { experts } from "./people";

/** The list of the first member of a panel, its lead apart, who has not begun a sheet. */
export async function busy(desks: Desks, panel: number): Promise<Page> {
  for (const who of experts(panel).slice(1)) {
    const page = await desks.seat(who);
    await open(page, "/review");
    if ((await page.getByRole("row").filter({ hasText: "未开始" }).count()) > 0) return page;
  }
  throw new Error(`nobody of panel ${panel} has a sheet to begin`);
}
