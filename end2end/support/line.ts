// A line between browser and server that can be cut and mended: a tunnel on a port of its own.
// Cutting it is what a tunnel under a mountain does; a worker in the browser notices it as well.

import { createConnection, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A tunnel to a server. */
export class Line {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #cut = false;
  /** Where the tunnel listens, without a slash at the end. */
  url = "";

  private constructor(to: URL) {
    this.#server = createServer((near) => {
      if (this.#cut) return void near.destroy();
      const far = createConnection(Number(to.port), to.hostname);
      for (const [one, other] of [[near, far], [far, near]]) {
        this.#open.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          this.#open.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  /** Opens a tunnel to the server at `url`. */
  static async to(url: string): Promise<Line> {
    const line = new Line(new URL(url));
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    line.url = `http://127.0.0.1:${(line.#server.address() as AddressInfo).port}`;
    return line;
  }

  /** Nothing passes any more. */
  cut() {
    this.#cut = true;
    for (const socket of this.#open) socket.destroy();
  }

  /** It passes again. */
  mend() {
    this.#cut = false;
  }

  /** Ends the tunnel. */
  async end() {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
