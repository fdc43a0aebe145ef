// Our own signing key in six words, to read to a partner's champion or to a colleague; and trusting a new one.
//
// [data-panel="trust"] (keys/parts/trust.html): [data-words] <ol>
//   [data-changed] shown when this browser trusted another key: [data-typed] · [data-do="trust"] · [data-tell]

import type { KeysPage } from "../facts";
import { field, list, on, part, say, tell } from "../page";
import { pins } from "../pins";
import { fingerprint } from "../signing";
import { ownKeyStands, trustOwnKey } from "../trust";
import { same, typedWords, wordsForFingerprint } from "../words";

export function trustPanel(panel: HTMLElement, page: KeysPage): void {
  const { signing } = page;
  if (signing === null) return;
  const words = wordsForFingerprint(fingerprint(signing.public));
  const stands = ownKeyStands(pins, page.organization.id, signing);
  part(panel, "[data-changed]").hidden = stands;
  part(panel, "[data-stands]").hidden = !stands;
  if (stands) list(part(panel, "[data-words]"), words); // a changed key is never read out from here
  on(panel, "trust", () => {
    if (!same(typedWords(field(panel, "[data-typed]").value), words)) {
      return tell(panel, say("six-words-differ"));
    }
    trustOwnKey(pins, page.organization.id, signing);
    location.reload();
  });
}
