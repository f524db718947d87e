// Tapping the map chooses the area in the list and drops a dot. The list alone does as well.
"use strict";

(function () {
  const map = document.querySelector(".area-map");
  const list = document.getElementById("id_area");
  const latitude = document.getElementById("id_latitude");
  const longitude = document.getElementById("id_longitude");
  if (!map || !list || !latitude || !longitude) {
    return;
  }
  const drawing = map.querySelector("svg");
  const dot = drawing.querySelector("circle");
  const remove = map.querySelector("button");
  const at = drawing.dataset;

  function show() {
    for (const path of drawing.querySelectorAll("path")) {
      path.classList.toggle("is-chosen", path.dataset.area === list.value);
    }
    const hasDot = latitude.value !== "" && longitude.value !== "";
    remove.hidden = !hasDot;
    dot.setAttribute("cx", hasDot ? (longitude.value - at.west) * at.across : -99);
    dot.setAttribute("cy", hasDot ? (at.north - latitude.value) * at.down : -99);
  }

  function forget() {
    latitude.value = longitude.value = "";
    show();
  }

  drawing.addEventListener("click", function (event) {
    const path = event.target.closest("path");
    if (!path) {
      return;
    }
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      drawing.getScreenCTM().inverse()
    );
    list.value = path.dataset.area;
    longitude.value = (Number(at.west) + point.x / at.across).toFixed(5);
    latitude.value = (at.north - point.y / at.down).toFixed(5);
    show();
  });
  list.addEventListener("change", forget);
  remove.addEventListener("click", forget);
  show();
})();
