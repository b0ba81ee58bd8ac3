// Counting at the door: what the server said, and on top of it what still waits on this device.
"use strict";

(() => {
  const vak = document.querySelector("[data-tellen]");
  const form = vak?.querySelector("form");
  if (!form) return;
  const adres = new URL(form.action).pathname;
  let wachtend = [];

  const tik = (rij) => {
    const [wie, aantal] = (rij.velden.find(([naam]) => naam === "tik")?.[1] || ":0").split(":");
    return { wie, aantal: Number(aantal) };
  };
  const toon = () => {
    const erbij = { volwassenen: 0, kinderen: 0, samen: 0 };
    for (const rij of wachtend) {
      const { wie, aantal } = tik(rij);
      erbij[wie] += aantal;
      erbij.samen += aantal;
    }
    vak.querySelectorAll("[data-tel]").forEach((plek) => {
      const tekst = String(Math.max(0, Number(plek.dataset.basis) + erbij[plek.dataset.tel]));
      if (plek.textContent !== tekst) plek.textContent = tekst;
    });
    document.getElementById("stand")?.toggleAttribute("data-wacht", wachtend.length > 0);
  };
  document.addEventListener("wachtrij:stand", (event) => {
    wachtend = event.detail.rijen.filter((rij) => rij.adres === adres && rij.staat === "wacht");
    toon();
  });
  // Once it arrived it is part of what the server says; until the next look we say so ourselves.
  document.addEventListener("wachtrij:klaar", (event) => {
    if (event.detail.adres !== adres) return;
    const { wie, aantal } = tik(event.detail);
    vak.querySelectorAll("[data-tel]").forEach((plek) => {
      if (plek.dataset.tel === wie || plek.dataset.tel === "samen") plek.dataset.basis = String(Number(plek.dataset.basis) + aantal);
    });
  });
  // Here a quick second tap is a second visitor, not a mistake.
  form.addEventListener("wachtrij:erbij", () => form.querySelectorAll("[data-net]").forEach((knop) => delete knop.dataset.net));
  document.body.addEventListener("htmx:afterSwap", toon);
})();
