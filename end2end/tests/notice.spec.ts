// From the initial list to the announcement (Art. 21, 22), in a rehearsal whose clock the Office moves on: two
// heads sign, the list goes on public notice, somebody objects without an account, two colleagues and two heads deal
// with it, two persons of the association approve, one act announces.

import type { Page } from "@playwright/test";
import { Desks, awake, expect, mark, open, test } from "../support/desk";
import { pdf } from "../support/dossier";
import { inspect } from "../support/inspect";
import { CAQ, CHAIR, MINISTRY, OFFICE, VICE_CHAIR } from "../support/people";
import { after, again, imported, moved } from "../support/rehearsing";
import { signedList } from "../support/signing";

test.use({ until: "small-list" });

/** A colleague of the Office, and one of the association. */
const COLLEAGUE = "office-2@example.com";
const CAQ_TOO = "caq-2@example.com";

const DOUBT = "名单第一项的组织名称与营业执照不一致，请核对后重新拟稿。（演示）";
const FACTS = "所列成效数据与企业公开年报不一致，见附件对照表：年报第三页的合格率低于申报书所列，请调查核实。（演示）";
const QUESTION = "报告没有写明台账的日期，请补充查明。（演示）";
const MORE = "经补充查明，台账自二〇二四年起逐月记录。（演示）";
const REPORT = "经查阅原始记录并与企业核对，申报书所列数据与台账一致，年报口径不同所致。（演示）";

/** What a page says of itself on top, without the clock of the rehearsal. */
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Both languages, with script in English and without in Chinese. */
async function looked(there: Desks, info: Parameters<typeof inspect>[2], who: string | undefined, pages: [string, string][]) {
  // What was refused on purpose so far is no page's fault.
  expect(there.unexpected(401, 404, 410)).toEqual([]);
  for (const lang of ["zh", "en"] as const) {
    const page = await there.seat(undefined, { lang, javaScriptEnabled: lang === "en" });
    if (who) await again(page, who);
    for (const [name, path] of pages) await inspect(there, page, info, name, path, lang, lang === "en");
  }
}

