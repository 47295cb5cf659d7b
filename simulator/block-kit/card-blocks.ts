import { actionsBlock, contextBlock, dividerBlock, headerBlock, imageBlock, sectionBlock, videoBlock } from './basic-blocks.ts';
import { button } from './buttons.ts';
import { boolean, type Check, list, objectOfType, oneOf, problem, requireOneOf, string, unionByType } from './check.ts';
import { anyText, id, imageElement, mrkdwn, plainText, url } from './composition.ts';
import { LIMITS } from './limits.ts';
import { richTextBlock } from './rich-text.ts';
import { tableBlock } from './tables.ts';

export const alertBlock: Check = objectOfType('alert', {
  required: { text: anyText(LIMITS.alert) },
  optional: { block_id: id, level: oneOf('default', 'info', 'warning', 'error', 'success') },
});

/** composition-objects/slack-icon-object; its names change with Slack's icons, so any name passes. */
const slackIcon = objectOfType('icon', { required: { name: string() } });

export const cardBlock: Check = objectOfType(
  'card',
  {
    optional: {
      block_id: id,
      hero_image: imageElement,
      icon: imageElement,
      slack_icon: slackIcon,
      title: mrkdwn(LIMITS.card.title),
      subtitle: mrkdwn(LIMITS.card.subtitle),
      body: mrkdwn(LIMITS.card.body),
      subtext: mrkdwn(LIMITS.card.subtext),
      actions: list(button, { max: LIMITS.card.buttons }),
    },
  },
  requireOneOf(['hero_image', 'title', 'body', 'actions'], { orMore: true }),
  (card, pointer) =>
    card['icon'] && card['slack_icon'] ? [problem('must not define both `icon` and `slack_icon`', pointer)] : [],
);

export const carouselBlock: Check = objectOfType('carousel', {
  required: { elements: list(unionByType({ card: cardBlock }), { max: LIMITS.carouselCards }) },
  optional: { block_id: id },
});

/** What Slack's own validator was seen to accept inside a container; its page also names file, input and rich_text. */
const containerChild = unionByType({
  actions: actionsBlock,
  context: contextBlock,
  divider: dividerBlock,
  header: headerBlock,
  image: imageBlock,
  section: sectionBlock,
  table: tableBlock,
  video: videoBlock,
});

export const containerBlock: Check = objectOfType(
  'container',
  {
    required: { child_blocks: list(containerChild, { max: LIMITS.container.children }) },
    optional: {
      block_id: id,
      title: plainText(LIMITS.container.title),
      rich_text_title: richTextBlock,
      subtitle: anyText(LIMITS.container.subtitle),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
  },
  requireOneOf(['title', 'rich_text_title'], { orMore: true }),
  (container, pointer) =>
    container['default_collapsed'] === true && container['is_collapsible'] !== true
      ? [problem('`default_collapsed` requires `is_collapsible`', `${pointer}/default_collapsed`)]
      : [],
);

const source = objectOfType('url', { required: { url, text: string() } });

export const taskCardBlock: Check = objectOfType('task_card', {
  required: { task_id: id, title: string(), status: oneOf('pending', 'in_progress', 'complete', 'error') },
  optional: { block_id: id, details: richTextBlock, output: richTextBlock, sources: list(source) },
});

export const planBlock: Check = objectOfType('plan', {
  required: { title: string() },
  optional: { block_id: id, tasks: list(unionByType({ task_card: taskCardBlock })) },
});
