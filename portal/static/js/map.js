// A map that can be moved, laid over the picture that the server drew. Buttons, lists and words beside it say the same,
// so it is hidden from screen readers and takes no focus. It holds no words: they come from the page and the server.
(() => {
  "use strict";

  // At its start Leaflet asks once whether this browser draws SVG. Nothing else may be written as HTML on this page.
  if (window.trustedTypes) {
    trustedTypes.createPolicy("default", { createHTML: (html) => (html === "<svg/>" ? html : null) });
  }

  const by = (id) => document.getElementById(id);

  const say = (text) => {
    by("live").textContent = text;
  };

  const lost = (form) => {
    const note = by("lost");
    form.prepend(note);
    by("lost-page").hidden = true;
    note.hidden = false;
    say(by("lost-form").textContent);
  };

  const named = (text, language) => {
    const name = document.createElement("bdi");
    name.lang = language;
    name.dir = "auto";
    name.textContent = text;
    return name;
  };

  // A sentence comes in parts: [words], or [name, its language].
  const write = (line, parts) => {
    line.replaceChildren(...parts.map(([text, language]) => (language === undefined ? text : named(text, language))));
    return line.textContent;
  };

  const ground = (box, zoomSnap, drawn = () => {}) => {
    const sheet = document.createElement("div");
    sheet.className = "ground";
    sheet.dir = "ltr";
    sheet.setAttribute("aria-hidden", "true");
    box.append(sheet);
    box.classList.add("live");
    const map = L.map(sheet, {
      attributionControl: false,
      fadeAnimation: false,
      inertia: false,
      keyboard: false,
      markerZoomAnimation: false,
      maxZoom: 18,
      minZoom: 8,
      scrollWheelZoom: false,
      zoomAnimation: false,
      zoomControl: false,
      zoomSnap,
    });
    if (box.dataset.tiles) {
      sheet.classList.add("tiled");
      L.tileLayer(box.dataset.tiles).addTo(map);
    }
    fetch(box.dataset.districts)
      .then((answer) => answer.json())
      .then((districts) => {
        drawn(L.geoJSON(districts, { interactive: false, style: { className: "land" } }).addTo(map).bringToBack());
      })
      .catch(() => {});
    return map;
  };

  const placing = (box) => {
    const form = box.closest("form");
    const view = form.elements.map_view;
    // A map from farther away than the whole city needs shows less and no more.
    const map = ground(box, 1, (city) => {
      const near = map.getBoundsZoom(city.getBounds());
      if (map.getZoom() >= near) return;
      ours = true;
      map.setZoom(near, { animate: false });
      ours = false;
      const [place] = view.value.match(/.*,/);
      view.value = place + near;
    });
    const marks = L.layerGroup();
    let plain = false;
    let ours = false; // moved by the script, not by somebody

    const show = (facts) => {
      const [lat, lon, zoom] = facts.view;
      view.value = facts.view.join();
      ours = true;
      map.setView([lat, lon], zoom, { animate: false });
      ours = false;
      marks.clearLayers();
      for (const [name, language, north, east, isAbove] of facts.streets) {
        L.circleMarker([north, east], { className: "street", interactive: false, radius: 3 })
          .bindTooltip(named(name, language), { direction: "center", offset: [0, isAbove ? -14 : 14], permanent: true })
          .addTo(marks);
      }
      if (facts.pin) L.circleMarker(facts.pin, { className: "pin", interactive: false, radius: 10 }).addTo(marks);
      by("map-use").hidden = !facts.usable;
    };

    const send = (press, tapped) => {
      form.elements.map_size.value = [box.clientWidth, box.clientHeight].join("x");
      const sent = new URLSearchParams(new FormData(form));
      sent.set("press", press);
      if (tapped) sent.set("tapped", `${tapped.lat},${tapped.lng}`);
      return fetch(form.action, { method: "POST", body: sent, headers: { accept: "application/json" } })
        .then((answer) => answer.json())
        .then(
          (facts) => {
            show(facts);
            const middle = write(by("map-middle"), facts.middle);
            const pinned = write(by("map-pinned"), facts.pinned);
            if (press !== "look") say(press === "pin" ? pinned : middle);
          },
          () => {
            plain = true; // the next press of a button sends the form as it is
            lost(form);
          },
        );
    };

    box.querySelector(".ground").classList.add("aims");
    marks.addTo(map);
    show(JSON.parse(box.dataset.facts));
    map.on("click", (event) => send("pin", event.latlng));
    map.on("moveend", () => {
      if (ours) return;
      const { lat, lng } = map.getCenter();
      view.value = [lat, lng, map.getZoom()].join();
      send("look");
    });
    form.addEventListener("submit", (event) => {
      const press = event.submitter?.value;
      if (plain || press === "use" || event.submitter?.name !== "press") return;
      event.preventDefault();
      send(press);
    });
  };

  const listing = (box) => {
    const facts = JSON.parse(box.dataset.facts);
    const map = ground(box, box.dataset.tiles ? 1 : 0.25);
    const others = L.layerGroup().addTo(map);
    const here = by("map-here");
    let ours = true;
    map.fitBounds(facts.box, { animate: false, padding: [24, 16] });
    ours = false;

    // Pins that would cover each other are one pin with their numbers, as in the picture of the server.
    const pins = L.layerGroup().addTo(map);
    const numbers = [...document.querySelectorAll(".pin-number")].map((each) => each.textContent);
    const half = ({ ats }) => 5 + 9 * Math.min(ats.length, 4);
    const join = (groups, one) => {
      const near = groups.findIndex(
        ({ spot, ...other }) =>
          Math.abs(spot.x - one.spot.x) < half(other) + half(one) && Math.abs(spot.y - one.spot.y) < 28,
      );
      if (near < 0) groups.push(one);
      else {
        const [other] = groups.splice(near, 1);
        const [first] = [other, one].sort((a, b) => a.ats[0] - b.ats[0]);
        join(groups, { ...first, ats: [...other.ats, ...one.ats].sort((a, b) => a - b) });
      }
    };
    const pinned = () => {
      const groups = [];
      facts.pins.forEach(([id, ...place], at) => {
        join(groups, { id, place, spot: map.latLngToLayerPoint(place), ats: [at] });
      });
      pins.clearLayers();
      for (const group of groups) {
        const disc = document.createElement("b");
        const said = group.ats.slice(0, 3).map((at) => numbers[at]);
        disc.textContent = said.join(" ") + (group.ats.length > 3 ? "…" : "");
        const icon = L.divIcon({ className: "number-pin", html: disc, iconSize: [2 * half(group), 28] });
        L.marker(group.place, { icon, keyboard: false })
          .on("click", () => by(group.id).focus())
          .addTo(pins);
      }
    };
    pinned();
    map.on("zoomend", pinned);

    const wanted = ({ properties: issue, id }) =>
      (facts.status === "all" || (issue.status === "closed") === (facts.status === "closed")) &&
      (!facts.category || issue.category === facts.category) &&
      (!facts.district || issue.district === facts.district) &&
      !by(id.replaceAll(" ", "-"));

    // Somebody moved the map: the issues of the new part are dots until they are asked for as a list.
    map.on("moveend", () => {
      if (ours) return;
      const box = map.getBounds().toBBoxString();
      here.value = box;
      here.hidden = false;
      fetch(`${facts.issues}?bbox=${box}`)
        .then((answer) => answer.json())
        .then((found) => {
          others.clearLayers();
          L.geoJSON(found, {
            filter: wanted,
            pointToLayer: (_, place) => L.circleMarker(place, { className: "street", interactive: false, radius: 5 }),
          }).addTo(others);
        })
        .catch(() => {});
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-map]");
    if (!box || !window.L) return;
    if (box.dataset.map === "place") placing(box);
    if (box.dataset.map === "issues") listing(box);
  });
})();
