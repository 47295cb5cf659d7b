/** Emoji that apps write by name most often; another name stays as it was written. */
export const EMOJI: { readonly [name: string]: string } = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  rotating_light: '🚨',
  tada: '🎉',
  rocket: '🚀',
  fire: '🔥',
  eyes: '👀',
  wave: '👋',
  bell: '🔔',
  calendar: '📅',
  chart_with_upwards_trend: '📈',
  chart_with_downwards_trend: '📉',
  bar_chart: '📊',
  moneybag: '💰',
  money_with_wings: '💸',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  hourglass_done: '⌛',
  memo: '📝',
  bulb: '💡',
  question: '❓',
  exclamation: '❗',
  information_source: 'ℹ️',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  red_circle: '🔴',
  large_blue_circle: '🔵',
  white_circle: '⚪',
  thumbsup: '👍',
  '+1': '👍',
  thumbsdown: '👎',
  '-1': '👎',
  trophy: '🏆',
  dart: '🎯',
  star: '⭐',
  heart: '❤️',
  pushpin: '📌',
  lock: '🔒',
  gear: '⚙️',
  sparkles: '✨',
  handshake: '🤝',
  email: '✉️',
  telephone_receiver: '📞',
  smile: '😄',
  slightly_smiling_face: '🙂',
  thinking_face: '🤔',
};

/** The emoji of a name without colons, or `undefined`. */
export function emojiByName(name: string): string | undefined {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined;
}

/** Text with the emoji names in it, `:tada:`, turned into emoji. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/gu, (whole, name: string) => emojiByName(name) ?? whole);
}
