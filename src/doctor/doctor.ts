import { type Environment, readConfig, readToolConfig } from '../config.ts';
import { type Problem, SETTINGS } from '../settings.ts';
import { checkClock } from './clock-check.ts';
import { checkDatabase } from './database-check.ts';
import { type Finding, ill, skipped } from './finding.ts';
import { checkBotToken, checkChannel, checkTransport, clientOf } from './slack-checks.ts';

/**
 * Looks at everything that a bot needs from outside: settings, tokens, scopes, database, channels, clock.
 *
 * @param now ms since the epoch, by this machine's clock.
 */
export async function doctor(env: Environment, now: () => number): Promise<readonly Finding[]> {
  const bot = readConfig(env);
  const problems = bot.ok ? [] : bot.problems.map(problemFinding);
  const tool = readToolConfig(env);
  if (!tool.ok) return [...problems, skipped('all else', 'once the settings are complete')];
  const { config } = tool;
  const client = clientOf(config);
  const token = await checkBotToken(client);
  const transport = bot.ok ? [await checkTransport(bot.config.transport, config)] : [];
  const { findings, subscriptions } = await checkDatabase(config.database);
  const channels = await Promise.all((subscriptions ?? []).map((subscription) => checkChannel(client, subscription)));
  const none = subscriptions?.length === 0 ? [skipped('channels', 'none is set up yet: type /funnel setup in Slack')] : [];
  const clock = await checkClock(config.slackApiUrl ?? 'https://slack.com/api/', now);
  return [...problems, ...token, ...transport, ...findings, ...channels, ...none, clock];
}

const problemFinding = ({ setting, what }: Problem): Finding => ill(setting, what, `Found at: ${SETTINGS[setting]}`);
