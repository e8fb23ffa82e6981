// Titles of the demonstration, and who holds them.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { APIRequestContext } from "@playwright/test";

/** A title as open data has it. */
export interface Title {
  number: string;
  year: number;
  organisation: string;
  benchmark: string;
  announced: string | null;
}

/** Titles granted in the season of the demonstration. */
export async function granted(request: APIRequestContext): Promise<Title[]> {
  const all = (await (await request.get("/title/export/register.json")).json()) as { titles: Title[] };
  return all.titles.filter((t) => t.announced);
}

/** The account of an organisation of the demonstration. */
export function holder(organisation: string): string {
  const file = join(dirname(fileURLToPath(import.meta.url)), "../../app/domain/data/demo_titles.json");
  const { rows } = JSON.parse(readFileSync(file, "utf8")) as { rows: { n: number; company: string }[] };
  const row = rows.find((r) => r.company === organisation);
  if (!row) throw new Error(`no account of ${organisation}`);
  return `org${String(row.n).padStart(3, "0")}@example.com`;
}
