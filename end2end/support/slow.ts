// A slow line: what a page is on one, and what it tells while something takes its time.

import type { CDPSession, Page } from "@playwright/test";
import { expect } from "./desk";

/** A line as slow as 2G: 250 kbit/s down, 50 up, 300 ms to answer. */
const SLOW = { offline: false, downloadThroughput: 250_000 / 8, uploadThroughput: 50_000 / 8, latency: 300 };
/** As fast as the machine. */
const FAST = { offline: false, downloadThroughput: -1, uploadThroughput: -1, latency: 0 };

/** Waits until something stands in a page, however shortly: it is looked for in every picture. */
export async function shown(page: Page, selector: string, words: string, timeout?: number) {
  const there = ([selector, words]: [string, string]) => [...document.querySelectorAll(selector)].some((e) => (e.textContent ?? "").includes(words));
  await page.waitForFunction(there, [selector, words] as [string, string], { timeout });
}

/** A page's line, which can be made fast again. */
export class SlowLine {
  readonly #page: Page;
  readonly #devtools: CDPSession;

  private constructor(page: Page, devtools: CDPSession) {
    this.#page = page;
    this.#devtools = devtools;
  }

  /** Slows a page's line down. */
  static async of(page: Page): Promise<SlowLine> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW);
    return new SlowLine(page, devtools);
  }

  /** The line is fast from now on. */
  async end() {
    await this.#devtools.send("Network.emulateNetworkConditions", FAST);
  }

  /** Opens a page; answers after how many milliseconds it was seen with its heading. */
  async seen(path: string): Promise<number> {
    const start = Date.now();
    await this.#page.goto(path, { waitUntil: "commit" });
    await this.painted();
    return Date.now() - start;
  }

  /** Waits until the page is drawn on the screen, its heading too. */
  async painted() {
    await expect(this.#page.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
    // Styles hold the painting back: a heading in the document is not yet one on the screen.
    await this.#page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length === 1, undefined, { polling: 50 });
  }

  /** Waits until something stands in the page, however shortly. */
  async shown(selector: string, words: string) {
    await shown(this.#page, selector, words);
  }

  /** Whether the page's program has come already. */
  async awake(): Promise<boolean> {
    return (await this.#page.locator("html[data-awake]").count()) > 0;
  }
}
