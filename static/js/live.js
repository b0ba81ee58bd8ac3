// A page that follows a meeting: it asks whether something changed, and lets the time run. Without this file a reload does.
"use strict";

(() => {
  const FAILS = 3;
  const clock = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" });
  let skew = 0; // seconds that the clock of the server is ahead of this one
  let busy = false;
  let fails = 0;
  let next = 0;
  let fresh = Date.now();
  const box = () => document.querySelector("[data-kijk]");
  const now = () => Date.now() / 1000 + skew;

  const words = (left) => {
    const minutes = left > 0 ? Math.ceil(left / 60) : Math.ceil(left / 60) || 0;
    const count = `${Math.abs(minutes)} ${Math.abs(minutes) === 1 ? "minuut" : "minuten"}`;
    if (minutes > 0) return `nog ${count}`;
    return minutes < 0 ? `${count} over tijd` : "nu afronden";
  };
  const put = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const tick = () => {
    document.querySelectorAll("[data-tot]").forEach((one) => put(one, words(Number(one.dataset.tot) - now())));
    document.querySelectorAll("[data-klok]").forEach((one) => {
      put(one, `${clock.format(new Date(now() * 1000)).replace(":", ".")} uur`);
    });
  };
  // Nobody scrolls a projector: with much to tell the letters become smaller, until all of it is in sight.
  const root = document.documentElement;
  const fit = () => {
    const hall = document.querySelector(".zaalnu");
    if (!hall) return;
    const wide = window.matchMedia("(min-aspect-ratio: 1/1)").matches;
    let size = 1;
    hall.style.setProperty("--maat", size);
    while (wide && size > 0.4 && root.scrollHeight > root.clientHeight) {
      size = Math.round((size - 0.04) * 100) / 100;
      hall.style.setProperty("--maat", size);
    }
  };
  const connected = (works) => {
    fails = works ? 0 : fails + 1;
    document.querySelectorAll("[data-verbinding]").forEach((one) => { one.hidden = fails < FAILS; });
  };
  const refresh = (element) => {
    fresh = Date.now();
    htmx.trigger(element, "ververs");
  };

  const look = async () => {
    const element = box();
    if (!element || busy || document.hidden) return;
    busy = true;
    try {
      const signal = AbortSignal.timeout(8000);
      const asked = element.dataset.v;
      const options = { credentials: "omit", cache: "no-store", signal };
      const answer = await fetch(`${element.dataset.kijk}?v=${encodeURIComponent(asked)}`, options);
      connected(answer.ok);
      const late = [...document.querySelectorAll("[data-tot]")].some((one) => Number(one.dataset.tot) < now());
      // What comes next moves on while a block is over its time, without anybody doing anything.
      if (answer.status === 200 || (late && Date.now() - fresh > 60000)) refresh(element);
    } catch {
      connected(false);
    } finally {
      busy = false;
    }
  };
  const plan = () => {
    const element = box();
    if (!element) return;
    // A little earlier or later each time, so that a full hall does not ask all at once; slower when nobody answers.
    const pause = Number(element.dataset.elke) * (0.85 + Math.random() * 0.3) * Math.min(1 + fails, 5);
    clearTimeout(next);
    next = setTimeout(() => look().finally(plan), pause);
  };
  const learn = () => {
    const element = box();
    if (element) skew = Number(element.dataset.nu) - Date.now() / 1000;
    tick();
    fit();
  };

  // What was opened stays open when the part around it is replaced.
  let opened = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    opened = [...event.detail.target.querySelectorAll("details[open]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    opened.forEach((id) => { const one = id && document.getElementById(id); if (one) one.open = true; });
    learn();
  });
  // The link was taken back, or the meeting is gone: the page says so itself.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 404 && event.detail.elt === box()) location.reload();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  window.addEventListener("resize", fit);
  document.fonts.ready.then(fit);
  learn();
  setInterval(tick, 1000);
  plan();
})();
