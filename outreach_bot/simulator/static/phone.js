"use strict";
// The phone page: reads /simulator/phone/…, listens to /simulator/events, and draws. Every text goes through textContent.

const WORDS = {
  en: {
    skip: "Skip to the conversation", title: "Phones", subtitle: "Practice carrier: nothing here reaches a real phone",
    phones: "Phones", number: "Phone number", open: "Open", invent: "Invent one", no_phones: "No phone has texted yet.",
    trouble: "Make trouble", trouble_hint: "How the carrier misbehaves from now on.", trouble_on: n => `${n} on`,
    receipts: "Delivery receipts", k_off: "None arrive", k_lost: "Half of them get lost", k_reversed: "In the wrong order",
    k_twice: "Each one twice", k_late: "5 seconds late", sending: "Texts from the bot", k_slow: "Each answer takes 2 seconds",
    k_429: "Half are told “too many requests” (429)", k_500: "Taken, but answered with an error (500)",
    k_silent: "Taken, but never answered", k_undelivered: "None is delivered (30003)", arriving: "Texts from phones",
    k_again: "The bot’s first answer is lost, the text is posted again", reset: "Behave well again",
    magic: "Numbers with an outcome of their own:", magic_3003: "off or out of reach", magic_3005: "unknown",
    magic_3007: "filtered", magic_4000: "never confirmed",
    close: "Close this phone", picture: "Send a picture with it", message: "Message", send: "Send",
    log: n => `Conversation on ${n}`, channel: "Channel", quick: "Texts to send with one press",
    beside: n => `Open ${n} beside the other phone`, blocked: "Said STOP: the carrier blocks the bot", texting: n => `Texting ${n}`,
    short_blocked: "STOP", placeholder: "Text message",
    empty: "Write as a member would: JOIN or UNIRME is a good start.",
    you: "You:", bot: "The bot:", carrier_says: "The carrier:", by_carrier: "Carrier’s own answer",
    en: "English", es: "Spanish", segments: n => n === 1 ? "1 segment" : `${n} segments`, because: c => `because of ${c}`,
    pictures: n => n === 1 ? "1 picture" : `${n} pictures`,
    s_queued: "queued", s_accepted: "accepted", s_scheduled: "scheduled", s_sending: "sending", s_sent: "sent",
    s_delivered: "delivered", s_read: "read", s_failed: "failed", s_undelivered: "not delivered", s_canceled: "canceled",
    s_waiting: "waiting for the bot", s_answered: "the bot has it", s_unanswered: "no answer",
    lost: (code, text) => `never reached this phone: ${text} (${code})`,
    f_http: s => s >= 500 ? `The bot’s server met an error and sent no reply (HTTP ${s}).`
      : s === 403 ? "The bot refused this text (HTTP 403): the signature does not fit. Compare the auth token and the public address."
      : s === 404 ? "Nothing answers at /twilio/inbound (HTTP 404). Is this the bot’s address?"
      : `The bot sent no reply (HTTP ${s}).`,
    f_timeout: () => "The bot did not answer within 15 seconds. Twilio gives up here.",
    f_connection: () => "The bot could not be reached, twice. Is it running?",
    f_twiml: (s, a) => `The bot’s answer cannot be used (${a.code}): ${a.reason}`,
    refused: (code, text) => `The carrier refused a text of the bot for this phone: ${text} (${code})`,
    thinking: "The bot is answering", offline: "Reconnecting…", trouble_sending: "This text could not be handed to the simulator.",
    bad_number: "That is no phone number. Try (203) 555-0123.",
  },
  es: {
    skip: "Ir a la conversación", title: "Teléfonos", subtitle: "Operadora de práctica: nada llega a un teléfono real",
    phones: "Teléfonos", number: "Número de teléfono", open: "Abrir", invent: "Inventar uno", no_phones: "Ningún teléfono ha escrito todavía.",
    trouble: "Provocar fallas", trouble_hint: "Cómo falla la operadora desde ahora.", trouble_on: n => n === 1 ? "1 activa" : `${n} activas`,
    receipts: "Avisos de entrega", k_off: "No llega ninguno", k_lost: "Se pierde la mitad", k_reversed: "En desorden",
    k_twice: "Cada uno dos veces", k_late: "5 segundos tarde", sending: "Mensajes del bot", k_slow: "Cada respuesta tarda 2 segundos",
    k_429: "A la mitad se le dice «demasiadas solicitudes» (429)", k_500: "Aceptado, pero con respuesta de error (500)",
    k_silent: "Aceptado, pero sin respuesta", k_undelivered: "No se entrega ninguno (30003)", arriving: "Mensajes de los teléfonos",
    k_again: "Se pierde la primera respuesta del bot y el mensaje se envía otra vez", reset: "Volver a la normalidad",
    magic: "Números con un final propio:", magic_3003: "apagado o sin señal", magic_3005: "desconocido",
    magic_3007: "filtrado", magic_4000: "nunca confirmado",
    close: "Cerrar este teléfono", picture: "Enviar con una foto", message: "Mensaje", send: "Enviar",
    log: n => `Conversación en ${n}`, channel: "Canal", quick: "Mensajes de un toque",
    beside: n => `Abrir ${n} junto al otro teléfono`, blocked: "Dijo STOP: la operadora bloquea al bot", texting: n => `Escribe al ${n}`,
    short_blocked: "STOP", placeholder: "Mensaje de texto",
    empty: "Escriba como escribiría alguien del grupo: JOIN o UNIRME es un buen comienzo.",
    you: "Usted:", bot: "El bot:", carrier_says: "La operadora:", by_carrier: "Respuesta de la operadora",
    en: "inglés", es: "español", segments: n => n === 1 ? "1 segmento" : `${n} segmentos`, because: c => `por ${c}`,
    pictures: n => n === 1 ? "1 foto" : `${n} fotos`,
    s_queued: "en cola", s_accepted: "aceptado", s_scheduled: "programado", s_sending: "enviando", s_sent: "enviado",
    s_delivered: "entregado", s_read: "leído", s_failed: "falló", s_undelivered: "no entregado", s_canceled: "cancelado",
    s_waiting: "esperando al bot", s_answered: "el bot lo tiene", s_unanswered: "sin respuesta",
    lost: (code, text) => `nunca llegó a este teléfono: ${text} (${code})`,
    f_http: s => s >= 500 ? `El servidor del bot tuvo un error y no respondió (HTTP ${s}).`
      : s === 403 ? "El bot rechazó este mensaje (HTTP 403): la firma no corresponde. Compare el auth token y la dirección pública."
      : s === 404 ? "Nadie responde en /twilio/inbound (HTTP 404). ¿Es esta la dirección del bot?"
      : `El bot no respondió (HTTP ${s}).`,
    f_timeout: () => "El bot no respondió en 15 segundos. Twilio ya no espera más.",
    f_connection: () => "No se pudo llegar al bot, dos veces. ¿Está en marcha?",
    f_twiml: (s, a) => `La respuesta del bot no se puede usar (${a.code}): ${a.reason}`,
    refused: (code, text) => `La operadora rechazó un mensaje del bot para este teléfono: ${text} (${code})`,
    thinking: "El bot está respondiendo", offline: "Conectando de nuevo…", trouble_sending: "No se pudo entregar este mensaje al simulador.",
    bad_number: "Ese no es un número de teléfono. Pruebe (203) 555-0123.",
  },
};
// The commonest codes in plain words; the simulator's own English for the rest.
const CODES = {
  en: {
    21408: "this country is not allowed", 21610: "the person said STOP", 21611: "too many texts are queued",
    21612: "it cannot be reached by text", 21614: "it is not a mobile number", 30003: "off or out of reach",
    30004: "it blocks these texts", 30005: "no such phone any more", 30006: "a landline", 30007: "taken for spam and filtered",
    30008: "nobody knows why", 63016: "on WhatsApp the person must write first, within a day",
  },
  es: {
    21408: "este país no está permitido", 21610: "la persona dijo STOP", 21611: "hay demasiados mensajes en cola",
    21612: "no recibe mensajes de texto", 21614: "no es un celular", 30003: "apagado o sin señal",
    30004: "bloquea estos mensajes", 30005: "ese teléfono ya no existe", 30006: "es un teléfono fijo", 30007: "filtrado como spam",
    30008: "nadie sabe por qué", 63016: "en WhatsApp la persona debe escribir primero, en el último día",
  },
};
const QUICK = ["JOIN", "UNIRME", "SALARIOS", "PLEDGE", "VOTAR", "STOP", "ALTO", "AYUDA"];
const FAILED = new Set(["failed", "undelivered", "canceled"]);
const ADDRESS = new URLSearchParams(location.search);