test("from the signed list over notice and objection to the announcement", async ({ browser, world }, info) => {
  test.setTimeout(480_000);
  const copy = await world.rehearsal();
  const there = new Desks(browser, copy.url);
  try {
    const office = await there.seat(OFFICE);
    const chair = await there.seat(CHAIR);
    const vice = await there.seat(VICE_CHAIR);
    const visitor = await there.seat(undefined, { javaScriptEnabled: false });

    await test.step("two heads sign the list, and nobody else knows", async () => {
      await signedList(chair, vice);
      await visitor.goto("/notice");
      await expect(heading(visitor)).toContainText("现在没有公示");
    });

    await test.step("the ministry has nothing against it, and the consultation is closed", async () => {
      const ministry = await there.seat(MINISTRY, { javaScriptEnabled: false });
      await open(office, "/consultation");
      await office.getByRole("button", { name: "报送并征求意见" }).click();
      await expect(office.getByText("征求意见中", { exact: true })).toBeVisible();
      await ministry.goto("/consultation");
      await ministry.getByRole("button", { name: "其余各项均同意" }).click();
      await expect(ministry.getByRole("button", { name: "其余各项均同意" })).toHaveCount(0);
      await ministry.getByRole("button", { name: "提交意见" }).click();
      await expect(ministry.getByRole("button", { name: "提交意见" })).toHaveCount(0);
      await open(office, "/consultation");
      await office.getByRole("button", { name: "结束征求意见" }).click();
      await expect(office.getByText("已结束", { exact: true })).toBeVisible();
    });

    await test.step("the Office sees what will be published, and opens it on a working day", async () => {
      // The days off of the years the notice may reach into, where they are not shipped.
      const last = new Date(Date.now() + 120 * 86_400_000).getFullYear();
      for (let of = 2027; of <= last; of += 1) await imported(office, of);
      await open(office, "/season/clock");
      const jump = office.getByRole("button", { name: /^“公示”开始：/ });
      const opens = ((await jump.textContent()) ?? "").replace(/^.*：/, "").slice(0, 10);
      let day = new Date(`${opens}T00:00:00Z`);
      for (let tries = 0; tries < 12; tries += 1) {
        day = new Date(day.getTime() + 86_400_000);
        await moved(office, OFFICE, `${day.toISOString().slice(0, 10)}T09:30`);
        await open(office, "/notice/prepare");
        if ((await office.getByRole("button", { name: "发布公示" }).count()) > 0) break;
      }
      await looked(there, info, OFFICE, [["notice-prepare", "/notice/prepare"]]);
      // It is seen as it will stand on a working day to come, planned for then, and called off.
      await open(office, "/notice/prepare");
      let at = "";
      const plan = office.getByRole("button", { name: /^定于 .* 发布$/ });
      for (let n = 1; n < 10; n += 1) {
        at = `${after(day.toISOString().slice(0, 10), n)}T10:00`;
        await office.getByLabel("发布时间").fill(at);
        await Promise.all([office.waitForEvent("load"), office.getByRole("button", { name: "查看届时的公示" }).click()]);
        await awake(office);
        await expect(office.getByLabel("发布时间")).toHaveValue(at);
        if ((await plan.count()) > 0) break;
      }
      await plan.click();
      const planned = office.getByRole("heading", { name: new RegExp(`^将于 ${at.replace("T", " ")} 自动发布$`) });
      await expect(planned).toBeVisible();
      await looked(there, info, OFFICE, [["notice-planning", `/notice/prepare?at=${at}`], ["notice-planned", "/notice/prepare"]]);
      await open(office, "/notice/prepare");
      await office.getByRole("button", { name: "取消定时" }).click();
      await expect(planned).toHaveCount(0);
      await open(office, "/notice/prepare");
      await office.getByRole("button", { name: "发布公示" }).click();
      await expect(office.getByRole("link", { name: "公开页面" })).toBeVisible();
    });

    const address = await test.step("everybody reads it, prints it, subscribes to it", async () => {
      await visitor.goto("/");
      await visitor.locator("a[href='/notice']").first().click();
      await expect(heading(visitor)).toContainText("公示");
      await expect(visitor.getByText(/^公示中，至/)).toBeVisible();
      const lines = visitor.getByRole("table", { name: "公示名单" }).getByRole("row");
      await expect(lines.nth(3)).toBeVisible();
      await expect(visitor.getByRole("main")).not.toContainText("QB-2026-");
      const pdfLink = (await visitor.getByRole("link", { name: "下载 PDF" }).getAttribute("href")) ?? "";
      const printed = await visitor.context().request.get(pdfLink);
      expect(printed.headers()["content-type"]).toBe("application/pdf");
      const atom = await visitor.context().request.get("/notice/feed.atom");
      expect(atom.headers()["content-type"]).toContain("application/atom+xml");
      const json = (await (await visitor.context().request.get("/notice/feed.json")).json()) as { items: { url: string }[] };
      expect(json.items[0].url).toContain("/notice/");
      await visitor.emulateMedia({ media: "print" });
      await expect(visitor.getByRole("link", { name: "提出异议" }).first()).toBeHidden();
      await visitor.emulateMedia({ media: "screen" });
      return pdfLink.replace("/notice.pdf", "");
    });
    await looked(there, info, undefined, [["notice", address], ["objection-form", `${address}/objection`]]);

    let status = "";
    await test.step("somebody objects without an account and without script; anonymous is refused, nothing typed is lost", async () => {
      await visitor.goto(`${address}/objection`);
      await visitor.getByLabel("电话").fill("13800000000");
      await visitor.getByLabel("对哪一项有异议").selectOption({ index: 1 });
      await visitor.getByLabel("事实和理由").fill(FACTS);
      await visitor.getByRole("button", { name: "提交异议" }).click();
      await expect(visitor.getByRole("alert")).toContainText("匿名的不予受理（第二十一");
      await expect(visitor.getByLabel("事实和理由")).toHaveValue(FACTS);
      await visitor.getByLabel("姓名或单位名称").fill("演示甲");
      await visitor.getByLabel("证明材料").setInputFiles({ name: "对照表.pdf", mimeType: "application/pdf", buffer: pdf("evidence") });
      await visitor.getByRole("button", { name: "提交异议" }).click();
      await expect(visitor).toHaveURL(/\/objection\/[0-9a-f]{20,}/);
      // A code, and no number that would tell how many came before.
      await expect(heading(visitor)).toContainText(/公示异议 [0-9A-F]{4}-[0-9A-F]{4}/);
      await expect(visitor.getByRole("main")).not.toContainText("演示甲");
      status = new URL(visitor.url()).pathname;
    });
    await looked(there, info, undefined, [["objection-status", status]]);

    await test.step("a second one takes theirs back by the link", async () => {
      await visitor.goto(`${address}/objection`);
      await visitor.getByLabel("姓名或单位名称").fill("演示乙");
      await visitor.getByLabel("电话").fill("13800000001");
      await visitor.getByLabel("对哪一项有异议").selectOption({ index: 2 });
      await visitor.getByLabel("事实和理由").fill(FACTS);
      await visitor.getByRole("button", { name: "提交异议" }).click();
      await expect(heading(visitor)).toContainText(/公示异议 [0-9A-F]{4}-[0-9A-F]{4}/);
      await visitor.getByText("撤回异议").first().click();
      await visitor.getByRole("button", { name: "撤回异议" }).click();
      await expect(visitor.getByRole("main")).toContainText("已撤回");
    });

    const [objection, colleague] = await test.step("one of the Office names another, who alone reads it and reports", async () => {
      await open(office, "/notice/objections");
      const first = office.locator("ol.findings > li").filter({ hasText: "第 1 号异议" });
      await expect(first).toContainText("内容仅经办人可见");
      await expect(office.getByRole("main")).not.toContainText("演示甲");
      await first.getByLabel("经办人").selectOption({ label: "工作办公室乙（演示）" });
      await first.getByRole("button", { name: "指定" }).click();
      await expect(first.getByText("未指定经办人")).toHaveCount(0);
      const colleague = await there.seat();
      await again(colleague, COLLEAGUE);
      await open(colleague, "/notice/objections");
      await colleague.locator("ol.findings > li").filter({ hasText: "第 1 号异议" }).getByRole("link", { name: "打开" }).click();
      await expect(colleague.getByRole("region", { name: "异议人" })).toContainText("演示甲");
      const at = new URL(colleague.url()).pathname;
      const evidence = (await colleague.getByRole("link", { name: "对照表.pdf" }).getAttribute("href")) ?? "";
      expect((await colleague.context().request.get(evidence)).status()).toBe(200);
      expect((await office.context().request.get(evidence)).status()).toBe(404);
      await awake(colleague);
      await colleague.getByLabel("内容").fill("电话核实了原始台账，记录一致。（演示）");
      await colleague.getByRole("button", { name: "记录", exact: true }).click();
      await expect(colleague.locator("ol.findings > li")).toHaveCount(1);
      // What was brought to the Office afterwards lies with the rest.
      await open(colleague, at);
      await colleague.locator("summary", { hasText: "补充材料" }).click();
      await colleague.getByLabel("来源").fill("异议人到办公室当面交来，已与原件核对。（演示）");
      await colleague.getByLabel("证明材料").setInputFiles({ name: "台账原件.pdf", mimeType: "application/pdf", buffer: pdf("ledger") });
      await colleague.locator("button", { hasText: "补充材料" }).click();
      const added = colleague.getByRole("region", { name: "调查记录和报告" }).getByRole("link", { name: "台账原件.pdf" });
      await expect(added).toBeVisible();
      expect((await colleague.context().request.get((await added.getAttribute("href")) ?? "")).status()).toBe(200);
      await looked(there, info, COLLEAGUE, [["objection-handler", at]]);
      await open(colleague, at);
      await colleague.getByLabel("内容").fill(REPORT);
      await colleague.getByRole("button", { name: "作为报告提交评审委员会" }).click();
      await expect(colleague.getByText(REPORT)).toBeVisible();
      return [at, colleague] as const;
    });

    await test.step("one head proposes, the other confirms; who objected reads the result by the link", async () => {
      await again(chair, CHAIR);
      await again(vice, VICE_CHAIR);
      await open(chair, objection);
      await expect(chair.getByRole("main")).not.toContainText("演示甲");
      await expect(chair.getByText(REPORT)).toBeVisible();
      // Too little to decide on: it goes back once, and comes again with what was asked for.
      await chair.locator("summary", { hasText: "要求补充调查" }).click();
      await chair.getByLabel("审议人员的问题").fill(QUESTION);
      await chair.locator("button", { hasText: "要求补充调查" }).click();
      await expect(chair.getByText(QUESTION)).toBeVisible();
      await expect(chair.getByRole("button", { name: "提出决定" })).toHaveCount(0);
      await open(colleague, objection);
      await expect(colleague.getByText(QUESTION)).toBeVisible();
      await colleague.getByLabel("内容").fill(MORE);
      await colleague.getByRole("button", { name: "作为报告提交评审委员会" }).click();
      await expect(colleague.getByRole("button", { name: "作为报告的补充提交" })).toBeVisible();
      await open(chair, objection);
      await expect(chair.getByText(MORE)).toBeVisible();
      await mark(chair.getByLabel("不成立"));
      await chair.getByLabel("理由").fill("所列数据与原始台账一致，异议不成立。（演示）");
      await chair.getByRole("button", { name: "提出决定" }).click();
      await expect(chair.getByText(/提出$/).first()).toBeVisible();
      await looked(there, info, VICE_CHAIR, [["objection-head", objection], ["objections-head", "/notice/objections"]]);
      await open(vice, objection);
      await vice.getByRole("button", { name: "确认决定" }).click();
      await expect(vice.getByRole("button", { name: "确认决定" })).toHaveCount(0);
      await visitor.goto(status);
      await expect(visitor.getByRole("main")).toContainText("异议不成立");
    });

    await test.step("the notice is extended for a reason that everybody reads", async () => {
      await open(office, "/notice/prepare");
      await office.getByLabel("延长多少个工作日").fill("1");
      await office.getByLabel("原因").fill("办理异议期间网络维护，公示页面曾短时无法访问。（演示）");
      const extended = office.waitForResponse((answer) => answer.url().endsWith("/api/notice/extend"));
      // Pressed twice it is extended once: the second names an end that is no more. Of two at once the server may take
      // either, so the second press arrives when the first is answered.
      let sent = 0;
      await office.route("**/api/notice/extend", async (route) => {
        sent += 1;
        if (sent > 1) await extended;
        await route.continue();
      });
      await office.getByRole("button", { name: "延长公示期" }).dblclick();
      expect((await extended).ok()).toBe(true);
      await expect(office.getByRole("alert")).toContainText("内容在您阅读之后有变化");
      await visitor.goto(address);
      await expect(visitor.getByText(/公示页面曾短时无法访问/).first()).toBeVisible();
    });

    await test.step("two of the association approve what the Office drew up, and one act announces it", async () => {
      const until = ((await visitor.getByText(/^公示中，至/).innerText()).match(/\d{4}-\d\d-\d\d/) ?? [""])[0];
      await open(office, "/announcement");
      await expect(office.getByRole("button", { name: "拟稿" })).toHaveCount(0);
      const after = new Date(new Date(`${until}T00:00:00Z`).getTime() + 86_400_000);
      await moved(office, OFFICE, `${after.toISOString().slice(0, 10)}T09:30`);
      await open(office, "/announcement");
      await office.getByRole("button", { name: "拟稿" }).click();
      await expect(office.getByText("已有 0 人批准，须 2 人。")).toBeVisible();
      // The association reads the letter, too, and says no: the Office reads why, and draws it up again.
      const doubts = await there.seat();
      await again(doubts, CAQ);
      await open(doubts, "/announcement");
      await doubts.locator("summary", { hasText: "通知函样稿" }).click();
      await expect(doubts.getByText("落款日期为发布当日")).toBeVisible();
      await doubts.locator("summary", { hasText: "退回公告" }).click();
      await doubts.getByLabel("退回的理由").fill(DOUBT);
      await doubts.getByRole("button", { name: "退回公告" }).click();
      await expect(doubts.getByText(DOUBT)).toBeVisible();
      await expect(doubts.getByRole("button", { name: "批准公告" })).toHaveCount(0);
      await open(office, "/announcement");
      await expect(office.getByText(DOUBT)).toBeVisible();
      await office.getByRole("button", { name: "重新拟稿" }).click();
      await expect(office.getByText("已有 0 人批准，须 2 人。")).toBeVisible();
      for (const [n, who] of [CAQ, CAQ_TOO].entries()) {
        const caq = await there.seat();
        await again(caq, who);
        if (n === 0) await looked(there, info, who, [["announcement-caq", "/announcement"]]);
        await open(caq, "/announcement");
        await caq.getByRole("button", { name: "批准公告" }).click();
        await expect(caq.getByText(`已有 ${n + 1} 人批准，须 2 人。`)).toBeVisible();
      }
      expect((await visitor.context().request.get(address.replace("notice", "announcement"))).status()).toBe(404);
      await open(office, "/announcement");
      await office.getByRole("button", { name: "发布公告" }).click();
      await expect(office.getByText("公告已发布。").first()).toBeVisible();
    });

    await test.step("everybody reads the benchmarks", async () => {
      await visitor.goto(address.replace("notice", "announcement"));
      await expect(heading(visitor)).toContainText("质量标杆");
      const printed = await visitor.context().request.get(`${address.replace("notice", "announcement")}/announcement.pdf`);
      expect(printed.headers()["content-type"]).toBe("application/pdf");
      await looked(there, info, undefined, [["announcement", address.replace("notice", "announcement")], ["notice-over", address]]);
      await looked(there, info, OFFICE, [["announcement-office", "/announcement"]]);
    });
    expect(there.unexpected(401, 404, 410)).toEqual([]);
    expect(await copy.run("check")).toContain("all invariants hold");
  } finally {
    await there.close();
    await copy.stop();
  }
});
