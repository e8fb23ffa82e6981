// What every spec imports: `import { test, expect } from "../test";`
//
// Each spec file has a world of its own in each project: the first test of a file gets a fresh copy
// of the demonstration, the tests after it in the same file find what those before them have done.
// `page` and `request` already point there, so `page.goto("/status")` is enough.

import { expect, test as base } from "@playwright/test";
import { templateOf } from "./templates";
import { World, type Until } from "./world";

/** Keeps the world of the file that is being run. */
class Keeper {
  #file = "";
  #world?: World;

  async of(file: string, until: Until): Promise<World> {
    if (this.#file !== file || !this.#world) {
      await this.end();
      this.#world = await World.start(await templateOf(until));
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

export const test = base.extend<{ world: World; until: Until }, { keeper: Keeper }>({
  // `test.use({ until: "defence" })` for a whole file.
  until: ["review", { option: true }],
  keeper: [
    async ({}, use) => {
      const keeper = new Keeper();
      await use(keeper);
      await keeper.end();
    },
    { scope: "worker" },
  ],
  // What a world is copied from takes its time to load: no test's own time.
  world: [async ({ keeper, until }, use, info) => use(await keeper.of(info.file, until)), { timeout: 600_000 }],
  baseURL: async ({ world }, use) => use(world.url),
});

export { expect };
