// What plain HTML cannot do; nothing here is needed to walk the journey.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // Focus goes to what changed, so that a screen reader and the keyboard are there too.
  const focusChanged = () => {
    const changed = document.querySelector("#main [data-focus]") || document.querySelector("#main h1");
    if (!changed) return;
    if (!changed.matches("a, button, input, select, textarea")) changed.tabIndex = -1;
    changed.focus();
    changed.scrollIntoView({ block: "nearest" });
  };
  // The script that tries a camera comes only to a page that has something to try.
  const bringScript = () => {
    const place = document.querySelector("[data-script]");
    if (place) import(place.dataset.script);
  };
  document.addEventListener("htmx:after:swap", () => {
    focusChanged();
    bringScript();
  });
  if (document.querySelector("#main [data-focus]")) focusChanged();
  bringScript();

  // A server that cannot answer must not take away what was written: the page stays, and says so.
  const sayLater = (form) => {
    const note = form.querySelector(".errors--later") || document.createElement("p");
    note.className = "errors errors--later";
    note.textContent = form.dataset.later;
    note.tabIndex = -1;
    (form.querySelector(".actions") || form.lastElementChild).before(note);
    note.focus();
  };
  const waiting = (event) => event.target.closest?.("form[data-later]");
  document.addEventListener("htmx:error", (event) => {
    const form = waiting(event);
    if (form) sayLater(form);
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const form = waiting(event);
    if (!form || event.detail.ctx.response.status < 500) return;
    event.preventDefault();
    sayLater(form);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // The passport's QR code carries the words behind "#", where no server and no log sees them.
  const words = document.querySelector("[data-passport] #words");
  if (words && !words.value && location.hash.length > 1) {
    words.value = location.hash.slice(1).replaceAll("-", " ");
    history.replaceState(history.state, "", location.pathname);
  }
})();
