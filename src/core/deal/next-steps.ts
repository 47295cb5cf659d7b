import type { PlainDate } from '../time/calendar.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import type { Deal, DealFile, PlannedStep } from './deal.ts';
import { fingerprint } from './field-merge.ts';

/** Open steps of a deal: as many as a list of check boxes holds. */
export const MAX_OPEN_STEPS = 10;

/** What a deal stores of its open steps: the next one, and those after it. */
type StepFields = Pick<Deal, 'nextStep' | 'nextStepOn' | 'laterSteps'>;

/** The open steps of a deal, the next one first; its words are '' where only a day is planned. */
export function openSteps({ nextStep, nextStepOn, laterSteps }: StepFields): readonly PlannedStep[] {
  const next = nextStep === null && nextStepOn === null ? [] : [{ step: nextStep ?? '', on: nextStepOn }];
  return [...next, ...laterSteps];
}

/** Names a step on a button or in a form: its words and its day, so that one that was changed meanwhile is not taken for it. */
export const stepId = ({ step, on }: PlannedStep): string => fingerprint(`${on ?? ''} ${step}`);

/** Steps as a deal stores them: by their days, those without one last; of one day as they were planned. */
export function toStepFields(steps: readonly PlannedStep[]): StepFields {
  const [next, ...laterSteps] = steps.toSorted((a, b) =>
    a.on === b.on ? 0 : a.on === null ? 1 : b.on === null || a.on < b.on ? -1 : 1,
  );
  return { nextStep: next === undefined || next.step === '' ? null : next.step, nextStepOn: next?.on ?? null, laterSteps };
}

/** The steps with one more; one of the same words takes its day. */
const withStep = (steps: readonly PlannedStep[], added: PlannedStep): readonly PlannedStep[] => [
  ...steps.filter(({ step }) => step !== added.step),
  added,
];

/** The same beside those typed with it: `call tomorrow and on Friday` is two steps of the same words. */
const withAnother = (steps: readonly PlannedStep[], added: PlannedStep, index: number): readonly PlannedStep[] =>
  index === 0 ? withStep(steps, added) : [...steps.filter((step) => stepId(step) !== stepId(added)), added];

/**
 * The fields that an answered step changes: words add a step, a day alone moves the next one.
 *
 * @param answered `nextStep` and `nextStepOn` as a form holds them; absent: not answered.
 */
export function answeredStep(
  deal: StepFields,
  { nextStep, nextStepOn }: Partial<Pick<Deal, 'nextStep' | 'nextStepOn'>>,
): Partial<StepFields> {
  const steps = openSteps(deal);
  if (typeof nextStep === 'string') return toStepFields(withStep(steps, { step: nextStep, on: nextStepOn ?? null }));
  const [next = { step: '', on: null }, ...later] = steps;
  return nextStepOn === undefined ? {} : toStepFields([{ ...next, on: nextStepOn }, ...later]);
}

/** Steps to finish, by {@link stepId}, and one to add; `more`: others that were typed with it. */
export type StepPlan = {
  readonly done?: readonly string[];
  readonly add?: PlannedStep | undefined;
  readonly more?: readonly PlannedStep[];
};

/** Finishes steps of an open deal and adds others; an id that is none of its steps any more is nothing to do. */
export function planSteps(file: DealFile, { done = [], add, more = [] }: StepPlan, act: ActorContext): Decision {
  const left = openSteps(file.deal).filter((step) => !done.includes(stepId(step)));
  return changeSteps(file, [...(add === undefined ? [] : [add]), ...more].reduce(withAnother, left), act);
}

/** Moves a step of an open deal to another day. @param id by {@link stepId}; undefined: the next one, which may have no words yet. */
export function moveStep(
  file: DealFile,
  { id, on }: { readonly id: string | undefined; readonly on: PlainDate | null },
  act: ActorContext,
): Decision {
  const steps = openSteps(file.deal);
  const moved = id === undefined ? (steps[0] ?? { step: '', on: null }) : steps.find((step) => stepId(step) === id);
  if (moved === undefined) return refuse({ why: 'nothingToChange' });
  const others = steps.filter((step) => step !== moved);
  return changeSteps(file, [{ ...moved, on }, ...others], act);
}

function changeSteps(file: DealFile, steps: readonly PlannedStep[], act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const known = new Set(openSteps(file.deal).map(stepId));
  const past = steps.find((step) => !known.has(stepId(step)) && step.on !== null && step.on < act.today);
  if (past?.on !== undefined && past.on !== null) return refuse({ why: 'pastDate', on: past.on });
  if (steps.length > MAX_OPEN_STEPS) return refuse({ why: 'tooManySteps', most: MAX_OPEN_STEPS });
  const now = toStepFields(steps);
  const fields = (['nextStep', 'nextStepOn', 'laterSteps'] as const).filter(
    (name) => JSON.stringify(now[name]) !== JSON.stringify(file.deal[name]),
  );
  return fields.length === 0 ? refuse({ why: 'nothingToChange' }) : acceptChange(file, { kind: 'edited', now, fields }, act);
}
