// The audit of every page (accessibility, width, language), apart from the gate until it holds.
import config from "../playwright.config";

export default { ...config, testDir: ".", outputDir: "../test-results", globalSetup: "../template.ts" };
