// A dossier as somebody writes it: answers by the label of the question, page by page.
//
// All of it is invented; the credit code is of a series that is not issued.

import type { Locator, Page } from "@playwright/test";
import { awake, expect, mark } from "./desk";

/** What is typed on one page of the dossier. */
export type Answers = {
  /** Lines and areas by label. */
  fill?: Record<string, string>;
  /** Lists by label: the option's words. */
  select?: Record<string, string>;
  /** Choices by question: the first words of the answer. */
  choose?: Record<string, string>;
  /** Boxes to tick, by their first words. */
  tick?: string[];
};

/** A page of the wizard: the last part of its address, its name, its answers. */
export type Part = { path: string; name: string; answers: Answers };

/** Title of the invented practice. */
export const TITLE = "实施端到端质量追溯的经验";

/** One section of the report, a little over 600 characters. */
const SECTION = "以下为演示数据，组织与数字均为虚构。围绕关键质量特性梳理过程要素，明确控制点、判定准则和责任人，做到有标准、有记录、可追溯。".repeat(10);

/** The whole dossier of a machine maker in Qingdao, as it is pasted from spreadsheets and notes. */
export function parts(organisation: string): Part[] {
  const money: Record<string, string> = {};
  const units: Record<string, string> = {};
  const rows: [string, string[], string][] = [
    // Full-width digits, thousands separators and spaces come along when figures are pasted.
    ["营业收入", ["1.28", "１．１５", "1.02"], "亿元"],
    ["资产总额", ["20,500", "19 200", "18,000"], "万元"],
    ["营业利润", ["1,480", "1,310", "1,190"], "万元"],
    ["净利润", ["1,120", "990.5", "870"], "万元"],
  ];
  for (const [figure, amounts, unit] of rows) {
    amounts.forEach((amount, i) => {
      money[`${2025 - i} 年${figure}`] = amount;
      units[`${2025 - i} 年${figure}的单位`] = unit;
    });
  }
  const results: Record<string, string> = {};
  const indicators = [
    ["一次交检合格率", "%", "95.2", "98.6", "96.9", "99.1"],
    ["质量损失率", "%", "1.9", "0.8", "1.4", "0.7"],
    ["准时交付率", "%", "91.5", "97.8", "94.0", ""],
  ];
  indicators.forEach((row, i) => {
    const labels = ["指标", "单位", "应用前", "应用后", "竞争对手", "标杆水平"];
    labels.forEach((label, k) => (results[`第 ${i + 1} 行${label}`] = row[k]));
    results[`第 ${i + 1} 行数据来源`] = "企业质量年报（演示）";
  });
  const report: Record<string, string> = {};
  for (const name of [
    "一、企业概况", "二、背景与问题", "三、方法内涵与框架", "四、推进目标、组织保障、政策制度与资源配置",
    "五、实施过程与关键环节", "六、创新点与特色", "七、成效：近三年数据与对比", "八、经验与教训", "九、适用条件与推广价值",
  ]) {
    report[name] = SECTION;
  }
  return [
    {
      path: "organisation",
      name: "申报组织",
      answers: {
        fill: {
          组织名称: organisation,
          统一社会信用代码: "9137 0200 maxt 0a1b 7p",
          通信地址: "青岛市市南区演示路 1 号",
          法定代表人姓名: "演示法人",
          法定代表人手机: "138 0000 1111",
          联系人姓名: "演示联系人",
          联系人手机: "13800002468",
          电子邮箱: "zhiliang@example.com",
        },
        select: { 所在地区: "青岛市", 推荐单位: "青岛市工业和信息化局" },
        choose: { 企业类型: "民营" },
      },
    },
    { path: "finance", name: "近三年经营", answers: { fill: money, select: units } },
    {
      path: "size",
      name: "行业与规模",
      answers: { fill: { "行业（GB/T 4754—2017）": "C36", 从业人员: "286", 其中质量专业人员: "18" } },
    },
    {
      path: "title",
      name: "标杆名称与范围",
      answers: {
        fill: { 标杆名称: TITLE, 摘要: "以一物一码贯通从来料到售后的质量数据，三年内一次交检合格率由 95.2% 升至 98.6%。（演示数据）" },
        choose: { 遴选范围: "第十条（一）", 年度重点方向: "质量管理数字化" },
      },
    },
    {
      path: "method",
      name: "方法与成熟度",
      answers: {
        fill: { "主要方法（技术）名称": "端到端质量追溯", 从何时起应用: "2021年3月", 成熟应用的说明: "试点、推广、固化三个阶段后，已在全部产线应用。（演示数据）" },
        choose: { 方法的来源: "借鉴并结合实际改进创新" },
      },
    },
    { path: "report", name: "经验报告", answers: { fill: report } },
    { path: "results", name: "成效数据", answers: { fill: results } },
    {
      path: "declarations",
      name: "声明与承诺",
      answers: {
        tick: [
          "诚信无违法和不良记录", "质量无违法和重大事故", "安全无违法和重大事故", "环保无违法和重大事件", "材料真实",
          "知识产权清晰", "愿意分享交流", "不含国家秘密和商业秘密", "同意处理个人信息",
        ],
      },
    },
  ];
}

/** The files that must be there, by the name of their place. */
export const FILES = ["营业执照", "上一年度审计报告", "信用记录查询结果", "盖章的申报书扫描件"];

/** Last four digits of the contact's mobile. */
export const TAIL = "2468";

/** Types one page's answers. */
export async function type(main: Locator, answers: Answers) {
  for (const [label, option] of Object.entries(answers.select ?? {})) {
    await main.getByLabel(label, { exact: true }).selectOption({ label: option });
  }
  for (const [label, text] of Object.entries(answers.fill ?? {})) {
    if (text) await main.getByLabel(label, { exact: true }).fill(text);
  }
  for (const [question, answer] of Object.entries(answers.choose ?? {})) {
    await mark(main.getByRole("group", { name: question }).getByRole("radio", { name: answer }));
  }
  for (const words of answers.tick ?? []) {
    await mark(main.getByRole("checkbox", { name: words }));
  }
}

/** Uploads one small PDF to its place. */
export async function upload(page: Page, place: string, script = true) {
  const section = page.getByRole("main").getByRole("region", { name: place });
  if (script) await awake(page);
  await section.getByLabel(`选择文件：${place}`).setInputFiles({ name: `${place}.pdf`, mimeType: "application/pdf", buffer: pdf(place) });
  // With script a choice is sent at once.
  if (!script) await section.getByRole("button", { name: "上传" }).click();
  await expect(section.getByRole("link", { name: `${place}.pdf` })).toBeVisible();
}

/** A small PDF that differs for each place; with `bytes`, of at least that size. */
export function pdf(about: string, bytes = 0): Buffer {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    "<</Length 52>>stream\nBT /F1 24 Tf 72 720 Td (Demonstration document) Tj ET\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  const head = Buffer.from(`%PDF-1.4\n% ${about} ${" ".repeat(bytes)}\n`);
  let body = "";
  let table = "0000000000 65535 f \n";
  objects.forEach((object, i) => {
    table += `${String(head.length + body.length).padStart(10, "0")} 00000 n \n`;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  const end = `xref\n0 6\n${table}trailer<</Root 1 0 R/Size 6>>\nstartxref\n${head.length + body.length}\n%%EOF\n`;
  return Buffer.concat([head, Buffer.from(body + end)]);
}
