// A short list of places, kept in this page only: in no storage, in no address, gone when the page goes.

const MOST = 8;

export function keepList(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-list]");
  if (form === null) return;
  const boxes = [...form.elements].filter(isBox);
  const sheet = node("section", "sheet on-paper");
  const told = node("ul", "usa-list");
  const jump = node("a", "usa-button");
  jump.setAttribute("href", `#${form.id}`);
  const bar = node("p", "list-bar");
  bar.setAttribute("role", "status");
  bar.hidden = true;
  bar.append(jump);
  form.prepend(told);
  document.querySelector("main")?.append(bar); // at the foot of the screen, wherever on the page somebody is
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-list-print]")) {
    button.addEventListener("click", () => print());
  }
  const renew = () => {
    const chosen = boxes.filter((box) => box.checked);
    for (const box of boxes) box.disabled = !box.checked && chosen.length >= MOST;
    const cards = chosen.map(cardOf);
    told.replaceChildren(...cards.map((card) => entry(card)));
    jump.textContent = `${form.dataset["one"] ?? ""} ${chosen.length}`;
    bar.hidden = chosen.length === 0;
    for (const hint of document.querySelectorAll<HTMLElement>("[data-list-empty]")) hint.hidden = chosen.length > 0;
    for (const button of form.querySelectorAll<HTMLButtonElement>("[data-list-print]")) button.hidden = chosen.length === 0;
    fill(sheet, cards, form);
  };
  for (const box of boxes) box.addEventListener("change", renew);
  renew();
}

function isBox(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type === "checkbox";
}

function cardOf(box: HTMLInputElement): HTMLElement {
  return box.closest("li") ?? document.createElement("li");
}

/** “Harbor House (312) 555-0142”, as the card says it. */
function entry(card: HTMLElement): HTMLElement {
  const line = document.createElement("li");
  const parts = [card.querySelector("h3 a"), card.querySelector("[href^='tel:']")];
  line.textContent = parts.map((part) => part?.textContent ?? "").join(" ");
  return line;
}

/** What is printed: the chosen cards alone. Without any, the page prints as it is. */
function fill(sheet: HTMLElement, cards: HTMLElement[], form: HTMLFormElement): void {
  const list = node("ul", "cards");
  for (const card of cards) {
    const copy = card.cloneNode(true) as HTMLElement;
    for (const part of copy.querySelectorAll(".box, .number")) part.remove();
    list.append(copy);
  }
  sheet.replaceChildren(list);
  if (cards.length === 0) sheet.remove();
  else form.closest("section")?.after(sheet);
}

function node(name: string, classes: string): HTMLElement {
  const made = document.createElement(name);
  made.className = classes;
  return made;
}
