/* Two corners instead of many parts: all between them is ticked as well. It is pressed, never dragged. */
(function () {
  "use strict";
  var box = document.getElementById("between"), corners = document.getElementById("corners");
  if (!box) return;
  var first = null, live = document.getElementById("live");
  function at(cell) { return cell.value.split("-").map(Number); }
  function isBetween(here, one, other) {
    return [0, 1].every(function (way) {
      return here[way] >= Math.min(one[way], other[way]) && here[way] <= Math.max(one[way], other[way]);
    });
  }
  box.hidden = false;
  corners.addEventListener("change", function () { first = null; });
  document.querySelector(".cells").addEventListener("change", function (event) {
    if (!corners.checked) return;
    var one = first, other = at(event.target);
    event.target.checked = true;
    first = one ? null : other;
    live.textContent = one ? box.dataset.done : box.dataset.first;
    if (!one) return;
    event.currentTarget.querySelectorAll("input").forEach(function (cell) {
      if (isBetween(at(cell), one, other)) cell.checked = true;
    });
  });
})();
