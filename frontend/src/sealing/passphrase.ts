// A member key's private half, wrapped by its owner's six words. Slow on purpose: run it in the worker.

import { Decrypter, Encrypter } from "age-encryption";

import { text, utf8 } from "./bytes";

// Six of 2,048 words carry 66 bits; scrypt with 2^16 adds a cost that an old phone still bears.
const LOG_N = 16;

export async function wrap(identity: string, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(LOG_N);
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(utf8(identity));
}

export async function unwrap(wrapped: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return text(await decrypter.decrypt(wrapped));
}
