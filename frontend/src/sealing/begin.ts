// Finds the panels on this page and wakes them, once sealing is seen to work here.

import { makeKeys, open, seal } from "./age";
import { text, utf8 } from "./bytes";
import type { ConfirmPage, KeysPage, ReadPage, WritePage } from "./facts";
import { facts, panels } from "./page";
import { answerPanel } from "./panels/answer";
import { confirmPanel } from "./panels/confirm";
import { grantPanel, wordsPanel } from "./panels/grant";
import { makePanel } from "./panels/make";
import { openPanel } from "./panels/read";
import { newSheetPanel, rotationPanel } from "./panels/rotation";
import { setupPanel } from "./panels/setup";
import { trustPanel } from "./panels/trust";
import { writePanel } from "./panels/write";
import { dropRing } from "./ring";
import { wipeOnLeaving } from "./sealed_fields";

type Wake = (panel: HTMLElement) => (() => void) | void;

const PANELS: [string, Wake][] = [
  ["make", (panel) => makePanel(panel, facts<KeysPage>())],
  ["setup", (panel) => setupPanel(panel, facts<KeysPage>())],
  ["sheet", (panel) => newSheetPanel(panel, facts<KeysPage>())],
  ["rotation", (panel) => rotationPanel(panel, facts<KeysPage>())],
  ["words", (panel) => wordsPanel(panel, facts<KeysPage>())],
  ["grant", (panel) => grantPanel(panel, facts<KeysPage>())],
  ["trust", (panel) => trustPanel(panel, facts<KeysPage>())],
  ["confirm", (panel) => confirmPanel(panel, facts<ConfirmPage>())],
  ["write", (panel) => writePanel(panel, facts<WritePage>())],
  ["open", (panel) => openPanel(panel, facts<ReadPage>())],
  ["answer", (panel) => answerPanel(panel, facts<ReadPage>())],
];

export async function begin(): Promise<void> {
  const forget: (() => void)[] = [dropRing];
  wipeOnLeaving(() => forget.forEach((each) => each()));
  await mustWork();
  for (const [name, wake] of PANELS) {
    for (const panel of panels(name)) forget.push(wake(panel) ?? ((): void => undefined));
  }
  for (const notice of panels("starting")) notice.hidden = true;
}

/** Nobody types a word on a page that could not seal it. */
async function mustWork(): Promise<void> {
  const { identity, recipient } = await makeKeys();
  const word = "alongside";
  if (text(await open(await seal(utf8(word), [recipient]), identity)) !== word) {
    throw new Error("sealing does not work here");
  }
}
