/**
 * The walls between the rooms of `src`: which folder may import which, and which packages.
 *
 * `npm run walls` writes them into walls.json, one override per room, which biome.json extends; `test/house.test.ts` fails when the file
 * and this table differ, when a folder of `src` has no line here, and plants a breach for each wall.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';

type Room = {
  /** Rooms of `src` that its files may import, besides its own. A room's name stands for it alone, with `/**` for those inside too. */
  readonly may: readonly string[];
  /** Packages that it may import; `node:` stands for all that Node.js brings. */
  readonly packages?: readonly string[];
  /** What is said of a breach. */
  readonly why: string;
  /** Files of a room never import each other, but for these. */
  readonly isolated?: readonly string[];
};

const PACKAGES = [
  '@electric-sql/*',
  '@modelcontextprotocol/*',
  '@prisma/*',
  '@resvg/*',
  '@slack/bolt',
  '@slack/types',
  '@slack/web-api',
  'chardet',
  'date-holidays',
  'fflate',
  'fs-native-extensions',
  'node-cron',
  'papaparse',
  'pg',
  'pglite-prisma-adapter',
  'pino',
  'prom-client',
  'saxes',
  'temporal-polyfill',
  'zod',
];
const PURE = 'is pure: values in, values out, no input or output';
const VIEWS = 'Views are pure: core values and messages in, Block Kit out.';
const STORE = 'The store speaks core types only, and knows nothing of Slack or of schedules.';
const LISTENER = 'Listeners use core, facts, input, locale, views, steps and the request; they never import each other.';
const STEPS_AND_LISTENERS_MAY = [
  'core/**',
  'facts/**',
  'import',
  'import/read',
  'input/**',
  'jobs/posts/**',
  'locale/**',
  'platform',
  'slack/charts',
  'slack/request',
  'slack/views/**',
  'store/types',
  'webhooks',
];
const STEPS_MAY = [...STEPS_AND_LISTENERS_MAY, 'slack/web-api'];
const STEPS: Room = {
  may: STEPS_MAY,
  packages: ['node:', '@slack/types', 'zod'],
  why: 'Steps are shared by listeners and import none.',
};
const WEBHOOKS = 'What is told outside is made of the history and signed; it knows no Slack, and no store but its types.';
const LISTENER_MAY = [...STEPS_AND_LISTENERS_MAY, 'archive', 'slack/steps/**'];
const DEAL_MODEL = ['core', 'core/time', 'core/people', 'core/pipeline', 'core/money', 'core/deal'];
const CORE_MODEL = [...DEAL_MODEL, 'core/deal/hygiene', 'core/history'];
const NUMBERS = ['core/numbers', 'core/numbers/model', 'core/numbers/needs', 'core/numbers/statistics'];

const ENGLISH: Room = {
  may: ['core/**', 'locale', 'locale/en'],
  why: 'A language knows the types of core and Intl, and no other language.',
};
const POLISH: Room = {
  may: ['core/**', 'locale', 'locale/en/**', 'locale/pl'],
  why: 'A language knows the types of core and Intl, and the shape of English.',
};
const POSTS_MAY = [
  'core/**',
  'facts/**',
  'locale/**',
  'platform',
  'slack/charts',
  'slack/views/**',
  'slack/web-api',
  'store/types',
];
const POST = 'A kind of post is its schema, key, rule and view; it knows no requests and no schedule.';

