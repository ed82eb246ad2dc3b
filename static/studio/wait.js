// Asks how far a playtest is; without it a link loads the page anew.
(() => {
  "use strict";
  const place = document.querySelector("[data-wait]");
  if (!place || document.documentElement.dataset.waits) return;
  document.documentElement.dataset.waits = "on";
  const bar = place.querySelector("progress");
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.wait, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) {
        const { runs, done, said } = await answer.json();
        if (!runs) { location.reload(); return; }
        bar.value = done;
        document.getElementById("wait-status").textContent = said;
      }
    } catch { /* the next question tries again */ }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 500);
})();
