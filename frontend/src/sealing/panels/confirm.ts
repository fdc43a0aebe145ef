// A champion hears the partner's six words by voice, types them, and our signing key remembers it.
//
// [data-panel="confirm"] (keys/parts/confirm.html): [data-words] <ol> our own, to read out
//   [data-typed] the partner's, as heard · [data-do="confirm"] · [data-tell]

import type { ConfirmPage } from "../facts";
import { confirmation } from "../messages";
import { field, list, on, part, say, tell } from "../page";
import { pins } from "../pins";
import { signingSeed, unlocked } from "../ring";
import { Failed, post } from "../server";
import { fingerprint, sign } from "../signing";
import { ownKeyStands } from "../trust";
import { same, typedWords, wordsForFingerprint } from "../words";

export function confirmPanel(panel: HTMLElement, page: ConfirmPage): void {
  const { organization, signing, partner } = page;
  if (!ownKeyStands(pins, organization.id, signing)) return tell(panel, say("own-key-changed"));
  list(part(panel, "[data-words]"), wordsForFingerprint(fingerprint(signing.public)));
  const heard = fingerprint(partner.public);
  on(panel, "confirm", async () => {
    if (!same(typedWords(field(panel, "[data-typed]").value), wordsForFingerprint(heard))) {
      return tell(panel, say("six-words-differ"));
    }
    await post(page.urls.confirm, await confirmed(page, heard));
    location.assign(page.urls.done);
  });
}

async function confirmed(page: ConfirmPage, heard: string) {
  const seed = await signingSeed(await unlocked(page.keys), page.signing.public);
  if (seed === null) throw new Failed(say("no-signing-key"));
  const what = { partner: page.partner.id, fingerprint: heard, day: page.day };
  const message = confirmation({ organization: page.organization.id, ...what });
  return { ...what, signature: sign(message, seed) };
}
