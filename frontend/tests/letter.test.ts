import assert from "node:assert/strict";
import { test } from "node:test";

import { makeKeys, open, seal } from "../src/sealing/age";
import { text, utf8 } from "../src/sealing/bytes";
import {
  ANSWER_SIZE,
  Elsewhere,
  LETTER_SIZE,
  openAnswer,
  openLetter,
  sealAnswer,
  sealLetter,
  TooLong,
  Unreadable,
} from "../src/sealing/letter";

const header = {
  referral: "8a4c2f0e-0000-4000-8000-000000000001",
  from: "8a4c2f0e-0000-4000-8000-000000000002",
  to: "8a4c2f0e-0000-4000-8000-000000000003",
  number: 3,
  release: "8a4c2f0e-0000-4000-8000-000000000004",
  day: "2026-11-21",
};
const items = {
  name: "Mariela",
  needs: "Una cita — con intérprete 🌿",
  safe_contact: { reach: true, how: "Text after 6, say it is the library" } as const,
  order_of_protection: true,
};

test("what was written is what is read", async () => {
  const { identity, recipient } = await makeKeys();
  const sealed = await sealLetter(header, items, [recipient]);
  const read = await openLetter(sealed, identity, header);
  assert.deepEqual(Object.fromEntries(read), items);
});

test("every letter has one size, whatever it says and however many may open it", async () => {
  const keys = await Promise.all([1, 2, 3, 4, 5].map(makeKeys));
  for (const words of ["", "a", "é".repeat(3000), "x".repeat(15_000)]) {
    for (const many of [1, 2, 5]) {
      const recipients = keys.slice(0, many).map(({ recipient }) => recipient);
      const sealed = await sealLetter(header, { needs: words }, recipients);
      assert.equal(sealed.length, LETTER_SIZE);
      for (const { identity } of keys.slice(0, many)) {
        assert.equal((await openLetter(sealed, identity, header)).get("needs"), words);
      }
    }
  }
});

test("a letter that does not fit is not sealed", async () => {
  const { recipient } = await makeKeys();
  await assert.rejects(sealLetter(header, { needs: "x".repeat(16_384) }, [recipient]), TooLong);
});

test("a letter sealed to nobody is not sealed", async () => {
  await assert.rejects(sealLetter(header, items, []));
  await assert.rejects(seal(utf8("words"), ["age1pq1abc"]));
});

test("a letter is not shown on another letter's page", async () => {
  const { identity, recipient } = await makeKeys();
  const sealed = await sealLetter(header, items, [recipient]);
  for (const [name, value] of Object.entries({ ...header, number: 2 })) {
    const other = { ...header, [name]: typeof value === "number" ? 4 : `${value}x` };
    await assert.rejects(openLetter(sealed, identity, other), Elsewhere);
  }
});

test("one altered bit makes a letter unreadable", async () => {
  const { identity, recipient } = await makeKeys();
  const sealed = await sealLetter(header, items, [recipient]);
  for (const at of [0, 30, 100, 190, 300, 8_000, LETTER_SIZE - 1]) {
    const altered = sealed.slice();
    altered[at] = (altered[at] as number) ^ 1;
    await assert.rejects(openLetter(altered, identity, header), Unreadable);
  }
  await assert.rejects(openLetter(sealed.slice(0, -1), identity, header), Unreadable);
});

test("another key opens nothing", async () => {
  const { recipient } = await makeKeys();
  const stranger = await makeKeys();
  const sealed = await sealLetter(header, items, [recipient]);
  await assert.rejects(openLetter(sealed, stranger.identity, header), Unreadable);
});

test("what is no letter inside is unreadable, not an accident", async () => {
  const { identity, recipient } = await makeKeys();
  const bodies = ["", "[]", "null", "{", JSON.stringify({ alongside: "letter 1", ...header })];
  bodies.push(JSON.stringify({ alongside: "letter 1", ...header, items: { name: 5 } }));
  bodies.push(JSON.stringify({ alongside: "letter 1", ...header, items: { c: { reach: true } } }));
  for (const body of bodies) {
    const sealed = await seal(utf8(body), [recipient]);
    await assert.rejects(openLetter(sealed, identity, header), Unreadable);
  }
  const broken = await seal(new Uint8Array([0xc3, 0x28]), [recipient]);
  await assert.rejects(openLetter(broken, identity, header), Unreadable);
});

test("an answer keeps its state and its words, in one size", async () => {
  const { identity, recipient } = await makeKeys();
  const place = { referral: header.referral, organization: header.to, number: 3 };
  const answer = { state: "reached", text: "Called back on Tuesday" };
  const sealed = await sealAnswer(place, answer, [recipient]);
  assert.equal(sealed.length, ANSWER_SIZE);
  assert.deepEqual(await openAnswer(sealed, identity, place), answer);
  await assert.rejects(openAnswer(sealed, identity, { ...place, number: 4 }), Elsewhere);
  await assert.rejects(openLetter(sealed, identity, header), Elsewhere);
});

test("the words of a letter are not in its bytes", async () => {
  const { recipient } = await makeKeys();
  const sealed = await sealLetter(header, items, [recipient]);
  assert.equal(new TextDecoder("latin1").decode(sealed).includes("Mariela"), false);
});

test("three words: makeKeys, seal, open", async () => {
  const { identity, recipient } = await makeKeys();
  assert.equal(text(await open(await seal(utf8("hello"), [recipient]), identity)), "hello");
});
