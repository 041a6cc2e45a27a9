(function () {
  "use strict";
  var agency = document.getElementById("agency"), state = document.getElementById("state"), words = document.getElementById("words");
  var count = document.getElementById("count"), items = Array.prototype.slice.call(document.querySelectorAll("[data-agencies]"));
  function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase(); }
  var texts = items.map(function (item) { return plain(item.textContent); });
  function filter() {
    var asked = plain(words.value.trim()), shown = 0;
    items.forEach(function (item, index) {
      var who = item.getAttribute("data-agencies").split("|"), is = item.getAttribute("data-state");
      var fits = (!agency.value || who.indexOf(agency.value) >= 0) && (!state.value || (is !== null && is === state.value)) &&
        (!asked || texts[index].indexOf(asked) >= 0);
      item.hidden = !fits;
      if (fits) { shown += 1; }
    });
    document.querySelectorAll("[data-group]").forEach(function (group) {
      var inside = group.querySelectorAll("[data-agencies]");
      group.hidden = inside.length > 0 && group.querySelectorAll("[data-agencies]:not([hidden])").length === 0;
    });
    count.textContent = shown + "/" + items.length + " mục";
  }
  [agency, state].forEach(function (box) { box.addEventListener("change", filter); });
  words.addEventListener("input", filter);
  document.getElementById("clear").addEventListener("click", function () { agency.value = state.value = words.value = ""; filter(); });
  filter();
})();
