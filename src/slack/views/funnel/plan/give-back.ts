import type { Messages } from '../../../../locale/messages.ts';
import type { ButtonSpec } from '../../kit/blocks.ts';

/** Gives a promise back; the value is its id. */
export const GIVE_BACK = 'alert.give-back';

/** @param text what it says where it does not stand below the answer to the promise. */
export const giveBackButton = (m: Messages, { id }: { readonly id: string }, text = m.common.undo): ButtonSpec => ({
  id: GIVE_BACK,
  text,
  value: id,
});
