/* Shows what needs a passkey only where the browser knows them, and says when one failed.
   The ceremony itself is allauth's: a form names the one it is for in data-passkey. */
(function () {
  if (!window.PublicKeyCredential) {
    return;
  }
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const button = form.querySelector("[data-passkey-button]").id;
    const box = form.querySelector("[name=passwordless]");
    window.allauth.webauthn.forms[form.dataset.passkey]({
      ids: {
        add: button,
        authenticate: button,
        login: button,
        credential: form.querySelector("[name=credential]").id,
        passwordless: box ? box.id : undefined,
        data: "passkey-data",
      },
    });
    form.hidden = false;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach((alert) => {
      alert.hidden = false;
    });
  });
})();
