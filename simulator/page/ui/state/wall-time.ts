type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
};

/** What calendar and clock on a wall of a zone show at an instant. `weekday`: 1 Monday … 7 Sunday. */
export function wallTimeAt(instant: number, timeZone: string): WallTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
  return { year, month, day, hour, minute, weekday };
}

/** The instant at which a wall of a zone shows an hour, `days` days after the day of `from`. */
export function instantAtHour(from: number, days: number, hour: number, timeZone: string): number {
  const { year, month, day } = wallTimeAt(from, timeZone);
  const wanted = Date.UTC(year, month - 1, day + days, hour);
  const shown = (instant: number) => {
    const wall = wallTimeAt(instant, timeZone);
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  };
  // The second step is for the days on which the clocks change.
  const near = wanted - (shown(wanted) - wanted);
  return near - (shown(near) - wanted);
}
