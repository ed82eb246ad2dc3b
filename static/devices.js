// Tries the camera and the microphone. Everything stays in this page: nothing is recorded or sent.
(() => {
  "use strict";
  const DARK = 70; // mean brightness of 0–255 below which a face is hard to see
  const HEARD = 0.06; // loudness of 0–1 that speech near a microphone passes
  let stream = null;

  const panelOf = (element) => element.closest("[data-devices]");
  const say = (panel, text) => {
    const place = panel.querySelector("[data-said]");
    if (place.textContent !== text) place.textContent = text;
  };

  const stop = () => {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = null;
  };

  const rest = (panel) => {
    stop();
    panel.querySelector("video").hidden = true;
    panel.querySelector(".devices__level").hidden = true;
    panel.querySelector("[data-stop]").hidden = true;
    panel.querySelector("[data-try]").hidden = false;
    say(panel, "");
  };

  const brightness = (video, canvas) => {
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += 0.3 * data[i] + 0.59 * data[i + 1] + 0.11 * data[i + 2];
    return sum / (data.length / 4);
  };

  const watch = (panel) => {
    const video = panel.querySelector("video");
    const meter = panel.querySelector("meter");
    const own = stream;
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 24 });
    let listen = () => 0;
    if (own.getAudioTracks().length) {
      const audio = new AudioContext();
      const analyser = audio.createAnalyser();
      audio.createMediaStreamSource(own).connect(analyser);
      const wave = new Float32Array(analyser.fftSize);
      listen = () => {
        analyser.getFloatTimeDomainData(wave);
        return Math.max(...wave.map(Math.abs));
      };
    }
    let heard = false;
    const look = () => {
      // The page may have been swapped away: then the devices are let go at once.
      if (stream !== own || !panel.isConnected) {
        if (stream === own) stop();
        return;
      }
      const level = listen();
      meter.value = level;
      heard ||= level > HEARD;
      const words = [];
      if (own.getVideoTracks().length && video.readyState >= 2) {
        words.push(brightness(video, canvas) < DARK ? panel.dataset.dark : panel.dataset.light);
      }
      if (own.getAudioTracks().length) words.push(heard ? panel.dataset.heard : panel.dataset.silent);
      say(panel, words.join(" "));
      setTimeout(look, 250);
    };
    look();
  };

  const tryOut = async (panel) => {
    const wanted = panel.dataset.devices.split(" ");
    const button = panel.querySelector("[data-try]");
    const off = panel.querySelector("[data-stop]");
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: wanted.includes("camera"),
        audio: wanted.includes("microphone"),
      });
    } catch {
      say(panel, panel.dataset.refused);
      return;
    }
    const video = panel.querySelector("video");
    video.srcObject = stream;
    video.hidden = !stream.getVideoTracks().length;
    panel.querySelector(".devices__level").hidden = !stream.getAudioTracks().length;
    off.hidden = false;
    button.hidden = true;
    off.focus();
    await video.play().catch(() => {});
    watch(panel);
  };

  document.addEventListener("click", (event) => {
    const panel = panelOf(event.target);
    if (!panel) return;
    if (event.target.closest("[data-try]")) tryOut(panel);
    if (event.target.closest("[data-stop]")) {
      rest(panel);
      panel.querySelector("[data-try]").focus();
    }
  });
  addEventListener("pagehide", stop);
})();
