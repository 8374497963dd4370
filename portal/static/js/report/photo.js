// A file control in the page's language: the browser's own speaks the browser's. Photos are made small before they leave.
(() => {
  "use strict";
  const input = document.querySelector("[data-choose]");
  if (!input) return;
  const { choose, busy, ready } = input.dataset;
  const live = document.getElementById("live");
  const label = input.labels[0];
  const button = document.createElement("button");
  const names = document.createElement("p");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = choose;
  button.id = input.id;
  label.id = "photo-label";
  button.setAttribute("aria-labelledby", "photo-label photo");
  button.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
  input.removeAttribute("id");
  input.hidden = true;
  input.after(button, names);
  button.addEventListener("click", () => input.click());
  if (location.hash === `#${button.id}`) button.focus();

  const small = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const share = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = picture.width * share;
      canvas.height = picture.height * share;
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff"; // JPEG has no transparency
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      let blob;
      for (let quality = 0.85; quality > 0.1 && !(blob?.size <= 3e5); quality -= 0.15) {
        blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      }
      return blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file;
    } catch {
      return file; // such as HEIC, which many browsers cannot open: the city can
    }
  };
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    names.replaceChildren();
    for (const { name } of chosen) {
      const line = document.createElement("bdi");
      line.textContent = name;
      names.append(line, document.createElement("br"));
    }
    if (!chosen.length) return;
    live.textContent = busy;
    const sent = new DataTransfer();
    for (const file of chosen) sent.items.add(await small(file));
    input.files = sent.files;
    live.textContent = `${ready} ${chosen.map(({ name }) => `\u2068${name}\u2069`).join(", ")}`;
  });
})();
