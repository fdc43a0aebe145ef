// Trusted fingerprints in this browser's own storage.

import type { Pin, Pins } from "./trust";

const PREFIX = "alongside pin ";

export const pins: Pins = {
  get(name: string): Pin | null {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? null : (JSON.parse(kept) as Pin);
  },
  set(name: string, pin: Pin): void {
    localStorage.setItem(PREFIX + name, JSON.stringify(pin));
  },
};
