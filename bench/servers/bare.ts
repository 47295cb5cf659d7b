import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { reportCountAtEnd } from './report-count.ts';

/** A Bolt app that only acknowledges: what everything is measured beside. Arguments: port, signing secret, bot token, API address. */
const [port = '0', signingSecret = '', token = '', slackApiUrl = ''] = process.argv.slice(2);
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({ token, receiver, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR });
app.command('/deal', async ({ ack }) => ack());
await app.start(Number(port));
process.send?.('ready');
reportCountAtEnd(async () => ({ moves: 0, wrong: [] }));
