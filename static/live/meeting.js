// Keeps the pages of a meeting up to date: a stream where there is room for one, else a question now and then.
// A page that is out of touch says so and heals by itself; without this script a link loads the page anew.
(() => {
  "use strict";
  const root = document.querySelector(".wall[data-live], main [data-live]") || document.querySelector("[data-live]");
  if (!root || document.documentElement.dataset.live) return; // htmx runs a script again that comes with a fragment
  document.documentElement.dataset.live = "on";
  const base = root.dataset.live;
  const PATIENCE = 4000; // how long it may be out of touch before it says so
  const TRY_STREAM_AGAIN = 60000;
  let morph, source, timer, etag = "", lost, lastHeard = Date.now(), triedStream = 0, isOver = false;
  htmx.registerExtension("meeting", { init: (api) => { morph = api.morph; } });

  // --- Putting what came in its place: focus, what is typed, and what was opened stay -------------------------

  const parsed = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };
  const put = (fresh) => {
    const old = fresh.id && document.getElementById(fresh.id);
    if (!old || old.isEqualNode(fresh)) return;
    for (const details of fresh.querySelectorAll("details[id]")) {
      const known = document.getElementById(details.id);
      if (known) details.open = known.open;
    }
    const fragment = document.createDocumentFragment();
    fragment.append(fresh);
    morph(old, fragment, false);
    htmx.process(document.getElementById(fresh.id));
  };
  // A stream that has just begun may bring what an answer before it has outrun.
  const isOld = (parts) => parts.some((part) => {
    const known = document.getElementById(part.id)?.dataset.version;
    return known && Number(part.dataset.version) < Number(known);
  });
  const apply = (html) => {
    const parts = [...parsed(html).children];
    if (isOld(parts)) return heard();
    parts.forEach(put);
    if (document.querySelector("[data-over]")) isOver = true;
    heard();
    follow();
  };

  // --- What the new state means for this page -----------------------------------------------------------------

  const isBusy = () => {
    const active = document.activeElement;
    if (active && active.closest("main") && active.matches("input:not([type=hidden]),textarea,select")) return true;
    return [...document.querySelectorAll("main form :is(input,textarea)")].some((field) =>
      field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
        : field.type !== "hidden" && field.value !== field.defaultValue);
  };
  let followed = document.getElementById("strip")?.dataset.at;
  const follow = () => {
    const strip = document.getElementById("strip");
    if (!strip?.dataset.key) return;
    strip.classList.toggle("is-here", strip.dataset.at === location.pathname);
    const at = strip.dataset.at;
    const mine = document.getElementById("mine");
    // Nobody is carried away from a text that they are writing: the strip shows the way.
    if (at && followed !== undefined && at !== followed && at !== location.pathname && !isBusy()
        && (mine || /^\/matka\/[^/]+\/[^/]+\/[^/]+$/.test(location.pathname))) {
      followed = at;
      htmx.ajax("GET", at, { target: "#main", swap: "outerMorph" });
      return;
    }
    followed = at;
    if (mine && mine.dataset.key !== strip.dataset.key) refresh();
  };
  let refreshing = false, pages = 0;
  const refresh = async () => {
    if (refreshing) return;
    refreshing = true;
    const before = pages;
    try {
      const answer = await fetch("/tapaaminen", { headers: { "HX-Request": "true" } });
      const main = answer.ok && parsed(await answer.text()).querySelector("main");
      if (main && pages === before) { // else htmx has put something newer here, or another page
        const shared = document.getElementById("shared");
        if (shared) main.querySelector("#shared")?.replaceWith(shared.cloneNode(true));
        put(main);
      }
    } catch { /* the next change tries again */ }
    refreshing = false;
  };

  // Who has left, or was removed, is told so on the meeting's own page; elsewhere the strip just goes.
  const gone = () => {
    isOver = true;
    silence();
    if (document.getElementById("mine")) refresh();
    root.remove();
  };

  // --- Out of touch ---------------------------------------------------------------------------------------------

  const heard = () => {
    lastHeard = Date.now();
    lost?.remove();
    lost = undefined;
  };
  const missed = () => {
    if (lost || document.hidden || Date.now() - lastHeard < PATIENCE) return;
    lost = document.createElement("p");
    lost.className = "lost";
    lost.setAttribute("role", "status");
    lost.textContent = root.dataset.lost;
    root.before(lost);
  };

  // --- Asking now and then --------------------------------------------------------------------------------------

  const pace = () => 1000 * (document.querySelector("[data-pace]")?.dataset.pace || 5) * (0.8 + 0.4 * Math.random());
  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await fetch(`${base}/tila`, { headers: { "HX-Request": "true", ...(etag && { "If-None-Match": etag }) }, cache: "no-store" });
      if (answer.redirected) { location.reload(); return; } // signed out: the way in shows
      if (answer.status === 410) return gone();
      if (answer.status === 404) { isOver = true; return; } // it has ended, and what it was stays to be seen
      if (answer.status === 200) {
        etag = answer.headers.get("ETag") || "";
        apply(await answer.text());
      } else if (answer.status === 304) heard();
      else missed();
    } catch { missed(); }
    if (isOver) return;
    if (!source && Date.now() - triedStream > TRY_STREAM_AGAIN) listen();
    else if (!source || source.readyState !== EventSource.OPEN) timer = setTimeout(ask, pace());
  };

  // --- Listening ------------------------------------------------------------------------------------------------

  const listen = () => {
    triedStream = Date.now();
    source = new EventSource(`${base}/virta`);
    source.onopen = heard;
    source.onmessage = (event) => {
      apply(event.data);
      if (isOver) silence();
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) source = undefined; // no room: ask instead
      clearTimeout(timer);
      timer = setTimeout(ask, 1000);
    };
  };
  const silence = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  // A phone in a pocket needs no stream; when it is taken out again it is up to date at once.
  document.addEventListener("visibilitychange", () => {
    silence();
    if (!document.hidden && !isOver) { triedStream = 0; ask(); }
  });
  addEventListener("online", ask);
  addEventListener("pagehide", silence);
  addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  document.addEventListener("htmx:after:swap", () => {
    pages += 1;
    setTimeout(ask, 50);
  });
  listen();
  if (document.getElementById("shared")) ask();
})();
