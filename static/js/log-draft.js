// Keeps what is typed into the log of a meeting in this browser until the server has it: per user
// and meeting, through a reload, a lost connection and an ended session, not beyond signing out.
"use strict";

(function () {
  const PREFIX = "liaison:log:";
  const DAYS_KEPT = 14;
  const PAUSE_BEFORE_KEEPING = 300;
  const PAUSE_BEFORE_RETRY = 8000;
  const NEVER_KEPT = ["csrfmiddlewaretoken", "signature"];
  let timer = 0;
  let retry = 0;
  let unsent = "";

  // The store; a browser may refuse to have one.

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, body) {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), body: body }));
    } catch {
      // Full or forbidden: the page works on without it.
    }
  }

  function remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  }

  function removeAll(isMeant) {
    let keys = [];
    try {
      keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return;
    }
    keys.filter((key) => isMeant(read(key))).forEach(remove);
  }

  // The form

  function currentForm() {
    return document.getElementById("log");
  }

  function fields(form, leftOut) {
    const body = new URLSearchParams(new FormData(form));
    leftOut.forEach((name) => body.delete(name));
    return body.toString();
  }

  function keep(form) {
    clearTimeout(timer);
    if (form && form.dataset.ready) {
      write(form.dataset.draft, fields(form, NEVER_KEPT));
    }
  }

  function neverMind(form) {
    clearTimeout(timer);
    if (form) {
      delete form.dataset.ready;
    }
  }

  function isSame(form, draft) {
    const typed = new URLSearchParams(draft.body);
    typed.delete("nonce");
    return typed.toString() === fields(form, [...NEVER_KEPT, "nonce"]);
  }

  function show(id, isShown) {
    const notice = document.getElementById(id);
    if (notice) {
      notice.hidden = !isShown;
    }
  }

  function start(form) {
    const draft = read(form.dataset.draft);
    if (form.dataset.restored === undefined && draft && !isSame(form, draft)) {
      restore(form, draft);
      return;
    }
    form.dataset.ready = "yes";
    if (form.dataset.restored !== undefined) {
      keep(form);
    }
  }

  // Talking with the server, which draws the page from whatever was typed

  async function post(form, body) {
    NEVER_KEPT.forEach((name) => body.set(name, form.elements[name].value));
    return fetch(form.action, { method: "POST", body: body, credentials: "same-origin" });
  }

  function replacePage(html) {
    const next = new DOMParser().parseFromString(html, "text/html").getElementById("log-page");
    if (!next) {
      return false;
    }
    document.getElementById("log-page").replaceWith(next);
    if (window.htmx) {
      window.htmx.process(next);
    }
    const focus = next.querySelector("[autofocus]");
    if (focus) {
      focus.focus();
    }
    return true;
  }

  async function restore(form, draft) {
    const body = new URLSearchParams(draft.body);
    body.set("do", "restore");
    try {
      const answer = await post(form, body);
      if (answer.ok && !answer.redirected && replacePage(await answer.text())) {
        currentForm().dataset.ready = "yes";
        show("draft-restored", true);
        keep(currentForm());
      }
    } catch {
      show("draft-offline", true);
      setTimeout(() => restore(form, draft), PAUSE_BEFORE_RETRY);
    }
  }

  function sendLater(pause) {
    clearTimeout(retry);
    retry = setTimeout(() => send(currentForm(), unsent), pause);
  }

  async function send(form, button) {
    if (form.hasAttribute("aria-busy")) {
      return;
    }
    clearTimeout(retry);
    unsent = "";
    keep(form);
    form.setAttribute("aria-busy", "true");
    show("draft-failed", false);
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set("do", button);
      const answer = await post(form, body);
      show("draft-offline", false);
      if (answer.redirected) {
        location.assign(answer.url);
      } else if (replacePage(await answer.text())) {
        start(currentForm());
      } else {
        show("draft-failed", true);
      }
    } catch {
      show("draft-offline", true);
      document.getElementById("draft-offline").scrollIntoView({ block: "center" });
      unsent = button;
      sendLater(PAUSE_BEFORE_RETRY);
    }
    form.removeAttribute("aria-busy");
  }

  // What happens on the page

  document.addEventListener("input", function (event) {
    if (event.target.form && event.target.form === currentForm()) {
      clearTimeout(timer);
      timer = setTimeout(() => keep(currentForm()), PAUSE_BEFORE_KEEPING);
      if (unsent) {
        sendLater(PAUSE_BEFORE_RETRY); // Not in the middle of a word.
      }
    }
  });
  window.addEventListener("online", () => unsent && sendLater(PAUSE_BEFORE_KEEPING));
  document.addEventListener("visibilitychange", () => keep(currentForm()));
  window.addEventListener("pagehide", () => keep(currentForm()));

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.id === "log") {
      event.preventDefault();
      send(form, event.submitter ? event.submitter.value : "save");
    } else if (new URL(form.action).pathname.endsWith("/logout/")) {
      neverMind(currentForm());
      removeAll(() => true);
    }
  });

  document.addEventListener("click", function (event) {
    const form = currentForm();
    if (form && event.target.closest("[data-discard]")) {
      neverMind(form);
      remove(form.dataset.draft);
      if (event.target.type === "button") {
        location.assign(form.action);
      }
    }
  });

  removeAll((draft) => !draft || Date.now() - draft.at > DAYS_KEPT * 86400000);
  document.querySelectorAll("[data-draft-saved]").forEach((saved) => remove(saved.dataset.draftSaved));
  if (currentForm()) {
    start(currentForm());
  }
})();
