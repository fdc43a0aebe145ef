// Days as people write them.

/** The day this permission ends, as people write it here; a letter back ends with its referral at the latest. */
export function endOf(days: number, page: { day: string; last_day: string | null }, language: string): string {
  const end = new Date(page.day);
  end.setUTCDate(end.getUTCDate() + days);
  if (Number.isNaN(end.getTime())) return "";
  const last = page.last_day === null ? end : new Date(page.last_day);
  const written = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return written.format(end < last ? end : last);
}
