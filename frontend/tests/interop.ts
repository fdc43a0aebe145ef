// Answers questions as JSON lines, so that Python's tests can compare with what a browser does.

import { createInterface } from "node:readline";

import { makeKeys, open, recipientOf, seal } from "../src/sealing/age";
import { fromBase64, text, toBase64, utf8 } from "../src/sealing/bytes";
import { openLetter, sealLetter } from "../src/sealing/letter";
import { confirmation, memberKey, openingKey, recoveryKey } from "../src/sealing/messages";
import { unwrap, wrap } from "../src/sealing/passphrase";
import { fingerprint, isSigned, makeSigningKeys, publicOf, sign } from "../src/sealing/signing";
import { wordsForFingerprint, wordsForGranting } from "../src/sealing/words";

/* eslint-disable @typescript-eslint/no-explicit-any */
const ANSWERS: Record<string, (asked: any) => unknown> = {
  makeKeys: () => makeKeys(),
  recipientOf: ({ identity }) => recipientOf(identity),
  seal: async ({ words, recipients }) => toBase64(await seal(utf8(words), recipients)),
  open: async ({ sealed, identity }) => text(await open(fromBase64(sealed), identity)),
  sealLetter: async ({ header, items, recipients }) =>
    toBase64(await sealLetter(header, items, recipients)),
  openLetter: async ({ sealed, identity, header }) =>
    Object.fromEntries(await openLetter(fromBase64(sealed), identity, header)),
  wrap: async ({ identity, passphrase }) => toBase64(await wrap(identity, passphrase)),
  unwrap: ({ wrapped, passphrase }) => unwrap(fromBase64(wrapped), passphrase),
  makeSigningKeys: () => makeSigningKeys(),
  publicOf: ({ seed }) => publicOf(seed),
  sign: ({ message, seed }) => sign(message, seed),
  isSigned: ({ message, signature, by }) => isSigned(message, signature, by),
  fingerprint: ({ by }) => fingerprint(by),
  wordsForGranting: ({ recipient, signing }) => wordsForGranting(recipient, signing),
  wordsForFingerprint: (asked) => wordsForFingerprint(asked.fingerprint),
  openingKey: (key) => openingKey(key),
  recoveryKey: (key) => recoveryKey(key),
  memberKey: (key) => memberKey(key),
  confirmation: (what) => confirmation(what),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { word, ...asked } = JSON.parse(line) as { word: string };
  try {
    console.log(JSON.stringify({ answer: await ANSWERS[word]?.(asked) }));
  } catch (failure) {
    console.log(JSON.stringify({ failure: (failure as Error).constructor.name }));
  }
}
