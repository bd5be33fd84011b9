import { spoken } from '../texts.ts'
import { judgeFile } from './judge-file.ts'
import { upload } from './upload.ts'
import { createUploads, type Uploads, type UploadsWiring } from './uploads.ts'
import { words } from './words.ts'

/** Sending files: downloaded with the first one that is chosen. */
export const startUploads = (wiring: UploadsWiring): Uploads =>
  createUploads({ ...wiring, upload, judge: (file) => judgeFile(file, spoken(words)) })
