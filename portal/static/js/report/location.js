// The button that asks the browser where it is: the city's answer is text in the field, to be read and mended.
(() => {
  "use strict";
  const button = document.getElementById("here");
  if (!button || !navigator.geolocation) return;
  const shown = document.getElementById("here-said");
  const say = (text) => (document.getElementById("live").textContent = shown.textContent = text);
  const ask = async ({ coords }) => {
    const data = new FormData(button.form);
    for (const [name, value] of [["go", "here"], ["lat", coords.latitude], ["lon", coords.longitude], ["within", coords.accuracy]]) data.set(name, value);
    try {
      const answer = await fetch(button.form.action, { method: "POST", body: new URLSearchParams(data) });
      const { place, said } = await answer.json();
      if (place) document.getElementById("place").value = place;
      say(said);
    } catch {
      say(shown.dataset.failed);
    }
  };
  const fail = ({ code }) => say(code === 1 ? shown.dataset.refused : shown.dataset.failed);
  button.hidden = false;
  button.addEventListener("click", () => {
    say("");
    navigator.geolocation.getCurrentPosition(ask, fail, { enableHighAccuracy: true, timeout: 10000 });
  });
})();
