/** YYMMDD of a day in this century's twenties or thirties. */
const dayStart = '[23]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'

/** Shopee: YYMMDD and eight letters and digits, of them one letter at least. */
export const shopeePattern = new RegExp(
  `(?<=^|[^A-Z0-9]|ID|NO|ORDER)(${dayStart})([ -]?)(?=\\d{0,7}[A-Z])([A-Z0-9]{8})(?![A-Z0-9@*])`,
  'g',
)

const pinduoduo = new RegExp(`^(${dayStart})-?(\\d{15})$`)

/** Pinduoduo writes YYMMDD-15 digits; copied without its dash it gets the dash back. */
export const pinduoduoNumber = (digits: string): string | undefined => {
  const [, day, serial] = pinduoduo.exec(digits) ?? []
  return day === undefined ? undefined : `${day}-${serial}`
}

/**
 * Numbers that only an order has, without a word that says so: Taobao 18-19 digits, Douyin 19,
 * TikTok 17-18 from 5, JD 12-18; JD counts upwards and has come as far as 3.
 */
export const isOrder = (digits: string): boolean =>
  /^[1-9]\d{17,18}$/.test(digits) || /^5\d{16}$/.test(digits) || /^[1-3]\d{11,16}$/.test(digits)

/** ZTO 14 digits, STO 15, Yunda 13 or 15, EMS and China Post 13. */
export const isParcel = (digits: string): boolean =>
  /^(?:7[3-9]\d{12}|77\d{13}|[34]\d{14}|(?:3[189]|4[36]|1[0-3]|9[5-9])\d{11})$/.test(digits)

/**
 * Parcels with letters: SF, JD, YTO, J&T, Deppon, TTK, Cainiao. Others have digits only, and some
 * people write the courier's name before them: EMS, ZTO.
 */
export const letteredParcel = (letters: string, digits: string): string | undefined => {
  if (lettered.test(letters + digits)) return letters + digits
  const named = /^(?:EMS|ZTO|STO|YTO|YD|YUNDA)$/.test(letters) && /^\d{12,15}$/.test(digits)
  return named ? digits : undefined
}

/** JD and twelve digits is an order. */
const lettered =
  /^(?:SF\d{12,13}|JD(?:\d{13,15}|[A-Z]{1,3}\d{9,13})|YT\d{13}|JT\d{13}|DPK\d{12}|TT\d{13}|LP\d{14})$/

export const isMobile = (digits: string): boolean => /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits)

/** An area code and seven or eight digits, or a shop's 400 and 800. */
const isLandline = (digits: string): boolean =>
  /^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/.test(digits) || /^[48]00\d{7}$/.test(digits)

/** A phone as one dials it at home. */
export const phoneNumber = (digits: string): string | undefined => {
  if (isMobile(digits)) return digits.slice(-11)
  return isLandline(digits) ? digits : undefined
}
