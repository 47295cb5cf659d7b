import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { settleClosed, settlePost } from '../../src/jobs/settlement.ts';

const CREATED = Date.parse('2026-11-16T09:00:00Z');
const WEEK_MS = 7 * DAY_MS;
const delivery = { attempt: 150, createdAt: CREATED };

const CLOSED = [
  'shared_externally',
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'missing_scope',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
];
const FOR_GOOD = [
  'invalid_blocks',
  'msg_too_long',
  'no_text',
  'user_not_found',
  'thread_not_found',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'metadata_too_large',
  'too_many_attachments',
];

describe('a post that its place does not take', () => {
  it.each(CLOSED)('by %s waits an hour each time until its week is over, and not a moment longer', (code) => {
    for (const at of [CREATED, CREATED + DAY_MS, CREATED + WEEK_MS - 1])
      expect(settleClosed(delivery, code, at)).toEqual({
        state: 'queued',
        notBefore: at + HOUR_MS,
        error: code,
        maybePosted: false,
      });
    for (const at of [CREATED + WEEK_MS, CREATED + WEEK_MS + HOUR_MS])
      expect(settleClosed(delivery, code, at)).toEqual({ state: 'refused', error: code });
  });

  it.each(FOR_GOOD)('by %s is refused for good at once', (code) => {
    const refused = settlePost({ ok: false, why: 'refused', code }, { delivery: { ...delivery, attempt: 1 }, at: CREATED });
    expect(refused).toEqual({ state: 'refused', error: code });
  });
});
