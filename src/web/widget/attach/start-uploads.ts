import { spoken } from '../texts.ts'
import { judgeFile } from './judge-file.ts'
import { shrink } from './shrink.ts'
import { upload } from './upload.ts'
import { createUploads, type Uploads, type UploadsWiring } from './uploads.ts'
import { words } from './words.ts'

const texts = await spoken(words)

/** Sending files: downloaded with the first one that is chosen. */
export const startUploads = (wiring: UploadsWiring): Uploads =>
  createUploads({ ...wiring, upload, shrink, judge: (file) => judgeFile(file, texts) })
