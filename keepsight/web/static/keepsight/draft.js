// Keeps what is being typed into a form of ours, and says who else is writing there. Everything
// else works without it: what is sent after a session has ended is kept by the server.

const AFTER_TYPING = 3000;
const ASK_EVERY = 20000;
const TYPED = "textarea, select, input:not([type=hidden]):not([type=password]):not([type=file])" +
  ":not([type=submit]):not([type=button])";

const addressOf = (form) =>
  new URL(form.getAttribute("action") || location.href, location.href).pathname;

// The name of the page, and of the form's button where the page has several forms.
const titleOf = (form) => {
  const page = document.title.trim().replace(/^Error: /, "").replace(/ – Keepsight$/, "");
  const button = form.querySelector("button:not([type=button])");
  return addressOf(form) === location.pathname || !button
    ? page : `${button.textContent.trim()}: ${page}`;
};

const say = (form) => {
  const line = document.createElement("p");
  line.className = "kept";
  line.setAttribute("role", "status");
  form.append(line);
  return (words) => { line.textContent = words; };
};

const SIGNED_OUT =
  "You have been signed out. Nothing is lost: press the button, and sign in again.";

const watch = (form) => {
  const tell = say(form);
  let timer = 0;
  let isSent = false;
  let latest = "";
  let sending = new AbortController();

  const what = () => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) {
      if (value instanceof File || form.elements[name]?.type === "password") fields.delete(name);
    }
    fields.set("draft_address", addressOf(form));
    fields.set("draft_title", titleOf(form));
    fields.set("draft_asked", addressOf(form) === location.pathname
      ? location.search.slice(1).replace(/(^|&)draft=use$/, "") : "");
    return new URLSearchParams(fields);
  };

  const keep = async () => {
    const body = what();
    if (isSent || body.toString() === latest) return;
    try {
      sending = new AbortController();
      const answer = await fetch("/drafts/keep", {
        method: "POST", body, redirect: "manual", signal: sending.signal,
      });
      if (answer.type === "opaqueredirect") return tell(SIGNED_OUT);
      if (!answer.ok) return tell("");
      const { kept_at: at } = await answer.json();
      latest = body.toString();
      tell(at ? `Draft kept at ${at}` : "");
    } catch {
      if (isSent) return;
      tell("The draft cannot be kept just now. It is tried again as you go on writing.");
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, AFTER_TYPING);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
    sending.abort();
  });
  // Somebody turns to another window or puts the phone away: keep at once.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) {
      clearTimeout(timer);
      keep();
    }
  });
};

const line = document.getElementById("others-writing");

const ask = async (form) => {
  if (document.visibilityState === "hidden") return;
  const asked = new URLSearchParams({
    draft_proof: form.elements.draft_proof.value, draft_address: addressOf(form),
  });
  try {
    const answer = await fetch(`/drafts/here?${asked}`, { redirect: "manual" });
    if (!answer.ok) return;
    const { others } = await answer.json();
    if (line.textContent !== others) line.textContent = others;
  } catch {
    // The line is down: asked again in a while.
  }
};

export const keepDrafts = () => {
  const forms = [...document.querySelectorAll("main form[method=post]")].filter(
    (form) => form.querySelector("[name=draft_proof]") && form.querySelector(TYPED)
  );
  forms.forEach(watch);
  const own = forms.find((form) => addressOf(form) === location.pathname);
  if (line && own) setInterval(() => ask(own), ASK_EVERY);
};
