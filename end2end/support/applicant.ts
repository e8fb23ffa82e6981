// Organisations that register and begin a dossier; what the pages do there is tested in year.spec.ts
// and people.spec.ts.

import type { Page } from "@playwright/test";
import type { World } from "../world";
import { expect } from "./desk";

let registered = 0;

/** Version of the privacy notice that is agreed to. */
export const NOTICE = "2026-2";

/** Registers an organisation from this desk and verifies its address by the mail it gets; answers the address. */
export async function register(page: Page, organisation: string, password: string, world?: World): Promise<string> {
  registered += 1;
  const email = `testing-${process.pid}-${registered}@example.com`;
  const form = { organisation, uscc: uscc(registered), name: "演示填报人", email, password, consent: NOTICE };
  const { request } = page.context();
  const origin = new URL((await request.get("/register")).url()).origin;
  const answer = await request.post("/register", { form, headers: { origin } });
  expect(answer.url()).toContain("/application");
  if (world) {
    const token = (await link(world, email, "/verify/")).split("/").pop() ?? "";
    await request.post("/verify", { form: { token }, headers: { origin } });
  }
  return email;
}

/** The path of the first link of a kind that an address is sent. */
export async function link(world: World, email: string, path: string): Promise<string> {
  const mailbox = world.mailbox(email);
  for (;;) {
    const mail = await mailbox.next();
    if (mail.link.includes(path)) return new URL(mail.link).pathname;
  }
}

/** A credit code of a series that is not issued, with both check digits right. */
export function uscc(n: number): string {
  const letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const pick = (k: number) => letters[k % letters.length];
  const body = `MAY${pick(process.pid)}${pick(Math.floor(process.pid / 31))}${pick(n)}${pick(Math.floor(n / 31))}E`;
  const sum = [...body].reduce((s, c, i) => s + parseInt(c, 36) * [3, 7, 9, 10, 5, 8, 4, 2][i], 0);
  const own = (11 - (sum % 11)) % 11;
  const code = `91370200${body}${own === 10 ? "X" : own}`;
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const all = [...code].reduce((s, c, i) => s + letters.indexOf(c) * weights[i], 0);
  return code + letters[(31 - (all % 31)) % 31];
}

/** Begins an empty dossier; answers its address. */
export async function begin(page: Page): Promise<string> {
  await page.goto("/application/start");
  const origin = new URL(page.url()).origin;
  const headers = { origin, accept: "text/html" };
  const answer = await page.context().request.post("/api/application/start", { form: {}, headers });
  expect(answer.url()).toMatch(/\/application\/[0-9a-z]{20,}$/);
  return new URL(answer.url()).pathname;
}
