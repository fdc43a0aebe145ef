// Leaving at once: the page is hidden before the next one is even asked for.

const WITHIN_MS = 5_000;
const PRESSES = 3;

export function readyToLeave(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-leave]");
  if (link === null) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  onThreeShifts(() => leave(link.href));
}

function leave(to: string): void {
  document.body.hidden = true;
  document.title = "";
  location.replace(to); // this page leaves the Back history
}

/** Shift alone counts, Shift with a letter does not: people type capitals. */
function onThreeShifts(act: () => void): void {
  let presses: number[] = [];
  let isAlone = false;
  addEventListener("keydown", (event) => {
    isAlone = event.key === "Shift";
    if (!isAlone) presses = [];
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !isAlone) return;
    isAlone = false;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) act();
  });
}
