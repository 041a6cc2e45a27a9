"use strict";
(() => {
window.addEventListener("error", (e) => { document.body.dataset.error = e.message; });
document.addEventListener("securitypolicyviolation", (e) => { document.body.dataset.blocked = e.violatedDirective; });
const $ = (id) => document.getElementById(id);
const DATA = JSON.parse($("data").textContent);
const lines = [...document.querySelectorAll("#lines > li[data-bbox]")].map((item) => ({
  item, input: item.querySelector("input"), read: item.dataset.read, path: item.dataset.path,
  key: [item.dataset.document, item.dataset.page, item.dataset.bbox].join(" "),
}));
const tidy = (text) => text.normalize("NFC").trim().split(/\s+/).filter(Boolean).join(" ");
const STORE = "vbcds " + [...new Set(lines.map((line) => line.item.dataset.document))].sort().join(" ").slice(0, 400);
let seen = new Map();
try { seen = new Map(Object.entries(JSON.parse(localStorage.getItem(STORE)) || {})); } catch { /* what was typed is then kept in this tab only */ }

const show = () => {
  const path = $("document").value, open = $("open").checked;
  for (const line of lines) {
    const value = seen.get(line.key);
    line.item.classList.toggle("seen", value !== undefined);
    line.item.classList.toggle("changed", value !== undefined && value !== line.read);
    line.item.hidden = (path && line.path !== path) || (open && value !== undefined);
  }
  const done = lines.filter((line) => seen.has(line.key)).length;
  $("progress").textContent = `Đã xem ${done} / ${lines.length} dòng`;
  document.body.dataset.seen = done;
};
const keep = (line) => {
  seen.set(line.key, tidy(line.input.value));
  try { localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(seen))); } catch { /* see above */ }
  show();
};
lines.forEach((line, index) => {
  if (seen.has(line.key)) line.input.value = seen.get(line.key);
  line.input.addEventListener("change", () => keep(line));
  line.input.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    keep(line);
    const next = lines.slice(index + 1).find((other) => !other.item.hidden);
    if (next) next.input.focus();
  });
  line.item.querySelector(".right").addEventListener("click", () => { line.input.value = line.read; keep(line); });
});
const corrections = () => {
  const made = new Map(DATA.earlier.map((one) => [[one.document, one.page, one.bbox.map((value) => value.toFixed(2)).join(" ")].join(" "), one]));
  for (const line of lines) if (seen.has(line.key)) made.set(line.key, {
    document: line.item.dataset.document, page: Number(line.item.dataset.page), bbox: line.item.dataset.bbox.split(" ").map(Number),
    read: line.read, text: seen.get(line.key),
  });
  return { format: DATA.format, version: DATA.version, corrections: [...made.values()] };
};
$("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(corrections(), null, 1)], { type: "application/json" }));
  link.download = "hieu-dinh.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
$("document").addEventListener("change", show);
$("open").addEventListener("change", show);
window.vbcdsCorrections = corrections;
show();
document.body.dataset.lines = lines.length;
})();
