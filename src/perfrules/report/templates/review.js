(function () {
  "use strict";
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function mark(node, off) { if (off) { node.setAttribute("data-hidden", ""); } else { node.removeAttribute("data-hidden"); } }
  var bar = document.querySelector(".filter");
  var items = all("[data-item]");
  var holders = all("[data-holder]");
  var kinds = ["severity", "family", "level", "code", "unit"];
  var wanted = { severity: "", family: "", level: "", code: "", unit: "" };
  var words = [];
  var what = "";
  var texts = null;
  function plain(text) { return (text.normalize ? text.normalize("NFKC") : text).toLowerCase(); }
  function textOf(index) {
    if (!texts) {
      texts = items.map(function (item) {
        var holder = item.closest("[data-holder]");
        return plain(item.textContent + " " + ((holder && holder.getAttribute("data-names")) || ""));
      });
    }
    return texts[index];
  }
  function valueOf(item, kind) {
    if (kind === "family") { return item.getAttribute("data-code").charAt(0); }
    if (kind === "unit" && !item.hasAttribute("data-unit")) { return item.closest("[data-holder]").getAttribute("data-unit"); }
    return item.getAttribute("data-" + kind);
  }
  function fits(item, index) {
    return kinds.every(function (kind) { return !wanted[kind] || valueOf(item, kind) === wanted[kind]; }) &&
      words.every(function (word) { return textOf(index).indexOf(word) >= 0; });
  }
  function show() {
    var count = 0;
    var active = words.length > 0 || kinds.some(function (kind) { return wanted[kind]; });
    var alive = new Set();
    items.forEach(function (item, index) {
      var off = active && !fits(item, index);
      mark(item, off);
      if (!off) { count += Number(item.getAttribute("data-count") || 1); alive.add(item.closest("[data-holder]")); }
    });
    holders.forEach(function (holder) { mark(holder, active && !alive.has(holder)); });
    all("[data-severity-is]", bar).forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-severity-is") === wanted.severity)); });
    kinds.forEach(function (kind) {
      var select = bar.querySelector("select[data-" + kind + "-is]");
      if (select) { select.value = wanted[kind]; }
    });
    var said = bar.querySelector(".shown");
    said.textContent = active ? (wanted.unit && what ? what + " · " : "") + said.getAttribute("data-said").replace("#", String(count)) : "";
    bar.querySelector("[data-clear]").hidden = !active;
    document.querySelector(".nothing").hidden = count > 0;
  }
  function clear() {
    kinds.forEach(function (kind) { wanted[kind] = ""; });
    words = [];
    bar.querySelector("[data-words]").value = "";
    show();
  }
  function reveal() {
    var name = decodeURIComponent(location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (!target) { return; }
    if (bar && target.closest("[data-hidden]")) { clear(); }
    for (var node = target; node; node = node.parentElement) { if (node.tagName === "DETAILS") { node.open = true; } }
    var inner = target.querySelector("details");
    if (inner && target.classList.contains("line")) { inner.open = true; }
    target.scrollIntoView({ block: "start" });
    all(".reached").forEach(function (one) { one.classList.remove("reached"); });
    target.classList.add("reached");
  }
  if (bar && items.length) {
    all("[data-severity-is]", bar).forEach(function (button) { button.addEventListener("click", function () { wanted.severity = button.getAttribute("data-severity-is"); show(); }); });
    kinds.forEach(function (kind) {
      var select = bar.querySelector("select[data-" + kind + "-is]");
      if (select) { select.addEventListener("change", function () { wanted[kind] = select.value; show(); }); }
    });
    var field = bar.querySelector("[data-words]");
    field.addEventListener("input", function () { words = plain(field.value).split(/\s+/).filter(Boolean); show(); });
    field.addEventListener("keydown", function (event) { if (event.key === "Escape" && field.value) { event.preventDefault(); field.value = ""; words = []; show(); } });
    bar.querySelector("[data-clear]").addEventListener("click", function () { clear(); field.focus(); });
    all("[data-pick]").forEach(function (link) {
      link.addEventListener("click", function () {
        clear();
        kinds.forEach(function (kind) { wanted[kind] = link.getAttribute("data-" + kind + "-to") || ""; });
        what = link.getAttribute("data-what") || "";
        show();
        if (link.hasAttribute("data-open")) { all("[data-holder]:not([data-hidden]) > details").slice(0, 5).forEach(function (one) { one.open = true; }); }
      });
    });
    bar.hidden = false;
    show();
  }
  all("[data-more]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { all("." + button.getAttribute("data-more")).forEach(function (row) { row.classList.remove("folded"); }); button.hidden = true; });
  });
  all('a[href^="#"]').forEach(function (link) { link.addEventListener("click", function () { if (link.hash === location.hash) { setTimeout(reveal, 0); } }); });
  window.addEventListener("hashchange", reveal);
  var opened = [];
  window.addEventListener("beforeprint", function () { opened = all("details:not([open])").filter(function (one) { return one.matches(".finding, .sheet details, .small details"); }); opened.forEach(function (one) { one.open = true; }); });
  window.addEventListener("afterprint", function () { opened.forEach(function (one) { one.open = false; }); opened = []; });
  reveal();
})();
