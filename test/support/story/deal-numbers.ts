import type { DealNumber } from '../../../src/core/ids.ts';

/** Numbers of the deals that a text names, in order. */
export const dealNumbers = (text: string): readonly DealNumber[] =>
  [...text.matchAll(/\bD-(\d+)\b/g)].map(([, number]) => Number(number));
