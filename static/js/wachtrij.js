// The queue: what a person does in a form with data-wachtrij is kept on the device and sent when there is internet.
//
//   <form method="post" data-wachtrij data-wat="Fatima is binnen">   (or data-wat on the button)
//
// Without this file, or where the browser can keep nothing, the form is sent as any other. The server answers 204 and
// knows the kenmerk that we made: the same thing twice is once (datt/core/wachtrij.py). Events on document, for pages
// that show it: wachtrij:stand {rijen, internet}, wachtrij:klaar {rij}, wachtrij:geweigerd {rij}.
// A page with data-zonder-internet on <html> or any element also opens without internet.
"use strict";

(() => {
  const GEDULD = 5000; // so long a network may be away before we say so
  const NET = 1500; // so long something may take to leave before it is said
  const RUST = [2000, 4000, 8000, 15000, 30000];
  const STAND = "/wachtrij/", WERKER = "/wachtrij-werker.js";
  const MOEILIJK = new Set([408, 425, 429]);
  let kast = null, stuk = false, keer = 0, klok = 0, wegSinds = 0, nieuw = "", rijen = [], ik = "";

  // ---- kept on the device ---------------------------------------------------------------------------------
  const open = () => {
    kast ??= new Promise((resolve, reject) => {
      const ask = indexedDB.open("datt-wachtrij", 1);
      ask.onupgradeneeded = () => ask.result.createObjectStore("rijen", { keyPath: "nr", autoIncrement: true });
      ask.onsuccess = () => resolve(ask.result);
      ask.onerror = () => reject(ask.error);
    });
    return kast;
  };
  const doe = async (how, act) => {
    const base = await open();
    return new Promise((resolve, reject) => {
      // "strict": on the disk before we say that it is kept.
      const work = base.transaction("rijen", how, { durability: "strict" });
      const ask = act(work.objectStore("rijen"));
      work.oncomplete = () => resolve(ask.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  };
  const alle = () => doe("readonly", (store) => store.getAll());
  const zet = (rij) => doe("readwrite", (store) => store.put(rij));
  const weg = (nr) => doe("readwrite", (store) => store.delete(nr));
  const lees = async () => {
    rijen = stuk ? rijen : await alle().catch(() => { stuk = true; return rijen; });
    toon();
    return rijen;
  };

  // ---- putting something in the queue ---------------------------------------------------------------------
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
  const erbij = async (adres, velden, wat) => {
    const rij = { kenmerk: uuid(), adres, velden, wat, op: new Date().toISOString(), wie: ik, staat: "wacht", reden: "" };
    rij.nr = await zet(rij);
    kanaal?.postMessage("");
    navigator.storage?.persist?.().then((is) => { vast = is; });
    await lees();
    setTimeout(toon, NET + 50);
    stuur();
    return rij;
  };
  const kanaal = "BroadcastChannel" in window ? new BroadcastChannel("datt-wachtrij") : null;
  if (kanaal) kanaal.onmessage = () => lees();

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.hasAttribute("data-uitloggen")) return bewaakUitloggen(event);
    if (!form.hasAttribute("data-wachtrij") || stuk || !window.indexedDB) return;
    event.preventDefault();
    event.stopPropagation();
    const knop = event.submitter;
    if (knop?.dataset.net) return; // a double tap
    const velden = [...new FormData(form, knop)].filter(([naam, waarde]) =>
      typeof waarde === "string" && naam !== "csrfmiddlewaretoken" && naam !== "kenmerk");
    const adres = new URL(knop?.getAttribute("formaction") || form.getAttribute("action") || "", location.href);
    if (knop) { knop.dataset.net = "1"; setTimeout(() => delete knop.dataset.net, 800); }
    try {
      const rij = await erbij(adres.pathname + adres.search, velden, knop?.dataset.wat || form.dataset.wat || "Ingevuld formulier");
      form.dispatchEvent(new CustomEvent("wachtrij:erbij", { detail: rij, bubbles: true }));
    } catch {
      stuk = true; // this browser keeps nothing: as any other form
      form.requestSubmit(knop);
    }
  }, true);

  // ---- sending, in order and by one tab at a time ----------------------------------------------------------
  const sleutel = async () => {
    const answer = await fetch(STAND, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const breng = async (rij, csrf) => fetch(rij.adres, {
    method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(20000),
    headers: { "X-CSRFToken": csrf, "X-Wachtrij": "1", "HX-Request": "true" },
    body: new URLSearchParams([...rij.velden, ["kenmerk", rij.kenmerk], ["gemaakt_op", rij.op]]),
  });
  const VASTE_REDEN = {
    403: "U mag dit niet (meer) doen. Vraag het de facilitator.",
    404: "Dit is er niet meer. Ververs de bladzijde en kijk hoe het nu is.",
    413: "Dit is te groot om te versturen.",
  };
  const redenVan = async (answer) => {
    const text = await answer.text().catch(() => "");
    if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) return text.slice(0, 400);
    const page = new DOMParser().parseFromString(text, "text/html");
    const said = page.querySelector(".melding > div, .foutlijst li, .veld__fout")?.textContent.trim();
    return VASTE_REDEN[answer.status] || said || "De site nam dit niet aan. Ververs de bladzijde en kijk hoe het nu is.";
  };
  const een = async (rij, nu) => {
    let answer = await breng(rij, nu.sleutel);
    if (answer.status === 403) answer = await breng(rij, (await sleutel()).sleutel);
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/account/")) return "uitgelogd";
    if (answer.ok) {
      await weg(rij.nr);
      document.dispatchEvent(new CustomEvent("wachtrij:klaar", { detail: rij }));
      return "goed";
    }
    if (answer.status >= 500 || MOEILIJK.has(answer.status)) throw new Error(String(answer.status));
    Object.assign(rij, { staat: "geweigerd", reden: await redenVan(answer) });
    await zet(rij);
    document.dispatchEvent(new CustomEvent("wachtrij:geweigerd", { detail: rij }));
    return "goed";
  };
  const ronde = async () => {
    clearTimeout(klok);
    try {
      for (;;) {
        const wachten = (await lees()).filter((rij) => rij.staat === "wacht");
        if (!wachten.length) break;
        const nu = await sleutel();
        ik = nu.wie;
        const rij = wachten.find((one) => !one.wie || one.wie === ik);
        if (!rij || await een(rij, nu) === "uitgelogd") { nieuw = ik ? "ander" : "uitgelogd"; toon(); break; }
        nieuw = "";
      }
      erIs();
    } catch {
      isWeg();
      klok = setTimeout(stuur, RUST[Math.min(keer++, RUST.length - 1)]);
    }
    await lees();
    kanaal?.postMessage("");
  };
  let bezig = false, nogEens = false;
  const stuur = async () => {
    if (bezig) { nogEens = true; return; }
    bezig = true;
    try {
      if (navigator.locks) await navigator.locks.request("datt-wachtrij", ronde);
      else await ronde();
    } finally {
      bezig = false;
      if (nogEens) { nogEens = false; stuur(); }
    }
  };

  // ---- a calm word about the network ------------------------------------------------------------------------
  const isWeg = () => {
    if (!wegSinds) { wegSinds = Date.now(); setTimeout(toon, GEDULD + 50); }
    toon();
  };
  const erIs = () => { wegSinds = 0; keer = 0; toon(); };
  const langWeg = () => Boolean(wegSinds) && Date.now() - wegSinds >= GEDULD;
  window.addEventListener("offline", isWeg);
  window.addEventListener("online", () => { keer = 0; erIs(); stuur(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) stuur(); });
  window.addEventListener("pageshow", stuur);
  document.addEventListener("htmx:sendError", isWeg);
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful && wegSinds) { erIs(); stuur(); } });

  const zin = (wachten, geweigerd) => {
    if (geweigerd) return `${geweigerd} niet aangenomen: kijk wat u wilt doen${wachten ? `. ${wachten} ${wachten === 1 ? "wacht" : "wachten"} nog` : ""}`;
    if (wachten && nieuw === "uitgelogd") return `${wachten} ${wachten === 1 ? "wacht" : "wachten"}: log opnieuw in, dan gaan ze mee`;
    if (wachten && nieuw === "ander") return `${wachten} van iemand anders ${wachten === 1 ? "wacht" : "wachten"} op dit apparaat`;
    if (wachten && (wegSinds || !navigator.onLine)) return `${wachten} ${wachten === 1 ? "wacht" : "wachten"} op internet. Werk gerust door`;
    // What leaves at once needs no word: a bar that comes and goes at every tap lies under the next finger.
    if (wachten) return langWacht() ? `${wachten} ${wachten === 1 ? "wordt" : "worden"} verstuurd` : "";
    return langWeg() ? "Geen internet. Werk gerust door" : "";
  };
  const langWacht = () => rijen.some((rij) => rij.staat === "wacht" && Date.now() - Date.parse(rij.op) >= NET);
  const toon = () => {
    const geweigerd = rijen.filter((rij) => rij.staat === "geweigerd").length;
    const wachten = rijen.length - geweigerd;
    document.dispatchEvent(new CustomEvent("wachtrij:stand", { detail: { rijen, internet: !langWeg() } }));
    window.wachtrijBalk?.({ tekst: zin(wachten, geweigerd), wachten, geweigerd, rijen, weg: langWeg() });
  };

  // ---- what would be lost ------------------------------------------------------------------------------------
  // A reload loses nothing. Only the browser itself may: the panel says so, and signing out asks first.
  let vast = true;
  navigator.storage?.persisted?.().then((is) => { vast = is; });
  const bewaakUitloggen = (event) => {
    if (!rijen.length || event.target.dataset.zeker) return;
    event.preventDefault();
    event.stopPropagation();
    window.wachtrijVraag?.(rijen.length, () => { event.target.dataset.zeker = "1"; event.target.requestSubmit(); });
  };

  // ---- opening without internet --------------------------------------------------------------------------------
  const pagina = () => location.pathname + location.search;
  const bestanden = () => [...new Set([
    ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon]")].map((one) => one.href),
    ...[...document.querySelectorAll("script[src], img[src]")].map((one) => one.src),
    ...performance.getEntriesByType("resource").map((one) => one.name),
  ].filter((adres) => adres.startsWith(`${location.origin}/static/`)))];
  const bewaarPagina = async () => {
    if (!navigator.serviceWorker) return false;
    await navigator.serviceWorker.register(WERKER);
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => resolve(Boolean(event.data.goed));
      setTimeout(() => resolve(false), 15000);
      active.postMessage({ soort: "bewaar", pagina: pagina(), bestanden: bestanden() }, [channel.port2]);
    });
  };
  const begin = async () => {
    ik = document.querySelector("[data-wachtrij-wie]")?.dataset.wachtrijWie || "";
    await lees();
    stuur();
    if (document.querySelector("[data-zonder-internet]") && navigator.onLine) {
      const kept = await bewaarPagina().catch(() => false);
      if (kept) document.documentElement.dataset.zonderInternet = "klaar";
    }
  };

  // For the panel, the self-test and the pages that use the queue.
  window.wachtrij = {
    erbij, stuur, lees, bewaarPagina,
    rijen: () => rijen,
    isVast: () => vast,
    kanBewaren: async () => { await doe("readwrite", (store) => store.delete(-1)); return !stuk; },
    opnieuw: async (rij) => { Object.assign(rij, { staat: "wacht", reden: "" }); await zet(rij); stuur(); },
    neemOver: async () => {
      for (const rij of await lees()) if (rij.wie !== ik) await zet({ ...rij, wie: ik });
      stuur();
    },
    gooiWeg: async (rij) => { await weg(rij.nr); kanaal?.postMessage(""); await lees(); },
  };
  if (window.indexedDB) begin();
  else stuk = true;
})();
