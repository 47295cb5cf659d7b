/**
 * Every table of a workspace by what refers to what, those first that nothing refers to: a deletion that began at the workspace would meet a
 * member whom a deal still names. Backwards, each row comes after what it refers to.
 */
export const WORKSPACE_TABLES = [
  ...['stage_exposure', 'stage_exit', 'rep_exit', 'tier_exit', 'stage_entry', 'open_stock', 'tier_bounds'],
  ...[
    'report_role',
    'webhook_delivery',
    'webhook',
    'imported_deal',
    'import_run',
    'commitment',
    'stage_alert',
    'deal_card',
    'ageing_notice',
    'deal_call',
    'criterion_tick',
    'deal_event',
    'note',
  ],
  ...['forecast_snapshot', 'funnel_plan', 'stage_estimate', 'target', 'exchange_rate', 'subscription', 'setting_change'],
  ...['delivery', 'handled', 'kept_form', 'personal_token', 'lead_form', 'installation', 'deal', 'contact', 'stage', 'pipeline'],
  ...['team_membership', 'team_manager', 'team', 'member'],
] as const;
