import type { Deal, PlannedStep } from '../../../core/deal/deal.ts';
import { openSteps } from '../../../core/deal/next-steps.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal } from '../kit/text.ts';

/** The open steps of a deal, a line for each. */
export const stepLines = (m: Messages, { nextStep, nextStepOn, laterSteps }: Deal): readonly SafeText[] => [
  ...(nextStep === null ? [] : [m.card.nextStep(literal(nextStep), nextStepOn)]),
  ...laterSteps.map(({ step, on }) => m.card.laterStep(literal(step), on)),
];

/** What else is open beside a step that was just planned; empty where it is the only one. */
export function otherSteps(m: Messages, deal: Deal, planned: PlannedStep): readonly SafeText[] {
  const others = openSteps(deal).filter(({ step, on }) => !(step === planned.step && on === planned.on) && step !== '');
  return others.length === 0 ? [] : [m.morning.alsoOpen(others.map(({ step, on }) => [literal(step, 60), on]))];
}
