/** Mobile numbers in a text with their middle hidden: 「138****1234」. */
export const withoutPhones = (text: string): string =>
  text.replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2')
