import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { classifyViewError } from '../../../src/slack/web-api/classify-view-error.ts';

const refusal = (error: string, messages?: string[]) =>
  new WebAPIPlatformError({ ok: false, error, ...(messages === undefined ? {} : { response_metadata: { messages } }) });

describe('an error of a call that opens or changes a view', () => {
  it.each([
    'expired_trigger_id',
    'trigger_expired',
    'exchanged_trigger_id',
    'trigger_exchanged',
    'invalid_trigger_id',
    'invalid_trigger',
  ])('%s is an expired trigger, as the error and among the messages of invalid_arguments', (code) => {
    expect(classifyViewError(refusal(code))).toBe('expiredTrigger');
    expect(classifyViewError(refusal('invalid_arguments', ['[ERROR] a field is missing', `[ERROR] ${code}`]))).toBe(
      'expiredTrigger',
    );
  });

  it.each(['hash_conflict', 'not_found'])('%s is a stale view, as the error and among the messages', (code) => {
    expect(classifyViewError(refusal(code))).toBe('staleView');
    expect(classifyViewError(refusal('invalid_arguments', [`[ERROR] ${code} [json-pointer:/view_id]`]))).toBe('staleView');
  });

  it('is nothing of the kind for other refusals, messages of other errors and errors that are not of Slack', () => {
    expect(classifyViewError(refusal('channel_not_found'))).toBeUndefined();
    expect(classifyViewError(refusal('invalid_arguments', ['[ERROR] user_not_found']))).toBeUndefined();
    expect(classifyViewError(refusal('invalid_arguments'))).toBeUndefined();
    expect(classifyViewError(refusal('fatal_error', ['hash_conflict']))).toBeUndefined();
    expect(classifyViewError(new Error('expired_trigger_id'))).toBeUndefined();
  });
});
