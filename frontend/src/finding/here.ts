// “Use my location”: only when it is tapped, rounded here to half a mile, sent in a body and never in an address.

const PATIENCE_MS = 15_000;
const OLDEST_MS = 600_000;

export function askHere(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-here]");
  const form = button?.form;
  if (!button || !form || !isSecureContext || !("geolocation" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-disabled", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => send(form, coords.latitude, coords.longitude),
      () => say(button),
      { enableHighAccuracy: false, maximumAge: OLDEST_MS, timeout: PATIENCE_MS },
    );
  });
}

function say(button: HTMLButtonElement): void {
  button.removeAttribute("aria-disabled");
  const told = document.querySelector("[data-here-said]");
  if (told !== null) told.textContent = button.dataset["noPlace"] ?? "";
}

function send(form: HTMLFormElement, latitude: number, longitude: number): void {
  for (const old of form.querySelectorAll<HTMLInputElement>("[name=near], [name=point]")) {
    if (old.name === "point") old.remove();
    else old.value = "";
  }
  const point = document.createElement("input");
  point.type = "hidden";
  point.name = "point";
  point.value = `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
  form.append(point);
  form.method = "post";
  form.requestSubmit();
}
