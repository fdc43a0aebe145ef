import assert from "node:assert/strict";
import { test } from "node:test";

import { makeKeys } from "../src/sealing/age";
import { unwrap, wrap } from "../src/sealing/passphrase";
import { groups, identityFrom, isKept } from "../src/sealing/sheet";
import {
  newPassphrase,
  same,
  strangeWord,
  typedWords,
  wordlist,
  wordsForFingerprint,
  wordsForGranting,
  wordsOf,
} from "../src/sealing/words";

test("a passphrase is six words of the list, and never the same", () => {
  const passphrases = Array.from({ length: 200 }, newPassphrase);
  assert.equal(new Set(passphrases).size, 200);
  for (const passphrase of passphrases) {
    assert.equal(passphrase.split(" ").length, 6);
    assert.equal(strangeWord(passphrase.split(" ")), 0);
  }
});

test("sixty-six bits are read eleven at a time, the highest first", () => {
  const bytes = new Uint8Array(32);
  assert.deepEqual(wordsOf(bytes), Array(6).fill("abacus"));
  assert.deepEqual(wordsOf(bytes.fill(0xff)), Array(6).fill("zoo"));
  bytes.fill(0);
  bytes[1] = 0b0010_0000; // the last bit of the first eleven
  assert.deepEqual(wordsOf(bytes).slice(0, 2), ["ability", "abacus"]);
});

test("words are typed with capitals, commas or only four letters", () => {
  const typed = typedWords("  Abacus, ABILITY;able\nabou  above zoo ");
  assert.deepEqual(typed, ["abacus", "ability", "able", "about", "above", "zoo"]);
  assert.equal(strangeWord(typed), 0);
  assert.equal(strangeWord(["abacus", "qqqq"]), 2);
});

test("one wrong word, or one missing, is not the same", () => {
  const words = wordsForGranting("age1x", "00".repeat(32));
  assert.equal(same(words, [...words]), true);
  assert.equal(same([...words.slice(0, 5), "zoo"], words), words[5] === "zoo");
  assert.equal(same(words.slice(0, 5), words), false);
  assert.equal(same([], []), false);
});

test("words for granting change with the key and with the organization", () => {
  const words = wordsForGranting("age1x", "00".repeat(32));
  assert.notDeepEqual(wordsForGranting("age1y", "00".repeat(32)), words);
  assert.notDeepEqual(wordsForGranting("age1x", "01".repeat(32)), words);
  assert.equal(wordsForFingerprint("ff".repeat(32)).join(" "), "zoo zoo zoo zoo zoo zoo");
});

test("a recovery sheet is read back from its groups, and its last ones prove it", async () => {
  const { identity } = await makeKeys();
  const shown = groups(identity);
  assert.equal(shown.length, 15);
  assert.equal(identityFrom(shown.join(" ").toLowerCase()), identity);
  assert.equal(identityFrom(identity), identity);
  assert.equal(isKept(identity, shown.slice(-3).join(" ").toLowerCase()), true);
  assert.equal(isKept(identity, shown.slice(-2).join(" ")), false);
  assert.equal(isKept(identity, ""), false);
});

test("a key is unwrapped by its six words and by no others", async () => {
  const { identity } = await makeKeys();
  const passphrase = newPassphrase();
  const wrapped = await wrap(identity, passphrase);
  assert.equal(await unwrap(wrapped, passphrase), identity);
  await assert.rejects(unwrap(wrapped, newPassphrase()));
});

test("four letters tell 2,048 words apart", () => {
  assert.equal(new Set(wordlist.map((word) => word.slice(0, 4))).size, 2048);
});

test("a passphrase from an older list, typed in full, opens its key", async () => {
  const { identity } = await makeKeys();
  const older = "abandon weapon blood knife mad zoo";
  const wrapped = await wrap(identity, older);
  assert.equal(await unwrap(wrapped, typedWords(` ${older.toUpperCase()} `).join(" ")), identity);
});
