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
  uscc: string | null;
  benchmark: string;
  announced: string | null;
}

/** Titles granted in the season of the demonstration. */
export async function granted(request: APIRequestContext): Promise<Title[]> {
  const all = (await (await request.get("/title/export/register.json")).json()) as { titles: Title[] };
  return all.titles.filter((t) => t.announced);
}

interface Row {
  n: number;
  company: string;
}

/** Organisations of the demonstration, in the order of their accounts. */
function organisations(): Row[] {
  const file = join(dirname(fileURLToPath(import.meta.url)), "../../app/domain/data/demo_titles.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { rows: Row[] }).rows;
}

const account = (row: Row) => `org${String(row.n).padStart(3, "0")}@example.com`;

/** The account of an organisation of the demonstration. */
export function holder(organisation: string): string {
  const row = organisations().find((r) => r.company === organisation);
  if (!row) throw new Error(`no account of ${organisation}`);
  return account(row);
}

/** The account of an organisation that applied and holds none of these titles. */
export function without(titles: Title[]): string {
  const row = organisations().find((r) => !titles.some((t) => t.organisation === r.company));
  if (!row) throw new Error("everybody holds a title");
  return account(row);
}
