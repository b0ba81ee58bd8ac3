// A text field with suggestions from the server, after the ARIA combobox pattern. Without it the form still works.
"use strict";

document.querySelectorAll("[data-combobox]").forEach((box) => {
  const input = box.querySelector("input[type=text]");
  const value = box.querySelector("[data-keuze]");
  if (!input || !value) return;
  let active = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "suggesties");

  const options = () => [...box.querySelectorAll("[role=option]")];

  const point = (nr) => {
    const all = options();
    active = all.length ? (nr + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  };

  const close = () => {
    active = -1;
    box.querySelector("[role=listbox]")?.remove();
    const status = box.querySelector("[role=status]");
    if (status) status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    input.value = option.dataset.naam;
    value.value = option.dataset.waarde;
    close();
    input.focus();
  };

  // A change of the text makes the choice undone; the list comes from the server.
  input.addEventListener("input", () => { value.value = ""; });

  input.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "ArrowDown" && all.length) { event.preventDefault(); point(active + 1); }
    else if (event.key === "ArrowUp" && all.length) { event.preventDefault(); point(active < 0 ? all.length - 1 : active - 1); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); choose(all[active]); }
    else if (event.key === "Escape" && all.length) { event.preventDefault(); close(); }
  });

  box.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); choose(option); }
  });

  box.addEventListener("htmx:afterSettle", () => {
    active = -1;
    if (value.value) { close(); return; }
    input.setAttribute("aria-expanded", String(options().length > 0));
    const list = box.querySelector("[role=listbox]");
    if (list) input.setAttribute("aria-controls", list.id);
  });

  // Who typed before this script was there gets the list too.
  document.addEventListener("DOMContentLoaded", () => {
    if (input.value && !value.value && document.activeElement === input) input.dispatchEvent(new Event("zoek"));
  });

  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
});
