// Two questions on a phone with bad wifi: the answer is kept on the phone, and the page says so at once.
"use strict";

(() => {
  const page = document.querySelector("[data-terugblik]");
  const form = page?.querySelector("form[data-wachtrij]");
  const kept = page?.querySelector("[data-bewaard]");
  if (!form || !kept) return;
  let mine = "";

  // What the server would refuse is said here, and not hours later: without an answer nothing goes into the queue.
  form.noValidate = false;
  form.addEventListener("wachtrij:erbij", (event) => {
    mine = event.detail.kenmerk;
    form.hidden = true;
    kept.hidden = false;
    kept.focus();
  });
  document.addEventListener("wachtrij:klaar", (event) => { if (event.detail.kenmerk === mine) location.reload(); });
  document.addEventListener("wachtrij:geweigerd", (event) => {
    if (event.detail.kenmerk !== mine) return;
    form.hidden = false;
    kept.hidden = true;
  });
})();
