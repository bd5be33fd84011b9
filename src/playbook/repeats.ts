/** Every item whose key came before, with the first one of that key; an empty key is no key. */
export const repeats = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): (readonly [item: Item, earlier: Item])[] => {
  const first = new Map<string, Item>()
  return items.flatMap((item) => {
    const key = keyOf(item)
    const earlier = first.get(key)
    if (earlier !== undefined) return [[item, earlier] as const]
    if (key !== '') first.set(key, item)
    return []
  })
}
