import { spoken } from '../texts.ts'
import { words } from './words.ts'

export const say = spoken(words)
