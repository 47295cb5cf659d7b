import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Requests that are under way at once. */
const IN_FLIGHT = 16;

/** Throughput and latencies of one measuring interval. */
export type Slice = {
  readonly answered: number;
  readonly perSecond: number;
  /** Milliseconds from sending to the whole answer. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 200, or did not hold what was expected; the first of them. */
  readonly failed: number;
  readonly example: string;
};

/** A command: who types it, and what the answer has to hold. */
export type TypedCommand = { readonly userId: string; readonly text: string; readonly expected: string };

export type LoadGenerator = {
  /** Sends commands for so many ms, 16 at once. */
  readonly slice: (ms: number, next: () => TypedCommand) => Promise<Slice>;
  /** Sends so many commands a second for so many ms, whether those before are answered or not. */
  readonly openLoop: (perSecond: number, ms: number, next: () => TypedCommand) => Promise<readonly TimedAnswer[]>;
  readonly close: () => void;
};

/** An answer and when it came, ms after it was asked for. */
export type TimedAnswer = { readonly ms: number; readonly status: number; readonly body: string };

/** Signed slash commands over keep-alive HTTP, as Slack sends them. */
export function createLoadGenerator(port: number, signingSecret: string, teamId: string): LoadGenerator {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const unlimited = new Agent({ keepAlive: true });
  let count = 0;
  const send = (userId: string, text: string, through = agent): Promise<{ readonly status: number; readonly body: string }> => {
    count += 1;
    const body = new URLSearchParams({
      command: '/deal',
      text,
      team_id: teamId,
      team_domain: 'bench',
      user_id: userId,
      user_name: 'bench',
      channel_id: 'C0BENCH',
      channel_name: 'bench',
      api_app_id: 'A0BENCH',
      response_url: 'http://127.0.0.1:9/none',
      trigger_id: `${Date.now()}.${process.pid}.${count}`,
    }).toString();
    const stamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')}`;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          port,
          host: '127.0.0.1',
          path: '/slack/events',
          method: 'POST',
          agent: through,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body),
            'x-slack-request-timestamp': stamp,
            'x-slack-signature': signature,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            text += part;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  };
  return {
    slice: async (ms, next) => {
      const times: number[] = [];
      let failed = 0;
      let example = '';
      const start = performance.now();
      const worker = async () => {
        // On a slow day too, each of them is answered once: a slice without an answer has no figures.
        for (let isFirst = true; isFirst || performance.now() - start < ms; isFirst = false) {
          const { userId, text, expected } = next();
          const sentAt = performance.now();
          const { status, body } = await send(userId, text);
          times.push(performance.now() - sentAt);
          if (status === 200 && body.includes(expected)) continue;
          failed += 1;
          example ||= `${text} → ${status} ${body.slice(0, 300)}`;
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
      const seconds = (performance.now() - start) / 1000;
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { answered: times.length, perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), failed, example };
    },
    openLoop: async (perSecond, ms, next) => {
      const answers: Promise<TimedAnswer>[] = [];
      const start = performance.now();
      for (let due = start; due < start + ms; due += 1000 / perSecond) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        const { userId, text } = next();
        const sentAt = performance.now();
        answers.push(send(userId, text, unlimited).then((answer) => ({ ...answer, ms: performance.now() - sentAt })));
      }
      return Promise.all(answers);
    },
    close: () => {
      agent.destroy();
      unlimited.destroy();
    },
  };
}
