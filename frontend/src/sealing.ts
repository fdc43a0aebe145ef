// The one script on pages where words are typed or read.

import { watchIdle } from "./idle";
import { readyToLeave } from "./leaving";
import { readyToPrint } from "./printing";
import { begin } from "./sealing/begin";

readyToLeave();
watchIdle();
readyToPrint();
void begin();
