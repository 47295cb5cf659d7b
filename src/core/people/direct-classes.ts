/** Classes of direct messages that a person may do without: short stages, the managers' part of a week, and what is due in the morning. */
export const DIRECT_CLASSES = ['stage-alert', 'manager-note', 'morning-note'] as const;
export type DirectClass = (typeof DIRECT_CLASSES)[number];

export const isDirectClass = (text: string): text is DirectClass => DIRECT_CLASSES.some((each) => each === text);

/** Whether a person wants a class; all of them, until they say otherwise. */
export const wantsDirect = ({ directOff }: { readonly directOff: readonly DirectClass[] }, of: DirectClass): boolean =>
  !directOff.includes(of);

/** The classes that somebody would get at all, in their order: the managers' are for managers, and who is alone hears of short stages. */
export const directClassesFor = ({
  isToldAsManager,
  solo,
}: {
  readonly isToldAsManager: boolean;
  readonly solo: boolean;
}): readonly DirectClass[] =>
  DIRECT_CLASSES.filter((each) => each === 'morning-note' || isToldAsManager || (solo && each === 'stage-alert'));

/** How a class did for one person in the last ninety days: what was sent, and how much of it was acted on within two days. */
export type DirectTally = { readonly posted: number; readonly acted: number };
