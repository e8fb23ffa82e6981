// A world: one server with the demonstration season on a database of its own.
//
// The demonstration is loaded once a run, into a template (templates.ts); every world gets a copy of it, so that
// no test sees what another has done. Nothing survives the run.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Mailbox } from "./support/mail";

const execute = promisify(execFile);

const here = dirname(fileURLToPath(import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(here, "../target");

/** The server's program. */
const binary = process.env.BIAOGAN_BIN ?? join(target, "debug/biaogan");
/** The browser's side. */
const site = process.env.BIAOGAN_SITE ?? join(target, "site");

/** The database behind the server. */
export type Engine = "sqlite" | "postgres";
export const engine: Engine = process.env.BIAOGAN_E2E_ENGINE === "postgres" ? "postgres" : "sqlite";

/** What every world is a copy of. */
export type Template = { dir: string; database: string };

/** How long a server may take to listen, ms. */
const PATIENCE = 60_000;

/** Twelve applications before one panel are few enough to score by hand. */
const SMALL = ["--applications", "12", "--panels", "1"];

/** How far the demonstration is carried: to the assignment, into the written review, to its lists, on into the
 *  defence, or to the initial list; small ones to be walked through from there. */
const DEMOS = {
  assignment: ["--until", "assignment", ...SMALL],
  review: ["--until", "review"],
  shortlist: ["--until", "shortlist", ...SMALL],
  defence: ["--until", "defence"],
  list: ["--until", "list"],
  notice: ["--until", "notice"],
  title: ["--until", "title"],
  "small-list": ["--until", "list", ...SMALL],
  blind: ["--until", "assignment", ...SMALL, "--blind"],
};
export type Until = keyof typeof DEMOS;

/** Loads the demonstration; takes some seconds. */
export async function makeTemplate(until: Until): Promise<Template> {
  for (const [what, path] of [["server", binary], ["browser side", site]]) {
    if (!existsSync(path)) throw new Error(`no ${what} at ${path}: run \`cargo xtask build\` first`);
  }
  const dir = await mkdtemp(join(tmpdir(), "biaogan-e2e-"));
  const database = engine === "postgres" ? await createDatabase() : "biaogan.db";
  await mkdir(join(dir, "files"));
  await execute(binary, ["demo", ...DEMOS[until]], { env: settings(dir, database), maxBuffer: 1 << 26 });
  return { dir, database };
}

/** Removes the template. */
export async function dropTemplate(template: Template) {
  if (engine === "postgres") await psql(`DROP DATABASE IF EXISTS ${template.database} WITH (FORCE)`);
  await rm(template.dir, { recursive: true, force: true });
}

/** A running server with its database. */
export class World {
  /** Where the server listens, without a slash at the end. */
  readonly url: string;
  readonly engine: Engine = engine;
  #server: ChildProcess;
  readonly #dir: string;
  readonly #database: string;

  private constructor(url: string, server: ChildProcess, dir: string, database: string) {
    this.url = url;
    this.#server = server;
    this.#dir = dir;
    this.#database = database;
  }

  /** Copies the template and starts a server on the copy. */
  static async start(template: Template): Promise<World> {
    const dir = await mkdtemp(join(tmpdir(), "biaogan-e2e-"));
    await cp(join(template.dir, "files"), join(dir, "files"), { recursive: true });
    let database = template.database;
    if (engine === "postgres") {
      database = await createDatabase(template.database);
    } else {
      // The file and, if the last writer left any, its log.
      for (const name of await readdir(template.dir)) {
        if (name.startsWith(database)) await cp(join(template.dir, name), join(dir, name));
      }
    }
    const server = spawn(binary, ["serve"], { env: settings(dir, database), stdio: ["ignore", "pipe", "inherit"] });
    try {
      return new World(await address(server), server, dir, database);
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  /** Runs a subcommand of the server on this world's database, such as `check`. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await execute(binary, args, { env: settings(this.#dir, this.#database) });
    return stdout;
  }

  /** A rehearsal of this world, as `rehearse` makes it, and a server on it. */
  async rehearsal(): Promise<World> {
    const dir = await mkdtemp(join(tmpdir(), "biaogan-e2e-"));
    // On PostgreSQL `rehearse` copies into a database that is there and empty, while the original is in use.
    const database = engine === "postgres" ? await createDatabase() : this.#database;
    await this.run("rehearse", "--to", databaseUrl(dir, database), "--files-to", join(dir, "files"));
    const server = spawn(binary, ["serve"], { env: settings(dir, database), stdio: ["ignore", "pipe", "inherit"] });
    return new World(await address(server), server, dir, database);
  }

  /** The mails that this world's server sends to an address. */
  mailbox(address: string): Mailbox {
    return new Mailbox(join(this.#dir, "mail"), address);
  }

  /** Ends the server and leaves its database. */
  async halt() {
    const ended = new Promise((resolve) => this.#server.once("exit", resolve));
    if (this.#server.exitCode === null && this.#server.signalCode === null) {
      this.#server.kill("SIGTERM");
      await ended;
    }
  }

  /** Starts the server again, where it was. */
  async resume() {
    const env = { ...settings(this.#dir, this.#database), BIAOGAN_ADDR: new URL(this.url).host };
    this.#server = spawn(binary, ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
    await address(this.#server);
  }

  /** Ends the server and removes its database. */
  async stop() {
    await this.halt();
    if (engine === "postgres") await psql(`DROP DATABASE IF EXISTS ${this.#database} WITH (FORCE)`);
    await rm(this.#dir, { recursive: true, force: true });
  }
}

/** The server's settings, and nothing of the surrounding environment that could override them. */
function settings(dir: string, database: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("BIAOGAN_"));
  return {
    ...Object.fromEntries(own),
    BIAOGAN_DATABASE_URL: databaseUrl(dir, database),
    BIAOGAN_FILES: join(dir, "files"),
    BIAOGAN_SITE: site,
    BIAOGAN_SIGNING_KEY_FILE: join(dir, "signing.key"),
    BIAOGAN_MAIL_DIR: join(dir, "mail"),
    BIAOGAN_ADDR: "127.0.0.1:0",
    // Each mail sent is a line of information; what is wrong is a warning.
    BIAOGAN_LOG: "warn,lopdf=error",
  };
}

/** Reads where a server listens from its first line. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`the server does not listen: ${said}`)), PATIENCE);
    const over = (error: Error) => {
      clearTimeout(late);
      reject(error);
    };
    server.once("error", over);
    server.once("exit", (code) => over(new Error(`the server ended with ${code}: ${said}`)));
    server.stdout?.on("data", (data: Buffer) => {
      said += data.toString();
      const found = said.match(/listens on (http:\/\/\S+)/);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    });
  });
}

/** Where a world's database is: in its directory, or a database of the server. */
function databaseUrl(dir: string, database: string): string {
  return engine === "postgres" ? on(database) : `sqlite://${join(dir, database)}`;
}

/** The administration URL with another database's name. */
function on(database: string): string {
  const url = new URL(administration());
  url.pathname = `/${database}`;
  return url.toString();
}

function administration(): string {
  const url = process.env.BIAOGAN_TEST_PG;
  if (!url) throw new Error("set BIAOGAN_TEST_PG to a superuser's URL, or run `cargo xtask test e2e`");
  return url;
}

async function createDatabase(template?: string): Promise<string> {
  const name = `biaogan_e2e_${randomBytes(8).toString("hex")}`;
  await psql(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ""}`);
  return name;
}

/** Runs one statement; names come from this file alone. */
async function psql(statement: string) {
  await execute("psql", ["--no-psqlrc", "--quiet", "--dbname", administration(), "--command", statement]);
}
