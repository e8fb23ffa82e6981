// The worker of the status page: keeps the status that was last seen on this device, so that it
// can be read without a line. Its scope is /status and nothing else; what it keeps is the plain
// page /status/kept, which the server draws without any account, and the style sheet of that page.
// Raise VERSION when what is kept changes its form: older stores are then thrown away.
"use strict";

const VERSION = "1";
const STORE = `biaogan-status-${VERSION}`;
const KEPT = "/status/kept";
// Stands for a device on which nothing was looked up yet, or no longer is.
const NOTHING = "/status/nothing";
const FORGOTTEN = "forgotten";
// How long to wait for the line before the kept status is shown, ms.
const PATIENCE = 5000;
// How long a status is kept, ms: long enough for a season's phase, not for ever.
const AGE = 30 * 24 * 3600 * 1000;
// How often something was forgotten: what was asked for before that is not kept any more.
let forgettings = 0;

self.addEventListener("install", (event) => event.waitUntil(shell().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(cleared().then(() => self.clients.claim())));

// The page tells when it has been opened before this worker was there to see it.
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.method === "GET" && (url.pathname === "/status" || url.pathname === KEPT)) {
    event.respondWith(page(event, url));
  } else if (request.method === "POST" && url.pathname === "/api/application/status_look_up") {
    event.respondWith(then(event, keep));
  } else if (request.method === "POST" && url.pathname === "/api/application/status_forget") {
    event.respondWith(then(event, forget));
  } else if (request.method === "GET" && url.pathname.endsWith(".css")) {
    // Named after its content: what is kept is what the server would send.
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});

/** The page from the line, or what was kept when there is none. */
async function page(event, url) {
  if (url.searchParams.has(FORGOTTEN)) event.waitUntil(forget());
  const line = fetch(event.request);
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([line, late]);
    if (!url.searchParams.has(FORGOTTEN)) event.waitUntil(keep());
    return answer;
  } catch {
    // Nothing kept: then it is worth waiting for a slow line after all.
    return (await kept()) ?? line.catch(nothing);
  }
}

/** Passes a request on and does something once it has succeeded. */
async function then(event, act) {
  const answer = await fetch(event.request);
  // A form that was sent by script is answered by a redirect that leads to a page.
  if (answer.ok) event.waitUntil(act());
  return answer;
}

/** Keeps the status this device may see now, if there is one. */
async function keep() {
  const before = forgettings;
  const answer = await fetch(KEPT, { credentials: "same-origin", cache: "no-store", redirect: "error" });
  // Without one the page says so, with this mark; what was seen before stays.
  if (answer.ok && !(await answer.clone().text()).includes('id="nothing"')) await store(KEPT, answer, () => before === forgettings);
}

/** Keeps the page that says that nothing was looked up on this device. */
async function shell() {
  const answer = await fetch(KEPT, { credentials: "omit", cache: "no-store", redirect: "error" });
  await store(NOTHING, answer);
}

/** Keeps a page that is still wanted then, and the style sheet it names in place of any older one. */
async function store(name, answer, wanted = () => true) {
  const text = await answer.clone().text();
  const cache = await caches.open(STORE);
  const sheet = text.match(/href="(\/pkg\/[^"]+\.css)"/)?.[1];
  if (sheet && !(await cache.match(sheet))) await cache.add(sheet);
  if (wanted()) await cache.put(name, new Response(text, { headers: answer.headers }));
  const named = new Set();
  for (const page of [KEPT, NOTHING]) {
    const body = await (await cache.match(page))?.text();
    const own = body?.match(/href="(\/pkg\/[^"]+\.css)"/)?.[1];
    if (own) named.add(own);
  }
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith(".css") && !named.has(pathname)) await cache.delete(request);
  }
}

/** What was kept, unless it is too old to be of use. */
async function kept() {
  const answer = await caches.match(KEPT);
  const at = Date.parse(answer?.headers.get("date") ?? "");
  if (answer && Date.now() - at > AGE) {
    await forget();
    return undefined;
  }
  return answer;
}

async function nothing() {
  return (await caches.match(NOTHING)) ?? Response.error();
}

async function forget() {
  forgettings += 1;
  const cache = await caches.open(STORE);
  await cache.delete(KEPT);
}

/** Throws away the stores of earlier versions of this worker; others are not ours. */
async function cleared() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("biaogan-status-") && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