let language = pickLanguage();
let listed = [];
const panes = [];

function pickLanguage() {
  const wanted = ADDRESS.get("lang") || navigator.language || "en";
  return wanted.toLowerCase().startsWith("es") ? "es" : "en";
}
function t(key, ...values) {
  const word = WORDS[language][key];
  return typeof word === "function" ? word(...values) : word;
}
function why(code, otherwise) { return CODES[language][code] || otherwise; }
function $(selector, within = document) { return within.querySelector(selector); }
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
function put(element, text) { if (element.textContent !== text) element.textContent = text; }
function bare(number) { return number.replace(/^whatsapp:/, ""); }
function pretty(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(bare(number));
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : bare(number);
}
function clock(at) { return new Date(at * 1000).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" }); }
function day(at) { return new Date(at * 1000).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" }); }

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** One phone on the screen. Bubbles are kept and changed in place, so that a screen reader hears only what is new. */
class Pane {
  constructor(closable) {
    this.element = $("#pane").content.cloneNode(true).firstElementChild;
    this.log = $(".log", this.element);
    this.field = $("textarea", this.element);
    this.items = new Map();
    $("#panes").append(this.element);
    $(".close", this.element).hidden = !closable;
    $(".close", this.element).addEventListener("click", () => closePane(this));
    $(".compose", this.element).addEventListener("submit", event => { event.preventDefault(); this.send(this.field.value); });
    this.field.addEventListener("keydown", event => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(this.field.value); }
    });
    for (const button of this.element.querySelectorAll("[data-channel]")) {
      button.addEventListener("click", () => this.show((button.dataset.channel === "whatsapp" ? "whatsapp:" : "") + bare(this.number)));
    }
    for (const word of QUICK) {
      const button = make("button", "", word);
      button.type = "button";
      button.addEventListener("click", () => this.send(word));
      $(".quick", this.element).append(button);
    }
  }

  show(number) {
    this.number = number;
    this.items.clear();
    this.log.replaceChildren();
    this.data = null;
    this.say("");
    this.translate();
    remember();
    drawDirectory();
    return this.refresh();
  }

  translate() {
    const number = pretty(this.number), whatsapp = this.number.startsWith("whatsapp:");
    translate(this.element);
    put($(".number", this.element), number);
    this.element.setAttribute("aria-label", number);
    this.log.setAttribute("aria-label", t("log", number));
    $(".channels", this.element).setAttribute("aria-label", t("channel"));
    $(".quick", this.element).setAttribute("aria-label", t("quick"));
    $(".picture", this.element).title = t("picture");
    this.field.placeholder = t("placeholder");
    for (const button of this.element.querySelectorAll("[data-channel]")) {
      button.setAttribute("aria-pressed", String((button.dataset.channel === "whatsapp") === whatsapp));
    }
    if (this.data) this.draw();
  }

  async refresh() {
    const number = this.number;
    try {
      const data = await ask(`/simulator/phone/${encodeURIComponent(number)}`);
      if (number !== this.number) return;
      this.data = data;
      this.draw();
    } catch (error) {
      this.say(error.message || "");
    }
  }

  async send(text) {
    const picture = $(".picture input", this.element);
    if (!text.trim() && !picture.checked) return;
    this.say("");
    this.log.scrollTop = this.log.scrollHeight;
    this.stick = true;
    const wanted = { from: this.number, body: text, media: picture.checked, wait: false };
    try {
      await ask("/simulator/text", wanted);
      if (this.field.value === text) this.field.value = "";
      picture.checked = false;
    } catch (error) {
      this.say(error.message || t("trouble_sending"));
    }
    this.field.focus();
    this.refresh();
  }

  say(sentence) { put($(":scope > .wrong", this.element), sentence); }

  draw() {
    const state = $(".state", this.element);
    put(state, this.data.blocked ? t("blocked") : t("texting", pretty(this.data.own_number)));
    state.classList.toggle("blocked", this.data.blocked);
    const nearEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const wanted = this.wanted();
    const keys = new Set(wanted.map(item => item.key));
    for (const [key, known] of this.items) if (!keys.has(key)) { known.element.remove(); this.items.delete(key); }
    let before = null;
    for (const item of wanted) {
      const known = this.items.get(item.key) || { element: make("li"), face: "" };
      this.items.set(item.key, known);
      const face = JSON.stringify([item.value, language]);
      if (known.face !== face) { item.draw(known.element, item.value); known.face = face; }
      const place = before ? before.nextSibling : this.log.firstChild;
      if (place !== known.element) this.log.insertBefore(known.element, place);
      before = known.element;
    }
    if (nearEnd || this.stick) { this.log.scrollTop = this.log.scrollHeight; this.stick = false; }
  }

  /** The list of what the log should hold: day lines, bubbles, faults, notes, and three dots while the bot answers. */
  wanted() {
    const items = [];
    let lastDay = "";
    for (const bubble of this.data.bubbles) {
      const date = new Date(bubble.at * 1000).toDateString();
      if (date !== lastDay) items.push({ key: `day ${date}`, value: bubble.at, draw: drawDay });
      lastDay = date;
      if (bubble.kind === "refused") { items.push({ key: `refused ${bubble.at}`, value: bubble, draw: drawRefused }); continue; }
      items.push({ key: bubble.sid, value: bubble, draw: drawBubble });
      if (bubble.answer && bubble.answer.error) items.push({ key: `fault ${bubble.sid}`, value: bubble.answer, draw: drawFault });
    }
    if (!items.length) items.push({ key: "empty", value: null, draw: drawEmpty });
    if (this.data.bubbles.some(bubble => bubble.way === "out" && !bubble.answer && Date.now() / 1000 - bubble.at < 40)) {
      items.push({ key: "waiting", value: null, draw: drawWaiting });
    }
    return items;
  }
}

