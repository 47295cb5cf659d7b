import type { MemberId } from '../ids.ts';

/** Whose the leads of a form are until somebody takes them: a row of the people, without an account. */
export const NOBODY: MemberId = 'nobody';

/** Who opens them: another such row, for the history. */
export const LEAD_FORM: MemberId = 'lead-form';

/** Whether a row of the people stands for no person. */
export const isNoPerson = (id: MemberId): boolean => id === NOBODY || id === LEAD_FORM;
