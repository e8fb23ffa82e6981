// What every spec imports: `import { test, expect } from "../test";`
//
// Each spec file has a world of its own in each project: the first test of a file gets a fresh copy
// of the demonstration, the tests after it in the same file find what those before them have done.
// `page` and `request` already point there, so `page.goto("/status")` is enough.

import { expect, test as base } from "@playwright/test";
import { World, type Template } from "./world";

/** Keeps the world of the file that is being run. */
class Keeper {
  #file = "";
  #world?: World;

  async of(file: string): Promise<World> {
    if (this.#file !== file || !this.#world) {
      await this.end();
      const template = JSON.parse(process.env.BIAOGAN_E2E_TEMPLATE ?? "null") as Template | null;
      if (!template) throw new Error("no template: Playwright's configuration was not used");
      this.#world = await World.start(template);
      this.#file = file;
    }
    return this.#world;
  }

  async end() {
    const world = this.#world;
    this.#world = undefined;
    await world?.stop();
  }
}

export const test = base.extend<{ world: World }, { keeper: Keeper }>({
  keeper: [
    async ({}, use) => {
      const keeper = new Keeper();
      await use(keeper);
      await keeper.end();
    },
    { scope: "worker" },
  ],
  world: async ({ keeper }, use, info) => use(await keeper.of(info.file)),
  baseURL: async ({ world }, use) => use(world.url),
});

export { expect };
