/** Statistics of a stage from the history; probabilities 0..1. Stored in digests and plans under these names. */
export type StageNumbers = {
  /** Pass rate: share of its exits that do not go to Lost. */
  readonly passRate: number;
  /** Median dwell time in days; null: fewer than half ever leave. */
  readonly medianDays: number | null;
  /** Win probability at entry, with its 80 % range. */
  readonly win: number;
  readonly low: number;
  readonly high: number;
  /** Past deals that left the stage. */
  readonly n: number;
  readonly mostlyAssumption: boolean;
  /** Mean win probability of the deals that are there now, at their ages. */
  readonly winChance: number;
};
