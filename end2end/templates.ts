// What worlds are copied from: the demonstration, carried as far as a spec needs it.
//
// Each is loaded once a run, by the worker that needs it first; whoever needs it meanwhile waits. They stand on one
// shelf, a directory that all workers share: `review/` says that somebody loads it, `review.json` where it is.

import { existsSync, watch } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { dropTemplate, makeTemplate, type Template, type Until } from "./world";

/** What is noted of a template: where it is, or why there is none. */
type Note = { template?: Template; failed?: string };

/** Makes an empty shelf. Workers are processes of their own; the environment leads them to it. */
export async function makeShelf() {
  process.env.BIAOGAN_E2E_TEMPLATES = await mkdtemp(join(tmpdir(), "biaogan-e2e-templates-"));
}

/** Removes the shelf with everything on it. */
export async function clearShelf() {
  const dir = shelf();
  for (const name of await readdir(dir)) {
    if (!name.endsWith(".json")) continue;
    const { template } = await noted(join(dir, name));
    if (template) await dropTemplate(template);
  }
  await rm(dir, { recursive: true, force: true });
}

/** The template of a demonstration; its first loading takes up to a minute. */
export async function templateOf(until: Until): Promise<Template> {
  const place = join(shelf(), until);
  const note = `${place}.json`;
  if (await taken(place)) await load(until, note);
  await appears(note);
  const { template, failed } = await noted(note);
  if (!template) throw new Error(`no demonstration until ${until}: ${failed}`);
  return template;
}

/** Whether it is this worker who takes a place: a directory is made once, whoever tries at once. */
async function taken(place: string): Promise<boolean> {
  try {
    await mkdir(place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Loads a template and notes it. That it failed is noted too: others wait for it. */
async function load(until: Until, note: string) {
  const made: Note = await makeTemplate(until).then(
    (template) => ({ template }),
    (error) => ({ failed: String(error) }),
  );
  // Whole or not at all.
  await writeFile(`${note}.new`, JSON.stringify(made));
  await rename(`${note}.new`, note);
}

/** Waits until a file is there. */
function appears(file: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!existsSync(file)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(file), look);
    look();
  });
}

async function noted(note: string): Promise<Note> {
  return JSON.parse(await readFile(note, "utf8")) as Note;
}

function shelf(): string {
  const dir = process.env.BIAOGAN_E2E_TEMPLATES;
  if (!dir) throw new Error("no templates: Playwright's configuration was not used");
  return dir;
}
