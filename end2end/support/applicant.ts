// Organisations that register and begin a dossier; what the pages do there is tested in year.spec.ts.

import type { Page } from "@playwright/test";
import { expect } from "./desk";

let registered = 0;

/** Registers an organisation from this desk; answers its e-mail address. Its password is the demonstration's. */
export async function register(page: Page, organisation: string, password: string): Promise<string> {
  registered += 1;
  const email = `testing-${process.pid}-${registered}@example.com`;
  const form = { organisation, name: "演示填报人", email, password };
  const { request } = page.context();
  const origin = new URL((await request.get("/register")).url()).origin;
  const answer = await request.post("/register", { form, headers: { origin } });
  expect(answer.url()).toContain("/application");
  return email;
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
