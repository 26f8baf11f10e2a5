// Reckons again while somebody types in the talk about money. Without it the page does the same by
// its button; what is reckoned, and how, is the server's.
//
// Only the outcome is put in place again, so the field in which somebody types keeps the focus. A
// screen reader hears the outcome once the typing has stopped.

const form = document.getElementById('gesprek');
const heard = document.getElementById('gehoord');

const TYPING_PAUSE_MS = 150;
const SPEAKING_PAUSE_MS = 1200;

let underway;
let typing;
let speaking;

const replace = (fresh) => {
  const focused = document.activeElement?.id;
  for (const part of fresh.querySelectorAll('[data-fresh]')) {
    document.getElementById(part.id).replaceChildren(...part.childNodes);
  }
  // A button of the outcome that had the focus was put in place again with it.
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
};

const speak = (text) => {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    if (heard.textContent !== text) heard.textContent = text;
  }, SPEAKING_PAUSE_MS);
};

const reckon = async () => {
  underway?.abort();
  underway = new AbortController();
  try {
    const answer = await fetch(form.dataset.reckon, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: 'text/html' },
      redirect: 'error',
      signal: underway.signal,
    });
    if (!answer.ok) throw new Error(`answered with ${answer.status}`);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    replace(fresh);
    speak(fresh.getElementById('gehoord').textContent);
    form.classList.remove('app-form--stale');
  } catch (error) {
    if (error.name === 'AbortError') return;
    // The button of the page is there again: it tells what is wrong, or leads to the log-in.
    form.classList.add('app-form--stale');
  }
};

const reckonSoon = () => {
  clearTimeout(typing);
  typing = setTimeout(reckon, TYPING_PAUSE_MS);
};

if (form) {
  form.classList.add('app-form--live');
  form.addEventListener('input', reckonSoon);
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="neem"]');
    if (!button) return;
    event.preventDefault();
    const amount = form.elements['terms.amount'];
    amount.value = button.value;
    amount.focus();
    reckon();
  });
  // Enter in a field asks for the outcome; agreeing takes its own button.
  form.addEventListener('submit', (event) => {
    if (event.submitter?.value !== 'reken' || form.classList.contains('app-form--stale')) return;
    event.preventDefault();
    reckon();
  });
}
