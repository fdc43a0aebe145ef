// The permission step: choices in an ordinary form, none of which identifies anyone.
//
// <form data-release>  fields by name; boxes of one list carry data-many
//   data-many name="items"    items the release covers
//   name="hidden"             "somebody" here or there should not see this: then data-many name="members" says who may

import { parts } from "../page";

export type Release = Record<string, string | boolean | string[]>;

type Choice = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const choices = (form: HTMLFormElement): Choice[] =>
  ([...form.elements] as Choice[]).filter((choice) => choice.name !== "" && choice.type !== "button");

export function releaseOf(form: HTMLFormElement): Release {
  const release: Release = {};
  for (const choice of choices(form)) take(release, choice);
  return release;
}

function take(release: Release, choice: Choice): void {
  const isBox = choice instanceof HTMLInputElement && ["checkbox", "radio"].includes(choice.type);
  const { name, value } = choice;
  if (!isBox) {
    release[name] = value;
  } else if (choice.dataset["many"] !== undefined) {
    const list = (release[name] ??= []) as string[];
    if (choice.checked) list.push(value);
  } else if (choice.type === "checkbox") {
    release[name] = choice.checked;
  } else if (choice.checked) {
    release[name] = value;
  }
}

export const listed = (release: Release, name: string): string[] => {
  const list = release[name];
  return Array.isArray(list) ? list : [];
};

/** Fills the printed form's places, [data-fill="<field>"], with the words of what was chosen. */
export function fillPrinted(form: HTMLFormElement, sheet: HTMLElement): void {
  for (const place of parts(sheet, "[data-fill]")) {
    const name = place.dataset["fill"];
    const chosen = choices(form).filter((choice) => choice.name === name);
    place.textContent = chosen.map(wordsOf).filter(Boolean).join(", ");
  }
}

function wordsOf(choice: Choice): string {
  if (choice instanceof HTMLSelectElement) return choice.selectedOptions[0]?.text ?? "";
  const isBox = choice instanceof HTMLInputElement && ["checkbox", "radio"].includes(choice.type);
  if (!isBox) return choice.value;
  return choice.checked ? (choice.labels?.[0]?.textContent?.trim() ?? "") : "";
}
