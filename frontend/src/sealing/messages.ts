// What is signed, letter by letter. docs/keys.md says the same; the server and `alongside recover` build it too.

export interface SignedKey {
  organization: string;
  recipient: string;
  day: string;
}

function lines(...all: string[]): string {
  if (all.some((line) => /[\r\n]/.test(line))) throw new Error("a line within a line");
  return all.join("\n");
}

export const openingKey = (key: SignedKey & { number: number }): string =>
  signedKey("opening", `number ${key.number}`, key);

export const recoveryKey = (key: SignedKey & { number: number }): string =>
  signedKey("recovery", `number ${key.number}`, key);

export const memberKey = (key: SignedKey & { person: string }): string =>
  signedKey("member", `person ${key.person}`, key);

export const confirmation = (what: {
  organization: string;
  partner: string;
  fingerprint: string;
  day: string;
}): string =>
  lines(
    "alongside confirmation 1",
    `organization ${what.organization}`,
    `partner ${what.partner}`,
    `fingerprint ${what.fingerprint}`,
    `day ${what.day}`,
  );

function signedKey(kind: string, which: string, key: SignedKey): string {
  return lines(
    "alongside key 1",
    `organization ${key.organization}`,
    `kind ${kind}`,
    which,
    `recipient ${key.recipient}`,
    `day ${key.day}`,
  );
}
