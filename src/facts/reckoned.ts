import { type Reckoned, type Reckoning, reckon } from '../core/numbers/reckoning.ts';

/** The numbers of a pipeline. */
export const reckoned = async (reckoning: Reckoning): Promise<Reckoned> => reckon(reckoning);
