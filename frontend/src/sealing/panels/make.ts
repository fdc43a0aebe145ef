// Making one's own key: its private half never leaves this browser unwrapped.
//
// [data-panel="make"] (keys/parts/make.html), data-replaces="<uuid>" when an older key is replaced
//   steps  start · passphrase · type
//   [data-do] make, written, again, confirm · [data-words] <ol> · [data-typed] input · [data-tell]

import { makeKeys, type Keys } from "../age";
import { toBase64 } from "../bytes";
import type { KeysPage } from "../facts";
import { field, list, on, part, say, step, tell } from "../page";
import { sessionKey } from "../ring";
import { post } from "../server";
import { wrapped } from "../slowly";
import { keepUnlocked } from "../../vault";
import { newPassphrase, typedWords } from "../words";

export function makePanel(panel: HTMLElement, page: KeysPage): void {
  const passphrase = newPassphrase();
  const words = part(panel, "[data-words]");
  const show = (): void => {
    list(words, passphrase.split(" "));
    step(panel, "passphrase");
  };
  step(panel, "start");
  on(panel, "make", show);
  on(panel, "again", show);
  on(panel, "written", () => {
    words.replaceChildren(); // typed from paper, not from the screen
    field(panel, "[data-typed]").value = "";
    step(panel, "type");
  });
  on(panel, "confirm", async () => {
    const typed = typedWords(field(panel, "[data-typed]").value).join(" ");
    if (typed !== passphrase) return tell(panel, say("words-differ"));
    tell(panel, say("making"));
    await keep(await makeKeys(), passphrase, page, panel.dataset["replaces"] ?? null);
    location.reload();
  });
}

async function keep(
  keys: Keys,
  passphrase: string,
  page: KeysPage,
  replaces: string | null,
): Promise<void> {
  const { identity, recipient } = keys;
  const sealed = toBase64(await wrapped(identity, passphrase));
  const made = await post<{ id: string }>(page.urls.member, { recipient, wrapped: sealed, replaces });
  await keepUnlocked(made.id, identity, await sessionKey(page.keys, made.id));
}
