/**
 * The limits of Block Kit. Lengths are Unicode code points, so 150 emoji fit a header.
 *
 * Sources: the page of each block, element and object under docs.slack.dev/reference/block-kit, docs.slack.dev/reference/views,
 * and the comments of @slack/types 3.2. Where these disagree the stricter number stands, so that what passes here passes at Slack.
 */
export const LIMITS = {
  /** Any id: block_id, action_id, callback_id, external_id (reference/block-kit/blocks, reference/views). */
  id: 255,
  /** Any URL: buttons, options, images (reference/block-kit/block-elements). */
  url: 3000,
  /** A text object of which nothing stricter is said (composition-objects/text-object). */
  text: 3000,
  /** Depth of nesting: the deepest valid view needs about twelve levels. Ours, so that hostile input cannot exhaust the stack. */
  nesting: 60,

  message: {
    blocks: 50, // reference/block-kit/blocks
    attachments: 100, // chat.postMessage
    tables: 1, // table-block: only_one_table_allowed
    charts: 2, // data-visualization-block
    markdown: 12_000, // markdown-block: over all such blocks of a message
    dataTableText: 10_000, // data-table-block at its launch; 20,000 since summer 2026
  },
  view: {
    blocks: 100, // reference/views
    title: 24, // modal-views: also submit and close
    privateMetadata: 3000, // modal-views
    bytes: 250_000, // views.open: view_too_large over 250 KB; KB read as 1,000 bytes
  },

  section: { fields: 10, field: 2000 },
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  image: { altText: 2000, title: 2000 },
  input: { label: 2000, hint: 2000 },
  video: { title: 199, author: 49 }, // video-block: "less than 200" and "less than 50"
  table: { rows: 100, cells: 20, columnSettings: 20, text: 10_000 },
  dataTable: { rows: 101, cells: 20, pageSize: 100 }, // header row and 100 rows at launch; 200 since summer 2026
  chart: { title: 50, segments: 6, series: 6, points: 20, label: 20, axisLabel: 50 }, // 6 at launch; 12 since
  alert: 200,
  card: { title: 150, subtitle: 150, body: 200, subtext: 200, buttons: 3 },
  carouselCards: 10,
  container: { title: 150, subtitle: 150, children: 10 },
  contextActions: 5,

  button: { text: 75, value: 2000, accessibilityLabel: 75 },
  option: { text: 75, value: 75, description: 75 }, // value: 75 in @slack/types, 150 on newer pages
  select: { options: 100, groups: 100, groupLabel: 75 },
  overflowOptions: 5,
  choices: 10, // radio buttons and checkboxes
  placeholder: 150,
  confirm: { title: 100, text: 300, button: 30 },
  plainTextInput: 3000,
  richTextInputLines: 100,
  fileInput: 10,
  listIndent: 8,
} as const;
