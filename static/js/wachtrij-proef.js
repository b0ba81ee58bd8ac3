// The self-test of the queue: everything that must work in a hall without internet, tried once, in words.
"use strict";

(() => {
  const proef = document.querySelector("[data-wachtrij-proef]");
  if (!proef) return;
  proef.hidden = false;
  const lijst = proef.querySelector("[data-uitslag]");
  const knop = proef.querySelector("[data-begin]");

  const zeg = (goed, tekst) => {
    const item = document.createElement("li");
    item.dataset.uitslag = goed === null ? "let-op" : goed ? "goed" : "fout";
    const merk = document.createElement("b");
    merk.textContent = goed === null ? "Let op: " : goed ? "Goed: " : "Niet goed: ";
    item.append(merk, tekst);
    lijst.append(item);
  };

  const arrives = (kenmerk) => new Promise((resolve) => {
    const klok = setTimeout(() => resolve(false), 12000);
    document.addEventListener("wachtrij:klaar", (event) => {
      if (event.detail.kenmerk !== kenmerk) return;
      clearTimeout(klok);
      resolve(true);
    });
  });

  const doe = async () => {
    const kan = await window.wachtrij.kanBewaren().catch(() => false);
    zeg(kan, kan ? "dit apparaat kan bewaren wat u doet." : "deze browser bewaart niets. Gebruik geen privévenster.");
    if (!kan) return;
    await navigator.storage?.persist?.();
    const vast = await navigator.storage?.persisted?.() ?? false;
    zeg(vast || null, vast ? "de browser gooit het niet vanzelf weg." : "de browser mag zelf opruimen als dit apparaat vol is. Zorg voor wat vrije ruimte, en wis geen gegevens.");
    const pagina = await window.wachtrij.bewaarPagina().catch(() => false);
    zeg(pagina, pagina ? "deze bladzijde opent ook zonder internet." : "deze bladzijde opent niet zonder internet. Laat haar open staan, en ververs haar niet.");
    const rij = await window.wachtrij.erbij(proef.dataset.adres, [], "Proefbericht");
    const kwam = await arrives(rij.kenmerk);
    zeg(kwam, kwam ? "een proefbericht ging heen en kwam aan." : "een proefbericht kwam niet aan. Is er nu internet? Doe de proef dan nog een keer.");
    zeg(null, "zet nu de vliegtuigstand aan en ververs. U hoort deze bladzijde weer te zien. Zet daarna het internet weer aan.");
  };

  knop.addEventListener("click", async () => {
    lijst.replaceChildren();
    knop.disabled = true;
    await doe();
    knop.disabled = false;
  });
})();
