// What is measured in the browser: `cargo xtask bench what-if` starts it. Like the tests, but with pages
// run as fast as people's browsers run them.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

const launch = tests.use?.launchOptions;
const args = launch?.args?.filter((arg) => !arg.startsWith("--js-flags"));

export default defineConfig({
  ...tests,
  testDir: "bench",
  testMatch: "**/*.spec.ts",
  globalSetup: undefined,
  projects: undefined,
  workers: 1,
  timeout: 180_000,
  use: { ...tests.use, launchOptions: { ...launch, args } },
});
