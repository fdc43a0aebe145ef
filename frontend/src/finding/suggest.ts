// Needs and places to choose from while somebody types: the combobox with a list of the ARIA Authoring Practices Guide.
// The list lies over the page, so that nothing jumps. What is typed is asked of this server only.

const PAUSE_MS = 150;
const LEAST = 2;

interface Suggestion {
  text: string;
  need: number | null;
  near: string; // a place, blank for a need
}

export function suggestWords(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) new Suggesting(input).begin();
}

class Suggesting {
  private readonly list = document.createElement("ul");
  private found: Suggestion[] = [];
  private active = -1;
  private pause = 0;
  private asking = new AbortController();

  constructor(private readonly input: HTMLInputElement) {}

  begin(): void {
    this.list.id = `${this.input.id}-suggestions`;
    this.list.className = "suggests__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.firstChild?.textContent?.trim() ?? "");
    this.list.hidden = true;
    this.input.after(this.list);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.waitAndAsk());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.show([]));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field stays focused
    this.list.addEventListener("click", (event) => this.choose(this.numberOf(event.target)));
  }

  private waitAndAsk(): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private async ask(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const typed = this.input.value.trim();
    if (typed.length < LEAST) return this.show([]);
    try {
      const address = `${this.input.dataset["suggest"] ?? ""}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: this.asking.signal, credentials: "omit" });
      if (!answer.ok) return this.show([]);
      const told = (await answer.json()) as { suggestions: Suggestion[] };
      if (document.activeElement === this.input) this.show(told.suggestions.filter((one) => this.fits(one)));
    } catch {
      // no line, or somebody typed on: then nothing is suggested
    }
  }

  /** One field is for places, the other for what somebody needs. */
  private fits(one: Suggestion): boolean {
    return (one.near !== "") === (this.input.name === "near");
  }

  private show(found: Suggestion[]): void {
    this.found = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((one, at) => this.option(one, at)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private option(one: Suggestion, at: number): HTMLElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = one.text;
    return item;
  }

  private press(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) this.move(step);
    else if (event.key === "Escape") this.show([]);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else return;
    event.preventDefault();
  }

  private move(step: number): void {
    const count = this.found.length;
    this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
    [...this.list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) item.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
  }

  private numberOf(target: EventTarget | null): number {
    return [...this.list.children].findIndex((item) => target instanceof Node && item.contains(target));
  }

  /** A need is asked for by its number, at once where a place is known. */
  private choose(at: number): void {
    const one = this.found[at];
    const form = this.input.form;
    if (one === undefined || form === null) return;
    const needs = form.querySelector<HTMLSelectElement>("select[name=need]");
    this.show([]);
    this.input.value = one.near || one.text;
    if (one.need === null || needs === null || !hasPlace(form)) return;
    needs.value = String(one.need);
    this.input.value = "";
    form.requestSubmit();
  }
}

function hasPlace(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>("[name=near], [name=point]")].some((field) => field.value !== "");
}
