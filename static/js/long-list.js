/* A combobox over the search box of a long list (ARIA: list autocomplete, manual selection).
   Comfort only: without it the form comes back with what was found. */

const PAUSE = 200;
const SHORTEST = 2;
let numbered = 0;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

class LongList {
  constructor(root) {
    this.root = root;
    this.box = root.querySelector("input[type=text]");
    this.entries = root.querySelector("[data-entries]");
    this.seen = root.querySelector("input[type=hidden]");
    this.active = -1;
    this.found = [];
    this.id = `long-list-${++numbered}`;
    this.list = element("ul", { role: "listbox", id: this.id, class: "long-list__found", hidden: "" });
    this.list.setAttribute("aria-label", root.dataset.found);
    this.said = element("p", { role: "status", class: "visually-hidden" });
    root.querySelector("[data-look]").hidden = true;
    this.box.after(this.list);
    root.append(this.said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.id]]) {
      this.box.setAttribute(name, value);
    }
    this.box.addEventListener("input", () => this.later());
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.box.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    const words = this.box.value.trim();
    this.asked?.abort();
    if (words.length < SHORTEST) return this.close();
    this.asked = new AbortController();
    const url = new URL(this.root.dataset.url, location.href);
    url.searchParams.set("words", words);
    try {
      const answer = await fetch(url, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok && this.box === document.activeElement) this.show((await answer.json()).entries);
    } catch (problem) {
      if (problem.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.found = found;
    this.list.replaceChildren(...found.map((entry, place) => this.option(entry, place)));
    this.list.hidden = found.length === 0;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
    this.said.textContent = found.length ? `${this.root.dataset.found} ${found.length}` : this.root.dataset.nothing;
    this.move(-1);
  }

  option(entry, place) {
    const option = element("li", { role: "option", id: `${this.id}-${place}`, "aria-selected": "false", class: "long-list__option" });
    option.append(...this.words(entry));
    return option;
  }

  words(entry) {
    const note = element("span", { class: "muted" }, entry.note);
    return [element("b", {}, entry.code), ` ${entry.label} `, note];
  }

  move(place) {
    this.active = place;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = this.list.children[place];
    if (option) {
      this.box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  pressed(event) {
    const last = this.found.length - 1;
    const keys = {
      ArrowDown: () => this.move(this.active >= last ? 0 : this.active + 1),
      ArrowUp: () => this.move(this.active <= 0 ? last : this.active - 1),
      Escape: () => this.close(),
      Enter: () => this.active >= 0 && this.choose(this.found[this.active]),
    };
    if (this.list.hidden || !keys[event.key]) return;
    if (event.key === "Enter" && this.active < 0) return; // the form is sent, and comes back with the matches
    event.preventDefault();
    keys[event.key]();
  }

  clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.choose(this.found[[...this.list.children].indexOf(option)]);
  }

  choose(entry) {
    const { name, type } = this.root.dataset;
    const boxes = [...this.entries.querySelectorAll("input")];
    let box = boxes.find((known) => known.value === entry.code);
    if (!box) {
      box = element("input", { type, name, value: entry.code, id: `${this.id}-picked-${entry.code}` });
      const words = element("span", {}, ...this.words(entry));
      if (type === "radio") this.entries.replaceChildren();
      this.entries.append(element("div", { class: "choice" }, box, element("label", { for: box.id }, words)));
      if (type === "radio" && !("required" in this.root.dataset)) this.offerNone();
    }
    box.checked = true;
    this.box.value = "";
    this.seen.value = "";
    this.close();
    this.said.textContent = `${entry.code} ${entry.label}`;
  }

  offerNone() {
    const none = element("input", { type: "radio", name: this.root.dataset.name, value: "", id: `${this.id}-none` });
    this.entries.append(element("div", { class: "choice" }, none, element("label", { for: none.id }, this.root.dataset.none)));
  }

  close() {
    clearTimeout(this.waiting);
    this.list.hidden = true;
    this.found = [];
    this.box.setAttribute("aria-expanded", "false");
    this.move(-1);
  }
}

for (const root of document.querySelectorAll("[data-long-list]")) {
  if (root.dataset.url) new LongList(root);
}
