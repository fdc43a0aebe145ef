// An organization's first keys, by its first administrator: signing key, opening key, recovery sheet, in one act.
// With a signing key already there it makes new ones: partners then pause and confirm by voice.
//
// [data-panel="setup"] (keys/parts/setup.html): the steps of sheet.ts

import { makeKeys, type Keys } from "../age";
import type { KeysPage } from "../facts";
import { toMember, toSheet, type Grant, type Secret } from "../grants";
import { memberKey, openingKey, recoveryKey } from "../messages";
import { pins } from "../pins";
import { openingSecret, unlocked, type Ring } from "../ring";
import { post } from "../server";
import { makeSigningKeys, sign } from "../signing";
import { trustOwnKey } from "../trust";
import { sheetSteps } from "./sheet";

export function setupPanel(panel: HTMLElement, page: KeysPage): void {
  sheetSteps(panel, async (sheet) => {
    const ring = await unlocked(page.keys);
    const { body, signing } = await firstKeys(page, ring, sheet);
    await post(page.urls.setup, body);
    trustOwnKey(pins, page.organization.id, { public: signing });
    location.reload();
  });
}

async function firstKeys(page: KeysPage, ring: Ring, sheet: Keys) {
  const { day } = page;
  const organization = page.organization.id;
  const signing = makeSigningKeys();
  const opening = await makeKeys();
  const number = (page.opening?.number ?? 0) + 1;
  const sheetNumber = (page.recovery?.number ?? 0) + 1;
  const signed = (message: string): string => sign(message, signing.seed);
  const { recipient } = sheet;
  const secrets: Secret[] = [
    { kind: "signing", number: null, secret: signing.seed },
    { kind: "opening", number, secret: opening.identity },
  ];
  const body = {
    replaces: page.signing?.public ?? null,
    signing: { public: signing.public },
    member: { id: ring.member, day, signature: signed(ownMemberKey(page, ring)) },
    opening: {
      number,
      recipient: opening.recipient,
      day,
      signature: signed(openingKey({ organization, number, recipient: opening.recipient, day })),
    },
    recovery: {
      number: sheetNumber,
      recipient,
      day,
      signature: signed(recoveryKey({ organization, number: sheetNumber, recipient, day })),
    },
    grants: [
      ...(await Promise.all(secrets.map((secret) => toMember(ring, secret)))),
      ...(await Promise.all(secrets.map((secret) => toSheet(recipient, secret)))),
      ...(await olderToSheet(page, ring, recipient)),
    ],
  };
  return { body, signing: signing.public };
}

const ownMemberKey = (page: KeysPage, ring: Ring): string =>
  memberKey({
    organization: page.organization.id,
    person: page.keys.person,
    recipient: ring.recipient,
    day: page.day,
  });

/** Opening keys that letters still wait for, as far as this person holds them. */
export async function olderToSheet(page: KeysPage, ring: Ring, sheet: string): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const number of page.needed) {
    const secret = await openingSecret(ring, number);
    if (secret !== null) grants.push(await toSheet(sheet, { kind: "opening", number, secret }));
  }
  return grants;
}
