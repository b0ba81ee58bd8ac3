// What pages cannot do without script. Every flow works when this file is absent; the server decides everything.
"use strict";

(() => {
  const zeg = (soort, tekst, link) => {
    // The one live region of the page, so it is read once.
    const region = document.getElementById("meldingen");
    if (!region) return;
    const box = document.createElement("div");
    box.className = `melding melding--${soort}`;
    box.dataset.vanzelf = "";
    const words = document.createElement("div");
    words.textContent = tekst;
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link.href, textContent: link.tekst, target: "_blank", rel: "noopener" });
      words.append(" ", anchor, ".");
    }
    box.append(document.createElement("span"), words);
    region.querySelectorAll("[data-vanzelf]").forEach((old) => old.remove());
    region.append(box);
    if (box.getBoundingClientRect().top < 0) box.scrollIntoView({ block: "start" });
  };

  const OFFLINE = "U bent even zonder internet. Wat u typte, staat er nog. Probeer het straks opnieuw.";

  // The current tab comes into view on a phone; the page itself does not move.
  document.querySelectorAll(".tabs, .deeltabs").forEach((tabs) => {
    const tab = tabs.querySelector("[aria-current]");
    if (!tab) return;
    const from = tab.getBoundingClientRect().left - tabs.getBoundingClientRect().left;
    tabs.scrollLeft += from - (tabs.clientWidth - tab.offsetWidth) / 2;
  });

  // A list of errors gets the focus at load, so that it is read first.
  document.querySelector(".foutlijst[autofocus]")?.focus();

  // ---- sending once -------------------------------------------------------------------------------------
  const waiting = new Map();
  const busy = (form, button) => {
    form.dataset.verstuurd = "1";
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    const words = [...button.childNodes];
    // Only when it takes a moment: words that flash by help nobody.
    const clock = setTimeout(() => button.replaceChildren(button.dataset.bezig || "Even geduld…"), 500);
    waiting.set(button, { form, words, clock });
  };
  const free = (form) => {
    delete form.dataset.verstuurd;
    waiting.forEach((was, button) => {
      if (was.form !== form) return;
      clearTimeout(was.clock);
      button.removeAttribute("aria-disabled");
      button.replaceChildren(...was.words);
      waiting.delete(button);
    });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (form.dataset.verstuurd) return event.preventDefault();
    if (!navigator.onLine) {
      event.preventDefault();
      return zeg("fout", OFFLINE);
    }
    busy(form, event.submitter);
    // A download leaves the page where it is: the button works again.
    setTimeout(() => free(form), 10000);
  });
  // Coming back with the browser's own button makes the form usable again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-verstuurd]").forEach(free));

  const sent = (event) => {
    const form = event.detail.elt.closest?.("form");
    const why = event.detail.requestConfig.triggeringEvent;
    return form && event.detail.requestConfig.verb !== "get" && why?.type === "submit" ? form : null;
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = sent(event);
    if (!form) return;
    if (form.dataset.verstuurd) return event.preventDefault();
    busy(form, event.detail.requestConfig.triggeringEvent.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = sent(event);
    if (form) free(form);
  });

  // ---- what goes wrong on the way, in words -------------------------------------------------------------
  const FAULTS = {
    403: "Dit mag u niet (meer). Ververs de bladzijde en kijk hoe het nu is.",
    404: "Dit is er niet meer. Ververs de bladzijde en kijk hoe het nu is.",
    413: "Dit is te groot om te versturen. Maak het kleiner en probeer het opnieuw.",
  };
  document.addEventListener("htmx:responseError", (event) => {
    zeg("fout", FAULTS[event.detail.xhr.status] ||
      "Dit ging mis bij ons. Wat u typte, staat er nog. Probeer het over een minuut opnieuw.");
  });
  // A page with a queue (wachtrij.js) tells about the network itself, and more calmly.
  const metRij = () => document.querySelector("[data-wachtrij-wie]");
  document.addEventListener("htmx:sendError", () => { if (!metRij()) zeg("fout", OFFLINE); });
  document.addEventListener("htmx:timeout", () => {
    zeg("fout", "Het duurt te lang. Wat u typte, staat er nog. Probeer het nog een keer.");
  });
  window.addEventListener("offline", () => { if (!metRij()) zeg("let-op", OFFLINE); });
  window.addEventListener("online", () => { if (!metRij()) zeg("goed", "U heeft weer internet. U kunt verder."); });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    zeg("fout", "Het lukte niet met uw sleutel of telefoon. Probeer het opnieuw, of gebruik de code uit uw app.");
  });

  // ---- after a swap: focus where it was, or to what is new; the scroll stays -----------------------------
  let focused = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    focused = document.activeElement?.id || null;
    // Signed out meanwhile: the sign-in page never lands in the middle of another page.
    const landed = event.detail.xhr.responseURL && new URL(event.detail.xhr.responseURL).pathname;
    if (landed?.startsWith("/account/login") && !location.pathname.startsWith("/account/")) {
      event.detail.shouldSwap = false;
      zeg("let-op", "U bent uitgelogd, omdat u een tijd niets deed. Wat u typte, staat er nog.",
        { href: landed, tekst: "Log opnieuw in (nieuw venster) en probeer het dan nog een keer" });
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const active = document.activeElement;
    if (active && active !== document.body) return;
    const swapped = event.detail.elt;
    // What refreshes by itself takes no focus that it did not have.
    if (!focused && swapped.closest?.("[data-stil]")) return;
    const same = focused && document.getElementById(focused);
    const target = swapped.querySelector?.("[autofocus], .veld--fout .invoer") || same ||
      swapped.querySelector?.("h1, h2, h3") || swapped;
    if (!target?.focus) return;
    if (!target.matches("a, button, input, select, textarea, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: Boolean(same) });
  });

  // ---- asking once, in a real dialog ---------------------------------------------------------------------
  const ask = (question, action, then) => {
    const dialog = document.createElement("dialog");
    dialog.className = "dialoog";
    dialog.setAttribute("aria-label", question);
    const words = document.createElement("p");
    words.className = "vet";
    words.textContent = question;
    const row = document.createElement("div");
    row.className = "rij";
    const button = (text, look, value) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", className: `knop ${look}`, textContent: text });
      made.addEventListener("click", () => dialog.close(value));
      return made;
    };
    row.append(button(action, "knop--weg", "ja"), button("Nee, terug", "knop--stil", ""));
    dialog.append(words, row);
    const back = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      back?.focus?.();
      if (dialog.returnValue === "ja") then();
    });
    document.body.append(dialog);
    dialog.showModal();
  };
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    const elt = event.detail.elt;
    const name = (elt.matches("form") ? elt.querySelector("button")?.textContent : elt.textContent) || "";
    ask(event.detail.question, elt.dataset.knop || name.trim() || "Ja", () => event.detail.issueRequest(true));
  });
  // A link to a page that asks opens the dialog that stands in this page instead, where there is one.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialoog]");
    const dialog = opener && document.getElementById(opener.dataset.dialoog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest?.("[data-sluit]");
    if (closer?.closest("dialog")) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
  });

  // ---- a field to copy ------------------------------------------------------------------------------------
  document.querySelectorAll("input[data-kopieer]").forEach((field) => {
    if (!navigator.clipboard) return field.addEventListener("focus", () => field.select());
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "knop knop--twee knop--klein", textContent: "Kopieer" });
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        zeg("goed", "De link is gekopieerd. U kunt hem nu plakken in een mail.");
      } catch {
        zeg("let-op", "Kopiëren mag niet van uw browser. De tekst is nu gekozen: druk op Ctrl en C.");
      }
    });
    field.after(button);
  });

  // ---- leaving a form with words that were not sent -------------------------------------------------------
  document.querySelectorAll("form[method=post]:not([hx-post])").forEach((form) => {
    if (!form.hasAttribute("data-bewaak") && !form.querySelector("textarea")) return;
    let changed = Boolean(form.querySelector(".foutlijst, .veld--fout textarea"));
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  });
})();
