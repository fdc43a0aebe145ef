// Sealed fields are not form fields: they have no name, stand in no form, and are wiped when the page goes.
//
// [data-sealed]  an input, textarea or select for words about a person; disabled by the server
// [data-typed]   an input for words of a key
// [data-opened]  where opened words, or a key's, are shown

import { parts } from "./page";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fields = (within: ParentNode, which: string): Field[] => parts(within, which) as Field[];

/** Lets people type, once sealing is known to work; a field that a form could send stays shut. */
export function enable(within: ParentNode): void {
  for (const field of fields(within, "[data-sealed]")) {
    if (field.name !== "" || field.form !== null) throw new Error("a sealed field in a form");
    field.disabled = false;
  }
}

export function wipe(within: ParentNode): void {
  for (const field of fields(within, "[data-sealed], [data-typed]")) wipeField(field);
  for (const place of parts(within, "[data-opened]")) place.replaceChildren();
}

function wipeField(field: Field): void {
  if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
  else field.value = "";
}

/** Wipes everything, and whatever `also` holds, when the page is left, hidden away by Back, or locked. */
export function wipeOnLeaving(also: () => void): void {
  const all = (): void => {
    wipe(document);
    also();
  };
  for (const moment of ["pagehide", "pageshow", "alongside:lock"]) addEventListener(moment, all);
  wipe(document); // a browser may have restored what was typed before a reload
}
