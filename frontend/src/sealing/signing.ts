// An organization's Ed25519 key vouches for its other keys and for what a champion heard by voice.
// noble, not WebCrypto: age brings it along in any case, and one path behaves alike in every browser.

import { ed25519 } from "@noble/curves/ed25519.js";

import { digest, fromBase64, fromHex, toBase64, toHex, utf8 } from "./bytes";

export interface SigningKeys {
  seed: string; // base64 of 32 bytes: the secret, as a grant holds it
  public: string; // hex of 32 bytes
}

export function makeSigningKeys(): SigningKeys {
  const { secretKey, publicKey } = ed25519.keygen();
  return { seed: toBase64(secretKey), public: toHex(publicKey) };
}

export const publicOf = (seed: string): string => toHex(ed25519.getPublicKey(fromBase64(seed)));

export function sign(message: string, seed: string): string {
  return toBase64(ed25519.sign(utf8(message), fromBase64(seed)));
}

/** Strict as RFC 8032, so that Python's cryptography says the same. */
export function isSigned(message: string, signature: string, by: string): boolean {
  try {
    return ed25519.verify(fromBase64(signature), utf8(message), fromHex(by), { zip215: false });
  } catch {
    return false; // not base64, not hex, not of the right length: not signed
  }
}

export const fingerprint = (publicKey: string): string => toHex(digest(fromHex(publicKey)));