function drawDay(element, at) { element.className = "day"; put(element, day(at)); }
function drawEmpty(element) { element.className = "empty"; put(element, t("empty")); }
function drawRefused(element, note) {
  element.className = "note";
  element.replaceChildren(make("span", "", t("refused", note.code, why(note.code, note.error_text))));
}
function drawFault(element, answer) {
  element.className = "fault";
  put(element, t(`f_${answer.error}`, answer.http_status, answer));
}
function drawWaiting(element) {
  element.className = "waiting";
  const dots = make("span", "bubble");
  dots.append(make("i"), make("i"), make("i"));
  element.replaceChildren(dots, make("span", "quiet", t("thinking")));
}

function drawBubble(element, bubble) {
  const failed = FAILED.has(bubble.status);
  element.className = [bubble.way, bubble.origin === "carrier" ? "carrier" : "", bubble.way === "in" && failed ? "lost" : ""].join(" ").trim();
  const speaker = bubble.way === "out" ? "you" : bubble.origin === "carrier" ? "carrier_says" : "bot";
  const body = make("div", "bubble", bubble.body);
  if (bubble.language) body.lang = bubble.language;
  element.replaceChildren(make("span", "quiet", t(speaker)));
  if (bubble.media) element.append(drawPicture());
  element.append(body, drawMeta(bubble, failed));
}

