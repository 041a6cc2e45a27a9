"use strict";
(() => {
const began = performance.now();
window.addEventListener("error", (e) => { document.body.dataset.error = e.message; });
document.addEventListener("securitypolicyviolation", (e) => { document.body.dataset.blocked = e.blockedURI || e.violatedDirective; });
const D = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const el = (name, props, ...children) => {
  const made = document.createElement(name);
  for (const [k, v] of Object.entries(props || {})) { if (k === "class") made.className = v; else if (k in made) made[k] = v; else made.setAttribute(k, v); }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
};
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const N = D.nodes.map((n, i) => ({ i, id: n[0], label: n[1], title: n[2] || "", issuer: n[3] || "", date: n[4], level: n[5], state: n[6], since: n[7], by: n[8], path: n[9], open: !!n[10], candidates: n[11] || [], field: n[12] || "", x: n[13], y: n[14], box: n[15] || n[1], out: [], in: [] }));
const E = D.edges.map((e, i) => ({ i, s: e[0], t: e[1], rel: e[2], active: D.labels[e[3]][0], passive: D.labels[e[3]][1], m: e[4] }));
const byId = new Map(N.map((n) => [n.id, n]));
for (const e of E) { N[e.s].out.push(e); N[e.t].in.push(e); }
for (const n of N) { n.key = fold([n.label, n.title, n.issuer, n.id, n.path || ""].join(" ")); n.degree = n.in.length + n.out.length; }
for (const way of D.dead) N[way[0]].dead = way.map((i) => N[i]);
const gone = (n) => n.state === "replaced" || n.state === "repealed";
const day = (iso) => iso ? iso.split("-").reverse().join("/") : "";
const hues = { legal_basis: "#2f6fb3", amends: "#b7791f", replaces: "#b3261e", repeals: "#8c1d18", promulgates: "#6b4fa0", implements: "#1a7f4b", proposed_by: "#7a6a56", mentions: "#98a4b0" };
const state = { q: "", node: null, view: "map", relation: new Set(), level: new Set(), state: new Set(), open: false, shown: 200 };
let visible = N, visibleSet = new Set(N);

// ---- filters
const box = (parent, group, value, name, count, mark) => {
  const input = el("input", { type: "checkbox", value });
  input.addEventListener("change", () => { input.checked ? state[group].add(value) : state[group].delete(value); state.shown = 200; push(); update(); });
  input.dataset.group = group;
  parent.append(el("label", {}, input, mark, el("span", {}, name), el("span", {}, String(count))));
};
const count = (list, get) => list.reduce((c, x) => c.set(get(x), (c.get(get(x)) || 0) + 1), new Map());
const relations = count(E, (e) => e.rel), levels = count(N, (n) => n.level), states = count(N, (n) => n.state);
for (const [rel, name] of Object.entries(D.relations)) if (relations.get(rel)) {
  const mark = el("span", { class: "dot" }); mark.style.background = hues[rel]; box($("f-relation"), "relation", rel, name, relations.get(rel), mark);
  const line = el("i"); line.style.borderColor = hues[rel]; $("legend").append(el("li", {}, line, name));
}
for (const [level, name] of Object.entries(D.levels)) if (levels.get(level)) box($("f-level"), "level", level, name, levels.get(level), null);
for (const [s, name] of Object.entries(D.states)) if (states.get(s)) box($("f-state"), "state", s, name, states.get(s), el("span", { class: "dot " + s }));
const opens = N.filter((n) => n.open).length;
if (opens) box($("f-state"), "state", "open", "Chưa xác định được văn bản", opens, el("span", { class: "dot replaced" }));
if (D.dead.length) box($("f-state"), "state", "dead", "Dựa trên căn cứ đã hết hiệu lực", D.dead.length, el("span", { class: "dot warn" }, "!"));
$("on").textContent = D.on ? "ngày " + day(D.on) : "";
$("facts").textContent = `${N.length} văn bản, ${E.length} quan hệ` + (D.on ? `; hiệu lực xét đến ngày ${day(D.on)}` : "");
$("reset").addEventListener("click", () => { for (const g of ["relation", "level", "state"]) state[g].clear(); state.q = ""; push(); read(); });

const edgeShown = (e) => (!state.relation.size || state.relation.has(e.rel));
function update() {
  const words = fold(state.q).split(/\s+/).filter(Boolean);
  visible = N.filter((n) => (!words.length || words.every((w) => n.key.includes(w)))
    && (!state.level.size || state.level.has(n.level))
    && (!state.state.size || state.state.has(n.state) || (state.state.has("open") && n.open) || (state.state.has("dead") && n.dead))
    && (!state.relation.size || n.out.some(edgeShown) || n.in.some(edgeShown)));
  if (words.length) visible.sort((a, b) => fold(b.label).includes(words[0]) - fold(a.label).includes(words[0]) || b.degree - a.degree);
  else visible = visible.slice().sort((a, b) => b.degree - a.degree);
  visibleSet = new Set(visible);
  const filters = state.relation.size + state.level.size + state.state.size;
  $("filter-count").textContent = filters ? `(${filters})` : "";
  $("status").textContent = `${visible.length} văn bản` + (state.q ? ` khớp “${state.q}”` : "");
  document.body.dataset.found = visible.length;
  list(); if (state.view === "table") table(); draw();
}
function list() {
  $("list").replaceChildren(...visible.slice(0, state.shown).map((n) => {
    const b = el("button", { class: n.open ? "open" : "" }, el("b", {}, n.label), n.dead ? el("span", { class: "dot warn", title: "Dựa trên căn cứ đã hết hiệu lực" }, "!") : gone(n) ? el("span", { class: "tag gone" }, D.states[n.state]) : null, el("small", {}, [day(n.date), n.title].filter(Boolean).join(" · ") || n.issuer || "\u00a0"));
    if (state.node === n) b.setAttribute("aria-current", "true");
    b.addEventListener("click", () => choose(n, true));
    return el("li", {}, b);
  }));
  $("more").hidden = visible.length <= state.shown;
  $("more").textContent = `Hiện thêm (còn ${visible.length - state.shown})`;
}
$("more").addEventListener("click", () => { const at = state.shown; state.shown += 400; list(); $("list").children[at]?.firstChild.focus(); });
$("list").addEventListener("keydown", (e) => {
  if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
  const item = document.activeElement.closest("li"); const next = item && (e.key === "ArrowDown" ? item.nextSibling : item.previousSibling);
  if (next) { next.firstChild.focus(); e.preventDefault(); }
});
const order = { column: null, turn: 1 };
function table() {
  const columns = [["Văn bản", (n) => n.label], ["Ngày", (n) => n.date || ""], ["Cơ quan ban hành", (n) => n.issuer], ["Trích yếu", (n) => n.title], ["Hiệu lực", (n) => D.states[n.state]], ["Dẫn", (n) => -n.out.length], ["Được dẫn", (n) => -n.in.length]];
  const by = order.column === null ? null : columns[order.column][1], compare = new Intl.Collator("vi", { numeric: true }).compare;
  const sorted = by ? visible.slice().sort((a, b) => { const x = by(a), y = by(b); return order.turn * (typeof x === "number" ? x - y : compare(x, y)); }) : visible;
  const head = columns.map(([name], i) => {
    const b = el("button", { class: "sort" }, name, order.column === i ? (order.turn > 0 ? " ▲" : " ▼") : "");
    b.addEventListener("click", () => { order.turn = order.column === i ? -order.turn : 1; order.column = i; table(); $("table").querySelectorAll("th button")[i].focus(); });
    return el("th", { scope: "col", "aria-sort": order.column !== i ? "none" : order.turn > 0 ? "ascending" : "descending" }, b);
  });
  const rows = sorted.slice(0, 3000).map((n) => {
    const b = el("button", { class: n.open ? "open" : "" }, n.label); b.addEventListener("click", () => choose(n, false));
    return el("tr", {}, el("td", {}, b), el("td", {}, day(n.date) || "?"), el("td", {}, n.issuer), el("td", {}, n.title), el("td", {}, D.states[n.state]), el("td", { class: "n" }, String(n.out.length)), el("td", { class: "n" }, String(n.in.length)));
  });
  $("table").replaceChildren(el("table", {}, el("caption", { class: "tag" }, "Văn bản của lược đồ"), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
}

// ---- the card
const link = (n) => { const b = el("button", { class: "link" + (n.open ? " open" : "") }, n.label); b.addEventListener("click", () => choose(n, true)); return b; };
function quote(m) {
  const [raw, pinpoint, sentence, places] = m;
  const q = el("blockquote"); const at = sentence ? sentence.indexOf(raw) : -1;
  if (at >= 0) q.append(sentence.slice(0, at), el("mark", {}, raw), sentence.slice(at + raw.length)); else q.append(sentence || raw);
  const files = places.map(([file, page]) => D.documents[file] + (page ? ` (trang ${page})` : "")).join("; ");
  const where = [files, pinpoint ? `dẫn ${pinpoint}` : ""].filter(Boolean).join(" · ");
  if (where) q.append(el("small", {}, where));
  return q;
}
function side(title, edges, other, name) {
  if (!edges.length) return null;
  const items = edges.slice().sort((a, b) => a.rel < b.rel ? -1 : a.rel > b.rel ? 1 : N[other(b)].degree - N[other(a)].degree);
  const make = (e) => el("li", {}, el("span", { class: "tag" }, name(e) + " "), link(N[other(e)]), ...e.m.map(quote));
  const ul = el("ul", {}, ...items.slice(0, 40).map(make));
  const section = el("section", {}, el("h3", {}, `${title} (${edges.length})`), ul);
  if (items.length > 40) { const b = el("button", {}, `Hiện cả ${items.length}`); b.addEventListener("click", () => { ul.append(...items.slice(40).map(make)); b.remove(); }); section.append(b); }
  return section;
}
function card() {
  const n = state.node, aside = $("card");
  aside.hidden = !n; document.body.dataset.card = n ? n.id : "";
  if (!n) return;
  const close = el("button", { class: "close", "aria-label": "Đóng thẻ" }, "✕"); close.addEventListener("click", () => { choose(null); $("canvas").focus(); });
  const facts = el("dl");
  const fact = (name, value) => { if (value) facts.append(el("dt", {}, name), el("dd", {}, value)); };
  fact("Ngày ban hành", day(n.date) || "chưa rõ"); fact("Cơ quan", n.issuer); fact("Cấp", D.levels[n.level]); fact("Lĩnh vực", n.field);
  const valid = el("span", {}, D.states[n.state]);
  if (n.state !== "unknown" && n.since) valid.append(" từ ngày " + day(n.since));
  if (n.by && n.by !== n.id) valid.append(", theo ", byId.has(n.by) ? link(byId.get(n.by)) : n.by);
  fact("Hiệu lực", valid); fact("Tệp", n.path); fact("Mã", n.id);
  const parts = [close, el("h2", { id: "card-title", class: n.open ? "open" : "" }, n.label), n.title ? el("p", {}, n.title) : null, facts];
  if (n.open) parts.push(el("p", { class: "open" }, "Chưa xác định được đây là văn bản nào." + (n.candidates.length ? " Có thể là: " + n.candidates.join("; ") + "." : "")));
  if (n.dead) {
    const chain = el("p", { class: "warning" }, "Dựa trên văn bản đã hết hiệu lực: ");
    n.dead.slice(1).forEach((other, i) => chain.append(i ? " → " : "", link(other)));
    const last = n.dead[n.dead.length - 1]; chain.append(` (${D.states[last.state].toLowerCase()}${last.since ? " từ ngày " + day(last.since) : ""}).`);
    parts.push(chain);
  }
  parts.push(side("Dẫn chiếu đến", n.out, (e) => e.t, (e) => e.active), side("Được dẫn chiếu bởi", n.in, (e) => e.s, (e) => e.passive));
  aside.replaceChildren(...parts.filter(Boolean)); aside.scrollTop = 0;
}
function choose(n, centre) {
  state.node = n; push(); card(); list(); size();
  if (n && centre) { view.x = n.x; view.y = n.y; view.k = Math.max(view.k, 0.7); }
  if (n) $("card").focus({ preventScroll: true });
  draw();
}

// ---- the picture
const canvas = $("canvas"), pen = canvas.getContext("2d"), view = { x: 0, y: 0, k: 1 };
const W = D.box[0], H = D.box[1]; let ratio = 1, css = {};
function colours() { const s = getComputedStyle(document.documentElement); for (const name of ["ink", "soft", "line", "paper", "ground", "accent", "in_force", "partly", "replaced", "repealed", "unknown", "open", "dead"]) css[name] = s.getPropertyValue("--" + name).trim(); }
function size() { ratio = devicePixelRatio || 1; const r = canvas.getBoundingClientRect(); canvas.width = Math.max(1, r.width * ratio); canvas.height = Math.max(1, r.height * ratio); }
function fit() {
  const some = visible.length && visible.length < N.length ? visible : N; if (!some.length) return;
  let a = Infinity, b = -Infinity, c = Infinity, d = -Infinity; for (const n of some) { a = Math.min(a, n.x); b = Math.max(b, n.x); c = Math.min(c, n.y); d = Math.max(d, n.y); }
  view.x = (a + b) / 2; view.y = (c + d) / 2;
  view.k = Math.min(1.1, canvas.width / ratio / (b - a + W + 60), canvas.height / ratio / (d - c + H + 110));
}
const face = (weight, px) => `${weight} ${px}px "Segoe UI",system-ui,sans-serif`;
function landmarks(x0, x1, y0, y1, k, near) { // the most linked documents by name, where their names do not cover each other
  const taken = []; pen.globalAlpha = 1; pen.font = face(600, 12 / k); pen.lineJoin = "round"; pen.lineWidth = 4 / k;
  for (const n of visible) {
    if (taken.length >= 60) break;
    if (n.x < x0 || n.x > x1 || n.y < y0 || n.y > y1 || (near && !near.has(n)) || !n.degree) continue;
    const half = pen.measureText(n.box).width / 2 + 6 / k, tall = 9 / k;
    if (taken.some((t) => Math.abs(t[0] - n.x) < t[1] + half && Math.abs(t[2] - n.y) < 2 * tall)) continue;
    taken.push([n.x, half, n.y]); pen.strokeStyle = css.paper; pen.fillStyle = n.open ? css.open : css.ink; pen.strokeText(n.box, n.x, n.y); pen.fillText(n.box, n.x, n.y);
  }
}
let waiting = false;
function draw() { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; paint(); }); } }
function short(text, width) { if (pen.measureText(text).width <= width) return text; let n = text.length; while (n > 1 && pen.measureText(text.slice(0, n) + "…").width > width) n = Math.floor(n * 0.9); return text.slice(0, n) + "…"; }
function paint() {
  const w = canvas.width / ratio, h = canvas.height / ratio, k = view.k;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0); pen.fillStyle = css.ground; pen.fillRect(0, 0, w, h);
  pen.setTransform(ratio * k, 0, 0, ratio * k, ratio * (w / 2 - view.x * k), ratio * (h / 2 - view.y * k));
  const x0 = view.x - w / 2 / k, x1 = view.x + w / 2 / k, y0 = view.y - h / 2 / k, y1 = view.y + h / 2 / k;
  D.bands.forEach((band, i) => {
    pen.fillStyle = css.paper; pen.globalAlpha = i % 2 ? 0.35 : 0.8; pen.fillRect(x0, band[1], x1 - x0, band[2] - band[1]); pen.globalAlpha = 1;
  });
  const near = state.node && new Set([state.node, ...state.node.out.map((e) => N[e.t]), ...state.node.in.map((e) => N[e.s])]);
  const faint = E.length > 400 ? 0.18 : 0.45;
  for (const pass of [0, 1]) for (const e of E) {
    const s = N[e.s], t = N[e.t], mine = state.node && (s === state.node || t === state.node);
    if (!!mine !== !!pass || !edgeShown(e)) continue;
    if (Math.max(s.x, t.x) < x0 || Math.min(s.x, t.x) > x1 || Math.max(s.y, t.y) < y0 || Math.min(s.y, t.y) > y1) continue;
    const both = visibleSet.has(s) && visibleSet.has(t);
    pen.globalAlpha = mine ? 0.95 : state.node || !both ? 0.06 : faint; pen.strokeStyle = hues[e.rel]; pen.lineWidth = (mine ? 2.2 : 1.2) / Math.max(k, 0.35);
    const [sy, by, ty, level] = bend(s, t);
    pen.beginPath(); pen.moveTo(s.x, sy); pen.bezierCurveTo(s.x, sy + by, t.x, ty - (level ? -by : by), t.x, ty); pen.stroke();
    if (k > 0.3) { const dir = level ? 1 : Math.sign(ty - sy) || 1; pen.fillStyle = hues[e.rel]; pen.beginPath(); pen.moveTo(t.x, ty); pen.lineTo(t.x - 4, ty - 8 * dir); pen.lineTo(t.x + 4, ty - 8 * dir); pen.fill(); }
  }
  pen.globalAlpha = 1; pen.textBaseline = "middle"; pen.textAlign = "center";
  const bw = W - 26, bh = H - 20;
  for (const n of N) {
    if (n.x + W < x0 || n.x - W > x1 || n.y + H < y0 || n.y - H > y1) continue;
    const dim = !visibleSet.has(n) || (near && !near.has(n));
    pen.globalAlpha = dim ? 0.22 : 1;
    if (k < 0.16) { pen.fillStyle = n.open ? css.open : css[n.state]; pen.fillRect(n.x - bw / 2, n.y - bh / 2, bw, bh); continue; }
    pen.fillStyle = n.open ? css.paper : gone(n) ? css.dead : css.paper; pen.strokeStyle = n === state.node ? css.accent : n.open ? css.open : css.line; pen.lineWidth = n === state.node ? 3 : 1.2;
    pen.setLineDash(n.open ? [5, 4] : []); pen.beginPath(); pen.roundRect(n.x - bw / 2, n.y - bh / 2, bw, bh, 7); pen.fill(); pen.stroke(); pen.setLineDash([]);
    pen.fillStyle = css[n.state]; pen.fillRect(n.x - bw / 2 + 1, n.y - bh / 2 + 6, 4, bh - 12);
    pen.fillStyle = n.open ? css.open : css.ink;
    if (k >= 0.55) {
      pen.font = face(600, 12.5); pen.fillText(short(n.box, bw - 18), n.x + 2, n.y - 8);
      pen.fillStyle = css.soft; pen.font = face(400, 11); pen.fillText(short([day(n.date), n.title].filter(Boolean).join(" · ") || n.issuer, bw - 18), n.x + 2, n.y + 10);
    } else if (k >= 0.2) { // from afar the number alone, as large as the box allows
      pen.font = face(600, 10); pen.font = face(600, Math.max(15, Math.min(22, 10 * (bw - 16) / pen.measureText(n.box).width))); pen.fillText(short(n.box, bw - 14), n.x + 3, n.y);
    }
    if (n.dead) { pen.fillStyle = css.partly; pen.beginPath(); pen.arc(n.x + bw / 2 - 2, n.y - bh / 2 + 2, 9, 0, 7); pen.fill(); pen.fillStyle = "#fff"; pen.font = face(700, 13); pen.fillText("!", n.x + bw / 2 - 2, n.y - bh / 2 + 2.5); }
  }
  if (k < 0.2) landmarks(x0, x1, y0, y1, k, near);
  pen.globalAlpha = 1; pen.font = `600 ${Math.max(13, 13 / k)}px "Segoe UI",system-ui,sans-serif`; pen.textBaseline = "top"; pen.textAlign = "left"; pen.lineJoin = "round";
  for (const band of D.bands) if ((band[2] - band[1]) * k > 18) {
    pen.lineWidth = 4 / k; pen.strokeStyle = css.paper; pen.fillStyle = css.soft;
    pen.strokeText(D.levels[band[0]], x0 + 12 / k, band[1] + 8); pen.fillText(D.levels[band[0]], x0 + 12 / k, band[1] + 8);
  }
  if (!document.body.dataset.drawn) { document.body.dataset.drawn = Math.round(performance.now()); document.body.dataset.took = Math.round(performance.now() - began); document.body.dataset.nodes = N.length; document.body.dataset.edges = E.length; }
}
const at = (e) => { const r = canvas.getBoundingClientRect(); return [view.x + (e.clientX - r.left - r.width / 2) / view.k, view.y + (e.clientY - r.top - r.height / 2) / view.k]; };
const hit = (e) => { const [x, y] = at(e); return N.find((n) => Math.abs(n.x - x) < W / 2 - 10 && Math.abs(n.y - y) < H / 2 - 6 && visibleSet.has(n)); };
function zoom(by, e) { const before = e ? at(e) : null; view.k = Math.min(3, Math.max(0.03, view.k * by)); if (e) { const after = at(e); view.x += before[0] - after[0]; view.y += before[1] - after[1]; } draw(); }
// ---- on paper: the same picture as lines and letters, in black on white
const svg = (name, props, ...children) => { const made = document.createElementNS("http://www.w3.org/2000/svg", name); for (const [k, v] of Object.entries(props || {})) made.setAttribute(k, v); made.append(...children); return made; };
const clip = (text, n) => text.length > n ? text.slice(0, n - 1) + "…" : text;
function bend(s, t) {
  const level = s.y === t.y, up = t.y < s.y, sy = s.y + (up ? -H / 2 : H / 2) * (level ? -1 : 1) * 0.8, ty = t.y + (up ? H / 2 : -H / 2) * 0.8, by = level ? -70 : (ty - sy) / 2;
  return [sy, by, ty, level];
}
function figure() {
  const some = visible.length ? visible : N, inside = new Set(some); if (!some.length) return svg("svg");
  let a = Infinity, b = -Infinity, c = Infinity, d = -Infinity; for (const n of some) { a = Math.min(a, n.x); b = Math.max(b, n.x); c = Math.min(c, n.y); d = Math.max(d, n.y); }
  a -= W; b += W / 2 + 10; c -= H + 30; d += H / 2 + 12;
  const made = svg("svg", { viewBox: `${a} ${c} ${b - a} ${d - c}`, role: "img", "aria-label": "Lược đồ dẫn chiếu", "font-family": '"Segoe UI",system-ui,sans-serif' });
  D.bands.forEach((band, i) => {
    if (band[2] < c || band[1] > d) return;
    const top = Math.max(band[1], c); made.append(svg("rect", { x: a, y: top, width: b - a, height: Math.min(band[2], d) - top, fill: i % 2 ? "#f4f6f8" : "#fff" }), svg("text", { x: a + 10, y: top + 22, "font-size": 15, "font-weight": 600, fill: "#5b6875" }, D.levels[band[0]]));
  });
  for (const e of E) {
    const s = N[e.s], t = N[e.t]; if (!edgeShown(e) || !inside.has(s) || !inside.has(t)) continue;
    const [sy, by, ty, level] = bend(s, t), dir = level ? 1 : Math.sign(ty - sy) || 1;
    made.append(svg("path", { d: `M${s.x} ${sy}C${s.x} ${sy + by} ${t.x} ${ty - (level ? -by : by)} ${t.x} ${ty}`, fill: "none", stroke: hues[e.rel], "stroke-width": 1.5, "stroke-opacity": 0.6 }), svg("path", { d: `M${t.x} ${ty}l-4 ${-8 * dir}h8z`, fill: hues[e.rel] }));
  }
  const bw = W - 26, bh = H - 20, bar = { in_force: "#1a7f4b", partly: "#b7791f", replaced: "#b3261e", repealed: "#8c1d18", unknown: "#7b8794" };
  for (const n of some) {
    made.append(svg("rect", { x: n.x - bw / 2, y: n.y - bh / 2, width: bw, height: bh, rx: 7, fill: gone(n) ? "#fdeceb" : "#fff", stroke: n.open ? "#c62828" : "#aab4be", ...(n.open ? { "stroke-dasharray": "5 4" } : {}) }),
      svg("rect", { x: n.x - bw / 2 + 1, y: n.y - bh / 2 + 6, width: 4, height: bh - 12, fill: bar[n.state] }),
      svg("text", { x: n.x + 2, y: n.y - 4, "text-anchor": "middle", "font-size": 12.5, "font-weight": 600, fill: n.open ? "#c62828" : "#1c2733" }, clip(n.box, 20)),
      svg("text", { x: n.x + 2, y: n.y + 13, "text-anchor": "middle", "font-size": 10.5, fill: "#5b6875" }, clip([day(n.date), n.title].filter(Boolean).join(" · ") || n.issuer, 24)));
  }
  return made;
}
window.addEventListener("beforeprint", () => { $("print").replaceChildren(figure()); if (state.view === "map") table(); });
window.addEventListener("afterprint", () => $("print").replaceChildren());
let held = null;
canvas.addEventListener("pointerdown", (e) => { held = { x: e.clientX, y: e.clientY, vx: view.x, vy: view.y, moved: false }; canvas.setPointerCapture(e.pointerId); });
canvas.addEventListener("pointermove", (e) => {
  if (!held) { const n = hit(e); canvas.style.cursor = n ? "pointer" : "grab"; canvas.title = n ? n.label + (n.title ? " – " + n.title : "") : ""; return; }
  const dx = e.clientX - held.x, dy = e.clientY - held.y; if (Math.hypot(dx, dy) > 4) held.moved = true;
  if (held.moved) { view.x = held.vx - dx / view.k; view.y = held.vy - dy / view.k; draw(); }
});
canvas.addEventListener("pointerup", (e) => { const click = held && !held.moved; held = null; if (click) choose(hit(e) || null, false); });
canvas.addEventListener("wheel", (e) => { e.preventDefault(); zoom(Math.exp(-e.deltaY * 0.0015), e); }, { passive: false });
canvas.addEventListener("keydown", (e) => {
  const step = 60 / view.k, moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[e.key]) { view.x += moves[e.key][0]; view.y += moves[e.key][1]; draw(); e.preventDefault(); }
  else if (e.key === "+" || e.key === "=") zoom(1.25); else if (e.key === "-") zoom(0.8); else if (e.key === "0") { fit(); draw(); }
  else if (e.key === "Enter") { let best = null, far = Infinity; for (const n of visible) { const d = Math.hypot(n.x - view.x, n.y - view.y); if (d < far) { far = d; best = n; } } if (best) choose(best, true); }
});
document.addEventListener("keydown", (e) => { if (e.key === "Escape" && state.node) { choose(null); canvas.focus(); } else if (e.key === "/" && document.activeElement.tagName !== "INPUT") { $("q").focus(); e.preventDefault(); } });
$("in").addEventListener("click", () => zoom(1.3)); $("out").addEventListener("click", () => zoom(0.77)); $("fit").addEventListener("click", () => { fit(); draw(); });
const show = (name) => { state.view = name; $("map").hidden = name !== "map"; $("table").hidden = name !== "table"; $("view-map").setAttribute("aria-pressed", name === "map"); $("view-table").setAttribute("aria-pressed", name === "table"); if (name === "table") table(); else { size(); draw(); } };
$("view-map").addEventListener("click", () => { show("map"); push(); }); $("view-table").addEventListener("click", () => { show("table"); push(); });
let typing = 0;
$("q").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => { state.q = $("q").value; state.shown = 200; push(); update(); }, 120); });
$("q").addEventListener("keydown", (e) => { if (e.key === "Enter" && visible.length) choose(visible[0], true); });

