import { adopt } from '../adopt.ts'
import css from './thing.css?inline'
import cssFile from './thing.css?url'

adopt(css, cssFile)
