// A whole dossier written without typing: the forms are posted as a browser without script would.

import type { Page } from "@playwright/test";
import { expect } from "./desk";
import { pdf } from "./dossier";

const SECTION = "以下为演示数据，组织与数字均为虚构。围绕关键质量特性梳理过程要素，明确控制点、判定准则和责任人，做到有标准、有记录、可追溯。".repeat(10);

/** Credit codes of the series that is not issued; a dossier has one. */
const USCC = "91370200MAXT0A1B7P";

/** Answers of every page by key. */
function answers(organisation: string): Record<string, Record<string, string>> {
  const finance: Record<string, string> = {};
  for (const year of [1, 2, 3]) {
    for (const [what, wan] of [["revenue", "12800"], ["assets", "20500"], ["operating", "1480"], ["net", "1120"]]) finance[`${what}_${year}`] = wan;
  }
  const report: Record<string, string> = {};
  for (let n = 1; n <= 9; n += 1) report[`section_${n}`] = SECTION;
  const results: Record<string, string> = {};
  for (const row of [1, 2, 3]) {
    const cells = { indicator: `合格率 ${row}`, measure: "%", before: "95.2", after: "98.6", competitor: "96.9", benchmark: "99.1", source: "企业质量年报（演示）" };
    for (const [key, text] of Object.entries(cells)) results[`result.${row}.${key}`] = text;
  }
  const yes = ["integrity", "quality", "safety", "environment", "truth", "property", "sharing", "no_secrets", "privacy"];
  return {
    organisation: {
      org_name: organisation, uscc: USCC, region: "R370200", unit: "R370200", address: "青岛市市南区演示路 1 号", nature: "private",
      legal_rep: "演示法人", legal_rep_mobile: "13800001111", contact: "演示联系人", contact_mobile: "13800002468", contact_email: "zhiliang@example.com",
    },
    finance,
    size: { industry: "C36", employees: "286", quality_staff: "18" },
    title: { title: "实施端到端质量追溯的经验", scope: "1", direction: "digital", abstract: "三年内一次交检合格率由 95.2% 升至 98.6%。（演示数据）" },
    method: { origin: "adapted", method_name: "端到端质量追溯", since: "2021-03", maturity: "已在全部产线应用。（演示数据）" },
    report,
    results,
    declarations: Object.fromEntries(yes.map((key) => [key, "yes"])),
  };
}

/** Writes every page, over what stands there, and attaches every required file to the dossier at `home`. */
export async function write(page: Page, home: string, organisation: string) {
  const { request } = page.context();
  const origin = new URL((await request.get("/status")).url()).origin;
  const headers = { origin, accept: "text/html" };
  const id = home.split("/").pop() ?? "";
  for (const [name, typed] of Object.entries(answers(organisation))) {
    const drawn = await (await request.get(`${home}/${name}`)).text();
    const base = /name="base"[^>]*value="(\d+)"/.exec(drawn)?.[1] ?? "";
    const form: Record<string, string> = { id, page: name, base, go: "next" };
    for (const [key, text] of Object.entries(typed)) form[`a[${key}]`] = text;
    const answer = await request.post("/api/application/save", { form, headers });
    expect(answer.url(), `${name} is complete`).not.toMatch(/check=1|conflict|err/);
  }
  for (const slot of ["licence", "statements", "credit", "scan"]) {
    const file = { name: `演示-${slot}.pdf`, mimeType: "application/pdf", buffer: pdf(slot) };
    const answer = await request.post(`/files/${id}/${slot}`, { multipart: { file }, headers });
    expect(answer.url()).not.toContain("refused");
  }
}
