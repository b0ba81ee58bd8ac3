// The service worker: it keeps the pages that ask for it, with their files, so that they open without internet.
// It keeps nothing else, sends nothing, and forgets everything when somebody signs in or out, or a guest closes their page.
"use strict";

const KAST = "datt-zonder-internet-1";
const HOE_LANG = 18 * 60 * 60 * 1000; // a day in a hall; what is older is not shown any more
const GEDULD = 6000; // bad wifi does not say that it is bad
const VAST = /\.[0-9a-f]{12}\.\w+$/; // a file with its content in its name never changes

const forget = async () => {
  for (const naam of await caches.keys()) if (naam.startsWith("datt-")) await caches.delete(naam);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const naam of await caches.keys()) if (naam.startsWith("datt-") && naam !== KAST) await caches.delete(naam);
  await self.clients.claim();
})()));

const keep = async (pagina, bestanden) => {
  const kast = await caches.open(KAST);
  const answer = await fetch(pagina, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  await kast.put(pagina, answer);
  await Promise.all(bestanden.map(async (bestand) => {
    if (VAST.test(bestand) && await kast.match(bestand)) return;
    const file = await fetch(bestand);
    if (!file.ok) throw new Error(bestand);
    await kast.put(bestand, file);
  }));
};

self.addEventListener("message", (event) => {
  const say = (goed) => event.ports[0]?.postMessage({ goed });
  if (event.data?.soort === "bewaar") {
    event.waitUntil(keep(event.data.pagina, event.data.bestanden).then(() => say(true), () => say(false)));
  } else if (event.data?.soort === "vergeet") event.waitUntil(forget().then(() => say(true), () => say(false)));
});

const inTime = (promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error("te laat")), GEDULD)),
]);

// A badge that is scanned opens /in/CODE/; without internet the kept page of the door takes the code over.
const other = async (request, kast) => {
  const code = /^\/in\/([\w-]+)\/$/.exec(new URL(request.url).pathname);
  if (!code) return fetch(request);
  try {
    return await inTime(fetch(request));
  } catch (fault) {
    const deur = (await kast.keys()).find((one) => new URL(one.url).pathname.endsWith("/dag/"));
    if (!deur) throw fault;
    return Response.redirect(`${deur.url}#${code[1]}`, 302);
  }
};

// The network first; what was kept only when the network does not answer, or the server is down.
const page = async (request) => {
  if (!await caches.has(KAST)) return fetch(request);
  const kast = await caches.open(KAST);
  const kept = await kast.match(request.url, { ignoreVary: true });
  if (!kept) return other(request, kast);
  let answer = null;
  try {
    answer = await inTime(fetch(request));
  } catch { /* no network */ }
  if (answer && answer.status < 500) {
    if (answer.ok && !answer.redirected) await kast.put(request.url, answer.clone());
    // Signed out, or no right any more: then it may not be read here either.
    else await kast.delete(request.url);
    return answer;
  }
  const age = Date.now() - Date.parse(kept.headers.get("Date") || 0);
  if (age < HOE_LANG) return kept;
  await kast.delete(request.url);
  return answer || Response.error();
};

const file = async (request) => {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept && VAST.test(request.url)) return kept;
  try {
    return await (kept ? inTime(fetch(request)) : fetch(request));
  } catch (fault) {
    if (kept) return kept;
    throw fault;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (url.pathname.startsWith("/account/") || ["/demo/", "/u/sluit/"].includes(url.pathname)) event.waitUntil(forget());
  } else if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});
