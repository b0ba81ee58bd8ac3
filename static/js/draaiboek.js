// Dragging the rows of a run sheet by their handle. The buttons beside it do the same without this script.
"use strict";

(() => {
  let dragged = null;

  const rows = () => [...document.querySelectorAll("#blokken .blok[data-blok]")];
  const clear = () => rows().forEach((row) => delete row.dataset.hier);

  const prepare = () => {
    if (!document.querySelector("#blokken .pijltjes")) return;
    rows().forEach((row) => {
      if (row.querySelector(".blok__greep")) return;
      const handle = document.createElement("span");
      handle.className = "blok__greep";
      handle.setAttribute("aria-hidden", "true");
      handle.textContent = "⠿";
      row.prepend(handle);
      // Only the handle drags: text and numbers in the row stay selectable.
      handle.addEventListener("mousedown", () => { row.draggable = true; });
      handle.addEventListener("mouseup", () => { row.draggable = false; });
    });
  };

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("#blokken .blok[data-blok]");
    if (!row?.draggable) return;
    dragged = row;
    row.dataset.sleept = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.blok);
  });

  document.addEventListener("dragover", (event) => {
    const row = event.target.closest?.("#blokken .blok[data-blok]");
    if (!dragged || !row) return;
    event.preventDefault();
    clear();
    if (row === dragged) return;
    const box = row.getBoundingClientRect();
    row.dataset.hier = event.clientY < box.top + box.height / 2 ? "voor" : "na";
  });

  document.addEventListener("drop", (event) => {
    const row = event.target.closest?.("#blokken .blok[data-hier]");
    if (!dragged || !row) return;
    event.preventDefault();
    const all = rows();
    const at = all.indexOf(row) + (row.dataset.hier === "na" ? 1 : 0);
    const before = all[at] ? all[at].dataset.blok : "0";
    const form = dragged.querySelector(".pijltjes");
    if (before !== dragged.dataset.blok && form) {
      htmx.ajax("POST", form.action, {
        source: form, target: "#blokken", swap: "outerHTML",
        values: { naar: before, orde: form.elements.orde.value },
      });
    }
  });

  document.addEventListener("dragend", () => {
    clear();
    if (dragged) {
      dragged.draggable = false;
      delete dragged.dataset.sleept;
    }
    dragged = null;
  });

  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
})();
