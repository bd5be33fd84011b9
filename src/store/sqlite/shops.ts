/** A condition on rows that have a channel and an account; `:shops` is a list in JSON. */
export const isOfShops = `(channel IN (SELECT value FROM json_each(:shops))
  OR channel || '/' || account IN (SELECT value FROM json_each(:shops)))`

/** Nobody's shops are all shops. */
export const areSome = (shops: readonly string[] | undefined): shops is readonly string[] =>
  shops !== undefined && shops.length > 0
