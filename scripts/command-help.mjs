/** What each command of package.json answers to --help: by its program. Those that are not here answer for themselves. */
const HELP = {
  main: `npm start: the bot. It builds first where a source is newer, and takes its settings from .env or the environment.

  cp .env.example .env    then put the two tokens in: README, "Connect a real workspace"
  npm start               runs until Ctrl+C; whatever is missing is said all at once`,
  dev: `npm run dev: the bot, restarted on every change of a source; wants tokens in .env.`,
  'cli/job': `npm run -s job -- NAME [--at 2026-11-23T08:00:00Z]: one job now, or as of an instant; a line per post.

  weekly-digest    digests that are due
  stage-alerts     stages that have run dry, and those that hold deals again
  deliver          whatever waits to be posted`,
  'cli/doctor': `npm run -s doctor: looks at tokens, scopes, database, channels and clock, and says what to do about each that is not well.`,
  'cli/manifest': `npm run -s manifest [-- --http https://lejek.example.com]: the app manifest to paste at api.slack.com/apps; with an address the
one of an app that is reached over HTTP, for many workspaces.`,
  'cli/backtest': `npm run -s backtest -- --events FILE.csv --stages a,b,c: the forecasts against a real past.

  --origins DAYS, or --every 7d [--from DAY] [--to DAY]    the days at which it looks ahead
  --periods month,quarter,year   --scopes team,reps        what it forecasts
  --out FILE.json   --chart FILE.svg                       what it writes beside the report`,
  'cli/report-role': `npm run -s report-role -- --workspace T0123ABC [--name NAME] [--remove]: a log-in of PostgreSQL that reads the reports of one
workspace (docs/reports.md), and nothing else.`,
  'cli/delete-workspace': `npm run -s delete-workspace -- T0123ABC [--yes]: deletes all that is kept of a workspace, for good; without --yes it says what
that is.`,
  'cli/export': `npm run -s export [-- --workspace T0123ABC] [--to FILE.zip]: everything that is kept of a workspace, in one file: tables to read, and
the data that npm run -s restore reads back. Tokens are not in it.`,
  'cli/backup': `npm run -s backup [-- --to FOLDER] [--keep N]: every workspace of the database in one file, while the bot runs; --keep removes
older backups of the folder beyond so many.`,
  'cli/restore': `npm run -s restore -- FILE.zip: reads an export back into a database that does not have its workspace, or a backup into an empty
one; all of it, or nothing.`,
  'cli/mcp': `npm run -s mcp: a Model Context Protocol server over standard input and output, for an assistant; it hands on to the running bot. Wants
LEJEK_TOKEN (made in Slack with /funnel token) and, where the bot is not on this machine's port, LEJEK_ADDRESS.`,
  build: `npm run build: builds dist from src where a source is newer; npm start does it by itself.`,
  generate: `npm run generate: generates the database client from prisma/schema.prisma.`,
  'prune-production': `npm run prune-production: takes out of node_modules what running the bot does not need; for images.`,
  'scripts/docs.ts': `npm run -s docs: makes the tables of docs/commands.md and docs/input.md anew.`,
  'scripts/house-rules/walls.ts': `npm run walls: makes Biome's rules of who may import whom from scripts/house-rules/walls.ts.`,
  'scripts/screenshots.ts': `npm run screenshots: makes the pictures of the README from the demo; wants Chromium at $CHROMIUM or /usr/bin/chromium.`,
  'bench/main.ts': `npm run bench [-- NAME]: measures; without a name, requests a second.

  ack, loop, overload, rebuild, numbers, story, kill: what each measures stands in CONTRIBUTING.md, "Measuring"`,
};

/** Answers --help or -h, before anything is built; the process ends then. @param {string} program @param {readonly string[]} args */
export function answerHelp(program, args) {
  const help = HELP[program];
  if (help === undefined || !args.some((arg) => arg === '--help' || arg === '-h')) return;
  console.log(help);
  process.exit(0);
}