function drawPicture() {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  picture.setAttribute("viewBox", "0 0 48 30");
  picture.setAttribute("class", "shot");
  picture.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", "M2 28 16 11l9 10 6-6 15 13zM34 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z");
  picture.append(shape);
  return picture;
}

function drawMeta(bubble, failed) {
  const meta = make("div", "meta");
  const add = (text, className) => meta.append(make("span", className || "", text));
  add(clock(bubble.at));
  if (bubble.origin === "carrier") add(t("by_carrier"));
  if (bubble.language) add(t(bubble.language));
  if (bubble.media) add(t("pictures", bubble.media));
  if (bubble.body) {
    const why = bubble.forced_by.length ? `, ${t("because", bubble.forced_by.slice(0, 4).join(" "))}` : "";
    add(`${t("segments", bubble.segments)} · ${bubble.encoding}${why}`, bubble.segments > 1 && bubble.way === "in" ? "costly" : "");
  }
  if (bubble.way === "out") {
    const answer = bubble.answer;
    add(t(!answer ? "s_waiting" : answer.error ? "s_unanswered" : "s_answered"), answer && !answer.error ? "done" : "");
  } else if (failed) {
    add(t("lost", bubble.error_code || "", why(bubble.error_code, bubble.error_text || t(`s_${bubble.status}`))), "failed");
  } else {
    const done = bubble.status === "delivered" || bubble.status === "read";
    add(`${done ? "✓✓ " : bubble.status === "sent" ? "✓ " : ""}${t(`s_${bubble.status}`)}`, done ? "done" : "");
  }
  return meta;
}

// The directory of phones.

function drawDirectory() {
  const list = $("#phones");
  const shown = new Set(panes.map(pane => pane.number));
  $("#no-phones").hidden = listed.length > 0;
  const focused = document.activeElement && list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...listed.map(phone => directoryLine(phone, shown.has(phone.number))));
  if (focused) { const again = [...list.querySelectorAll("button")].find(button => button.dataset.key === focused); if (again) again.focus(); }
}

function directoryLine(phone, isShown) {
  const line = make("li", isShown ? "shown" : "");
  const choose = make("button", "choose");
  const name = make("strong", "", pretty(phone.number));
  if (phone.channel === "whatsapp") name.append(make("span", "tag", "WhatsApp"));
  if (phone.blocked) name.append(make("span", "tag warn", t("short_blocked")));
  choose.append(name, make("small", "", phone.last_body || t("pictures", 1)));
  choose.dataset.key = `choose ${phone.number}`;
  if (isShown) choose.setAttribute("aria-current", "true");
  choose.addEventListener("click", () => { panes[0].show(phone.number); foldOnSmallScreens(); });
  line.append(choose);
  if (!isShown && panes.length) line.append(besideButton(phone.number));
  return line;
}

