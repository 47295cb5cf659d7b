import type { SlipCause } from '../../core/slip.ts';
import type { TidyMessages } from '../en/tidy.ts';
import { formatOf } from '../format.ts';

const f = formatOf('pl');

const CAUSES: Readonly<Record<SlipCause, string>> = { guess: 'data była orientacyjna', obstacle: 'nowa przeszkoda' };

export const tidy: TidyMessages = {
  slipped: (from, to) => `Termin przesunięty: ${f.dayOfMonth(from)} → ${f.dayOfMonth(to)}. Dlaczego?`,
  causeButtons: { guess: 'Data była orientacyjna', obstacle: 'Nowa przeszkoda' },
  causeNoted: (deal, cause) => `${deal}: zapisane: ${CAUSES[cause]}.`,
  causeKnown: (deal, cause) => `${deal}: to już zapisane: ${CAUSES[cause]}. Nic się nie zmieniło.`,
  slipGone: (deal) => `${deal}: ta zmiana terminu została cofnięta. Nic się nie zmieniło.`,
  cause: (cause) => `przyczyna przesunięcia terminu: ${CAUSES[cause]}`,
};
