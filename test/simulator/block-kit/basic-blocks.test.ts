import { button, inMessage, inModal, input, mrkdwn, options, plain, repeat, section, testRules } from './examples.ts';

const context = (elements: unknown[]) => ({ type: 'context', elements });
const actions = (elements: unknown[]) => ({ type: 'actions', elements });
const image = (fields: object) => ({ type: 'image', alt_text: 'Funnel', ...fields });
const textInput = { type: 'plain_text_input' };
const video = (fields: object) => ({
  type: 'video',
  video_url: 'https://example.com/v',
  thumbnail_url: 'https://example.com/t.png',
  alt_text: 'A tour',
  title: plain('Tour'),
  ...fields,
});
const picture = { image_url: 'https://example.com/funnel.png' };

testRules('a section', inMessage, [
  [
    'needs text or fields',
    section(),
    { type: 'section' },
    'must define at least one of `text`, `fields` [json-pointer:/blocks/0]',
  ],
  [
    'holds 3,000 characters',
    section({ text: plain('a'.repeat(3000)) }),
    section({ text: plain('a'.repeat(3001)) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'has no empty text',
    section(),
    section({ text: plain('') }),
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'counts code points, so that an emoji is one character',
    section({ text: plain('📈'.repeat(3000)) }),
    section({ text: plain('📈'.repeat(3001)) }),
    'must be less than 3001',
  ],
  [
    'counts mrkdwn after escaping',
    section({ text: mrkdwn('&'.repeat(600)) }),
    section({ text: mrkdwn('&'.repeat(601)) }),
    'must be less than 3001',
  ],
  [
    'counts what is escaped already once',
    section({ text: mrkdwn('&amp;'.repeat(600)) }),
    section({ text: mrkdwn(`${'&amp;'.repeat(600)}a`) }),
    'must be less than 3001',
  ],
  [
    'has at most 10 fields',
    section({ fields: repeat(10, mrkdwn('a')) }),
    section({ fields: repeat(11, mrkdwn('a')) }),
    'no more than 10 items',
  ],
  [
    'does not have an empty list of fields',
    section(),
    section({ fields: [] }),
    'no fewer than 1 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'holds 2,000 characters a field',
    section({ fields: [plain('a'.repeat(2000))] }),
    section({ fields: [plain('a'.repeat(2001))] }),
    'less than 2001',
  ],
  [
    'says yes or no to expand',
    section({ expand: true }),
    section({ expand: 'yes' }),
    'must provide a boolean [json-pointer:/blocks/0/expand]',
  ],
  [
    'takes a datepicker beside the text, not a datetimepicker',
    section({ accessory: { type: 'datepicker' } }),
    section({ accessory: { type: 'datetimepicker' } }),
    'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]',
  ],
  [
    'takes no number input beside the text',
    section({ accessory: button() }),
    section({ accessory: { type: 'number_input', is_decimal_allowed: false } }),
    'unsupported type: number_input',
  ],
  [
    'knows its fields',
    section({ block_id: 'a' }),
    section({ colour: 'red' }),
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'has a block_id of at most 255',
    section({ block_id: 'a'.repeat(255) }),
    section({ block_id: 'a'.repeat(256) }),
    'less than 256',
  ],
]);

testRules('header, divider and context', inMessage, [
  [
    'a header holds 150 characters',
    { type: 'header', text: plain('📈'.repeat(150)) },
    { type: 'header', text: plain('a'.repeat(151)) },
    'less than 151',
  ],
  [
    'a header is plain text',
    { type: 'header', text: plain('Funnel') },
    { type: 'header', text: mrkdwn('Funnel') },
    'must be a valid enum value: plain_text',
  ],
  ['a divider says nothing', { type: 'divider' }, { type: 'divider', text: plain('a') }, 'invalid additional property: text'],
  [
    'a context has at most 10 elements',
    context(repeat(10, mrkdwn('a'))),
    context(repeat(11, mrkdwn('a'))),
    'no more than 10 items',
  ],
  [
    'a context takes pictures, not buttons',
    context([image(picture)]),
    context([button()]),
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['a context is not empty', context([plain('a')]), context([]), 'no fewer than 1 items'],
  [
    'emoji belongs to plain text',
    context([{ ...plain('a'), emoji: true }]),
    context([{ ...mrkdwn('a'), emoji: true }]),
    'additional property: emoji',
  ],
  [
    'verbatim belongs to mrkdwn',
    context([{ ...mrkdwn('a'), verbatim: true }]),
    context([{ ...plain('a'), verbatim: true }]),
    'additional property: verbatim',
  ],
]);

testRules('actions and images', inMessage, [
  [
    'actions have at most 25 elements',
    actions(repeat(25, button())),
    actions(repeat(26, button())),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'actions take a datetimepicker, not a text input',
    actions([{ type: 'datetimepicker' }]),
    actions([textInput]),
    'unsupported type: plain_text_input',
  ],
  ['actions take no picture', actions([button()]), actions([image(picture)]), 'unsupported type: image'],
  [
    'an image needs an alternative text',
    image(picture),
    { type: 'image', ...picture },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an image comes from one place',
    image(picture),
    image({ ...picture, slack_file: { id: 'F1' } }),
    'must define exactly one of `image_url`, `slack_file`',
  ],
  [
    'an image comes from somewhere',
    image({ slack_file: { id: 'F1' } }),
    image({}),
    'must define exactly one of `image_url`, `slack_file`',
  ],
  [
    'a Slack file is named once',
    image({ slack_file: { url: 'https://x' } }),
    image({ slack_file: { id: 'F1', url: 'https://x' } }),
    'exactly one of `id`, `url`',
  ],
  [
    'an address has at most 3,000 characters',
    image({ image_url: 'h'.repeat(3000) }),
    image({ image_url: 'h'.repeat(3001) }),
    'less than 3001',
  ],
  [
    'an alternative text has at most 2,000',
    image({ ...picture, alt_text: 'a'.repeat(2000) }),
    image({ ...picture, alt_text: 'a'.repeat(2001) }),
    'less than 2001',
  ],
  [
    'an image title has at most 2,000',
    image({ ...picture, title: plain('a'.repeat(2000)) }),
    image({ ...picture, title: plain('a'.repeat(2001)) }),
    'less than 2001',
  ],
]);

testRules('an input', inModal, [
  [
    'needs a label',
    input(textInput),
    { type: 'input', element: textInput },
    'missing required field: label [json-pointer:/view/blocks/0]',
  ],
  [
    'has a label of at most 2,000',
    input(textInput, { label: plain('a'.repeat(2000)) }),
    input(textInput, { label: plain('a'.repeat(2001)) }),
    'less than 2001',
  ],
  [
    'has a hint of at most 2,000',
    input(textInput, { hint: plain('a'.repeat(2000)) }),
    input(textInput, { hint: plain('a'.repeat(2001)) }),
    'less than 2001',
  ],
  [
    'has a plain label',
    input(textInput),
    input(textInput, { label: mrkdwn('*Value*') }),
    'must be a valid enum value: plain_text',
  ],
  [
    'takes no button',
    input({ type: 'checkboxes', options: options(1) }),
    input(button()),
    'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'says yes or no to optional',
    input(textInput, { optional: true }),
    input(textInput, { optional: 1 }),
    'must provide a boolean',
  ],
]);

testRules('video and markdown', inMessage, [
  [
    'a video is embedded over https',
    video({}),
    video({ video_url: 'http://example.com/v' }),
    'must be an https URL [json-pointer:/blocks/0/video_url]',
  ],
  [
    'a video title is under 200',
    video({ title: plain('a'.repeat(199)) }),
    video({ title: plain('a'.repeat(200)) }),
    'less than 200',
  ],
  ['a video author is under 50', video({ author_name: 'a'.repeat(49) }), video({ author_name: 'a'.repeat(50) }), 'less than 50'],
  ['a video has an alternative text', video({}), video({ alt_text: undefined }), 'missing required field: alt_text'],
  [
    'markdown is a bare string',
    { type: 'markdown', text: '# Funnel' },
    { type: 'markdown', text: mrkdwn('a') },
    'must provide a string',
  ],
]);
