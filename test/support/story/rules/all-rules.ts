import { movesArePossible } from './action-rules.ts';
import { rangesHold, tablesAddUp } from './figure-rules.ts';
import { alertsLead, notificationLeads } from './lead-rules.ts';
import { oneCount, onePeriod } from './need-rules.ts';
import type { Rule, RuleOverTime } from './rule.ts';
import { noDealsIsNotEnough, oneLanguage } from './shape-rules.ts';
import { movementAddsUp } from './sum-rules.ts';

/** What messages of one instant are held to. */
export const RULES: readonly Rule[] = [
  notificationLeads,
  alertsLead,
  oneCount,
  onePeriod,
  rangesHold,
  tablesAddUp,
  movementAddsUp,
  movesArePossible,
  noDealsIsNotEnough,
  oneLanguage,
];

/** What messages of one firm are held to from one instant to a later one. */
export const RULES_OVER_TIME: readonly RuleOverTime[] = [];
