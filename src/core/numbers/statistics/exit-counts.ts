/** Exits of a stage, split by whether the deal was lost; weighted counts are fractions. */
export type ExitCounts = { readonly notLost: number; readonly lost: number };

export const NO_EXITS: ExitCounts = { notLost: 0, lost: 0 };

export const addExits = (a: ExitCounts, b: ExitCounts): ExitCounts => ({ notLost: a.notLost + b.notLost, lost: a.lost + b.lost });

export const exitCount = ({ notLost, lost }: ExitCounts): number => notLost + lost;

/** Pass rate: the share of exits that were not lost; null without exits. */
export const passRate = (exits: ExitCounts): number | null => (exitCount(exits) > 0 ? exits.notLost / exitCount(exits) : null);
