// Sheets sealed without a hand on the keyboard: as a browser's form would send them. What an expert types is
// tested where somebody types it; here it is about what becomes of many sheets.

import type { Page } from "@playwright/test";
import { expect } from "./desk";

export type Review = "written" | "defence";

/** A sheet that waits for its expert. */
export type Sheet = { dossier: string; reference: string; title: string };

/** A comment as long as the season asks for. */
export const OVERALL =
  "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，与竞争对手和标杆作了同口径对比；建议补充推广条件。（演示评语）";

type Item = { code: string; max: number };

/** What an expert has been given and has not sealed. */
export async function waiting(page: Page, review: Review): Promise<Sheet[]> {
  const answer = await page.context().request.get(`/api/review/mine?review=${review}`);
  expect(answer.ok()).toBe(true);
  const { rows } = (await answer.json()) as { rows: (Sheet & { sealed: number | null })[] };
  return rows.filter((row) => row.sealed === null);
}

/** The items of a review's rubric, in order. */
export async function rubric(page: Page, review: Review, dossier: string): Promise<Item[]> {
  const answer = await page.context().request.get(`/api/review/sheet?id=${dossier}&review=${review}`);
  const sheet = (await answer.json()) as { rubric: { criteria: { items: Item[] }[] } };
  return sheet.rubric.criteria.flatMap((c) => c.items);
}

/** Points of each item that come to `total` of a hundred. */
export const points = (items: Item[], total: number): string[] => items.map((item) => ((item.max * total) / 100).toFixed(1));

/** Seals a sheet with about so many points. */
export async function seal(page: Page, review: Review, dossier: string, total: number) {
  const items = await rubric(page, review, dossier);
  const given = points(items, total);
  const form: Record<string, string> = { id: dossier, review, overall: OVERALL, seal: "yes" };
  items.forEach((item, i) => {
    form[`scores[${item.code}]`] = given[i];
  });
  const { request } = page.context();
  const origin = new URL((await request.get("/status")).url()).origin;
  const answer = await request.post("/api/review/seal", { form, headers: { origin, accept: "application/json" } });
  expect(answer.ok(), `${dossier} is not sealed: ${await answer.text()}`).toBe(true);
}
