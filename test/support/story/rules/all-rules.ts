import {
  actionsOnce,
  aWayOut,
  fiveActions,
  movesArePossible,
  openAlertsAskThePlan,
  ownMovesArePlanned,
  plannedActions,
  takenIsShown,
} from './action-rules.ts';
import { aloneIsAlone } from './alone-rules.ts';
import { clearAnswersItsAlert, clearIsClear, refillIsInTime } from './clear-rules.ts';
import {
  amountsHaveUnits,
  coveredIsNotShort,
  figuresAreCoarse,
  oneCoverage,
  rangesHold,
  rangesHoldWins,
  tablesAddUp,
} from './figure-rules.ts';
import { healthNamesDrops } from './health-rules.ts';
import { alertsAsk, alertsLead, everyChannelHears, leadIsTold, notificationLeads, oneLead } from './lead-rules.ts';
import {
  neededIsWinnable,
  oneCount,
  oneNeed,
  onePeriod,
  onlyShortStagesAreShort,
  runwayIsSaidOnce,
  stableWithinTheDay,
} from './need-rules.ts';
import { oneOwnForecast, oneTeamForecast } from './own-forecast-rules.ts';
import type { Rule, RuleOverTime } from './rule.ts';
import { noDealsIsNotEnough, oneLanguage, oneOverfull, unfinishedWeeksSaySo, weeksHaveOneSpan } from './shape-rules.ts';
import { forecastsAddUp, movementAddsUp } from './sum-rules.ts';
import { dealWhyIsRight, oneStageStatistic } from './why-rules.ts';

/** What messages of one instant are held to. */
export const RULES: readonly Rule[] = [
  oneLead,
  leadIsTold,
  notificationLeads,
  alertsLead,
  alertsAsk,
  everyChannelHears,
  oneNeed,
  oneCount,
  onePeriod,
  onlyShortStagesAreShort,
  neededIsWinnable,
  oneCoverage,
  coveredIsNotShort,
  rangesHold,
  rangesHoldWins,
  clearIsClear,
  clearAnswersItsAlert,
  refillIsInTime,
  amountsHaveUnits,
  figuresAreCoarse,
  tablesAddUp,
  movementAddsUp,
  forecastsAddUp,
  oneOwnForecast,
  oneTeamForecast,
  oneStageStatistic,
  dealWhyIsRight,
  aloneIsAlone,
  healthNamesDrops,
  actionsOnce,
  fiveActions,
  plannedActions,
  movesArePossible,
  openAlertsAskThePlan,
  ownMovesArePlanned,
  takenIsShown,
  aWayOut,
  oneOverfull,
  noDealsIsNotEnough,
  oneLanguage,
  unfinishedWeeksSaySo,
];

/** What messages of one firm are held to from one instant to a later one. */
export const RULES_OVER_TIME: readonly RuleOverTime[] = [stableWithinTheDay, runwayIsSaidOnce, weeksHaveOneSpan];
