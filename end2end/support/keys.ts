// Somebody who works by keys alone: no click, and nothing is given the focus but by a key. At every stop it is
// asked whether the focus is seen, and nothing lies over it (WCAG 2.4.7, 2.4.11).

import type { Locator, Page } from "@playwright/test";
import { awake, expect } from "./desk";

/** Stops between two controls at most: whoever needs more is lost. */
const FAR = 160;

/** Where the focus is. */
type Stop = {
  /** It is on what was looked for, or within. */
  here: boolean;
  /** What it is on. */
  name: string;
  /** What is wrong with it there. */
  wrong: string[];
};

/** Looks at where the focus is; runs in the page. */
function look(target: Element): Stop {
  const wrong: string[] = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) wrong.push(`the page is ${wide} wide`);
  const on = document.activeElement;
  if (!on || on === document.body) return { here: false, name: "nothing", wrong: [...wrong, "the focus is nowhere"] };
  const name = `${on.tagName.toLowerCase()} ${on.id || (on.textContent ?? "").trim().slice(0, 20)}`;
  // A choice is as large as its line.
  const shown = on.closest(".opt, label.choice, .tick") ?? on;
  const outlined = [on, shown].some((e) => getComputedStyle(e).outlineStyle !== "none");
  if (!outlined) wrong.push("the focus is not drawn");
  const uncovered = (x: number, y: number) => {
    const top = document.elementFromPoint(x, y);
    return !!top && (shown.contains(top) || top.contains(on));
  };
  const free = (box: DOMRect) => {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const heights = [2, box.height / 4, box.height / 2, (box.height * 3) / 4, box.height - 2];
    return heights.filter((y) => uncovered(x, box.top + y)).length / heights.length;
  };
  // A link may stand in two lines.
  const boxes = [...shown.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  if (boxes.length === 0) wrong.push("it has no size");
  const tall = shown.getBoundingClientRect().height > innerHeight * 0.6;
  // What is nearly as high as the screen shows at least where one writes.
  if (boxes.some((box) => free(box) < (tall ? 0.4 : 1))) {
    const box = shown.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + box.width / 2, Math.min(box.bottom, innerHeight) - 2);
    wrong.push(`hidden: ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}, there is ${over?.className ?? "nothing"}`);
  }
  return { here: target.contains(on), name, wrong };
}

/** The keys of one desk. */
export class Keys {
  readonly #page: Page;
  /** Stops that were looked at. */
  stops = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Looks at where the focus is now. */
  async look(target: Locator): Promise<Stop> {
    const stop = await target.evaluate(look);
    this.stops += 1;
    expect.soft(stop.wrong, `${new URL(this.#page.url()).pathname}: ${stop.name}`).toEqual([]);
    return stop;
  }

  /** Goes on from stop to stop until the focus is on a control, or within a group; `back` is the other way. */
  async to(target: Locator, { back = false, within = FAR } = {}) {
    const trail: string[] = [];
    for (let n = 0; n < within; n += 1) {
      await this.#page.keyboard.press(back ? "Shift+Tab" : "Tab");
      const stop = await this.look(target);
      if (stop.here) return;
      trail.push(stop.name);
    }
    throw new Error(`not reached within ${within} stops: ${trail.join(" > ")}`);
  }

  /** Goes to a button or a link and presses it. */
  async press(target: Locator, way = {}) {
    await this.to(target, way);
    await this.#page.keyboard.press("Enter");
  }

  /** Types into a field, over what stands there; what keys do not have comes as from an input method. */
  async write(field: Locator, text: string) {
    await this.to(field);
    await this.over(text);
    await expect(field).toHaveValue(text);
    await this.look(field);
  }

  /** Types over what stands in the field that has the focus. */
  async over(text: string) {
    await this.#page.keyboard.press("Control+A");
    if (/^[\x20-\x7e]+$/.test(text)) await this.#page.keyboard.type(text);
    else await this.#page.keyboard.insertText(text);
  }

  /** Goes down a list to an option. */
  async list(list: Locator, option: string) {
    await this.to(list);
    const chosen = list.locator("option:checked");
    for (let n = 0; (await chosen.innerText()) !== option; n += 1) {
      expect(n, `${option} is not in the list`).toBeLessThan(90);
      await this.#page.keyboard.press("ArrowDown");
    }
    await this.look(list);
  }

  /** Makes one of several choices. */
  async choose(group: Locator, answer: string) {
    await this.to(group);
    const choice = group.getByRole("radio", { name: answer });
    for (let n = 0; !(await choice.isChecked()); n += 1) {
      expect(n, `${answer} is not among the choices`).toBeLessThan(9);
      const here = await choice.evaluate((e) => e === document.activeElement);
      await this.#page.keyboard.press(here ? "Space" : "ArrowDown");
      await this.look(group);
    }
  }

  /** Ticks a box. */
  async tick(box: Locator) {
    await this.to(box);
    await this.#page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }

  /** A page was loaded: its first stop leads past the header, and there the page begins. */
  async begin(heading: string) {
    await expect(this.#page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await awake(this.#page);
    await this.press(this.#page.getByRole("link", { name: "跳到正文" }), { within: 1 });
    await this.begun(heading);
  }

  /** A page stands, and whoever goes on by keys is at its beginning. */
  async begun(heading: string) {
    await expect(this.#page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(this.#page.getByRole("main"), "the focus is at the beginning of the page").toBeFocused();
  }
}