function besideButton(number) {
  const beside = make("button", "beside");
  beside.title = t("beside", pretty(number));
  beside.setAttribute("aria-label", beside.title);
  beside.dataset.key = `beside ${number}`;
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM12 4v16M15 12h3.500M16.750 10.250v3.500");
  icon.append(path);
  beside.append(icon);
  beside.addEventListener("click", () => openBeside(number));
  return beside;
}

function openBeside(number) {
  if (!panes[1]) panes.push(new Pane(true));
  panes[1].show(number);
}
function closePane(pane) {
  pane.element.remove();
  panes.splice(panes.indexOf(pane), 1);
  remember();
  drawDirectory();
  panes[0].field.focus();
}
function foldOnSmallScreens() {
  if (matchMedia("(max-width: 860px)").matches) { $("#directory").open = false; $("#trouble").open = false; }
}
function remember() {
  const address = new URL(location.href);
  address.searchParams.delete("phone");
  if (language !== pickLanguage() || address.searchParams.has("lang")) address.searchParams.set("lang", language);
  for (const pane of panes) address.searchParams.append("phone", pane.number);
  history.replaceState(null, "", address);
}
function invent() {
  // 555-0100 to 555-0199 are set aside for fiction; the area codes are Connecticut's.
  const area = ["203", "475", "860", "959"][Math.floor(Math.random() * 4)];
  return `+1${area}55501${String(Math.floor(Math.random() * 100)).padStart(2, "0")}`;
}

async function refreshDirectory() {
  const answer = await ask("/simulator/phones");
  listed = answer.phones;
  drawDirectory();
}

// The carrier's behaviour.

const knobs = () => [...document.querySelectorAll("[data-knob]")];
function drawBehaviour(behaviour) {
  for (const box of knobs()) box.checked = Boolean(behaviour[box.dataset.knob]);
  const on = knobs().filter(box => box.checked).length;
  $("#trouble-on").hidden = on === 0;
  put($("#trouble-on"), t("trouble_on", on));
}
function knobValue(box) {
  const on = JSON.parse(box.dataset.on);
  return box.checked ? on : on === true ? false : 0;
}
async function behave(wanted) { drawBehaviour(await ask("/simulator/behave", wanted)); }

// Start.

function translate(within) {
  for (const element of within.querySelectorAll("[data-t]")) put(element, t(element.dataset.t));
}
function speak(wanted) {
  language = wanted;
  document.documentElement.lang = language;
  translate(document);
  document.title = t("title");
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  for (const pane of panes) pane.translate();
  drawDirectory();
  ask("/simulator/behave").then(drawBehaviour).catch(() => {});
}

function listen() {
  const events = new EventSource("/simulator/events");
  events.onopen = () => { put($("#link"), ""); refreshDirectory(); panes.forEach(pane => pane.refresh()); };
  events.onerror = () => put($("#link"), t("offline"));
  events.onmessage = event => {
    const changed = new Set(JSON.parse(event.data).phones);
    panes.filter(pane => changed.has(pane.number)).forEach(pane => pane.refresh());
    refreshDirectory();
  };
}

async function start() {
  foldOnSmallScreens();
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => { speak(button.dataset.language); remember(); });
  for (const box of knobs()) box.addEventListener("change", () => behave({ [box.dataset.knob]: knobValue(box) }));
  $("#reset").addEventListener("click", () => behave({ reset: true }));
  $("#invent").addEventListener("click", () => { panes[0].show(invent()); $("#number").value = ""; put($("#number-fault"), ""); foldOnSmallScreens(); panes[0].field.focus(); });
  $("#open").addEventListener("submit", openTyped);
  await refreshDirectory();
  const asked = ADDRESS.getAll("phone");
  const first = asked[0] || (listed[0] && listed[0].number) || "+12035550101";
  panes.push(new Pane(false));
  panes[0].show(first);
  if (asked[1]) openBeside(asked[1]);
  speak(language);
  listen();
}

async function openTyped(event) {
  event.preventDefault();
  const field = $("#number");
  const fault = $("#number-fault");
  try {
    const found = await ask(`/simulator/phone/${encodeURIComponent(field.value)}`);
    put(fault, "");
    field.value = "";
    foldOnSmallScreens();
    panes[0].show(found.number);
    panes[0].field.focus();
  } catch {
    put(fault, t("bad_number"));
    field.focus();
  }
}

start();
