// Every page but those where words are typed or read: leave, lock, print.

import { watchIdle } from "./idle";
import { readyToLeave } from "./leaving";
import { readyToPrint } from "./printing";

readyToLeave();
watchIdle();
readyToPrint();
