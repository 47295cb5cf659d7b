/** Names of series or segments beside their colours. */
export function Legend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul class="legend" aria-hidden="true">
      {names.map((name, index) => (
        <li key={index}>
          <i class={`swatch series-${index % 12}`} /> {name}
        </li>
      ))}
    </ul>
  );
}
