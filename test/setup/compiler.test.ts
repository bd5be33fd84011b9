import { expect, test } from 'vitest'
import {
  compileFailed,
  compilerCommand,
  lacksCompiler,
  lacksNetwork,
} from '../../src/setup/compiler.mjs'

const linux = (release: string, isRoot = false) =>
  compilerCommand({ platform: 'linux', release, isRoot })

test('each system has its own command', () => {
  expect(linux('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian')).toBe(
    'sudo apt-get install -y build-essential python3',
  )
  expect(linux('ID=debian', true)).toBe('apt-get install -y build-essential python3')
  expect(linux('ID=alpine')).toBe('sudo apk add build-base python3')
  expect(linux('ID="rocky"\nID_LIKE="rhel centos fedora"')).toMatch(/^sudo dnf install/)
  expect(compilerCommand({ platform: 'darwin', release: '', isRoot: false })).toBe(
    'xcode-select --install',
  )
  expect(compilerCommand({ platform: 'win32', release: '', isRoot: false })).toContain('VCTools')
})

test('an unknown Linux is shown all of them', () => {
  expect(linux('ID=plan9')).toMatch(/Debian\/Ubuntu: sudo apt-get[\s\S]+Alpine: sudo apk/)
})

test.each([
  'gyp ERR! find Python You need to install the latest version of Python.',
  'gyp ERR! stack Error: not found: make',
  'make: g++: No such file or directory',
  '/bin/sh: 1: cc: not found',
  'xcrun: error: invalid active developer path',
  'gyp ERR! find VS could not use PowerShell',
])('knows a missing compiler by %j', (output) => {
  expect(lacksCompiler(output)).toBe(true)
})

test('an error in the code or the network is not a missing compiler', () => {
  expect(lacksCompiler('error: expected ; before } token')).toBe(false)
  expect(lacksCompiler('npm error network request failed, reason: ECONNREFUSED')).toBe(false)
  expect(lacksNetwork('npm error network request failed, reason: ECONNREFUSED')).toBe(true)
})

test('a compilation that failed after a prebuilt file could not be fetched is no failed download', () => {
  const output = 'prebuild-install warn install connect ECONNREFUSED\ngyp ERR! build error'
  expect(lacksNetwork(output)).toBe(false)
  expect(compileFailed(output)).toBe(true)
  expect(compileFailed('npm error network request failed, reason: ECONNREFUSED')).toBe(false)
})
