// A search's address says only what was asked for: fields left empty stay out of it.

export function askShortly(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-ask]");
  form?.addEventListener("submit", () => {
    const empty = [...form.elements].filter(isEmpty);
    for (const field of empty) field.disabled = true;
    setTimeout(() => {
      for (const field of empty) field.disabled = false;
    });
  });
}

function isEmpty(field: Element): field is HTMLInputElement | HTMLSelectElement {
  return (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === "" && !field.disabled;
}
