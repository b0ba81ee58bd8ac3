// The door: search as you type, show at once what was pressed, follow the other phones, and scan a badge.
"use strict";

(() => {
  const deur = document.querySelector("[data-deur]");
  if (!deur) return;
  const formulier = deur.querySelector("form[data-lijst]");
  const filter = deur.querySelector("[data-filter]");
  const IN = new URL(formulier.action).pathname;
  const UIT = IN.replace(/binnen\/$/, "terug/");
  const DEUR = IN.replace(/binnen\/$/, "");
  let wachtend = [];

  // The same as datt/core/text.py: no accents, no capitals, and letters as people type them.
  const ALS_GETYPT = { "ı": "i", "İ": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae" };
  const fold = (text) => text.replace(/[ıİøØłŁđĐæÆ]/g, (letter) => ALS_GETYPT[letter]).normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split(/\s+/).filter(Boolean);
  const rij = (persoon) => deur.querySelector(`.deurrij[data-persoon="${persoon}"]`);
  const veld = (item, naam) => item.velden.find(([een]) => een === naam)?.[1] || "";

  // ---- search: over what stands on the page, so it works without internet -----------------------------------
  const zoek = () => {
    const woorden = fold(filter.value);
    let gevonden = 0;
    deur.querySelectorAll(".deurrij").forEach((row) => {
      const past = woorden.every((woord) => row.dataset.zoek.includes(woord));
      row.hidden = !past;
      gevonden += past;
    });
    deur.querySelectorAll("#lijst section").forEach((groep) => { groep.hidden = !groep.querySelector(".deurrij:not([hidden])"); });
    deur.querySelector("[data-niemand]").hidden = gevonden > 0 || !woorden.length;
  };
  filter.addEventListener("input", zoek);
  filter.form.addEventListener("submit", (event) => {
    // Enter: the only one that is left is the one that is meant.
    event.preventDefault();
    const over = [...deur.querySelectorAll(".deurrij:not([hidden]):not([data-binnen])")];
    if (over.length === 1) over[0].querySelector(".deurrij__in button").focus();
  });

  // ---- who is inside: what the server said, and on top of it what still waits on this device -------------------
  const code = (tekst) => /(\d+)-(\d+)-[a-z2-7]{16}/.exec(tekst);
  // A button that only just came under the finger was not meant: the second tap of two would undo the first.
  const gewisseld = new WeakMap();
  formulier.addEventListener("click", (event) => {
    const row = event.target.closest(".deurrij button")?.closest(".deurrij");
    if (row && performance.now() - (gewisseld.get(row) ?? -Infinity) < 700) event.preventDefault();
  });
  const wieIs = (item) => veld(item, "persoon") || code(veld(item, "code"))?.[2] || "";
  const zet = (row, tijd, wacht) => {
    if (row.hasAttribute("data-binnen") !== Boolean(tijd)) gewisseld.set(row, performance.now());
    row.toggleAttribute("data-binnen", Boolean(tijd));
    row.toggleAttribute("data-wacht", wacht);
    const label = row.querySelector("[data-tijd]");
    const tekst = tijd ? `Binnen, ${tijd}${wacht ? " (wacht op internet)" : ""}` : "Binnen";
    if (label.textContent !== tekst) label.textContent = tekst;
  };
  // What leaves at once needs no word: a line that comes and goes moves the next name from under the finger.
  const LANG = 1500;
  const duurt = (item) => !navigator.onLine || Date.now() - Date.parse(item.op) >= LANG;
  const uur = (op) => new Date(op).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const toon = () => {
    const stand = document.getElementById("stand");
    if (!stand) return;
    const binnen = new Map(stand.dataset.binnen.trim().split(" ").filter(Boolean).map((een) => een.split(":")));
    pas.forEach(({ tijd, tot }, persoon) => {
      if (Date.now() > tot || binnen.has(persoon) === Boolean(tijd)) pas.delete(persoon);
      else if (tijd) binnen.set(persoon, tijd);
      else binnen.delete(persoon);
    });
    const wacht = new Set();
    let erbij = 0;
    wachtend.filter((item) => item.staat === "wacht").forEach((item) => {
      if (item.adres === IN && wieIs(item)) { binnen.set(wieIs(item), binnen.get(wieIs(item)) || uur(item.op)); if (duurt(item)) wacht.add(wieIs(item)); }
      else if (item.adres === UIT) { binnen.delete(veld(item, "persoon")); if (duurt(item)) wacht.add(veld(item, "persoon")); }
      else if (item.adres === `${DEUR}inloper/`) erbij += 1;
    });
    let onbekend = false;
    binnen.forEach((_, persoon) => { if (!rij(persoon)) onbekend = true; });
    deur.querySelectorAll(".deurrij").forEach((row) => zet(row, binnen.get(row.dataset.persoon), wacht.has(row.dataset.persoon)));
    stand.querySelector("[data-aantal]").textContent = String(binnen.size + erbij);
    if (onbekend) ververs();
  };
  // Somebody came in who is not on the list yet: fetch it, once at a time.
  let bezig = false;
  const ververs = async () => {
    if (bezig || !navigator.onLine) return;
    bezig = true;
    await window.htmx.ajax("GET", location.pathname + location.search, { target: "#lijst", swap: "outerHTML" }).catch(() => {});
    setTimeout(() => { bezig = false; }, 3000);
    zoek();
  };

  // Without a network there is nothing to ask.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id === "stand" && !navigator.onLine) event.preventDefault();
  });
  // The page that opens without internet knows who came in lately: kept anew, at most every twenty seconds.
  let bewaard = Date.now(), opnieuw = 0;
  const bewaar = () => {
    clearTimeout(opnieuw);
    opnieuw = setTimeout(() => {
      if (!navigator.onLine) return;
      bewaard = Date.now();
      window.wachtrij.bewaarPagina().catch(() => {});
    }, Math.max(1500, 20000 - (Date.now() - bewaard)));
  };
  // What has just left this device counts until the server says how it stands: no row goes back and forth.
  const pas = new Map();
  document.addEventListener("wachtrij:stand", (event) => {
    const nog = new Set(event.detail.rijen.map((item) => item.kenmerk));
    wachtend.filter((item) => item.staat === "wacht" && !nog.has(item.kenmerk)).forEach((item) => {
      if (item.adres === IN && wieIs(item)) pas.set(wieIs(item), { tijd: uur(item.op), tot: Date.now() + 8000 });
      else if (item.adres === UIT) pas.set(veld(item, "persoon"), { tijd: "", tot: Date.now() + 8000 });
    });
    wachtend = event.detail.rijen;
    toon();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "stand" || event.detail.elt?.id === "stand") { toon(); bewaar(); }
    if (event.detail.elt?.id === "lijst") { toon(); zoek(); }
  });
  // What arrived belongs to the figures at once, not only after four seconds.
  let straks = 0;
  document.addEventListener("wachtrij:klaar", (event) => {
    if (!event.detail.adres.startsWith(DEUR)) return;
    clearTimeout(straks);
    straks = setTimeout(() => window.htmx.ajax("GET", `${DEUR}stand/?deel=${deur.dataset.deel}`, { target: "#stand", swap: "outerHTML" }).catch(() => {}), 250);
  });
  formulier.addEventListener("wachtrij:erbij", (event) => {
    filter.value = "";
    zoek();
    rij(veld(event.detail, "persoon"))?.scrollIntoView({ block: "nearest" });
    if (matchMedia("(pointer: fine)").matches) filter.focus({ preventScroll: true });
  });
  deur.querySelector("[data-inloper]").addEventListener("wachtrij:erbij", (event) => event.target.reset());
  deur.querySelector("[data-inloper]").addEventListener("input", (event) => {
    event.currentTarget.dataset.wat = `${event.currentTarget.elements.naam.value || "Iemand"} is binnen (zonder uitnodiging)`;
  });

  // ---- a badge: read by the camera in this page, or handed over by the camera of the phone --------------------
  const scanner = document.querySelector("[data-scanner]");
  const zegt = scanner.querySelector("[data-zegt]");
  const klaar = new Map();
  const neem = async (tekst) => {
    const gelezen = code(tekst);
    if (!gelezen) return "Dit is geen code van een badge of mail van ons.";
    if (gelezen[1] !== deur.dataset.bijeenkomst) return "Deze code is van een andere bijeenkomst. Zoek deze gast op naam.";
    const row = rij(gelezen[2]);
    const naam = row?.querySelector("b").textContent || "Deze gast";
    if (row?.hasAttribute("data-binnen")) return `${naam} is al binnen.`;
    await window.wachtrij.erbij(IN, [["code", gelezen[0]], ["deel", deur.dataset.deel], ["hoe", "qr"]], `${naam} is binnen`);
    return `${naam} is binnen.${row ? "" : " (niet op de lijst)"}`;
  };
  const kijk = async (detector, beeld) => {
    if (!scanner.open) return;
    const [gevonden] = await detector.detect(beeld).catch(() => []);
    const net = gevonden && Date.now() - (klaar.get(gevonden.rawValue) || 0) < 4000;
    if (gevonden && !net) {
      klaar.set(gevonden.rawValue, Date.now());
      zegt.textContent = await neem(gevonden.rawValue);
      navigator.vibrate?.(60);
    }
    setTimeout(() => kijk(detector, beeld), 150);
  };
  const scan = async () => {
    const beeld = scanner.querySelector("[data-beeld]");
    scanner.showModal();
    try {
      beeld.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      await beeld.play();
      kijk(new window.BarcodeDetector({ formats: ["qr_code"] }), beeld);
    } catch {
      zegt.textContent = "De camera gaat niet open. Geef deze site toestemming, of zoek de gast op naam.";
    }
  };
  const stop = () => {
    scanner.querySelector("[data-beeld]").srcObject?.getTracks().forEach((spoor) => spoor.stop());
    zegt.textContent = "";
  };
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    const knop = deur.querySelector("[data-scan]");
    knop.hidden = false;
    knop.addEventListener("click", scan);
    scanner.addEventListener("close", stop);
    scanner.querySelector("[data-stop]").addEventListener("click", () => scanner.close());
  }
  if (code(location.hash)) {
    // The camera app opened a badge while there was no internet: the service worker brought it here.
    const row = rij(code(location.hash)[2]);
    history.replaceState(null, "", location.pathname + location.search);
    if (row) { filter.value = row.querySelector("b").textContent; row.querySelector(".deurrij__in button").focus(); }
  }
  zoek();
})();
