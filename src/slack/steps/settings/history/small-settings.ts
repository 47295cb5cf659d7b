import type { SettingKind } from '../../../../store/types/setting-changes.ts';
import { alertsHistory } from './alerts-history.ts';
import { dealsHistory } from './deals-history.ts';
import { forgottenHistory } from './forgotten-history.ts';
import { leadFormHistory } from './lead-form-history.ts';
import { memberHistory } from './member-history.ts';
import { directOffHistory, languageHistory, quietHoursHistory } from './personal-setting-history.ts';
import { pipelineSettingsHistory } from './pipeline-settings-history.ts';
import { ratesHistory } from './rates-history.ts';
import { retentionHistory } from './retention-history.ts';
import type { SettingHistory } from './setting-history.ts';
import { stageEstimateHistory } from './stage-estimate-history.ts';
import { teamsHistory } from './teams-history.ts';
import { tokenHistory } from './token-history.ts';
import { webhookHistory } from './webhook-history.ts';

/** Settings of one value each, by kind. */
export const SMALL_SETTINGS: Readonly<Record<Exclude<SettingKind, 'target' | 'setup' | 'pipeline'>, SettingHistory>> = {
  'stage-estimate': stageEstimateHistory,
  language: languageHistory,
  'quiet-hours': quietHoursHistory,
  'direct-off': directOffHistory,
  pipelines: pipelineSettingsHistory,
  rates: ratesHistory,
  deals: dealsHistory,
  member: memberHistory,
  alerts: alertsHistory,
  teams: teamsHistory,
  token: tokenHistory,
  webhook: webhookHistory,
  forgotten: forgottenHistory,
  'lead-form': leadFormHistory,
  retention: retentionHistory,
};
