// What every spec imports: `import { test, expect } from "../test";`
//
// Each spec file has a world of its own in each project: the first test of a file gets a fresh copy
// of the demonstration, the tests after it in the same file find what those before them have done.
// `page` and `request` already point there, so `page.goto("/status")` is enough.

import { expect, test as base } from "@playwright/test";
import { World, dropTemplate, makeTemplate, type Template, type Until } from "./world";

/** Keeps the world of the file that is being run. */
class Keeper {
  #file = "";
  #world?: World;
  /** The demonstration carried further than most specs need: made when one does. */
  readonly #further = new Map<Until, Template>();

  async of(file: string, until: Until): Promise<World> {
    if (this.#file !== file || !this.#world) {
      await this.end();
      this.#world = await World.start(await this.#template(until));
      this.#file = file;
    }
    return this.#world;
  }

  async #template(until: Until): Promise<Template> {
    if (until !== "review") {
      const made = this.#further.get(until) ?? (await makeTemplate(until));
      this.#further.set(until, made);
      return made;
    }
    const template = JSON.parse(process.env.BIAOGAN_E2E_TEMPLATE ?? "null") as Template | null;
    if (!template) throw new Error("no template: Playwright's configuration was not used");
    return template;
  }

  /** Ends the world, and removes what other worlds of this worker would have been copied from. */
  async close() {
    await this.end();
    for (const template of this.#further.values()) await dropTemplate(template);
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
      await keeper.close();
    },
    { scope: "worker" },
  ],
  // A world that is carried further takes its time to make: no test's own time.
  world: [async ({ keeper, until }, use, info) => use(await keeper.of(info.file, until)), { timeout: 300_000 }],
  baseURL: async ({ world }, use) => use(world.url),
});

export { expect };
