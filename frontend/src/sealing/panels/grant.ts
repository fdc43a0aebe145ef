// Granting is done together: the newcomer reads six words from their screen, a member types them; a wrong word stops.
//
// [data-panel="words"] (keys/parts/words.html), the newcomer's: [data-do] show, match · [data-words] <ol> · [data-tell]
// [data-panel="grant"] (keys/parts/grant.html), data-member="<uuid>": [data-typed] · [data-do="grant"] · [data-tell]

import type { KeysPage, MemberFacts } from "../facts";
import { wrappedTo } from "../grants";
import { memberKey } from "../messages";
import { field, list, on, part, say, step, tell } from "../page";
import { pins } from "../pins";
import { openingSecret, signingSeed, unlocked, type Ring } from "../ring";
import { Failed, post } from "../server";
import { sign } from "../signing";
import { ownKeyStands, trustOwnKey } from "../trust";
import { same, typedWords, wordsForGranting } from "../words";

type Newcomer = KeysPage["waiting"][number];

export function wordsPanel(panel: HTMLElement, page: KeysPage): void {
  const { signing } = page;
  if (signing === null) return;
  step(panel, "start");
  on(panel, "show", async () => {
    const { recipient } = await unlocked(page.keys); // from the key itself, not from the server
    list(part(panel, "[data-words]"), wordsForGranting(recipient, signing.public));
    step(panel, "words");
  });
  on(panel, "match", () => {
    trustOwnKey(pins, page.organization.id, signing);
    location.reload();
  });
}

export function grantPanel(panel: HTMLElement, page: KeysPage): void {
  const newcomer = page.waiting.find((each) => each.member === panel.dataset["member"]);
  if (newcomer === undefined) return;
  on(panel, "grant", async () => {
    const { signing } = page;
    if (signing === null) throw new Failed(say("no-signing-key"));
    if (!ownKeyStands(pins, page.organization.id, signing)) throw new Failed(say("own-key-changed"));
    const typed = typedWords(field(panel, "[data-typed]").value);
    if (!same(typed, wordsForGranting(newcomer.recipient, signing.public))) {
      return tell(panel, say("six-words-differ"));
    }
    const ring = await unlocked(page.keys);
    await post(page.urls.grant, await granted(page, newcomer, ring, signing.public));
    location.reload();
  });
}

async function granted(page: KeysPage, newcomer: Newcomer, ring: Ring, signing: string) {
  const { recipient, member } = newcomer;
  const seed = await signingSeed(ring, signing);
  const grants = newcomer.may_open ? await openingGrants(page, ring, recipient) : [];
  if (newcomer.may_sign && seed !== null) {
    grants.push({ kind: "signing", number: null, wrapped: await wrappedTo(recipient, seed) });
  }
  if (grants.length === 0 && seed === null) throw new Failed(say("nothing-to-grant"));
  const day = seed === null ? null : page.day;
  const signature = seed === null ? null : sign(vouching(page, newcomer), seed);
  return { member, recipient, day, signature, grants };
}

const vouching = (page: KeysPage, { person, recipient }: Pick<MemberFacts, "person" | "recipient">) =>
  memberKey({ organization: page.organization.id, person, recipient, day: page.day });

interface MemberGrant {
  kind: "opening" | "signing";
  number: number | null;
  wrapped: string;
}

async function openingGrants(page: KeysPage, ring: Ring, recipient: string): Promise<MemberGrant[]> {
  const grants: MemberGrant[] = [];
  for (const number of page.needed) {
    const secret = await openingSecret(ring, number);
    if (secret === null) continue;
    grants.push({ kind: "opening", number, wrapped: await wrappedTo(recipient, secret) });
  }
  return grants;
}
