/** One thing, or several of a kind in a row. */
export type Folded<Item> = readonly [Item, ...Item[]]

/** The same in the same order, with what repeats itself in a row folded into one. */
export function foldRuns<Item>(
  items: readonly Item[],
  isOfKind: (item: Item) => boolean,
): readonly Folded<Item>[] {
  const folded: [Item, ...Item[]][] = []
  for (const item of items) {
    const last = folded.at(-1)
    if (last !== undefined && isOfKind(last[0]) && isOfKind(item)) last.push(item)
    else folded.push([item])
  }
  return folded
}
