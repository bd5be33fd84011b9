import { spoken } from '../texts.ts'
import { words } from './texts.ts'

export const said = spoken(words)
