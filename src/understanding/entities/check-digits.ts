/** Long numbers that are neither orders nor parcels, told by how their owners build them. */
export const isSomethingElse = (number: string): boolean =>
  isIdentityCard(number) ||
  isBankCard(number) ||
  isBarcode(number) ||
  isDevice(number) ||
  isMoment(number)

/** 18 characters: region, a birthday, and a check digit (GB 11643, ISO 7064 MOD 11-2). */
const isIdentityCard = (number: string): boolean => {
  if (!/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}$/.test(number))
    return false
  let sum = 0
  for (let at = 0; at < 17; at++) sum += Number(number[at]) * (2 ** (17 - at) % 11)
  return '10X98765432'[sum % 11] === number[17]
}

const isBankCard = (number: string): boolean => /^62\d{14,17}$/.test(number) && passesLuhn(number)

/** The number of a telephone: 15 digits. */
const isDevice = (number: string): boolean => /^(35|86)\d{13}$/.test(number) && passesLuhn(number)

/** EAN-13 of goods from China. */
const isBarcode = (number: string): boolean => {
  if (!/^69\d{11}$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < 13; at++) sum += Number(number[at]) * (at % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}

/** `20240811102231`: somebody copied a time. */
const isMoment = (number: string): boolean =>
  /^20[1-4]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(number)

const passesLuhn = (number: string): boolean => {
  let sum = 0
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]) * (at % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