/** Every folder of `src`, from the bottom up. */
export const ROOMS: Readonly<Record<string, Room>> = {
  core: { may: [], why: `core ${PURE}.` },
  'core/time': {
    may: ['core'],
    packages: ['temporal-polyfill'],
    why: `core/time ${PURE}; temporal-polyfill is its only package.`,
  },
  'core/people': { may: ['core', 'core/time'], why: `core/people ${PURE}, and knows no deals.` },
  'core/pipeline': { may: ['core', 'core/time', 'core/people'], why: `core/pipeline ${PURE}, and knows no deals.` },
  'core/money': { may: ['core', 'core/time', 'core/deal'], why: `core/money ${PURE}.` },
  'core/deal': { may: DEAL_MODEL, why: `core/deal ${PURE}, and knows neither counters nor numbers.` },
  'core/deal/hygiene': { may: DEAL_MODEL, why: `core/deal/hygiene ${PURE}: what a deal lacks, and who is to look at it.` },
  'core/history': { may: CORE_MODEL, why: `core/history ${PURE}, and knows no numbers.` },
  'core/numbers/statistics': { may: ['core/time'], why: `core/numbers/statistics ${PURE}, and knows no deals.` },
  'core/numbers/model': { may: [...CORE_MODEL, 'core/numbers/statistics'], why: `core/numbers/model ${PURE}.` },
  'core/numbers': { may: [...CORE_MODEL, ...NUMBERS.slice(1)], why: `core/numbers ${PURE}, and nothing of what people read.` },
  'core/numbers/needs': { may: [...CORE_MODEL, ...NUMBERS], why: `core/numbers/needs ${PURE}.` },
  'core/backtest': { may: [...CORE_MODEL, ...NUMBERS], why: `core/backtest ${PURE}.` },
  'core/funnel/plan': { may: [...CORE_MODEL, ...NUMBERS], why: `core/funnel/plan ${PURE}, and decides what people are told.` },
  'core/funnel': { may: [...CORE_MODEL, ...NUMBERS, 'core/backtest', 'core/funnel/plan'], why: `core/funnel ${PURE}.` },
  locale: { may: ['core/**', 'locale/**'], why: 'locale knows the types of core and Intl, nothing of Slack or the store.' },
  ...Object.fromEntries(['', '/deal', '/funnel', '/workspace'].map((part) => [`locale/en${part}`, ENGLISH])),
  ...Object.fromEntries(['', '/deal', '/funnel', '/workspace'].map((part) => [`locale/pl${part}`, POLISH])),
  input: {
    may: ['core/**', 'input/columns', 'locale/**'],
    packages: ['papaparse', 'zod'],
    why: 'input is pure: it reads what people type and files say.',
  },
  'input/dates': { may: ['core/**', 'input'], why: 'Dates are read from text alone.' },
  'input/lines': { may: ['core/**', 'input', 'input/dates'], why: 'A line is read from text alone.' },
  'input/files': {
    may: ['core/**', 'input'],
    packages: ['chardet', 'fflate', 'papaparse', 'saxes'],
    why: 'A file becomes rows from its bytes alone.',
  },
  'input/columns': { may: ['core/**', 'input', 'input/dates', 'input/files'], why: 'A column is read from its cells alone.' },
  thread: {
    may: ['core/**', 'import/read'],
    packages: ['node:'],
    why: 'The worker thread runs core, and reads files: pure functions alone.',
  },
  'store/types': { may: ['core/**'], why: "The store's interface speaks core types only." },
  'store/db': {
    may: ['store/types', 'store/generated'],
    packages: ['node:', '@electric-sql/*', '@prisma/*', 'fs-native-extensions', 'pg', 'pglite-prisma-adapter'],
    why: STORE,
  },
  'store/rows': { may: ['core/**', 'store/types', 'store/db', 'store/generated'], packages: ['@prisma/*'], why: STORE },
  'store/deals': {
    may: ['core/**', 'store/types', 'store/db', 'store/rows', 'store/generated'],
    packages: ['@prisma/*'],
    why: STORE,
  },
  'store/funnel': {
    may: ['core/**', 'store/types', 'store/db', 'store/rows', 'store/generated', 'thread'],
    packages: ['node:', '@prisma/*'],
    why: STORE,
  },
  'store/settings': {
    may: ['core/**', 'store/types', 'store/db', 'store/rows', 'store/deals', 'store/generated'],
    packages: ['node:', '@prisma/*'],
    why: STORE,
  },
  store: { may: ['core/**', 'store/**', 'thread'], packages: ['node:', '@prisma/*'], why: STORE },
  platform: {
    may: ['core/**', 'store/types'],
    packages: ['node:', '@slack/bolt', '@slack/web-api', 'date-holidays', 'pino', 'prom-client', 'zod'],
    why: 'platform carries the bot and knows nothing of its flows.',
  },
  'facts/digest': {
    may: ['core/**', 'facts', 'platform', 'store/types', 'thread'],
    packages: ['node:', 'zod'],
    why: 'Facts read the store and give core what it needs.',
  },
  facts: {
    may: ['core/**', 'platform', 'store/types', 'thread'],
    packages: ['node:', 'zod'],
    why: 'Facts read the store and give core what it needs.',
  },
  webhooks: { may: ['core/**', 'store/types'], packages: ['node:', 'zod'], why: WEBHOOKS },
  'slack/charts': {
    may: ['core/**', 'locale/**'],
    packages: ['@slack/types'],
    why: 'Charts are pure SVG; png.ts alone renders.',
  },
  'slack/views/kit': { may: ['core/**', 'locale/**', 'slack/charts'], packages: ['@slack/types', 'zod'], why: VIEWS },
  'slack/views/deal': {
    may: ['core/**', 'input/**', 'locale/**', 'slack/charts', 'slack/views/kit'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/deal/forms': {
    may: ['core/**', 'input/**', 'locale/**', 'slack/views/kit', 'slack/views/deal'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/deal/lists': {
    may: ['core/**', 'locale/**', 'slack/views/kit', 'slack/views/deal'],
    packages: ['@slack/types'],
    why: VIEWS,
  },
  'slack/views/funnel/plan': {
    may: ['core/**', 'locale/**', 'slack/charts', 'slack/views/kit', 'slack/views/deal', 'slack/views/deal/lists'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/funnel': {
    may: [
      'core/**',
      'locale/**',
      'slack/charts',
      'slack/views/kit',
      'slack/views/deal',
      'slack/views/deal/lists',
      'slack/views/funnel/plan',
    ],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/workspace/imports': {
    may: ['core/**', 'import/read', 'input/**', 'locale/**', 'slack/views/kit'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/workspace/settings': {
    may: ['core/**', 'input/**', 'locale/**', 'slack/views/kit', 'slack/views/deal', 'slack/views/funnel/plan'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/views/workspace': {
    may: ['core/**', 'import/read', 'input/**', 'locale/**', 'slack/views/**'],
    packages: ['@slack/types', 'zod'],
    why: VIEWS,
  },
  'slack/web-api': {
    may: ['core/**', 'input/**', 'platform', 'slack/charts', 'slack/views/kit', 'store/types'],
    packages: ['node:', '@slack/bolt', '@slack/types', '@slack/web-api', 'zod'],
    why: 'Calls to Slack know no flows and no views.',
  },
  'jobs/posts/kit': { may: POSTS_MAY, packages: ['zod'], why: 'What kinds of post share knows none of them.' },
  'jobs/posts/card': { may: [...POSTS_MAY, 'jobs/posts/kit'], packages: ['zod'], why: POST },
  'jobs/posts/alert': { may: [...POSTS_MAY, 'jobs/posts/kit'], packages: ['zod'], why: POST },
  'jobs/posts/digest': { may: [...POSTS_MAY, 'jobs/posts/kit'], packages: ['zod'], why: POST },
  'jobs/posts': { may: [...POSTS_MAY, 'jobs/posts/**'], packages: ['zod'], why: POST },
  'slack/request': {
    may: [
      'core/**',
      'input/**',
      'jobs/posts/**',
      'locale/**',
      'platform',
      'slack/charts',
      'slack/views/**',
      'slack/web-api',
      'store/types',
    ],
    packages: ['node:', '@slack/types', '@slack/web-api', 'zod'],
    why: 'What every listener is handed knows no listener.',
  },
  'slack/steps': STEPS,
  'slack/steps/imports': { ...STEPS, may: [...STEPS_MAY, 'slack/steps'] },
  'slack/steps/input': { ...STEPS, may: [...STEPS_MAY, 'slack/steps'] },
  'slack/steps/settings/history': { ...STEPS, may: [...STEPS_MAY, 'slack/steps'] },
  'slack/steps/settings': { ...STEPS, may: [...STEPS_MAY, 'slack/steps', 'slack/steps/settings/history'] },
  'slack/listeners/deal': { may: LISTENER_MAY, packages: ['@slack/types', 'node:', 'zod'], why: LISTENER, isolated: [] },
  'slack/listeners/funnel': { may: LISTENER_MAY, packages: ['@slack/types', 'node:', 'zod'], why: LISTENER, isolated: [] },
  'slack/listeners/workspace': { may: LISTENER_MAY, packages: ['@slack/types', 'node:', 'zod'], why: LISTENER, isolated: [] },
  tools: {
    may: [
      'core/**',
      'facts/**',
      'input/**',
      'locale/**',
      'platform',
      'slack/request',
      'slack/steps/**',
      'slack/views/**',
      'store/types',
    ],
    packages: ['@slack/types', 'zod'],
    why: 'A tool is what a listener does, without Slack around it: decisions, facts and steps, and words from the views.',
  },
  api: {
    may: [
      'core/**',
      'locale/**',
      'platform',
      'slack/request',
      'slack/steps',
      'slack/views/kit',
      'store/types',
      'tools',
      'webhooks',
    ],
    packages: ['node:', '@modelcontextprotocol/*', 'zod'],
    why: 'The API takes requests in over HTTP and hands them to the tools, leads of forms to a step; it knows no listener.',
  },
  'slack/listeners': { may: ['slack/listeners/**', 'slack/request'], why: 'all.ts lists the flows.' },
  'slack/dispatch': {
    may: ['core/**', 'facts/**', 'input/**', 'locale/**', 'platform', 'slack/**', 'store/types', 'tools'],
    packages: ['node:', '@slack/bolt', '@slack/types', '@slack/web-api', 'zod'],
    why: 'dispatch takes requests in; data come from the store only through its types.',
  },
  jobs: {
    may: [
      'core/**',
      'facts/**',
      'jobs/posts/**',
      'locale/**',
      'platform',
      'slack/request',
      'slack/steps',
      'slack/charts',
      'slack/views/**',
      'slack/web-api',
      'store/types',
      'webhooks',
    ],
    packages: ['@slack/types', '@slack/web-api', 'zod', 'node:'],
    why: 'Jobs are plain functions of their deps and an instant; only schedule.ts knows node-cron.',
  },
  'import/read': {
    may: ['core/**', 'input/**'],
    packages: ['node:', 'zod'],
    why: 'A table of deals is understood from its cells and the pipeline alone.',
  },
  import: {
    may: [
      'core/**',
      'facts/**',
      'import/read',
      'input/**',
      'jobs/posts/**',
      'locale/**',
      'platform',
      'slack/views/**',
      'store/types',
      'thread',
    ],
    packages: ['node:', 'zod'],
    why: 'An import reads files, writes by the store’s interface, and makes up for the forecasts of the past.',
  },
  archive: {
    may: ['core/**', 'platform', 'store/types'],
    packages: ['node:', 'fflate', 'papaparse', 'zod'],
    why: 'An archive is the rows as the store’s interface gives them.',
  },
  backtest: {
    may: ['core/**', 'input/**', 'platform'],
    packages: ['node:', 'zod'],
    why: 'A backtest needs a file, not a store.',
  },
  doctor: {
    may: ['core/**', 'input', 'platform', 'slack/web-api', 'store', 'store/db', 'store/types'],
    packages: ['node:', '@slack/web-api'],
    why: 'The doctor looks from outside and is not a bot.',
  },
  cli: {
    may: [
      'api',
      'core/**',
      'archive',
      'backtest',
      'doctor',
      'import',
      'import/read',
      'input/**',
      'jobs',
      'locale/**',
      'platform',
      'slack/charts',
      'slack/views/**',
      'store',
      'store/types',
    ],
    packages: ['node:', 'pino'],
    why: 'A command line tool is not a bot.',
  },
  '': {
    may: [
      'api',
      'archive',
      'core/**',
      'import',
      'jobs',
      'platform',
      'slack/dispatch',
      'slack/web-api',
      'slack/request',
      'store',
      'store/types',
    ],
    packages: ['node:', '@slack/web-api'],
    why: 'main.ts and start.ts compose.',
  },
};

/** Files that may more, or less, than their room. */
const FILES: readonly {
  readonly file: string;
  readonly room: string;
  readonly packages: readonly string[];
  readonly why: string;
}[] = [
  {
    file: 'slack/charts/png.ts',
    room: 'slack/charts',
    packages: ['node:', '@resvg/*'],
    why: 'Charts know core and locale only.',
  },
  { file: 'jobs/schedule.ts', room: 'jobs', packages: ['node-cron', 'node:'], why: 'schedule.ts wakes jobs, nothing else.' },
];

const OUTSIDE = ['simulator', 'test', 'bench', 'scripts'];

const allows = (may: readonly string[], room: string): boolean =>
  may.some((each) => (each.endsWith('/**') ? room === each.slice(0, -3) || room.startsWith(each.slice(0, -2)) : each === room));

/** The files directly in `room`, as its files write an import of them. */
const inRoom = (from: string, room: string): string => {
  const path = posix.relative(posix.join('src', from), posix.join('src', room));
  return `${path === '' ? '.' : path.startsWith('.') ? path : `./${path}`}/*`;
};

type Pattern = { readonly group: readonly string[]; readonly message: string };

/** Rooms that a room may not import. */
export const closedRooms = (name: string): readonly string[] =>
  [...Object.keys(ROOMS), 'store/generated'].filter((room) => room !== name && !allows(ROOMS[name]?.may ?? [], room));

/** Packages that a room may not import. */
export const closedPackages = (name: string): readonly string[] => {
  const open = ROOMS[name]?.packages ?? [];
  return [...(open.includes('node:') ? [] : ['node:*']), ...PACKAGES.filter((each) => !open.includes(each))];
};

/** What the files of a room may not import. */
function patterns(name: string, { may, packages = [], why, isolated }: Room): readonly Pattern[] {
  const closed = [...Object.keys(ROOMS), 'store/generated'].filter((room) => room !== name && !allows(may, room));
  const outsideSrc = OUTSIDE.map((folder) => `${posix.relative(posix.join('src', name), folder)}/**`);
  const foreign = PACKAGES.filter((each) => !packages.includes(each));
  return [
    { group: [...(packages.includes('node:') ? [] : ['node:*']), ...foreign], message: why },
    { group: closed.map((room) => inRoom(name, room)), message: why },
    ...(isolated === undefined ? [] : [{ group: ['./*', ...isolated.map((file) => `!./${file}`)], message: why }]),
    { group: outsideSrc, message: 'src never imports the simulator, tests, benches or scripts.' },
  ].filter(({ group }) => group.length > 0);
}

const override = (includes: readonly string[], wall: readonly Pattern[]) => ({
  includes,
  linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: wall } } } } },
});

