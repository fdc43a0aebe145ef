// The next opening key, at an administrator's unlock, when somebody who held the last one left.
//
// [data-panel="rotation"] (keys/parts/rotation.html): [data-do="rotate"] · [data-tell]
// [data-panel="sheet"] (keys/parts/sheet.html): the steps of sheet.ts; a new sheet replaces the old, with a rotation

import { makeKeys, type Keys } from "../age";
import type { KeysPage, MemberFacts, NumberedKey, PublicKey } from "../facts";
import { toMember, toSheet, type Grant, type Secret } from "../grants";
import { openingKey, recoveryKey } from "../messages";
import { on, say, tell } from "../page";
import { pins } from "../pins";
import { signingSeed, unlocked, type Ring } from "../ring";
import { Failed, post } from "../server";
import { isSigned, sign } from "../signing";
import { isVouchedFor, ownKeyStands } from "../trust";
import { olderToSheet } from "./setup";
import { sheetSteps } from "./sheet";

interface Holder {
  organization: string;
  signing: PublicKey;
  seed: string;
  ring: Ring;
}

export function rotationPanel(panel: HTMLElement, page: KeysPage): void {
  const left = leftOut(page);
  if (left.length > 0) tell(panel, `${say("left-out")} ${left.join(", ")}`);
  on(panel, "rotate", async () => {
    const holder = await signingHolder(page);
    await post(page.urls.rotation, await rotation(page, holder, oldSheet(page, holder), null));
    location.reload();
  });
}

export function newSheetPanel(panel: HTMLElement, page: KeysPage): void {
  sheetSteps(panel, async (keys) => {
    const holder = await signingHolder(page);
    const recovery = newSheet(page, holder, keys);
    await post(page.urls.rotation, await rotation(page, holder, recovery.recipient, recovery));
    location.reload();
  });
}

/** Whoever holds the signing key, in a browser that trusts its public half. */
async function signingHolder(page: KeysPage): Promise<Holder> {
  const { signing, organization } = page;
  if (signing === null) throw new Failed(say("no-signing-key"));
  if (!ownKeyStands(pins, organization.id, signing)) throw new Failed(say("own-key-changed"));
  const ring = await unlocked(page.keys);
  const seed = await signingSeed(ring, signing.public);
  if (seed === null) throw new Failed(say("no-signing-key"));
  return { organization: organization.id, signing, seed, ring };
}

/** The sheet in use, if our own signing key vouches for it: the server cannot slip in another. */
function oldSheet(page: KeysPage, { organization, signing }: Holder): string {
  const sheet = page.recovery;
  const isOurs =
    sheet !== null &&
    isSigned(recoveryKey({ organization, ...sheet }), sheet.signature, signing.public);
  if (!isOurs) throw new Failed(say("key-altered"));
  return sheet.recipient;
}

function newSheet(page: KeysPage, { organization, seed }: Holder, keys: Keys): NumberedKey {
  const number = (page.recovery?.number ?? 0) + 1;
  const sheet = { number, recipient: keys.recipient, day: page.day };
  return { ...sheet, signature: sign(recoveryKey({ organization, ...sheet }), seed) };
}

async function rotation(
  page: KeysPage,
  holder: Holder,
  sheet: string,
  recovery: NumberedKey | null,
) {
  const opening = await makeKeys();
  const number = (page.opening?.number ?? 0) + 1;
  const key = { number, recipient: opening.recipient, day: page.day };
  const message = openingKey({ organization: holder.organization, ...key });
  const secret: Secret = { kind: "opening", number, secret: opening.identity };
  const grants: Grant[] = [await toSheet(sheet, secret)];
  for (const member of vouchedFor(page)) grants.push(await toMember(member, secret));
  if (recovery !== null) grants.push(...(await toNewSheet(page, holder, sheet)));
  return { opening: { ...key, signature: sign(message, holder.seed) }, recovery, grants };
}

async function toNewSheet(page: KeysPage, holder: Holder, sheet: string): Promise<Grant[]> {
  const signing: Secret = { kind: "signing", number: null, secret: holder.seed };
  return [await toSheet(sheet, signing), ...(await olderToSheet(page, holder.ring, sheet))];
}

const isOurs = (page: KeysPage, member: MemberFacts): boolean =>
  isVouchedFor(page.organization.id, page.signing, member);

const vouchedFor = (page: KeysPage): MemberFacts[] =>
  page.members.filter((member) => isOurs(page, member));

/** Whose key nobody vouched for: they read their six words again, with somebody who holds the signing key. */
const leftOut = (page: KeysPage): string[] =>
  page.members.filter((member) => !isOurs(page, member)).map((member) => member.name);
