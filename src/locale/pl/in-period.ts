/** Beginnings of the names of periods, as they stand after `w`. */
const LOCATIVE: Readonly<Record<string, string>> = {
  styczeń: 'styczniu',
  luty: 'lutym',
  marzec: 'marcu',
  kwiecień: 'kwietniu',
  maj: 'maju',
  czerwiec: 'czerwcu',
  lipiec: 'lipcu',
  sierpień: 'sierpniu',
  wrzesień: 'wrześniu',
  październik: 'październiku',
  listopad: 'listopadzie',
  grudzień: 'grudniu',
  kwartał: 'kwartale',
  rok: 'roku',
};

/** When, of a period by its name. @example inPeriod('kwartał 4/2026') // => 'w kwartale 4/2026' */
export function inPeriod(period: string): string {
  const [first = '', ...rest] = period.split(' ');
  const word = LOCATIVE[first.toLowerCase()];
  return ['w', word ?? first, ...rest].join(' ');
}
