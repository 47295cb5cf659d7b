/** A member as `jsonb`, each column as Prisma names it, so that statements of our own and Prisma's queries give the same row. */
export const memberJson = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'slackUserId', ${alias}.slack_user_id,
      'name', ${alias}.name, 'role', ${alias}.role, 'language', ${alias}.language, 'locale', ${alias}.locale,
      'timeZone', ${alias}.time_zone, 'quietFrom', ${alias}.quiet_from, 'quietTo', ${alias}.quiet_to, 'directOff', ${alias}.direct_off,
      'account', ${alias}.account, 'accountCheckedAt', ${alias}.account_checked_at, 'active', ${alias}.active,
      'awayUntil', ${alias}.away_until, 'standInId', ${alias}.stand_in_id)`;
