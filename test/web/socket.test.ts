import { expect, test } from 'vitest'
import { createSocket, type Link } from '../../src/web/shared/index.ts'
import { aWorld } from './world.ts'

function aSocket(address: () => Promise<string> = async () => 'ws://shop/') {
  const scene = aWorld()
  const links: Link[] = []
  const frames: unknown[] = []
  const socket = createSocket({
    world: scene.world,
    address,
    onOpen: () => {},
    onFrame: (frame) => frames.push(frame),
    onLink: (link) => links.push(link),
  })
  return { ...scene, socket, links, frames }
}

test('a broken line is dialled again after a jittered wait', async () => {
  const { line, links, pass, settle, sockets } = aSocket()
  await settle()
  line().accept()
  line().die()
  expect(links).toEqual(['connecting', 'open', 'waiting'])
  await pass(749)
  expect(sockets.length).toBe(1)
  await pass(1)
  expect(sockets.length).toBe(2)
})

test('the wait grows with every failure and never passes fifteen seconds', async () => {
  const { line, pass, roll, settle, sockets } = aSocket()
  roll(1)
  await settle()
  for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = sockets.length
    line().die()
    await pass(ms - 1)
    expect(sockets.length).toBe(before)
    await pass(1)
    expect(sockets.length).toBe(before + 1)
  }
})

test('the luckiest wait is still half a second', async () => {
  const { line, pass, roll, settle, sockets } = aSocket()
  roll(0)
  await settle()
  line().die()
  await pass(499)
  expect(sockets.length).toBe(1)
  await pass(1)
  expect(sockets.length).toBe(2)
})

test('a dial that nobody answers is given up', async () => {
  const { line, links, pass, settle } = aSocket()
  await settle()
  await pass(10_000)
  expect(line().closed).toBe(true)
  expect(links.at(-1)).toBe('waiting')
})

test('an address that cannot be had counts as a failed attempt', async () => {
  const { links, pass, settle, sockets } = aSocket(() => Promise.reject(new Error('no session')))
  await settle()
  expect(sockets.length).toBe(0)
  expect(links).toEqual(['connecting', 'waiting'])
  await pass(750)
  expect(links).toEqual(['connecting', 'waiting', 'connecting', 'waiting'])
})

test('coming back to the page ends the wait', async () => {
  const { line, settle, socket, sockets } = aSocket()
  await settle()
  line().die()
  socket.wake()
  await settle()
  expect(sockets.length).toBe(2)
})

test('coming back leaves a line alone that was heard lately', async () => {
  const { line, pass, settle, socket, sockets } = aSocket()
  await settle()
  line().accept()
  await pass(30_000)
  socket.wake()
  await settle()
  expect(sockets.length).toBe(1)
})

test('coming back doubts a line that was silent for long', async () => {
  const { line, pass, settle, socket, sockets } = aSocket()
  await settle()
  line().accept()
  await pass(30_001)
  socket.wake()
  await settle()
  expect(sockets.length).toBe(2)
  expect(sockets[0]?.closed).toBe(true)
})

test('what an older line still says is not heard', async () => {
  const { frames, line, settle, socket } = aSocket()
  await settle()
  const old = line()
  old.accept()
  socket.restart()
  await settle()
  old.say({ type: 'late' })
  old.die()
  line().accept()
  line().say({ type: 'new' })
  expect(frames).toEqual([{ type: 'new' }])
})

test('a closed socket leaves nothing behind', async () => {
  const { line, links, settle, socket, timers } = aSocket()
  await settle()
  line().accept()
  socket.close()
  expect(links.at(-1)).toBe('closed')
  expect(timers.size).toBe(0)
  expect(socket.send({})).toBe(false)
})
