// The status page as an app of its own: what makes it installable, what its worker keeps, and what
// it never keeps.

import type { Page } from "@playwright/test";
import { PHONE, type Desks, awake, expect, test } from "../support/desk";
import { Line } from "../support/line";

/** Reference and last four digits of the first organisation of the demonstration. */
async function number(desks: Desks): Promise<{ reference: string; tail: string }> {
  const page = await desks.seat("org001@example.com");
  await page.goto("/application");
  const text = await page.getByRole("main").innerText();
  return { reference: /QB-\d{4}-\d{5}-[0-9A-Z]/.exec(text)?.[0] ?? "", tail: "0003" };
}

async function lookUp(page: Page, { reference, tail }: { reference: string; tail: string }) {
  await page.getByLabel("受理号").fill(reference);
  await page.getByLabel("联系人手机号后四位").fill(tail);
  await page.getByRole("button", { name: "查询" }).click();
  await expect(page.locator("[aria-current=step]")).toBeVisible();
}

/** Everything the stores of this origin hold, address by address. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const all: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        all[new URL(request.url).pathname] = (await answer?.text()) ?? "";
      }
    }
    return all;
  });

test("it can be installed: its manifest, its icons, its worker", async ({ desks, request }) => {
  for (const lang of ["zh", "en"] as const) {
    const page = await desks.seat(undefined, { lang });
    await page.goto("/status");
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const manifest = await (await request.get(href ?? "")).json();
    expect(manifest).toMatchObject({ id: "/status", start_url: "/status", scope: "/status", display: "standalone" });
    expect(manifest.name && manifest.short_name && manifest.theme_color && manifest.background_color).toBeTruthy();
    for (const icon of manifest.icons) {
      const answer = await request.get(icon.src);
      expect(answer.headers()["content-type"], icon.src).toBe(icon.type);
      const bytes = await answer.body();
      // Width and height stand in the head of a PNG.
      if (icon.type === "image/png") expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(icon.sizes);
    }
    expect(manifest.icons.some((i: { purpose: string }) => i.purpose === "maskable")).toBe(true);
    const devtools = await page.context().newCDPSession(page);
    const { errors } = await devtools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
  }
  const page = await desks.seat();
  await page.goto("/");
  await expect(page.locator('link[rel="manifest"]')).toHaveCount(0);
  expect(desks.complaints).toEqual([]);
});

test("without a line it shows the last status seen, and of when", async ({ desks, world }) => {
  const known = await number(desks);
  const line = await Line.to(world.url);
  const page = await desks.seat(undefined, PHONE);
  try {
    await page.goto(`${line.url}/status`);
    await awake(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "")).toContain("/status-worker.js");
    // Other pages have no worker.
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/status"))?.scope)).toBe(`${line.url}/status`);

    await lookUp(page, known);
    await expect.poll(async () => Object.keys(await stored(page))).toContain("/status/kept");
    line.cut();
    desks.taken();
    await page.goto(`${line.url}/status`);
    await expect(page.getByRole("heading", { level: 1, name: "最近一次的进度" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(known.reference);
    await expect(page.getByRole("main")).toContainText("（北京时间）看到的进度");
    await expect(page.locator(".timeline .done").first()).toBeVisible();
    const shown = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    expect(shown, "with its styles").toContain("PingFang");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "fits a telephone").toBeLessThanOrEqual(0);
    expect(await page.locator("script[src]").count()).toBe(0);

    // Back on the line it is the page itself again.
    line.mend();
    await page.goto(`${line.url}/status`);
    await expect(page.getByRole("heading", { level: 1, name: "进度查询" })).toBeVisible();
    await awake(page);
    await page.getByRole("button", { name: "不再显示" }).click();
    await expect(page.locator("[aria-current=step]")).toHaveCount(0);
    await expect.poll(async () => Object.keys(await stored(page))).not.toContain("/status/kept");
    line.cut();
    await page.goto(`${line.url}/status`);
    await expect(page.getByRole("main")).toContainText("这台设备上没有可看的进度");
  } finally {
    await line.end();
  }
});

test("what is kept names nobody who is signed in, and shows no score and no name", async ({ desks, world }) => {
  const known = await number(desks);
  const page = await desks.seat("org001@example.com");
  await page.goto("/status");
  await awake(page);
  await expect(page.getByRole("banner")).toContainText("联系人 001");
  await lookUp(page, known);
  await expect.poll(async () => Object.keys(await stored(page))).toContain("/status/kept");
  await page.goto("/application");
  await page.goto("/status");
  await awake(page);
  const all = await stored(page);
  expect(Object.keys(all).filter((path) => !/^\/status\/(kept|nothing)$|^\/pkg\/.*\.css$/.test(path))).toEqual([]);
  const title = await page.request.get(`${world.url}/application`).then(async (r) => /<b>([^<]*(?:经验|实践)[^<]*)</.exec(await r.text())?.[1]);
  for (const text of Object.values(all)) {
    for (const secret of ["联系人 001", "org001", known.tail + "\"", ...(title ? [title] : [])]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/<script[^>]+src=/);
  }
  expect(all["/status/kept"]).toContain(known.reference);
  expect(desks.complaints).toEqual([]);
});

test("a telephone on a slow line reads the status within a second of its first byte, and before any program", async ({ desks }) => {
  const known = await number(desks);
  const page = await desks.seat(undefined, PHONE);
  await page.goto("/status");
  await awake(page);
  await lookUp(page, known);
  // As the lab calls slow 4G: 1.6 Mbit/s, 150 ms. Nothing is cached.
  await page.evaluate(async () => {
    for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister();
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Network.emulateNetworkConditions", { offline: false, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 });
  let bytes = 0;
  const wasm = new Set<string>();
  devtools.on("Network.responseReceived", (e) => {
    if (e.response.url.endsWith(".wasm")) wasm.add(e.requestId);
  });
  devtools.on("Network.loadingFinished", (e) => {
    if (!wasm.has(e.requestId)) bytes += e.encodedDataLength;
  });
  await page.goto("/status", { waitUntil: "commit" });
  await expect(page.locator("[aria-current=step]")).toBeVisible();
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length)).toBe(1);
  const [first, paint] = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return [navigation.responseStart, performance.getEntriesByName("first-contentful-paint")[0].startTime];
  });
  await awake(page);
  console.log(`status: ${bytes} bytes before WASM; first byte after ${first.toFixed(0)} ms, readable after ${paint.toFixed(0)} ms`);
  expect(bytes).toBeGreaterThan(1_000);
});
