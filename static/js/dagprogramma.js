// The own programme: what is now moves on with the clock, also on a page that was kept to open without internet.
"use strict";

(() => {
  const mark = () => {
    const now = Date.now() / 1000;
    document.querySelectorAll(".dagregel[data-van]").forEach((one) => {
      const begins = Number(one.dataset.van), ends = Number(one.dataset.einde);
      if (now >= begins && now < ends) one.setAttribute("aria-current", "step");
      else one.removeAttribute("aria-current");
      one.toggleAttribute("data-voorbij", now >= ends);
    });
  };
  mark();
  setInterval(mark, 20000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) mark(); });
})();
