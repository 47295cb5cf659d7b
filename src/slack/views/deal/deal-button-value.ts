import type { Deal, PlannedStep } from '../../../core/deal/deal.ts';
import { stepId } from '../../../core/deal/next-steps.ts';

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

/** Value of the buttons of one step of a deal: '141@7 k3x1'; earlier versions wrote the deal alone, and meant its next step. */
export const stepButtonValue = (deal: Pick<Deal, 'number' | 'version'>, step: PlannedStep): string =>
  `${dealButtonValue(deal)} ${stepId(step)}`;

/** The step's id of such a value; undefined: the deal's next step. */
export const parseStepButtonId = (value: string): string | undefined => / ([0-9a-z]{1,7})$/.exec(value)?.[1];
