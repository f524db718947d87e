// Adds rows to the log of a meeting, and people found in the directory, without asking the server.
"use strict";

(function () {
  const MOST_ROWS = 40;

  function addRow(form, kind) {
    const counter = form.elements[kind + "-rows"];
    const number = Number(counter.value);
    if (number >= MOST_ROWS) {
      return;
    }
    const list = document.getElementById(kind + "-list");
    const template = document.getElementById(kind + "-template");
    list.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll("0000", String(number)));
    counter.value = String(number + 1);
    const row = list.lastElementChild;
    row.querySelectorAll("[data-number]").forEach((mark) => (mark.textContent = String(number + 1)));
    row.querySelector("input, textarea").focus();
    counter.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function nameOf(box) {
    const label = document.querySelector('label[for="' + box.id + '"]') || box.closest("label");
    return box.dataset.name || label.firstChild.textContent.trim();
  }

  // Somebody ticked among the results moves to those who came, and can be part of a promise.
  function addPerson(form, box) {
    const name = nameOf(box);
    if (!form.querySelector('#came input[name="leaders"][value="' + box.value + '"]')) {
      const line = document.createElement("li");
      const label = document.createElement("label");
      line.className = "usa-checkbox";
      label.className = "usa-checkbox__label";
      label.htmlFor = "leaders-" + box.value;
      label.textContent = name;
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name: "leaders", value: box.value, checked: true });
      tick.id = label.htmlFor;
      tick.className = "usa-checkbox__input";
      line.append(tick, label);
      document.getElementById("came").append(line);
      form.elements.listed.value += "," + box.value;
      addToPromises(form, "leader-" + box.value, name);
    }
    document.getElementById("found").replaceChildren();
    const search = document.getElementById("id_q");
    search.value = "";
    search.focus();
    document.getElementById("came").dispatchEvent(new Event("input", { bubbles: true }));
  }

  function addToPromises(form, value, name) {
    const template = document.getElementById("promise-template").content;
    [form, template].forEach((part) =>
      part.querySelectorAll('select[name^="promise-"]').forEach(function (select) {
        let group = select.querySelector('optgroup[label="' + form.dataset.community + '"]');
        if (!group) {
          group = document.createElement("optgroup");
          group.label = form.dataset.community;
          select.insertBefore(group, select.querySelector("optgroup"));
        }
        group.append(new Option(name, value));
      }),
    );
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-add-row]");
    if (button) {
      event.preventDefault();
      addRow(button.form, button.dataset.addRow);
    }
  });

  document.addEventListener("change", function (event) {
    const field = event.target;
    const form = document.getElementById("log");
    if (form && field.checked && field.closest("#found")) {
      addPerson(form, field);
    } else if (field.name && field.name.endsWith("-due") && field.value !== "day") {
      form.elements[field.name + "_on"].value = "";
    } else if (field.name && field.name.endsWith("-due_on") && field.value) {
      form.elements[field.name.slice(0, -3)].value = "day";
    }
  });

  // Results come while typing: Enter has nothing left to ask for.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.id === "id_q" && event.target.hasAttribute("hx-get")) {
      event.preventDefault();
    }
  });
})();
