// What a person sees of the queue: one calm line at the bottom, and behind it what waits. Loaded before wachtrij.js.
"use strict";

(() => {
  const balk = document.querySelector("[data-wachtrij-wie]");
  const lijst = document.querySelector("[data-wachtrij-lijst]");
  if (!balk || !lijst) return;
  const line = balk.querySelector("[data-tekst]");
  const rows = lijst.querySelector("[data-rijen]");
  const model = document.querySelector("template[data-wachtrij-rij]");
  let laatste = { rijen: [], geweigerd: 0 }, klok = 0;

  const uur = (op) => new Date(op).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");

  const rij = (one) => {
    const item = model.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-wat]").textContent = one.wat;
    item.querySelector("[data-op]").textContent = `om ${uur(one.op)} uur`;
    if (one.staat !== "geweigerd") return item;
    item.querySelector("[data-reden]").textContent = one.reden;
    item.querySelectorAll("[data-reden], [data-knoppen]").forEach((part) => { part.hidden = false; });
    item.querySelector("[data-opnieuw]").addEventListener("click", () => window.wachtrij.opnieuw(one));
    const knop = item.querySelector("[data-weg]");
    knop.addEventListener("click", () => {
      // Asked once, in the button itself.
      if (knop.dataset.zeker) return window.wachtrij.gooiWeg(one);
      knop.dataset.zeker = "1";
      knop.textContent = "Ja, gooi weg";
    });
    return item;
  };

  const vul = () => {
    rows.replaceChildren(...laatste.rijen.map(rij));
    const mij = balk.dataset.wachtrijWie;
    lijst.querySelector("[data-over]").hidden = !mij || laatste.rijen.every((one) => !one.wie || one.wie === mij);
    lijst.querySelector("[data-niet-vast]").hidden = window.wachtrij.isVast() || !laatste.rijen.length;
    lijst.querySelector("[data-uitleg]").textContent = laatste.geweigerd
      ? "Wat niet is aangenomen, blijft hier staan tot u kiest. De rest gaat vanzelf mee."
      : laatste.rijen.length ? "Het gaat vanzelf mee zodra er internet is. U hoeft niets te doen." : "Alles is verstuurd.";
  };

  // Only what stays for a moment is said: a line that flashes by helps nobody.
  window.wachtrijBalk = (stand) => {
    laatste = stand;
    if (lijst.open) vul();
    clearTimeout(klok);
    const zeg = () => {
      if (line.textContent !== stand.tekst) line.textContent = stand.tekst;
      balk.hidden = !stand.tekst;
      balk.dataset.soort = stand.geweigerd ? "fout" : stand.weg ? "let-op" : "";
      balk.querySelector("[data-bekijk]").hidden = !stand.rijen.length;
    };
    if (!stand.tekst || stand.geweigerd || !navigator.onLine) zeg();
    else klok = setTimeout(zeg, 900);
  };

  const open = () => { vul(); lijst.showModal(); };
  balk.querySelector("[data-bekijk]").addEventListener("click", open);
  lijst.querySelector("[data-over]").addEventListener("click", () => window.wachtrij.neemOver());
  lijst.querySelector("[data-bestand]").addEventListener("click", () => {
    const tekst = JSON.stringify({ "gemaakt op": new Date().toISOString(), "van": location.origin, "wat wacht": laatste.rijen }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([tekst], { type: "application/json" }));
    link.download = `wachtrij-${new Date().toISOString().slice(0, 16).replace(":", "")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  const uit = document.querySelector("[data-wachtrij-uit]");
  window.wachtrijVraag = (aantal, verder) => {
    uit.querySelector("[data-tekst]").textContent = aantal === 1
      ? "Er is 1 ding nog niet verstuurd. Het blijft op dit apparaat staan, en gaat pas mee als u hier weer inlogt."
      : `Er zijn ${aantal} dingen nog niet verstuurd. Ze blijven op dit apparaat staan, en gaan pas mee als u hier weer inlogt.`;
    uit.querySelector("[data-blijf]").onclick = () => uit.close();
    uit.querySelector("[data-toch]").onclick = () => { uit.close(); verder(); };
    uit.showModal();
  };
})();
