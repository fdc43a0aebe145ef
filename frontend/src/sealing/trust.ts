// Whom a browser trusts, in its own storage: a changed key stops the sending, whatever the server says.

import { isRecipient } from "./age";
import { confirmation, memberKey, openingKey } from "./messages";
import { fingerprint, isSigned } from "./signing";
import type { Confirmation, MemberFacts, NumberedKey, Partner, PublicKey } from "./facts";

export interface Pin {
  fingerprint: string;
  number: number; // highest opening key seen
  recipient: string; // of that opening key
  day: string; // of the confirmation it was trusted by
}

export interface Pins {
  get(name: string): Pin | null;
  set(name: string, pin: Pin): void;
}

/** Why a send stops: the name of a sentence. */
export type Stop =
  | "own-keys-missing"
  | "partner-keys-missing"
  | "own-key-changed"
  | "partner-not-confirmed"
  | "partner-key-changed"
  | "opening-key-not-signed"
  | "opening-key-older"
  | "member-key-not-signed";

const ownName = (organization: string): string => `own ${organization}`;
const partnerName = (ours: string, theirs: string): string => `partner ${ours} ${theirs}`;

/** Our own organization's signing key: kept at first sight, after that only changed by comparing words. */
export function ownKeyStands(pins: Pins, organization: string, signing: PublicKey): boolean {
  const print = fingerprint(signing.public);
  const pin = pins.get(ownName(organization));
  if (pin === null) trustOwnKey(pins, organization, signing);
  return pin === null || pin.fingerprint === print;
}

export function trustOwnKey(pins: Pins, organization: string, signing: PublicKey): void {
  const before = pins.get(ownName(organization));
  pins.set(ownName(organization), {
    fingerprint: fingerprint(signing.public),
    number: before?.number ?? 0,
    recipient: before?.recipient ?? "",
    day: "",
  });
}

/** Why nothing may be sealed to our own opening key, or null. */
export function ownOpeningStop(
  pins: Pins,
  organization: string,
  signing: PublicKey | null,
  opening: NumberedKey | null,
): Stop | null {
  if (signing === null || opening === null) return "own-keys-missing";
  if (!ownKeyStands(pins, organization, signing)) return "own-key-changed";
  const pin = pins.get(ownName(organization)) as Pin;
  const stop = openingStop(organization, signing, opening, pin);
  if (stop === null) pins.set(ownName(organization), { ...pin, ...highest(opening) });
  return stop;
}

export interface Sending {
  from: { id: string; signing: PublicKey | null };
  to: Partner;
  confirmation: Confirmation | null;
}

/** Why nothing may be sealed to this partner now, or null: then what was seen is kept. */
export function partnerStop(pins: Pins, { from, to, confirmation: heard }: Sending): Stop | null {
  if (from.signing === null) return "own-keys-missing";
  if (to.signing === null || to.opening === null) return "partner-keys-missing";
  if (!ownKeyStands(pins, from.id, from.signing)) return "own-key-changed";
  if (heard === null || !isConfirmed(from.id, from.signing, to.id, heard)) {
    return "partner-not-confirmed";
  }
  const name = partnerName(from.id, to.id);
  const pin = pins.get(name);
  if (isAnotherKey(to.signing, heard, pin)) return "partner-key-changed";
  const stop = openingStop(to.id, to.signing, to.opening, pin);
  if (stop !== null) return stop;
  pins.set(name, { fingerprint: heard.fingerprint, day: heard.day, ...highest(to.opening) });
  return null;
}

function isConfirmed(ours: string, by: PublicKey, theirs: string, heard: Confirmation): boolean {
  const message = confirmation({ organization: ours, partner: theirs, ...heard });
  return isSigned(message, heard.signature, by.public);
}

/** Another key than the one heard by voice; or an older confirmation, of another key, played again. */
function isAnotherKey(signing: PublicKey, heard: Confirmation, pin: Pin | null): boolean {
  if (fingerprint(signing.public) !== heard.fingerprint) return true;
  return pin !== null && pin.fingerprint !== heard.fingerprint && heard.day < pin.day;
}

function openingStop(
  organization: string,
  signing: PublicKey,
  opening: NumberedKey,
  pin: Pin | null,
): Stop | null {
  const message = openingKey({ organization, ...opening });
  const isOurs = isRecipient(opening.recipient) && isSigned(message, opening.signature, signing.public);
  if (!isOurs) return "opening-key-not-signed";
  if (pin === null || opening.number > pin.number) return null;
  return opening.number === pin.number && opening.recipient === pin.recipient
    ? null
    : "opening-key-older";
}

const highest = (opening: NumberedKey): { number: number; recipient: string } => ({
  number: opening.number,
  recipient: opening.recipient,
});

/** Whether an organization's signing key vouches for this member's key. */
export function isVouchedFor(
  organization: string,
  signing: PublicKey | null,
  member: MemberFacts,
): boolean {
  if (signing === null || member.signature === null || member.day === null) return false;
  const message = memberKey({ organization, ...member, day: member.day });
  return isRecipient(member.recipient) && isSigned(message, member.signature, signing.public);
}
