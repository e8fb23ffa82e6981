// How the tests run: one after the other, in the Chromium of the machine, against servers that
// world.ts starts. `cargo xtask test e2e` sets the environment; by hand, after `cargo xtask build`:
//
//   cd end2end && npx playwright test review
//
// BIAOGAN_E2E_ENGINE   sqlite (default) or postgres; the latter needs BIAOGAN_TEST_PG, a superuser's URL
// BIAOGAN_BIN          the server; default: the debug build
// BIAOGAN_SITE         the browser's side; default: the debug build's
// BIAOGAN_E2E_SCREENS  set to keep a picture of every page that is inspected
// BIAOGAN_CHROMIUM     the browser's program; default: Debian's, without its window if there is one of those,
//                      else the one Playwright brought

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const DEBIAN = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = process.env.BIAOGAN_CHROMIUM ?? DEBIAN.find((program) => existsSync(program));

// Chromium's sandbox does not work for root, and nothing here may talk to anybody but the server.
const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Pages live for seconds: making their programs faster takes longer than they run.
  "--js-flags=--liftoff-only",
];
const root = process.getuid?.() === 0;

/** Specs that lead through several rooms, and the whole of a dossier. */
const JOURNEYS = ["application-without-script", "year", "weeks", "flow", "recommendation", "initial-list", "consultation", "score-to-list", "whole-year"];

/** Those that take longest. They begin first: one that begins last is waited for by the other worker. */
const LONG = ["whole-year", "weeks", "year", "consultation", "score-to-list", "notice", "exchange"];

// Pages look and behave the same on every database, and what a database must keep is tested on both
// of them below the browser: on PostgreSQL the journeys through all rooms are enough here.
const onlyJourneys = process.env.BIAOGAN_E2E_ENGINE === "postgres";
const files = (names: string[]) => names.map((name) => `**/${name}.spec.ts`);

const report = process.env.BIAOGAN_E2E_REPORT;

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./setup.ts",
  // A page waits for its server and a server for its page: two of each keep two cores busy. Each
  // worker has a world of its own.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // A debug build on two slow cores, while the other worker loads a demonstration: what takes long is waited for, what
  // never comes is told later.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ...(report ? [["json", { outputFile: report }] as const] : [])],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, chromiumSandbox: !root, args },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 30_000,
    // A trace costs a third of the time of all that pass; `--trace=on` asks for one.
    trace: "off",
    screenshot: "only-on-failure",
    // What a spec needs beside a desk screen (a telephone, no script) it asks for itself: one
    // journey has desks of several kinds.
    viewport: { width: 1280, height: 900 },
  },
  // Playwright takes what is to be done project by project.
  projects: [
    { name: "chromium-first", testMatch: files(LONG.filter((name) => !onlyJourneys || JOURNEYS.includes(name))) },
    { name: "chromium", testMatch: onlyJourneys ? files(JOURNEYS) : "**/*.spec.ts", testIgnore: files(LONG) },
  ],
});
