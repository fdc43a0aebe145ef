import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { makeKeys } from "../src/sealing/age";
import type { NumberedKey } from "../src/sealing/facts";
import { confirmation, memberKey, openingKey } from "../src/sealing/messages";
import { fingerprint, isSigned, makeSigningKeys, publicOf, sign } from "../src/sealing/signing";
import {
  isVouchedFor,
  ownKeyStands,
  ownOpeningStop,
  partnerStop,
  trustOwnKey,
  type Pin,
  type Pins,
  type Sending,
} from "../src/sealing/trust";

const OURS = "8a4c2f0e-0000-4000-8000-00000000000a";
const THEIRS = "8a4c2f0e-0000-4000-8000-00000000000b";
const DAY = "2026-11-21";

class Memory implements Pins {
  kept = new Map<string, Pin>();
  get = (name: string): Pin | null => this.kept.get(name) ?? null;
  set = (name: string, pin: Pin): void => void this.kept.set(name, pin);
}

const ours = makeSigningKeys();
const theirs = makeSigningKeys();
const recipients = await Promise.all([1, 2, 3].map(async () => (await makeKeys()).recipient));
let pins: Pins;

beforeEach(() => {
  pins = new Memory();
});

function opening(number: number, seed = theirs.seed, recipient = recipients[0] as string): NumberedKey {
  const key = { number, recipient, day: DAY };
  return { ...key, signature: sign(openingKey({ organization: THEIRS, ...key }), seed) };
}

function heard(theirPublic: string, day = DAY, seed = ours.seed) {
  const what = { partner: THEIRS, fingerprint: fingerprint(theirPublic), day };
  const message = confirmation({ organization: OURS, ...what });
  return { fingerprint: what.fingerprint, day, signature: sign(message, seed) };
}

function sending(changes: Partial<Sending> = {}): Sending {
  return {
    from: { id: OURS, signing: { public: ours.public } },
    to: { id: THEIRS, name: "Harbor House", signing: { public: theirs.public }, opening: opening(1) },
    confirmation: heard(theirs.public),
    ...changes,
  };
}

const toKey = (key: NumberedKey, signing = theirs.public): Sending["to"] => ({
  id: THEIRS,
  name: "Harbor House",
  signing: { public: signing },
  opening: key,
});

test("a confirmed partner with a signed key may be written to, again and again", () => {
  assert.equal(partnerStop(pins, sending()), null);
  assert.equal(partnerStop(pins, sending()), null);
});

test("nothing is sealed before a champion confirmed by voice", () => {
  assert.equal(partnerStop(pins, sending({ confirmation: null })), "partner-not-confirmed");
});

test("before both sides made their keys, nothing is sealed", () => {
  const bare = sending({ from: { id: OURS, signing: null } });
  assert.equal(partnerStop(pins, bare), "own-keys-missing");
  const to = { ...toKey(opening(1)), opening: null };
  assert.equal(partnerStop(pins, sending({ to })), "partner-keys-missing");
  assert.equal(ownOpeningStop(pins, OURS, null, null), "own-keys-missing");
});

test("a confirmation that our own key did not sign counts for nothing", () => {
  const forged = heard(theirs.public, DAY, makeSigningKeys().seed);
  assert.equal(partnerStop(pins, sending({ confirmation: forged })), "partner-not-confirmed");
  const redated = { ...heard(theirs.public), day: "2027-01-01" };
  assert.equal(partnerStop(pins, sending({ confirmation: redated })), "partner-not-confirmed");
});

test("another partner's key than the one confirmed stops the send", () => {
  const other = makeSigningKeys();
  const to = toKey(opening(2, other.seed), other.public);
  assert.equal(partnerStop(pins, sending({ to })), "partner-key-changed");
});

test("a new key confirmed by voice may be used; the old confirmation cannot be played again", () => {
  partnerStop(pins, sending());
  const other = makeSigningKeys();
  const renewed = sending({
    to: toKey(opening(2, other.seed), other.public),
    confirmation: heard(other.public, "2026-12-01"),
  });
  assert.equal(partnerStop(pins, renewed), null);
  const replay = sending({ to: toKey(opening(3)) });
  assert.equal(partnerStop(pins, replay), "partner-key-changed");
});

