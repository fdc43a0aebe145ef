// Reading a letter: fetched by POST, opened here, shown only where its header says it belongs.
//
// [data-panel="open"] (referrals/parts/open.html), data-letter="<uuid>"
//   [data-do] open, close · [data-opened] <dl> · [data-open] shown while open · [data-tell]
// [data-until-opened] and [data-once-opened] (referrals/parts/receiver_acts.html): what may be done before and after

import { fromBase64 } from "../bytes";
import type { LetterFacts, ReadPage } from "../facts";
import { Elsewhere, openLetter, type Item, type LetterHeader } from "../letter";
import { describe, on, part, parts, say, tell } from "../page";
import { secretIn, unlocked, type Ring } from "../ring";
import { Failed, post } from "../server";
import { closeSoon } from "../closing";
import { labelled } from "./items";

export interface Fetched {
  letter: string;
  grant: { number: number; wrapped: string } | null;
}

export function openPanel(panel: HTMLElement, page: ReadPage): void {
  const letter = page.letters.find((each) => each.letter === panel.dataset["letter"]);
  if (letter === undefined) return;
  const shown = part(panel, "[data-opened]");
  const close = (): void => {
    shown.replaceChildren();
    part(panel, "[data-open]").hidden = true;
    tell(panel, "");
  };
  closeSoon(close);
  on(panel, "close", close);
  on(panel, "open", async () => {
    close();
    const ring = await unlocked(page.keys); // first, so that a letter counts as opened only where it can be read
    const items = await opened(page, letter, ring);
    if (document.hidden) return;
    describe(shown, labelled(items, page.items));
    part(panel, "[data-open]").hidden = false;
    tell(panel, say("opened"));
  });
}

/** An opened letter is not returned any more; it is answered and closed. */
function turnThePage(): void {
  for (const each of parts(document, "[data-until-opened]")) each.hidden = true;
  for (const each of parts(document, "[data-once-opened]")) each.hidden = false;
}

async function opened(page: ReadPage, letter: LetterFacts, ring: Ring): Promise<Map<string, Item>> {
  const fetched = await post<Fetched>(letter.url, {});
  turnThePage();
  const header: LetterHeader = {
    referral: page.referral,
    from: letter.from.id,
    to: letter.to.id,
    number: letter.number,
    release: letter.release,
    day: letter.day,
  };
  const secret = await secretFor(fetched.grant, letter.number, letter.members, ring);
  try {
    return await openLetter(fromBase64(fetched.letter), secret, header);
  } catch (failure) {
    throw new Failed(say(failure instanceof Elsewhere ? "letter-elsewhere" : "letter-unreadable"));
  }
}

/** Sealed to chosen members: their own key opens it. Else the opening key of the letter's number does. */
async function secretFor(
  grant: Fetched["grant"],
  number: number,
  isForMembers: boolean,
  ring: Ring,
): Promise<string> {
  if (isForMembers) return ring.identity;
  if (grant === null || grant.number !== number) throw new Failed(say("not-granted"));
  return secretIn(grant.wrapped, ring.identity);
}