/** One override of Biome's configuration for each room. */
export function walls(): readonly object[] {
  const rooms = Object.entries(ROOMS).map(([name, room]) => {
    const base = name === '' ? 'src/*.ts' : `src/${name}/*.ts`;
    const ownRules = FILES.filter((each) => each.room === name).map(({ file }) => `!src/${file}`);
    return override([base, ...ownRules], patterns(name, room));
  });
  const files = FILES.map(({ file, room, packages, why }) => {
    const known = ROOMS[room];
    if (known === undefined) throw new Error(`${file} is in no room`);
    return override([`src/${file}`], patterns(room, { ...known, packages, why }));
  });
  return [...rooms, ...files];
}

/** Every folder of `src` that holds files, but for what Prisma makes. */
export function folders(): readonly string[] {
  const found = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith('.ts'))
    .map(({ parentPath }) => posix.relative('src', parentPath.replaceAll('\\', '/')));
  return [...new Set(found)].filter((room) => !room.startsWith('store/generated'));
}

/** walls.json as it has to be: biome.json extends it. */
export const wallsFile = (): string => `${JSON.stringify({ overrides: walls() })}\n`;

if (process.argv[1]?.endsWith('walls.ts')) writeFileSync('scripts/house-rules/walls.json', wallsFile());
