// Files: sent in pieces, several at once, on where the line was cut, told clearly what is wrong.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { begin, register } from "../support/applicant";
import { type Desks, expect, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { PASSWORD } from "../support/people";

const MB = 1024 * 1024;
const PIECES = "**/uploads/*";

type File = { name: string; mimeType: string; buffer: Buffer };

const file = (name: string, buffer: Buffer, mimeType = "application/pdf"): File => ({ name, mimeType, buffer });
const place = (page: Page, name: string) => page.getByRole("main").getByRole("region", { name });
const choose = (section: Locator, files: File[] | string[]) => section.getByLabel(/^选择文件：/).setInputFiles(files);

/** The attachments page of a dossier just begun. */
async function attachments(desks: Desks, organisation: string, script = true) {
  const page = await desks.seat(undefined, script ? {} : { javaScriptEnabled: false });
  await register(page, organisation, PASSWORD);
  const path = `${await begin(page)}/attachments`;
  if (script) await open(page, path);
  else await page.goto(path);
  return page;
}

/** A PNG of one grey pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==", "base64");

test("several at once, each with its progress, and everything is there after a reload", async ({ desks }) => {
  const page = await attachments(desks, "演示多文件机械厂");
  await expect(page.getByRole("main").getByText("本系统为非涉密系统，严禁上传涉密材料")).toBeVisible();
  const section = place(page, "质量证书、专利、获奖证明");
  await expect(section).toContainText("第八条（三）");
  await expect(section.getByRole("button", { name: "上传" })).toBeHidden();
  // Held back until the page has been looked at.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(PIECES, async (route) => {
    if (route.request().method() === "PATCH") await held;
    await route.continue();
  });
  await choose(section, [1, 2, 3, 4].map((n) => file(`证书 ${n}.pdf`, pdf(`${n}`, n * 1000))));
  await expect(section.getByRole("progressbar")).toHaveCount(4);
  // Two on their way, the others wait.
  await expect(section.getByText("排队中")).toHaveCount(2);
  await expect(section.getByText(/^已传/)).toHaveCount(2);
  release();
  for (const n of [1, 2, 3, 4]) await expect(section.getByRole("link", { name: `证书 ${n}.pdf` })).toBeVisible();
  await expect(section.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByText("4 个文件已上传。")).toBeAttached();
  await expect(page.getByText("4 / 40 个文件").first()).toBeAttached();
  await open(page, new URL(page.url()).pathname);
  await expect(section.getByRole("link", { name: /^证书 \d\.pdf$/ })).toHaveCount(4);
  await section.getByRole("button", { name: "移除 证书 2.pdf" }).click();
  await expect(section.getByRole("link", { name: /^证书 \d\.pdf$/ })).toHaveCount(3);
  expect(desks.complaints).toEqual([]);
});

test("files are dropped on their place", async ({ desks }) => {
  const page = await attachments(desks, "演示拖放机械厂");
  const section = place(page, "营业执照");
  const content = [...pdf("dropped")];
  const data = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "拖来的.pdf", { type: "application/pdf" }));
    return transfer;
  }, content);
  await section.dispatchEvent("dragover", { dataTransfer: data });
  await expect(section).toHaveClass(/over/);
  await section.dispatchEvent("drop", { dataTransfer: data });
  await expect(section.getByRole("link", { name: "拖来的.pdf" })).toBeVisible();
  await expect(section).not.toHaveClass(/over/);
  // The task list knows without a reload.
  await expect(page.getByRole("navigation", { name: "任务列表" }).getByRole("listitem").filter({ hasText: /^附件/ })).toContainText("还差 3 处");
  expect(desks.complaints).toEqual([]);
});

test("the page is closed in the middle; choosing the same file goes on", async ({ desks }) => {
  const page = await attachments(desks, "演示续传机械厂");
  const path = new URL(page.url()).pathname;
  const dir = await mkdtemp(join(tmpdir(), "biaogan-files-"));
  try {
    const scan = join(dir, "扫描件.pdf");
    await writeFile(scan, pdf("resume", 9 * MB));
    await page.route(PIECES, async (route) => {
      const later = Number(route.request().headers()["upload-offset"] ?? 0) > 0;
      await (later ? route.abort("internetdisconnected") : route.continue());
    });
    await choose(place(page, "盖章的申报书扫描件"), [scan]);
    await expect(place(page, "盖章的申报书扫描件").getByText(/^连接中断/)).toBeVisible();
    // The line is mended for the next page: this one would go on by itself.
    await open(page, path);
    await page.unroute(PIECES);
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
    });
    await choose(place(page, "盖章的申报书扫描件"), [scan]);
    await expect(place(page, "盖章的申报书扫描件").getByRole("link", { name: "扫描件.pdf" })).toBeVisible();
    expect(Math.min(...offsets)).toBe(4 * MB);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

test("what is wrong is said beside the file, in the reader's language, and the others go on", async ({ desks }) => {
  const page = await attachments(desks, "演示不合格文件机械厂");
  const section = place(page, "营业执照");
  const script = Buffer.from(pdf("x").toString("latin1").replace("/Type/Catalog", "/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "latin1");
  await choose(section, [
    file("程序.pdf", Buffer.from("MZ\u0000\u0000 not a PDF")),
    file("脚本.pdf", script),
    file("半个.pdf", pdf("half").subarray(0, 200)),
    file("空.pdf", Buffer.alloc(0)),
    file("好的.png", PNG, "image/png"),
  ]);
  const said = (name: string) => section.getByRole("listitem").filter({ hasText: name }).getByRole("alert");
  await expect(said("程序.pdf")).toContainText("按内容判断");
  await expect(said("脚本.pdf")).toContainText("PDF 中含有脚本");
  await expect(said("半个.pdf")).toContainText("文件不完整");
  await expect(said("空.pdf")).toContainText("文件是空的");
  await expect(section.getByRole("link", { name: "好的.png" })).toBeVisible();
  await choose(section, [file("再来一次.png", PNG, "image/png")]);
  await expect(said("再来一次.png")).toContainText("同样的文件已经上传到这一项");
  // Elsewhere the same content is taken, and told on both sides.
  await choose(place(page, "主持或参与制定的标准"), [file("同一张.png", PNG, "image/png")]);
  await expect(place(page, "主持或参与制定的标准")).toContainText("与“营业执照”中的文件内容相同");
  await expect(section).toContainText("与“主持或参与制定的标准”中的文件内容相同");
  await choose(place(page, "盖章的申报书扫描件"), [file("图.png", PNG, "image/png")]);
  await expect(place(page, "盖章的申报书扫描件").getByRole("alert")).toContainText("须上传 PDF");
  await section.getByRole("button", { name: "知道了 程序.pdf" }).click();
  await expect(said("程序.pdf")).toHaveCount(0);
});

test("pictures and PDF are shown in a sandbox, and only once they are unfolded", async ({ desks }) => {
  const page = await attachments(desks, "演示预览机械厂");
  const section = place(page, "营业执照");
  const shown: string[] = [];
  page.on("response", (response) => {
    if (/\/files\/\w+\/view$/.test(response.url())) shown.push(response.url());
  });
  await choose(section, [file("照片.png", PNG, "image/png"), file("文件.pdf", pdf("preview"))]);
  await expect(section.getByRole("link", { name: "照片.png" })).toBeVisible();
  await expect(section.getByRole("link", { name: "文件.pdf" })).toBeVisible();
  expect(shown).toEqual([]);
  const picture = section.getByRole("img", { name: "照片.png 的预览" });
  await section.getByText("预览 照片.png").click();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await section.getByText("预览 文件.pdf").click();
  const frame = section.locator("iframe");
  await expect(frame).toBeVisible();
  await expect.poll(() => shown.length).toBe(2);
  // The browser's own viewer takes it, in a document of an origin of its own. Without its window it has none.
  if (await page.evaluate(() => navigator.pdfViewerEnabled)) {
    await expect.poll(() => page.frames().some((f) => f.url().startsWith("chrome-extension://"))).toBe(true);
  }
  // Asked for once more: of what its viewer shows, the browser tells other headers.
  for (const url of shown) {
    const answer = await page.context().request.get(url);
    expect(answer.headers()["content-security-policy"]).toBe("sandbox; default-src 'none'; frame-ancestors 'self'");
  }
  expect(desks.complaints.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
});

test("the plain form takes several files and says of each what was wrong", async ({ desks }) => {
  const page = await attachments(desks, "演示无脚本文件机械厂", false);
  const section = place(page, "质量证书、专利、获奖证明");
  await choose(section, [
    file("一.pdf", pdf("one")),
    file("二.pdf", Buffer.from("not a PDF")),
    file("三.png", PNG, "image/png"),
    file("四.pdf", pdf("half").subarray(0, 100)),
  ]);
  await section.getByRole("button", { name: "上传" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("第 2 个文件：只接受 PDF");
  await expect(alert).toContainText("第 4 个文件：文件不完整");
  await expect(section.getByRole("link", { name: "一.pdf" })).toBeVisible();
  await expect(section.getByRole("link", { name: "三.png" })).toBeVisible();
  await section.getByRole("button", { name: "移除 一.pdf" }).click();
  await expect(section.getByRole("link", { name: "一.pdf" })).toHaveCount(0);
  await section.getByText("预览 三.png").click();
  await expect(section.getByRole("img", { name: "三.png 的预览" })).toBeVisible();
  expect(page.url()).not.toContain("二.pdf");
});
