// Bytes as the server and the signed messages write them.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";

export const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Broken UTF-8 is an error here, never a guess. */
export const text = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(bytes);

export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes);
export const fromBase64 = (encoded: string): Uint8Array => base64.decode(encoded);
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);
export const fromHex = (hex: string): Uint8Array => hexToBytes(hex);
export const digest = (bytes: Uint8Array): Uint8Array => sha256(bytes);
