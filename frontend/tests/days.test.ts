import assert from "node:assert/strict";
import { test } from "node:test";

import { endOf } from "../src/sealing/days";

const page = { day: "2026-11-22", last_day: null };

test("a printed permission says the day it ends, in the language of the page", () => {
  assert.equal(endOf(14, page, "en"), "December 6, 2026");
  assert.equal(endOf(14, page, "es"), "6 de diciembre de 2026");
});

test("a letter back ends with its referral at the latest", () => {
  const back = { ...page, last_day: "2026-12-01" };
  assert.equal(endOf(14, back, "en"), "December 1, 2026");
  assert.equal(endOf(2, back, "en"), "November 24, 2026");
});

test("a number of days that is none leaves the line blank", () => {
  assert.equal(endOf(Number("many"), page, "en"), "");
});
