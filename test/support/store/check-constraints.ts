/** Of each CHECK: columns that it has to refuse, and columns that it has to let pass. */
export type CheckCase = { readonly refused: readonly object[]; readonly passed: readonly object[] };

const language: CheckCase = { refused: [{ language: 'polski' }, { language: 'PL' }], passed: [{ language: 'pl' }] };
const currencyCheck = (column: string): CheckCase => ({
  refused: [{ [column]: 'zł' }, { [column]: 'pln' }],
  passed: [{ [column]: 'PLN' }],
});
const month: CheckCase = { refused: [{ month: '2026-13' }, { month: '26-01' }], passed: [{ month: '2026-12' }] };
const day: CheckCase = { refused: [{ day: '2026-1-2' }, { day: 'today' }], passed: [{ day: '2026-11-16' }] };
const ageBin: CheckCase = { refused: [{ age_bin: -1 }], passed: [{ age_bin: 0 }] };
const tier: CheckCase = { refused: [{ tier: -1 }, { tier: 4 }], passed: [{ tier: 0 }, { tier: 3 }] };
const atLeast = (column: string, least: number): CheckCase => ({
  refused: [{ [column]: least - 1 }],
  passed: [{ [column]: least }],
});
/** Money stays exact as a JavaScript number, and a sum of a million deals still does. */
const moneyCheck = (column: string): CheckCase => ({
  refused: [{ [column]: -1 }, { [column]: 10_000_000_000_001 }],
  passed: [{ [column]: 0 }, { [column]: 10_000_000_000_000 }],
});
/** `beside`: another column that has to be filled where this one is. */
const shortName = (text: string) => ({ short_name: { written: 'en', texts: { en: text } } });
const timeOfDay = (column: string, beside?: string): CheckCase => {
  const filled = beside === undefined ? {} : { [beside]: '12:00' };
  return {
    refused: ['24:00', '9:00', '09:60'].map((time) => ({ [column]: time, ...filled })),
    passed: ['00:00', '23:59'].map((time) => ({ [column]: time, ...filled })),
  };
};
const oneOf = (column: string, ...values: readonly string[]): CheckCase => ({
  refused: [{ [column]: 'other' }, { [column]: '' }],
  passed: values.map((value) => ({ [column]: value })),
});

