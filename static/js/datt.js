// What the pages cannot do without script; every flow of a guest works when this file is absent.
"use strict";

// The current tab comes into view on a phone.
document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
  tab.scrollIntoView({ block: "nearest", inline: "center" });
});

// A list of errors gets the focus at load, so that it is read first.
document.querySelector(".foutlijst[autofocus]")?.focus();

// After a swap the focus stays where it was, or goes to what is new; never to the body.
let focused = null;
document.addEventListener("htmx:beforeSwap", () => {
  focused = document.activeElement?.id || null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.elt;
  const active = document.activeElement;
  if (active && active !== document.body && document.contains(active)) return;
  const same = focused && document.getElementById(focused);
  const target =
    swapped.querySelector?.("[autofocus], .veld--fout .invoer") ||
    same ||
    swapped.querySelector?.("h1, h2, h3") ||
    swapped;
  if (!target) return;
  if (!target.matches("a, button, input, select, textarea, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: Boolean(same) });
});

// A second click on the same button does nothing; the server refuses it too.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
  if (form.dataset.verstuurd) {
    event.preventDefault();
    return;
  }
  form.dataset.verstuurd = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
});
// Coming back with the browser's own button makes the form usable again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-verstuurd]").forEach((form) => {
    delete form.dataset.verstuurd;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// Leaving a form with unsaved words asks first.
document.querySelectorAll("form[data-bewaak]").forEach((form) => {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
});
