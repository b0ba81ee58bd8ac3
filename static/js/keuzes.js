// Choosing workshops: a round has one first choice, so the one before it steps back; and what the queue says is shown.
// Without this file the form is sent as any other, and the server says what cannot be.
"use strict";

(() => {
  const form = document.querySelector("[data-keuzes]");
  if (!form) return;
  const woord = form.querySelector("[data-zegt]");
  const zeg = (tekst) => { woord.hidden = !tekst; woord.textContent = tekst; };
  const naam = (veld) => veld.closest("fieldset").querySelector("legend").textContent.trim();

  form.addEventListener("change", (event) => {
    const keus = event.target;
    if (keus.type !== "radio" || !["1", "2", "3"].includes(keus.value)) return;
    for (const ander of keus.closest("[data-ronde]").querySelectorAll(`input[value="${keus.value}"]:checked`)) {
      if (ander === keus) continue;
      ander.closest("fieldset").querySelector('input[value=""]').checked = true;
      zeg(`‘${naam(ander)}’ staat weer op geen mening.`);
    }
  });

  const hier = new URL(form.action, location.href).pathname;
  const isVanHier = (event) => event.detail.adres === hier;
  document.addEventListener("wachtrij:erbij", (event) => {
    if (isVanHier(event)) zeg("Uw keuzes staan op uw toestel. Is er geen internet? Dan gaan ze later vanzelf mee.");
  });
  document.addEventListener("wachtrij:klaar", (event) => { if (isVanHier(event)) location.assign(form.dataset.klaar); });
  document.addEventListener("wachtrij:geweigerd", (event) => { if (isVanHier(event)) zeg(event.detail.reden); });
})();
