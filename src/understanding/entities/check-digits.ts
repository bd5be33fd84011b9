/** Long numbers that are neither orders nor parcels, told by how their owners build them. */
export const isSomethingElse = (number: string): boolean =>
  isIdentityCard(number) ||
  isCompany(number) ||
  isBankCard(number) ||
  isBarcode(number) ||
  isDevice(number) ||
  isMoment(number)

/**
 * 18 characters: region, birthday, serial, check digit (GB 11643). The check digit is not asked for:
 * a card number with one wrong digit is still nobody's order.
 */
const isIdentityCard = (number: string): boolean =>
  /^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}$/.test(number)

/** The tax number of a company, where it has digits only (GB 32100, MOD 31-3). */
const isCompany = (number: string): boolean => {
  if (!/^(1[1239]|5[1239]|9[123])\d{16}$/.test(number)) return false
  let sum = 0
  let weight = 1
  for (let at = 0; at < 17; at++) {
    sum += Number(number[at]) * weight
    weight = (weight * 3) % 31
  }
  return (31 - (sum % 31)) % 31 === Number(number[17])
}

/** UnionPay, mistyped or not, since no marketplace has counted to 62 yet. */
const isBankCard = (number: string): boolean =>
  /^62(\d{14}|\d{17})$/.test(number) || (/^62\d{15,16}$/.test(number) && passesLuhn(number))

/** The number of a telephone: 15 digits. */
const isDevice = (number: string): boolean => /^(35|86)\d{13}$/.test(number) && passesLuhn(number)

/** EAN-13 of goods from China, and of books. */
const isBarcode = (number: string): boolean => {
  if (!/^(69\d|97[89])\d{10}$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < 13; at++) sum += Number(number[at]) * (at % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}

/** `20240811102231`, perhaps with milliseconds, or milliseconds since 1970: a copied time. */
const isMoment = (number: string): boolean =>
  /^20[1-4]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,3})?$/.test(
    number,
  ) || /^1[67]\d{11}$/.test(number)

const passesLuhn = (number: string): boolean => {
  let sum = 0
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]) * (at % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** `1234567890123`: nobody has this number. */
export const isMadeUp = (number: string): boolean => '1234567890'.repeat(3).includes(number)
