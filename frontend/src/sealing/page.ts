// Pieces of a page. Words reach it by textContent only, never as markup.

import { Failed } from "./server";

export function facts<T>(): T {
  const block = document.getElementById("facts");
  if (block === null) throw new Error("a page without facts");
  return JSON.parse(block.textContent ?? "") as T;
}

/** A sentence by name, from the list that the server translated. */
export function say(name: string): string {
  const sentence = document.querySelector(`#sentences [data-say="${name}"]`);
  return sentence?.textContent?.trim() ?? name;
}

export function part<T extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (found === null) throw new Error(`a page without ${selector}`);
  return found;
}

export const parts = (within: ParentNode, selector: string): HTMLElement[] => [
  ...within.querySelectorAll<HTMLElement>(selector),
];

export const panels = (name: string): HTMLElement[] =>
  parts(document, `[data-panel="${name}"]`);

export const field = (within: ParentNode, selector: string): HTMLInputElement =>
  part<HTMLInputElement>(within, selector);

/** The panel's own line for what went on; announced by screen readers. */
export function tell(panel: ParentNode, sentence: string): void {
  part(panel, "[data-tell]").textContent = sentence;
}

/** Shows one of a panel's steps and brings the reader to its heading. */
export function step(panel: HTMLElement, name: string): void {
  for (const each of parts(panel, "[data-step]")) each.hidden = each.dataset["step"] !== name;
  tell(panel, "");
  const heading = panel.querySelector<HTMLElement>(`[data-step="${name}"] [data-heading]`);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/** A button does its act once at a time: a second tap while it works does nothing. */
export function on(panel: HTMLElement, name: string, act: () => void | Promise<void>): void {
  for (const button of parts(panel, `[data-do="${name}"]`) as HTMLButtonElement[]) {
    button.addEventListener("click", () => void once(panel, button, act));
  }
}

async function once(
  panel: HTMLElement,
  button: HTMLButtonElement,
  act: () => void | Promise<void>,
): Promise<void> {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true"); // not `disabled`: the focus stays where it is
  tell(panel, "");
  try {
    await act();
  } catch (failure) {
    tell(panel, failure instanceof Failed ? failure.message : say("trouble"));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

export function list(into: HTMLElement, words: string[]): void {
  into.replaceChildren(...words.map((word) => element("li", word)));
}

/** Terms and what was said of them, as the children of a <dl>. */
export function describe(into: HTMLElement, pairs: [string, string][]): void {
  into.replaceChildren(
    ...pairs.flatMap(([term, words]) => [element("dt", term), element("dd", words)]),
  );
}

export function element(name: string, words: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
