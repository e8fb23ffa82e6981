// What a step of a slider takes in Chromium, and whether the page stays free while resamples are drawn.
// `cargo xtask bench what-if` starts the server and tells where it is; figures are written to a file.

import { writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run cargo xtask bench what-if`);
  return value;
};

/** Steps of a slider that count, after some that warm up: of fewer than some hundred the 99th percentile would be the
 * slowest single one. */
const STEPS = 300;
const WARM = 10;

/** Moves a slider step by step; milliseconds of each, with everything it brings about up to layout. */
const steps = (page: Page, id: string, values: number[]) =>
  page.locator(`#${id}`).evaluate(
    async (slider: HTMLInputElement, values) => {
      // A task of its own after all that was queued before it.
      const turn = () =>
        new Promise<void>((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done();
          port2.postMessage(0);
        });
      const times: number[] = [];
      for (const value of values) {
        await new Promise((frame) => requestAnimationFrame(frame));
        const start = performance.now();
        slider.value = String(value);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await turn();
        // Has the browser lay the page out now, so that it counts.
        void document.body.offsetHeight;
        times.push(performance.now() - start);
      }
      return times;
    },
    values,
  );

const quantile = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.max(0, Math.ceil(times.length * share) - 1)];

test("what if, over a thousand applications", async ({ page }) => {
  const figures: Record<string, number> = {};
  const tell = (name: string, all: number[]) => {
    const times = all.slice(WARM);
    figures[`${name}.p50`] = quantile(times, 0.5);
    figures[`${name}.p99`] = quantile(times, 0.99);
    figures[`${name}.max`] = Math.max(...times);
  };
  /** Up and down again between two numbers, until there are enough. */
  const sweep = (from: number, to: number) => {
    const way = to - from;
    return Array.from({ length: STEPS + WARM }, (_, n) => from + way - Math.abs((n % (2 * way)) - way));
  };
  // A slider and a number on an empty page: what the browser and the machine take of each step by themselves.
  await page.setContent('<input type="range" id="bare" min="1" max="200"><output id="says"></output>');
  await page.locator("#bare").evaluate((slider: HTMLInputElement) => {
    const says = document.getElementById("says") as HTMLElement;
    slider.addEventListener("input", () => (says.textContent = slider.value));
  });
  tell("bare", await steps(page, "bare", sweep(60, 200)));
  await page.goto(`${env("BIAOGAN_BENCH_URL")}/sign-in?next=/review/board`);
  await page.locator("main input[name=email]").fill(env("BIAOGAN_BENCH_CHAIR"));
  await page.locator("main input[name=password]").fill(env("BIAOGAN_BENCH_PASSWORD"));
  await page.locator("main input[name=password]").press("Enter");
  const what = page.locator("#what-if");
  await what.locator("summary").first().click();
  // All rows are drawn once the browser was idle.
  await expect(page.locator("#board-rows tbody tr")).toHaveCount(1000, { timeout: 60_000 });
  tell("places", await steps(page, "what-if-places", sweep(60, 200)));
  await what.locator("#weights-ask").click();
  await expect(page.locator("#weight-0")).toBeVisible({ timeout: 30_000 });
  tell("weights", await steps(page, "weight-4", sweep(0, 60)));

  const sure = page.locator("#sure");
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as { tasks: number[] }).tasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ entryTypes: ["longtask"] });
  });
  await sure.locator("summary").first().click();
  // Watched from within the page: who asks it again and again from outside keeps it busy.
  figures["sure.took"] = await sure.evaluate(async (sure) => {
    const name = "计算把握度";
    const button = [...sure.querySelectorAll("button")].find((b) => b.textContent === name);
    if (!button) throw new Error(`no button ${name}`);
    const through = new Promise<void>((done) => {
      const watch = new MutationObserver(() => {
        if (!sure.querySelector("table")) return;
        watch.disconnect();
        done();
      });
      watch.observe(sure, { childList: true, subtree: true });
    });
    const start = performance.now();
    button.click();
    await through;
    return performance.now() - start;
  });
  // What is drawn after that counts as well.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  figures["sure.longest"] = Math.max(0, ...(await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)));
  await writeFile(env("BIAOGAN_BENCH_FIGURES"), JSON.stringify(figures));
});
