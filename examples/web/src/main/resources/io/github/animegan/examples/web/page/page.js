// The page: photos in, pictures out. What the person chose is in `choice`, what there is of each photo in its `shot`.
import * as api from "/api.js";
import { Compare, blend } from "/compare.js";
import { current, has, preferred, text, use } from "/i18n.js";

const $ = (id) => document.getElementById(id);
const SAMPLES = ["blossom", "cat", "coast", "astronaut", "tulips", "coffee"];
const READ_BY_SERVER = /^image\/(jpeg|png|webp|gif|bmp|tiff)$/;
const AT_ONCE = 3;

const choice = { style: "", recipe: "none", size: "original", faces: "off" };
const compare = new Compare($("compare"));
const waiting = [];
let catalogue;
let active = 0;
let shown;

// ---- Photos ----

/** Takes files in; the first one is shown. */
async function add(files) {
  const shots = [...files].map((file) => ({ name: file.name || text("photo"), file, versions: new Map() }));
  for (const shot of shots) {
    if (shot === shots[0]) show(shot);
    await prepare(shot);
    if (shot === shown) show(shot);
    if (!shot.problem) request(shot);
  }
}

/** Decodes a photo for the screen, and checks what the server would refuse anyway. */
async function prepare(shot) {
  const limits = catalogue.limits;
  let bitmap = await createImageBitmap(shot.file).catch(() => null);
  if (bitmap && !READ_BY_SERVER.test(shot.file.type)) {
    shot.file = (await blend(bitmap, bitmap, 1, "image/jpeg")) ?? shot.file; // AVIF, on Apple's HEIC: the browser reads them.
  }
  if (shot.file.size > limits.uploadBytes) shot.problem = { type: "upload-too-large" };
  if (bitmap && bitmap.width * bitmap.height > limits.pixels) shot.problem = { type: "too-many-pixels" };
  if (!bitmap) return;
  shot.width = bitmap.width;
  shot.height = bitmap.height;
  const scale = limits.longestSide / Math.max(bitmap.width, bitmap.height);
  if (scale < 1) {
    bitmap = await createImageBitmap(bitmap, { resizeWidth: Math.round(bitmap.width * scale), resizeHeight: Math.round(bitmap.height * scale), resizeQuality: "high" });
  }
  shot.bitmap = bitmap;
}

const keyOf = (options) => `${options.style} ${options.recipe} ${options.size} ${options.faces}`;
const version = (shot) => shot.versions.get(keyOf(choice));

/** Has the shown choice made of a photo, unless it is there or on its way. */
function request(shot) {
  const made = version(shot);
  if (made && !made.problem) return;
  const options = { ...choice };
  const next = { options, stage: "sending", abort: new AbortController() };
  shot.versions.set(keyOf(options), next);
  waiting.push(() => make(shot, next));
  startNext();
  refresh(shot);
}

function startNext() {
  while (active < AT_ONCE && waiting.length) {
    active++;
    waiting.shift()().finally(() => {
      active--;
      startNext();
    });
  }
}

async function make(shot, next) {
  const tell = (what, details) => {
    if (what === "offline" || what === "online") $("offline").hidden = what === "online";
    if (what === "state") next.job = details;
    next.stage = what === "state" && details.state !== "done" ? details.state : what === "state" ? "fetching" : what;
    next.seconds = details?.seconds;
    refresh(shot);
  };
  try {
    const { job, blob } = await api.stylize(shot.file, next.options, tell, next.abort.signal);
    Object.assign(next, { job, blob, bitmap: await createImageBitmap(blob), stage: "done", fresh: true });
    addToGallery(shot, next);
  } catch (error) {
    next.problem = next.abort.signal.aborted ? { type: "cancelled" } : { type: error.type, detail: error.message };
    next.stage = "failed";
  }
  refresh(shot);
}

// ---- What is shown ----

function show(shot) {
  shown = shot;
  $("drop").hidden = true;
  $("viewer").hidden = false;
  $("stage").dataset.state = "";
  refresh(shot);
  estimate();
}

