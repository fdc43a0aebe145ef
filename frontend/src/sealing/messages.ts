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
  numbered("opening", key);

export const recoveryKey = (key: SignedKey & { number: number }): string =>
  numbered("recovery", key);

export const memberKey = (key: SignedKey & { person: string }): string =>
  lines(
    "alongside key 1",
    `organization ${key.organization}`,
    "kind member",
    `person ${key.person}`,
    `recipient ${key.recipient}`,
    `day ${key.day}`,
  );

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

function numbered(kind: string, key: SignedKey & { number: number }): string {
  return lines(
    "alongside key 1",
    `organization ${key.organization}`,
    `kind ${kind}`,
    `number ${key.number}`,
    `recipient ${key.recipient}`,
    `day ${key.day}`,
  );
}
