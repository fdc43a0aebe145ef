// The items of a letter between the page and the seal.
//
// [data-item="<id>"] wraps one item's fields; each field is [data-sealed] and has a [data-part]:
//   text   what people type                        → string
//   reach  select "no" | "yes", with  how          → {reach: false} | {reach: true, how}
//   choice select "" | "yes" | "no"                → true | false

import type { Item } from "../letter";
import { parts, say } from "../page";

const value = (item: HTMLElement, name: string): string | null => {
  const field = item.querySelector<HTMLTextAreaElement>(`[data-part="${name}"]`);
  return field === null ? null : field.value.trim();
};

/** What was typed for one item, or null when nothing was. */
export function typedItem(item: HTMLElement): Item | null {
  const reach = value(item, "reach");
  if (reach !== null) return reach === "yes" ? { reach: true, how: value(item, "how") ?? "" } : { reach: false };
  const choice = value(item, "choice");
  if (choice !== null) return choice === "" ? null : choice === "yes";
  return value(item, "text") || null;
}

/** "Do not reach out" beside a way to reach out: nobody may guess which was meant. */
export function saysBoth(panel: HTMLElement, covered: string[]): boolean {
  return parts(panel, "[data-item]").some(
    (item) =>
      covered.includes(item.dataset["item"] as string) &&
      value(item, "reach") === "no" &&
      value(item, "how") !== "",
  );
}

/** Of the items on the page, those the release covers and something was said of. */
export function typedItems(panel: HTMLElement, covered: string[]): Record<string, Item> {
  const items: Record<string, Item> = {};
  for (const place of parts(panel, "[data-item]")) {
    const id = place.dataset["item"] as string;
    const item = covered.includes(id) ? typedItem(place) : null;
    if (item !== null) items[id] = item;
  }
  return items;
}

/** A safe way that was said to exist must be said. */
export function isWhole(items: Record<string, Item>): boolean {
  return Object.values(items).every(
    (item) => typeof item !== "object" || !item.reach || item.how !== "",
  );
}

export function inWords(item: Item): string {
  if (typeof item === "string") return item;
  if (typeof item === "boolean") return say(item ? "yes" : "no");
  return item.reach ? `${say("reach-only-so")} ${item.how}` : say("do-not-reach");
}

/** Labels and words in the page's order; an item this page does not know keeps its id as its label. */
export function labelled(
  items: Iterable<[string, Item]>,
  labels: { id: string; label: string }[],
): [string, string][] {
  const order = labels.map(({ id }) => id);
  const name = new Map(labels.map(({ id, label }) => [id, label]));
  return [...items]
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([id, item]) => [name.get(id) ?? id, inWords(item)]);
}
