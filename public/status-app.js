// Makes the status page an app of its own: registers its worker and lets it keep what is shown.
// A browser without workers, or one that forbids them, shows the page all the same.
"use strict";

if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("/status-worker.js", { scope: "/status" })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active?.postMessage("keep"))
    .catch(() => undefined);
}
