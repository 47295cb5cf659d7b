import { win } from '../../../src/core/deal/advance.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { assignedPost } from '../../../src/jobs/posts/assigned.ts';
import { welcomePost } from '../../../src/jobs/posts/welcome.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { createStore } from '../../../src/store/open-store.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../all-deals.ts';
import { createCompany } from '../company.ts';
import { MONDAY } from '../deal-builders.ts';
import { priced } from '../priced.ts';

/** Stands in every text and every id of the company, so that any answer which holds one of them is a leak. */
export const SECRET = 'SECRET';
/** And in amounts. */
export const SECRET_MINOR = 765_432_100;

/** A company with a row in every table, and the ids by which somebody else could ask for them. */
export type SecretCompany = {
  readonly tenant: Tenant;
  readonly memberId: string;
  /** A guest who was let in. */
  readonly guestId: string;
  readonly slackUserId: string;
  readonly dealNumber: number;
  readonly noteId: string;
  readonly alertId: string;
  readonly commitmentId: string;
  /** Somebody who has left, and what they had promised. */
  readonly leaverId: string;
  readonly leftCommitmentId: string;
  readonly settingId: string;
  readonly otherSettingId: string;
  readonly subscriptionId: string;
  readonly deliveryKey: string;
  readonly webhookId: string;
  readonly webhookDeliveryId: string;
  readonly channelId: string;
  readonly externalId: string;
  readonly tokenId: string;
  readonly leadFormId: string;
  readonly teamId: string;
  /** Everything that the database holds of it, as one text: what nobody else may change. */
  readonly dump: () => Promise<string>;
};

