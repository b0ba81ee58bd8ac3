// Drag a card to another place. Everything works without this file too: pick up, and put down with a button.
//
// The form says what is dragged and where to: data-sleep="persoon" makes [data-persoon] movable, data-neer="tafel" makes
// [data-tafel] a place; dropping sends both values under these names.
"use strict";

(() => {
  let dragged = null;

  const form = () => document.querySelector("form[data-sleep]");
  const closest = (event, name) => name && event.target.closest?.(`[data-${name}]`);
  const leave = () => document.querySelectorAll("[data-over]").forEach((one) => delete one.dataset.over);

  // Only with a mouse: on a phone one drags the page.
  const makeReady = () => {
    const here = form();
    if (!here || !window.matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    here.querySelectorAll(`[data-${here.dataset.sleep}]`).forEach((one) => { one.draggable = true; });
  };
  makeReady();
  document.addEventListener("htmx:afterSettle", makeReady);

  document.addEventListener("dragstart", (event) => {
    const one = closest(event, form()?.dataset.sleep);
    if (!one?.draggable) return;
    dragged = one;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", one.dataset[form().dataset.sleep]);
  });
  document.addEventListener("dragend", () => { dragged = null; leave(); });
  document.addEventListener("dragover", (event) => {
    const place = dragged && closest(event, form()?.dataset.neer);
    if (!place) return;
    event.preventDefault();
    if (!("over" in place.dataset)) { leave(); place.dataset.over = ""; }
  });
  document.addEventListener("drop", (event) => {
    const here = form();
    const place = dragged && closest(event, here?.dataset.neer);
    if (!place) return;
    event.preventDefault();
    leave();
    const { sleep, neer } = here.dataset;
    if (dragged.closest(`[data-${neer}]`) === place) return;
    here.querySelectorAll(`input[name="${sleep}"], input[data-gesleept]`).forEach((one) => one.remove());
    const add = (name, value) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      field.dataset.gesleept = "";
      here.append(field);
    };
    add(sleep, dragged.dataset[sleep]);
    add(neer, place.dataset[neer]);
    here.requestSubmit();
  });
  // While something is being dragged the page is not refreshed under the hand.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (dragged && event.target !== form() && event.target.contains(dragged)) event.preventDefault();
  });
})();
