// Cryptography is three words, over the age library: seal, open, makeKeys.

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

export interface Keys {
  identity: string; // AGE-SECRET-KEY-1…
  recipient: string; // age1…
}

export async function makeKeys(): Promise<Keys> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Only X25519 recipients: the size of a letter depends on it. */
export async function seal(words: Uint8Array, recipients: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!isRecipient(recipient)) throw new Error("not a recipient");
    encrypter.addRecipient(recipient);
  }
  if (recipients.length === 0) throw new Error("sealed to nobody");
  return encrypter.encrypt(words);
}

export async function open(sealed: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

export function isRecipient(text: string): boolean {
  return /^age1[02-9ac-hj-np-z]{58}$/.test(text);
}
