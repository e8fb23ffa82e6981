// A desk: one person at a browser of their own. Specs import `test` and `expect` from here.
//
// Whoever is named is signed in already; signing in by hand is itself tested in season.spec.ts.

import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Route } from "@playwright/test";
import { expect, test as base } from "../test";
import { PASSWORD } from "./people";

/** What a desk may differ in: size of the screen, script, language. */
export type Options = Pick<BrowserContextOptions, "viewport" | "javaScriptEnabled" | "isMobile" | "hasTouch"> & {
  lang?: "zh" | "en";
};

/** The screen of a small telephone, CSS pixels. */
export const PHONE: Options = { viewport: { width: 375, height: 720 }, isMobile: true, hasTouch: true };

/** Opens desks, and watches what their browsers complain about. */
export class Desks {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #open: BrowserContext[] = [];
  /** Errors and warnings of all consoles, violations of the content security policy included. */
  readonly complaints: string[] = [];

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  /** A desk; `who` is an e-mail address, nobody when it is left out. */
  async seat(who?: string, options: Options = {}): Promise<Page> {
    const { lang, ...rest } = options;
    const context = await this.#browser.newContext({
      baseURL: this.#url,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      ...rest,
    });
    this.#open.push(context);
    if (who) await signIn(context, who);
    if (lang === "en") await context.request.get("/lang/en?to=/status", { maxRedirects: 0 });
    const page = await context.newPage();
    this.#listen(page);
    return page;
  }

  /** Another tab of the same browser. */
  async beside(page: Page): Promise<Page> {
    const tab = await page.context().newPage();
    this.#listen(tab);
    return tab;
  }

  /** Complaints so far, and none from now on until there are new ones. */
  taken(): string[] {
    return this.complaints.splice(0);
  }

  /**
   * The same without what was refused on purpose, which browsers tell as errors: words that do not fit (422), what
   * changed meanwhile (409), and whatever else a journey expects.
   */
  unexpected(...also: number[]): string[] {
    const expected = new RegExp(`status of (${[409, 422, ...also].join("|")})`);
    return this.taken().filter((text) => !expected.test(text));
  }

  #listen(page: Page) {
    const note = (text: string) => {
      // On a slow machine a part of the program is fetched long before it is started: nothing is wrong.
      if (!/preloaded using link preload but not used/.test(text)) this.complaints.push(`${new URL(page.url()).pathname}: ${text}`);
    };
    page.on("pageerror", (error) => note(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") note(message.text());
    });
  }

  async close() {
    await Promise.all(this.#open.map((context) => context.close()));
  }
}

/** Sessions by server and account: who has signed in once need not do so again. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

async function signIn(context: BrowserContext, who: string) {
  const probe = await context.request.get("/sign-in");
  const key = `${new URL(probe.url()).origin} ${who}`;
  let cookies = sessions.get(key);
  if (!cookies) {
    const answer = await context.request.post("/session", { form: { email: who, password: PASSWORD } });
    expect(answer.url(), `${who} is refused`).not.toContain("refused");
    cookies = await context.cookies();
    sessions.set(key, cookies);
  }
  await context.addCookies(cookies);
}

/** Opens a page and waits until it answers. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await awake(page);
}

/** Waits until the page's script listens; before that a click may be lost. */
export async function awake(page: Page) {
  await page.locator("html[data-awake]").waitFor();
}

/**
 * The answer to a form is lost on its way: the server has taken what `send` sends to a path, and whoever sent it still
 * has the form before them. Where the answer would have led.
 */
export async function losingTheAnswer(page: Page, path: string, send: () => Promise<void>): Promise<string> {
  let led = "";
  const lose = async (route: Route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    led = answer.headers()["location"] ?? `status ${answer.status()}`;
    await route.abort("aborted");
  };
  await page.route((url) => url.pathname === path, lose, { times: 1 });
  await send();
  await expect.poll(() => led).not.toBe("");
  return led;
}

/**
 * Ticks a box or a choice. Its label lies over it, so that the whole line can be pressed: what lies there is not asked, so
 * it is brought to where no bar does, and waited for until it stands still.
 */
export async function mark(box: Locator) {
  await box.evaluate((one) => one.scrollIntoView({ block: "center" }));
  await box.scrollIntoViewIfNeeded();
  await box.check({ force: true });
}

export const test = base.extend<{ desks: Desks }>({
  desks: async ({ browser, world }, use, info) => {
    const desks = new Desks(browser, world.url);
    await use(desks);
    if (info.status !== info.expectedStatus && desks.complaints.length > 0) {
      await info.attach("consoles", { body: desks.complaints.join("\n"), contentType: "text/plain" });
    }
    await desks.close();
  },
});

export { expect };
