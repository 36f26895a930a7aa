/** The one clock of a process. The chassis passes it to everything that compares times. */
export type Now = () => Date;

export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** The calendar day in Jakarta (UTC+7, no summer time) as YYYY-MM-DD. */
export const jakartaDay = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
