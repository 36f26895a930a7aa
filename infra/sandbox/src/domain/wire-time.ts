const jakartaOffsetMs = 7 * 60 * 60 * 1000;
const orderTime = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;

/** `2026-11-24 20:57:00`: the provider writes Jakarta time without naming the zone. */
export const toWireTime = (atMs: number): string => new Date(atMs + jakartaOffsetMs).toISOString().slice(0, 19).replace('T', ' ');

/** Reads `2026-11-24 20:57:00 +0700`, the form that `custom_expiry.order_time` takes; null when it is anything else. */
export const fromOrderTime = (text: string): number | null => {
  const match = orderTime.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, sign, zoneHour, zoneMinute] = match;
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${zoneHour}:${zoneMinute}`);
  return Number.isNaN(atMs) ? null : atMs;
};
