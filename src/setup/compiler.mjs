import { readFileSync } from 'node:fs'

/**
 * Whether an install's output says that a native module could not be compiled for want of tools.
 * @param {string} output
 */
export function lacksCompiler(output) {
  return /gyp ERR! find (?:Python|VS)|not found: make|(?:make|cc|g\+\+|c\+\+|clang\+\+): (?:command )?not found|xcrun: error|(?:g\+\+|c\+\+|cc): No such file|spawn (?:make|python3?) ENOENT/i.test(
    output,
  )
}

/**
 * Whether an install's output says that something could not be fetched. A prebuilt file that could
 * not is compiled instead: when that fails too, the compiler's own words say why.
 * @param {string} output
 */
export function lacksNetwork(output) {
  if (compileFailed(output)) return false
  return /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ERR_SOCKET_TIMEOUT/.test(output)
}

/** @param {string} output */
export const compileFailed = (output) => output.includes('gyp ERR! build error')

/**
 * The command that installs the tools to compile with, on this very system where it is known.
 * @param {{ platform: string, release: string, isRoot: boolean }} system
 */
export function compilerCommand({ platform, release, isRoot }) {
  if (platform === 'darwin') return 'xcode-select --install'
  if (platform === 'win32') return windows
  const sudo = isRoot ? '' : 'sudo '
  const family = /^ID(?:_LIKE)?=.*$/gm
  const names = release.match(family)?.join(' ') ?? ''
  const known = linux.find(({ is }) => is.test(names))
  if (known) return sudo + known.command
  return linux.map(({ title, command }) => `${title}: ${sudo}${command}`).join('\n')
}

/** The system that this runs on. */
export function thisSystem() {
  return { platform: process.platform, release: osRelease(), isRoot: process.getuid?.() === 0 }
}

const windows = [
  'winget install --id Microsoft.VisualStudio.2022.BuildTools --override "--add Microsoft.VisualStudio.Workload.VCTools --includeRecommended --passive --wait"',
  'winget install --id Python.Python.3.12',
].join('\n')

const linux = [
  {
    title: 'Debian/Ubuntu',
    is: /debian|ubuntu/,
    command: 'apt-get install -y build-essential python3',
  },
  { title: 'Alpine', is: /alpine/, command: 'apk add build-base python3' },
  {
    title: 'Fedora/RHEL',
    is: /fedora|rhel|centos/,
    command: 'dnf install -y gcc-c++ make python3',
  },
  { title: 'Arch', is: /arch/, command: 'pacman -S --needed base-devel python' },
  { title: 'openSUSE', is: /suse/, command: 'zypper install -y gcc-c++ make python3' },
]

function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
