// The idle lock: a warning after 14 minutes, the lock after 15, and the key in this browser goes with it.

import { forgetUnlocked } from "./vault";

const WARN_MS = 14 * 60_000;
const LOCK_MS = 15 * 60_000;
const TELL_SERVER_MS = 5 * 60_000; // typing is not idling: the server hears of it now and then
const LOOK_MS = 5_000;

let lastSeen = Date.now();
let lastTold = Date.now();
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("alongside") : null;

export function lockForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-lock]");
}

/** Does nothing where nobody is signed in. */
export function watchIdle(): void {
  const form = lockForm();
  if (form === null) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void lock(form);
  });
  for (const sign of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, () => seen(form), { passive: true, capture: true });
  }
  tabs?.addEventListener("message", (event) => heard(event.data));
  document.querySelector("button[data-stay]")?.addEventListener("click", () => stay(form));
  setInterval(() => look(form), LOOK_MS);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // Back after the lock shows nothing
  });
}

function heard(message: unknown): void {
  if (message === "seen") lastSeen = Date.now();
  if (message === "locked") location.reload();
}

function seen(form: HTMLFormElement): void {
  if (warning()?.open) return; // only "Stay" answers the warning
  const wasSeen = lastSeen;
  lastSeen = Date.now();
  if (lastSeen - wasSeen > LOOK_MS) tabs?.postMessage("seen");
  if (lastSeen - lastTold > TELL_SERVER_MS) void tellServer(form);
}

function look(form: HTMLFormElement): void {
  const idle = Date.now() - lastSeen;
  if (idle >= LOCK_MS) void lock(form);
  else if (idle >= WARN_MS) warn();
  else if (warning()?.open) warning()?.close();
}

function warn(): void {
  const dialog = warning();
  if (dialog !== null && !dialog.open) dialog.showModal();
}

const warning = (): HTMLDialogElement | null =>
  document.querySelector<HTMLDialogElement>("dialog[data-idle]");

function stay(form: HTMLFormElement): void {
  warning()?.close();
  lastSeen = Date.now();
  tabs?.postMessage("seen");
  void tellServer(form);
}

async function tellServer(form: HTMLFormElement): Promise<void> {
  lastTold = Date.now();
  const address = form.dataset["stay"];
  if (address === undefined) return;
  const answer = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token() },
  }).catch(() => null); // a bad line is no reason to lock
  if (answer?.type === "opaqueredirect" || answer?.status === 401) void lock(form);
}

export async function lock(form: HTMLFormElement): Promise<void> {
  dispatchEvent(new Event("alongside:lock")); // words are wiped before anything is asked of the network
  await forgetUnlocked();
  tabs?.postMessage("locked");
  form.submit();
}

export function token(): string {
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return field?.value ?? "";
}