test("our own signing key, once seen, cannot be changed by the server", () => {
  partnerStop(pins, sending());
  const other = makeSigningKeys();
  const swapped = sending({
    from: { id: OURS, signing: { public: other.public } },
    confirmation: heard(theirs.public, DAY, other.seed),
  });
  assert.equal(partnerStop(pins, swapped), "own-key-changed");
  trustOwnKey(pins, OURS, { public: other.public });
  assert.equal(partnerStop(pins, swapped), null);
});

test("an opening key must be signed by its organization, number and all", () => {
  const unsigned = opening(1, makeSigningKeys().seed);
  assert.equal(partnerStop(pins, sending({ to: toKey(unsigned) })), "opening-key-not-signed");
  const renumbered = { ...opening(1), number: 2 };
  assert.equal(partnerStop(pins, sending({ to: toKey(renumbered) })), "opening-key-not-signed");
  const swapped = { ...opening(1), recipient: recipients[1] as string };
  assert.equal(partnerStop(pins, sending({ to: toKey(swapped) })), "opening-key-not-signed");
});

test("a browser never seals to a lower opening key than it has seen", () => {
  assert.equal(partnerStop(pins, sending({ to: toKey(opening(3)) })), null);
  assert.equal(partnerStop(pins, sending({ to: toKey(opening(2)) })), "opening-key-older");
  const twin = opening(3, theirs.seed, recipients[2]);
  assert.equal(partnerStop(pins, sending({ to: toKey(twin) })), "opening-key-older");
  assert.equal(partnerStop(pins, sending({ to: toKey(opening(4)) })), null);
});

test("our own answers are sealed to our own signed key, never to a lower one", () => {
  const mine = (number: number): NumberedKey => {
    const key = { number, recipient: recipients[0] as string, day: DAY };
    return { ...key, signature: sign(openingKey({ organization: OURS, ...key }), ours.seed) };
  };
  const signing = { public: ours.public };
  assert.equal(ownOpeningStop(pins, OURS, signing, mine(2)), null);
  assert.equal(ownOpeningStop(pins, OURS, signing, mine(1)), "opening-key-older");
  assert.equal(ownOpeningStop(pins, OURS, signing, opening(3)), "opening-key-not-signed");
  assert.equal(ownOpeningStop(pins, OURS, { public: theirs.public }, mine(3)), "own-key-changed");
});

test("two organizations in one browser keep what they trust apart", () => {
  assert.equal(ownKeyStands(pins, OURS, { public: ours.public }), true);
  assert.equal(ownKeyStands(pins, THEIRS, { public: theirs.public }), true);
  assert.equal(ownKeyStands(pins, OURS, { public: theirs.public }), false);
});

test("a member's key counts when the organization vouches for this person and this key", () => {
  const person = "8a4c2f0e-0000-4000-8000-00000000000c";
  const key = { person, recipient: recipients[0] as string, day: DAY };
  const signature = sign(memberKey({ organization: THEIRS, ...key }), theirs.seed);
  const member = { member: "m", name: "Ada", ...key, signature };
  const signing = { public: theirs.public };
  assert.equal(isVouchedFor(THEIRS, signing, member), true);
  assert.equal(isVouchedFor(OURS, signing, member), false);
  assert.equal(isVouchedFor(THEIRS, signing, { ...member, signature: null }), false);
  assert.equal(isVouchedFor(THEIRS, signing, { ...member, person: OURS }), false);
});

test("a seed gives its public half, and nonsense is not a signature", () => {
  assert.equal(publicOf(ours.seed), ours.public);
  for (const nonsense of ["", "!!", "AAAA", sign("other", ours.seed)]) {
    assert.equal(isSigned("message", nonsense, ours.public), false);
  }
  assert.equal(isSigned("message", sign("message", ours.seed), "zz"), false);
});

test("a signed line cannot smuggle another line", () => {
  assert.throws(() => openingKey({ organization: "a\nkind member", number: 1, recipient: "", day: "" }));
});
