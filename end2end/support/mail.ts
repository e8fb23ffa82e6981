// What a world's server sends: it writes every mail to a file of its own (`--mail-dir`), and here
// they are read, as a person reads their mailbox. Mails that are not urgent wait for company
// (season setting); those with a one-time link, receipts and reminders come at once.
//
//   const mail = await world.mailbox("somebody@example.com").next(/确认|confirm/);
//   await page.goto(mail.link);

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** How long a mail may take, ms. */
const PATIENCE = 60_000;

/** A mail as its reader sees it. */
export type Mail = {
  /** Name of its file: later mails sort after earlier ones. */
  file: string;
  to: string;
  subject: string;
  /** The plain body. */
  text: string;
  html: string;
  /** The first address in the body: where something is to be done. */
  link: string;
  /** Header lines, names in lower case, unfolded and decoded. */
  headers: Map<string, string>;
};

/** The mails to one address. Each is given once. */
export class Mailbox {
  readonly #dir: string;
  readonly #address: string;
  readonly #read = new Set<string>();

  constructor(dir: string, address: string) {
    this.#dir = dir;
    this.#address = address.toLowerCase();
  }

  /** All mails that have come, the earliest first, read or not. */
  async all(): Promise<Mail[]> {
    let files: string[] = [];
    try {
      files = (await readdir(this.#dir)).filter((name) => name.endsWith(".eml")).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    const mails = await Promise.all(files.map((file) => parse(this.#dir, file)));
    return mails.filter((mail) => mail.to.toLowerCase() === this.#address);
  }

  /** The next unread mail, of which the subject fits if one is asked for; waits until it comes. */
  async next(subject?: RegExp): Promise<Mail> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const mails = await this.all();
      const mail = mails.find((m) => !this.#read.has(m.file) && (!subject || subject.test(m.subject)));
      if (mail) {
        this.#read.add(mail.file);
        return mail;
      }
      if (Date.now() > until) {
        const come = mails.map((m) => m.subject).join("; ") || "none";
        throw new Error(`no mail ${subject ?? ""} to ${this.#address}; there came: ${come}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function parse(dir: string, file: string): Promise<Mail> {
  const raw = (await readFile(join(dir, file), "utf8")).replace(/\r\n/g, "\n");
  const { headers, body } = split(raw);
  const boundary = headers.get("content-type")?.match(/boundary="?([^";]+)"?/)?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map((p) => split(p.replace(/^\n/, ""))) : [];
  const part = (type: string) => {
    const found = parts.find((p) => p.headers.get("content-type")?.startsWith(type));
    return found ? decoded(found.body, found.headers.get("content-transfer-encoding") ?? "").replace(/\r\n/g, "\n") : "";
  };
  const text = part("text/plain");
  return {
    file,
    to: headers.get("to") ?? "",
    subject: words(headers.get("subject") ?? ""),
    text,
    html: part("text/html"),
    link: text.match(/^https?:\/\/\S+$/m)?.[0] ?? "",
    headers,
  };
}

/** Headers and body of a mail or of one of its parts. */
function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf("\n\n");
  const lines = raw.slice(0, end).replace(/\n[ \t]+/g, " ").split("\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: raw.slice(end + 2) };
}

/** A body as its transfer encoding says. */
function decoded(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return quoted(body.replace(/=\n/g, ""));
    default:
      return body;
  }
}

/** `=E4=BD=A0` and plain characters. */
function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words of a header. Blanks between two of them are none. */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, data: string) =>
      kind.toLowerCase() === "b" ? Buffer.from(data, "base64").toString("utf8") : quoted(data.replace(/_/g, " ")));
}