function refresh(shot) {
  if (shot !== shown) return;
  const made = version(shot);
  const problem = shot.problem ?? made?.problem;
  const done = made?.stage === "done";
  $("stage").dataset.state = problem ? "failed" : (made?.stage ?? "");
  $("compare").hidden = !shot.bitmap && !done;
  $("compare").classList.toggle("busy", Boolean(made) && !done && !problem);
  $("progress").hidden = !made || done || Boolean(problem);
  $("actions").hidden = !done && !problem;
  $("actions").querySelector(".group").hidden = !done;
  $("error").hidden = !problem;
  $("error").textContent = problem ? inWords(problem, shot) : "";
  const title = styleTitle(made?.options.style ?? choice.style);
  if (done) {
    compare.both(shot.bitmap, made.bitmap, text("beforeAlt", { name: shot.name }), text("afterAlt", { name: shot.name, style: title }));
    if (made.fresh) {
      made.fresh = false;
      compare.reveal();
      $("live").textContent = text("done");
    }
  } else {
    if (shot.bitmap) compare.photo(shot.bitmap, text("beforeAlt", { name: shot.name }));
    if (made && !problem) progress(made);
  }
  const picture = done && made.job.picture;
  $("note").hidden = !picture?.reduced;
  if (picture?.reduced) $("note").textContent = text("reduced", { pw: picture.photoWidth, ph: picture.photoHeight, w: picture.width, h: picture.height });
  for (const button of $("made").children) button.setAttribute("aria-current", String(button.made === made));
}

function progress(made) {
  const { stage, job, seconds } = made;
  const fraction = job?.fraction ?? 0;
  $("bar").value = stage === "fetching" ? 1 : fraction;
  $("status").textContent = text(stage, { place: job?.place, percent: Math.round(fraction * 100), s: seconds }) || text("sending");
}

function inWords(problem, shot) {
  const key = `problem.${problem.type}`;
  const limits = catalogue.limits;
  return has(key) ? text(key, { name: shot.name, mb: limits.uploadBytes >> 20, mp: Math.floor(limits.pixels / 1e6) }) : (problem.detail ?? "");
}

function addToGallery(shot, made) {
  const button = document.createElement("button");
  button.type = "button";
  button.made = made;
  const image = document.createElement("img");
  image.src = URL.createObjectURL(made.blob);
  image.alt = text("made", { name: shot.name, style: styleTitle(made.options.style) });
  const label = document.createElement("small");
  label.textContent = styleTitle(made.options.style);
  button.append(image, label);
  button.addEventListener("click", () => {
    Object.assign(choice, made.options);
    mark();
    show(shot);
  });
  $("made").prepend(button);
  $("gallery").hidden = false;
}

async function estimate() {
  if (!shown?.width) return;
  const answer = await api.estimate({ ...choice, width: shown.width, height: shown.height }).catch(() => null);
  const mb = answer && Math.max(1, Math.round(answer.memoryBytes / 2 ** 20));
  $("estimate").textContent = answer
    ? text(answer.seconds === undefined ? "estimateNoTime" : "estimate", { w: answer.width, h: answer.height, s: answer.seconds, mb })
    : "";
}

// ---- What can be chosen ----

const styleTitle = (name) => (has(`style.${name}`) ? text(`style.${name}`).split("|")[0] : (catalogue?.styles.find((style) => style.name === name)?.title ?? name));

/** Takes a choice, and has the shown photo made anew by it. */
function choose(group, value) {
  choice[group] = value;
  if (shown && !shown.problem) request(shown);
  if (shown) refresh(shown);
  estimate();
}

function option(group, value, content) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type: "radio", name: group, value });
  input.addEventListener("change", () => choose(group, value));
  const span = document.createElement("span");
  span.append(...content);
  label.append(input, span);
  return label;
}

function element(name, content, more = {}) {
  return Object.assign(document.createElement(name), { textContent: content }, more);
}