// ---- the address names what is looked at, so that it can be sent
let own = "";
function push() {
  const p = new URLSearchParams(); if (state.q) p.set("q", state.q); if (state.node) p.set("node", state.node.id); if (state.view !== "map") p.set("view", state.view);
  for (const g of ["relation", "level", "state"]) if (state[g].size) p.set(g, [...state[g]].join(","));
  own = p.toString() ? "#" + p : ""; try { history.replaceState(null, "", own || location.pathname + location.search); } catch (e) { /* a file viewer without history */ }
}
function read() {
  const p = new URLSearchParams(location.hash.slice(1));
  state.q = p.get("q") || ""; $("q").value = state.q; state.node = byId.get(p.get("node")) || null;
  for (const g of ["relation", "level", "state"]) { state[g].clear(); for (const v of (p.get(g) || "").split(",")) if (v) state[g].add(v); }
  for (const input of document.querySelectorAll("fieldset input")) input.checked = state[input.dataset.group].has(input.value);
  card(); size(); update(); fit();
  if (state.node) { view.x = state.node.x; view.y = state.node.y; view.k = Math.max(view.k, 0.7); }
  show(p.get("view") === "table" ? "table" : "map");
}
window.addEventListener("hashchange", () => { if (location.hash !== own) read(); });
window.addEventListener("resize", () => { size(); draw(); });
matchMedia("(prefers-color-scheme:dark)").addEventListener("change", () => { colours(); draw(); });
colours(); read(); paint();
})();
