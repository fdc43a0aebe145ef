// Every page but those where words are typed or read: leave, lock, print; and what makes a search easier.

import { askShortly } from "./finding/asking";
import { askHere } from "./finding/here";
import { keepList } from "./finding/list";
import { suggestWords } from "./finding/suggest";
import { watchIdle } from "./idle";
import { readyToLeave } from "./leaving";
import { readyToPrint } from "./printing";

readyToLeave();
watchIdle();
readyToPrint();
askShortly();
askHere();
suggestWords();
keepList();
