/* Saves while somebody types and puts in what the other side wrote. The buttons do the same. */

const PAUSE = 1500; // milliseconds without a key until the text is sent

class Together {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-kept]");
    form.addEventListener("input", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  // One at a time: a second request would carry marks that the first one has made old.
  keep() {
    clearTimeout(this.timer);
    if (this.request) {
      this.isBehind = true;
      return;
    }
    this.request = this.send().finally(() => {
      this.request = null;
      if (this.isBehind) this.later();
      this.isBehind = false;
    });
  }

  async submit(event) {
    clearTimeout(this.timer);
    if (!this.request) return;
    event.preventDefault();
    await this.request;
    this.isBehind = false;
    clearTimeout(this.timer);
    this.form.requestSubmit(event.submitter);
  }

  async send() {
    const sent = new FormData(this.form);
    try {
      const answer = await fetch(this.form.dataset.together, { method: "POST", body: sent, redirect: "manual" });
      if (answer.type === "opaqueredirect") return this.say(this.form.dataset.signedOut);
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (!isOurs) return this.say(this.form.dataset.notKept);
      const told = await answer.json();
      if (told.fields) this.take(told, sent);
      this.say(told.said);
    } catch {
      this.say(this.form.dataset.notKept);
      this.later();
    }
  }

  take({ fields, clashes }, sent) {
    const seen = JSON.parse(this.form.elements.seen.value || "{}");
    for (const { key, control, mark, value } of fields) {
      if (value !== undefined) {
        const box = this.form.elements[control];
        if (box?.value !== sent.get(control)) continue; // typed on meanwhile: it is compared again
        box.value = value;
      }
      seen[key] = mark;
    }
    this.form.elements.seen.value = JSON.stringify(seen);
    for (const place of this.form.querySelectorAll("[data-clash]")) {
      const shown = clashes[place.dataset.clash] ?? "";
      if (place.shown !== shown) place.innerHTML = shown;
      place.shown = shown;
    }
    this.form.dispatchEvent(new CustomEvent("together", { bubbles: true }));
  }

  say(text) {
    this.line.textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-together]")) new Together(form);
