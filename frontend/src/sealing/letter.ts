// A letter: a header that says where it belongs, and words; all of one size, so that its length tells nothing.

import { open, seal } from "./age";
import { text, utf8 } from "./bytes";

export const LETTER_SIZE = 16_384;
export const ANSWER_SIZE = 4_096;

export type Item = string | boolean | { reach: false } | { reach: true; how: string };

export interface LetterHeader {
  referral: string;
  from: string;
  to: string;
  number: number; // of the recipient's opening key
  release: string;
  day: string;
}

export interface AnswerHeader {
  referral: string;
  organization: string;
  number: number;
}

export interface Answer {
  state: string;
  text: string;
}

export class TooLong extends Error {}
export class Unreadable extends Error {}
export class Elsewhere extends Error {}

export const sealLetter = (
  header: LetterHeader,
  items: Record<string, Item>,
  recipients: string[],
): Promise<Uint8Array> =>
  sealExactly({ alongside: "letter 1", ...header, items }, recipients, LETTER_SIZE);

/** A letter's words, or Unreadable, or Elsewhere when its header is not the page's. */
export async function openLetter(
  sealed: Uint8Array,
  identity: string,
  page: LetterHeader,
): Promise<Map<string, Item>> {
  const letter = await opened(sealed, identity);
  mustBelong(letter, { alongside: "letter 1", ...page });
  if (!isRecord(letter["items"])) throw new Unreadable();
  const items = Object.entries(letter["items"]);
  if (!items.every(([, item]) => isItem(item))) throw new Unreadable();
  return new Map(items as [string, Item][]);
}

export const sealAnswer = (
  header: AnswerHeader,
  answer: Answer,
  recipients: string[],
): Promise<Uint8Array> =>
  sealExactly({ alongside: "answer 1", ...header, ...answer }, recipients, ANSWER_SIZE);

export async function openAnswer(
  sealed: Uint8Array,
  identity: string,
  page: AnswerHeader,
): Promise<Answer> {
  const answer = await opened(sealed, identity);
  mustBelong(answer, { alongside: "answer 1", ...page });
  const { state, text: words } = answer;
  if (typeof state !== "string" || typeof words !== "string") throw new Unreadable();
  return { state, text: words };
}

async function sealExactly(what: object, recipients: string[], size: number): Promise<Uint8Array> {
  const words = utf8(JSON.stringify(what));
  const cover = await seal(new Uint8Array(0), recipients); // everything but the words
  const room = size - cover.length;
  if (words.length > room) throw new TooLong();
  const padded = new Uint8Array(room).fill(0x20); // spaces: JSON stays JSON
  padded.set(words);
  const sealed = await seal(padded, recipients);
  padded.fill(0);
  if (sealed.length !== size) throw new Error("a letter of another size");
  return sealed;
}

async function opened(sealed: Uint8Array, identity: string): Promise<Record<string, unknown>> {
  let what: unknown;
  try {
    what = JSON.parse(text(await open(sealed, identity)));
  } catch {
    throw new Unreadable(); // another key, altered bytes, or no JSON: all the same to the reader
  }
  if (!isRecord(what)) throw new Unreadable();
  return what;
}

function mustBelong(what: Record<string, unknown>, page: object): void {
  for (const [name, value] of Object.entries(page)) {
    if (what[name] !== value) throw new Elsewhere();
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isItem(value: unknown): value is Item {
  if (typeof value === "string" || typeof value === "boolean") return true;
  if (!isRecord(value)) return false;
  return value["reach"] === false || (value["reach"] === true && typeof value["how"] === "string");
}
