/** What a newcomer may type first: the main job in four lines, in the language of their Slack. */
export function tourFor(locale: string): readonly string[] {
  return locale.toLowerCase().startsWith('pl')
    ? ['/szansa nowa Morela szkolenie 12 tys. zł do 30.06', '/szansa dalej', '/lejek', '/szansa']
    : ['/deal new Acme forklifts 12k close 30 June', '/deal advance', '/funnel', '/deal'];
}
