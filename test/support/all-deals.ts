import { everything } from '../../src/core/people/viewer.ts';

/** For tests that look at what is kept, whoever may see it. */
export const ALL_DEALS = everything('operator');
