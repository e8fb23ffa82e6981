// Two hundred megabytes of evidence on a line that is cut in the middle.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "./desk";
import { pdf } from "./dossier";
import { shown } from "./slow";

const MB = 1024 * 1024;
const PIECES = "**/uploads/*";

/** Sends `count` files of 20 MB to a place of the attachments page; the third piece of the first two
 *  is lost on the way. Nothing that arrived is sent twice. */
export async function sendLarge(page: Page, place: string, count: number) {
  const section = page.getByRole("main").getByRole("region", { name: place });
  const dir = await mkdtemp(join(tmpdir(), "biaogan-files-"));
  try {
    const paths: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const path = join(dir, `大文件 ${n}.pdf`);
      await writeFile(path, pdf(`${n}`, 20 * MB - 10_000));
      paths.push(path);
    }
    const offsets: number[] = [];
    let cut = 0;
    await page.route(PIECES, async (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      const offset = Number(request.headers()["upload-offset"]);
      if (offset === 8 * MB && cut < 2) {
        cut += 1;
        return route.abort("internetdisconnected");
      }
      offsets.push(offset);
      return route.continue();
    });
    // Told for the second until the line is tried again.
    const told = shown(page, ".sending", "连接中断，恢复后从断开处接着上传", 60_000);
    await Promise.all([told, section.getByLabel(/^选择文件：/).setInputFiles(paths)]);
    for (let n = 0; n < count; n += 1) await expect(section.getByRole("link", { name: `大文件 ${n}.pdf` })).toBeVisible({ timeout: 150_000 });
    expect(cut).toBe(2);
    // Five pieces each.
    expect(offsets.length).toBe(5 * count);
    expect(offsets.filter((offset) => offset === 0).length).toBe(count);
    await page.unroute(PIECES);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
