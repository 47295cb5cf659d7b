import type { SettingKind } from '../../../store/types/setting-changes.ts';
import { alertsHistory } from './alerts-history.ts';
import { dealsHistory } from './deals-history.ts';
import { memberHistory } from './member-history.ts';
import { languageHistory, quietHoursHistory } from './personal-setting-history.ts';
import { pipelineSettingsHistory } from './pipeline-settings-history.ts';
import { ratesHistory } from './rates-history.ts';
import type { SettingHistory } from './setting-history.ts';
import { stageEstimateHistory } from './stage-estimate-history.ts';

/** Settings of one value each, by kind. */
export const SMALL_SETTINGS: Readonly<Record<Exclude<SettingKind, 'target' | 'setup' | 'pipeline'>, SettingHistory>> = {
  'stage-estimate': stageEstimateHistory,
  language: languageHistory,
  'quiet-hours': quietHoursHistory,
  pipelines: pipelineSettingsHistory,
  rates: ratesHistory,
  deals: dealsHistory,
  member: memberHistory,
  alerts: alertsHistory,
};
