// Tries the camera and the microphone. Everything stays in this page: nothing is recorded or sent.
(() => {
  "use strict";
  if (window.triesDevices) return; // a newer version, brought beside the one that runs
  window.triesDevices = true;
  const DARK = 60; // mean brightness of 0–255 below which a face is hard to see …
  const LIGHT = 80; // … and above which it is seen well; between them nothing new is said
  const HEARD = 0.06; // loudness of 0–1 that speech near a microphone passes
  let trial = null; // the one that runs or waits for a permission: its panel, stream, audio, timer

  const letGo = (stream) => stream.getTracks().forEach((track) => track.stop());

  const partsOf = (panel) => ({
    panel,
    picture: panel.querySelector(".devices__picture"),
    video: panel.querySelector("video"),
    level: panel.querySelector(".devices__level"),
    start: panel.querySelector("[data-try]"),
    stop: panel.querySelector("[data-stop]"),
    said: panel.querySelector("[data-said]"),
  });

  // A screen reader reads the line anew whenever it changes, so it changes only when it must.
  const say = ({ said }, text) => {
    if (said.textContent !== text) said.textContent = text;
  };

  const show = ({ picture, level, start, stop }, hasPicture, hasSound) => {
    const holder = document.activeElement;
    picture.hidden = !hasPicture;
    level.hidden = !hasSound;
    stop.hidden = !(hasPicture || hasSound);
    start.hidden = !stop.hidden;
    if (holder === start || holder === stop) (start.hidden ? stop : start).focus();
  };

  const close = (words = "") => {
    if (!trial) return;
    const own = trial;
    trial = null;
    clearTimeout(own.timer);
    if (own.stream) letGo(own.stream);
    if (own.audio) own.audio.close();
    own.video.srcObject = null;
    show(own, false, false);
    say(own, words);
  };

  // One that is missing does not keep the other from being tried.
  const ask = async (wanted) => {
    let trouble;
    for (const kinds of [wanted, ...wanted.map((kind) => [kind])]) {
      try {
        return await navigator.mediaDevices.getUserMedia({
          video: kinds.includes("camera"),
          audio: kinds.includes("microphone"),
        });
      } catch (error) {
        trouble = error;
        if (error.name !== "NotFoundError") break;
      }
    }
    throw trouble;
  };

  const brightness = (video, canvas) => {
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += 0.3 * data[i] + 0.59 * data[i + 1] + 0.11 * data[i + 2];
    return sum / (data.length / 4);
  };

  const loudness = (own) => {
    own.audio = new AudioContext();
    const analyser = own.audio.createAnalyser();
    own.audio.createMediaStreamSource(own.stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    return () => {
      analyser.getFloatTimeDomainData(wave);
      return Math.max(...wave.map(Math.abs));
    };
  };

  const watch = (own, hasPicture, listen) => {
    const { dark, light, silent, heard, refused } = own.panel.dataset;
    const meter = own.level.querySelector("meter");
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 24 });
    let isHeard = false;
    let isDark = false;
    const look = () => {
      if (!own.video.isConnected || !own.stream.active) return close(refused);
      const words = [];
      if (hasPicture && own.video.readyState >= 2) {
        isDark = brightness(own.video, canvas) < (isDark ? LIGHT : DARK);
        words.push(isDark ? dark : light);
      }
      if (listen) {
        meter.value = listen();
        isHeard ||= meter.value > HEARD;
        words.push(isHeard ? heard : silent);
      }
      say(own, words.join(" "));
      own.timer = setTimeout(look, 250);
    };
    look();
  };

  const open = async (panel) => {
    if (trial) return; // the browser asks already
    const own = (trial = partsOf(panel));
    const { devices, asking, refused } = panel.dataset;
    say(own, asking);
    try {
      const stream = await ask(devices.split(" "));
      if (trial !== own) return letGo(stream); // the screen was left before the answer came
      own.stream = stream;
      const hasPicture = stream.getVideoTracks().length > 0;
      const listen = stream.getAudioTracks().length && window.AudioContext ? loudness(own) : null;
      own.video.srcObject = stream;
      show(own, hasPicture, Boolean(listen));
      if (hasPicture) own.video.play().catch(() => {});
      watch(own, hasPicture, listen);
    } catch {
      if (trial === own) close(refused);
    }
  };

  document.addEventListener("click", (event) => {
    const panel = event.target.closest("[data-devices]");
    if (panel && event.target.closest("[data-try]")) open(panel);
    if (panel && event.target.closest("[data-stop]")) close();
  });
  // Another screen, or the same one drawn anew: the devices are let go before it comes.
  document.addEventListener("htmx:before:swap", () => close());
  addEventListener("pagehide", () => close());
})();
