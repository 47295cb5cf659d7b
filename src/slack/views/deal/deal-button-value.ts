import type { Deal } from '../../../core/deal/deal.ts';

/** A deal as a button carries it: its number and the version that the person sees. */
export type SeenDeal = { readonly number: number; readonly version: number | undefined };

/** Value of a deal's buttons, for optimistic concurrency: '141@7'; '141' where the version is not known. */
export const dealButtonValue = ({ number, version }: Pick<Deal, 'number' | 'version'> | SeenDeal): string =>
  version === undefined ? `${number}` : `${number}@${version}`;

/** Reads it back; undefined for anything else. */
export function parseDealButtonValue(value: string): SeenDeal | undefined {
  const [, number, version] = /^(\d{1,9})(?:@(\d{1,9}))?/.exec(value) ?? [];
  return number === undefined
    ? undefined
    : { number: Number(number), version: version === undefined ? undefined : Number(version) };
}
