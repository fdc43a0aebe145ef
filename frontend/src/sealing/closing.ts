// Opened words close after three idle minutes, or when the tab is hidden.

const IDLE_MS = 3 * 60_000;
const LOOK_MS = 5_000;

let lastSeen = Date.now();
for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => (lastSeen = Date.now()), { passive: true, capture: true });
}

export function closeSoon(close: () => void): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
  });
  setInterval(() => {
    if (Date.now() - lastSeen > IDLE_MS) close();
  }, LOOK_MS);
}
