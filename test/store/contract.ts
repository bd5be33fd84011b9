import { describe } from 'vitest'
import { acceptContract } from './contract/accept.ts'
import { adoptContract } from './contract/adopt.ts'
import { changesContract } from './contract/changes.ts'
import { commandContract } from './contract/commands.ts'
import { deskContract } from './contract/desk.ts'
import { editContract } from './contract/edits.ts'
import { figuresContract } from './contract/figures.ts'
import { helpContract } from './contract/help.ts'
import { mediaContract } from './contract/media.ts'
import { opinionFiguresContract } from './contract/opinion-figures.ts'
import { orderContract } from './contract/orders.ts'
import { peopleContract } from './contract/people.ts'
import { queueContract } from './contract/queue.ts'
import { ratingContract } from './contract/ratings.ts'
import { readingContract } from './contract/reading.ts'
import { reopenContract } from './contract/reopen.ts'
import { searchContract } from './contract/search.ts'
import { sendContract } from './contract/sends.ts'
import { shopContract } from './contract/shops.ts'
import type { OpenStore } from './contract/stage.ts'
import { timerContract } from './contract/timers.ts'
import { turnContract } from './contract/turns.ts'

/** What every store promises, whatever database it stands on. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store contract on ${name}`, () => {
    describe('accept', () => acceptContract(open))
    describe('turns', () => turnContract(open))
    describe('commands', () => commandContract(open))
    describe('taking a turn back', () => reopenContract(open))
    describe('timers', () => timerContract(open))
    describe('sends', () => sendContract(open))
    describe('reading', () => readingContract(open))
    describe('changes', () => changesContract(open))
    describe('queue and presence', () => queueContract(open))
    describe('people', () => peopleContract(open))
    describe('beside the chat', () => deskContract(open))
    describe('what agents are offered', () => helpContract(open))
    describe('search', () => searchContract(open))
    describe('ratings', () => ratingContract(open))
    describe('shops', () => shopContract(open))
    describe('media', () => mediaContract(open))
    describe('taking in another', () => adoptContract(open))
    describe('figures', () => figuresContract(open))
    describe('opinions and outcomes in figures', () => opinionFiguresContract(open))
    describe('orders and parcels', () => orderContract(open))
    describe('edits of the playbook', () => editContract(open))
  })
}
