/* Keeps what is typed while it is typed. The page works without this file: Continue saves, too. */

const PAUSE = 1200; // milliseconds without a key until the text is sent
const form = document.querySelector("form[data-keep]");

if (form) {
  const line = form.querySelector("[data-kept]");
  const shelf = `typed:${location.pathname}`;
  let timer = 0;
  let request = null;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  const say = (text) => {
    line.textContent = text;
  };

  // Where nobody answers, the text waits in this tab: a lost session, a train in a tunnel.
  const shelve = ({ sent }) => {
    const kept = [...typed()].filter(([name]) => name !== "csrfmiddlewaretoken");
    sessionStorage.setItem(shelf, JSON.stringify({ sent, kept, version: form.elements.version.value }));
  };

  const keep = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body: typed(),
        signal: request.signal,
        redirect: "manual",
      });
      if (!answer.ok) {
        shelve({ sent: false });
        say(answer.type === "opaqueredirect" ? form.dataset.signedOut : form.dataset.notKept);
        return;
      }
      line.innerHTML = await answer.text();
      sessionStorage.removeItem(shelf);
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      shelve({ sent: false });
      say(form.dataset.notKept);
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };

  // After signing in again the text goes back into the form, and from there to the portal. What was
  // sent and arrived has made a new version of the answers and is not needed any more.
  const putBack = () => {
    const found = JSON.parse(sessionStorage.getItem(shelf) ?? "null");
    sessionStorage.removeItem(shelf);
    if (!found || form.querySelector("[aria-invalid]")) return;
    const { sent, kept, version } = found;
    if (sent && version !== form.elements.version.value) return;
    form.elements.version.value = version;
    for (const control of form.querySelectorAll("input:is([type=checkbox], [type=radio])")) {
      control.checked = kept.some(([name, value]) => name === control.name && value === control.value);
    }
    for (const [name, value] of kept) {
      const control = form.elements[name];
      const isText = control?.matches?.("textarea, select, input:not([type=checkbox], [type=radio])");
      if (isText) control.value = value;
    }
    say(form.dataset.putBack);
    later();
  };

  form.addEventListener("input", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    request?.abort();
    shelve({ sent: true });
  });
  putBack();
}

// A link to a question that is folded away opens it.
const asked = location.hash && document.getElementById(location.hash.slice(1));
const fold = asked && asked.closest("details");
if (fold) {
  fold.open = true;
  asked.scrollIntoView();
}