function options() {
  $("styles").replaceChildren(...catalogue.styles.map((style) => {
    const [title, about] = has(`style.${style.name}`) ? text(`style.${style.name}`).split("|") : [style.title, style.licence];
    const image = style.thumbnail ? [Object.assign(new Image(), { src: style.thumbnail, alt: "" })] : [];
    return option("style", style.name, [...image, element("b", title), element("small", about)]);
  }));
  $("recipes").replaceChildren(...catalogue.recipes.map((recipe) =>
    option("recipe", recipe, [Object.assign(new Image(), { src: `/recipes/${recipe}.jpg`, alt: "" }), element("b", text(`recipe.${recipe}`) || recipe)])));
  $("sizes").replaceChildren(...[...catalogue.sizes.map(String), "original"].map((size) =>
    option("size", size, [size === "original" ? text("original") : size])));
  $("faces-choice").hidden = !catalogue.faces.includes("auto");
  mark();
}

/** Sets radio buttons and the switch to what is chosen. */
function mark() {
  for (const input of document.querySelectorAll("#controls input[type=radio]")) input.checked = choice[input.name] === input.value;
  $("faces").checked = choice.faces !== "off";
}

function samples() {
  $("samples").replaceChildren(...SAMPLES.map((name) => {
    const button = element("button", "", { type: "button" });
    button.append(Object.assign(new Image(), { src: `/samples/${name}.jpg`, alt: text("sample", { name: text(`sample.${name}`) }) }));
    button.addEventListener("click", async () => {
      const blob = await api.blob(`/samples/${name}.jpg`).catch(() => null);
      if (blob) add([new File([blob], text(`sample.${name}`), { type: "image/jpeg" })]);
    });
    return button;
  }));
}

async function download(format) {
  const made = version(shown);
  const strength = $("strength").valueAsNumber / 100;
  const type = `image/${format}`;
  // The server's own bytes where nothing was changed since.
  const blob = strength === 1 && made.blob.type === type ? made.blob : await blend(shown.bitmap, made.bitmap, strength, type);
  if (!blob) return;
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(blob),
    download: `${shown.name.replace(/\.\w+$/, "")}-${made.options.style}.${format === "jpeg" ? "jpg" : format}`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// ---- The page itself ----

function speak(language) {
  use(language);
  $("language").value = language;
  $("limits").textContent = catalogue ? text("limits", { mb: catalogue.limits.uploadBytes >> 20, side: catalogue.limits.longestSide }) : "";
  samples();
  if (catalogue) options();
  if (shown) refresh(shown);
  estimate();
}

function light(theme) {
  document.documentElement.dataset.theme = theme;
}

function listen() {
  for (const input of [$("files"), $("camera")]) {
    input.addEventListener("change", () => {
      if (input.files.length) add(input.files);
      input.value = "";
    });
  }
  addEventListener("paste", (event) => event.clipboardData.files.length && add(event.clipboardData.files));
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dragging"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dragging");
    if (event.dataTransfer.files.length) add(event.dataTransfer.files);
  });
  $("strength").addEventListener("input", () => {
    $("strength-value").textContent = `${$("strength").value} %`;
    compare.strength($("strength").valueAsNumber / 100);
  });
  $("faces").addEventListener("change", () => choose("faces", $("faces").checked ? "auto" : "off"));
  $("cancel").addEventListener("click", () => {
    const made = version(shown);
    if (made?.job) api.cancel(made.job.id).catch(() => {});
    made?.abort.abort();
  });
  for (const button of document.querySelectorAll("[data-format]")) button.addEventListener("click", () => download(button.dataset.format));
  $("language").addEventListener("change", () => {
    localStorage.setItem("language", $("language").value);
    speak($("language").value);
  });
  $("theme").addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", theme);
    light(theme);
  });
  api.onTokenNeeded(() => new Promise((resolve) => {
    const dialog = $("token-dialog");
    dialog.addEventListener("close", () => resolve($("token").value), { once: true });
    if (!dialog.open) dialog.showModal();
  }));
}

async function start() {
  light(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  speak(preferred());
  for (;;) {
    try {
      catalogue = await api.styles();
      break;
    } catch (error) {
      $("offline").hidden = false;
      await api.revival();
      $("offline").hidden = true;
    }
  }
  choice.style = catalogue.styles[0].name;
  listen();
  speak(current());
  document.body.dataset.ready = "true";
}

start();
