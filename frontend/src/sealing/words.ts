// Keys as words that people can read to each other: 2,048 that hurt nobody, eleven bits each.

import shipped from "../../../alongside/orgs/words.txt";

import { digest, fromHex, utf8 } from "./bytes";

const HOW_MANY = 6;
export const wordlist: readonly string[] = shipped.trim().split("\n");
const known = new Map(wordlist.map((word, index) => [word, index]));

export function newPassphrase(): string {
  const drawn = crypto.getRandomValues(new Uint16Array(HOW_MANY));
  return Array.from(drawn, (number) => wordlist[number % wordlist.length]).join(" ");
}

/** The first 66 bits of a hash. */
export function wordsOf(hash: Uint8Array): string[] {
  const bits = Array.from(hash.slice(0, 9), (byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: HOW_MANY }, (_, at) => {
    const index = parseInt(bits.slice(at * 11, at * 11 + 11), 2);
    return wordlist[index] as string;
  });
}

/** What a newcomer reads aloud: their own key and their organization's, in one. */
export const wordsForGranting = (recipient: string, signingPublic: string): string[] =>
  wordsOf(digest(utf8(`${recipient}\n${signingPublic}`)));

/** What two champions compare: a signing key's fingerprint. */
export const wordsForFingerprint = (fingerprint: string): string[] => wordsOf(fromHex(fingerprint));

/** Typed words as the list writes them; four letters are enough, as they are unique. */
export function typedWords(typed: string): string[] {
  const pieces = typed.toLowerCase().match(/[a-z]+/g) ?? [];
  return pieces.map(whole);
}

function whole(piece: string): string {
  if (known.has(piece) || piece.length < 4) return piece;
  return wordlist.find((word) => word.startsWith(piece)) ?? piece;
}

/** Which of the typed words is on no list (from 1), or 0. */
export const strangeWord = (words: string[]): number =>
  words.findIndex((word) => !known.has(word)) + 1;

export const same = (one: string[], other: string[]): boolean =>
  one.length === HOW_MANY && one.join(" ") === other.join(" ");