/** Every CHECK of the schema by name. */
export const CHECK_CONSTRAINTS: Readonly<Record<string, CheckCase>> = {
  forecast_snapshot_period_check: oneOf('period', 'month', 'quarter', 'year'),
  forecast_snapshot_quantiles_check: {
    refused: [{ quantiles_minor: [1, 2, 3] }, { quantiles_minor: [] }],
    passed: [{ quantiles_minor: Array.from({ length: 19 }, () => 1) }],
  },
  forecast_snapshot_scope_check: {
    refused: [{ scope: 'team', member_id: 'm1' }, { scope: 'm1' }],
    passed: [{ scope: 'team' }, { scope: 'm1', member_id: 'm1' }],
  },
  forecast_snapshot_within_period_check: {
    refused: [{ taken_on: '2026-10-31', starts_on: '2026-11-01', ends_on: '2026-11-30' }],
    passed: [{ taken_on: '2026-11-30', starts_on: '2026-11-01', ends_on: '2026-11-30' }],
  },
  commitment_new_deals_check: atLeast('new_deals', 1),
  commitment_what: {
    refused: [
      { deal_number: null, new_deals: null },
      { deal_number: 1, new_deals: 1 },
    ],
    passed: [
      { deal_number: 1, new_deals: null },
      { deal_number: null, new_deals: 1 },
    ],
  },
  deal_closed_at_check: {
    refused: [
      { outcome: 'open', closed_at: '2026-11-16T09:00:00Z' },
      { outcome: 'won', closed_at: null },
      { outcome: 'lost', closed_at: null },
    ],
    passed: [
      { outcome: 'open', closed_at: null },
      { outcome: 'won', closed_at: '2026-11-16T09:00:00Z' },
      { outcome: 'withdrawn', closed_at: null },
    ],
  },
  deal_currency_check: currencyCheck('currency'),
  deal_later_steps_check: {
    refused: [{ later_steps: {} }, { later_steps: 'call' }],
    passed: [{ later_steps: [] }, { later_steps: [{ step: 'call', on: null }] }],
  },
  deal_number_check: atLeast('number', 1),
  deal_outcome_check: oneOf('outcome', 'open', 'won', 'lost', 'withdrawn'),
  deal_pipeline_value_minor_check: moneyCheck('pipeline_value_minor'),
  deal_pipeline_value_minor_needs_value_check: {
    refused: [{ pipeline_value_minor: 1, value_minor: null }],
    passed: [{ pipeline_value_minor: 1, value_minor: 1 }, { value_minor: 1 }],
  },
  deal_own_win_check: {
    refused: [
      { own_win: { win: 1, until: '2026-12-12', by: 'm1' } },
      { own_win: { win: 0, until: '2026-12-12', by: 'm1' } },
      { own_win: { win: 0.5, by: 'm1' } },
      { own_win: { win: 0.5, until: '2026-12-12' } },
    ],
    passed: [{ own_win: { win: 0.99, until: '2026-12-12', by: 'm1' } }],
  },
  deal_rate_check: { refused: [{ rate: 0 }, { rate: -1 }], passed: [{ rate: 4.3 }] },
  deal_tier_check: tier,
  deal_value_minor_check: moneyCheck('value_minor'),
  deal_version_check: atLeast('version', 1),
  deal_call_win_check: { refused: [{ win: 0 }, { win: 1 }, { win: -0.1 }], passed: [{ win: 0.001 }, { win: 0.999 }] },
  deal_card_shown_version_check: atLeast('shown_version', 0),
  note_link_check: { refused: [{ link: 'javascript:x' }, { link: 'http://x' }], passed: [{ link: 'https://x' }] },
  deal_event_before_check: {
    refused: [
      { version: 1, kind: 'opened', before: {} },
      { version: 2, kind: 'edited' },
      { version: 2, kind: 'movedIn', before: {} },
    ],
    passed: [
      { version: 1, kind: 'opened' },
      { version: 2, kind: 'edited', before: {} },
      { version: 2, kind: 'movedIn' },
    ],
  },
  deal_event_undoes_check: atLeast('undoes', 1),
  deal_event_undoes_earlier_check: { refused: [{ undoes: 2, version: 2 }], passed: [{ undoes: 1, version: 2 }] },
  deal_event_version_check: atLeast('version', 1),
  delivery_attempt_check: atLeast('attempt', 0),
  delivery_state_check: oneOf('state', 'queued', 'sending', 'sent', 'refused', 'ambiguous', 'superseded'),
  exchange_rate_currency_check: currencyCheck('currency'),
  exchange_rate_in_currency_check: currencyCheck('in_currency'),
  exchange_rate_rate_check: { refused: [{ rate: 0 }], passed: [{ rate: 0.0001 }] },
  exchange_rate_two_currencies_check: {
    refused: [{ currency: 'PLN', in_currency: 'PLN' }],
    passed: [{ currency: 'EUR', in_currency: 'PLN' }],
  },
  member_account_check: oneOf('account', 'member', 'guest', 'stranger', 'bot', 'left'),
  member_active_check: {
    refused: [
      { account: 'member', active: false },
      { account: 'guest', active: true },
      { account: 'guest', active: false, guest_allowed_by: 'm1' },
      ...['stranger', 'bot', 'left'].map((account) => ({ account, active: true, guest_allowed_by: 'm1' })),
    ],
    passed: [
      { account: 'member', active: true },
      { account: 'guest', active: false },
      { account: 'guest', active: true, guest_allowed_by: 'm1' },
      ...['stranger', 'bot', 'left'].map((account) => ({ account, active: false })),
    ],
  },
  member_language_check: language,
  member_quiet_from_check: timeOfDay('quiet_from', 'quiet_to'),
  member_quiet_to_check: timeOfDay('quiet_to', 'quiet_from'),
  member_quiet_whole_check: {
    refused: [{ quiet_from: '18:00' }, { quiet_to: '08:00' }],
    passed: [{ quiet_from: '18:00', quiet_to: '08:00' }, {}],
  },
  member_stand_in_check: {
    refused: [
      { stand_in_id: 'm2', away_until: null },
      { id: 'm1', stand_in_id: 'm1', away_until: '2026-12-01' },
    ],
    passed: [
      { stand_in_id: null, away_until: null },
      { stand_in_id: null, away_until: '2026-12-01' },
    ],
  },
  member_role_check: oneOf('role', 'reader', 'rep', 'manager', 'admin'),
  workspace_delete_after_check: {
    refused: [
      { uninstalled_at: '2026-11-16T09:00:00Z', delete_after: '2026-11-15T09:00:00Z' },
      { delete_after: '2026-11-15T09:00:00Z' },
    ],
    passed: [
      {},
      { uninstalled_at: '2026-11-16T09:00:00Z' },
      { uninstalled_at: '2026-11-16T09:00:00Z', delete_after: '2026-12-16T09:00:00Z' },
    ],
  },
  note_kind_check: oneOf('kind', 'note', 'reason'),
  open_stock_day_check: day,
  open_stock_tier_check: tier,
  lead_form_hash_check: { refused: [{ hash: 'ABC' }], passed: [{ hash: 'a'.repeat(64) }] },
  workspace_keep_lost_months_check: atLeast('keep_lost_months', 1),
  workspace_keep_note_months_check: atLeast('keep_note_months', 1),
  workspace_keep_post_months_check: atLeast('keep_post_months', 1),
  workspace_keep_handled_days_check: atLeast('keep_handled_days', 2),
  personal_token_hash_check: { refused: [{ hash: 'ABC' }], passed: [{ hash: 'a'.repeat(64) }] },
  pipeline_currency_check: currencyCheck('currency'),
  rep_exit_month_check: month,
  stage_ageing_days_check: atLeast('ageing_days', 1),
  stage_kind_check: oneOf('kind', 'open', 'won', 'lost'),
  stage_minimum_check: atLeast('minimum', 0),
  stage_position_check: atLeast('position', 0),
  pipeline_version_check: atLeast('version', 1),
  stage_merged_into_check: {
    refused: [
      { id: 's1', merged_into: 's2', archived_at: null },
      { id: 's1', merged_into: 's1', archived_at: '2026-11-16T09:00:00Z' },
    ],
    passed: [
      { id: 's1', merged_into: 's2', archived_at: '2026-11-16T09:00:00Z' },
      { id: 's1', merged_into: null, archived_at: null },
    ],
  },
  stage_short_name_check: {
    refused: [shortName(''), shortName('Negotiations!')],
    passed: [shortName('Negotiations'), { short_name: null }],
  },
  stage_starting_probability_check: {
    refused: [{ starting_probability: -0.01 }, { starting_probability: 1.01 }],
    passed: [{ starting_probability: 0 }, { starting_probability: 1 }],
  },
  stage_alert_needed_check: atLeast('needed', 1),
  stage_entry_day_check: day,
  stage_entry_how_check: oneOf('how', 'created', 'imported', 'moved', 'reopened'),
  stage_exit_age_bin_check: ageBin,
  stage_exit_month_check: month,
  stage_exposure_month_check: month,
  pipeline_visibility_check: { refused: [{ visibility: 'nobody' }], passed: [{ visibility: 'team' }, { visibility: 'own' }] },
  pipeline_shown_in_check: { refused: [{ shown_in: {} }], passed: [{ shown_in: ['C1'] }] },
  subscription_alerts_check: { refused: [{ alerts: [] }], passed: [{ alerts: {} }] },
  subscription_cards_from_check: atLeast('cards_from', 1),
  subscription_language_check: language,
  subscription_time_of_day_check: timeOfDay('time_of_day'),
  subscription_weekday_check: { refused: [{ weekday: 0 }, { weekday: 8 }], passed: [{ weekday: 1 }, { weekday: 7 }] },
  target_period_check: oneOf('period', 'month', 'quarter', 'year'),
  target_starts_on_check: { refused: [{ starts_on: '2026-11-02' }], passed: [{ starts_on: '2026-11-01' }] },
  target_value_minor_check: moneyCheck('value_minor'),
  target_of_one_check: { refused: [{ member_id: 'm1', team_id: 't1' }], passed: [{ member_id: 'm1', team_id: null }] },
  team_parent_check: { refused: [{ id: 't1', parent_id: 't1' }], passed: [{ id: 't1', parent_id: 't2' }] },
  team_membership_until_check: {
    refused: [{ from_on: '2026-11-16', until_on: '2026-11-16' }],
    passed: [{ from_on: '2026-11-16', until_on: '2026-11-17' }],
  },
  setting_change_kind_check: {
    refused: [{ kind: '' }, { kind: 'Rates 2' }],
    passed: [{ kind: 'stage-estimate' }, { kind: 'rates' }],
  },
  stage_estimate_reason_check: { refused: [{ reason: '' }], passed: [{ reason: 'new prices' }] },
  stage_estimate_win_check: { refused: [{ win: 1 }, { win: 0 }], passed: [{ win: 0.01 }, { win: 0.99 }] },
  tier_bounds_order_check: { refused: [{ low_minor: 2, high_minor: 1 }], passed: [{ low_minor: 1, high_minor: 1 }] },
  tier_exit_month_check: month,
  tier_exit_tier_check: tier,
  webhook_former_check: {
    refused: [{ former_secret: 'x' }, { former_until: '2026-11-16T09:00:00Z' }],
    passed: [{ former_secret: 'x', former_until: '2026-11-16T09:00:00Z' }, { former_secret: null }],
  },
  webhook_off_check: {
    refused: [{ off_at: '2026-11-16T09:00:00Z' }, { off_why: 'person' }],
    passed: [{ off_at: '2026-11-16T09:00:00Z', off_why: 'person' }, { off_at: null }],
  },
  webhook_delivery_deal_check: {
    refused: [{ deal_number: 1 }, { version: 1 }],
    passed: [{ deal_number: 1, version: 1 }, { deal_number: null }],
  },
  webhook_delivery_state_check: oneOf('state', 'queued', 'sent', 'failed'),
  workspace_counter_version_check: atLeast('counter_version', 0),
  workspace_fiscal_start_month_check: {
    refused: [{ fiscal_start_month: 0 }, { fiscal_start_month: 13 }],
    passed: [{ fiscal_start_month: 1 }, { fiscal_start_month: 12 }],
  },
  workspace_language_check: language,
  workspace_next_deal_number_check: atLeast('next_deal_number', 1),
};
