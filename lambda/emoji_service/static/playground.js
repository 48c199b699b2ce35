const TYPING_PAUSE_MS = 200;
const ANSWER_LIMIT_MS = 15_000;

const byId = (id) => document.getElementById(id);
const playground = byId("playground");
const messageBox = byId("message");

let typingPause = 0;
let question = new AbortController();

/** A failure whose message is a sentence for the person in front of the page. */
class Failure extends Error {}

function askSoon() {
  startOver();
  typingPause = setTimeout(askNow, TYPING_PAUSE_MS);
}

async function askNow() {
  startOver();
  if (messageIsBlank()) return;
  question = new AbortController();
  const { signal } = question;
  const outcome = await askForRanking(messageBox.value, signal).catch((failure) => failure);
  if (signal.aborted) return;
  if (outcome instanceof Error) showFailure(outcome);
  else showAnswer(outcome);
}

function startOver() {
  clearTimeout(typingPause);
  question.abort();
  showMessage();
}

function messageIsBlank() {
  return messageBox.value.trim() === "";
}

async function askForRanking(text, signal) {
  const response = await fetch("rank", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
  });
  if (!response.ok) throw new Failure(await sentenceFrom(response));
  return response.json();
}

async function sentenceFrom(response) {
  const body = await response.json().catch(() => null);
  return body?.error?.message
    ?? `Emojibot answered with status ${response.status}. Try again, and look at its log if that does not help.`;
}

function sentenceFor(failure) {
  if (failure instanceof Failure) return failure.message;
  if (failure.name === "TimeoutError") return "Emojibot took too long to answer. Try again in a moment.";
  return "Emojibot cannot be reached. Check that it is running and that you are online, then try again.";
}

function showMessage() {
  const text = byId("message-text");
  text.textContent = messageBox.value.trim();
  byId("posted-at").textContent = new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  showPhase(phaseWhileAsking(), !messageIsBlank());
  // A text that scrolls has to be reachable by keyboard; one that does not would be a needless stop.
  text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
}

function phaseWhileAsking() {
  if (messageIsBlank()) return "empty";
  return playground.dataset.phase === "answered" ? "answered" : "waiting";
}

function showPhase(phase, busy = false) {
  playground.dataset.phase = phase;
  playground.setAttribute("aria-busy", busy);
}

function showAnswer(answer) {
  const best = answer.emojis[0];
  const verdict = answer.react ? `Reacts with :${best.name}:` : "Stays silent";
  playground.dataset.decision = answer.react ? "react" : "silent";
  if (answer.react) showReaction(best);
  byId("verdict").textContent = verdict;
  byId("reason").textContent = answer.reason.replaceAll("_", " ");
  byId("explanation").textContent = answer.explanation;
  byId("copy-hint").textContent = "Choose one to copy its name";
  byId("candidates").replaceChildren(...answer.emojis.map(candidate));
  showPhase("answered");
  announce(`${verdict}. ${answer.explanation}`);
}

function showReaction({ name, emoji }) {
  byId("pill").setAttribute("aria-label", `Emojibot reacted with ${name}`);
  byId("pill-emoji").textContent = emoji ?? `:${name}:`;
}

function candidate({ name, emoji, score, because }) {
  const row = byId("candidate").content.cloneNode(true);
  const part = (selector) => row.querySelector(selector);
  part(".glyph").textContent = emoji ?? name.slice(0, 1);
  part(".glyph").classList.toggle("custom", emoji === null);
  part(".name").textContent = `:${name}:`;
  part(".name").ariaLabel = `Copy :${name}:`;
  part(".name").addEventListener("click", () => copyName(name));
  part(".because").textContent = because ? `because ${because}` : "";
  part("meter").value = score;
  part("meter").ariaLabel = `Score of ${name}`;
  part(".score").textContent = score.toFixed(2);
  return row;
}

async function copyName(name) {
  const hint = byId("copy-hint");
  try {
    await navigator.clipboard.writeText(`:${name}:`);
    hint.textContent = `Copied :${name}:`;
  } catch {
    hint.textContent = "The browser does not allow copying here. Select the name instead.";
  }
  announce(hint.textContent);
}

function showFailure(failure) {
  byId("failure-text").textContent = sentenceFor(failure);
  showPhase("failed");
  announce(`No ranking this time. ${sentenceFor(failure)}`);
}

function announce(sentence) {
  byId("announcement").textContent = sentence;
}

async function showBundle() {
  const response = await fetch("healthz");
  const { bundle } = await response.json();
  byId("bundle").textContent = `bundle ${bundle.version}`;
  byId("bundle").title = bundle.digest;
}

function askOnEnter(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  askNow();
}

function askAboutExample(event) {
  const example = event.target.closest("button");
  if (!example) return;
  messageBox.value = example.textContent;
  askNow();
}

function askOnSubmit(event) {
  event.preventDefault();
  askNow();
}

function askAgain() {
  messageBox.focus(); // The button that had the focus goes away.
  askNow();
}

messageBox.addEventListener("input", askSoon);
messageBox.addEventListener("keydown", askOnEnter);
byId("composer").addEventListener("submit", askOnSubmit);
byId("retry").addEventListener("click", askAgain);
byId("examples").addEventListener("click", askAboutExample);
// Where there is a real keyboard, typing can start at once; on a phone it would only cover the page.
if (matchMedia("(hover: hover)").matches) messageBox.focus();
askNow();
showBundle().catch(() => {}); // The footer does without.
