// Drag somebody to another table. Everything works without this file too: pick up, and put down with a button.
"use strict";

(() => {
  let dragged = null;

  const card = (event) => event.target.closest?.("[data-tafel]");
  const person = (event) => event.target.closest?.("[data-persoon]");
  const leave = () => document.querySelectorAll("[data-over]").forEach((one) => delete one.dataset.over);

  // Only where one may move people, and only with a mouse: on a phone one drags the page.
  const makeReady = () => {
    if (!window.matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    document.querySelectorAll("#zaal-formulier [data-persoon]").forEach((one) => {
      if (one.querySelector(".aanzit__doen")) one.draggable = true;
    });
  };
  makeReady();
  document.addEventListener("htmx:afterSettle", makeReady);

  document.addEventListener("dragstart", (event) => {
    const one = person(event);
    if (!one?.draggable) return;
    dragged = one;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", one.dataset.persoon);
  });
  document.addEventListener("dragend", () => { dragged = null; leave(); });
  document.addEventListener("dragover", (event) => {
    const table = dragged && card(event);
    if (!table) return;
    event.preventDefault();
    if (!("over" in table.dataset)) { leave(); table.dataset.over = ""; }
  });
  document.addEventListener("drop", (event) => {
    const table = dragged && card(event);
    if (!table) return;
    event.preventDefault();
    leave();
    const form = document.getElementById("zaal-formulier");
    if (!form || dragged.closest("[data-tafel]") === table) return;
    form.querySelectorAll('input[name="persoon"], input[data-sleep]').forEach((one) => one.remove());
    const add = (name, value) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      field.dataset.sleep = "";
      form.append(field);
    };
    add("persoon", dragged.dataset.persoon);
    add("tafel", table.dataset.tafel);
    form.requestSubmit();
  });
  // While somebody is being dragged the page is not refreshed under the hand.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (dragged && event.target.id === "zaal") event.preventDefault();
  });
})();
