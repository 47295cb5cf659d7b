import type { Messages } from '../../../../locale/messages.ts';
import type { ButtonSpec } from '../../kit/blocks.ts';

/** Gives a promise back; the value is its id. */
export const GIVE_BACK = 'alert.give-back';

export const giveBackButton = (m: Messages, { id }: { readonly id: string }): ButtonSpec => ({
  id: GIVE_BACK,
  text: m.common.undo,
  value: id,
});
