// The photo and the picture, one over the other, with a line between them to drag.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Compare {
  constructor(root) {
    this.root = root;
    this.before = root.querySelector(".before");
    this.after = root.querySelector(".after");
    this.range = root.querySelector("input");
    this.range.addEventListener("input", () => this.split(this.range.valueAsNumber));
    root.addEventListener("pointerdown", (event) => this.drag(event));
    new ResizeObserver(() => this.fit()).observe(root.parentElement);
  }

  drag(event) {
    if (event.button !== 0 || this.root.classList.contains("plain")) return;
    const move = (at) => {
      const box = this.root.getBoundingClientRect();
      this.split(Math.max(0, Math.min(100, ((at.clientX - box.left) / box.width) * 100)));
    };
    this.stopReveal();
    this.root.setPointerCapture(event.pointerId);
    move(event);
    const end = () => {
      this.root.removeEventListener("pointermove", move);
      this.root.removeEventListener("pointerup", end);
      this.root.removeEventListener("pointercancel", end);
    };
    this.root.addEventListener("pointermove", move);
    this.root.addEventListener("pointerup", end);
    this.root.addEventListener("pointercancel", end);
  }

  /** Where the line is, in percent from the left. */
  split(percent) {
    this.range.value = percent;
    this.root.style.setProperty("--split", percent);
  }

  /** Shows a photo alone, until its picture is there. */
  photo(bitmap, alt) {
    this.root.classList.add("plain");
    paint(this.before, bitmap, bitmap.width, bitmap.height);
    this.before.setAttribute("aria-label", alt);
    this.fit();
  }

  /** Shows both; the photo is scaled to the picture's size. */
  both(photo, picture, photoAlt, pictureAlt) {
    paint(this.before, photo ?? picture, picture.width, picture.height);
    paint(this.after, picture, picture.width, picture.height);
    this.before.setAttribute("aria-label", photoAlt);
    this.after.setAttribute("aria-label", pictureAlt);
    this.root.classList.remove("plain");
    this.fit();
  }

  /** Draws the line from the right to the middle. */
  reveal() {
    this.stopReveal();
    if (calm.matches) {
      this.split(50);
      return;
    }
    const start = performance.now();
    const step = (now) => {
      const t = Math.min(1, (now - start) / 900);
      this.split(100 - 50 * (1 - (1 - t) ** 3));
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  stopReveal() {
    cancelAnimationFrame(this.frame);
  }

  /** How much of the picture shows, from 0 to 1: at once, as it only lies over the photo. */
  strength(amount) {
    this.after.style.opacity = amount;
  }

  /** As large as fits: not over the column's width, nor over most of the window's height. */
  fit() {
    const { width, height } = this.before;
    const room = this.root.parentElement.clientWidth;
    if (!room || !width) return;
    const scale = Math.min(room / width, Math.max(260, innerHeight * 0.66) / height, 3);
    this.root.style.width = `${Math.floor(width * scale)}px`;
    this.root.style.height = `${Math.floor(height * scale)}px`;
  }
}

function paint(canvas, bitmap, width, height) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
}

/** The picture over the photo with a strength, as a file; nothing if the browser cannot write that format. */
export async function blend(photo, picture, strength, type) {
  const canvas = document.createElement("canvas");
  paint(canvas, photo ?? picture, picture.width, picture.height);
  const context = canvas.getContext("2d");
  if (strength >= 1) context.clearRect(0, 0, canvas.width, canvas.height);
  context.globalAlpha = strength;
  context.drawImage(picture, 0, 0);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.92));
  return blob?.type === type ? blob : null;
}
