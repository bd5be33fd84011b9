/**
 * Whether this Node can run the project and its tools: 20.19 or later, 22.12 or later, or 23 up.
 * @param {string} version
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 20) return minor >= 19
  if (major === 22) return minor >= 12
  return major > 22
}