/** Makes it in a database that may hold others. */
export async function createSecretCompany(database: Database, id: string): Promise<SecretCompany> {
  let made = 0;
  const store = createStore(database, () => {
    made += 1;
    return `${SECRET}-${made}`;
  });
  const tenant = store.tenant(id);
  const slackUserId = 'U0SECRET';
  const { member, pipeline } = await tenant.loadOrCreateRequester(
    { slackUserId, name: SECRET, email: 'secret@example.com', account: 'member' },
    { language: 'en', at: MONDAY },
  );
  const company = await createCompany(database, id);
  await tenant.updateWorkspace({ name: SECRET });
  const worth = priced(SECRET_MINOR);
  const actor = {
    actor: { id: member.id, role: 'admin' as const },
    at: MONDAY,
    today: '2026-11-16' as const,
    through: 'command' as const,
  };
  const open = async (name: string, stageId: string) => {
    const saved = await tenant
      .deals(ALL_DEALS)
      .create(
        (number) =>
          openDeal(
            { number, pipeline: company.pipeline, note: { kind: 'note', text: `${SECRET} ${SECRET}`, link: null } },
            { name, company: SECRET, ownerId: member.id, contact: { name: SECRET }, stageId, ...worth },
            actor,
          ),
        { key: `${SECRET} ${name}`, at: MONDAY },
      );
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    return saved.file.deal.number;
  };
  const dealNumber = await open(`${SECRET} one`, 'needs');
  // It stands for long, and nobody was told.
  await open(`${SECRET} three`, 'needs');
  const wonNumber = await open(`${SECRET} two`, 'needs');
  const won = await tenant
    .deals(ALL_DEALS)
    .change(
      wonNumber,
      (file) =>
        win(file, { pipeline: company.pipeline, answers: { deal: worth, ticks: ['signed'] } }, { ...actor, at: MONDAY + DAY_MS }),
      { key: null, at: MONDAY + DAY_MS },
    );
  if (!won.ok) throw new Error(JSON.stringify(won));
  const channelId = 'C0SECRET';
  const sql = (text: string, values: readonly unknown[]) => database.session((session) => session.query(text, [...values]));
  await sql('UPDATE deal SET external_id = $2 WHERE workspace_id = $1 AND number = $3', [id, SECRET, dealNumber]);
  await sql(
    `UPDATE deal SET own_win = jsonb_build_object('win', 0.5, 'until', '2027-01-01', 'by', owner_id), close_on = '2026-11-01'
     WHERE workspace_id = $1 AND number = $2`,
    [id, dealNumber],
  );
  for (const [run, at] of [
    ['run', new Date(MONDAY).toISOString()],
    ['draft', null],
  ]) {
    await sql(`INSERT INTO import_run VALUES ($1, $2, $3, NULL, $4, '{}', 1, 0, $5::timestamptz, $6::timestamptz, NULL)`, [
      id,
      `${SECRET} ${run}`,
      pipeline.id,
      `${SECRET}.csv`,
      new Date(MONDAY).toISOString(),
      at,
    ]);
  }
  await sql('INSERT INTO imported_deal VALUES ($1, $2, $3, 0, 1)', [id, `${SECRET} run`, dealNumber]);
  const subscription = await tenant.subscriptions.save({
    ...{ pipelineId: pipeline.id, channelId, channelName: SECRET, weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' },
    ...{ language: 'en', nextDueAt: MONDAY, nextCheckAt: MONDAY, createdAt: MONDAY },
  });
  const alert = await tenant.stageAlerts.begin({
    ...{ pipelineId: pipeline.id, stageId: 'needs', drySince: MONDAY, seenAt: MONDAY, needed: 3 },
  });
  const alertId = alert?.id ?? '';
  const { commitment } = await tenant.commitments.claim({
    ...{ alertId, dealNumber, newDeals: null, memberId: member.id, toStageId: 'needs', dueOn: '2026-11-20', madeAt: MONDAY },
  });
  // Somebody who has left had promised something.
  const leaver = await tenant.members.upsert({ slackUserId: 'U0LEFT', name: SECRET, account: 'left', at: MONDAY });
  const left = await tenant.commitments.claim({
    ...{ alertId, dealNumber: null, newDeals: 2, memberId: leaver.id, toStageId: 'needs', dueOn: '2026-11-20', madeAt: MONDAY },
  });
  const setting = await tenant.settingChanges.record({
    memberId: member.id,
    kind: 'setup',
    at: MONDAY,
    payload: { before: SECRET },
  });
  const otherSetting = await tenant.settingChanges.record({
    memberId: member.id,
    kind: 'setup',
    at: MONDAY,
    payload: { before: SECRET },
  });
  const work = { memberId: member.id, at: MONDAY, today: '2026-11-16' } as const;
  const team = { id: `${SECRET}-team`, name: SECRET, parentId: null, managerIds: [member.id], userGroupId: `S${SECRET}` };
  await tenant.teams.save({ kind: 'add', team }, { ...work, key: 'team' });
  await tenant.teams.save(
    { kind: 'move', memberIds: [member.id], teamId: team.id, from: '2026-11-01' },
    { ...work, key: 'move' },
  );
  await tenant.targets.set(
    pipeline.id,
    { memberId: member.id, period: 'month', startsOn: '2026-11-01', valueMinor: SECRET_MINOR },
    MONDAY,
  );
  await tenant.targets.set(
    pipeline.id,
    { memberId: null, teamId: team.id, period: 'month', startsOn: '2026-11-01', valueMinor: SECRET_MINOR },
    MONDAY,
  );
  await tenant.setExchangeRate({ currency: 'USD', inCurrency: 'EUR' }, '2026-11-01', 7.654321);
  await tenant.tiers.save(pipeline.id, { validFrom: MONDAY, lowMinor: 1, highMinor: SECRET_MINOR });
  await tenant.stageEstimates.set(pipeline.id, {
    ...{ stageId: 'needs', win: 0.5, until: '2027-01-01', reason: SECRET, by: member.id, setAt: MONDAY },
  });
  await tenant.dealPredictions.save(pipeline.id, {
    ...{ takenOn: '2026-11-16', settlesOn: '2027-11-16', predictions: [{ number: dealNumber, win: 0.7654321 }] },
  });
  await sql(
    `INSERT INTO forecast_snapshot (workspace_id, pipeline_id, taken_on, scope, member_id, period, starts_on, ends_on, taken_at,
       expected_minor, quantiles_minor, model_minor, model_cv, run_rate_minor, sd_minor, won_minor, target_minor, open_count, open_minor)
     VALUES ($1, 'sales', '2026-09-07', 'team', NULL, 'month', '2026-09-01', '2026-09-30', '2026-09-07T00:00:00Z',
       $2, array_fill($2::bigint, ARRAY[19]), 1, 0.5, 1, 1, 1, NULL, 1, 1)`,
    [id, SECRET_MINOR],
  );
  await sql(`INSERT INTO funnel_plan VALUES ($1, 'sales', 'pipeline', '2026-11-16', '2026-11-16T09:00:00Z', $2::jsonb)`, [
    id,
    JSON.stringify({ text: SECRET }),
  ]);
  await tenant.cards.save({ dealNumber, channelId, messageTs: '1.0', shownVersion: 1 }, MONDAY);
  await tenant.ageingNotices.markNotified(member.id, [{ number: dealNumber, stageSince: MONDAY }], MONDAY);
  const draft = assignedPost.draft({
    deal: { number: dealNumber, version: 1 },
    owner: { ...member, slackUserId },
    byId: member.id,
    at: MONDAY + DAY_MS,
  });
  await tenant.deliveries.queue([draft], MONDAY);
  // Somebody is sending it.
  await sql(`UPDATE delivery SET state = 'sending', attempt = 1, lease_until = '2026-11-30T09:00:00Z' WHERE workspace_id = $1`, [
    id,
  ]);
  // Another one waits for its channel.
  await tenant.deliveries.queue([welcomePost.draft({ ...subscription, at: MONDAY })], MONDAY);
  await sql(
    `UPDATE delivery SET error = 'not_in_channel', not_before = '2027-12-31T09:00:00Z' WHERE workspace_id = $1 AND state = 'queued'`,
    [id],
  );
  const guest = await tenant.members.upsert({ slackUserId: 'U0GUEST', name: SECRET, account: 'guest', at: MONDAY });
  await tenant.members.allowGuest(guest.id, member.id);
  await tenant.keptForms.save({ id: 'form-1', slackUserId, view: JSON.stringify({ note: SECRET }), keptAt: MONDAY });
  const token = await tenant.personalTokens.make({ memberId: leaver.id, name: SECRET, hash: 'a'.repeat(64), at: MONDAY });
  await tenant.retention.save({ lostMonths: null, noteMonths: null, postMonths: 60, handledDays: 7 });
  const leadForm = await tenant.leadForms.save(
    { pipelineId: 'sales', hash: 'd'.repeat(64), encryptedSecret: SECRET, names: { nobody: SECRET, form: SECRET } },
    MONDAY,
  );
  await sql(
    `INSERT INTO webhook (workspace_id, id, url, types, encrypted_secret, created_at, lease_until)
     VALUES ($1, $2, $3, '{deal.won}', $2, '2026-11-16T09:00:00Z', '2999-01-01T00:00:00Z')`,
    [id, `${SECRET} webhook`, `https://${SECRET}.example/`],
  );
  for (const [message, state] of [
    ['message', 'failed'],
    ['message 2', 'queued'],
  ]) {
    await sql(
      `INSERT INTO webhook_delivery (workspace_id, webhook_id, id, type, deal_number, version, state, not_before, attempt, created_at)
       VALUES ($1, $2, $3, 'deal.won', $4, 1, $5, '2026-11-16T09:00:00Z', 0, '2026-11-16T09:00:00Z')`,
      [id, `${SECRET} webhook`, `${SECRET} ${message}`, dealNumber, state],
    );
  }
  await sql(`INSERT INTO report_role VALUES ($1, $2, '2026-11-16T09:00:00Z')`, [id, `${SECRET} ${id}`]);
  await tenant.markHandledOnce('event Ev1', MONDAY);
  await store.installations.save({ workspaceId: id, enterpriseId: null, encryptedRecord: SECRET }, MONDAY);
  const [note] = await sql('SELECT id FROM note WHERE workspace_id = $1 ORDER BY id LIMIT 1', [id]);
  const tables = await sql(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'workspace_id' AND table_schema = 'public' ORDER BY 1",
    [],
  );
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${String(name)}' AS name, string_agg(to_jsonb(t)::text, E'\\n' ORDER BY to_jsonb(t)::text) AS rows FROM ${String(name)} AS t WHERE workspace_id = $1`,
  );
  const everything = `${parts.join(' UNION ALL ')} UNION ALL SELECT 'workspace', to_jsonb(w)::text FROM workspace AS w WHERE id = $1 ORDER BY 1`;
  return {
    ...{
      tenant,
      guestId: guest.id,
      memberId: member.id,
      slackUserId,
      dealNumber,
      noteId: String(note?.['id']),
      alertId,
      commitmentId: commitment.id,
      leaverId: leaver.id,
      leftCommitmentId: left.commitment.id,
    },
    ...{
      settingId: setting.id,
      otherSettingId: otherSetting.id,
      subscriptionId: subscription.id,
      deliveryKey: draft.key,
      webhookId: `${SECRET} webhook`,
      webhookDeliveryId: `${SECRET} message`,
      channelId,
      externalId: SECRET,
      tokenId: token.id,
      leadFormId: leadForm.id,
      teamId: team.id,
    },
    dump: async () => {
      const rows = await sql(everything, [id]);
      return rows.map((row) => `${String(row['name'])}: ${String(row['rows'])}`).join('\n');
    },
  };
}
