// Runs before the page is drawn: styles may rely on the class only while the scripts live.
"use strict";

(function () {
  const root = document.documentElement;
  root.classList.add("has-script");
  window.addEventListener("load", function () {
    if (!window.uswdsPresent) {
      root.classList.remove("has-script");
    }
  });
})();
