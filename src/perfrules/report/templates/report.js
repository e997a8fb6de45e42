(function () {
  "use strict";
  var bar = document.querySelector(".filter");
  var buttons = Array.prototype.slice.call(bar.querySelectorAll("button"));
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-verdict]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("[data-group]"));
  function mark(node, off) { if (off) { node.setAttribute("data-hidden", ""); } else { node.removeAttribute("data-hidden"); } }
  function show(wanted) {
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-show") === wanted)); });
    rows.forEach(function (row) { mark(row, wanted !== "" && row.getAttribute("data-verdict") !== wanted); });
    groups.forEach(function (group) { mark(group, !group.querySelector("[data-verdict]:not([data-hidden])")); });
    document.querySelector(".nothing").hidden = rows.some(function (row) { return !row.hasAttribute("data-hidden"); });
  }
  buttons.forEach(function (button) { button.addEventListener("click", function () { show(button.getAttribute("data-show")); }); });
  bar.hidden = rows.length === 0;
})();
